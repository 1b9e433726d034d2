import CivilTime
import Gezinstraject
import Testing
import Toetsingskader

@Suite("De casussen van elke indicator")
struct CasusbestandTests {
    @Test(arguments: Casusbestand.alle.flatMap(\.casussen))
    func `elke casus geeft op elke genoemde dag het verwachte oordeel`(_ casus: Voorbeeldcasus) throws {
        let geschiedenis = casus.dossier.geschiedenis()
        for verwacht in casus.verwacht {
            let toetsing = Toetsingskader().beoordeel(geschiedenis, peildag: verwacht.op, traject: verwacht.traject)
            let oordeel = try #require(toetsing.oordelen.first { $0.indicator == casus.indicator })
            let waar = "\(casus.testDescription), op \(verwacht.op)"
            #expect(oordeel.uitkomst.teken == verwacht.uitkomst, "\(waar)")
            #expect(oordeel.reden?.rawValue == verwacht.reden, "\(waar)")
            #expect(oordeel.voorlopig == verwacht.voorlopig, "\(waar)")
            #expect(oordeel.letOp.map(\.rawValue) == verwacht.letOp, "\(waar)")
            if let zin = verwacht.zin { #expect(oordeel.zin == zin, "\(waar)") }
            if let grond = verwacht.grond {
                #expect(oordeel.grond == (grond == "feit" ? .vastgelegdFeit : .nietsVastgelegd), "\(waar)")
            }
        }
    }
}
