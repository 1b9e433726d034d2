import CivilTime
import Gezinstraject
import Testing
import WireValues

@testable import Toetsingskader

@Suite("Wat er ontbreekt aan een indicator die niet voldoet")
struct OntbreektTests {
    private let kader = Toetsingskader()

    @Test(arguments: Casusbestand.alle.flatMap(\.casussen))
    func `wat ontbreekt laat de indicator voldoen, kan, en geen deel ervan is genoeg`(_ casus: Voorbeeldcasus) throws {
        for verwacht in casus.verwacht {
            let controle = Ontbreektcontrole(casus.dossier, peildag: verwacht.op, traject: verwacht.traject)
            #expect(controle.fouten(casus.indicator) == [], "\(casus.testDescription)")
        }
    }

    @Test(arguments: Ontbreektvoorbeeld.alle)
    func `van elk voorbeeld klopt wat er ontbreekt of waarom niets helpt`(_ voorbeeld: Ontbreektvoorbeeld) throws {
        let controle = Ontbreektcontrole(voorbeeld.casus.dossier, peildag: voorbeeld.op)
        let ontbreekt = try #require(controle.oordeel(voorbeeld.casus.indicator).ontbreekt)
        switch (ontbreekt, voorbeeld.niet) {
        case (.gebeurtenissen(let voorstellen), nil):
            let gevonden = voorstellen.map { JSON.object([.init($0.type.naam, $0.gegevens.json)]).opSleutel }
            #expect(gevonden == voorbeeld.ontbreekt)
        case (.niets(let beletsel), let niet?):
            #expect(beletsel.code.rawValue == niet.code)
            #expect(beletsel.sinds == niet.sinds)
        default:
            Issue.record("\(ontbreekt)")
        }
        #expect(controle.fouten(voorbeeld.casus.indicator) == [])
    }

    @Test
    func `elke indicator heeft een voorbeeld van iets dat ontbreekt`() {
        let metVoorstel = Set(Ontbreektvoorbeeld.alle.filter { $0.niet == nil }.map(\.casus.indicator))
        #expect(Indicator.alle.map(\.nummer).filter { !metVoorstel.contains($0) } == [])
    }

    @Test
    func `wat niet meer kan wordt niet weerlegd door een of twee gebeurtenissen van welke indicator ook`() {
        var gezien: [String: Int] = [:]
        for casus in Casusbestand.alle.flatMap(\.casussen) {
            for verwacht in casus.verwacht {
                let controle = Ontbreektcontrole(casus.dossier, peildag: verwacht.op, traject: verwacht.traject)
                let oordeel = controle.oordeel(casus.indicator)
                guard case .niets(let beletsel) = oordeel.ontbreekt, beletsel.code == .kanNietMeer else { continue }
                // Every pair costs a verdict; a few families of each kind are enough.
                gezien["\(casus.indicator) \(beletsel.tekst)", default: 0] += 1
                guard gezien["\(casus.indicator) \(beletsel.tekst)", default: 0] <= 2 else { continue }
                #expect(controle.weerlegging(casus.indicator) == nil, "\(casus.testDescription), op \(verwacht.op)")
            }
        }
        #expect(gezien.count >= 5)
    }

    @Test
    func `een voorstel dat een gesloten traject heropent zegt dat`() {
        let voorstellen = Casusbestand.alle.flatMap(\.casussen).flatMap { casus in
            casus.verwacht.flatMap { verwacht in
                Ontbreektcontrole(casus.dossier, peildag: verwacht.op, traject: verwacht.traject)
                    .oordeel(casus.indicator).ontbreekt?.voorstellen ?? []
            }
        }
        let heropent = voorstellen.filter { $0.type == .afsluitingHerroepen }
        #expect(!heropent.isEmpty)
        #expect(heropent.allSatisfy { $0.toelichting?.hasPrefix("Dit heropent het gesloten traject") == true })
        #expect(voorstellen.allSatisfy { $0.toelichting == nil || $0.type == .afsluitingHerroepen })
    }

    @Test
    func `een toetsing met wat er ontbreekt is verder dezelfde`() throws {
        let casus = try #require(try Casusbestand(.t313).casussen.last)
        let geschiedenis = casus.dossier.geschiedenis()
        let peildag = try #require(casus.verwacht.last?.op)
        let zonder = kader.beoordeel(geschiedenis, peildag: peildag)
        let met = kader.beoordeelVolledig(geschiedenis, peildag: peildag)
        #expect(zonder.oordelen.allSatisfy { $0.ontbreekt == nil })
        #expect(met.oordelen.allSatisfy { $0.ontbreekt != nil })
        #expect(met.oordelen.map(\.uitkomst) == zonder.oordelen.map(\.uitkomst))
        #expect(met.oordelen.map(\.bewijs) == zonder.oordelen.map(\.bewijs))
    }
}
