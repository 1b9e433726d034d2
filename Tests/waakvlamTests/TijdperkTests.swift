import Foundation
import Testing

@Suite struct `tijdperk` {
    /// The checkpoint at the end of what `verify` says.
    private func checkpoint(_ arguments: String...) async throws -> String {
        let outcome = try await Program.run(["verify"] + arguments)
        #expect(outcome.status == 0)
        return try #require(outcome.output.split(separator: " ").last).trimmingCharacters(in: .newlines)
    }

    @Test func `After a restore that was behind, who had read further is told so for ever`() async throws {
        let server = try await SharedServer.server
        let lost = try await server.database()
        _ = try await Program.run("import", "--database", lost, Families.file("familie-a"))
        let early = try await checkpoint("--database", lost)
        // The copy of that moment, which is put back later.
        let copy = "kopie_\(UInt32.random(in: 0...UInt32.max))"
        let name = try #require(lost.split(separator: "dbname=").last)
        try await server.sql("CREATE DATABASE \(copy) TEMPLATE \(name)")
        let restored = server.connection(to: copy)
        _ = try await Program.run("import", "--database", lost, Families.file("familie-b"))
        let late = try await checkpoint("--database", lost)

        let nothing = try await Program.run("tijdperk", "--database", restored, "--verhoog", early)
        #expect(nothing.status == 0 && nothing.output.contains("er is niets verloren en niets veranderd"))
        let behind = try await Program.run("verify", "--database", restored, "--sinds", late)
        #expect(behind.status == 1 && behind.output.contains("het logboek loopt hier maar tot positie"))

        let raised = try await Program.run("tijdperk", "--database", restored, "--verhoog", late)
        #expect(raised.status == 0 && raised.output.hasPrefix("GM0935: nieuw tijdperk, vanaf controlepunt GM0935:2:"))
        let again = try await Program.run("tijdperk", "--database", restored, "--verhoog", late)
        #expect(again.status == 0 && again.output.contains("is al in tijdperk 2"))
        _ = try await Program.run(["import", "--database", restored] + Families.files)
        // The log is longer now than it ever was.
        let other = try await Program.run("verify", "--database", restored, "--sinds", late)
        #expect(other.status == 1 && other.output.contains("ging in tijdperk 2 verder vanaf een kopie"))
        #expect(try await checkpoint("--database", restored, "--sinds", early).hasPrefix("GM0935:2:285:"))
        // What is read in the new epoch is unknown in the old one.
        let new = try await checkpoint("--database", restored)
        let old = try await Program.run("verify", "--database", lost, "--sinds", new)
        #expect(old.status == 1 && old.output.contains("nog in tijdperk 1"))
    }

    @Test func `A log that is not there, and who may not, are refused`() async throws {
        let server = try await SharedServer.server
        let database = try await server.database()
        let start = "GM0001:3:5:" + String(repeating: "0", count: 64)
        let unknown = try await Program.run("tijdperk", "--database", database, "--verhoog", start)
        #expect(unknown.status == 1 && unknown.complaint.contains("Van GM0001 is er hier geen logboek."))
        _ = try await Program.run("import", "--database", database, Families.file("familie-a"))
        let login = "gast_\(UInt32.random(in: 0...UInt32.max))"
        try await server.sql("CREATE ROLE \(login) LOGIN IN ROLE waakvlam_app")
        let late = "GM0935:1:999:" + String(repeating: "0", count: 64)
        let guest = database.replacing("user=waakvlam", with: "user=\(login)")
        let outcome = try await Program.run("tijdperk", "--database", guest, "--verhoog", late)
        #expect(outcome.status == 1 && outcome.complaint.contains("Alleen de eigenaar van het schema"))
        try await server.sql("DROP ROLE \(login)")
    }
}
