import CivilTime
import Gezinstraject
import Testing
import WireValues

@testable import Toetsingskader

@Suite("Wat er ontbreekt aan een indicator die niet voldoet")
struct OntbreektTests {
    @Test(arguments: Casusbestand.alle.flatMap(\.casussen))
    func `wat ontbreekt laat de indicator voldoen, kan, en geen deel ervan is genoeg`(_ casus: Voorbeeldcasus) throws {
        for verwacht in casus.verwacht {
            let controle = Ontbreektcontrole(casus.dossier, peildag: verwacht.op, traject: verwacht.traject)
            let toetsing = Toetsingskader().beoordeelMetOntbreekt(
                casus.dossier.geschiedenis(),
                peildag: verwacht.op,
                traject: verwacht.traject
            )
            let oordeel = try #require(toetsing.oordelen.first { $0.indicator == casus.indicator })
            #expect(controle.fouten(oordeel) == [], "\(casus.testDescription)")
        }
    }
}
