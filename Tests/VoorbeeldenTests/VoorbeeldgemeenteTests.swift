import CivilTime
import Gezinstraject
import Testing
import Toetsingskader
import Voorbeelden
import WireValues

@Suite("Een verzonnen gemeente")
struct VoorbeeldgemeenteTests {
    private static let laatsteDag = Dag(jaar: 2026, maand: 3, dag: 31) ?? .eerste
    private static let gemeente = Voorbeeldgemeente("GM0935", zaad: 1, totEnMet: laatsteDag)

    private static func registratie(_ regel: JSON, _ versie: Int) throws -> Registratie {
        let type = try #require(regel["type"]?.string.flatMap { Feittype(naam: $0) })
        var fouten: [Invoerfout] = []
        let volgens = try regel["volgens"].map {
            try #require(Veldlezer.lees(Volgens.self, $0, .root, &fouten))
        }
        return Registratie(
            id: try #require(regel["id"]?.string.flatMap { UUID($0) }),
            versie: versie,
            gegevens: try type.lees(regel["gegevens"] ?? .null, .root),
            gebeurdOp: try #require(regel["gebeurdOp"]?.string.flatMap { Dag($0) }),
            volgens: volgens,
            vastgelegdOp: try #require(regel["vastgelegdOp"]?.string.flatMap { Moment($0) }),
            vastgelegdDoor: regel["vastgelegdDoor"]?.string.flatMap { Actor($0) },
            rol: regel["rol"]?.string.flatMap { Rol(rawValue: $0) }
        )
    }

    private static func wacht(_ regels: [JSON]) throws -> Dossierwacht {
        var wacht = Dossierwacht(.ingebouwd)
        for (nummer, regel) in regels.enumerated() { try wacht.voegToe(registratie(regel, nummer + 1)) }
        return wacht
    }

    @Test(arguments: 0..<20)
    func `elk gezin is geldig, bij elke gebeurtenis in de volgorde van vastleggen`(zaad: Int) throws {
        let gemeente = Voorbeeldgemeente("GM0014", zaad: UInt64(zaad), totEnMet: Self.laatsteDag)
        for nummer in 0..<100 {
            let regels = gemeente.gezin(nummer)
            #expect(!regels.isEmpty)
            #expect(throws: Never.self, "gezin \(nummer)") { try Self.wacht(regels) }
        }
    }

    @Test func `hetzelfde zaad geeft hetzelfde, een ander zaad iets anders`() {
        let zelfde = Voorbeeldgemeente("GM0935", zaad: 1, totEnMet: Self.laatsteDag)
        let ander = Voorbeeldgemeente("GM0935", zaad: 2, totEnMet: Self.laatsteDag)
        var ids: Set<String> = []
        for nummer in [0, 1, 7, 299] {
            #expect(Self.gemeente.gezin(nummer) == zelfde.gezin(nummer))
            #expect(Self.gemeente.gezin(nummer) != ander.gezin(nummer))
            for regel in Self.gemeente.gezin(nummer) + ander.gezin(nummer) {
                let isNieuw = ids.insert(regel["id"]?.string ?? "").inserted
                #expect(isNieuw)
            }
        }
    }

    @Test func `niets is van na de laatste dag, en wat vastgelegd is was gebeurd`() throws {
        for nummer in 0..<200 {
            var vorige = Moment(microseconden: 0)
            for (plaats, regel) in Self.gemeente.gezin(nummer).enumerated() {
                let registratie = try Self.registratie(regel, plaats + 1)
                #expect(registratie.vastgelegdOp.dagUTC <= Self.laatsteDag)
                #expect(registratie.gebeurdOp <= registratie.vastgelegdOp.dagUTC)
                #expect(registratie.vastgelegdOp >= vorige)
                vorige = registratie.vastgelegdOp
            }
        }
    }

    @Test func `voor 1980 is er niets, en vanaf dan overal iets`() throws {
        for (tekst, isEr) in [("0001-01-01", false), ("1979-12-31", false), ("1980-01-01", true), ("9999-12-31", true)]
        {
            let gemeente = Voorbeeldgemeente("GM0935", zaad: 5, totEnMet: try #require(Dag(tekst)))
            for nummer in 0..<50 { #expect(gemeente.gezin(nummer).isEmpty != isEr) }
        }
    }

    @Test func `vrije tekst zegt dat zij verzonnen is, en medewerkers zijn nummers`() throws {
        for nummer in 0..<200 {
            for regel in Self.gemeente.gezin(nummer) {
                for naam in ["reden", "motivering", "toelichting", "omschrijving", "grond", "resultaat"] {
                    guard let tekst = regel["gegevens"]?[naam]?.string, tekst.contains(" ") else { continue }
                    #expect(tekst.hasPrefix("Verzonnen"))
                }
                let wie = try #require(regel["vastgelegdDoor"]?.string)
                #expect(wie.wholeMatch(of: /(PM|TPM|CM|PRO|AUD)[0-9]+/) != nil)
            }
        }
    }

    /// Anders is er niets te zien: zorgvuldig gevolgd en niet, lopend en gesloten, met en zonder nazorg.
    @Test func `de gezinnen verschillen`() throws {
        var fasen: [Fase: Int] = [:]
        var uitkomsten: [String: Set<String>] = [:]
        var aantallen: [Int] = []
        var laat = 0
        for nummer in 0..<300 {
            let wacht = try Self.wacht(Self.gemeente.gezin(nummer))
            let geschiedenis = wacht.dossier.geschiedenis()
            aantallen.append(wacht.dossier.versie)
            laat += zip(geschiedenis.feiten, geschiedenis.feiten.dropFirst()).count { $0.versie > $1.versie }
            fasen[wacht.verloop.toestand(van: geschiedenis.laatsteTraject).fase, default: 0] += 1
            let toetsing = Toetsingskader().beoordeelVoorSelectie(geschiedenis, peildag: Self.laatsteDag)
            for oordeel in toetsing.oordelen {
                uitkomsten["\(oordeel.indicator)", default: []].insert("\(oordeel.uitkomst)")
            }
        }
        for fase in [Fase.aangemeld, .afgewezen, .actief, .gesloten, .nazorg, .einde] {
            #expect(fasen[fase, default: 0] >= 3, "\(fase): \(fasen)")
        }
        #expect(uitkomsten.count == 33)
        let eenvormig = uitkomsten.filter { $0.value.count < 2 }.keys.sorted()
        #expect(eenvormig.count <= 3, "\(eenvormig)")
        aantallen.sort()
        #expect((25...150).contains(aantallen[150]), "\(aantallen[150])")
        #expect(laat > 0)
    }
}
