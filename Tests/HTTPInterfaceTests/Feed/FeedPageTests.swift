import CivilTime
import EventStore
import HTTPTypes
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("The feed, page by page")
struct FeedPageTests {
    private static let address = "/v1/gebeurtenissen"

    @Test func `pages give every position once and in order, and go on where they ended`() async throws {
        let server = try TestServer()
        try await server.add(23)
        try await server.test { client async throws in
            var (uri, positions, pages) = (Self.address + "?limiet=5", [Int](), 0)
            while true {
                let page = try await client.get(uri)
                #expect(page.status == 200 && page["Content-Type"] == "application/json" && page.events.count <= 5)
                if page.events.isEmpty { break }
                positions += page.events.compactMap(\.position)
                uri = try #require(page.next)
                pages += 1
            }
            #expect(positions == Array(1...23) && pages == 5)
            try await server.add(2)
            #expect(try await client.get(uri).events.compactMap(\.position) == [24, 25])
            #expect(try await client.get(Self.address + "?na=23").events.compactMap(\.position) == [24, 25])
            #expect(try await client.get(Self.address + "?na=25").events == [])
            #expect(try await client.get(Self.address).events.count == 25)
        }
    }

    @Test func `an empty log has a page without events, from which one goes on`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let page = try await client.get(Self.address)
            #expect(page.status == 200 && page.json["gebeurtenissen"] == [])
            try await server.add(1)
            #expect(try await client.get(try #require(page.next)).events.compactMap(\.position) == [1])
        }
    }

    @Test func `an event leads to where it stands, whatever it is of`() async throws {
        let server = try TestServer()
        let auditor = Caller.roles(["auditor"], actor: "AUD1")
        try await server.test { client async throws in
            try await client.register()
            let data: JSON = ["omschrijving": "Verzonnen", "geldigVanaf": "2014-04-01"]
            let profile = CaseEvents.event("BeleidBijgesteld", "2014-04-01", data)
            let aanpak = "/v1/aanpakken/maastricht-integrale-aanpak/gebeurtenissen"
            #expect(try await client.post(profile, to: aanpak, as: .admin).status == 201)
            let start = CaseEvents.event(
                "ToetsingGestart",
                "2014-04-01",
                [
                    "id": "voorjaar-2014", "aanpak": "maastricht-integrale-aanpak", "peildatum": "2014-03-31",
                    "gezinnen": [.string(client.gezin.description)],
                ]
            )
            let toetsing = "/v1/toetsingen/voorjaar-2014/gebeurtenissen"
            #expect(try await client.post(start, to: toetsing, as: auditor).status == 201)
            let events = try await client.get(Self.address, as: auditor).events
            let references = events.compactMap { $0["dataref"]?.string }
            #expect(references == [client.path + "/gebeurtenissen?alles=true", aanpak, toetsing])
            for (event, reference) in zip(events, references) {
                let found = try await client.get(reference, as: auditor).json.array?.first { $0["id"] == event["id"] }
                #expect(found?["versie"]?.integer.map(String.init) == event["sequence"]?.string)
                #expect(found?["vastgelegdOp"] == event["time"])
            }
        }
    }

    @Test func `who reads files reads it, and who reads verdicts and counts does not`() async throws {
        let server = try TestServer()
        let allowed = [
            "procesmanager", "team-procesmanagers", "casemanager", "aanspreekpunt", "professional", "auditor",
            "beheerder",
        ]
        try await server.test { client async throws in
            for role in allowed + ["beleid", "dashboard"] {
                for uri in [Self.address, Self.address + "/stroom"] {
                    // HEAD: a stream would not end.
                    let answer = try await client.send(.head, uri, as: .roles([role]))
                    #expect(answer.status == (allowed.contains(role) ? 200 : 403), "\(role)")
                }
            }
            let refused = try await client.get(Self.address, as: .dashboard)
            #expect(refused.json["bevoegd"]?.array?.compactMap(\.string) == allowed)
            #expect(try await client.get(Self.address + "/stroom", as: .nobody).status == 401)
        }
    }

    @Test func `another gemeente is not there`() async throws {
        let server = try TestServer()
        try await server.add(3)
        let other = Caller.roles(["procesmanager"], in: "GM0363")
        try await server.add(2, to: Fixture.log("GM0363"))
        try await server.test { client async throws in
            #expect(try await client.get(Self.address).events.count == 3)
            let page = try await client.get(Self.address, as: other)
            #expect(page.events.compactMap(\.position) == [1, 2])
            #expect(try await client.get(Self.address + "?na=3", as: other).status == 409)
        }
    }

    @Test func `what is no place or number is a fault of that parameter or header`() async throws {
        let server = try TestServer()
        try await server.add(3)
        try await server.test { client async throws in
            let places = [
                "", "-1", "x", "01", "+1", "1.0", "1-1", "1-1-", "0-1-0000000000000000", "1-1-000000000000000",
                "1-1-000000000000000G", "1-1-0000000000000000-1", "9999999999999999", "1--0000000000000000", "%201",
            ]
            for place in places {
                for uri in [Self.address, Self.address + "/stroom"] {
                    let answer = try await client.get(uri + "?na=\(place)")
                    #expect(answer.status == 400 && answer.faults == ["?na VORM_ONJUIST"], "\(place)")
                }
                let name = try #require(HTTPField.Name("Last-Event-ID"))
                let headers: HTTPFields = [name: place.replacing("%20", with: "a")]
                let answer = try await client.get(Self.address + "/stroom?na=0", headers: headers)
                #expect(answer.status == 400 && answer.faults == ["Last-Event-ID: VORM_ONJUIST"], "\(place)")
            }
            for limit in ["", "0", "-1", "1001", "x", "01x"] {
                let answer = try await client.get(Self.address + "?limiet=\(limit)")
                #expect(answer.faults == ["?limiet VORM_ONJUIST"], "\(limit)")
            }
            #expect(try await client.get(Self.address + "?na=x&limiet=x&peildag=x").faults.count == 3)
            #expect(try await client.get(Self.address + "/stroom?limiet=1").status == 400)
        }
    }

    @Test func `nobody goes on in another past than he read`() async throws {
        var server = try TestServer()
        let store = RestorableStore()
        server.feedStore = store
        try await server.add(5, in: store)
        try await server.test { [server] client async throws in
            let full = try #require(try await client.get(Self.address).next)
            let part = try #require(try await client.get(Self.address + "?limiet=3").next)
            #expect(try await client.get(part).events.count == 2)

            // Behind what was read, and then as far as it again with other events.
            let other = InMemoryEventStore()
            try await server.add(3, in: other)
            store.restore(other, epoch: 1)
            for uri in [full, part, Self.address + "?na=5"] {
                let answer = try await client.get(uri)
                #expect(answer.status == 409 && answer.code == "ANDER_VERLEDEN", "\(uri)")
            }
            try await server.add(5, in: other)
            store.restore(other, epoch: 2)
            for uri in [full, part] { #expect(try await client.get(uri).code == "ANDER_VERLEDEN", "\(uri)") }
            // Who says a position only says nothing about the past.
            #expect(try await client.get(Self.address + "?na=5").events.count == 3)

            // The old database, which still has everything that was read in the new epoch.
            let later = try #require(try await client.get(Self.address + "?limiet=4").next)
            store.restore(other, epoch: 1)
            #expect(try await client.get(later).code == "ANDER_VERLEDEN")
        }
        #expect(server.logText.contains("another past"))
    }

    @Test func `a damaged log is a defect, and says so to operators only`() async throws {
        let server = try TestServer()
        let unknown = NewEvent(
            id: Fixture.uuid(),
            type: "BestaatNiet",
            occurredOn: try #require(Dag("2013-02-01")),
            data: Array("{}".utf8)
        )
        _ = try await server.store.append(Fixture.request([unknown]), to: Fixture.log)
        try await server.test { client async throws in
            let answer = try await client.get(Self.address)
            #expect(answer.status == 500 && !answer.text.contains("BestaatNiet"))
        }
        #expect(server.logText.contains("GM0935 at position 1"))
    }

    @Test func `of what a family is told nothing comes out but that something was recorded`() async throws {
        let server = try TestServer()
        let words = ["Roodkapje", "Grootmoederbos", "wolf", "PM-sprookje", "1999-12-24", "koekjes"]
        try await server.test { client async throws in
            let caller = Caller.roles(["procesmanager"], actor: "PM-sprookje")
            #expect(try await client.post(CaseEvents.registration(), as: caller).status == 201)
            let events: [JSON] = [
                CaseEvents.event(
                    "GezinslidToegevoegd",
                    "2013-01-02",
                    ["id": "kind", "rol": "kind", "geboren": "1999-12-24"]
                ),
                CaseEvents.signal(
                    "2013-01-03",
                    with: [.init("volgens", ["soort": "gezinslid", "wie": "Roodkapje van Grootmoederbos"])]
                ),
                CaseEvents.event(
                    "GezinAangemeld",
                    "2013-01-04",
                    [
                        "aanpak": "maastricht-integrale-aanpak", "trajectNr": 1,
                        "meldersrol": "De wolf, om koekjes",
                    ]
                ),
            ]
            var recorded = 1
            for event in events where try await client.post(event, as: caller).status == 201 { recorded += 1 }
            #expect(recorded == 4)
            let page = try await client.get(Self.address, as: caller)
            #expect(page.events.count == recorded)
            for word in words { #expect(!page.text.contains(word), "\(word)") }
            let file = try await client.get(client.path + "/gebeurtenissen", as: caller).text
            for word in words { #expect(file.contains(word), "\(word)") }
        }
        for word in words { #expect(!server.logText.contains(word), "\(word)") }
    }
}
