import Foundation
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Verbeterpunten over HTTP")
struct PolicyTests {
    private static let delft = "/v1/aanpakken/delft-gezinscoaching"

    /// The findings of Delft, as a request has them: the route names the aanpak, and the token who records them.
    private func findings() throws -> JSON {
        let file = CaseExamples.project.appending(path: "Schema/Voorbeelden/Beleid/delft-gezinscoaching.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return .array(
            try lines.map { line in
                guard case .object(let members) = try JSONReader.read(String(line)) else { return .null }
                return .object(
                    members.filter { !["aanpak", "vastgelegdOp", "vastgelegdDoor", "rol"].contains($0.key) }
                )
            }
        )
    }

    @Test func `the findings of Delft come back as its table, for every role`() async throws {
        let server = try TestServer("2015-06-02T10:00:00Z")
        try await server.test { client async throws in
            let posted = try await client.post(try findings(), to: Self.delft + "/gebeurtenissen", as: .admin)
            #expect(posted.status == 201 && posted.json.array?.count == 60)
            let answer = try await client.get(Self.delft + "/verbeterpunten?van=2013&tot=2014", as: .dashboard)
            #expect(answer.status == 200)
            let rows = answer.json["rijen"]?.array ?? []
            let ids = rows.map { ($0["indicatoren"]?.array ?? []).compactMap { $0["id"]?.string } }
            #expect(ids == [["P3.1.3"], ["P3.2.2", "P3.2.3"], ["P3.4.2"], ["P4.2.3"], ["P5.2.1"]])
            let outcomes = rows.map { $0["tot"]?["uitkomst"]?.string }
            #expect(outcomes == ["niet_vastgesteld", "voldoet", "voldoet", "voldoet", "voldoet"])
            #expect(answer.json["nietHertoetst"]?.array?.count == 24)
            #expect(answer.json["peildag"] == "2014-12-31")
        }
    }

    @Test func `below five trajecten only an auditor sees a figure`() async throws {
        let server = try TestServer("2015-06-02T10:00:00Z")
        try await server.test { client async throws in
            _ = try await client.post(try findings(), to: Self.delft + "/gebeurtenissen", as: .admin)
            #expect(try await client.post(CaseEvents.registration(), as: .admin).status == 201)
            let address = Self.delft + "/verbeterpunten?van=2013&tot=2014"
            func kinds(_ caller: Caller) async throws -> Set<String> {
                let rows = try await client.get(address, as: caller).json["rijen"]?.array ?? []
                let figures = rows.flatMap { $0["signalen"]?.array ?? [] }.flatMap { $0["cijfers"]?.array ?? [] }
                return Set(figures.compactMap { $0["soort"]?.string })
            }
            #expect(try await kinds(.dashboard) == ["afgeschermd"])
            #expect(try await kinds(Caller.roles(["beheerder"], actor: "BEH1")) == ["afgeschermd"])
            #expect(try await kinds(Caller.roles(["auditor"], actor: "AUD1")).contains("aandeel"))
        }
    }

    @Test(arguments: [
        ("", ["van VELD_ONTBREEKT", "tot VELD_ONTBREEKT"]), ("?van=2013", ["tot VELD_ONTBREEKT"]),
        ("?van=2014&tot=2013", ["tot STRIJDIG"]), ("?van=2014&tot=2014", ["tot STRIJDIG"]),
        ("?van=1999&tot=2013", ["van VORM_ONJUIST"]), ("?van=13&tot=2013", ["van VORM_ONJUIST"]),
    ])
    func `the years must be there, and be in order`(_ query: String, _ faults: [String]) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let answer = try await client.get(Self.delft + "/verbeterpunten" + query)
            #expect(answer.status == 400 && answer.faults.count == faults.count)
            for (found, expected) in zip(answer.faults, faults) { #expect(found.hasSuffix(expected), "\(found)") }
        }
    }

    @Test func `an aanpak that nobody knows is not found`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            #expect(try await client.get("/v1/aanpakken/niemand/verbeterpunten?van=2013&tot=2014").status == 404)
        }
    }
}
