public import Logging
internal import Synchronization

/// A fixed number of connections, lent one at a time.
///
/// Connections are made when they are needed. Callers wait, not for ever and not without limit: in order of arrival
/// within a group, and the groups in turn (see `FairQueue`). A connection that breaks is dropped when it comes back;
/// while the server is away callers are told so at once, and the pool tries again after a pause that grows with every
/// failure.
public final class PostgresPool: Sendable {
    /// The bounds of a pool.
    public struct Limits: Sendable {
        /// How many connections (and threads) there are at most.
        public var connections: Int
        /// How many callers may wait for one.
        public var waiters: Int
        /// How long a caller waits for one.
        public var waitTimeout: Duration

        /// Bounds for a server: these connections, this many waiters, this long a wait.
        public init(connections: Int = 8, waiters: Int = 1024, waitTimeout: Duration = .seconds(10)) {
            self.connections = connections
            self.waiters = waiters
            self.waitTimeout = waitTimeout
        }
    }

    private enum Grant: Sendable {
        case connection(PostgresConnection)
        case connect
        case refused(PostgresError)
    }

    private typealias Waiter = OneShot<Grant>

    private struct Shared {
        var pool: PoolState<PostgresConnection, Waiter>
        var nextId: UInt64 = 0
        var drained: [OneShot<Void>] = []
    }

    private let configuration: PostgresConfiguration
    private let limits: Limits
    private let logger: Logger
    private let shared: Mutex<Shared>
    private let abandonment = Abandonment()

    /// A pool that will connect as `configuration` says.
    public init(_ configuration: PostgresConfiguration, limits: Limits = Limits(), logger: Logger) {
        self.configuration = configuration
        self.limits = limits
        self.logger = logger
        shared = Mutex(Shared(pool: PoolState(maximum: limits.connections, queueLimit: limits.waiters)))
    }

    /// Lends a connection to `body`.
    ///
    /// A connection that comes back broken or with an open transaction is not lent again.
    ///
    /// - Parameters:
    ///   - group: Who it is for: groups take turns when there are not enough connections.
    ///   - body: What is done with the connection.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; `PostgresError` when there is no connection, `cancelled` while waiting for one.
    public func withConnection<Value: Sendable>(
        for group: String = "",
        _ body: @Sendable (isolated PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await acquire(for: group)
        let (result, reusable) = await connection.lend(to: body)
        giveBack(reusable ? connection : nil)
        return try result.get()
    }

    /// How many callers wait for a connection.
    public var waiters: Int { shared.withLock { $0.pool.waitingCount } }

    /// Refuses new callers, and returns when all lent connections are back and closed.
    public func close() async {
        let drained = OneShot<Void>()
        refuseCallers { $0.drained.append(drained) }
        finishDraining()
        await drained.value()
    }

    /// Refuses new callers, and ends every wait for the server: for a program that must stop although the server hangs.
    ///
    /// Whoever waits has `connectionLost`, and does not know whether the statement was carried out.
    public func abandon() {
        abandonment.set()
        refuseCallers { _ in }
        finishDraining()
    }

    private func refuseCallers(_ change: (inout Shared) -> Void) {
        let waiters = shared.withLock { shared in
            change(&shared)
            return shared.pool.close()
        }
        for waiter in waiters { waiter.give(.refused(PostgresError(.closed))) }
    }
}

// MARK: Lending

extension PostgresPool {
    private func acquire(for group: String) async throws(PostgresError) -> PostgresConnection {
        while true {
            let grant = await requestGrant(for: group)
            switch grant {
            case .refused(let error): throw error
            case .connect: return try await connect()
            case .connection(let connection):
                if connection.isUsable { return connection }
                logger.info("Dropped a connection that PostgreSQL closed")
                giveBack(nil)
            }
        }
    }

    private func requestGrant(for group: String) async -> Grant {
        if Task.isCancelled { return .refused(PostgresError(.cancelled)) }
        let waiter = Waiter()
        let (request, id) = shared.withLock { shared in
            shared.nextId += 1
            return (shared.pool.request(waiter, id: shared.nextId, for: group, now: .now), shared.nextId)
        }
        switch request {
        case .lend(let connection): return .connection(connection)
        case .connect: return .connect
        case .refuse(let error): return .refused(error)
        case .wait(let displaced):
            displaced?.give(.refused(PostgresError(.poolFull)))
            return await wait(waiter, id)
        }
    }

    private func wait(_ waiter: Waiter, _ id: UInt64) async -> Grant {
        // Leaving the scope cancels the timer and waits for its end.
        async let _ = giveUp(id, after: limits.waitTimeout)
        return await withTaskCancellationHandler {
            await waiter.value()
        } onCancel: {
            abandon(id, PostgresError(.cancelled))
        }
    }

    private func giveUp(_ id: UInt64, after timeout: Duration) async {
        do {
            try await Task.sleep(for: timeout)
            abandon(id, PostgresError(.poolTimedOut))
        } catch {
            // The wait ended first.
        }
    }

    private func abandon(_ id: UInt64, _ error: PostgresError) {
        let waiter = shared.withLock { $0.pool.abandon(id) }
        waiter?.give(.refused(error))
    }

    private func connect() async throws(PostgresError) -> PostgresConnection {
        do throws(PostgresError) {
            let connection = try await PostgresConnection.connect(
                configuration,
                logger: logger,
                abandonment: abandonment
            )
            shared.withLock { $0.pool.connected() }
            return connection
        } catch {
            let jitter = Double.random(in: 0..<1)
            let waiters = shared.withLock { $0.pool.connectFailed(error, now: .now, jitter: jitter) }
            logger.warning("Could not connect to PostgreSQL", metadata: ["error": "\(error)"])
            for waiter in waiters { waiter.give(.refused(error)) }
            finishDraining()
            throw error
        }
    }

    private func giveBack(_ connection: PostgresConnection?) {
        switch shared.withLock({ $0.pool.giveBack(connection) }) {
        case .kept: finishDraining()
        case .lend(let waiter, let connection): waiter.give(.connection(connection))
        case .connect(let waiter): waiter.give(.connect)
        }
    }

    private func finishDraining() {
        let waiting = shared.withLock { shared in
            guard shared.pool.isClosed, shared.pool.inUse == 0 else { return [OneShot<Void>]() }
            defer { shared.drained = [] }
            return shared.drained
        }
        for drained in waiting { drained.give(()) }
    }
}
