import Gezinstraject
import Testing
import WireValues

@Suite("De algemene invarianten van een geschiedenis (DOMAIN §4.4)")
struct GeldigheidTests {
    @Test func `niets ligt voor GezinGeregistreerd`() throws {
        let verhaal = try Verhaal.gezin()
        let schending = try #require(try verhaal.schending("2012-12-31", "SignaalOntvangen", ["route": "verwijzing"]))
        #expect(schending.code == "I-0-EERSTE")
        #expect(schending.bij.type == "SignaalOntvangen")
        #expect(schending.botstMet?.type == "GezinGeregistreerd")
        #expect(try verhaal.schending("2013-01-01", "SignaalOntvangen", ["route": "verwijzing"]) == nil)
        #expect(try Verhaal().schending("2013-01-01", "SuccesGevierd")?.code == "I-0-EERSTE")
    }

    @Test func `GezinGeregistreerd mag niet later worden dan wat erop volgt`() throws {
        let verhaal = try Verhaal.gezin()
        let gezin = verhaal.registraties[0].id
        let schending = try #require(
            try verhaal.schending("2015-01-01", "RegistratieGecorrigeerd", Verhaal.correctie(gezin, dag: "2013-01-03"))
        )
        #expect(schending.code == "I-0-EERSTE")
        #expect(schending.bij.id == verhaal.registraties[1].id)
        #expect(schending.botstMet?.id == gezin)
        #expect(schending.gevolgen.map(\.bij.id) == verhaal.registraties[1...].map(\.id))
        #expect(
            try verhaal.schending(
                "2015-01-01",
                "RegistratieGecorrigeerd",
                Verhaal.correctie(gezin, dag: "2013-01-02")
            ) == nil
        )
    }

    @Test func `wie de registratie te laat dateert hoort welke dag nog kan, niet wat hij allemaal moet intrekken`()
        throws
    {
        let verhaal = try Verhaal.gezin()
        let schending = try verhaal.schending(
            "2015-01-01",
            "RegistratieGecorrigeerd",
            Verhaal.correctie(verhaal.registraties[0].id, dag: "2013-01-03")
        )
        #expect(
            schending?.oplossing
                == "Kies voor gebeurdOp een dag tot en met 2013-01-02, of corrigeer eerst de dagen van "
                + "wat de gevolgen noemen."
        )
    }

    @Test func `een gezin wordt eenmaal geregistreerd`() throws {
        let verhaal = try Verhaal.gezin()
        let gegevens: JSON = ["gemeente": "GM0935"]
        let later = try #require(try verhaal.schending("2014-01-01", "GezinGeregistreerd", gegevens))
        #expect(later.code == "I-A1-EERSTE")
        #expect(later.botstMet?.id == verhaal.registraties[0].id)
        let eerder = try #require(try verhaal.schending("2012-01-01", "GezinGeregistreerd", gegevens))
        #expect(eerder.bij.id == verhaal.registraties[0].id)
        #expect(
            eerder.uitleg
                == "GezinGeregistreerd van 2013-01-01 zou dan niet meer kloppen. Het gezin is al geregistreerd."
        )
    }

    /// Een traject dat begon en sloot zonder aanmelding.
    private func zonderAanmelding() throws -> Verhaal {
        var verhaal = try Verhaal.gezin()
        try verhaal.op("2013-02-01", "AanpakGestart")
        try verhaal.op("2013-12-01", "AanpakAfgesloten", ["reden": "resultaat_bereikt"])
        return verhaal
    }

    @Test func `een aanmelding na een traject zonder aanmelding hoort wat zij kan doen, en dat helpt`() throws {
        var verhaal = try zonderAanmelding()
        func aanmelding(_ nummer: Int) -> JSON { ["aanpak": "delft-team-jeugd", "trajectNr": .integer(nummer)] }
        for nummer in 1...2 {
            let schending = try verhaal.schending("2014-02-01", "GezinAangemeld", aanmelding(nummer))
            #expect(schending?.code == "I-0-TRAJECT_GESLOTEN")
            #expect(
                schending?.oplossing
                    == "Traject 1 begon zonder aanmelding. Is dit zijn aanmelding, kies dan een dag voor "
                    + "het einde. Begint hiermee een nieuw traject, leg dan eerst die van traject 1 vast, op een dag "
                    + "voor het einde, en geef deze trajectNr 2."
            )
        }
        try verhaal.op("2013-11-30", "GezinAangemeld", aanmelding(1))
        #expect(try verhaal.schending == nil)
        #expect(try verhaal.schending("2014-02-01", "GezinAangemeld", aanmelding(2)) == nil)
        let genoemd = try verhaal.schending("2014-02-01", "GezinAangemeld", aanmelding(2), traject: 1)
        #expect(genoemd?.oplossing == "Noem geen traject: een aanmelding opent zelf het volgende.")
    }

    @Test func `wat op een voorbij traject nog kan hangt af van hoe het eindigde en begon`() throws {
        func oplossing(_ verhaal: Verhaal) throws -> String? {
            try verhaal.schending("2014-01-01", "SuccesGevierd")?.oplossing
        }
        #expect(
            try oplossing(try Verhaal.gesloten())
                == "Kies een dag voor het einde, herroep de afsluiting, of meld het gezin opnieuw aan."
        )
        #expect(
            try oplossing(try zonderAanmelding())
                == "Traject 1 begon zonder aanmelding. Kies een dag voor het einde, herroep de afsluiting, of leg eerst "
                + "zijn aanmelding vast op een dag voor het einde en meld het gezin daarna opnieuw aan."
        )
        var ingetrokken = try Verhaal.gezin()
        try ingetrokken.op("2013-03-04", "GezinAangemeld", ["aanpak": "delft-team-jeugd", "trajectNr": 1])
        try ingetrokken.op("2013-03-05", "AanmeldingIngetrokken")
        #expect(try oplossing(ingetrokken) == "Kies een dag voor het einde, of meld het gezin opnieuw aan.")
    }

    @Test func `een verwijzing die er niet is noemt haar veld, met het goede woord`() throws {
        let verhaal = try Verhaal.gestart()
        func schending(_ type: String, _ gegevens: JSON) throws -> Schending {
            try #require(try verhaal.schending("2013-04-01", type, gegevens))
        }
        let probleem = try schending("ProbleemStatusGewijzigd", ["probleem": "p1", "status": "opgelost"])
        #expect(probleem.code == "I-0-VERWIJZING" && probleem.veld?.description == "/gegevens/probleem")
        #expect(
            probleem.uitleg
                == "Veld `probleem` van ProbleemStatusGewijzigd verwijst naar een probleem dat er op die plaats niet is."
        )
        let stagnatie = try schending("StagnatieOpgeheven", ["stagnatie": "s1"])
        #expect(stagnatie.uitleg.hasSuffix(" verwijst naar een stagnatie die er op die plaats niet is."))
        let evaluatie = try schending(
            "EvaluatieGehouden",
            [
                "soort": "tussentijds", "partijen": ["ggz"], "gezin": "niet",
                "doelen": [["doel": "d1", "resultaat": "bereikt"]],
            ]
        )
        #expect(evaluatie.veld?.description == "/gegevens/doelen/0/doel")
        #expect(evaluatie.uitleg.hasPrefix("Veld `doelen.doel` van EvaluatieGehouden verwijst naar een doel dat "))
        let dubbel = try schending(
            "NetwerkInKaartGebracht",
            ["resultaat": "beperkt", "metGezin": true, "personen": [["id": "oma"], ["id": "oma"]]]
        )
        #expect(dubbel.uitleg == "De id van een nieuwe netwerkpersoon staat er tweemaal.")
    }

    @Test func `een veld van een latere gebeurtenis is geen veld van wat werd vastgelegd`() throws {
        var verhaal = try Verhaal.gestart()
        let probleem = try verhaal.op("2013-04-01", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen"])
        try verhaal.op("2013-05-01", "ProbleemStatusGewijzigd", ["probleem": "p1", "status": "opgelost"])
        let later = try #require(
            try verhaal.schending(
                "2015-01-01",
                "RegistratieGecorrigeerd",
                Verhaal.correctie(probleem, dag: "2013-06-01")
            )
        )
        #expect(later.uitleg.contains("Veld `probleem`") && later.veld == nil)
        #expect(later.gevolgen.map { $0.veld?.description } == ["/gegevens/probleem"])
        let vreemd = try verhaal.schending(
            "2015-01-01",
            "RegistratieIngetrokken",
            ["doelEvent": UUID(high: 3, low: 3).json, "reden": "onjuist"]
        )
        #expect(vreemd?.veld?.description == "/gegevens/doelEvent")
    }

    @Test func `aantallen staan in enkelvoud of meervoud`() throws {
        var verhaal = try Verhaal.gezin()
        let toets: JSON = ["stj": ["wonen"], "ouders": 5, "kinderen": 5]
        let een = try verhaal.schending("2013-02-01", "DefinitieGetoetst", toets)
        #expect(een?.uitleg.hasPrefix("Op deze dag telt het gezin 1 ouder en 1 kind; ") == true)
        try verhaal.op("2013-01-03", "GezinslidToegevoegd", ["id": "tweede", "rol": "ouder"])
        try verhaal.op("2013-01-03", "GezinslidVertrokken", ["gezinslid": "kind", "reden": "overig"])
        let twee = try verhaal.schending("2013-02-01", "DefinitieGetoetst", toets)
        #expect(twee?.uitleg.hasPrefix("Op deze dag telt het gezin 2 ouders en 0 kinderen; ") == true)
    }

    @Test func `een id is eenmalig per soort, over alle trajecten`() throws {
        var verhaal = try Verhaal.gestart()
        let probleem: JSON = ["id": "p1", "stj": "wonen"]
        let eerste = try verhaal.op("2013-04-01", "ProbleemGeconstateerd", probleem)
        try verhaal.op("2013-12-01", "AanpakAfgesloten", ["reden": "verhuisd"])
        try verhaal.op("2014-02-01", "GezinAangemeld", ["aanpak": "delft-team-jeugd", "trajectNr": 2])
        let schending = try #require(try verhaal.schending("2014-03-01", "ProbleemGeconstateerd", probleem))
        #expect(schending.code == "I-0-ID_UNIEK")
        #expect(schending.botstMet?.id == eerste)
        #expect(!schending.uitleg.contains("p1"))
        // Another kind may have the same text.
        #expect(try verhaal.schending("2014-03-01", "StagnatieGemeld", ["id": "p1"]) == nil)
        // Earlier in time, the event that was there first is the one that breaks.
        let laat = try #require(try verhaal.schending("2013-03-31", "ProbleemGeconstateerd", probleem))
        #expect(laat.bij.id == eerste)
        #expect(laat.uitleg.hasPrefix("ProbleemGeconstateerd van 2013-04-01 zou dan niet meer kloppen."))
    }

    @Test func `een id staat niet tweemaal in dezelfde gebeurtenis`() throws {
        let verhaal = try Verhaal.gestart()
        let schending = try verhaal.schending(
            "2013-04-01",
            "NetwerksteunGemeld",
            ["doorPartij": "ggz", "personen": [["id": "n1"], ["id": "n1"]]]
        )
        #expect(schending?.code == "I-0-ID_UNIEK")
    }

    @Test func `een verwijzing wijst terug`() throws {
        var verhaal = try Verhaal.gestart()
        let status: JSON = ["probleem": "p1", "status": "opgelost"]
        #expect(try verhaal.schending("2013-05-01", "ProbleemStatusGewijzigd", status)?.code == "I-0-VERWIJZING")
        let probleem = try verhaal.op("2013-04-01", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen"])
        #expect(try verhaal.schending("2013-04-01", "ProbleemStatusGewijzigd", status) == nil)
        let teVroeg = try #require(try verhaal.schending("2013-03-31", "ProbleemStatusGewijzigd", status))
        #expect(teVroeg.code == "I-0-VERWIJZING")
        #expect(teVroeg.botstMet?.id == probleem)
        #expect(!teVroeg.uitleg.contains("p1"))
    }

    @Test func `een gebeurtenis verwijst niet naar wat zij zelf invoert`() throws {
        let verhaal = try Verhaal.gestart()
        let gegevens: JSON = ["id": "p1", "stj": "wonen", "onderliggendVan": "p1"]
        #expect(try verhaal.schending("2013-04-01", "ProbleemGeconstateerd", gegevens)?.code == "I-0-VERWIJZING")
    }

    @Test func `naar wat ingetrokken is wordt niet verwezen, en de id is weer vrij`() throws {
        var verhaal = try Verhaal.gestart()
        let probleem = try verhaal.op("2013-04-01", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen"])
        try verhaal.trekIn(probleem)
        let status: JSON = ["probleem": "p1", "status": "opgelost"]
        #expect(try verhaal.schending("2013-05-01", "ProbleemStatusGewijzigd", status)?.code == "I-0-VERWIJZING")
        let nieuw = try verhaal.op("2013-04-02", "ProbleemGeconstateerd", ["id": "p1", "stj": "werk"])
        #expect(try verhaal.schending == nil)
        let herstel = try #require(
            try verhaal.schending("2015-01-01", "RegistratieHersteld", ["doelEvent": probleem.json])
        )
        #expect(herstel.code == "I-M3-REST_GELDIG")
        #expect(herstel.bij.id == nieuw)
        #expect(herstel.botstMet?.id == probleem)
        #expect(herstel.gevolgen.map(\.code) == ["I-0-ID_UNIEK"])
    }

    @Test func `ids van een traject gelden alleen daar, die van het gezin overal`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-04-01", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen", "personen": ["kind"]])
        try verhaal.op("2013-12-01", "AanpakAfgesloten", ["reden": "verhuisd"])
        try verhaal.op("2014-02-01", "GezinAangemeld", ["aanpak": "delft-team-jeugd", "trajectNr": 2])
        let doel: JSON = ["id": "d1", "problemen": ["p1"], "bepaling": "gezamenlijk"]
        let schending = try #require(try verhaal.schending("2014-03-01", "DoelGesteld", doel))
        #expect(schending.code == "I-0-VERWIJZING")
        #expect(schending.botstMet?.type == "ProbleemGeconstateerd")
        let nieuw: JSON = ["id": "p2", "stj": "wonen", "personen": ["kind"]]
        #expect(try verhaal.schending("2014-03-01", "ProbleemGeconstateerd", nieuw) == nil)
    }

    @Test func `wie vertrokken is mag nog genoemd worden`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-04-01", "GezinslidVertrokken", ["gezinslid": "kind", "reden": "uitwonend"])
        let gegevens: JSON = ["id": "p1", "stj": "wonen", "personen": ["kind"]]
        #expect(try verhaal.schending("2013-05-01", "ProbleemGeconstateerd", gegevens) == nil)
    }

    @Test func `de aanpak van een aanmelding is bekend, tenzij een bestand van elders komt`() throws {
        let verhaal = try Verhaal.gezin()
        let aanmelding = try verhaal.volgende(
            "2013-03-04",
            "GezinAangemeld",
            ["aanpak": "elders-integraal", "trajectNr": 1]
        )
        #expect(try verhaal.schending(aanmelding)?.code == "I-0-VERWIJZING")
        var wacht = try Dossierwacht(verhaal.registraties, Aanpakprofielen.ingebouwd.metOnbekende)
        try wacht.voegToe(aanmelding)
        #expect(wacht.dossier.versie == 4)
    }

    @Test(arguments: [(0, false), (1, true), (2, false)])
    func `een genoemd traject is 1 of is aangemeld`(traject: Int, mag: Bool) throws {
        for dag in ["2013-03-03", "2013-03-20"] {
            let schending = try Verhaal.gestart().schending(dag, "SuccesGevierd", traject: traject)
            #expect(schending?.code == (mag ? nil : "I-0-TRAJECT_BESTAAT"))
        }
        let schending = try Verhaal.gestart().schending(
            "2015-01-01",
            "PersoonsgegevensGewist",
            ["leden": "alle", "grond": "verzoek", "tweedePaarOgen": "BEH2"],
            traject: traject
        )
        #expect(schending?.code == (mag ? nil : "I-0-TRAJECT_BESTAAT"))
    }

    @Test func `een aanmelding mag het traject noemen dat zij opent`() throws {
        let verhaal = try Verhaal.gesloten()
        let gegevens: JSON = ["aanpak": "delft-team-jeugd", "trajectNr": 2]
        #expect(try verhaal.schending("2014-02-01", "GezinAangemeld", gegevens, traject: 2) == nil)
        #expect(
            try verhaal.schending("2014-02-01", "GezinAangemeld", gegevens, traject: 3)?.code == "I-0-TRAJECT_BESTAAT"
        )
        let alsEerste = try verhaal.schending("2014-02-01", "GezinAangemeld", gegevens, traject: 1)
        #expect(alsEerste?.code == "I-0-TRAJECT_GESLOTEN")
    }

    @Test(arguments: ["AanpakAfgesloten", "AanmeldingIngetrokken", "PrioriteringAfgewezen"])
    func `op een traject dat voorbij is kan alleen wat na afsluiting mag`(einde: String) throws {
        var verhaal = try Verhaal.gezin()
        try verhaal.op("2013-03-04", "GezinAangemeld", ["aanpak": "delft-team-jeugd", "trajectNr": 1])
        let isAfgesloten = einde == "AanpakAfgesloten"
        if isAfgesloten { try verhaal.op("2013-03-18", "AanpakGestart") }
        let gegevens: JSON = isAfgesloten ? ["reden": "verhuisd"] : .object([])
        let id = try verhaal.op("2013-12-01", einde, gegevens)
        let schending = try #require(try verhaal.schending("2013-12-01", "SuccesGevierd"))
        #expect(schending.code == "I-0-TRAJECT_GESLOTEN")
        #expect(schending.botstMet?.id == id)
        #expect(try verhaal.schending("2013-11-30", "SuccesGevierd") == nil)
        #expect(try verhaal.schending("2013-12-01", "CalamiteitGemeld") == nil)
        #expect(try verhaal.schending("2013-12-01", "ConsultVerleend") == nil)
        let tweede: JSON = ["aanpak": "delft-team-jeugd", "trajectNr": 2]
        #expect(try verhaal.schending("2013-12-01", "GezinAangemeld", tweede) == nil)
    }

    @Test func `een late afsluiting breekt bij wat er al na stond`() throws {
        var verhaal = try Verhaal.gestart()
        let succes = try verhaal.op("2013-06-01", "SuccesGevierd")
        let schending = try #require(try verhaal.schending("2013-05-31", "AanpakAfgesloten", ["reden": "verhuisd"]))
        #expect(schending.code == "I-0-TRAJECT_GESLOTEN")
        #expect(schending.bij.id == succes)
        #expect(schending.botstMet?.type == "AanpakAfgesloten")
        #expect(schending.uitleg.hasPrefix("SuccesGevierd van 2013-06-01 zou dan niet meer kloppen."))
        #expect(try verhaal.schending("2013-06-01", "AanpakAfgesloten", ["reden": "verhuisd"]) == nil)
    }

    @Test func `een herroepen afsluiting opent het traject weer`() throws {
        var verhaal = try Verhaal.gesloten()
        #expect(try verhaal.schending("2014-01-01", "SuccesGevierd") != nil)
        try verhaal.op("2014-01-01", "AfsluitingHerroepen")
        #expect(try verhaal.schending("2014-01-01", "SuccesGevierd") == nil)
        #expect(try verhaal.schending("2013-12-31", "SuccesGevierd")?.code == "I-0-TRAJECT_GESLOTEN")
    }

    @Test(arguments: Feittype.allCases.filter { $0.kenmerken.stroom == .gezin })
    func `alleen wie mag vastleggen, BEH, of wie onbekend is`(type: Feittype) throws {
        let gegevens = Voorbeeld(isVol: false).gegevens(type.gegevenstype.velden)
        for rol in [Rol?.none] + Rol.allCases {
            let mag = rol.map { type.kenmerken.logt.contains($0) || $0 == .beh } ?? true
            let schending = try Verhaal.gestart().schending("2014-01-01", type.naam, gegevens, rol: rol)
            #expect((schending?.code == "I-0-ROL") == !mag, "\(type.naam) door \(rol?.rawValue ?? "onbekend")")
        }
    }

    @Test func `wie eerder dateert hoort wat hij zelf kan doen, niet wat de latere gebeurtenis had kunnen doen`() throws
    {
        let verhaal = try Verhaal.gesloten()
        let teVroeg = try verhaal.schending("2013-03-10", "AanmeldingIngetrokken")
        #expect(teVroeg?.bij.type == "GezinGeprioriteerd")
        #expect(teVroeg?.oplossing.hasPrefix("Kies een andere dag") == true)
        let teLaat = try verhaal.schending(
            "2013-12-02",
            "MdoGehouden",
            ["partijen": ["ggz", "politie"], "gezin": "niet"]
        )
        #expect(teLaat?.code == "I-0-TRAJECT_GESLOTEN")
        #expect(teLaat?.oplossing.hasPrefix("Kies een dag voor het einde") == true)
    }
}
