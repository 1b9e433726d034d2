/// Who has a connection, who waits for one and when to try again: the pool without its connections.
///
/// A pure state machine: `PostgresPool` carries out what it decides. Generic, so that its tests need no server.
struct PoolState<Connection, Waiter> {
    /// What a caller who wants a connection does next.
    enum Request {
        case lend(Connection)
        /// Connect, then say `connected` or `connectFailed`.
        case connect
        /// The waiter stands in the queue; this other one had to leave it, and is refused.
        case wait(displacing: Waiter?)
        case refuse(PostgresError)
    }

    /// What happens with a connection that comes back.
    enum Return {
        /// It stays in the pool, or leaves it.
        case kept
        /// This waiter gets it.
        case lend(Waiter, Connection)
        /// There is a place, but no connection: this waiter connects.
        case connect(Waiter)
    }

    let maximum: Int
    private(set) var isClosed = false
    private var idle: [Connection] = []
    /// Connections lent or being made.
    private(set) var inUse = 0
    private var waiting: FairQueue<Waiter>
    private var backoff = Backoff()

    init(maximum: Int, queueLimit: Int) {
        self.maximum = max(1, maximum)
        waiting = FairQueue(limit: queueLimit)
    }

    var idleCount: Int { idle.count }

    /// How many callers wait.
    var waitingCount: Int { waiting.count }

    /// A caller asks for a connection; `id` is for giving up while it waits, `group` is who it takes turns with.
    mutating func request(
        _ waiter: Waiter,
        id: UInt64,
        for group: String = "",
        now: ContinuousClock.Instant
    ) -> Request {
        if isClosed { return .refuse(PostgresError(.closed)) }
        if waiting.isEmpty, let connection = idle.popLast() {
            inUse += 1
            return .lend(connection)
        }
        if waiting.isEmpty, inUse + idle.count < maximum {
            // While the server is away everybody is told at once, and one in a while tries.
            if let failure = backoff.failure(at: now) { return .refuse(failure) }
            inUse += 1
            return .connect
        }
        switch waiting.add(waiter, id: id, of: group) {
        case .waits(let displaced): return .wait(displacing: displaced)
        case .refused: return .refuse(PostgresError(.poolFull))
        }
    }

    /// A waiter gives up; nil when it was served already.
    mutating func abandon(_ id: UInt64) -> Waiter? {
        waiting.remove(id)
    }

    /// The connection that a caller was to make is there, and lent to it.
    mutating func connected() {
        backoff.reset()
    }

    /// The connection that a caller was to make did not come; the waiters given would fail the same way.
    mutating func connectFailed(
        _ error: PostgresError,
        now: ContinuousClock.Instant,
        jitter: Double
    ) -> [Waiter] {
        inUse -= 1
        // Who stops waiting says nothing about the server.
        if error.code != .cancelled { backoff.failed(error, now: now, jitter: jitter) }
        // Lent connections still come back to the waiters; without any, nothing would resume them.
        return inUse == 0 ? waiting.removeAll() : []
    }

    /// A lent connection comes back, or nil when it broke.
    mutating func giveBack(_ connection: Connection?) -> Return {
        inUse -= 1
        guard !isClosed, let waiter = waiting.next() else {
            if let connection, !isClosed { idle.append(connection) }
            return .kept
        }
        inUse += 1
        guard let connection else { return .connect(waiter) }
        return .lend(waiter, connection)
    }

    /// No more connections are lent; these waiters are refused, and the idle connections are dropped.
    mutating func close() -> [Waiter] {
        isClosed = true
        idle = []
        return waiting.removeAll()
    }
}

/// How long not to try, after how many failures: 50 ms, doubled up to 1 s, of which a random half.
private struct Backoff {
    private var failures = 0
    private var last: PostgresError?
    private var until: ContinuousClock.Instant?

    mutating func failed(_ error: PostgresError, now: ContinuousClock.Instant, jitter: Double) {
        failures += 1
        last = error
        let longest = min(1.0, 0.05 * Double(1 << min(failures - 1, 10)))
        until = now + .seconds(longest * (0.5 + 0.5 * jitter))
    }

    mutating func reset() {
        self = Backoff()
    }

    func failure(at now: ContinuousClock.Instant) -> PostgresError? {
        guard let until, now < until else { return nil }
        return last
    }
}
