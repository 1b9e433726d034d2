import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import WireValues

/// Een type in een stroom van een gezin, met wie het mag vastleggen volgens het contract.
struct TypeMetRollen: CustomTestStringConvertible, Sendable {
    let type: Feittype
    var testDescription: String { type.naam }

    static let alle = Feittype.allCases.filter { $0.kenmerken.stroom == .gezin }.map(TypeMetRollen.init)
}

@Suite("Bevoegdheid")
struct BevoegdheidTests {
    /// De rol van het contract bij elke rol van een token.
    static let rollen: [Tokenrol: Rol] = [
        .procesmanager: .pm, .teamProcesmanagers: .tpm, .casemanager: .cm, .aanspreekpunt: .ap, .professional: .pro,
        .beleid: .bel, .auditor: .aud, .beheerder: .beh,
    ]

    @Test(arguments: TypeMetRollen.alle)
    func `elke rol legt precies de typen vast die het contract haar geeft`(_ een: TypeMetRollen) async throws {
        let plek = try await Werkplek.metGezin()
        let logt = een.type.kenmerken.logt
        let wie = Tokenrol.allCases.filter { rol in
            Self.rollen[rol].map { $0 == .beh || logt.contains($0) } ?? false
        }
        for rol in Tokenrol.allCases {
            var invoer = try Werkplek.invoer(CaseEvents.signal("2013-02-01"))
            invoer.gegevens = een.type.gegevenstype.init()
            let afwijzing = try await plek.afwijzing {
                _ = try await plek.cases.controleer(
                    [invoer],
                    gezin: plek.gezin,
                    door: try Werkplek.gebruiker([rol])
                )
            }
            if wie.contains(rol) {
                #expect(afwijzing?.wie == nil, "\(rol)")
            } else {
                #expect(afwijzing?.wie == wie, "\(rol)")
            }
        }
    }

    @Test func `vastgelegd wordt in de eerste rol van het token die het mag`() async throws {
        let plek = try await Werkplek.metGezin()
        func rol(_ rollen: [Tokenrol]) async throws -> String? {
            try await plek.legVast([CaseEvents.signal("2013-02-01")], als: rollen).gebeurtenissen.first?.event.role
        }
        #expect(try await rol([.casemanager, .professional, .procesmanager]) == "PRO")
        #expect(try await rol([.procesmanager, .professional]) == "PM")
        #expect(try await rol([.dashboard, .beheerder, .procesmanager]) == "BEH")
    }

    @Test(arguments: [[], [.dashboard], [.beleid], [.dashboard, .beleid]] as [[Tokenrol]])
    func `wie geen rol heeft die het mag hoort wie wel`(_ rollen: [Tokenrol]) async throws {
        let plek = try await Werkplek.metGezin()
        let afwijzing = try await plek.weigering([CaseEvents.member("a", "2013-02-01")], als: rollen)
        #expect(afwijzing?.wie == [.procesmanager, .casemanager, .beheerder])
        #expect(try await plek.bewaard().count == 1)
    }

    @Test func `mag een gebruiker een van de gebeurtenissen niet, dan geen enkele`() async throws {
        let plek = try await Werkplek.metGezin()
        let events = [CaseEvents.signal("2013-02-01"), CaseEvents.member("a", "2013-02-01")]
        #expect(try await plek.weigering(events, als: [.professional])?.wie != nil)
        #expect(try await plek.bewaard().count == 1)
    }

    @Test(arguments: Tokenrol.allCases)
    func `dossiers leest wie aan casussen werkt of ze toetst`(_ rol: Tokenrol) async throws {
        let plek = try await Werkplek.metGezin()
        let gebruiker = try Werkplek.gebruiker([rol])
        let peiling = try peiling("2014-01-01")
        let dossier = try await plek.afwijzing { _ = try await plek.cases.dossier(plek.gezin, voor: gebruiker) }
        let beeld = try await plek.afwijzing {
            _ = try await plek.cases.trajectbeeld(plek.gezin, peiling, voor: gebruiker)
        }
        let magNiet: Set<Tokenrol> = [.beleid, .dashboard]
        let wie = magNiet.contains(rol) ? Tokenrol.allCases.filter { !magNiet.contains($0) } : nil
        #expect(dossier?.wie == wie && beeld?.wie == wie)
        // Verdicts and counts are for everyone.
        #expect(try await plek.cases.toetsing(plek.gezin, peiling, voor: gebruiker).versie == 1)
    }

    @Test func `zonder rol leest niemand een dossier`() async throws {
        let plek = try await Werkplek.metGezin()
        #expect(try await plek.afwijzing { _ = try await plek.dossier(als: []) }?.wie != nil)
    }

    @Test func `een gezin van een andere gemeente is er niet`() async throws {
        let plek = try await Werkplek.metGezin()
        let vreemde = try Werkplek.gebruiker([.beheerder], in: Fixture.log("GM0014"))
        let dag = try peiling("2014-01-01")
        let aanpak = try #require(Aanpakcode("maastricht-integrale-aanpak"))
        let vragen: [@Sendable () async throws -> Void] = [
            { _ = try await plek.cases.dossier(plek.gezin, voor: vreemde) },
            { _ = try await plek.cases.toetsing(plek.gezin, dag, voor: vreemde) },
            { _ = try await plek.cases.trajectbeeld(plek.gezin, dag, voor: vreemde) },
            { _ = try await plek.cases.toetsingen(aanpak: aanpak, gezinnen: [plek.gezin], dag, voor: vreemde) },
        ]
        for vraag in vragen { #expect(try await plek.afwijzing(vraag)?.isNietGevonden == true) }
        #expect(try await plek.cases.toetsingen(aanpak: aanpak, dag, voor: vreemde).isEmpty)
    }
}

@Suite("Import")
struct ImportTests {
    static let velden: [(String, JSON)] = [
        ("vastgelegdOp", "2013-02-01T10:00:00Z"), ("vastgelegdDoor", "PM7"), ("rol", "CM"),
    ]

    @Test(arguments: velden.map(\.0))
    func `een veld van het bronsysteem geeft alleen een beheerder mee`(_ naam: String) async throws {
        let plek = try await Werkplek.metGezin()
        let waarde = try #require(Self.velden.first { $0.0 == naam }).1
        let event = CaseEvents.event(
            "GezinslidToegevoegd",
            "2013-02-01",
            ["id": "a", "rol": "ouder"],
            with: [.init(naam, waarde)]
        )
        #expect(try await plek.weigering([event])?.fouten == ["0 /\(naam) ALLEEN_BIJ_IMPORT"])
        // What was taken over stays visible: it always says when it was recorded there.
        guard naam == "vastgelegdOp" else {
            let fouten = try await plek.weigering([event], als: [.beheerder])?.fouten
            #expect(fouten == ["0 /vastgelegdOp VELD_ONTBREEKT"])
            return
        }
        #expect(try await plek.legVast([event], als: [.beheerder]).aantalNieuw == 1)
    }

    @Test(arguments: [
        ["vastgelegdOp"], ["vastgelegdOp", "vastgelegdDoor"], ["vastgelegdOp", "vastgelegdDoor", "rol"],
    ])
    func `wat hier is vastgelegd gaat niet weg met een intrekking uit een bronsysteem`(_ namen: [String]) async throws {
        let plek = try await Werkplek.metGezin()
        let signaal = CaseEvents.signal("2013-02-01")
        try await plek.legVast([signaal])
        let id = try #require(signaal.id)
        let velden = Self.velden.filter { namen.contains($0.0) }.map { JSON.Member($0.0, $0.1) }
        let intrekking = CaseEvents.event(
            "RegistratieIngetrokken",
            "2013-02-01",
            ["doelEvent": .string(id.description), "reden": "onjuist"],
            with: velden
        )
        let fouten = try await plek.weigering([intrekking], als: [.beheerder])?.fouten
        #expect(fouten == ["0 /vastgelegdOp STRIJDIG"])
        #expect(try await plek.bewaard().count == 2)
    }

    @Test func `een import zonder actor zegt van niemand dat hij het vastlegde`() async throws {
        let plek = try await Werkplek.metGezin()
        let event = CaseEvents.signal("2013-02-01", with: [.init("vastgelegdOp", "2013-02-03T10:00:00Z")])
        let vastgelegd = try #require(
            try await plek.legVast([event], als: [.beheerder], actor: "BEH1").gebeurtenissen.first
        )
        #expect(vastgelegd.event.actor == nil && vastgelegd.event.role == nil)
        #expect(vastgelegd.recordedAt.description == "2013-02-03T10:00:00Z")
        #expect(vastgelegd.addedAt == plek.klok.nu())
        let json = try vastgelegd.json(van: .gezin(vastgelegd.stream))
        #expect(json["vastgelegdOp"] == "2013-02-03T10:00:00Z" && json["toegevoegdOp"] == "2014-06-02T10:00:00Z")
        #expect(json["vastgelegdDoor"] == nil && json["rol"] == nil)
    }

    @Test func `zonder velden van een bronsysteem legt de beheerder zelf vast`() async throws {
        let plek = try await Werkplek.metGezin()
        let ontvangst = try await plek.legVast([CaseEvents.signal("2013-02-01")], als: [.beheerder], actor: "BEH1")
        let vastgelegd = try #require(ontvangst.gebeurtenissen.first)
        #expect(vastgelegd.event.actor == "BEH1" && vastgelegd.event.role == "BEH")
        #expect(try vastgelegd.json(van: .gezin(vastgelegd.stream))["toegevoegdOp"] == nil)
    }

    @Test func `een ingevoerde rol die het type niet mag vastleggen breekt een invariant`() async throws {
        let plek = try await Werkplek.metGezin()
        let velden: [JSON.Member] = [.init("rol", "CM"), .init("vastgelegdOp", "2013-02-01T10:00:00Z")]
        let event = CaseEvents.signal("2013-02-01", with: velden)
        #expect(try await plek.weigering([event], als: [.beheerder])?.schending?.code == "I-0-ROL")
    }

    @Test(arguments: [("2014-06-02T10:00:00.000001Z", "NIET_IN_TOEKOMST"), ("0001-01-01T00:00:00+02:00", "TE_KLEIN")])
    func `een moment dat niet kan wordt geweigerd voordat de opslag het ziet`(
        _ moment: String,
        _ code: String
    )
        async throws
    {
        let plek = try await Werkplek.metGezin()
        let event = CaseEvents.signal("2013-02-01", with: [.init("vastgelegdOp", .string(moment))])
        #expect(try await plek.weigering([event], als: [.beheerder])?.fouten == ["0 /vastgelegdOp \(code)"])
    }

    @Test func `niets gebeurt na de dag waarop de bron het vastlegde`() async throws {
        let plek = try await Werkplek.metGezin()
        let event = CaseEvents.signal("2013-02-02", with: [.init("vastgelegdOp", "2013-02-01T22:59:59Z")])
        #expect(try await plek.weigering([event], als: [.beheerder])?.fouten == ["0 /gebeurdOp NIET_IN_TOEKOMST"])
    }
}
