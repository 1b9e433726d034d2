import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("Het beeld van een traject: partijen, afspraken, zorg en nazorg")
struct TrajectbeeldSamenwerkingTests {
    private func beeld(_ verhaal: Verhaal) throws -> Trajectbeeld {
        #expect(try verhaal.schending == nil)
        return Trajectbeeld(try verhaal.dossier().geschiedenis(), .ingebouwd)
    }

    @Test func `welke partijen meedoen en welke ontbreken`() throws {
        var verhaal = try Verhaal.gestart()
        func ggz() throws -> Trajectbeeld.Partijstand {
            try #require(try beeld(verhaal).partijen.first { $0.partij == .ggz })
        }
        try verhaal.op("2013-04-01", "PartijBetrokken", ["partij": "mee"])
        try verhaal.op("2013-04-01", "PartijBenodigdVerklaard", ["partij": "ggz"])
        try verhaal.op("2013-05-01", "PartijBenodigdVerklaard", ["partij": "ggz"])
        #expect(try beeld(verhaal).partijen.map(\.partij) == [.mee, .ggz])
        #expect(try ggz().ontbreektSinds == Dag("2013-04-01"))
        #expect(try ggz().benodigd)

        try verhaal.op("2013-06-01", "PartijBetrokken", ["partij": "ggz"])
        #expect(try !ggz().ontbreekt)
        #expect(try ggz().schil == .binnen)
        try verhaal.op("2013-06-02", "PartijSchilGewijzigd", ["partij": "ggz", "schil": "buiten"])
        #expect(try ggz().schil == .buiten)

        try verhaal.op("2013-07-01", "PartijMedewerkingGeweigerd", ["partij": "ggz"])
        #expect(try ggz().betrokken)
        #expect(try ggz().ontbreektSinds == Dag("2013-07-01"))
        try verhaal.op("2013-07-02", "PartijBetrokkenheidBeoordeeld", ["partij": "ggz", "oordeel": "beperkt"])
        #expect(try ggz().ontbreekt)
        try verhaal.op("2013-07-03", "PartijBetrokkenheidBeoordeeld", ["partij": "ggz", "oordeel": "voldoende"])
        #expect(try !ggz().ontbreekt)

        try verhaal.op("2013-08-01", "PartijBetrokkenheidBeeindigd", ["partij": "ggz", "reden": "trekt_zich_terug"])
        #expect(try ggz().ontbreektSinds == Dag("2013-08-01"))
        #expect(try ggz().schil == nil)
        try verhaal.op("2013-08-02", "PartijNietMeerNodigVerklaard", ["partij": "ggz"])
        #expect(try !ggz().ontbreekt)
        #expect(try !ggz().benodigd)
        #expect(try beeld(verhaal).partijen.first { $0.partij == .mee }?.ontbreekt == false)
    }

    @Test func `een partij die vervangen is ontbreekt niet`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-04-01", "PartijBenodigdVerklaard", ["partij": "ggz"])
        try verhaal.op("2013-04-01", "PartijBetrokken", ["partij": "ggz", "schil": "buiten"])
        try verhaal.op("2013-05-01", "PartijBetrokkenheidBeeindigd", ["partij": "ggz", "reden": "vervangen"])
        let ggz = try beeld(verhaal).partijen[0]
        #expect(!ggz.betrokken && !ggz.benodigd && !ggz.ontbreekt)
    }

    @Test func `werkafspraken en wat ervan kwam`() throws {
        var verhaal = try Verhaal.gestart()
        for (nummer, wie) in ["ggz", "mee", "politie"].enumerated() {
            let afspraak: JSON = [
                "id": .string("w\(nummer)"), "uiterlijk": "2013-05-01", "partij": .string(wie), "los": true,
            ]
            try verhaal.op("2013-04-01", "WerkafspraakGemaakt", afspraak)
        }
        let thuis: JSON = ["id": "w3", "uiterlijk": "2013-06-01", "gezinslid": "ouder", "los": true]
        try verhaal.op("2013-04-01", "WerkafspraakGemaakt", thuis)
        try verhaal.op("2013-04-15", "WerkafspraakNagekomen", ["werkafspraak": "w0"])
        try verhaal.op("2013-05-02", "WerkafspraakNietNagekomen", ["werkafspraak": "w1"])
        try verhaal.op("2013-05-02", "WerkafspraakVervallen", ["werkafspraak": "w2"])
        let afspraken = try beeld(verhaal).werkafspraken
        #expect(afspraken.map(\.status) == [.nagekomen, .nietNagekomen, .vervallen, .open])
        #expect(afspraken.map(\.partij) == [.ggz, .mee, .politie, nil])
        #expect(afspraken[3].gezinslid?.tekst == "ouder")
        #expect(afspraken[3].uiterlijk == Dag("2013-06-01"))
    }

    @Test func `zorg van aanvraag tot einde`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-04-01", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen"])
        func zorg() throws -> [String] {
            try beeld(verhaal).zorg.map { "\($0.id.tekst) \($0.status.rawValue) \($0.sinds)" }
        }
        let aanvraag: JSON = ["id": "z1", "soort": "ggz", "problemen": ["p1"]]
        try verhaal.op("2013-04-02", "ZorgAangevraagd", aanvraag)
        let lopend: JSON = ["id": "z2", "soort": "schuldhulp", "problemen": ["p1"], "sinds": "2012-01-01"]
        try verhaal.op("2013-04-03", "LopendeZorgVastgelegd", lopend)
        #expect(try zorg() == ["z1 aangevraagd 2013-04-02", "z2 gestart 2012-01-01"])
        try verhaal.op("2013-04-04", "WachtlijstGeplaatst", ["zorg": "z1"])
        #expect(try zorg()[0] == "z1 wachtlijst 2013-04-04")
        try verhaal.op("2013-05-01", "WachtlijstVerlaten", ["zorg": "z1"])
        #expect(try zorg()[0] == "z1 aangevraagd 2013-05-01")
        try verhaal.op("2013-05-01", "WachtlijstGeplaatst", ["zorg": "z1"])
        try verhaal.op("2013-05-02", "ZorgGestart", ["zorg": "z1"])
        try verhaal.op("2013-05-03", "WachtlijstVerlaten", ["zorg": "z1"])
        #expect(try zorg()[0] == "z1 gestart 2013-05-02")
        try verhaal.op("2013-06-01", "ZorgBeeindigd", ["zorg": "z1"])
        #expect(try zorg()[0] == "z1 beeindigd 2013-06-01")
        try verhaal.op("2013-06-02", "ZorgAangevraagd", aanvraag.met("id", "z3"))
        try verhaal.op("2013-06-03", "ZorgGeweigerd", ["zorg": "z3", "door": "gezin"])
        #expect(try zorg()[2] == "z3 geweigerd 2013-06-03")
    }

    @Test func `wat stokt en nog niet is opgelost`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-04-01", "StagnatieGemeld", ["id": "s1", "bron": "zorg"])
        try verhaal.op("2013-04-01", "StagnatieGemeld", ["id": "s2"])
        try verhaal.op("2013-04-02", "Opgeschaald", ["stagnatie": "s1", "niveau": 1])
        try verhaal.op("2013-04-03", "Opgeschaald", ["stagnatie": "s1", "niveau": 3, "motiveringSprong": "haast"])
        try verhaal.op("2013-04-04", "Opgeschaald", ["stagnatie": "s1", "niveau": 2])
        try verhaal.op("2013-04-05", "Opgeschaald", ["stagnatie": "s2"])
        try verhaal.op(
            "2013-04-06",
            "InformatieknelpuntGemeld",
            ["id": "k1", "partij": "huisarts", "soort": "weigert"]
        )
        try verhaal.op("2013-04-06", "InformatieknelpuntGemeld", ["id": "k2"])
        let open = try beeld(verhaal)
        #expect(open.openStagnaties.map(\.id.tekst) == ["s1", "s2"])
        #expect(open.openStagnaties.map(\.hoogsteNiveau) == [3, nil])
        #expect(open.openStagnaties.map(\.bron) == [.zorg, nil])
        #expect(open.openKnelpunten.map(\.partij) == [.huisarts, nil])
        try verhaal.op("2013-05-01", "StagnatieOpgeheven", ["stagnatie": "s1"])
        try verhaal.op("2013-05-01", "InformatieknelpuntOpgelost", ["knelpunt": "k1"])
        #expect(try beeld(verhaal).openStagnaties.map(\.id.tekst) == ["s2"])
        #expect(try beeld(verhaal).openKnelpunten.map(\.id.tekst) == ["k2"])
    }

    /// Een open stagnatie waarvoor op deze dagen naar deze treden is opgeschaald, als `niveau trede`.
    private func opgeschaald(
        _ niveaus: [(String, Int)],
        aanpak: JSON,
        _ profielen: Aanpakprofielen = .ingebouwd
    ) throws -> [String] {
        var verhaal = try Verhaal.gestart(aanpak: aanpak)
        try verhaal.op("2013-04-01", "StagnatieGemeld", ["id": "s1"])
        for (dag, niveau) in niveaus {
            try verhaal.op(
                dag,
                "Opgeschaald",
                ["stagnatie": "s1", "niveau": .integer(niveau), "motiveringSprong": "haast"]
            )
        }
        let beeld = Trajectbeeld(try verhaal.dossier().geschiedenis(), profielen)
        #expect(beeld.json["openStagnaties"]?.array?.first?["hoogsteTrede"] != nil)
        return beeld.openStagnaties.map {
            "\($0.hoogsteNiveau ?? 0) \($0.hoogsteTrede ?? "-")" + ($0.isBuitenLadder ? " buiten de ladder" : "")
        }
    }

    @Test func `een opschaling heet naar de trede op de ladder van haar aanpak`() throws {
        let lelystad: JSON = "lelystad-gezinscoaching"
        #expect(try opgeschaald([("2013-04-02", 1)], aanpak: lelystad) == ["1 hulpverlener"])
        #expect(
            try opgeschaald([("2013-04-02", 4), ("2013-04-03", 2)], aanpak: lelystad) == ["4 wethouder"]
        )
        #expect(try opgeschaald([("2013-04-02", 5)], aanpak: lelystad) == ["5 - buiten de ladder"])
        #expect(try opgeschaald([("2013-04-02", 4)], aanpak: "zwolle-bemoeizorg-jeugd") == ["4 - buiten de ladder"])
        // Maastricht does not describe its ladder: no step has a name, and none lies outside.
        #expect(try opgeschaald([("2013-04-02", 9)], aanpak: "maastricht-integrale-aanpak") == ["9 -"])
        #expect(try opgeschaald([], aanpak: lelystad) == ["0 -"])
    }

    @Test func `de ladder is die van de dag van de opschaling`() throws {
        let code = try #require(Aanpakcode("een-eigen-aanpak"))
        func versie(_ dag: String, _ treden: [String]) throws -> Aanpakversie {
            var versie = Aanpakversie(
                geldigVanaf: try #require(Dag(dag)),
                naam: "Eigen",
                rollen: [Aanpakversie.Rol("regisseur", regie: [.proces, .inhoud])],
                leefgebieden: [],
                prioritering: true,
                drang: true
            )
            versie.treden = treden
            return versie
        }
        let versies = [try versie("2013-01-01", ["coach", "manager"]), try versie("2013-05-01", ["coach"])]
        let reeks = try #require(Aanpakbeschrijving(code: code, gemeente: "GM0001", versies: versies)?.reeks)
        let profielen = Aanpakprofielen([code: reeks])
        let aanpak = code.json
        #expect(try opgeschaald([("2013-04-30", 2)], aanpak: aanpak, profielen) == ["2 manager"])
        #expect(try opgeschaald([("2013-05-01", 2)], aanpak: aanpak, profielen) == ["2 - buiten de ladder"])
        #expect(
            try opgeschaald([("2013-04-30", 2), ("2013-05-01", 1)], aanpak: aanpak, profielen) == ["2 manager"]
        )
    }

    @Test func `nazorg en de laatste contacten`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-04-01", "ContactMetGezinGelegd", ["initiatief": "professional", "plaats": "thuis"])
        try verhaal.op("2013-05-01", "RondetafelbesprekingGehouden", ["partijen": ["ggz", "mee"]])
        try verhaal.op("2013-04-20", "MdoGehouden", ["partijen": ["ggz", "mee"]])
        try verhaal.op("2013-06-01", "ContactpogingMislukt", ["initiatief": "professional", "plaats": "thuis"])
        #expect(try beeld(verhaal).nazorg == nil)
        try verhaal.op("2013-12-01", "AanpakAfgesloten", ["reden": "goed_genoeg"])
        try verhaal.op("2013-12-02", "NazorgAfspraakGemaakt", ["intervalMaanden": 3, "duurMaanden": 12])
        try verhaal.op("2014-03-01", "NazorgcontactGelegd")
        try verhaal.op("2014-06-01", "NazorgcontactMislukt")
        let beeld = try beeld(verhaal)
        #expect(beeld.laatsteContactOp == Dag("2013-04-01"))
        #expect(beeld.laatsteOverlegOp == Dag("2013-05-01"))
        #expect(beeld.nazorg?.intervalMaanden == 3)
        #expect(beeld.nazorg?.duurMaanden == 12)
        #expect(beeld.nazorg?.afgesprokenOp == Dag("2013-12-02"))
        #expect(beeld.nazorg?.laatsteContactOp == Dag("2014-03-01"))
        #expect(beeld.nazorg?.beeindigdOp == nil)
    }

    @Test func `het beeld als JSON heeft altijd dezelfde vorm`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-04-01", "PartijBenodigdVerklaard", ["partij": "ggz"])
        try verhaal.op("2013-04-01", "ToestemmingVerleend", ["door": "ouder"])
        let json = try beeld(verhaal).json
        #expect(json["fase"] == "geprioriteerd")
        #expect(json["gestartOp"] == "2013-03-18")
        #expect(json["geslotenOp"] == .null)
        let ggz: JSON = [
            "partij": "ggz", "betrokken": false, "benodigd": true, "ontbreekt": true, "ontbreektSinds": "2013-04-01",
            "schil": .null,
        ]
        #expect(json["partijen"] == [ggz])
        let toestemming: JSON = [
            "gezinslid": "ouder", "antwoord": "verleend", "op": "2013-04-01", "geldigTot": .null, "partijen": "alle",
        ]
        #expect(json["toestemmingen"] == [toestemming])
        let ouder: JSON = [
            "id": "ouder", "rol": "ouder", "geboren": .null, "gezagsdrager": .null, "status": "huidig",
        ]
        #expect(json["gezinsleden"]?.array?.first == ouder)
        let leeg = Trajectbeeld(Dossier().geschiedenis(), .ingebouwd).json
        guard case .object(let leden) = json, case .object(let ledenVanLeeg) = leeg else {
            Issue.record("een beeld is een object")
            return
        }
        #expect(leden.map(\.key) == ledenVanLeeg.map(\.key))
        #expect(try JSONReader.read(json.text) == json)
    }
}
