import PostgresClient
import Synchronization
import TestSupport
import Testing

@Suite struct `A pool` {
    private static let processId = Statement("process_id", "SELECT pg_backend_pid()")
    private static let sleep = Statement("sleep", "SELECT pg_sleep(30)")
    private static let sessions = Statement(
        "sessions",
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    private static func pool(_ database: TestDatabase, _ limits: PostgresPool.Limits) -> PostgresPool {
        PostgresPool(database.owner, limits: limits, logger: PostgresTestServer.logger)
    }

    private static func use(_ pool: PostgresPool) async throws -> Int {
        try await pool.withConnection { connection async throws in
            guard let row = try await connection.query(Self.processId).first else { throw PostgresError(.misuse) }
            return try row.read(0, .integer)
        }
    }

    /// Borrows a connection until `release` is called, once it is lent.
    private static func hold(_ pool: PostgresPool, in group: inout ThrowingTaskGroup<Void, any Error>) async -> Gate {
        let (lent, gate) = (Gate(), Gate())
        group.addTask {
            try await pool.withConnection { _ in
                await lent.open()
                await gate.wait()
            }
        }
        await lent.wait()
        return gate
    }

    @Test func `lends one connection again and again`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 4, waitTimeout: .seconds(300)))
            let first = try await Self.use(pool)
            for _ in 0..<5 { #expect(try await Self.use(pool) == first) }
            await pool.close()
        }
    }

    @Test func `never has more connections than its limit, whoever comes`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 3, waitTimeout: .seconds(300)))
            let used = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<100 { group.addTask { try await Self.use(pool) } }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect((1...3).contains(used.count))
            let observer = try await database.connectAsOwner()
            #expect(try await observer.query(Self.sessions).first?.read(0, .integer) ?? 9 <= 3)
            await pool.close()
        }
    }

    @Test func `a caller does not wait for ever`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 1, waitTimeout: .milliseconds(50)))
            try await withThrowingTaskGroup(of: Void.self) { group in
                let gate = await Self.hold(pool, in: &group)
                await #expect(throws: PostgresError(.poolTimedOut)) { try await Self.use(pool) }
                await gate.open()
                try await group.waitForAll()
            }
            _ = try await Self.use(pool)
        }
    }

    @Test func `a caller who is cancelled stops waiting, and the next one is served`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 1, waitTimeout: .seconds(300)))
            try await withThrowingTaskGroup(of: Void.self) { group in
                let gate = await Self.hold(pool, in: &group)
                let cancelled = Task { try await Self.use(pool) }
                let patient = Task { try await Self.use(pool) }
                try await Task.sleep(for: .milliseconds(20))
                cancelled.cancel()
                await #expect(throws: PostgresError(.cancelled)) { try await cancelled.value }
                await gate.open()
                _ = try await patient.value
                try await group.waitForAll()
            }
        }
    }

    @Test func `too many callers are refused`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 1, waiters: 0))
            try await withThrowingTaskGroup(of: Void.self) { group in
                let gate = await Self.hold(pool, in: &group)
                await #expect(throws: PostgresError(.poolFull)) { try await Self.use(pool) }
                await gate.open()
                try await group.waitForAll()
            }
        }
    }

    @Test func `a group waits for one caller of another, not for all of them`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 1, waitTimeout: .seconds(300)))
            let served = Served()
            try await withThrowingTaskGroup(of: Void.self) { group in
                let gate = await Self.hold(pool, in: &group)
                for (number, name) in (Array(repeating: "a", count: 10) + ["b"]).enumerated() {
                    group.addTask {
                        try await pool.withConnection(for: name) { _ in served.add(name) }
                    }
                    while pool.waiters == number { await Task.yield() }
                }
                await gate.open()
                try await group.waitForAll()
            }
            #expect(served.names == ["a", "b"] + Array(repeating: "a", count: 9))
        }
    }

    @Test func `who is displaced from a full queue is told so`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 1, waiters: 2, waitTimeout: .seconds(300)))
            try await withThrowingTaskGroup(of: Void.self) { group in
                let gate = await Self.hold(pool, in: &group)
                let first = Task { try await pool.withConnection(for: "a") { _ in "first" } }
                while pool.waiters == 0 { await Task.yield() }
                let second = Task { try await pool.withConnection(for: "a") { _ in "second" } }
                while pool.waiters == 1 { await Task.yield() }
                let other = Task { try await pool.withConnection(for: "b") { _ in "other" } }
                await #expect(throws: PostgresError(.poolFull)) { try await second.value }
                await gate.open()
                #expect(try await [first.value, other.value] == ["first", "other"])
                try await group.waitForAll()
            }
        }
    }

    @Test func `a connection with an open transaction is not lent again`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 1, waitTimeout: .seconds(300)))
            let first = try await pool.withConnection { connection async throws in
                try await connection.unsafeExecute("BEGIN")
                return try await connection.query(Self.processId).first?.read(0, .integer)
            }
            #expect(try await Self.use(pool) != first)
        }
    }

    @Test func `connections that the server ended while idle are replaced unnoticed`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 1, waitTimeout: .seconds(300)))
            let first = try await Self.use(pool)
            let observer = try await database.connectAsOwner()
            let kill = Statement("kill", "SELECT pg_terminate_backend($1::int4, 5000)")
            try await observer.query(kill, [.int4(Int32(first))])
            #expect(try await Self.use(pool) != first)
        }
    }

    @Test func `a connection that breaks while it is lent is replaced for the next caller`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 1, waitTimeout: .seconds(300)))
            let suicide = Statement("suicide", "SELECT pg_terminate_backend(pg_backend_pid())")
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withConnection { connection in try await connection.query(suicide) }
            }
            #expect(error?.kind == .unavailable)
            _ = try await Self.use(pool)
        }
    }

    @Test func `closing waits for what is lent, refuses the rest and ends all sessions`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let pool = Self.pool(database, .init(connections: 2, waitTimeout: .seconds(300)))
            try await withThrowingTaskGroup(of: Void.self) { group in
                let gate = await Self.hold(pool, in: &group)
                let closing = Task { await pool.close() }
                // Until it has begun to close.
                while (try? await Self.use(pool)) != nil {}
                await #expect(throws: PostgresError(.closed)) { try await Self.use(pool) }
                await gate.open()
                await closing.value
                try await group.waitForAll()
            }
            let observer = try await database.connectAsOwner()
            for _ in 0..<200 where try await observer.query(Self.sessions).first?.read(0, .integer) != 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await observer.query(Self.sessions).first?.read(0, .integer) == 0)
        }
    }
}

/// Something that tasks wait for until it is opened.
private actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    func wait() async {
        if isOpen { return }
        await withCheckedContinuation { waiting.append($0) }
    }
}

/// Who had a connection, in order.
private final class Served: Sendable {
    private let list = Mutex<[String]>([])

    var names: [String] { list.withLock(\.self) }

    func add(_ name: String) { list.withLock { $0.append(name) } }
}
