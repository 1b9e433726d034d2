import EventStore
import PostgresClient
import PostgresStore
import TestSupport
import Testing

@Suite struct `Separation of gemeenten` {
    private static let countEvents = Statement("count_events", "SELECT count(*) FROM waakvlam.gebeurtenis")
    private static let countLogs = Statement("count_logs", "SELECT count(*) FROM waakvlam.logboek")
    private static let lockLogs = Statement("lock_logs", "SELECT gemeente FROM waakvlam.logboek FOR UPDATE")

    private static func count(_ statement: Statement, _ connection: PostgresConnection) async throws -> Int? {
        try await connection.query(statement).first?.read(0, .integer)
    }

    @Test func `a session sees the events of the gemeente it has named and of no other`() async throws {
        try await TwoLogs.with { connection async throws in
            for (name, events) in [("GM0935", 2), ("GM0014", 1), ("GM9999", 0), ("", 0), ("*", 0)] {
                try await connection.use(name, for: "waakvlam.gemeente")
                #expect(try await Self.count(Self.countEvents, connection) == events)
            }
        }
    }

    @Test func `a session that has named no gemeente sees nothing`() async throws {
        try await TwoLogs.with { connection async throws in
            #expect(try await Self.count(Self.countEvents, connection) == 0)
            #expect(try await Self.count(Self.countLogs, connection) == 0)
        }
    }

    @Test func `the owner of the tables sees no more than the program`() async throws {
        try await `Rewriting a log`.withOwnedDatabase { _, owner async throws in
            let pool = PostgresPool(owner.asApp, limits: .init(connections: 1), logger: PostgresTestServer.logger)
            let store = PostgresEventStore(pool: pool, logger: PostgresTestServer.logger)
            _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log)
            let connection = try await PostgresConnection.connect(owner, logger: PostgresTestServer.logger)
            for (name, events) in [("", 0), ("GM0014", 0), ("*", 0), ("GM0935", 1)] {
                try await connection.use(name, for: "waakvlam.gemeente")
                #expect(try await Self.count(Self.countEvents, connection) == events)
            }
        }
    }

    @Test func `listing the logs shows their heads and lets nobody lock them`() async throws {
        try await TwoLogs.with { connection async throws in
            try await connection.use("*", for: "waakvlam.gemeente")
            #expect(try await Self.count(Self.countLogs, connection) == 2)
            #expect(try await connection.query(Self.lockLogs).isEmpty)
        }
    }

    @Test func `a session cannot append to the log of another gemeente`() async throws {
        try await TwoLogs.with { connection async throws in
            try await connection.use("GM0014", for: "waakvlam.gemeente")
            await #expect(throws: PostgresError(.server(sqlState: "42501"))) {
                try await connection.unsafeExecute("INSERT INTO waakvlam.logboek (gemeente) VALUES ('GM1234')")
            }
            await #expect(throws: PostgresError(.server(sqlState: "42501"))) {
                try await connection.unsafeExecute(
                    "INSERT INTO waakvlam.gebeurtenis SELECT 'GM0935', 9, stream_id, 9, event_id, type, schema_versie, "
                        + "traject, gebeurd_op, precisie, volgens, vastgelegd_op, toegevoegd_op, actor, rol, "
                        + "correlatie_id, oorzaak_id, gegevens, blad, hash FROM waakvlam.gebeurtenis"
                )
            }
        }
    }
}

private enum TwoLogs {
    /// Two events in GM0935 and one in GM0014, and a connection as the program.
    static func with(_ body: (PostgresConnection) async throws -> Void) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let store = database.store(connections: 1)
            _ = try await store.append(Fixture.request([Fixture.event(), Fixture.event()]), to: Fixture.log)
            _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log("GM0014"))
            try await body(try await database.connectAsApp())
        }
    }
}
