import CivilTime
import EventStore
import PostgresClient
import TestSupport
import Testing
import WireValues

@testable import PostgresStore

@Suite struct `On a log that has grown` {
    private static let questions = [
        ("stream_id = '01234567-89ab-cdef-fedc-ba9876543210' AND versie > 3 ORDER BY 1", "gebeurtenis_versie_uniek"),
        ("positie > 2500 ORDER BY positie LIMIT 100", "gebeurtenis_sleutel"),
        ("event_id = ANY (ARRAY['01234567-89ab-cdef-fedc-ba9876543210'::uuid])", "gebeurtenis_id_uniek"),
    ]

    private static let rowsRead = Statement(
        "rows_read",
        """
        SELECT sum(idx_scan)::bigint, sum(idx_tup_read)::bigint
            + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'gebeurtenis'),
            string_agg(format('%s: %s', indexrelname, idx_tup_read), ', ')
        FROM pg_stat_user_indexes WHERE relname = 'gebeurtenis'
        """
    )

    @Test func `every question of the store finds its index`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            try await Self.fill(database.store(connections: 1))
            try await database.connectAsOwner().unsafeExecute("ANALYZE waakvlam.gebeurtenis")
            let connection = try await database.connectAsApp()
            try await connection.use(Fixture.log.description, for: "waakvlam.gemeente")
            for (condition, index) in Self.questions {
                let table = "waakvlam.gebeurtenis WHERE gemeente = 'GM0935'"
                let sql = "EXPLAIN SELECT stream_id FROM \(table) AND \(condition)"
                let plan = try await Self.plan(of: sql, connection)
                #expect(plan.contains(index), "\(condition): \(plan)")
            }
        }
    }

    /// The statement as the store sends it, with the plan that serves every type.
    @Test(arguments: Statement.openings)
    func `the streams that a type opens are found by its index, without a look at the log`(
        _ type: String
    ) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            try await Self.fill(database.store(connections: 1), opening: type)
            try await database.connectAsOwner().unsafeExecute("ANALYZE waakvlam.gebeurtenis")
            let connection = try await database.connectAsApp()
            try await connection.use(Fixture.log.description, for: "waakvlam.gemeente")
            try await connection.unsafeExecute("SET plan_cache_mode = force_generic_plan")
            let statement = Statement.streams(holding: type)
            let parameters: [PostgresParameter] = [.text(Fixture.log.description), .text(type)]
            #expect(try await connection.query(statement, parameters).count == 40)
            let explain = "EXECUTE 'EXPLAIN EXECUTE \(statement.name)(''GM0935'', ''\(type)'')'"
            let plan = try await Self.plan(of: explain, connection)
            #expect(plan.contains("Index Only Scan using gebeurtenis_opening"), "\(plan)")
            #expect(plan.contains("(type = $2)"), "\(plan)")
        }
    }

    /// Never analysed, on one connection: the plans are those that were made for a table that was empty, or so small that
    /// any of its indexes seemed as good as the other.
    @Test(.timeLimit(.minutes(15)), arguments: [0, 50, 100, 150, 200, 250, 300, 400, 800])
    func `appending and reading read no more of it than they need`(_ present: Int) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            // Its reads would be counted, and it would analyse.
            let sql = "ALTER TABLE waakvlam.gebeurtenis SET (autovacuum_enabled = off)"
            try await database.connectAsOwner().unsafeExecute(sql)
            if present > 0 {
                let events = (0..<present).map { _ in Fixture.event("Anders") }
                _ = try await database.store(connections: 1).append(Fixture.request(events), to: Fixture.log)
            }
            let pool = database.pool(connections: 1)
            let store = PostgresEventStore(pool: pool, logger: PostgresTestServer.logger)
            let stream = Fixture.uuid()
            // Long enough for the server to settle on plans.
            for _ in 0..<10 {
                _ = try await store.events(of: stream, after: 0, in: Fixture.log)
                _ = try await store.streams(in: Fixture.log, holding: "AanpakprofielVastgesteld")
            }
            try await Self.fill(store)
            for version in 0..<20 {
                let request = Fixture.request([Fixture.event("Anders")], to: stream, .exactly(version))
                _ = try await store.append(request, to: Fixture.log)
                _ = try await store.append(request, to: Fixture.log)
                _ = try await store.events(of: stream, after: version, in: Fixture.log)
                _ = try await store.events(in: Fixture.log, after: 20_000, limit: 5)
                _ = try await store.streams(in: Fixture.log, holding: "AanpakprofielVastgesteld")
            }
            // A session reports what it has read when it ends, and that takes a moment.
            await pool.close()
            let observer = try await database.connectAsOwner()
            while try await observer.query(Self.rowsRead).first?.read(0, .integer) ?? 0 < 60 {
                try await Task.sleep(for: .milliseconds(20))
            }
            let read = try #require(try await observer.query(Self.rowsRead).first)
            let perIndex = try read.read(2, .text)
            #expect(try read.read(1, .integer) < 1000, "\(perIndex)")
        }
    }

    /// Appends 20,000 events in large requests.
    private static func fill(_ store: PostgresEventStore, opening: String = "GezinGeregistreerd") async throws {
        for _ in 0..<40 {
            let events = (0..<500).map { Fixture.event($0 == 0 ? opening : "Anders") }
            _ = try await store.append(Fixture.request(events), to: Fixture.log)
        }
    }

    private static func plan(of sql: String, _ connection: PostgresConnection) async throws -> String {
        try await connection.unsafeExecute(
            "CREATE OR REPLACE FUNCTION pg_temp.plan() RETURNS text LANGUAGE plpgsql AS $$ "
                + "DECLARE l text; t text := ''; BEGIN FOR l IN \(sql) LOOP t := t || l; END LOOP; RETURN t; END $$"
        )
        let plan = Statement("plan", "SELECT pg_temp.plan()")
        return try await connection.query(plan).first?.read(0, .text) ?? ""
    }
}

@Suite struct `The leaf that the database computes` {
    @Test func `is that of the program, for every combination of fields that are there`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let store = database.store(connections: 1)
            let moments = ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"]
            var events: [NewEvent] = []
            for bits in 0..<256 {
                var event = Fixture.fullEvent()
                if bits & 1 == 0 { event.traject = nil }
                if bits & 2 == 0 { event.precision = nil }
                if bits & 4 == 0 { event.accordingTo = nil }
                if bits & 8 == 0 { event.actor = nil }
                if bits & 16 == 0 { event.role = nil }
                if bits & 32 == 0 { event.correlationId = nil }
                if bits & 64 == 0 { event.causationId = nil }
                event.recordedAt = bits & 128 == 0 ? nil : Moment(moments[bits % 3])
                event.occurredOn = Dag.eerste.plus(dagen: bits * 14_000)
                events.append(event)
            }
            let answer = try await store.append(Fixture.request(events), to: Fixture.log)
            var head = LogHead(epoch: 1, position: 0, hash: HashChain.start)
            let appended = try #require(answer.appended)
            #expect(try await store.events(in: Fixture.log, after: 0, limit: 1000) == appended)
            for event in appended {
                #expect(HashChain.fault(in: event, after: head) == nil)
                head = LogHead(epoch: 1, position: event.position, hash: event.hash)
            }
            #expect(appended.count == 256)
        }
    }
}
