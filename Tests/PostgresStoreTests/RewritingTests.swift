import EventStore
import PostgresClient
import PostgresStore
import TestSupport
import Testing

@Suite struct `Rewriting a log` {
    private static let attempts = [
        "UPDATE waakvlam.gebeurtenis SET type = 'Anders'",
        "UPDATE waakvlam.gebeurtenis SET type = 'Anders' WHERE false",
        "DELETE FROM waakvlam.gebeurtenis",
        "TRUNCATE waakvlam.gebeurtenis",
        "TRUNCATE waakvlam.gebeurtenis CASCADE",
        "MERGE INTO waakvlam.gebeurtenis g USING (SELECT 1 AS p) p ON g.positie = p.p WHEN MATCHED THEN DELETE",
        "INSERT INTO waakvlam.gebeurtenis SELECT * FROM waakvlam.gebeurtenis "
            + "ON CONFLICT (gemeente, positie) DO UPDATE SET type = 'Anders'",
        "DELETE FROM waakvlam.logboek",
        "TRUNCATE waakvlam.logboek",
        "UPDATE waakvlam.logboek SET positie = positie - 1",
        "UPDATE waakvlam.logboek SET hash = sha256(hash)",
        "UPDATE waakvlam.logboek SET gemeente = 'GM0014'",
    ]

    @Test(arguments: attempts)
    func `is refused to the program, to the owner and to a superuser`(_ sql: String) async throws {
        try await Self.withOwnedDatabase { database, owner async throws in
            let store = PostgresEventStore(
                pool: PostgresPool(owner.asApp, limits: .init(connections: 2), logger: PostgresTestServer.logger),
                logger: PostgresTestServer.logger
            )
            _ = try await store.append(Fixture.request([Fixture.event(), Fixture.event()]), to: Fixture.log)
            let before = try await store.events(in: Fixture.log, after: 0, limit: 10)
            let head = try await store.head(of: Fixture.log)

            for configuration in [owner.asApp, owner, database.owner] {
                #expect(try await Self.state(of: sql, as: configuration) == "42501")
            }
            // Replication settings switch ordinary triggers off.
            let replica = "SET session_replication_role = replica; \(sql)"
            #expect(try await Self.state(of: replica, as: database.owner) == "42501")

            #expect(try await store.events(in: Fixture.log, after: 0, limit: 10) == before)
            #expect(try await store.head(of: Fixture.log) == head)
        }
    }

    /// The SQLSTATE with which a statement is refused, or nil when it is not.
    private static func state(of sql: String, as configuration: PostgresConfiguration) async throws -> String? {
        let connection = try await PostgresConnection.connect(configuration, logger: PostgresTestServer.logger)
        try await connection.use(Fixture.log.description, for: "waakvlam.gemeente")
        do throws(PostgresError) {
            try await connection.unsafeExecute(sql)
            return nil
        } catch {
            return error.sqlState
        }
    }

    /// A database that is owned, and was migrated, by a login without special rights.
    static func withOwnedDatabase(
        _ body: (TestDatabase, PostgresConfiguration) async throws -> Void
    ) async throws {
        let login = "eigenaar_\(UInt64.random(in: 0...UInt64.max))"
        try await PostgresTestServer.withDatabase(migrated: false) { server async throws in
            let administrator = try await server.connectAsOwner()
            try await administrator.unsafeExecute("CREATE ROLE \(login) LOGIN CREATEROLE")
        }
        let result: Result<Void, any Error>
        do {
            try await PostgresTestServer.withDatabase(migrated: false, owner: login) { database async throws in
                let owner = database.login(login)
                try await Migrator(owner, logger: PostgresTestServer.logger).migrate()
                try await body(database, owner)
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try await PostgresTestServer.withDatabase(migrated: false) { server async throws in
            try await server.connectAsOwner().unsafeExecute("DROP ROLE \(login)")
        }
        try result.get()
    }
}

extension PostgresConfiguration {
    /// The same with the rights of the program.
    var asApp: PostgresConfiguration {
        PostgresEventStore.configuration(connectionString)
    }
}
