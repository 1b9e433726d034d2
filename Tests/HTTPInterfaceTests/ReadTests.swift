import EventStore
import HTTPTypes
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Reading over HTTP")
struct ReadTests {
    private let aanpak = "/v1/aanpakken/maastricht-integrale-aanpak/toetsing"

    /// A family of which the referral of 4 March 2013 was recorded on 2 June 2014 and taken back a month later.
    private func withdrawn(_ server: TestServer, _ client: Client) async throws {
        let referral = CaseEvents.referral("2013-03-04")
        #expect(try await client.post([CaseEvents.registration(), referral]).status == 201)
        try server.clock.move(to: "2014-07-01T10:00:00Z")
        let id = try #require(referral["id"]?.string.flatMap { UUID($0) })
        #expect(try await client.post(CaseEvents.withdrawal(of: id, "2014-07-01")).status == 201)
    }

    @Test func `events are asked on a day and with the knowledge of a moment`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await withdrawn(server, client)
            func types(_ query: String) async throws -> [String] {
                let answer = try await client.get(client.path + "/gebeurtenissen?" + query)
                #expect(answer.status == 200 && answer["ETag"] == "\"3\"")
                return answer.json.array?.compactMap { $0["type"]?.string } ?? []
            }
            #expect(try await types("") == ["GezinGeregistreerd"])
            #expect(try await types("bekendOp=2014-06-30") == ["GezinGeregistreerd", "GezinAangemeld"])
            #expect(
                try await types("bekendOp=2014-07-01T11:59:59%2B02:00") == ["GezinGeregistreerd", "GezinAangemeld"]
            )
            #expect(try await types("bekendOp=2014-07-01T12:00:00%2B02:00") == ["GezinGeregistreerd"])
            #expect(try await types("bekendOp=2014-06-30&peildag=2013-03-03") == ["GezinGeregistreerd"])
            #expect(try await types("bekendOp=2014-06-01") == [])
            #expect(try await types("alles=true").count == 3)
            #expect(try await types("alles=true&bekendOp=2014-06-30").count == 2)
            #expect(
                try await types("alles=true&peildag=2013-03-03") == ["GezinGeregistreerd", "RegistratieIngetrokken"]
            )
        }
    }

    @Test func `a verdict and a picture are asked on a day and with the knowledge of a moment`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await withdrawn(server, client)
            func answers(_ query: String) async throws -> (aanpak: JSON?, fase: JSON?, day: JSON?) {
                let verdict = try await client.get(client.path + "/toetsing?" + query)
                let picture = try await client.get(client.path + "?" + query)
                #expect(verdict.status == 200 && picture.status == 200)
                #expect(verdict["ETag"] == "\"3\"" && picture["ETag"] == "\"3\"")
                #expect(verdict.json["peildag"] == picture.json["peildag"])
                #expect(picture.json["gezinId"]?.string == client.gezin.description)
                return (verdict.json["aanpak"], picture.json["fase"], picture.json["peildag"])
            }
            let now = try await answers("")
            #expect(now.aanpak == JSON.null && now.fase == "geen" && now.day == "2014-07-01")
            let then = try await answers("peildag=2013-06-30&bekendOp=2014-06-30")
            #expect(
                then.aanpak == "maastricht-integrale-aanpak" && then.fase == "aangemeld" && then.day == "2013-06-30"
            )
            let earlier = try await answers("peildag=2013-03-03&bekendOp=2014-06-30")
            #expect(earlier.aanpak == JSON.null && earlier.fase == "geen")
            for suffix in ["", "/toetsing"] {
                let answer = try await client.get(client.path + suffix + "?traject=2")
                #expect(answer.status == 404 && answer.code == "NIET_GEVONDEN")
                #expect(
                    answer.json["detail"]
                        == "Dit gezin heeft op dat punt geen traject met dit nummer; het laatste is 1."
                )
            }
        }
    }

    @Test func `without a day it is today in the Netherlands`() async throws {
        let server = try TestServer("2014-07-15T22:30:00Z")
        try await server.test { client async throws in
            try await client.register()
            #expect(try await client.get(client.path + "/toetsing").json["peildag"] == "2014-07-16")
            #expect(try await client.get(aanpak).json["peildag"] == "2014-07-16")
        }
    }

    @Test func `reading stores nothing`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let uris = ["", "/gebeurtenissen", "/gebeurtenissen?alles=true", "/toetsing"].map { client.path + $0 }
            for uri in uris + [aanpak, "/v1/openapi.json", "/health/ready"] {
                #expect(try await client.get(uri).status == 200)
                #expect(try await client.send(.head, uri).status == 200)
            }
        }
        #expect(try await server.store.head(of: Fixture.log).position == 1)
    }

    @Test func `over an aanpak there are counts, and verdicts over a selection only`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            #expect(
                try await client.post([CaseEvents.registration(), CaseEvents.referral("2013-03-04")]).status == 201
            )
            let counts = try await client.get(
                aanpak + "?peildag=2014-01-01&bekendOp=2014-06-02T12:00:00Z",
                as: .dashboard
            )
            #expect(counts.json["casussen"] == 1 && counts.json["peildag"] == "2014-01-01")
            #expect(counts.json["bekendOp"] == "2014-06-02T12:00:00Z" && counts.json["criteria"] == nil)
            let indicators = try #require(counts.json["indicatoren"]?.array)
            #expect(indicators.count == 33 && indicators.allSatisfy { $0["uitkomst"] == nil })

            let chosen = try await client.get(aanpak + "?gezinnen=\(client.gezin)", as: .dashboard)
            #expect(chosen.json["casussen"] == 1 && chosen.json["criteria"]?.array?.count == 12)
            #expect(chosen.json["indicatoren"]?.array?.allSatisfy { $0["uitkomst"] != nil } == true)
            #expect(try await client.get(aanpak + "?bekendOp=2014-06-01", as: .dashboard).json["casussen"] == 0)
        }
    }

    @Test func `a correction shows its day and contents, and when it was made`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let signal = CaseEvents.signal("2013-02-01")
            let id = try #require(signal["id"]?.string.flatMap { UUID($0) })
            let correction = CaseEvents.correction(
                of: id,
                "2014-06-02",
                [.init("gebeurdOp", "2013-02-05"), .init("gegevens", ["route": "verwijzing"])]
            )
            #expect(try await client.post([CaseEvents.registration(), signal, correction]).status == 201)
            let events = try #require(try await client.get(client.path + "/gebeurtenissen").json.array)
            #expect(events.count == 2 && events[1]["gebeurdOp"] == "2013-02-05")
            #expect(events[1]["gegevens"] == ["route": "verwijzing"])
            #expect(events[1]["gecorrigeerdOp"] == "2014-06-02T10:00:00Z")
            let all = try #require(try await client.get(client.path + "/gebeurtenissen?alles=true").json.array)
            #expect(all.count == 3 && all[1]["gebeurdOp"] == "2013-02-01")
            #expect(all[1]["gegevens"] == ["route": "politiemelding"])
        }
    }

    @Test func `a verdict says when it turns of itself`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            #expect(
                try await client.post([CaseEvents.registration(), CaseEvents.referral("2013-03-04")]).status == 201
            )
            let answer = try await client.get(client.path + "/toetsing?peildag=2013-03-20")
            let verdict = try #require(answer.json["indicatoren"]?.array?.first { $0["id"] == "T1.1.3" })
            #expect(verdict["uitkomst"] == "nietVastgesteld" && verdict["omslagdag"] == "2013-04-05")
        }
    }

    @Test func `the course of the verdicts says of every turn when it came, and by what`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let referral = CaseEvents.referral("2013-03-04")
            #expect(try await client.post([CaseEvents.registration(), referral]).status == 201)
            let uri = client.path + "/toetsing/verloop?peildag=2013-04-05"
            let answer = try await client.get(uri, as: .dashboard)
            #expect(answer.status == 200 && answer["ETag"] == "\"2\"")
            let turns = try #require(answer.json["omslagen"]?.array)
            #expect(
                turns.first { $0["indicator"] == "T1.1.2" } == [
                    "dag": "2013-03-04", "traject": 1, "indicator": "T1.1.2",
                    "van": ["uitkomst": "nietVastgesteld", "reden": "NOG_NIET"],
                    "naar": ["uitkomst": "voldoet", "reden": .null],
                    "oorzaak": ["soort": "gebeurtenissen", "gebeurtenissen": .array([referral["id"] ?? .null])],
                ]
            )
            let last = try #require(turns.last)
            #expect(last["indicator"] == "T1.1.3" && last["dag"] == "2013-04-05")
            #expect(last["naar"] == ["uitkomst": "verbeterpunt", "reden": "NIET_GESTART"])
            #expect(last["oorzaak"] == ["soort": "termijn", "gebeurtenissen": .array([])])
            let before = try await client.get(uri + "&bekendOp=2014-06-01")
            #expect(before.json["omslagen"] == .array([]))
            #expect(try await client.get(uri + "&traject=2").status == 404)
        }
    }

    @Test func `two points differ in what happened, in what was known, and in the verdicts`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await withdrawn(server, client)
            let known = try await client.get(client.path + "/verschil?tot=2013-06-30&bekendOpVan=2014-06-30")
            #expect(known.status == 200 && known["ETag"] == "\"3\"")
            #expect(known.json["van"]?["bekendOp"] == "2014-06-30T23:59:59.999999Z")
            #expect(known.json["tot"] == ["peildag": "2013-06-30", "bekendOp": .null, "traject": 1])
            let gone = try #require(known.json["gebeurtenissen"]?.array)
            #expect(gone.count == 1 && gone[0]["soort"] == "vervallen" && gone[0]["type"] == "GezinAangemeld")
            let verdicts = try #require(known.json["oordelen"]?.array)
            let referred = try #require(verdicts.first { $0["indicator"] == "T1.1.2" })
            #expect(referred["van"]?["uitkomst"] == "voldoet" && referred["naar"]?["reden"] == "NOG_NIET")
            #expect(referred["oorzaak"]?["gebeurtenissen"] == .array([try #require(gone[0]["id"])]))

            let query = "/verschil?van=2013-03-20&tot=2013-04-20&bekendOpVan=2014-06-30&bekendOpTot=2014-06-30"
            let later = try await client.get(client.path + query)
            #expect(later.json["gebeurtenissen"] == .array([]))
            let late = try #require(later.json["oordelen"]?.array)
            #expect(late.compactMap { $0["indicator"] } == ["T1.1.3"])
            #expect(late.first?["oorzaak"]?["soort"] == "termijn")
            #expect(try await client.get(client.path + query + "&traject=2").status == 404)
            #expect(try await client.get(client.path + query, as: .dashboard).status == 403)
        }
    }
}
