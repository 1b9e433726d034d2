import EventStore
import HTTPTypes
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Appending over HTTP")
struct AppendTests {
    @Test func `one event comes back with its receipt, and the version as ETag`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let event = CaseEvents.registration()
            let answer = try await client.post(event)
            #expect(answer.status == 201 && answer["ETag"] == "\"1\"")
            let receipt = answer.json
            #expect(receipt["id"] == event["id"] && receipt["gegevens"] == event["gegevens"])
            #expect(receipt["versie"] == 1 && receipt["positie"] == 1 && receipt["hash"]?.string?.count == 64)
            #expect(receipt["vastgelegdOp"] == "2014-06-02T10:00:00Z")
            #expect(receipt["vastgelegdDoor"] == "PM1" && receipt["rol"] == "PM")
            #expect(try await client.get(client.path + "/gebeurtenissen").json == [receipt])
        }
    }

    @Test func `a list comes back as a list, also a list of one`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let list = try await client.post([CaseEvents.registration(), CaseEvents.signal("2013-02-01")])
            #expect(list.status == 201 && list["ETag"] == "\"2\"")
            #expect(list.json.array?.map { $0["versie"] } == [1, 2])
            let one = try await client.post([CaseEvents.signal("2013-02-01")])
            #expect(one.status == 201 && one.json.array?.count == 1)
        }
    }

    @Test func `a retry is answered as before, with another status`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let signal = CaseEvents.signal("2013-02-01")
            let first = try await client.post(signal, ifMatch: "\"1\"")
            try server.clock.move(to: "2014-06-09T10:00:00Z")
            #expect(try await client.post(CaseEvents.signal("2013-03-01")).status == 201)
            let again = try await client.post(signal, as: .roles(["professional"], actor: "PRO1"), ifMatch: "\"1\"")
            #expect(again.status == 200 && again.bytes == first.bytes && again["ETag"] == first["ETag"])
            let partly = try await client.post([signal, CaseEvents.signal("2013-04-01")])
            #expect(partly.status == 201 && partly.json.array?.map { $0["versie"] } == [2, 4])
        }
    }

    @Test func `an id that is used for something else is a conflict that points at the event`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let signal = CaseEvents.signal("2013-02-01")
            #expect(try await client.post(signal).status == 201)
            let other = CaseEvents.member("a", "2013-02-01", id: signal["id"]?.string.flatMap { UUID($0) })
            let answer = try await client.post([CaseEvents.signal("2013-03-01"), other])
            #expect(answer.status == 409 && answer.code == "ID_HERGEBRUIKT")
            #expect(answer.json["pointer"] == "/1" && answer.json["gebeurtenis"] == signal["id"])
            #expect(try await client.post(other).json["pointer"] == "")
        }
    }

    @Test func `a field about someone who is erased is a conflict that points at the event`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let (signal, member) = (CaseEvents.signal("2013-03-01"), CaseEvents.member("a", "2013-02-01"))
            let id = try #require(member["id"]?.string.flatMap { UUID($0) })
            server.store.beforeAppend { [store = server.store] in store.fail(with: .keyDestroyed(event: id)) }
            let answer = try await client.post([signal, member])
            #expect(answer.status == 409 && answer.code == "SLEUTEL_VERNIETIGD")
            #expect(answer.json["pointer"] == "/1")
        }
    }

    @Test func `an event that cannot have happened is a conflict with the rule and both events`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let first = CaseEvents.member("a", "2013-02-01")
            let second = CaseEvents.member("a", "2013-03-01")
            #expect(try await client.post(first).status == 201)
            let answer = try await client.post([CaseEvents.signal("2013-02-01"), second])
            #expect(answer.status == 409 && answer.code == "GESCHIEDENIS_ONGELDIG")
            let json = answer.json
            #expect(json["invariant"] == "I-0-ID_UNIEK" && json["pointer"] == "/1/gegevens/id")
            #expect(try await client.post(second).json["pointer"] == "/gegevens/id")
            #expect(
                json["bij"] == ["id": second["id"] ?? .null, "type": "GezinslidToegevoegd", "gebeurdOp": "2013-03-01"]
            )
            #expect(
                json["botstMet"] == [
                    "id": first["id"] ?? .null, "type": "GezinslidToegevoegd", "gebeurdOp": "2013-02-01",
                ]
            )
            #expect(json["gevolgen"] == nil && json["fouten"] == nil)
        }
    }

    @Test func `a withdrawal that others depend on names them`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let member = CaseEvents.member("a", "2013-02-01")
            let leaving = CaseEvents.event(
                "GezinslidVertrokken",
                "2013-03-01",
                ["gezinslid": "a", "reden": "scheiding"]
            )
            #expect(try await client.post([member, leaving]).status == 201)
            let id = try #require(member["id"]?.string.flatMap { UUID($0) })
            let answer = try await client.post(CaseEvents.withdrawal(of: id, "2014-06-02"))
            #expect(answer.status == 409 && answer.json["invariant"] == "I-M2-REST_GELDIG")
            let consequences = try #require(answer.json["gevolgen"]?.array)
            #expect(consequences.map { $0["bij"]?["id"] } == [leaving["id"]])
            #expect(consequences.first?["invariant"] == "I-0-VERWIJZING" && consequences.first?["uitleg"] != nil)
        }
    }

    @Test(arguments: ["\"0\"", "\"2\"", "\"99999999999\""])
    func `another version than the actual one is a failed precondition`(_ header: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let answer = try await client.post(CaseEvents.signal("2013-02-01"), ifMatch: header)
            #expect(answer.status == 412 && answer.code == "VERSIECONFLICT")
            #expect(answer["ETag"] == "\"1\"" && answer.json["versie"] == 1)
        }
    }

    @Test func `a family that is not there has version 0`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let first = CaseEvents.registration()
            let early = try await client.post(first, ifMatch: "\"1\"")
            #expect(early.status == 412 && early["ETag"] == "\"0\"")
            #expect(try await client.post(first, ifMatch: "\"0\"").status == 201)
            #expect(try await client.post(CaseEvents.signal("2013-02-01"), ifMatch: "\"1\"").status == 201)
        }
    }

    @Test(arguments: [
        "7", "W/\"1\"", "*", "\"1\", \"2\"", "\"\"", "\"-1\"", "\"+1\"", "\"01\"", "\" 1\"", "\"een\"", "", "\"",
        "\"99999999999999999999\"",
    ])
    func `an If-Match that is no version is refused, and the fault names the header`(_ header: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let answer = try await client.post(CaseEvents.signal("2013-02-01"), ifMatch: header)
            #expect(answer.status == 400 && answer.faults == ["If-Match: VORM_ONJUIST"])
            #expect(try await client.get(client.path)["ETag"] == "\"1\"")
        }
    }

    @Test(arguments: ["dashboard", "beleid"])
    func `who only looks cannot append and does not read families`(_ role: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let caller = Caller.roles([role])
            let answer = try await client.post(CaseEvents.signal("2013-02-01"), as: caller)
            #expect(answer.status == 403 && answer.code == "NIET_BEVOEGD")
            #expect(answer.json["bevoegd"] == ["procesmanager", "professional", "beheerder"])
            for suffix in ["", "/gebeurtenissen", "/verschil?van=2013-01-01"] {
                #expect(try await client.get(client.path + suffix, as: caller).status == 403)
            }
            #expect(try await client.get(client.path + "/toetsing", as: caller).status == 200)
            #expect(try await client.get(client.path)["ETag"] == "\"1\"")
        }
    }

    @Test func `a family of another gemeente is not there`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let stranger = Caller.roles(["beheerder"], in: "GM0014")
            for suffix in ["", "/gebeurtenissen", "/gebeurtenissen?alles=true", "/toetsing"] {
                #expect(try await client.get(client.path + suffix, as: stranger).status == 404)
            }
            let uri = "/v1/aanpakken/maastricht-integrale-aanpak/toetsing"
            #expect(try await client.get(uri + "?gezinnen=\(client.gezin)", as: stranger).status == 404)
            #expect(try await client.get(uri, as: stranger).json["casussen"] == 0)
            // Under the same id it has a family of its own.
            let theirs = CaseEvents.registration(gemeente: "GM0014")
            #expect(try await client.post(theirs, as: stranger).status == 201)
            #expect(try await client.get(client.path + "/gebeurtenissen").json.array?.count == 1)
        }
    }

    @Test func `64 writers at once over a socket lose nothing`() async throws {
        let server = try TestServer()
        try await server.live { client async throws in
            try await client.register()
            let versions = try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 0..<64 {
                    group.addTask { try await client.post(CaseEvents.signal("2013-02-01")).json["versie"]?.integer }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(versions.compactMap(\.self).sorted() == Array(2...65))
        }
    }
}
