import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("Corrigeren, intrekken en herstellen (DOMAIN §4.5)")
struct IngreepTests {
    private func intrekking(_ id: UUID) -> JSON { ["doelEvent": id.json, "reden": "onjuist"] }

    @Test func `wat anderen nodig hebben kan niet weg, en de weigering noemt ze allemaal`() throws {
        var verhaal = try Verhaal.gestart()
        let probleem = try verhaal.op("2013-04-01", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen"])
        let doel = try verhaal.op(
            "2013-04-02",
            "DoelGesteld",
            ["id": "d1", "problemen": ["p1"], "bepaling": "gezamenlijk"]
        )
        try verhaal.op("2013-04-03", "SuccesGevierd")
        let behaald = try verhaal.op("2013-05-01", "DoelBehaald", ["doel": "d1"])
        let schending = try #require(
            try verhaal.schending("2015-01-01", "RegistratieIngetrokken", intrekking(probleem))
        )
        #expect(schending.code == "I-M2-REST_GELDIG")
        #expect(schending.bij.id == doel)
        #expect(schending.botstMet?.id == probleem)
        #expect(schending.uitleg.hasPrefix("DoelGesteld van 2013-04-02 zou dan niet meer kloppen."))
        #expect(schending.gevolgen.map(\.bij.id) == [doel, behaald])
        #expect(schending.gevolgen.map(\.code) == ["I-0-VERWIJZING", "I-0-VERWIJZING"])

        // Withdrawn from the back, each of them can go.
        for id in [behaald, doel, probleem] {
            #expect(try verhaal.schending("2015-01-01", "RegistratieIngetrokken", intrekking(id)) == nil)
            try verhaal.trekIn(id)
        }
        #expect(try verhaal.schending == nil)
    }

    @Test func `een aanmelding waarop een tweede traject rust kan niet weg`() throws {
        var verhaal = try Verhaal.gesloten()
        let tweede = try verhaal.op("2014-02-01", "GezinAangemeld", ["aanpak": "delft-team-jeugd", "trajectNr": 2])
        let succes = try verhaal.op("2014-03-01", "SuccesGevierd", traject: 2)
        let schending = try #require(
            try verhaal.schending("2015-01-01", "RegistratieIngetrokken", intrekking(tweede))
        )
        #expect(schending.gevolgen.map(\.bij.id) == [succes])
        #expect(schending.gevolgen.map(\.code) == ["I-0-TRAJECT_BESTAAT"])
    }

    @Test func `een benoeming waarop een rol rust kan niet weg, en wat op die rol rust ook niet`() throws {
        var verhaal = try Verhaal.gestart()
        let benoeming = try verhaal.op("2013-04-01", "CasemanagerBenoemd", ["wie": "CM1"])
        let aanvaarding = try verhaal.op("2013-04-02", "CasemanagerrolAanvaard", ["wie": "CM1"])
        let einde = try verhaal.op("2013-05-01", "CasemanagerrolBeeindigd", ["wie": "CM1"])
        let schending = try #require(
            try verhaal.schending("2015-01-01", "RegistratieIngetrokken", intrekking(benoeming))
        )
        #expect(schending.code == "I-M2-REST_GELDIG")
        #expect(schending.gevolgen.map(\.bij.id) == [aanvaarding, einde])
        #expect(schending.gevolgen.map(\.code) == ["I-F3-BENOEMD", "I-F5-AANVAARD"])
    }

    @Test func `een afsluiting waarop nazorg rust kan niet weg, ook niet terwijl het volgende traject loopt`() throws {
        var verhaal = try Verhaal.gestart()
        let sluiting = try verhaal.op("2013-12-01", "AanpakAfgesloten", ["reden": "resultaat_bereikt"])
        let tweede = try verhaal.op("2014-02-01", "GezinAangemeld", ["aanpak": "delft-team-jeugd", "trajectNr": 2])
        let contact = try verhaal.op("2014-03-01", "NazorgcontactGelegd", traject: 1)
        let einde = try verhaal.op("2014-04-01", "NazorgBeeindigd", traject: 1)
        let schending = try #require(
            try verhaal.schending("2015-01-01", "RegistratieIngetrokken", intrekking(sluiting))
        )
        #expect(schending.gevolgen.map(\.bij.id) == [tweede, contact, einde])
        #expect(schending.gevolgen.map(\.code) == ["I-B2-GEEN_OPEN_TRAJECT", "I-K11-GESLOTEN", "I-K15-GESLOTEN"])
        #expect(schending.gevolgen.allSatisfy { $0.oplossing.hasSuffix(".") })
    }

    @Test func `een correctie die een latere gebeurtenis breekt wordt geweigerd`() throws {
        var verhaal = try Verhaal.gestart()
        let probleem = try verhaal.op("2013-04-01", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen"])
        let status = try verhaal.op("2013-05-01", "ProbleemStatusGewijzigd", ["probleem": "p1", "status": "opgelost"])
        func correctie(_ gegevens: JSON?, _ dag: String?) throws -> Schending? {
            try verhaal.schending(
                "2015-01-01",
                "RegistratieGecorrigeerd",
                Verhaal.correctie(probleem, gegevens: gegevens, dag: dag)
            )
        }
        let andereId = try #require(try correctie(["id": "p9", "stj": "wonen"], nil))
        #expect(andereId.code == "I-0-VERWIJZING")
        #expect(andereId.bij.id == status)
        #expect(andereId.gevolgen.map(\.bij.id) == [status])
        let teLaat = try #require(try correctie(nil, "2013-05-02"))
        #expect(teLaat.bij.id == status)
        #expect(teLaat.botstMet?.id == probleem)
        #expect(try correctie(nil, "2013-05-01") == nil)
        #expect(try correctie(["id": "p1", "stj": "werk"], "2013-04-30") == nil)
    }

    @Test func `een correctie die bij haar eigen doel breekt noemt het doel`() throws {
        var verhaal = try Verhaal.gesloten()
        let succes = try verhaal.op("2013-11-01", "SuccesGevierd")
        let schending = try #require(
            try verhaal.schending("2015-01-01", "RegistratieGecorrigeerd", Verhaal.correctie(succes, dag: "2013-12-02"))
        )
        #expect(schending.code == "I-0-TRAJECT_GESLOTEN")
        #expect(schending.bij.id == succes)
        #expect(schending.bij.dag.description == "2013-12-02")
        #expect(schending.uitleg.hasPrefix("SuccesGevierd van 2013-12-02 zou dan niet meer kloppen."))
    }

    @Test func `intrekken van een correctie kan breken wat op haar rust`() throws {
        var verhaal = try Verhaal.gestart()
        let probleem = try verhaal.op("2013-04-01", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen"])
        let correctie = try verhaal.corrigeer(probleem, gegevens: ["id": "p2", "stj": "wonen"])
        let status = try verhaal.op("2013-05-01", "ProbleemStatusGewijzigd", ["probleem": "p2", "status": "opgelost"])
        let schending = try #require(
            try verhaal.schending("2015-01-01", "RegistratieIngetrokken", intrekking(correctie))
        )
        #expect(schending.code == "I-M2-REST_GELDIG")
        #expect(schending.bij.id == status)
        #expect(schending.botstMet?.id == correctie)
    }

    @Test func `gegevens van een correctie passen bij het type van het doel`() throws {
        let verhaal = try Verhaal.gestart()
        let fout = try verhaal.volgende(
            "2015-01-01",
            "RegistratieGecorrigeerd",
            Verhaal.correctie(verhaal.registraties[3].id, gegevens: ["aanpak": "delft-team-jeugd"])
        )
        var wacht = try verhaal.wacht
        do throws(Weigering) {
            try wacht.voegToe(fout)
            Issue.record("de correctie is aangenomen")
        } catch {
            guard case .invoer(let fouten) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(fouten.fouten.map(\.plaats.description) == ["/gegevens/trajectNr"])
        }
        #expect(wacht.dossier.versie == verhaal.registraties.count)
    }

    @Test func `wat er niet is wordt niet gecorrigeerd, ingetrokken of hersteld`() throws {
        let verhaal = try Verhaal.gestart()
        let nergens = UUID(high: 1, low: 1)
        #expect(
            try verhaal.schending("2015-01-01", "RegistratieGecorrigeerd", Verhaal.correctie(nergens))?.code
                == "I-M1-DOEL_BESTAAT"
        )
        #expect(
            try verhaal.schending("2015-01-01", "RegistratieIngetrokken", intrekking(nergens))?.code
                == "I-M2-DOEL_BESTAAT"
        )
        #expect(
            try verhaal.schending("2015-01-01", "RegistratieHersteld", ["doelEvent": nergens.json])?.code
                == "I-M3-WAS_INGETROKKEN"
        )
    }

    @Test func `ook niet op zichzelf`() throws {
        let verhaal = try Verhaal.gestart()
        let zelf = try verhaal.volgende("2015-01-01", "SuccesGevierd").id
        #expect(
            try verhaal.schending("2015-01-01", "RegistratieIngetrokken", intrekking(zelf))?.code
                == "I-M2-DOEL_BESTAAT"
        )
    }

    @Test func `welke ingreep op welke ingreep kan`() throws {
        var verhaal = try Verhaal.gestart()
        let succes = try verhaal.op("2013-04-01", "SuccesGevierd")
        let correctie = try verhaal.corrigeer(succes, dag: "2013-04-02")
        func corrigeer(_ id: UUID) throws -> String? {
            try verhaal.schending("2015-01-01", "RegistratieGecorrigeerd", Verhaal.correctie(id, dag: "2014-01-01"))?
                .code
        }
        func trekIn(_ id: UUID) throws -> String? {
            try verhaal.schending("2015-01-01", "RegistratieIngetrokken", intrekking(id))?.code
        }
        func herstel(_ id: UUID) throws -> String? {
            try verhaal.schending("2015-01-01", "RegistratieHersteld", ["doelEvent": id.json])?.code
        }
        #expect(try corrigeer(correctie) == "I-M1-DOEL_BESTAAT")
        #expect(try trekIn(correctie) == nil)
        #expect(try herstel(correctie) == "I-M3-WAS_INGETROKKEN")
        #expect(try trekIn(verhaal.registraties[0].id) == "I-A1-NIET_INTREKBAAR")

        let trekking = try verhaal.trekIn(succes)
        #expect(try corrigeer(succes) == "I-M1-DOEL_BESTAAT")
        #expect(try trekIn(succes) == "I-M2-DOEL_BESTAAT")
        #expect(try trekIn(trekking) == "I-M2-DOEL_BESTAAT")
        #expect(try corrigeer(trekking) == "I-M1-DOEL_BESTAAT")
        #expect(try herstel(succes) == nil)

        let herstelling = try verhaal.herstel(succes)
        #expect(try trekIn(herstelling) == "I-M2-DOEL_BESTAAT")
        #expect(try herstel(succes) == "I-M3-WAS_INGETROKKEN")
        #expect(try corrigeer(succes) == nil)
        #expect(try trekIn(succes) == nil)
    }

    @Test func `wie vastlegde grijpt zelf in, een ander alleen als BEH met een tweede paar ogen`() throws {
        var verhaal = try Verhaal.gestart()
        let succes = try verhaal.op("2013-04-01", "SuccesGevierd", door: "CM1", rol: .cm)
        func codes(_ door: String?, _ rol: Rol?, _ tweede: JSON?) throws -> [String?] {
            let trekIn = intrekking(succes).met("tweedePaarOgen", tweede)
            let corrigeer = Verhaal.correctie(succes, dag: "2013-04-02").met("tweedePaarOgen", tweede)
            return [
                try verhaal.schending("2015-01-01", "RegistratieIngetrokken", trekIn, door: door, rol: rol)?.code,
                try verhaal.schending("2015-01-01", "RegistratieGecorrigeerd", corrigeer, door: door, rol: rol)?.code,
            ]
        }
        let geweigerd = ["I-M2-ZELFDE_OF_BEH", "I-M1-ZELFDE_OF_BEH"]
        #expect(try codes("CM1", .cm, nil) == [nil, nil])
        #expect(try codes("CM1", .pm, nil) == [nil, nil])
        #expect(try codes("PM1", .pm, nil) == geweigerd)
        #expect(try codes("PM1", .pm, "PM2") == geweigerd)
        #expect(try codes("BEH1", .beh, nil) == geweigerd)
        #expect(try codes("BEH1", .beh, "BEH1") == geweigerd)
        #expect(try codes("BEH1", .beh, "BEH2") == [nil, nil])
        // A file that does not say who; one that says it was another, and not in which role.
        #expect(try codes(nil, .pm, nil) == [nil, nil])
        #expect(try codes("PM1", nil, nil) == geweigerd)
    }

    @Test func `wie een ander vastlegde dan bekend is grijpt BEH in`() throws {
        var verhaal = try Verhaal.gestart()
        let succes = try verhaal.op("2013-04-01", "SuccesGevierd")
        let schending = try verhaal.schending(
            "2015-01-01",
            "RegistratieIngetrokken",
            intrekking(succes),
            door: "PM1",
            rol: .pm
        )
        #expect(schending?.code == "I-M2-ZELFDE_OF_BEH")
    }

    @Test func `gegevens worden alleen gewist van wie er is`() throws {
        let verhaal = try Verhaal.gezin()
        func wissen(_ leden: JSON) throws -> String? {
            try verhaal.schending(
                "2012-01-01",
                "PersoonsgegevensGewist",
                ["leden": leden, "grond": "verzoek", "tweedePaarOgen": "BEH2"]
            )?.code
        }
        #expect(try wissen("alle") == nil)
        #expect(try wissen(["kind"]) == nil)
        #expect(try wissen(["kind", "opa"]) == "I-0-VERWIJZING")
        #expect(
            try Verhaal().schending(
                "2012-01-01",
                "PersoonsgegevensGewist",
                ["leden": "alle", "grond": "verzoek", "tweedePaarOgen": "B"]
            )?.code == "I-0-EERSTE"
        )
    }

    @Test func `wissen verandert niets aan de geschiedenis`() throws {
        var verhaal = try Verhaal.gestart()
        let daarvoor = try verhaal.feiten()
        try verhaal.op(
            "2015-01-01",
            "PersoonsgegevensGewist",
            ["leden": "alle", "grond": "verzoek", "tweedePaarOgen": "BEH2"]
        )
        #expect(try verhaal.feiten() == daarvoor)
    }
}
