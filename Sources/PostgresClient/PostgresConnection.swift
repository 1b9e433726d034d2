internal import CLibPQ
public import Logging

/// One connection to PostgreSQL.
///
/// An actor on a thread of its own (see `ConnectionThread`): while libpq waits, only that thread waits.
public actor PostgresConnection {
    private let thread: ConnectionThread
    private let server: ServerHandle
    private let configuration: PostgresConfiguration
    private var prepared: [String: String] = [:]
    /// What `use(_:for:)` has set.
    private var settings: [String: String] = [:]

    /// The connection's thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    private init(thread: ConnectionThread, server: ServerHandle, configuration: PostgresConfiguration) {
        self.thread = thread
        self.server = server
        self.configuration = configuration
    }

    /// Connects, and sets the time-outs, the time zone and the role of `configuration`.
    ///
    /// - Throws: `PostgresError`: `connectFailed`, `cancelled`, or the server's refusal of a setting or role.
    public static func connect(
        _ configuration: PostgresConfiguration,
        logger: Logger
    ) async throws(PostgresError) -> PostgresConnection {
        try await connect(configuration, logger: logger, abandonment: Abandonment())
    }

    /// Connects; every wait for the server ends once `abandonment` is set.
    static func connect(
        _ configuration: PostgresConfiguration,
        logger: Logger,
        abandonment: Abandonment
    ) async throws(PostgresError) -> PostgresConnection {
        let thread = ConnectionThread()
        let server = try await Opener(thread: thread, abandonment: abandonment).open(configuration)
        let connection = PostgresConnection(thread: thread, server: server, configuration: configuration)
        try await connection.prepareSession()
        logger.debug("Connected to PostgreSQL", metadata: ["application": "\(configuration.applicationName)"])
        return connection
    }

    /// Whether the connection can never be used again.
    public nonisolated var isBroken: Bool { server.isBroken }

    /// Whether the connection, lent to nobody, can still be lent: open, and nothing came in unasked.
    nonisolated var isUsable: Bool { !server.isBroken && !server.hasUnexpectedInput }

    /// Carries out `body`, and says whether the connection can be lent again: not when it broke or left a transaction.
    func lend<Value: Sendable>(
        to body: @Sendable (isolated PostgresConnection) async throws -> Value
    ) async -> (Result<Value, any Error>, reusable: Bool) {
        do {
            let value = try await body(self)
            return (.success(value), server.isIdle)
        } catch {
            return (.failure(error), server.isIdle)
        }
    }
}

// MARK: Statements

extension PostgresConnection {
    /// Carries out `statement` with its values and gives its rows.
    ///
    /// - Parameters:
    ///   - statement: What to do; prepared on first use.
    ///   - parameters: The values of `$1`, `$2` …
    ///   - timeout: How long the client waits; without one a little longer than the server's own limit.
    ///   - cancellable: False: cancelling the task does not stop the statement, for instance because others share it.
    /// - Returns: The rows.
    /// - Throws: `PostgresError`.
    @discardableResult
    public func query(
        _ statement: Statement,
        _ parameters: [PostgresParameter] = [],
        timeout: Duration? = nil,
        cancellable: Bool = true
    ) async throws(PostgresError) -> PostgresResult {
        try await interruptible(cancellable) { () throws(PostgresError) in
            try self.prepare(statement, parameters, timeout, cancellable)
            return try self.execute(statement, parameters, timeout, cancellable)
        }
    }

    /// Carries out several statements in one text, without values: for migrations.
    ///
    /// Unsafe, because nothing keeps a caller from building the text out of values.
    ///
    /// - Throws: `PostgresError`.
    public func unsafeExecute(_ sql: String, timeout: Duration? = nil) async throws(PostgresError) {
        try await interruptible(true) { () throws(PostgresError) in
            _ = try self.server.perform(timeout: self.limit(timeout), cancellable: true) { PQsendQuery($0, sql) }
        }
    }

    /// Sets a setting of the session, unless it has this value already.
    ///
    /// - Throws: `PostgresError`.
    public func use(
        _ value: String,
        for setting: StaticString,
        cancellable: Bool = true
    ) async throws(PostgresError) {
        let name = setting.description
        guard settings[name] != value else { return }
        settings[name] = nil
        try await query(.setSetting, [.text(name), .text(value)], cancellable: cancellable)
        settings[name] = value
    }

    /// Carries out `body` in one transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Parameters:
    ///   - isReading: Nothing is changed, and every statement sees the database as it was at the first one.
    ///   - body: What is done.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or `PostgresError`. After `connectionLost` it is not known whether the transaction
    ///   was committed.
    public func transaction<Value: Sendable>(
        isReading: Bool = false,
        _ body: @Sendable (isolated PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let before = settings
        try await query(isReading ? .beginReading : .begin)
        do {
            let value = try await body(self)
            try await query(.commit, cancellable: false)
            return value
        } catch {
            // A setting changed in a transaction that is rolled back has its old value again.
            settings = before
            do throws(PostgresError) {
                try await query(.rollback, cancellable: false)
            } catch {
                server.markBroken()
            }
            throw error
        }
    }

    /// Carries out `body`; when the task is cancelled meanwhile, its wait ends.
    private func interruptible<Value: Sendable>(
        _ cancellable: Bool,
        _ body: () throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        guard cancellable else { return try body() }
        let server = server
        let result = await withTaskCancellationHandler {
            // A closure that does not mention `self` would run on a cooperative thread, and block that.
            self.outcome(of: body)
        } onCancel: {
            server.wake()
        }
        return try result.get()
    }

    private func outcome<Value>(of body: () throws(PostgresError) -> Value) -> Result<Value, PostgresError> {
        assertIsolated()
        do throws(PostgresError) { return .success(try body()) } catch { return .failure(error) }
    }

    private func prepare(
        _ statement: Statement,
        _ parameters: [PostgresParameter],
        _ timeout: Duration?,
        _ cancellable: Bool
    ) throws(PostgresError) {
        if let known = prepared[statement.name] {
            guard known == statement.sql else {
                throw PostgresError(.misuse, detail: "two statements are called \(statement.name)")
            }
            return
        }
        let types = parameters.map(\.type)
        _ = try server.perform(timeout: limit(timeout), cancellable: cancellable) {
            PQsendPrepare($0, statement.name, statement.sql, Int32(types.count), types)
        }
        prepared[statement.name] = statement.sql
    }

    private func execute(
        _ statement: Statement,
        _ parameters: [PostgresParameter],
        _ timeout: Duration?,
        _ cancellable: Bool
    ) throws(PostgresError) -> PostgresResult {
        do {
            return try server.perform(timeout: limit(timeout), cancellable: cancellable) { handle in
                parameters.withPointers { values, lengths, formats in
                    PQsendQueryPrepared(handle, statement.name, Int32(lengths.count), values, lengths, formats, 1)
                }
            }
        } catch {
            // 0A000: the tables changed under a prepared statement; 26000: somebody deallocated it; 25006: the server is
            // read-only, and only a new connection finds another one, or sees that the setting was changed.
            if let state = error.sqlState, ["0A000", "26000", "25006"].contains(state) { server.markBroken() }
            throw error
        }
    }

    private func limit(_ timeout: Duration?) -> Duration? {
        timeout ?? configuration.statementTimeout.map { $0 + PostgresConfiguration.grace }
    }

    private func prepareSession() async throws(PostgresError) {
        try await query(
            .prepareSession,
            [
                .text(configuration.applicationName),
                .text(Self.milliseconds(configuration.statementTimeout)),
                .text(Self.milliseconds(configuration.lockTimeout)),
                .text(Self.milliseconds(configuration.idleInTransactionTimeout)),
                .text(configuration.role),
                .texts(configuration.settings.keys.map { $0 }),
                .texts(configuration.settings.values.map { $0 }),
            ],
            timeout: configuration.connectTimeout
        )
    }

    private static func milliseconds(_ limit: Duration?) -> String {
        "\(limit.map { max(1, $0.wholeMilliseconds) } ?? 0)"
    }
}

extension Statement {
    fileprivate static let begin = Statement("begin", "BEGIN")
    fileprivate static let beginReading = Statement(
        "begin_reading",
        "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    )
    fileprivate static let commit = Statement("commit", "COMMIT")
    fileprivate static let rollback = Statement("rollback", "ROLLBACK")
    fileprivate static let setSetting = Statement("set_setting", "SELECT set_config($1, $2, false)")

    /// A login's or database's own settings must not change what the program means: read committed and a synchronous
    /// commit are what "acknowledged" rests on (a stronger setting of the latter stays).
    fileprivate static let prepareSession = Statement(
        "prepare_session",
        """
        SELECT set_config('application_name', $1, false), set_config('statement_timeout', $2, false),
            set_config('lock_timeout', $3, false), set_config('idle_in_transaction_session_timeout', $4, false),
            set_config('TimeZone', 'UTC', false), set_config('search_path', 'pg_catalog', false),
            set_config('default_transaction_isolation', 'read committed', false),
            CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
                THEN set_config('synchronous_commit', 'on', false) END,
            (SELECT count(set_config(name, value, false)) FROM unnest($6::text[], $7::text[]) s(name, value)),
            CASE WHEN $5::text IS NOT NULL THEN set_config('role', $5, false) END
        """
    )
}

/// Connects on the thread that the connection will have.
private actor Opener {
    private let thread: ConnectionThread
    private let abandonment: Abandonment

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(thread: ConnectionThread, abandonment: Abandonment) {
        (self.thread, self.abandonment) = (thread, abandonment)
    }

    func open(_ configuration: PostgresConfiguration) async throws(PostgresError) -> ServerHandle {
        guard let wakeup = Wakeup() else {
            throw PostgresError(.connectFailed, detail: "no file descriptor left")
        }
        let result = await withTaskCancellationHandler {
            // As in `interruptible`: `self`, to stay on the connection's thread.
            self.connect(configuration, wakeup)
        } onCancel: {
            wakeup.wake()
        }
        return try result.get()
    }

    private func connect(
        _ configuration: PostgresConfiguration,
        _ wakeup: Wakeup
    ) -> Result<ServerHandle, PostgresError> {
        assertIsolated()
        do throws(PostgresError) {
            return .success(try ServerHandle.connect(configuration, wakeup: wakeup, abandonment: abandonment))
        } catch {
            return .failure(error)
        }
    }
}
