import Foundation
import Testing

@Suite struct `verify` {
    /// What a superuser does to a log of 285 events, past every trigger.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: String
        let position: Int

        init(_ name: String, _ sql: String, at position: Int) {
            (testDescription, self.sql, self.position) = (name, sql, position)
        }
    }

    static let tamperings = [
        Tampering(
            "one byte of an event",
            """
            UPDATE waakvlam.gebeurtenis SET gegevens = overlay(gegevens placing chr(ascii(substr(gegevens, 12, 1)) + 1)
                from 12 for 1) WHERE positie = 100
            """,
            at: 100
        ),
        Tampering(
            "the moment of recording",
            "UPDATE waakvlam.gebeurtenis SET vastgelegd_op = vastgelegd_op - interval '1 day' WHERE positie = 7",
            at: 7
        ),
        Tampering("an event in the middle", "DELETE FROM waakvlam.gebeurtenis WHERE positie = 150", at: 150),
        Tampering("the first event", "DELETE FROM waakvlam.gebeurtenis WHERE positie = 1", at: 1),
        Tampering("the last event", "DELETE FROM waakvlam.gebeurtenis WHERE positie = 285", at: 285),
        Tampering(
            "two events exchanged",
            """
            UPDATE waakvlam.gebeurtenis SET positie = 1000 WHERE positie = 10;
            UPDATE waakvlam.gebeurtenis SET positie = 10 WHERE positie = 11;
            UPDATE waakvlam.gebeurtenis SET positie = 11 WHERE positie = 1000
            """,
            at: 10
        ),
    ]

    @Test(arguments: tamperings)
    func `What a superuser changed or removed is named by gemeente and positie`(_ tampering: Tampering) async throws {
        let server = try await SharedServer.server
        let database = try await server.database()
        _ = try await Program.run(["import", "--database", database] + Families.files)
        let sound = try await Program.run("verify", "--database", database)
        #expect(sound.status == 0)
        #expect(sound.output.contains(/^GM0935: 285 gebeurtenissen in orde, controlepunt GM0935:1:285:[0-9a-f]{64}\n$/))

        try await server.sql(
            """
            ALTER TABLE waakvlam.gebeurtenis DISABLE TRIGGER ALL;
            \(tampering.sql);
            ALTER TABLE waakvlam.gebeurtenis ENABLE TRIGGER ALL
            """,
            on: database
        )
        let outcome = try await Program.run("verify", "--database", database)
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("GM0935: FOUT bij positie \(tampering.position): "))
    }

    @Test func `Not even a superuser changes a log without first removing its triggers`() async throws {
        let server = try await SharedServer.server
        let database = try await server.database()
        _ = try await Program.run("import", "--database", database, Families.file("familie-a"))
        for sql in [
            "UPDATE waakvlam.gebeurtenis SET actor = 'iemand'", "DELETE FROM waakvlam.gebeurtenis",
            "TRUNCATE waakvlam.gebeurtenis", "SET session_replication_role = replica; DELETE FROM waakvlam.gebeurtenis",
        ] {
            await #expect(throws: (any Error).self) { try await server.sql(sql, on: database) }
        }
        #expect(try await Program.run("verify", "--database", database).status == 0)
    }

    @Test func `One damaged log does not hide the others, and --gemeente looks at one`() async throws {
        let server = try await SharedServer.server
        let database = try await server.database()
        let folder = try TemporaryFolder("verify")
        defer { folder.remove() }
        let lines = try Families.invented(1, gemeente: "GM0001") + Families.invented(2, gemeente: "GM0002")
        let file = try folder.write(lines.joined(separator: "\n"), as: "gezinnen.jsonl")
        _ = try await Program.run("import", "--database", database, file)
        try await server.sql(
            """
            ALTER TABLE waakvlam.gebeurtenis DISABLE TRIGGER ALL;
            DELETE FROM waakvlam.gebeurtenis WHERE gemeente = 'GM0001' AND positie = 5
            """,
            on: database
        )
        let all = try await Program.run("verify", "--database", database)
        #expect(all.status == 1)
        #expect(all.output.contains("GM0001: FOUT bij positie 5: positie 5 ontbreekt\n"))
        #expect(all.output.contains("GM0002: 12 gebeurtenissen in orde"))
        #expect(try await Program.run("verify", "--database", database, "--gemeente", "GM0002").status == 0)
        let unknown = try await Program.run("verify", "--database", database, "--gemeente", "GM0003")
        #expect(unknown.status == 1)
        #expect(unknown.complaint.contains("Van GM0003 is er hier geen logboek."))
    }

    @Test func `A head that says it holds nothing hides no events`() async throws {
        let server = try await SharedServer.server
        let database = try await server.database()
        _ = try await Program.run("import", "--database", database, Families.file("familie-a"))
        try await server.sql(
            """
            ALTER TABLE waakvlam.logboek DISABLE TRIGGER ALL;
            UPDATE waakvlam.logboek SET positie = 0, hash = decode(repeat('00', 32), 'hex')
            """,
            on: database
        )
        let outcome = try await Program.run("verify", "--database", database)
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("GM0935: FOUT bij positie 1: "))
    }

    @Test func `A checkpoint proves later that nothing before it changed, and says so when it did`() async throws {
        let server = try await SharedServer.server
        let database = try await server.database()
        _ = try await Program.run("import", "--database", database, Families.file("familie-a"))
        let first = try await Program.run("verify", "--database", database)
        let point = try #require(first.output.split(separator: " ").last).trimmingCharacters(in: .newlines)
        let position = try #require(point.split(separator: ":").dropFirst(2).first)
        _ = try await Program.run("import", "--database", database, Families.file("familie-b"))

        let verify = ["verify", "--database", database]
        let later = try await Program.run(verify + ["--sinds", point])
        #expect(later.status == 0)
        #expect(later.output.hasPrefix("GM0935: tot en met positie \(position) nog zoals het was, daarna "))
        let now = try #require(later.output.split(separator: " ").last).trimmingCharacters(in: .newlines)
        let whole = try await Program.run(verify)
        #expect(whole.output.hasSuffix("controlepunt \(now)\n"))

        let other = String(repeating: "0", count: 64)
        for (checkpoint, says) in [
            ("GM0935:1:999:\(other)", "het logboek loopt hier maar tot positie"),
            ("GM0935:1:\(position):\(other)", "een ander verleden"), ("GM0935:2:1:\(other)", "nog in tijdperk 1"),
            ("GM0001:1:1:\(other)", "het logboek loopt hier maar tot positie 0"),
        ] {
            let outcome = try await Program.run(verify + ["--sinds", checkpoint])
            #expect(outcome.status == 1 && outcome.output.contains("FOUT bij het controlepunt op positie "))
            #expect(outcome.output.contains(says))
        }
        // Without the triggers, and with the head as it was: the event itself is what is looked at.
        try await server.sql(
            """
            ALTER TABLE waakvlam.gebeurtenis DISABLE TRIGGER ALL;
            UPDATE waakvlam.gebeurtenis SET actor = 'iemand' WHERE positie = \(position)
            """,
            on: database
        )
        let changed = try await Program.run(verify + ["--sinds", point])
        #expect(changed.status == 1)
        #expect(changed.output.hasPrefix("GM0935: FOUT bij positie \(position): de inhoud is niet meer zoals"))
    }

    @Test func `An empty database is in order`() async throws {
        let database = try await SharedServer.server.database()
        let outcome = try await Program.run("verify", "--database", database)
        #expect(outcome.status == 0)
        #expect(outcome.output == "Er zijn nog geen logboeken.\n")
    }
}
