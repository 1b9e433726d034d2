import Testing

@Suite struct `A database that is not there or does not fit` {
    private static let unreachable = "host=/nergens dbname=waakvlam user=waakvlam"
    private static let commands = [
        ["migrate"], ["import", Families.file("familie-a")], ["export"], ["toets", "--gezin", Families.ids[0]],
        ["toets", "--aanpak", Families.aanpak], ["historie", "--gezin", Families.ids[0]], ["verify"],
        ["toetsing"], ["toetsing", "voorjaar-2014"],
    ]

    @Test(arguments: commands)
    func `A database that does not answer ends with 3`(_ arguments: [String]) async throws {
        for connection in [Self.unreachable, "postgresql://127.0.0.1:1/waakvlam", "onzin"] {
            let outcome = try await Program.run(arguments, ["DATABASE_URL": connection])
            #expect(outcome.status == 3)
            #expect(outcome.output.isEmpty)
            #expect(outcome.complaint.contains("De database is niet bereikbaar: draait PostgreSQL"))
        }
    }

    @Test(arguments: commands)
    func `Without any database the program says how to get one`(_ arguments: [String]) async throws {
        let outcome = try await Program.run(arguments, ["WAAKVLAM_DATA": "/nergens"])
        #expect(outcome.status == 3)
        #expect(outcome.complaint.contains("--database of DATABASE_URL"))
        #expect(outcome.complaint.contains("waakvlam serve --embedded"))
    }

    @Test func `What is in a connection string is not in a message`() async throws {
        let outcome = try await Program.run(
            "verify",
            "--database",
            "postgresql://iemand:zeergeheim@127.0.0.1:1/waakvlam"
        )
        #expect(outcome.status == 3)
        #expect(!outcome.complaint.contains("zeergeheim"))
    }

    @Test(arguments: commands.dropFirst())
    func `A database without the schema is refused with what to do`(_ arguments: [String]) async throws {
        let database = try await SharedDatabases.empty
        let outcome = try await Program.run(arguments + ["--database", database])
        #expect(outcome.status == 3)
        #expect(outcome.complaint.contains("voer `waakvlam migrate` uit"))
    }

    @Test(arguments: commands)
    func `A database newer than the program is refused`(_ arguments: [String]) async throws {
        let database = try await SharedDatabases.newer
        let outcome = try await Program.run(arguments + ["--database", database])
        #expect(outcome.status == 3)
        #expect(outcome.complaint.contains("gebruik de nieuwste waakvlam"))
    }

    @Test func `migrate says what it did, and that there was nothing left to do`() async throws {
        let database = try await SharedServer.server.database(migrated: false)
        let first = try await Program.run("migrate", "--database", database)
        #expect(first.status == 0)
        #expect(first.output.contains(/^Uitgevoerd: migratie 1\b/))
        let second = try await Program.run("migrate", "--database", database)
        #expect(second.status == 0)
        #expect(second.output == "De database was al op orde.\n")
    }
}

/// Databases that do not fit the program.
private actor SharedDatabases {
    private static let shared = SharedDatabases()
    private var making: [Bool: Task<String, any Error>] = [:]

    /// Without a schema.
    static var empty: String { get async throws { try await shared.made(isNewer: false) } }
    /// With a migration that the program does not know.
    static var newer: String { get async throws { try await shared.made(isNewer: true) } }

    private func made(isNewer: Bool) async throws -> String {
        if let task = making[isNewer] { return try await task.value }
        let task = Task {
            let server = try await SharedServer.server
            let database = try await server.database(migrated: isNewer)
            if isNewer {
                let sql = "INSERT INTO waakvlam.migratie (nummer, naam, controlegetal) VALUES (9999, 'later', 'x')"
                try await server.sql(sql, on: database)
            }
            return database
        }
        making[isNewer] = task
        return try await task.value
    }
}
