import CaseHandling
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Maastricht over HTTP")
struct MaastrichtTests {
    private let aanpak = "/v1/aanpakken/maastricht-integrale-aanpak/toetsing?peildag=2014-03-31"

    /// The events of a family as a client sends them: the family is in the address.
    private func load(_ family: String, _ client: Client) async throws -> String {
        let events = try CaseExamples.events(family)
        let gezin = try #require(events.first?["gezinId"]?.string)
        let body = events.map { event -> JSON in
            guard case .object(let members) = event else { return event }
            return .object(members.filter { $0.key != "gezinId" })
        }
        let uri = "/v1/gezinnen/\(gezin)/gebeurtenissen"
        let first = try await client.post(.array(body), to: uri, as: .admin)
        #expect(first.status == 201 && first["ETag"] == "\"\(events.count)\"", "\(first.text)")
        let again = try await client.post(.array(body), to: uri, as: .admin)
        #expect(again.status == 200 && again.bytes == first.bytes)
        return gezin
    }

    /// The members of a verdict that the example says something about.
    private func comparable(_ verdict: JSON) -> JSON {
        let letOp = verdict["letOp"]?.array?.map { $0["code"] ?? $0 } ?? []
        let names = ["id", "uitkomst", "reden", "grond", "voorlopig"]
        return .object(names.map { .init($0, verdict[$0] ?? .null) } + [.init("letOp", .array(letOp))])
    }

    /// The same members, where `comparable` has them.
    private func compare(_ found: JSON?, _ expected: JSON?, _ family: String) throws {
        let found = try #require(found?.array).map(comparable)
        let expected = try #require(expected?.array).map(comparable)
        #expect(found.count == 33 && expected.count == 33)
        for (one, other) in zip(found, expected) { #expect(one == other, "\(family)") }
    }

    @Test(arguments: CaseExamples.families)
    func `a family that was loaded over HTTP gets the verdicts that are expected`(_ family: String) async throws {
        let expected = try #require(try CaseExamples.expected()["families"]?[family])
        let server = try TestServer()
        try await server.test { client async throws in
            let gezin = try await load(family, client)
            #expect(expected["gezinId"]?.string == gezin)
            let answer = try await client.get("/v1/gezinnen/\(gezin)/toetsing?peildag=2014-03-31", as: .dashboard)
            #expect(answer.status == 200)
            try compare(answer.json["indicatoren"], expected["indicatoren"], family)
            let picture = try await client.get("/v1/gezinnen/\(gezin)?peildag=2014-03-31")
            #expect(picture.status == 200 && picture.json["aanpak"] == "maastricht-integrale-aanpak")
        }
    }

    @Test func `the three families together give the table of Bijlage 1`() async throws {
        let expected = try #require(try CaseExamples.expected()["aanpak"])
        let server = try TestServer()
        try await server.test { client async throws in
            var families: [String] = []
            for family in CaseExamples.families { families.append(try await load(family, client)) }
            let table = try await client.get(aanpak + "&gezinnen=" + families.joined(separator: ","), as: .dashboard)
            #expect(table.status == 200 && table.json["casussen"] == 3)
            let names = ["id", "uitkomst", "reden", "voldoet", "verbeterpunt", "nietVastgesteld", "nvt", "casussen"]
            let found = try #require(table.json["indicatoren"]?.array)
            for (one, other) in zip(found, try #require(expected["indicatoren"]?.array)) {
                for name in names { #expect(one[name] == other[name], "\(one["id"]?.string ?? "") \(name)") }
                #expect(one["letOp"]?.array?.compactMap { $0["code"] } == other["letOp"]?.array)
            }
            #expect(found.map { $0["uitkomst"] }.filter { $0 == "voldoet" }.count == 21)
            #expect(found.map { $0["uitkomst"] }.filter { $0 == "verbeterpunt" }.count == 10)
            #expect(table.json["criteria"] == expected["criteria"] && table.json["themas"] == expected["themas"])

            let counts = try await client.get(aanpak, as: .dashboard)
            #expect(counts.json["casussen"] == 3)
            for (one, other) in zip(try #require(counts.json["indicatoren"]?.array), found) {
                for name in ["voldoet", "verbeterpunt", "nvt"] { #expect(one[name] == other[name]) }
                #expect(one["uitkomst"] == nil)
            }
        }
    }

    @Test func `before the families were recorded here nothing is known of them`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let gezin = try await load("familie-a", client)
            let uri = "/v1/gezinnen/\(gezin)/gebeurtenissen?bekendOp="
            #expect(try await client.get(uri + "2011-07-19").json == [])
            // An import says when it was known where it came from, and when it came here.
            let first = try #require(try await client.get(uri + "2011-07-20").json.array?.first)
            #expect(first["vastgelegdOp"] == "2011-07-20T08:14:00Z" && first["toegevoegdOp"] == "2014-06-02T10:00:00Z")
            #expect(first["vastgelegdDoor"] == "PM1" && first["rol"] == "PM")
        }
    }
}
