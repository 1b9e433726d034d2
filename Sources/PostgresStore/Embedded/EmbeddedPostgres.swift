internal import Glibc
public import Logging
internal import PostgresClient

/// A private PostgreSQL cluster in a folder of its own, reached by a Unix socket that only this account can open.
///
/// The server is a child process. It is stopped with this program, also when this program is killed; what a crash left
/// behind is put in order at the next start.
public actor EmbeddedPostgres {
    private let folder: String
    private let settings: [String: String]
    private let logger: Logger
    private var child: ChildProcess?
    private var lock: Int32?
    private var temporarySocketFolder: String?
    private var isStopping = false

    /// The database that is made in a new cluster, and its owner.
    private static let name = "waakvlam"

    /// A cluster in `folder`, which holds nothing else and is made when it is not there.
    ///
    /// - Parameters:
    ///   - folder: Its path; the parent must exist.
    ///   - settings: Settings of the server, such as `shared_buffers`.
    ///   - logger: Where starts and stops are reported.
    public init(folder: String, settings: [String: String] = [:], logger: Logger) {
        self.folder = folder
        self.settings = settings
        self.logger = logger
    }

    /// The number of the server's process while it runs.
    public var processId: Int32? {
        guard let child, child.exitStatus == nil else { return nil }
        return child.pid
    }

    /// Starts the server and waits until it answers; makes the cluster and its database when they are not there.
    ///
    /// - Returns: The connection string.
    /// - Throws: `EmbeddedPostgresError`.
    @discardableResult
    public func start() async throws(EmbeddedPostgresError) -> String {
        isStopping = false
        let cluster = try ClusterFolder(folder, account: try Account.forServer())
        if lock == nil { lock = try cluster.lock() }
        do throws(EmbeddedPostgresError) {
            let binaries = try PostgresBinaries.locate(version: cluster.version)
            if cluster.version == nil { try await initialize(cluster, binaries) }
            try await cluster.stopOrphan()
            let socket = try cluster.socketFolder()
            if !socket.hasPrefix(cluster.path) { temporarySocketFolder = socket }
            try await start(cluster, binaries, socket)
            return Self.connectionString(socket: socket, database: Self.name)
        } catch {
            await end()
            throw error
        }
    }

    /// Stops the server: open transactions are rolled back, and what was committed stays.
    public func stop() async {
        isStopping = true
        await end()
    }

    private func end() async {
        // A fast shutdown that comes while PostgreSQL recovers from a crash of one of its processes can hang for ever (15:
        // the checkpointer stays). Stopping at once loses nothing but time at the next start.
        await child?.stop([(SIGINT, 10), (SIGQUIT, 3), (SIGKILL, 2)])
        child = nil
        if let temporarySocketFolder { rmdir(temporarySocketFolder) }
        if let lock {
            // Closing alone leaves it locked for as long as a child that is just being started has a copy.
            flock(lock, LOCK_UN)
            close(lock)
        }
        lock = nil
    }

    /// Starts the server again whenever it ends by itself, until the task is cancelled or `stop` is called.
    ///
    /// A server that does not start is tried again: one whose disk is full starts as soon as there is room.
    ///
    /// - Throws: `EmbeddedPostgresError` when trying again is of no use.
    public func keepRunning() async throws(EmbeddedPostgresError) {
        while !isStopping, !Task.isCancelled {
            if let child {
                guard await child.ended(within: nil) != nil, !isStopping else { return }
                logger.error("PostgreSQL ended; starting it again")
            }
            do throws(EmbeddedPostgresError) {
                try await start()
            } catch {
                // Cut short because nobody needs it any more: no failure of the server.
                if Task.isCancelled { return }
                guard case .startFailed = error else { throw error }
                logger.error("PostgreSQL does not start; trying again", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}

// MARK: Starting

extension EmbeddedPostgres {
    /// Makes the cluster beside its place and moves it there when it is whole.
    private func initialize(
        _ cluster: ClusterFolder,
        _ binaries: PostgresBinaries
    ) async throws(EmbeddedPostgresError) {
        let fresh = cluster.path + "/data.new"
        let remove = ["rm", "-rf", "--", fresh]
        let make = [
            "\(binaries.folder)/initdb", "--pgdata=\(fresh)", "--username=\(Self.name)", "--auth-local=trust",
            "--auth-host=reject", "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions",
        ]
        for command in [remove, make] {
            let child = await ChildProcess.start(cluster.account.prefix() + command, log: cluster.log)
            guard await child?.ended(within: .seconds(120)) == 0 else {
                throw .initializationFailed(log: cluster.log)
            }
        }
        guard rename(fresh, cluster.data) == 0 else { throw .initializationFailed(log: cluster.log) }
        logger.info("Made a PostgreSQL cluster", metadata: ["version": "\(binaries.version)"])
    }

    private func start(
        _ cluster: ClusterFolder,
        _ binaries: PostgresBinaries,
        _ socket: String
    ) async throws(EmbeddedPostgresError) {
        var fixed = settings
        fixed["listen_addresses"] = ""
        fixed["unix_socket_directories"] = socket
        fixed["unix_socket_permissions"] = "0700"
        fixed["port"] = "5432"
        let options = fixed.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
        let command = ["\(binaries.folder)/postgres", "-D", cluster.data] + options

        // After a crash the old server's children can still be holding its shared memory for a moment.
        let deadline = ContinuousClock.now + .seconds(120)
        var attempts = 0
        while ContinuousClock.now < deadline, !Task.isCancelled {
            let child = await ChildProcess.start(cluster.account.prefix() + command, log: cluster.log)
            guard let child else { break }
            self.child = child
            if try await isReady(child, socket, by: deadline, log: cluster.log) {
                logger.info("Started PostgreSQL", metadata: ["version": "\(binaries.version)"])
                return
            }
            attempts += 1
            guard attempts < 20 else { break }
            try? await Task.sleep(for: .milliseconds(250))
        }
        throw .startFailed(log: cluster.log)
    }

    /// Waits until the server answers and has the database; false when it ended instead.
    private func isReady(
        _ child: ChildProcess,
        _ socket: String,
        by deadline: ContinuousClock.Instant,
        log: String
    ) async throws(EmbeddedPostgresError) -> Bool {
        var configuration = PostgresConfiguration(
            connectionString: Self.connectionString(socket: socket, database: "postgres")
        )
        configuration.connectTimeout = .seconds(2)
        while ContinuousClock.now < deadline, !Task.isCancelled {
            if child.exitStatus != nil { return false }
            do throws(PostgresError) {
                let connection = try await PostgresConnection.connect(configuration, logger: logger)
                let known = try await connection.query(.databaseExists, [.text(Self.name)])
                if known.isEmpty { try await connection.unsafeExecute("CREATE DATABASE \(Self.name)") }
                return true
            } catch {
                try? await Task.sleep(for: .milliseconds(30))
            }
        }
        throw .startFailed(log: log)
    }

    /// A connection string for a database of this cluster.
    static func connectionString(socket: String, database: String) -> String {
        let quoted = socket.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "host='\(quoted)' port=5432 user=\(name) dbname=\(database)"
    }
}

extension Statement {
    fileprivate static let databaseExists = Statement(
        "database_exists",
        "SELECT FROM pg_catalog.pg_database WHERE datname = $1"
    )
}
