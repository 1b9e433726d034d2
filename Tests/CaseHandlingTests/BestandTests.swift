import CaseHandling
import CivilTime
import Gezinstraject
import TestSupport
import Testing
import WireValues

@Suite("Bestand")
struct BestandTests {
    private static let gezin = UUID(high: 1, low: 1)

    private func regel(_ event: JSON, van gezin: UUID = Self.gezin) -> String {
        guard case .object(let leden) = event else { return "" }
        return JSON.object([.init("gezinId", .string(gezin.description))] + leden).text
    }

    private func lees(_ tekst: String) throws -> Bestand {
        try Bestand([(naam: "a.jsonl", inhoud: Array(tekst.utf8))])
    }

    private func fouten(_ bestanden: (String, String)...) throws -> [String] {
        do {
            _ = try Bestand(bestanden.map { (naam: $0.0, inhoud: Array($0.1.utf8)) })
            return []
        } catch {
            return error.fouten.map { "\($0.bestand):\($0.regel) \($0.plaats) \($0.code)" }
        }
    }

    /// De fout waarmee een dossier niet kan kloppen.
    private func fout(_ events: [JSON]) throws -> Bestand.Fout? {
        let bestand = try lees(events.map { regel($0) }.joined(separator: "\n"))
        do {
            _ = try #require(bestand.gezinnen.first).dossier(.ingebouwd)
            return nil
        } catch {
            return try #require(error as? Bestand.Fout)
        }
    }

    @Test func `regels eindigen met LF of CRLF, en lege regels tellen niet mee`() throws {
        let regels = [CaseEvents.registration(), CaseEvents.signal("2013-02-01"), CaseEvents.signal("2013-03-01")]
            .map { regel($0) }
        let bestand = try lees("\r\n" + regels[0] + "\r\n\r\n  \t\n" + regels[1] + "\n" + regels[2])
        #expect(bestand.gezinnen.map(\.id) == [Self.gezin])
        #expect(bestand.gezinnen[0].regels.map(\.nummer) == [2, 5, 6])
        #expect(try lees("").gezinnen.isEmpty && lees("\n\n").gezinnen.isEmpty)
    }

    private func bevinding(_ aanpak: String, _ uitkomst: JSON, op dag: JSON = "2014-09-24") -> String {
        let event: JSON = [
            "aanpak": .string(aanpak), "type": "BeleidsbevindingVastgelegd", "gebeurdOp": dag,
            "gegevens": ["indicator": "P1.1.2", "jaar": 2014, "uitkomst": uitkomst, "geldigVanaf": dag],
        ]
        return event.text
    }

    @Test func `regels over een aanpak staan apart van die over gezinnen`() throws {
        let tekst = [
            bevinding("delft-gezinscoaching", "voldoet"), regel(CaseEvents.registration()),
            bevinding("lelystad-gezinscoaching", "voldoet"), bevinding("delft-gezinscoaching", "verbeterpunt"),
        ].joined(separator: "\n")
        let bestand = try lees(tekst)
        #expect(bestand.gezinnen.map(\.id) == [Self.gezin])
        #expect(bestand.aanpakken.map(\.code.description) == ["delft-gezinscoaching", "lelystad-gezinscoaching"])
        #expect(bestand.aanpakken.map { $0.regels.map(\.nummer) } == [[1, 4], [3]])
        #expect(try bestand.aanpakken[0].bevindingen().map(\.uitkomst) == [.voldoet, .verbeterpunt])
    }

    @Test func `bevindingen staan op volgorde van gebeuren`() throws {
        let tekst = [
            bevinding("delft-gezinscoaching", "verbeterpunt", op: "2015-02-11"),
            bevinding("delft-gezinscoaching", "voldoet", op: "2014-12-31"),
        ].joined(separator: "\n")
        #expect(try lees(tekst).aanpakken[0].bevindingen().map(\.uitkomst) == [.voldoet, .verbeterpunt])
    }

    @Test func `een fout op een regel over een aanpak noemt haar plaats`() throws {
        let beide = bevinding("delft-gezinscoaching", "voldoet")
            .replacing("{\"aanpak\"", with: "{\"gezinId\":\"\(Self.gezin)\",\"aanpak\"")
        let gevonden = try fouten(
            ("a.jsonl", bevinding("Delft", "voldoet") + "\n" + bevinding("delft-gezinscoaching", "goed") + "\n" + beide)
        )
        #expect(
            gevonden == [
                "a.jsonl:1 /aanpak VORM_ONJUIST", "a.jsonl:2 /gegevens/uitkomst WAARDE_ONBEKEND",
                "a.jsonl:3 /gezinId VELD_ONBEKEND",
            ]
        )
    }

    @Test func `elke fout op elke regel wordt genoemd, met bestand, regel en veld`() throws {
        let goed = regel(CaseEvents.registration())
        let zonderGezin = CaseEvents.signal("2013-02-30").text
        let onbekend = regel(CaseEvents.event("SignaalOntvangen", "2013-02-01", ["route": "elders", "wat": 1]))
        let gevonden = try fouten(
            ("a.jsonl", "\(goed)\n{\"type\": \n\(zonderGezin)"),
            ("b.jsonl", "\n\(onbekend)\n[]\n7")
        )
        #expect(
            gevonden == [
                "a.jsonl:2  GEEN_JSON", "a.jsonl:3 /gezinId VELD_ONTBREEKT", "a.jsonl:3 /gebeurdOp DATUM_ONJUIST",
                "b.jsonl:2 /gegevens/route WAARDE_ONBEKEND", "b.jsonl:2 /gegevens/wat VELD_ONBEKEND",
                "b.jsonl:3  TYPE_ONJUIST", "b.jsonl:4  TYPE_ONJUIST",
            ]
        )
    }

    @Test func `een fout noemt bestand, regel, veld en wat er verwacht was`() throws {
        do {
            _ = try lees(regel(CaseEvents.signal("2013-02-30")))
            Issue.record("geen fout")
        } catch let error as Bestand.Fouten {
            #expect(
                error.fouten.first?.description
                    == "a.jsonl:1: /gebeurdOp Verwacht is een bestaande dag, geschreven als JJJJ-MM-DD. [DATUM_ONJUIST]"
            )
        }
    }

    @Test func `tekst die geen UTF-8 is, een dubbele naam en te diepe nesting zijn geen JSON`() throws {
        let diep = String(repeating: "[", count: 100)
        let gevonden = try fouten(("a.jsonl", "{\"a\":1,\"a\":2}\n\(diep)\n{} {}"))
        #expect(gevonden == ["a.jsonl:1  GEEN_JSON", "a.jsonl:2  GEEN_JSON", "a.jsonl:3  GEEN_JSON"])
        let geenUTF8 = Array("{\"a\":\"".utf8) + [0xff] + Array("\"}".utf8)
        #expect(throws: Bestand.Fouten.self) { try Bestand([(naam: "a", inhoud: geenUTF8)]) }
    }

    @Test(arguments: [
        "code: x\nperioden:\n  - naam: y", "[\n{\"a\": 1},\n{\"a\": 1}]", "{\r\n\"id\":\n1}", "id;type\n1;2",
    ])
    func `een bestand dat geen JSON Lines is geeft een melding, en die van andere bestanden blijven`(
        _ tekst: String
    ) throws {
        let gevonden = try fouten(("a.yaml", "\n" + tekst), ("b.jsonl", "{\"type\": 1}"))
        #expect(gevonden.first == "a.yaml:2  GEEN_JSON")
        #expect(gevonden.dropFirst().allSatisfy { $0.hasPrefix("b.jsonl:1 ") } && gevonden.count > 1)
    }

    @Test func `gezinnen uit meer bestanden komen bijeen, in de volgorde waarin zij voorkomen`() throws {
        let ander = UUID(high: 2, low: 2)
        let a = [regel(CaseEvents.registration()), regel(CaseEvents.registration(), van: ander)]
        let b = [regel(CaseEvents.signal("2013-02-01"))]
        let bestand = try Bestand([
            (naam: "a.jsonl", inhoud: Array(a.joined(separator: "\n").utf8)),
            (naam: "b.jsonl", inhoud: Array(b.joined(separator: "\n").utf8)),
        ])
        #expect(bestand.gezinnen.map(\.id) == [Self.gezin, ander])
        #expect(bestand.gezinnen[0].regels.map { "\($0.bestand):\($0.nummer)" } == ["a.jsonl:1", "b.jsonl:1"])
        #expect(bestand.gezinnen[0].gemeente == Fixture.log)
    }

    @Test func `dezelfde regel in twee bestanden telt eenmaal, dezelfde id met iets anders is een fout`() throws {
        let registratie = regel(CaseEvents.registration())
        let signaal = CaseEvents.signal("2013-02-01")
        let bestand = try Bestand([
            (naam: "a.jsonl", inhoud: Array("\(registratie)\n\(regel(signaal))".utf8)),
            (naam: "b.jsonl", inhoud: Array("\(registratie)\n\(regel(signaal))".utf8)),
        ])
        #expect(try #require(bestand.gezinnen.first).dossier(.ingebouwd).versie == 2)
        let anders = regel(CaseEvents.signal("2013-02-02", id: signaal.id))
        let gevonden = try fouten(("a.jsonl", "\(registratie)\n\(regel(signaal))"), ("b.jsonl", anders))
        #expect(gevonden == ["b.jsonl:1 /id ID_HERGEBRUIKT"])
    }

    @Test func `regels zonder id in twee bestanden zijn verschillende gebeurtenissen`() throws {
        let a = regel(CaseEvents.registration(id: nil)) + "\n" + regel(CaseEvents.signal("2013-02-01", id: nil))
        let b = regel(CaseEvents.signal("2013-03-01", id: nil)) + "\n" + regel(CaseEvents.signal("2013-04-01", id: nil))
        let bestand = try Bestand([
            (naam: "a.jsonl", inhoud: Array(a.utf8)), (naam: "b.jsonl", inhoud: Array(b.utf8)),
        ])
        let dossier = try #require(bestand.gezinnen.first).dossier(.ingebouwd)
        #expect(dossier.versie == 4)
        #expect(Set(dossier.registraties.map(\.id)).count == 4)
    }

    @Test func `de eerste regel waarmee de geschiedenis niet klopt wordt genoemd, met de invariant en de botsing`()
        throws
    {
        let fout = try fout([
            CaseEvents.registration(), CaseEvents.member("a", "2013-02-01"), CaseEvents.member("b", "2013-02-02"),
            CaseEvents.member("a", "2013-02-03"), CaseEvents.member("b", "2013-02-03"),
        ])
        #expect(fout?.regel == 4 && fout?.code == "I-0-ID_UNIEK" && fout?.plaats == .root)
        #expect(
            fout?.uitleg.hasSuffix(
                "Bij GezinslidToegevoegd op 2013-02-03, tegenover GezinslidToegevoegd op 2013-02-01. Kies een andere id."
            ) == true
        )
    }

    @Test func `een correctie met gegevens die niet passen wordt genoemd met de plaats op de regel`() throws {
        let signaal = CaseEvents.signal("2013-02-01")
        let id = try #require(signaal.id)
        let fout = try fout([
            CaseEvents.registration(), signaal,
            CaseEvents.correction(of: id, "2013-02-02", [.init("gegevens", ["route": "nergens"])]),
        ])
        #expect(fout?.regel == 3 && fout?.plaats.description == "/gegevens/gegevens/route")
    }

    @Test func `niets gebeurt na de dag van vastleggen, ook niet door een correctie`() throws {
        let moment = JSON.Member("vastgelegdOp", "2013-02-01T10:00:00Z")
        let laat = try fout([CaseEvents.registration(), CaseEvents.signal("2013-02-02", with: [moment])])
        #expect(laat?.regel == 2 && laat?.plaats.description == "/gebeurdOp" && laat?.code == "NIET_IN_TOEKOMST")
        let signaal = CaseEvents.signal("2013-01-02")
        let correctie = CaseEvents.correction(
            of: try #require(signaal.id),
            "2013-02-01",
            [.init("gebeurdOp", "2013-03-01")]
        )
        let verzet = try fout([CaseEvents.registration(), signaal, correctie])
        #expect(verzet?.regel == 3 && verzet?.plaats.description == "/gegevens/gebeurdOp")
    }

    @Test func `zonder moment van vastleggen is een regel bekend vanaf het begin van haar dag`() throws {
        let bestand = try lees(regel(CaseEvents.registration()))
        let dossier = try #require(bestand.gezinnen.first).dossier(.ingebouwd)
        #expect(dossier.registraties.first?.vastgelegdOp == Moment("2013-01-01T00:00:00Z"))
    }

    @Test func `een afwijzing bij het opnemen wordt de fout van haar regel`() throws {
        let events = [CaseEvents.registration(), CaseEvents.signal("2013-02-01", id: nil)]
        let gezin = try #require(try lees("\n" + events.map { regel($0) }.joined(separator: "\n")).delen.first)
        let invoerfout = Invoerfout(JSONPointer.root.member("vastgelegdOp"), .toekomst, "x")
        let plaats = gezin.fouten(.ongeldigeInvoer([Afwijzing.Fout(nummer: 1, invoerfout)]))
        #expect(plaats?.first?.regel == 3 && plaats?.first?.plaats.description == "/vastgelegdOp")
        #expect(gezin.fouten(.idHergebruikt(Fixture.uuid(), nummer: 1))?.first?.regel == 3)
        #expect(gezin.fouten(.sleutelVernietigd(nummer: 1))?.first?.regel == 3)
        #expect(gezin.fouten(.ongeldigeInvoer([Afwijzing.Fout(nummer: nil, invoerfout)]))?.first?.regel == 2)
        let niet: [Afwijzing] = [
            .nietBeschikbaar(reden: ""), .versieconflict(werkelijk: 1), .nietBevoegd(wie: []),
            .intern(code: "X", reden: ""),
        ]
        for afwijzing in niet { #expect(gezin.fouten(afwijzing) == nil) }
    }

    @Test(arguments: CaseExamples.families)
    func `een gezin van Maastricht kan worden gelezen, vastgelegd en weer uitgevoerd`(_ naam: String) async throws {
        let bestand = try Bestand([(naam: naam, inhoud: try CaseExamples.file(naam))])
        let gezin = try #require(bestand.gezinnen.first)
        let plek = try Werkplek()
        let beheerder = try Werkplek.gebruiker([.beheerder], "BEH1")
        let invoer = gezin.regels.map(\.invoer)
        let ontvangst = try await plek.cases.legVast(invoer, gezin: gezin.id, door: beheerder)
        #expect(ontvangst.aantalNieuw == invoer.count)
        #expect(try await plek.cases.legVast(invoer, gezin: gezin.id, door: beheerder).isHerhaling)

        let uitvoer = try ontvangst.gebeurtenissen.map { try $0.json(van: .gezin(gezin.id)).text }.joined(
            separator: "\n"
        )
        let weer = try #require(try lees(uitvoer).gezinnen.first)
        #expect(try weer.dossier(.ingebouwd).versie == invoer.count)
        let nogEens = weer.regels.map(\.invoer)
        #expect(try await plek.cases.legVast(nogEens, gezin: gezin.id, door: beheerder).isHerhaling)
    }
}
