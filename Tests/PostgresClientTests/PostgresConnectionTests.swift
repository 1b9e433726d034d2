import Foundation
import PostgresClient
import TestSupport
import Testing

@Suite struct `A connection` {
    private static let echo = Statement(
        "echo",
        """
        SELECT $1::bool, $2::int8, $3::int4, $4::text, $5::bytea, $6::uuid, $7::date, $8::timestamptz, $9::int4[],
            $10::text[], $2::text, $6::text, $7::text, $8::text, $9::text, $10::text, ARRAY[$5::bytea, $5::bytea]
        """
    )
    private static let sleep = Statement("sleep", "SELECT pg_sleep(30)")
    private static let one = Statement("one", "SELECT 1")
    private static let sleepers = Statement(
        "sleepers",
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND query = 'SELECT pg_sleep(30)' AND state = 'active'
        """
    )

    private static func sample() -> [PostgresParameter] {
        [
            .bool(true), .int8(-9_007_199_254_740_993), .int4(-7), .text("ë 😀 '\";--"), .bytea([0, 255, 39]),
            .value(.uuid, 0) { $1.uuid(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210) },
            .value(.date, -1) { $1.date(daysSince1970: $0) },
            .value(.timestamptz, -1) { $1.timestamp(microsecondsSince1970: $0) },
            .int4s([1, nil, -3]), .texts(["a,b", nil, "", "\"{}\""]),
        ]
    }

    @Test func `values of every type go out and come back as they are`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let result = try await database.connectAsOwner().query(Self.echo, Self.sample())
            let row = try #require(result.first)
            #expect(try row.read(0, .bool))
            #expect(try row.read(1, .integer) == -9_007_199_254_740_993)
            #expect(try row.read(2, .integer) == -7)
            #expect(try row.read(3, .text) == "ë 😀 '\";--")
            #expect(try row.read(4, .bytes) == [0, 255, 39])
            let uuid = try row.read(5, .uuid)
            #expect(uuid.high == 0x0123_4567_89ab_cdef && uuid.low == 0xfedc_ba98_7654_3210)
            #expect(try row.read(6, .daysSince1970) == -1)
            #expect(try row.read(7, .microsecondsSince1970) == -1)
            #expect(try row.read(16, .byteStrings) == [[0, 255, 39], [0, 255, 39]])
            // What the server makes of them.
            #expect(try row.read(11, .text) == "01234567-89ab-cdef-fedc-ba9876543210")
            #expect(try row.read(12, .text) == "1969-12-31")
            #expect(try row.read(13, .text) == "1969-12-31 23:59:59.999999+00")
            #expect(try row.read(14, .text) == "{1,NULL,-3}")
            #expect(try row.read(15, .text) == #"{"a,b",NULL,"","\"{}\""}"#)
        }
    }

    @Test func `nulls and empty arrays go out and come back`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let nothing: [PostgresParameter] = [
                .bool(nil), .int8(nil), .int4(nil), .text(nil), .bytea(nil),
                .value(.uuid, Int?.none) { _, _ in },
                .value(.date, Int?.none) { _, _ in },
                .value(.timestamptz, Int?.none) { _, _ in },
                .int4s([]), .texts([]),
            ]
            let row = try #require(try await database.connectAsOwner().query(Self.echo, nothing).first)
            #expect(try row.readIfPresent(1, .integer) == nil)
            #expect(try row.readIfPresent(3, .text) == nil)
            #expect(try row.read(8, .integers) == [])
            #expect(try row.read(14, .text) == "{}")
            #expect(throws: PostgresError(.unexpectedValue)) { try row.read(1, .integer) }
        }
    }

    @Test func `a column of another type is refused, not misread`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let row = try #require(try await database.connectAsOwner().query(Self.echo, Self.sample()).first)
            #expect(throws: PostgresError(.unexpectedValue)) { try row.read(1, .text) }
            #expect(throws: PostgresError(.unexpectedValue)) { try row.read(7, .integer) }
            #expect(throws: PostgresError(.unexpectedValue)) { try row.read(99, .integer) }
            #expect(throws: PostgresError(.unexpectedValue)) { try row.read(8, .integers) }
        }
    }

    @Test func `an error has the state of the server and no data in its description`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let connection = try await database.connectAsOwner()
            let cast = Statement("cast", "SELECT $1::text::int4")
            let error = await #expect(throws: PostgresError.self) {
                try await connection.query(cast, [.text("geheim")])
            }
            #expect(error?.sqlState == "22P02")
            #expect(error?.kind == .failed)
            #expect(error?.description.contains("geheim") == false)
            #expect(error.map { String(reflecting: $0).contains("geheim") } == true)
            #expect(try await connection.query(Self.one).count == 1)
        }
    }

    @Test func `the session has the settings that the program relies on`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            try await database.connectAsOwner().unsafeExecute(
                "ALTER DATABASE \(database.name) SET synchronous_commit = off; "
                    + "ALTER DATABASE \(database.name) SET default_transaction_isolation = 'serializable'"
            )
            let settings = Statement(
                "settings",
                """
                SELECT current_setting('statement_timeout'), current_setting('lock_timeout'),
                    current_setting('TimeZone'), current_setting('client_encoding'),
                    current_setting('synchronous_commit'), current_setting('transaction_isolation'),
                    current_user::text, current_setting('idle_in_transaction_session_timeout')
                """
            )
            let row = try #require(try await database.connectAsApp().query(settings).first)
            var values: [String] = []
            for column in 0..<8 { values.append(try row.read(column, .text)) }
            #expect(values == ["30s", "10s", "UTC", "UTF8", "on", "read committed", "waakvlam_app", "30s"])
        }
    }

    @Test(.timeLimit(.minutes(15)))
    func `waiting for the server holds up nothing else in the program`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let sleeping = 4 * ProcessInfo.processInfo.activeProcessorCount
            let observer = try await database.connectAsOwner()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<sleeping {
                    group.addTask { _ = try? await database.connectAsOwner().query(Self.sleep) }
                }
                // One blocked cooperative thread per statement would leave none for this.
                while (try? await observer.query(Self.sleepers).first?.read(0, .integer)) != sleeping {
                    try? await Task.sleep(for: .milliseconds(10))
                }
                group.cancelAll()
            }
            #expect(try await observer.query(Self.sleepers).first?.read(0, .integer) == 0)
        }
    }

    @Test func `cancelling the task stops the statement on the server`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let (connection, observer) = (try await database.connectAsOwner(), try await database.connectAsOwner())
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await connection.query(Self.sleep) }
                while try await observer.query(Self.sleepers).first?.read(0, .integer) != 1 {
                    try await Task.sleep(for: .milliseconds(5))
                }
                group.cancelAll()
                await #expect(throws: PostgresError(.cancelled)) { try await group.waitForAll() }
            }
            #expect(try await observer.query(Self.sleepers).first?.read(0, .integer) == 0)
            // The connection is in order again.
            #expect(!connection.isBroken)
            #expect(try await connection.query(Self.one).count == 1)
        }
    }

    @Test func `a statement that takes too long for the client is stopped`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let (connection, observer) = (try await database.connectAsOwner(), try await database.connectAsOwner())
            await #expect(throws: PostgresError(.timedOut)) {
                try await connection.query(Self.sleep, timeout: .milliseconds(100))
            }
            #expect(try await observer.query(Self.sleepers).first?.read(0, .integer) == 0)
            #expect(try await connection.query(Self.one).count == 1)
        }
    }

    @Test func `a statement that takes too long for the server counts as unavailable`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            var configuration = database.owner
            configuration.statementTimeout = .milliseconds(100)
            let connection = try await PostgresConnection.connect(configuration, logger: PostgresTestServer.logger)
            let error = await #expect(throws: PostgresError.self) { try await connection.query(Self.sleep) }
            #expect(error?.sqlState == "57014" && error?.kind == .unavailable)
        }
    }

    @Test func `a server that ends the connection leaves it broken`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let (connection, other) = (try await database.connectAsOwner(), try await database.connectAsOwner())
            let kill = Statement(
                "kill",
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                """
            )
            try await other.query(kill)
            let error = await #expect(throws: PostgresError.self) { try await connection.query(Self.one) }
            #expect(error?.kind == .unavailable)
            #expect(connection.isBroken)
            await #expect(throws: PostgresError(.connectionLost)) { try await connection.query(Self.one) }
        }
    }

    @Test func `a transaction is committed when its body returns and rolled back when it throws`() async throws {
        struct Stop: Error {}
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let connection = try await database.connectAsOwner()
            try await connection.unsafeExecute("CREATE TABLE public.t (n int)")
            let insert = Statement("insert", "INSERT INTO public.t VALUES ($1)")
            let count = Statement("count", "SELECT count(*) FROM public.t")
            _ = try await connection.transaction { try await $0.query(insert, [.int4(1)]) }
            await #expect(throws: Stop.self) {
                try await connection.transaction { connection async throws in
                    try await connection.query(insert, [.int4(2)])
                    throw Stop()
                }
            }
            #expect(try await connection.query(count).first?.read(0, .integer) == 1)
        }
    }

    @Test func `two texts under one statement name are refused`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let connection = try await database.connectAsOwner()
            try await connection.query(Self.one)
            await #expect(throws: PostgresError(.misuse)) { try await connection.query(Statement("one", "SELECT 2")) }
        }
    }

    @Test func `a large value goes out and comes back`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let bytes = (0..<4_000_000).map { UInt8(truncatingIfNeeded: $0) }
            let same = Statement("same", "SELECT $1::bytea")
            let row = try #require(try await database.connectAsOwner().query(same, [.bytea(bytes)]).first)
            #expect(try row.read(0, .bytes) == bytes)
        }
    }

    @Test(arguments: ["host=/nowhere dbname=x", "postgres://127.0.0.1:1/x", "nonsense", "sslmode=foo"])
    func `a server that is not there is reported`(_ connectionString: String) async throws {
        let configuration = PostgresConfiguration(connectionString: connectionString)
        await #expect(throws: PostgresError(.connectFailed)) {
            try await PostgresConnection.connect(configuration, logger: PostgresTestServer.logger)
        }
    }
}
