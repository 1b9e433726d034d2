import Foundation
public import Logging
public import PostgresClient
public import PostgresStore
import Synchronization

/// A database of a test, made for it and dropped after it.
public struct TestDatabase: Sendable {
    /// Its name.
    public let name: String
    /// Connects as the superuser, who owns the schema when it is migrated.
    public let owner: PostgresConfiguration

    /// Connects as the program does: with the role that cannot rewrite.
    public var app: PostgresConfiguration {
        PostgresEventStore.configuration(owner.connectionString)
    }

    /// Connects as another login of the server.
    public func login(_ name: String) -> PostgresConfiguration {
        var configuration = owner
        let isURL = owner.connectionString.contains("://")
        let separator = !isURL ? " " : owner.connectionString.contains("?") ? "&" : "?"
        configuration.connectionString += "\(separator)user=\(name)"
        return configuration
    }

    /// A connection as the owner.
    public func connectAsOwner() async throws -> PostgresConnection {
        try await PostgresConnection.connect(owner, logger: PostgresTestServer.logger)
    }

    /// A connection as the program makes it.
    public func connectAsApp() async throws -> PostgresConnection {
        try await PostgresConnection.connect(app, logger: PostgresTestServer.logger)
    }

    /// A pool of connections as the program makes them.
    public func pool(connections: Int = 4) -> PostgresPool {
        PostgresPool(
            app,
            limits: .init(connections: connections, waitTimeout: .seconds(300)),
            logger: PostgresTestServer.logger
        )
    }

    /// A store on this database.
    public func store(connections: Int = 4) -> PostgresEventStore {
        PostgresEventStore(pool: pool(connections: connections), logger: PostgresTestServer.logger)
    }
}

/// PostgreSQL for tests: the server of `WAAKVLAM_TEST_DATABASE_URL` (a superuser's login), or else a cluster that is
/// started once per process, without durability, and removed when the process ends.
public enum PostgresTestServer {
    /// Says nothing.
    public static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Gives `body` a database of its own.
    ///
    /// - Parameters:
    ///   - migrated: Whether it has the schema of the program.
    ///   - owner: Which role owns the database; without one the superuser.
    ///   - body: The test.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or what keeps the server from starting.
    @discardableResult
    public static func withDatabase<Value>(
        migrated: Bool = true,
        owner: String? = nil,
        _ body: (TestDatabase) async throws -> Value
    ) async throws -> Value {
        let server = try await Shared.server.connectionString()
        let name = "test_\(UInt64.random(in: 0...UInt64.max))"
        let template = migrated ? try await Shared.server.template() : "template0"
        let owned = owner.map { "OWNER \($0)" } ?? ""
        try await administer(server, "CREATE DATABASE \(name) TEMPLATE \(template) \(owned)")
        let database = TestDatabase(name: name, owner: configuration(server, database: name))
        let result: Result<Value, any Error>
        do { result = .success(try await body(database)) } catch { result = .failure(error) }
        try await administer(server, "DROP DATABASE \(name) WITH (FORCE)")
        return try result.get()
    }

    /// How to connect to a database of the server.
    static func configuration(_ server: String, database: String) -> PostgresConfiguration {
        PostgresConfiguration(connectionString: replacingDatabase(of: server, by: database))
    }

    static func administer(_ server: String, _ sql: String) async throws {
        let configuration = configuration(server, database: "postgres")
        let connection = try await PostgresConnection.connect(configuration, logger: logger)
        try await connection.unsafeExecute(sql)
    }

    private static func replacingDatabase(of server: String, by name: String) -> String {
        guard let scheme = server.range(of: "://") else { return "\(server) dbname=\(name)" }
        let question = server.firstIndex(of: "?") ?? server.endIndex
        let slash = server[scheme.upperBound..<question].firstIndex(of: "/") ?? question
        return "\(server[..<slash])/\(name)\(server[question...])"
    }
}

/// The server of this process, started by the first test that needs one.
private actor Shared {
    static let server = Shared()

    private var starting: Task<String, any Error>?
    private var migrating: Task<String, any Error>?

    func connectionString() async throws -> String {
        let given = ProcessInfo.processInfo.environment["WAAKVLAM_TEST_DATABASE_URL"] ?? ""
        if !given.isEmpty { return given }
        if let starting { return try await starting.value }
        let task = Task { try await Self.startCluster() }
        starting = task
        return try await task.value
    }

    /// A migrated database that the databases of the tests are copied from.
    func template() async throws -> String {
        let server = try await connectionString()
        if let migrating { return try await migrating.value }
        let task = Task {
            let name = "sjabloon_\(UInt64.random(in: 0...UInt64.max))"
            try await PostgresTestServer.administer(server, "CREATE DATABASE \(name) TEMPLATE template0")
            let configuration = PostgresTestServer.configuration(server, database: name)
            try await Migrator(configuration, logger: PostgresTestServer.logger).migrate()
            return name
        }
        migrating = task
        return try await task.value
    }

    private static func startCluster() async throws -> String {
        removeLeftovers()
        let folder = "/tmp/waakvlam-test-\(ProcessInfo.processInfo.processIdentifier)"
        let settings = [
            "fsync": "off", "full_page_writes": "off", "max_connections": "300", "shared_buffers": "64MB",
            "log_min_messages": "fatal",
        ]
        let cluster = EmbeddedPostgres(folder: folder, settings: settings, logger: PostgresTestServer.logger)
        let connectionString = try await cluster.start()
        AtExit.stop(cluster, process: await cluster.processId ?? 0, folder: folder)
        return connectionString
    }
}

extension Shared {
    private static let prefix = "waakvlam-test-"

    /// What test runs that were killed could not remove.
    private static func removeLeftovers() {
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: "/tmp")) ?? [] where name.hasPrefix(prefix) {
            guard let process = Int32(name.dropFirst(prefix.count)), kill(process, 0) != 0 else { continue }
            try? files.removeItem(atPath: "/tmp/\(name)")
        }
    }
}

/// Ends the cluster with the process, whichever way the test runner ends it.
private enum AtExit {
    private struct Running {
        var cluster: EmbeddedPostgres?
        var process: Int32 = 0
        var folder = ""
    }

    private static let running = Mutex(Running())

    static func stop(_ cluster: EmbeddedPostgres, process: Int32, folder: String) {
        running.withLock {
            $0.cluster = cluster
            $0.process = process
            $0.folder = folder
        }
        atexit {
            let (process, folder) = AtExit.running.withLock { ($0.process, $0.folder) }
            guard process > 1 else { return }
            kill(process, SIGQUIT)
            for _ in 0..<200 where kill(process, 0) == 0 { usleep(10_000) }
            try? FileManager.default.removeItem(atPath: folder)
        }
    }
}
