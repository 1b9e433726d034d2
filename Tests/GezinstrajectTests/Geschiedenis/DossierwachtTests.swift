import CivilTime
import Gezinstraject
import Testing
import Toevalsgezinnen
import WireValues

@Suite("De wacht over een dossier")
struct DossierwachtTests {
    @Test func `neemt de volgende versie op en geen andere`() throws {
        let verhaal = try Verhaal.gestart()
        let volgende = try verhaal.volgende("2014-01-01", "SuccesGevierd")
        for versie in [volgende.versie - 1, volgende.versie + 1] {
            let andere = Registratie(
                id: volgende.id,
                versie: versie,
                gegevens: volgende.gegevens,
                gebeurdOp: volgende.gebeurdOp,
                vastgelegdOp: volgende.vastgelegdOp
            )
            #expect(try verhaal.schending(andere)?.code == "I-0-VERSIE")
        }
        #expect(try verhaal.schending(volgende) == nil)
    }

    @Test func `neemt een id geen tweede keer op`() throws {
        let verhaal = try Verhaal.gestart()
        let dubbel = Registratie(
            id: verhaal.registraties[2].id,
            versie: verhaal.registraties.count + 1,
            gegevens: SuccesGevierd(),
            gebeurdOp: try #require(Dag("2014-01-01")),
            vastgelegdOp: Verhaal.moment(9)
        )
        let schending = try #require(try verhaal.schending(dubbel))
        #expect(schending.code == "I-0-IDEMPOTENT")
        #expect(schending.botstMet?.type == "GezinslidToegevoegd")
    }

    @Test func `een weigering verandert niets`() throws {
        let verhaal = try Verhaal.gesloten()
        var wacht = try verhaal.wacht
        let laat = try verhaal.volgende("2013-01-01", "AanpakAfgesloten", ["reden": "verhuisd"])
        let achteraan = try verhaal.volgende("2014-01-01", "SuccesGevierd")
        for registratie in [laat, achteraan] {
            #expect(throws: Weigering.self) { try wacht.voegToe(registratie) }
            #expect(wacht.dossier.versie == verhaal.registraties.count)
            #expect(wacht.verloop.feiten.map(\.id) == verhaal.registraties.map(\.id))
        }
        try wacht.voegToe(try verhaal.volgende("2014-01-01", "TerugvalGesignaleerd"))
        #expect(wacht.dossier.versie == verhaal.registraties.count + 1)
    }

    @Test func `vertrouwt wat is vastgelegd, maar leest elke correctie`() throws {
        var verhaal = try Verhaal.gesloten()
        try verhaal.op("2014-01-01", "SuccesGevierd")
        #expect(try verhaal.wacht.dossier.versie == 7)
        #expect(try verhaal.wacht.verloop.laatste?.type == .succesGevierd)
        try verhaal.corrigeer(verhaal.registraties[0].id, gegevens: .object([]))
        #expect(throws: Invoerfouten.self) { try Dossierwacht(verhaal.registraties, .ingebouwd) }
    }

    @Test func `stap voor stap komt de wacht waar zij in een keer ook komt`() throws {
        for naam in Maastricht.namen {
            let registraties = try Maastricht.registraties(naam)
            var wacht = Dossierwacht(.ingebouwd)
            for registratie in registraties { try wacht.voegToe(registratie) }
            try expectZelfde(wacht, als: Dossierwacht(registraties, .ingebouwd))
        }
    }

    /// Geschiedenissen waarin veel laat is vastgelegd, gecorrigeerd, ingetrokken en hersteld.
    @Test(arguments: Toevalsgezinnen.porties)
    func `ook wat laat komt of ingrijpt brengt haar waar zij in een keer komt`(_ zaad: UInt64) throws {
        for gezin in try Toevalsgezinnen.portie(vanaf: zaad) {
            try expectZelfde(gezin.wacht, als: Dossierwacht(gezin.registraties, .ingebouwd))
        }
    }

    private func expectZelfde(_ wacht: Dossierwacht, als ineens: Dossierwacht) throws {
        let (verloop, ander) = (wacht.verloop, ineens.verloop)
        let geschiedenis = ineens.dossier.geschiedenis()
        #expect(verloop.feiten.map(\.id) == geschiedenis.feiten.map(\.id))
        #expect(verloop.feiten.map(\.dag) == geschiedenis.feiten.map(\.dag))
        #expect(verloop.feiten.map(\.traject) == geschiedenis.feiten.map(\.traject))
        #expect(verloop.feiten.map(\.laatstVastgelegdOp) == geschiedenis.feiten.map(\.laatstVastgelegdOp))
        #expect(verloop.trajecten == ander.trajecten)
        #expect(verloop.aantalAanmeldingen == ander.aantalAanmeldingen)
        #expect(verloop.ingevoerd.mapValues(\.id) == ander.ingevoerd.mapValues(\.id))
    }

    /// Elk antwoord van de wacht is dat van de volle toets, op geschiedenissen in willekeurige volgorde.
    @Test(arguments: 0..<25)
    func `zegt hetzelfde als de volle toets`(zaad: Int) throws {
        var loterij = Loterij(zaad: UInt64(zaad))
        var wacht = Dossierwacht(.ingebouwd)
        var aangenomen: [Registratie] = []
        var verhaal = Verhaal()
        for trekking in Trekking.reeks(&loterij, aantal: 120) {
            let doel = aangenomen.randomElement(using: &loterij)?.id ?? UUID(high: 1, low: 1)
            let los = try verhaal.volgende(
                trekking.dag,
                trekking.type,
                trekking.gegevens(doel),
                traject: trekking.traject
            )
            try verhaal.op(trekking.dag, trekking.type, trekking.gegevens(doel))
            let registratie = Registratie(
                id: los.id,
                versie: aangenomen.count + 1,
                gegevens: los.gegevens,
                gebeurdOp: los.gebeurdOp,
                traject: los.traject,
                vastgelegdOp: los.vastgelegdOp
            )
            var met = Dossier()
            for eerder in aangenomen + [registratie] { try met.voegToe(eerder) }
            let volleToets = Geldigheid.schending(in: met, .ingebouwd)
            do throws(Weigering) {
                try wacht.voegToe(registratie)
                #expect(volleToets == nil)
                aangenomen.append(registratie)
            } catch .schending(let schending) where registratie.type.isIngreep {
                // Or its target is none it can act upon.
                #expect(
                    volleToets?.bij == schending.bij || schending.code.hasSuffix("DOEL_BESTAAT")
                        || ["I-M3-WAS_INGETROKKEN", "I-A1-NIET_INTREKBAAR"].contains(schending.code)
                )
            } catch .schending(let schending) {
                #expect(volleToets?.code == schending.code)
                #expect(volleToets?.bij == schending.bij)
                #expect(volleToets?.botstMet == schending.botstMet)
            } catch {
                Issue.record("\(error)")
            }
        }
        #expect(aangenomen.count > 15)
        #expect(aangenomen.contains { $0.type.isIngreep })
        try expectZelfde(wacht, als: Dossierwacht(aangenomen, .ingebouwd))
    }

    /// Met een volle toets per regel zou dit minuten duren.
    @Test(.timeLimit(.minutes(15)))
    func `wie achteraan toevoegt betaalt niet voor wat er al stond`() throws {
        var wacht = try Verhaal.gestart().wacht
        let dag = try #require(Dag("2013-04-01"))
        for versie in 6...10_000 {
            try wacht.voegToe(
                Registratie(
                    id: UUID(high: 2, low: UInt64(versie)),
                    versie: versie,
                    gegevens: SuccesGevierd(),
                    gebeurdOp: dag.plus(dagen: versie / 100),
                    vastgelegdOp: Verhaal.moment(versie)
                )
            )
        }
        #expect(wacht.verloop.feiten.count == 10_000)
    }

    @Test func `regels in willekeurige volgorde worden aangenomen zodra zij kunnen`() throws {
        var loterij = Loterij(zaad: 3)
        let opVolgorde = try Maastricht.registraties("familie-a")
        var wacht = Dossierwacht(.ingebouwd)
        var wachtrij = [opVolgorde[0]] + opVolgorde.dropFirst().shuffled(using: &loterij)
        while !wachtrij.isEmpty {
            let daarvoor = wachtrij.count
            wachtrij = wachtrij.filter { registratie in
                let nu = registratie.metVersie(wacht.dossier.versie + 1)
                do throws(Weigering) {
                    try wacht.voegToe(nu)
                    return false
                } catch {
                    return true
                }
            }
            try #require(wachtrij.count < daarvoor)
        }
        let dagen = wacht.dossier.geschiedenis().feiten.map(\.dag)
        #expect(dagen == dagen.sorted())
        #expect(Geldigheid.schending(in: wacht.dossier, .ingebouwd) == nil)
    }
}

extension Registratie {
    /// Dezelfde registratie, als zoveelste vastgelegd.
    func metVersie(_ versie: Int) -> Registratie {
        Registratie(
            id: id,
            versie: versie,
            gegevens: gegevens,
            gebeurdOp: gebeurdOp,
            traject: traject,
            precisie: precisie,
            volgens: volgens,
            vastgelegdOp: vastgelegdOp,
            vastgelegdDoor: vastgelegdDoor,
            rol: rol
        )
    }
}

/// Een gebeurtenis uit een kleine wereld, waarin van alles botst.
private struct Trekking {
    let dag: String
    let type: String
    let traject: Int?
    private let inhoud: JSON

    static func reeks(_ loterij: inout Loterij, aantal: Int) -> [Trekking] {
        let eerste = Trekking(
            dag: "2013-01-01",
            type: "GezinGeregistreerd",
            traject: nil,
            inhoud: ["gemeente": "GM0935"]
        )
        var reeks = [eerste]
        for _ in 0..<aantal { reeks.append(een(&loterij)) }
        return reeks
    }

    private static func een(_ loterij: inout Loterij) -> Trekking {
        let soorten: [(String, JSON)] = [
            ("GezinAangemeld", ["aanpak": "maastricht-integrale-aanpak", "trajectNr": 1]),
            ("GezinslidToegevoegd", ["id": "a", "rol": "kind"]),
            ("ProbleemGeconstateerd", ["id": "a", "stj": "wonen"]),
            ("ProbleemGeconstateerd", ["id": "b", "stj": "wonen"]),
            ("ProbleemStatusGewijzigd", ["probleem": "a", "status": "opgelost"]),
            ("DoelGesteld", ["id": "a", "problemen": ["b"], "bepaling": "gezamenlijk"]),
            ("DoelBehaald", ["doel": "a"]),
            ("SuccesGevierd", .object([])),
            ("ConsultVerleend", .object([])),
            ("AanpakAfgesloten", ["reden": "verhuisd"]),
            ("AfsluitingHerroepen", .object([])),
            ("TerugvalGesignaleerd", .object([])),
            ("RegistratieIngetrokken", ["reden": "onjuist"]),
            ("RegistratieIngetrokken", ["reden": "dubbel"]),
            ("RegistratieHersteld", .object([])),
            ("RegistratieGecorrigeerd", ["gebeurdOp": .string(eenDag(&loterij)), "reden": "x"]),
            ("RegistratieGecorrigeerd", ["gebeurdOp": .string(eenDag(&loterij)), "reden": "x"]),
        ]
        let (type, inhoud) = soorten[Int.random(in: soorten.indices, using: &loterij)]
        let traject = type.hasPrefix("Registratie") ? 0 : Int.random(in: 0..<6, using: &loterij)
        return Trekking(
            dag: eenDag(&loterij),
            type: type,
            traject: traject < 3 ? nil : traject - 2,
            inhoud: inhoud
        )
    }

    private static func eenDag(_ loterij: inout Loterij) -> String {
        "2013-0\(Int.random(in: 1...3, using: &loterij))-0\(Int.random(in: 1...9, using: &loterij))"
    }

    func gegevens(_ doel: UUID) -> JSON {
        type.hasPrefix("Registratie") ? inhoud.met("doelEvent", doel.json) : inhoud
    }
}
