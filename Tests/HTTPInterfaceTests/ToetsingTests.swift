import TestSupport
import Testing
import Toetsingskader
import WireValues

@testable import HTTPInterface

@Suite("Toetsingen over HTTP")
struct ToetsingTests {
    private static let auditor = Caller.roles(["auditor"], actor: "AUD1")
    private static let address = "/v1/toetsingen/voorjaar-2014"

    private func started(_ gezinnen: [UUID]) -> JSON {
        CaseEvents.event(
            "ToetsingGestart",
            "2014-04-01",
            [
                "id": "voorjaar-2014", "aanpak": "maastricht-integrale-aanpak", "peildatum": "2014-03-31",
                "gezinnen": .array(gezinnen.map { .string($0.description) }),
            ]
        )
    }

    @Test func `a toetsing is started, frozen once and compared with what comes out later`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let uri = Self.address + "/gebeurtenissen"
            #expect(try await client.get(Self.address, as: Self.auditor).status == 404)
            let posted = try await client.post(started([client.gezin]), to: uri, as: Self.auditor)
            #expect(posted.status == 201 && posted["ETag"] == "\"1\"" && posted.json["gezinId"] == nil)
            let open = try await client.get(Self.address, as: Self.auditor)
            #expect(open.json["bevriezing"] == .null && open.json["herberekening"] == .null)
            #expect(open.json["nu"]?["uitkomsten"]?.array?.count == 33)

            let freezing = Self.address + "/bevriezing"
            let id = Fixture.uuid().description
            let frozen = try await client.post(["id": .string(id)], to: freezing, as: Self.auditor, ifMatch: "\"1\"")
            #expect(frozen.status == 201 && frozen["ETag"] == "\"2\"")
            #expect(frozen.json["type"] == "ToetsingBevroren" && frozen.json["id"]?.string == id)
            #expect(try await client.post(["id": .string(id)], to: freezing, as: Self.auditor).status == 200)
            let again = try await client.post([:], to: freezing, as: Self.auditor)
            #expect(again.status == 409 && again.json["invariant"] == "I-L4-EENMAAL")
            #expect(try await client.post([:], to: freezing).status == 403)
            let stale = try await client.post([:], to: freezing, as: Self.auditor, ifMatch: "\"1\"")
            #expect([409, 412].contains(stale.status))

            let shown = try await client.get(Self.address, as: Self.auditor)
            #expect(shown["ETag"] == "\"2\"")
            #expect(shown.json["bevriezing"]?["regelversie"]?.string == Toetsingskader.versie)
            #expect(shown.json["herberekening"]?["gelijk"] == true)
            #expect(shown.json["herberekening"]?["hash"] == shown.json["bevriezing"]?["hash"])
            #expect(shown.json["nu"]?["verschillen"] == [])
            let events = try await client.get(uri, as: Self.auditor).json.array
            #expect(events?.compactMap { $0["type"]?.string } == ["ToetsingGestart", "ToetsingBevroren"])
            let list = try await client.get("/v1/toetsingen", as: Self.auditor).json
            #expect(list.array?.map { $0["bevrorenOp"] } == ["2014-06-02"])
            #expect(try await client.get("/v1/toetsingen", as: .dashboard).status == 403)
        }
    }

    @Test(arguments: [
        ("[1]", "TYPE_ONJUIST"), ("{\"id\": \"x\"}", "VORM_ONJUIST"), ("{\"jaar\": 2014}", "VELD_ONBEKEND"),
    ])
    func `a freezing takes no more than an id`(_ body: String, _ code: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let json = try JSONReader.read(body)
            let answer = try await client.post(json, to: Self.address + "/bevriezing", as: Self.auditor)
            #expect(answer.status == 400 && answer.faults.allSatisfy { $0.hasSuffix(code) })
        }
    }

    @Test func `a human judgement stands beside the computed one, and differences are listed`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let judged = CaseEvents.event(
                "OordeelVastgelegd",
                "2014-04-01",
                [
                    "id": "o1", "indicator": "T1.1.1", "uitkomst": "voldoet", "onderbouwing": "Verzonnen.",
                    "peildatum": "2014-03-31",
                ]
            )
            let recorded = try await client.post(judged, as: Self.auditor)
            #expect(recorded.status == 201)
            let answer = try await client.get(client.path + "/toetsing?peildag=2014-03-31", as: .dashboard).json
            let first = answer["indicatoren"]?.array?.first
            let human = first?["menselijk"]?.array?.first
            #expect(human?["uitkomst"] == "voldoet" && human?["peildatum"] == "2014-03-31" && human?["rol"] == "AUD")
            #expect(human?["gebeurtenis"] == recorded.json["id"])
            #expect(human?["berekend"]?["uitkomst"] == "nietVastgesteld" && human?["verschilt"] == true)
            // A free text stays with who may read the dossier.
            #expect(!answer.text.contains("Verzonnen"))
            let difference = answer["verschillen"]?.array?.first
            #expect(answer["verschillen"]?.array?.count == 1 && difference?["indicator"] == "T1.1.1")
            #expect(difference?["menselijk"] == "voldoet" && difference?["berekend"] == "nietVastgesteld")
        }
    }
}
