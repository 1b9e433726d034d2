import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import WireValues

@Suite("Fouten van de opslag")
struct OpslagfoutTests {
    @Test(arguments: [EventStoreError.unavailable(reason: "weg"), .cancelled])
    func `een opslag die niet antwoordt is tijdelijk niet beschikbaar`(_ fout: EventStoreError) async throws {
        let plek = try await Werkplek.metGezin()
        plek.store.fail(with: fout)
        #expect(try await plek.weigering([CaseEvents.signal("2013-02-01")])?.isNietBeschikbaar == true)
        #expect(try await plek.afwijzing { _ = try await plek.dossier() }?.isNietBeschikbaar == true)
        plek.store.fail(with: nil)
        #expect(try await plek.legVast([CaseEvents.signal("2013-02-01")]).versie == 2)
    }

    @Test func `valt de opslag uit na het vastleggen, dan geeft een herhaling het antwoord`() async throws {
        let plek = try await Werkplek.metGezin()
        let signaal = CaseEvents.signal("2013-02-01")
        // The answer is lost on its way: the append succeeds, the caller does not hear it.
        plek.store.beforeAppend { [store = plek.store, gezin = plek.gezin, klok = plek.klok] in
            store.beforeAppend(nil)
            let andere = CaseHandler(store: store, klok: klok)
            guard let gebruiker = try? Werkplek.gebruiker(), let invoer = try? Werkplek.invoer(signaal) else { return }
            _ = try? await andere.legVast([invoer], gezin: gezin, door: gebruiker)
            store.fail(with: .unavailable(reason: "weg"))
        }
        #expect(try await plek.weigering([signaal])?.isNietBeschikbaar == true)
        plek.store.fail(with: nil)
        #expect(try await plek.legVast([signaal]).isHerhaling)
        #expect(try await plek.bewaard().count == 2)
    }

    @Test(arguments: [
        (EventStoreError.corrupt(log: Fixture.log, position: 7), "LOGBOEK_BESCHADIGD", "GM0935 at position 7"),
        (.failed(reason: "SQLSTATE 42703"), "OPSLAG", "SQLSTATE 42703"),
        (.invalidRequest(reason: "no events"), "VERZOEK_AAN_OPSLAG", "no events"),
    ])
    func `een defect heeft een code, en een reden voor de beheerder`(
        _ fout: EventStoreError,
        _ code: String,
        _ reden: String
    ) async throws {
        let plek = try await Werkplek.metGezin()
        plek.store.fail(with: fout)
        let afwijzing = try await plek.weigering([CaseEvents.signal("2013-02-01")])
        #expect(afwijzing?.defect?.code == code && afwijzing?.defect?.reden == reden)
    }

    static let schades: [(String, @Sendable (inout NewEvent) -> Void)] = [
        ("een onbekend type", { $0.type = "Onbekend" }),
        ("een nieuwere schemaversie", { $0.schemaVersion = 2 }),
        ("geen JSON", { $0.data = Array("{".utf8) }),
        ("gegevens die niet bij het type passen", { $0.data = Array("{}".utf8) }),
        ("een onbekende precisie", { $0.precision = "eeuw" }),
        ("een bron die niet te lezen is", { $0.accordingTo = #"{"soort":"iemand"}"# }),
        ("een bron die geen JSON is", { $0.accordingTo = "iemand" }),
        ("een onbekende rol", { $0.role = "XX" }),
        ("een actor die niet kan", { $0.actor = "Jan Jansen" }),
    ]

    @Test(arguments: schades.map(\.0))
    func `een beschadigde gebeurtenis wordt gezien en nooit stil anders gelezen`(_ wat: String) async throws {
        let plek = try await Werkplek.metGezin()
        let schade = try #require(Self.schades.first { $0.0 == wat }).1
        plek.store.damage { $0.with(schade) }
        let lezen = try await plek.afwijzing { _ = try await plek.dossier() }
        #expect(lezen?.defect?.code == "LOGBOEK_BESCHADIGD")
        #expect(lezen?.defect?.reden == "GM0935 at position 1")
        let schrijven = try await plek.naHerstart().weigering([CaseEvents.signal("2013-02-01")])
        #expect(schrijven?.defect?.code == "LOGBOEK_BESCHADIGD")
    }

    @Test func `een correctie die niet meer bij haar doel past is schade`() async throws {
        let plek = try await Werkplek.metGezin()
        let signaal = CaseEvents.signal("2013-02-01")
        let id = try #require(signaal.id)
        let correctie = CaseEvents.correction(of: id, "2014-06-02", [.init("gegevens", ["route": "verwijzing"])])
        try await plek.legVast([signaal, correctie])
        plek.store.damage { event in
            guard event.event.id == id else { return event }
            return event.with { event in
                event.type = "GezinslidToegevoegd"
                event.data = Array(#"{"id":"a","rol":"kind"}"#.utf8)
            }
        }
        let afwijzing = try await plek.afwijzing { _ = try await plek.dossier() }
        #expect(afwijzing?.defect?.code == "LOGBOEK_BESCHADIGD")
        let schrijven = try await plek.naHerstart().weigering([CaseEvents.signal("2013-02-01")])
        #expect(schrijven?.defect?.code == "LOGBOEK_BESCHADIGD")
    }
}
