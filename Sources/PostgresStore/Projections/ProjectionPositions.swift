public import EventStore
public import PostgresClient
internal import Synchronization

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
    private let line = WaitingLine()

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
    /// Of all who wait at the same time for a projection of a log one looks, for all of them: so the database is asked as
    /// often as the projection goes on, and not as often as somebody waits.
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
        let place = WaitingLine.Place(name: name, log: log)
        guard let waiter = line.stand(at: place, for: position) else {
            return try await look(for: position, at: place, until: end)
        }
        async let _ = Self.leave(line, waiter, at: place, after: timeout)
        let turn = await withTaskCancellationHandler {
            await waiter.turn.value()
        } onCancel: {
            line.leave(waiter, at: place)
        }
        switch turn {
        case .seen(let found): return .reached(found)
        case .looks: return try await look(for: position, at: place, until: end)
        case .left:
            try Task.checkCancellation()
            return try await self.position(of: name, in: log).map { $0 >= position ? .reached($0) : .behind($0) }
                ?? .notBuilt
        }
    }

    /// Looks whenever there is reason to, and tells those in the line, until it has seen its own position; then, or when it
    /// cannot go on, another one looks.
    private func look(
        for position: Int,
        at place: WaitingLine.Place,
        until end: ContinuousClock.Instant
    ) async throws -> Outcome {
        defer { line.passOn(at: place) }
        while true {
            // Subscribed before it is read: what is written in between is told.
            let bell = OneShot<Void>()
            let subscription = projected.subscribe { if $0 == place.log { bell.give(()) } }
            defer { projected.unsubscribe(subscription) }
            let found = try await self.position(of: place.name, in: place.log)
            if let found { line.tell(found, at: place) }
            if let found, found >= position { return .reached(found) }
            let left = end - .now
            guard left > .zero else { return found.map(Outcome.behind) ?? .notBuilt }
            try Task.checkCancellation()
            await Self.pause(min(left, .milliseconds(25)), until: bell)
        }
    }

    private static func leave(
        _ line: WaitingLine,
        _ waiter: WaitingLine.Waiter,
        at place: WaitingLine.Place,
        after time: Duration
    ) async {
        try? await Task.sleep(for: time)
        line.leave(waiter, at: place)
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

/// Who waits for which position: at each place one looks, and the others stand in line.
private final class WaitingLine: Sendable {
    struct Place: Hashable {
        let name: String
        let log: LogName
    }

    /// How waiting in the line ends: its position was seen, it is its turn to look, or it took too long.
    enum Turn {
        case seen(Int)
        case looks
        case left
    }

    final class Waiter: Sendable {
        let position: Int
        let turn = OneShot<Turn>()

        init(position: Int) { self.position = position }
    }

    private let lines = Mutex<[Place: [Waiter]]>([:])

    /// Stands in the line; nil when nobody looks, so that the caller has to.
    func stand(at place: Place, for position: Int) -> Waiter? {
        lines.withLock { lines in
            guard lines[place] != nil else {
                lines[place] = []
                return nil
            }
            let waiter = Waiter(position: position)
            lines[place]?.append(waiter)
            return waiter
        }
    }

    /// Tells how far it is; who waits for no more is done.
    func tell(_ found: Int, at place: Place) {
        let seen = lines.withLock { lines in
            let seen = lines[place]?.filter { $0.position <= found } ?? []
            lines[place]?.removeAll { $0.position <= found }
            return seen
        }
        for waiter in seen { waiter.turn.give(.seen(found)) }
    }

    /// Has the first in the line look from now on.
    func passOn(at place: Place) {
        let next = lines.withLock { lines -> Waiter? in
            guard let line = lines[place], !line.isEmpty else {
                lines[place] = nil
                return nil
            }
            return lines[place]?.removeFirst()
        }
        next?.turn.give(.looks)
    }

    /// Leaves the line; whoever is no longer in it has got its turn, or gets it.
    func leave(_ waiter: Waiter, at place: Place) {
        let wasInLine = lines.withLock { lines in
            let before = lines[place]?.count
            lines[place]?.removeAll { $0 === waiter }
            return lines[place]?.count != before
        }
        if wasInLine { waiter.turn.give(.left) }
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
