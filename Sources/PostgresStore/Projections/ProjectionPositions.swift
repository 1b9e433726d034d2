public import EventStore
public import PostgresClient

/// How far what everybody reads of a projection is, and waiting until it is further.
public struct ProjectionPositions: Sendable {
    /// What came of waiting for a position.
    public enum Outcome: Hashable, Sendable {
        /// The projection is at least as far: at this position.
        case reached(Int)
        /// The time is over, and it is no further than this position.
        case behind(Int)
        /// No build serves yet.
        case notBuilt
    }

    private let pool: PostgresPool
    private let projected: LogSignal

    /// Positions in the database of `pool`.
    ///
    /// - Parameters:
    ///   - pool: Where they are read.
    ///   - projected: Is raised when a runner in this process has gone on: it shortens waiting.
    public init(pool: PostgresPool, projected: LogSignal = LogSignal()) {
        (self.pool, self.projected) = (pool, projected)
    }

    /// The position up to which all rows that a projection serves of a log are right; nil when no build serves.
    ///
    /// - Throws: `PostgresError`.
    public func position(of name: String, in log: LogName) async throws -> Int? {
        try await pool.withConnection(for: log.description) { connection in
            try await connection.use(log.description, for: BuildCatalog.scope)
            let row = try await connection.query(.served, [.text(log.description), .text(name)]).first
            guard let row, try row.read(1, .bool) else { return nil }
            return try row.readIfPresent(0, .integer) ?? 0
        }
    }

    /// Waits until a projection serves at least what follows from the log up to a position.
    ///
    /// - Parameters:
    ///   - position: What the caller wants to see: the position of its own append.
    ///   - name: The name of the projection.
    ///   - log: The log.
    ///   - timeout: How long it waits at most.
    /// - Returns: Whether it is there, and how far it is.
    /// - Throws: `PostgresError`, or `CancellationError`.
    public func wait(
        for position: Int,
        of name: String,
        in log: LogName,
        timeout: Duration
    ) async throws -> Outcome {
        let end = ContinuousClock.now + timeout
        while true {
            // Subscribed before it is read: what is written in between is told.
            let bell = OneShot<Void>()
            let subscription = projected.subscribe { if $0 == log { bell.give(()) } }
            defer { projected.unsubscribe(subscription) }
            let found = try await self.position(of: name, in: log)
            if let found, found >= position { return .reached(found) }
            let left = end - .now
            guard left > .zero else { return found.map(Outcome.behind) ?? .notBuilt }
            try Task.checkCancellation()
            await Self.pause(min(left, .milliseconds(25)), until: bell)
        }
    }

    private static func pause(_ time: Duration, until bell: OneShot<Void>) async {
        // Leaving the scope cancels the timer and waits for its end.
        async let _ = ring(bell, after: time)
        await withTaskCancellationHandler {
            await bell.value()
        } onCancel: {
            bell.give(())
        }
    }

    private static func ring(_ bell: OneShot<Void>, after time: Duration) async {
        try? await Task.sleep(for: time)
        bell.give(())
    }
}

extension Statement {
    /// A part is as far as its first family that is behind; and a log that has no parts yet is at its start.
    fileprivate static let served = Statement(
        "projection_served",
        """
        SELECT (
            SELECT min(least(d.positie, (
                SELECT min(a.positie) - 1 FROM waakvlam.projectie_achterstand a
                WHERE a.gemeente = $1 AND a.bouw = d.bouw AND a.deel = d.deel AND a.positie IS NOT NULL
            )))
            FROM waakvlam.projectie_deel d WHERE d.gemeente = $1 AND d.bouw = p.bouw
        ), p.bouw IS NOT NULL
        FROM (SELECT 1) one LEFT JOIN waakvlam.projectie p ON p.naam = $2 AND p.status = 'dient'
        """
    )
}
