import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("Het beeld van een traject: wat een procesmanager ziet")
struct TrajectbeeldTests {
    private func beeld(
        _ verhaal: Verhaal,
        traject: Int? = nil,
        tot peildag: String? = nil
    ) throws -> Trajectbeeld {
        #expect(try verhaal.schending == nil)
        let geschiedenis = try verhaal.dossier().geschiedenis(tot: peildag.flatMap { Dag($0) })
        return Trajectbeeld(geschiedenis, traject: traject, .ingebouwd)
    }

    @Test func `zonder iets is er een leeg beeld van traject 1`() {
        let beeld = Trajectbeeld(Dossier().geschiedenis(), .ingebouwd)
        #expect(beeld.traject == 1)
        #expect(beeld.aantalTrajecten == 0)
        #expect(beeld.fase == .geen)
        #expect(beeld.json["aangemeldOp"] == .null)
        #expect(beeld.json["plan"] == .null)
        #expect(beeld.json["problemen"] == [])
    }

    @Test func `de loop van een traject`() throws {
        var verhaal = try Verhaal.gezin()
        try verhaal.op("2013-03-04", "GezinAangemeld", ["aanpak": "maastricht-integrale-aanpak", "trajectNr": 1])
        try verhaal.op("2013-03-18", "GezinGeprioriteerd", ["definitief": true, "variant": "systeemgericht"])
        try verhaal.op("2013-12-01", "AanpakAfgesloten", ["reden": "goed_genoeg"])
        let gesloten = try beeld(verhaal)
        #expect(gesloten.aanpak?.description == "maastricht-integrale-aanpak")
        #expect(gesloten.fase == .gesloten)
        #expect(gesloten.aangemeldOp == Dag("2013-03-04"))
        #expect(gesloten.gestartOp == Dag("2013-03-18"))
        #expect(gesloten.geslotenOp == Dag("2013-12-01"))
        #expect(gesloten.sluitingsreden == .goedGenoeg)
        #expect(gesloten.variant == .systeemgericht)
        #expect(try beeld(verhaal, tot: "2013-11-30").geslotenOp == nil)

        try verhaal.op("2014-01-01", "AfsluitingHerroepen")
        #expect(try beeld(verhaal).geslotenOp == nil)
        #expect(try beeld(verhaal).sluitingsreden == nil)
        #expect(try beeld(verhaal).fase == .actief)
    }

    @Test func `elk traject heeft zijn eigen beeld en deelt het gezin`() throws {
        var verhaal = try Verhaal.gesloten()
        try verhaal.op("2014-02-01", "GezinAangemeld", ["aanpak": "delft-team-jeugd", "trajectNr": 2])
        try verhaal.op("2014-02-10", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen"])
        let tweede = try beeld(verhaal)
        #expect(tweede.traject == 2)
        #expect(tweede.aantalTrajecten == 2)
        #expect(tweede.fase == .aangemeld)
        #expect(tweede.problemen.count == 1)
        let eerste = try beeld(verhaal, traject: 1)
        #expect(eerste.fase == .gesloten)
        #expect(eerste.aantalTrajecten == 2)
        #expect(eerste.problemen.isEmpty)
        #expect(eerste.gezinsleden == tweede.gezinsleden)
    }

    @Test func `wie de rollen heeft`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-03-19", "ProcesmanagerToegewezen", ["wie": "PM1"])
        try verhaal.op("2013-03-20", "CasemanagerBenoemd", ["wie": "CM1"])
        try verhaal.op("2013-03-21", "AanspreekpuntAangewezen", ["wie": "AP1"])
        #expect(try beeld(verhaal).procesmanager == Actor("PM1"))
        #expect(try beeld(verhaal).casemanager == nil)
        #expect(try beeld(verhaal).aanspreekpunt == Actor("AP1"))
        try verhaal.op("2013-03-22", "CasemanagerrolAanvaard", ["wie": "CM1"])
        #expect(try beeld(verhaal).casemanager == Actor("CM1"))
        try verhaal.op("2013-04-01", "ProcesmanagerOvergedragen", ["van": "PM1", "naar": "PM2"])
        #expect(try beeld(verhaal).procesmanager == Actor("PM2"))
        try verhaal.op("2013-05-01", "CasemanagerrolBeeindigd", ["wie": "CM1"])
        try verhaal.op("2013-05-02", "ProcesmanagerVrijgesteld", ["wie": "PM2"])
        #expect(try beeld(verhaal).casemanager == nil)
        #expect(try beeld(verhaal).procesmanager == nil)
        #expect(try beeld(verhaal, tot: "2013-05-01").procesmanager == Actor("PM2"))
    }

    @Test func `waar een persoon beide rollen heeft telt de toewijzing, tenzij die weigert`() throws {
        var verhaal = try Verhaal.gezin()
        try verhaal.op("2013-03-04", "GezinAangemeld", ["aanpak": "lelystad-gezinscoaching", "trajectNr": 1])
        try verhaal.op("2013-03-19", "ProcesmanagerToegewezen", ["wie": "GC1"])
        #expect(try beeld(verhaal).casemanager == Actor("GC1"))
        try verhaal.op("2013-03-20", "CasemanagerrolGeweigerd", ["wie": "GC1"])
        #expect(try beeld(verhaal).casemanager == nil)
        #expect(try beeld(verhaal).procesmanager == Actor("GC1"))
        try verhaal.op("2013-03-21", "CasemanagerBenoemd", ["wie": "GC2"])
        try verhaal.op("2013-03-22", "CasemanagerBenoemd", ["wie": "GC3"])
        #expect(try beeld(verhaal).casemanager == Actor("GC3"))
        try verhaal.op("2013-03-23", "CasemanagerrolBeeindigd", ["wie": "GC3"])
        #expect(try beeld(verhaal).casemanager == nil)
    }

    @Test func `de gezinsleden, met wat er wijzigde`() throws {
        var verhaal = try Verhaal.gezin()
        try verhaal.op("2013-01-03", "GezinslidToegevoegd", ["id": "oudste", "rol": "kind", "geboren": "1995-05-05"])
        try verhaal.op("2013-02-01", "GezinslidGewijzigd", ["gezinslid": "ouder", "gezagsdrager": false])
        try verhaal.op("2013-02-01", "GezinslidGewijzigd", ["gezinslid": "kind", "geboren": "2005-01-01"])
        try verhaal.op("2013-02-02", "GezinslidVertrokken", ["gezinslid": "kind", "reden": "uithuisgeplaatst"])
        try verhaal.op("2013-02-02", "GezinslidVertrokken", ["gezinslid": "oudste", "reden": "uitwonend"])
        let leden = try beeld(verhaal).gezinsleden
        #expect(leden.map(\.id.tekst) == ["ouder", "kind", "oudste"])
        #expect(leden.map(\.status) == [.huidig, .uithuisgeplaatst, .vertrokken])
        #expect(leden.map(\.geboren) == [nil, Dag("2005-01-01"), Dag("1995-05-05")])
        #expect(leden.map(\.gezagsdrager) == [false, nil, nil])
        #expect(leden.map(\.rol) == [.ouder, .kind, .kind])
    }

    @Test func `het laatste antwoord over toestemming`() throws {
        var verhaal = try Verhaal.gezin()
        try verhaal.op("2013-02-01", "ToestemmingGeweigerd", ["door": "kind"])
        try verhaal.op("2013-02-02", "ToestemmingVerleend", ["door": "ouder", "geldigTot": "2014-02-02"])
        try verhaal.op("2013-02-03", "ToestemmingVerleend", ["door": "kind", "partijen": ["ggz"]])
        let antwoorden = try beeld(verhaal).toestemmingen
        #expect(antwoorden.map(\.gezinslid.tekst) == ["ouder", "kind"])
        #expect(antwoorden.map(\.antwoord) == [.verleend, .verleend])
        #expect(antwoorden.map(\.partijen) == [.alle, .lijst([.ggz])])
        #expect(antwoorden.map(\.geldigTot) == [Dag("2014-02-02"), nil])
        try verhaal.op("2013-03-01", "ToestemmingIngetrokken", ["door": "ouder"])
        let ingetrokken = try beeld(verhaal).toestemmingen[0]
        #expect(ingetrokken.antwoord == .ingetrokken)
        #expect(ingetrokken.op == Dag("2013-03-01"))
        #expect(ingetrokken.partijen == nil)
        #expect(ingetrokken.geldigTot == nil)
    }

    @Test func `problemen en doelen`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-04-01", "ProbleemGeconstateerd", ["id": "p1", "stj": "wonen"])
        try verhaal.op("2013-04-02", "ProbleemGeconstateerd", ["id": "p2", "stj": "werk"])
        let samen: JSON = ["id": "d1", "problemen": ["p1", "p2"], "bepaling": "opgelegd", "termijn": "lang"]
        try verhaal.op("2013-04-03", "DoelGesteld", samen)
        try verhaal.op("2013-04-03", "DoelGesteld", ["id": "d2", "problemen": ["p1"], "bepaling": "gezamenlijk"])
        try verhaal.op(
            "2013-04-03",
            "DoelGesteld",
            ["id": "d3", "problemen": [], "netwerk": true, "bepaling": "opgelegd"]
        )
        try verhaal.op("2013-05-01", "ProbleemStatusGewijzigd", ["probleem": "p1", "status": "in_aanpak"])
        try verhaal.op("2013-06-01", "ProbleemStatusGewijzigd", ["probleem": "p1", "status": "in_aanpak"])
        try verhaal.op("2013-06-01", "DoelBijgesteld", ["doel": "d1", "bepaling": "gezamenlijk"])
        try verhaal.op("2013-06-02", "DoelBijgesteld", ["doel": "d1"])
        try verhaal.op("2013-06-03", "DoelBehaald", ["doel": "d1"])
        try verhaal.op("2013-06-03", "DoelVervallen", ["doel": "d2"])
        let beeld = try beeld(verhaal)
        #expect(beeld.problemen.map(\.status) == [.inAanpak, .open])
        #expect(beeld.problemen.map(\.sinds) == [Dag("2013-05-01"), Dag("2013-04-02")])
        #expect(beeld.problemen.map(\.geconstateerdOp) == [Dag("2013-04-01"), Dag("2013-04-02")])
        #expect(beeld.problemen.map { $0.doelen.map(\.tekst) } == [["d1", "d2"], ["d1"]])
        #expect(beeld.doelen.map(\.status) == [.behaald, .vervallen, .open])
        #expect(beeld.doelen.map(\.bepaling) == [.gezamenlijk, .gezamenlijk, .opgelegd])
        #expect(beeld.doelen.map(\.termijn) == [.lang, nil, nil])
    }

    @Test func `het plan`() throws {
        var verhaal = try Verhaal.gestart()
        try verhaal.op("2013-03-20", "MdoGehouden", ["partijen": ["ggz", "mee"]])
        try verhaal.op(
            "2013-03-20",
            "DoelGesteld",
            ["id": "d", "problemen": [], "netwerk": true, "bepaling": "opgelegd"]
        )
        #expect(try beeld(verhaal).plan == nil)
        try verhaal.op("2013-04-01", "PlanVastgesteld", ["partijen": ["ggz", "mee"]])
        try verhaal.op("2013-05-01", "PlanBijgesteld")
        try verhaal.op("2013-06-01", "PlanBijgesteld")
        try verhaal.op("2013-06-02", "PlanZoekgeraaktGemeld")
        let zoek = try #require(try beeld(verhaal).plan)
        #expect(zoek.vastgesteldOp == Dag("2013-04-01"))
        #expect(zoek.laatstBijgesteldOp == Dag("2013-06-01"))
        #expect(zoek.partijen == [.ggz, .mee])
        #expect(zoek.zoekgeraakt)
        try verhaal.op("2013-07-01", "PlanTeruggevonden")
        #expect(try beeld(verhaal).plan?.zoekgeraakt == false)
        try verhaal.op("2013-07-02", "PlanZoekgeraaktGemeld")
        try verhaal.op("2013-08-01", "PlanVastgesteld", ["partijen": ["ggz"]])
        let nieuw = try #require(try beeld(verhaal).plan)
        #expect(nieuw.vastgesteldOp == Dag("2013-08-01"))
        #expect(nieuw.laatstBijgesteldOp == nil)
        #expect(!nieuw.zoekgeraakt)
    }
}
