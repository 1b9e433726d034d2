import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("De effectieve geschiedenis van een dossier (DOMAIN §4.3 en §4.5)")
struct DossierTests {
    @Test func `na wissen is een geboortedag onbekend, behalve wat daarna is vastgelegd en zoals eerder bekend`() throws
    {
        var verhaal = try Verhaal.gezin()
        try verhaal.op("2013-01-03", "GezinslidToegevoegd", ["id": "zus", "rol": "kind", "geboren": "2001-02-03"])
        try verhaal.op("2013-01-04", "GezinslidGewijzigd", ["gezinslid": "kind", "geboren": "2004-05-06"])
        try verhaal.op(
            "2014-01-01",
            "PersoonsgegevensGewist",
            ["leden": ["kind"], "grond": "verzoek", "tweedePaarOgen": "BEH2"]
        )
        func geboren(bekendOp: Moment? = nil) throws -> [String] {
            try verhaal.dossier().geschiedenis(bekendOp: bekendOp).feiten.compactMap { feit in
                feit.als(GezinslidToegevoegd.self).flatMap { $0.rol == .kind ? $0.geboren?.description ?? "-" : nil }
                    ?? feit.als(GezinslidGewijzigd.self).map { $0.geboren?.description ?? "-" }
            }
        }
        #expect(try geboren() == ["-", "2001-02-03", "-"])
        #expect(try geboren(bekendOp: Verhaal.moment(5)) == ["-", "2001-02-03", "2004-05-06"])
        try verhaal.op("2014-02-01", "GezinslidGewijzigd", ["gezinslid": "kind", "geboren": "2004-05-07"])
        #expect(try geboren() == ["-", "2001-02-03", "-", "2004-05-07"])
        try verhaal.op(
            "2014-03-01",
            "PersoonsgegevensGewist",
            ["leden": "alle", "grond": "bewaartermijn", "tweedePaarOgen": "BEH2"]
        )
        #expect(try geboren() == ["-", "-", "-", "-"])
    }

    @Test func `op dag en dan op volgorde van vastleggen`() throws {
        var verhaal = Verhaal()
        try verhaal.op("2013-01-01", "GezinGeregistreerd", ["gemeente": "GM0935"])
        try verhaal.op("2013-03-01", "SuccesGevierd")
        try verhaal.op("2013-02-01", "CalamiteitGemeld")
        try verhaal.op("2013-03-01", "AfrondingGestart")
        #expect(
            try verhaal.feiten() == [
                "2013-01-01 GezinGeregistreerd", "2013-02-01 CalamiteitGemeld", "2013-03-01 SuccesGevierd",
                "2013-03-01 AfrondingGestart",
            ]
        )
        #expect(try verhaal.dossier().versie == 4)
    }

    @Test func `tot en met de peildag, en zoals bekend tot en met een moment`() throws {
        let verhaal = try Verhaal.gestart()
        #expect(try verhaal.feiten(tot: "2013-03-04").last == "2013-03-04 GezinAangemeld")
        #expect(try verhaal.feiten(tot: "2013-03-03").last == "2013-01-02 GezinslidToegevoegd")
        #expect(try verhaal.feiten(naVersie: 4).count == 4)
        #expect(try verhaal.feiten(naVersie: 0).isEmpty)
    }

    @Test func `de volgorde van vastleggen verandert de geschiedenis niet`() throws {
        let dagen = ["2013-03-04", "2013-03-18", "2013-04-01", "2013-05-01", "2013-06-01"]
        let typen = ["GezinAangemeld", "AanpakGestart", "SuccesGevierd", "CalamiteitGemeld", "AfrondingGestart"]
        var generator = Loterij(zaad: 11)
        for _ in 0..<20 {
            var verhaal = Verhaal()
            for nummer in dagen.indices.shuffled(using: &generator) {
                let gegevens: JSON =
                    nummer == 0 ? ["aanpak": "maastricht-integrale-aanpak", "trajectNr": 1] : .object([])
                try verhaal.op(dagen[nummer], typen[nummer], gegevens)
            }
            #expect(try verhaal.feiten() == zip(dagen, typen).map { "\($0) \($1)" })
        }
    }

    @Test func `een intrekking geldt vanaf haar vastleggen, ook op een eerdere peildag`() throws {
        var verhaal = try Verhaal.gestart()
        let succes = try verhaal.op("2013-04-01", "SuccesGevierd")
        try verhaal.trekIn(succes)
        #expect(try verhaal.feiten(naVersie: 6, tot: "2013-04-01").last == "2013-04-01 SuccesGevierd")
        #expect(try verhaal.feiten(naVersie: 7, tot: "2013-04-01").last == "2013-03-18 GezinGeprioriteerd")
        #expect(try verhaal.dossier().ingetrokken() == [succes])
        #expect(try verhaal.dossier().ingetrokken(bekendOp: Verhaal.moment(6)).isEmpty)
    }

    @Test func `herstel zet terug op de oude plaats`() throws {
        var verhaal = try Verhaal.gestart()
        let succes = try verhaal.op("2013-03-10", "SuccesGevierd")
        let daarvoor = try verhaal.feiten()
        try verhaal.trekIn(succes)
        try verhaal.herstel(succes)
        #expect(try verhaal.feiten() == daarvoor)
        #expect(try verhaal.feiten(naVersie: 7).count == daarvoor.count - 1)
        try verhaal.trekIn(succes)
        #expect(try verhaal.feiten().count == daarvoor.count - 1)
    }

    @Test func `een correctie vervangt wat zij draagt, en een latere weer alleen wat zij draagt`() throws {
        var verhaal = try Verhaal.gestart()
        let doel = try verhaal.op("2013-04-01", "ContactMetGezinGelegd", ["initiatief": "gezin", "plaats": "kantoor"])
        let eerste = try verhaal.corrigeer(doel, gegevens: ["initiatief": "professional", "plaats": "thuis"])
        try verhaal.corrigeer(doel, dag: "2013-04-09")
        try verhaal.corrigeer(doel, gegevens: ["initiatief": "gezin", "plaats": "thuis"], dag: "2013-04-10")
        func feit(_ versie: Int) throws -> [String] {
            let feiten = try verhaal.dossier().geschiedenis(bekendOp: Verhaal.moment(versie)).feiten
            let feit = try #require(feiten.first { $0.id == doel })
            let contact = try #require(feit.als(ContactMetGezinGelegd.self))
            let gewijzigd = feit.laatstVastgelegdOp == Verhaal.moment(versie)
            #expect(gewijzigd)
            #expect(feit.versie == 6)
            return [feit.dag.description, contact.initiatief.rawValue, contact.plaats.rawValue]
        }
        #expect(try feit(6) == ["2013-04-01", "gezin", "kantoor"])
        #expect(try feit(7) == ["2013-04-01", "professional", "thuis"])
        #expect(try feit(8) == ["2013-04-09", "professional", "thuis"])
        #expect(try feit(9) == ["2013-04-10", "gezin", "thuis"])

        let laatste = try verhaal.dossier().registraties[8].id
        try verhaal.trekIn(laatste)
        let zonder = try #require(try verhaal.dossier().geschiedenis().feiten.first { $0.id == doel })
        #expect(zonder.dag == Dag("2013-04-09"))
        #expect(zonder.als(ContactMetGezinGelegd.self)?.initiatief == .professional)
        #expect(zonder.laatstVastgelegdOp == Verhaal.moment(8))
        try verhaal.trekIn(eerste)
        #expect(
            try verhaal.dossier().geschiedenis().feiten.first { $0.id == doel }?
                .als(ContactMetGezinGelegd.self)?.plaats == .kantoor
        )
        try verhaal.herstel(laatste)
        #expect(
            try verhaal.dossier().geschiedenis().feiten.first { $0.id == doel }?
                .als(ContactMetGezinGelegd.self)?.plaats == .thuis
        )
    }

    @Test func `een correctie van de gegevens laat een eerdere correctie van de dag staan`() throws {
        var verhaal = try Verhaal.gestart()
        let doel = try verhaal.op("2013-04-01", "RegieclaimGemeld", ["partij": "ggz"])
        try verhaal.corrigeer(doel, dag: "2013-04-09")
        try verhaal.corrigeer(doel, gegevens: ["partij": "mee"])
        let feit = try #require(try verhaal.dossier().geschiedenis().feiten.first { $0.id == doel })
        #expect(feit.dag == Dag("2013-04-09"))
        #expect(feit.als(RegieclaimGemeld.self)?.partij == .mee)
    }

    @Test func `een correctie van de dag verplaatst het feit`() throws {
        var verhaal = try Verhaal.gestart()
        let succes = try verhaal.op("2013-04-01", "SuccesGevierd")
        try verhaal.corrigeer(succes, dag: "2013-03-01")
        #expect(try verhaal.feiten(tot: "2013-03-01").last == "2013-03-01 SuccesGevierd")
        #expect(try verhaal.feiten(naVersie: 6, tot: "2013-03-01").last == "2013-01-02 GezinslidToegevoegd")
    }

    @Test func `een correctie met gegevens van een ander type past niet`() throws {
        var verhaal = try Verhaal.gestart()
        let succes = try verhaal.op("2013-04-01", "SuccesGevierd")
        let correctie = try verhaal.volgende(
            "2015-01-01",
            "RegistratieGecorrigeerd",
            Verhaal.correctie(succes, gegevens: ["reden/x": 1])
        )
        var dossier = try verhaal.dossier()
        #expect(throws: Invoerfouten.self) { try dossier.voegToe(correctie) }
        #expect(dossier.versie == 6)
        do throws(Invoerfouten) {
            try dossier.voegToe(correctie)
        } catch {
            #expect(error.fouten.map(\.plaats.description) == ["/gegevens/reden~1x"])
        }
    }

    @Test func `een feit hoort bij het laatst aangemelde traject, en minstens bij traject 1`() throws {
        var verhaal = try Verhaal.gezin()
        try verhaal.op("2013-02-01", "CalamiteitGemeld")
        try verhaal.op("2013-03-04", "GezinAangemeld", ["aanpak": "delft-team-jeugd", "trajectNr": 1])
        try verhaal.op("2013-12-01", "AanpakAfgesloten", ["reden": "verhuisd"])
        try verhaal.op("2014-02-01", "GezinAangemeld", ["aanpak": "delft-team-jeugd", "trajectNr": 2])
        try verhaal.op("2014-02-01", "NazorgcontactGelegd", traject: 1)
        try verhaal.op("2014-02-02", "SuccesGevierd")
        try verhaal.op("2014-02-03", "ConsultVerleend", traject: 2)
        let geschiedenis = try verhaal.dossier().geschiedenis()
        #expect(geschiedenis.feiten.map(\.traject) == [nil, nil, nil, 1, 1, 1, 2, 1, 2, nil])
        #expect(geschiedenis.laatsteTraject == 2)
        #expect(geschiedenis.aanmelding(van: 2)?.trajectNr == 2)
        let eerder = try geschiedenis.tot(#require(Dag("2014-01-31")))
        #expect(eerder.laatsteTraject == 1)
        #expect(eerder.feiten.count == 6)
        #expect(Geschiedenis(leeg: ()).laatsteTraject == 1)
    }

    @Test func `een verplaatste aanmelding neemt feiten mee naar een ander traject`() throws {
        var verhaal = try Verhaal.gesloten()
        let tweede = try verhaal.op(
            "2014-02-01",
            "GezinAangemeld",
            ["aanpak": "maastricht-integrale-aanpak", "trajectNr": 2]
        )
        let oordeel = try verhaal.op("2014-03-01", "RegieclaimGemeld", ["partij": "ggz"])
        #expect(try verhaal.dossier().geschiedenis().feiten.first { $0.id == oordeel }?.traject == 2)
        try verhaal.corrigeer(tweede, dag: "2014-04-01")
        #expect(try verhaal.dossier().geschiedenis().feiten.first { $0.id == oordeel }?.traject == 1)
        // So the correction does not stand: the claim would be one on a closed traject.
        #expect(try verhaal.schending?.code == "I-0-TRAJECT_GESLOTEN")
        #expect(try verhaal.schending?.bij.id == oordeel)
    }
}

extension Geschiedenis {
    fileprivate init(leeg: Void) {
        self = Dossier().geschiedenis()
    }
}

/// Een herhaalbare loterij (SplitMix64).
struct Loterij: RandomNumberGenerator {
    private var stand: UInt64

    init(zaad: UInt64) { stand = zaad }

    mutating func next() -> UInt64 {
        stand &+= 0x9e37_79b9_7f4a_7c15
        var getal = stand
        getal = (getal ^ (getal >> 30)) &* 0xbf58_476d_1ce4_e5b9
        getal = (getal ^ (getal >> 27)) &* 0x94d0_49bb_1331_11eb
        return getal ^ (getal >> 31)
    }
}
