import Foundation
import PostgresClient
import TestSupport
import Testing

/// What keeps a server that hangs, a lock that is held or a transaction that is forgotten from holding up the rest.
@Suite(.timeLimit(.minutes(15))) struct `A limit of time` {
    private static let processId = Statement("process_id", "SELECT pg_backend_pid()")
    private static let one = Statement("one", "SELECT 1")

    /// Whether the server's processes are on this machine, so that they can be stopped.
    private static let isLocal = (ProcessInfo.processInfo.environment["WAAKVLAM_TEST_DATABASE_URL"] ?? "").isEmpty

    private static func connect(
        _ database: TestDatabase,
        _ change: (inout PostgresConfiguration) -> Void
    ) async throws -> PostgresConnection {
        var configuration = database.owner
        change(&configuration)
        return try await PostgresConnection.connect(configuration, logger: PostgresTestServer.logger)
    }

    /// Stops the process of a connection for as long as `body` takes: it hangs, and its socket stays open.
    private static func hanging(_ process: Int, _ body: () async throws -> Void) async throws {
        #expect(kill(pid_t(process), SIGSTOP) == 0)
        defer { kill(pid_t(process), SIGCONT) }
        try await body()
    }

    @Test func `a lock that is held is waited for so long, and counts as unavailable`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let holder = try await database.connectAsOwner()
            try await holder.unsafeExecute("CREATE TABLE public.t (n int)")
            try await holder.unsafeExecute("BEGIN; LOCK TABLE public.t")
            let connection = try await Self.connect(database) { $0.lockTimeout = .milliseconds(50) }
            let lock = Statement("lock", "SELECT count(*) FROM public.t")
            let error = await #expect(throws: PostgresError.self) { try await connection.query(lock) }
            #expect(error?.sqlState == "55P03" && error?.kind == .unavailable)
            #expect(try await connection.query(Self.one).count == 1)
        }
    }

    @Test func `a transaction that is forgotten is ended, and lets go of what it held`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let forgetful = try await Self.connect(database) { $0.idleInTransactionTimeout = .milliseconds(50) }
            try await forgetful.unsafeExecute("CREATE TABLE public.t (n int)")
            // At once: between two statements it could be ended before it holds anything.
            try await forgetful.unsafeExecute("BEGIN; LOCK TABLE public.t")
            // Waits for ever if need be.
            let other = try await Self.connect(database) { $0.lockTimeout = nil }
            try await other.unsafeExecute("SELECT count(*) FROM public.t", timeout: .seconds(100))
            let error = await #expect(throws: PostgresError.self) { try await forgetful.query(Self.one) }
            #expect(error?.kind == .unavailable && forgetful.isBroken)
        }
    }

    @Test(.enabled(if: isLocal, "the server runs elsewhere"))
    func `a server that hangs is given up a little after its own limit`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let connection = try await Self.connect(database) { $0.statementTimeout = .milliseconds(50) }
            let process = try #require(try await connection.query(Self.processId).first?.read(0, .integer))
            try await Self.hanging(process) {
                await #expect(throws: PostgresError(.timedOut)) { try await connection.query(Self.one) }
            }
            #expect(connection.isBroken)
        }
    }

    @Test func `a server that takes the connection and says nothing is given up`() async throws {
        // The kernel takes connections for it; nobody ever answers.
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                #expect(bind(listener, $0, size) == 0 && listen(listener, 5) == 0)
                #expect(getsockname(listener, $0, &size) == 0)
            }
        }
        let port = UInt16(bigEndian: address.sin_port)
        var configuration = PostgresConfiguration(connectionString: "host=127.0.0.1 port=\(port) dbname=x user=x")
        configuration.connectTimeout = .milliseconds(50)
        await #expect(throws: PostgresError(.connectFailed)) {
            try await PostgresConnection.connect(configuration, logger: PostgresTestServer.logger)
        }
    }

    @Test(.enabled(if: isLocal, "the server runs elsewhere"))
    func `a pool that is abandoned waits for nobody, also not for a server that hangs`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            var configuration = database.owner
            configuration.statementTimeout = nil
            let limits = PostgresPool.Limits(connections: 1, waitTimeout: .seconds(300))
            let pool = PostgresPool(configuration, limits: limits, logger: PostgresTestServer.logger)
            let process = try #require(
                try await pool.withConnection { try await $0.query(Self.processId).first?.read(0, .integer) }
            )
            try await Self.hanging(process) {
                async let sent = pool.withConnection { try await $0.query(Self.one, cancellable: false).count }
                async let waiting = pool.withConnection { try await $0.query(Self.one).count }
                while pool.waiters == 0 { try await Task.sleep(for: .milliseconds(2)) }
                pool.abandon()
                var errors: Set<PostgresError.Code> = []
                do { _ = try await sent } catch { errors.insert((error as? PostgresError)?.code ?? .misuse) }
                do { _ = try await waiting } catch { errors.insert((error as? PostgresError)?.code ?? .misuse) }
                #expect(errors == [.connectionLost, .closed])
                await #expect(throws: PostgresError(.closed)) { try await pool.withConnection { _ in } }
                await pool.close()
            }
        }
    }
}
