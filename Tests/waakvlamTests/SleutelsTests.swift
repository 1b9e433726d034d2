import Foundation
import Testing
import WireValues

@Suite struct `Keys on the command line` {
    private static let family = "familie-a"

    /// A database of its own with one family, and a file with the master key that it was imported under.
    private func withDatabase(_ body: (String, TemporaryFolder) async throws -> Void) async throws {
        let folder = try TemporaryFolder("sleutels")
        defer { folder.remove() }
        let database = try await SharedServer.server.database()
        try await newKey("een", in: folder)
        let arguments = ["import", "--database", database, "--hoofdsleutel", folder.file("een")]
        let outcome = try await Program.run(arguments + [Families.file(Self.family)])
        #expect(outcome.status == 0, "\(outcome.complaint)")
        try await body(database, folder)
    }

    @discardableResult
    private func newKey(_ name: String, in folder: TemporaryFolder) async throws -> String {
        let outcome = try await Program.run("sleutels", "nieuw")
        #expect(outcome.status == 0)
        _ = try folder.write(outcome.output, as: name)
        return outcome.output
    }

    private func verdicts(_ database: String, _ key: String) async throws -> String {
        let family = ["toets", "--gezin", try Families.id(of: Self.family), "--peildag", Families.day, "--json"]
        let outcome = try await Program.run(family + ["--database", database, "--hoofdsleutel", key])
        #expect(outcome.status == 0, "\(outcome.complaint)")
        return outcome.output
    }

    @Test func `A new key is 32 bytes in base64, another each time, and its id is said apart`() async throws {
        let (one, two) = (try await Program.run("sleutels", "nieuw"), try await Program.run("sleutels", "nieuw"))
        for outcome in [one, two] {
            #expect(outcome.status == 0)
            #expect(Data(base64Encoded: outcome.output.trimmingCharacters(in: .newlines))?.count == 32)
            #expect(outcome.complaint.contains(/^Hoofdsleutel [0-9a-f]{16}\n$/))
        }
        #expect(one.output != two.output)
    }

    @Test func `Nothing is written without a master key, nor read with another, and verify needs none`() async throws {
        try await withDatabase { database, folder in
            let none = try await Program.run(
                "import",
                "--database",
                database,
                Families.file("familie-b"),
                environment: ["WAAKVLAM_HOOFDSLEUTEL": ""]
            )
            #expect(none.status == 2 && none.complaint.contains("waakvlam sleutels nieuw"))
            let text = try await newKey("twee", in: folder)
            for arguments in [
                ["import", Families.file("familie-b")], ["toets", "--gezin", try Families.id(of: Self.family)],
                ["export"],
            ] {
                let outcome = try await Program.run(
                    arguments + ["--database", database, "--hoofdsleutel", folder.file("twee")]
                )
                #expect(outcome.status == 2 && outcome.output.isEmpty)
                #expect(outcome.complaint.contains(/hoofdsleutel [0-9a-f]{16}/) && !outcome.complaint.contains(text))
            }
            let verified = try await Program.run(
                "verify",
                "--database",
                database,
                environment: ["WAAKVLAM_HOOFDSLEUTEL": ""]
            )
            #expect(verified.status == 0 && verified.output.contains("gebeurtenissen in orde"))
            let bad = try folder.write("geheim maar geen sleutel", as: "drie")
            let refused = try await Program.run("export", "--database", database, "--hoofdsleutel", bad)
            #expect(refused.status == 2 && !refused.complaint.contains("geheim"))
        }
    }

    @Test func `A destroyed key leaves the chain and every verdict as they were, and the fields erased`() async throws {
        try await withDatabase { database, folder in
            let key = folder.file("een")
            let id = try Families.id(of: Self.family)
            let export = ["export", "--database", database, "--hoofdsleutel", key, "--gezin", id]
            let before = try await verdicts(database, key)
            let (plain, chain) = (
                try await Program.run(export), try await Program.run("verify", "--database", database)
            )
            #expect(!plain.output.contains("[gewist]"))
            let unsure = try await Program.run("sleutels", "vernietig", "--database", database, "--gezin", id)
            #expect(unsure.status == 1 && unsure.complaint.contains("Er is niets vernietigd."))
            #expect(try await Program.run(export).output == plain.output)
            let done = try await Program.run("sleutels", "vernietig", "--database", database, "--gezin", id, "--ja")
            #expect(done.status == 0 && done.complaint.contains("niet vastgelegd"))
            #expect(try await Program.run(export).output.contains("[gewist]"))
            #expect(try await verdicts(database, key) == before)
            #expect(try await Program.run("verify", "--database", database).output == chain.output)
            let again = try await Program.run(
                "import",
                "--database",
                database,
                "--hoofdsleutel",
                key,
                Families.file(Self.family)
            )
            #expect(again.status == 0 && again.output.contains("0 gebeurtenissen opgenomen"))
            let shown = try await Program.run("sleutels", "--database", database)
            #expect(shown.status == 0 && shown.output.contains("sleutels van 0 gezinnen en 0 gezinsleden"))
        }
    }

    @Test func `A master key that everybody can read is said to be so, and is used`() async throws {
        try await withDatabase { database, folder in
            let arguments = ["export", "--database", database, "--hoofdsleutel", folder.file("een")]
            for (mode, isOpen) in [(0o600, false), (0o640, false), (0o644, true)] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.file("een"))
                let outcome = try await Program.run(arguments)
                #expect(outcome.status == 0 && !outcome.output.isEmpty)
                #expect(outcome.complaint.contains("chmod o-r") == isOpen)
            }
        }
    }

    @Test func `Of a gemeente without a log nothing is exported, and that is said`() async throws {
        try await withDatabase { database, folder in
            let arguments = ["export", "--database", database, "--hoofdsleutel", folder.file("een")]
            let outcome = try await Program.run(arguments + ["--gemeente", "GM0001"])
            #expect(outcome.status == 1 && outcome.output.isEmpty && outcome.complaint.contains("GM0001"))
        }
    }

    @Test func `Only who is there can be erased`() async throws {
        try await withDatabase { database, _ in
            let id = try Families.id(of: Self.family)
            for arguments in [
                ["--gezin", "00000000-0000-7000-8000-000000000001"], ["--gezin", id, "--gezinslid", "niemand"],
            ] {
                let outcome = try await Program.run(
                    ["sleutels", "vernietig", "--database", database, "--ja"] + arguments
                )
                #expect(outcome.status == 1 && outcome.complaint.contains("bestaat niet"))
            }
        }
    }

    @Test func `A new master key opens everything after omwikkel, and the old one nothing`() async throws {
        try await withDatabase { database, folder in
            let old = folder.text("een")
            let new = try await newKey("twee", in: folder)
            let both = try folder.write(new + old, as: "beide")
            let before = try await verdicts(database, folder.file("een"))
            let chain = try await Program.run("verify", "--database", database)
            #expect(try await verdicts(database, both) == before)
            let outcome = try await Program.run("sleutels", "omwikkel", "--database", database, "--hoofdsleutel", both)
            #expect(outcome.status == 0 && outcome.output.contains(/GM0935: [1-9]\d* sleutels omwikkeld/))
            #expect(try await verdicts(database, folder.file("twee")) == before)
            #expect(try await Program.run("verify", "--database", database).output == chain.output)
            let stale = try await Program.run("export", "--database", database, "--hoofdsleutel", folder.file("een"))
            #expect(stale.status == 2)
        }
    }
}

@Suite struct `The master key of a private cluster` {
    @Test func `is made at the first start, only its owner can read it, and a lost one is not replaced`() async throws {
        let server = try await Server.start()
        let path = server.folder.file("hoofdsleutel")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let key = server.folder.text("hoofdsleutel")
        #expect(try await server.run("import", Families.file("familie-a")).status == 0)
        server.child.signal(SIGTERM)
        _ = await server.child.ended()
        let again = try await Server.start(on: server.folder)
        #expect(server.folder.text("hoofdsleutel") == key)
        #expect(try await again.run("export").output.contains("gebeurdOp"))
        again.child.signal(SIGTERM)
        _ = await again.child.ended()
        try FileManager.default.removeItem(atPath: path)
        do {
            _ = try await Server.start(on: server.folder)
            Issue.record("it started without its master key")
        } catch let error as Server.NotStarted {
            #expect(error.complaint.contains("de hoofdsleutel is weg"))
        }
        #expect(!server.folder.has("hoofdsleutel"))
        await server.remove()
    }

    @Test func `is replaced by the one that is given to omwikkel, and that one is named`() async throws {
        try await Server.with { server in
            #expect(try await server.run("import", Families.file("familie-a")).status == 0)
            let new = try await Program.run("sleutels", "nieuw")
            let id = try #require(new.complaint.firstMatch(of: /Hoofdsleutel ([0-9a-f]{16})/)).1
            let both = try server.folder.write(new.output + server.folder.text("hoofdsleutel"), as: "beide")
            let environment = server.environment.merging(["WAAKVLAM_HOOFDSLEUTEL_BESTAND": both]) { _, new in new }
            let outcome = try await Program.run(
                ["sleutels", "omwikkel"],
                environment.merging(["WAAKVLAM_HOOFDSLEUTEL": ""]) { _, new in new }
            )
            #expect(outcome.status == 0 && outcome.output.contains("omwikkeld met hoofdsleutel \(id)"))
            let masters = try await server.run("sleutels").output.matches(of: /onder hoofdsleutel ([0-9a-f]{16})/)
            #expect(masters.map(\.1) == [id])
        }
    }

    @Test func `A server of one's own does not start without a master key`() async throws {
        let database = try await SharedServer.server.database()
        let outcome = try await Program.run(
            "serve",
            "--database",
            database,
            environment: [
                "WAAKVLAM_HOOFDSLEUTEL": "", "WAAKVLAM_JWKS_BESTAND": "/nergens", "WAAKVLAM_TOKEN_UITGEVER": "x",
                "WAAKVLAM_TOKEN_PUBLIEK": "y", "WAAKVLAM_POORT": "0",
            ]
        )
        #expect(outcome.status == 2 && outcome.complaint.contains("waakvlam sleutels nieuw"))
    }
}
