internal import EventStore
internal import Logging
internal import PostgresClient
internal import WireValues

/// Lets a build that has caught up take the place of the one that serves, after comparing the two.
///
/// Whoever comes first switches; a second node finds that it is done. Until the switch everybody reads the old build, from
/// then on the new one, and in between there is nothing: it is one transaction.
struct BuildFinisher: Sendable {
    let pool: PostgresPool
    let store: any EventStore
    let code: String
    let logger: Logger

    /// How far a build may be behind to be compared: so much is caught up while the switch waits.
    private static let near = 1000
    /// The most families that are counted as differing.
    private static let counted = 10_000
    /// The most of which is said which they are.
    private static let sample = 100
    /// How often is looked for a moment at which a family that differs has no events on their way.
    private static let rounds = 5

    /// The positions of a build in a log, as the furthest and the last of its parts have them.
    struct Reach: Hashable {
        var first: Int
        var last: Int
    }

    /// Compares and switches when the build has caught up in every log; whether it serves now.
    func finish(_ build: Build, of projection: Projection) async throws -> Bool {
        let catalog = BuildCatalog(pool: pool)
        let heads = try await catalog.heads()
        for (log, head) in heads {
            guard let reach = try await reach(of: build.id, in: log), reach.first >= head.position - Self.near else {
                return false
            }
        }
        let old = try await catalog.builds(of: build.name).first { $0.status == .serving }
        var reports: [BuildReport] = []
        for (log, _) in heads { reports.append(try await report(on: build, beside: old, of: projection, in: log)) }
        guard try await switchOver(to: build, from: old, reports) else { return false }
        let differences = reports.reduce(0) { $0 + $1.differences }
        logger.notice(
            "A build of a projection serves from now on",
            metadata: [
                "projection": "\(build.name)", "version": "\(build.version)", "build": "\(build.id)",
                "differences": "\(differences)",
            ]
        )
        if let old, old.version == build.version, differences > 0 {
            logger.critical(
                "A projection held other rows than its log gives",
                metadata: ["projection": "\(build.name)", "build": "\(old.id)", "differences": "\(differences)"]
            )
        }
        return true
    }

    /// How far the parts of a build are, their backlog counted; nil when there are none, or one is stopped.
    private func reach(of build: Int16, in log: LogName) async throws -> Reach? {
        try await pool.withConnection(for: log.description) { connection in
            try await connection.use(log.description, for: BuildCatalog.scope)
            return try await Self.reach(of: build, in: log, on: connection)
        }
    }

    private static func reach(
        of build: Int16,
        in log: LogName,
        on connection: isolated PostgresConnection
    ) async throws -> Reach? {
        let rows = try await connection.query(.reach, [.text(log.description), .build(build)])
        guard let row = rows.first, let first = try row.readIfPresent(0, .integer),
            let last = try row.readIfPresent(1, .integer), try row.read(2, .integer) == 0
        else { return nil }
        return Reach(first: first, last: last)
    }
}

// MARK: Comparing

extension BuildFinisher {
    private struct Comparison: Sendable {
        var differing: [UUID] = []
        var reach: Reach
        var hash: [UInt8]
        /// The positions between which the two builds are not both.
        var between: Range<Int>
        var behind: [UUID]
    }

    private func report(
        on build: Build,
        beside old: Build?,
        of projection: Projection,
        in log: LogName
    ) async throws -> BuildReport {
        var found = try await compare(build, old, projection, log)
        var (certain, doubtful) = try await sort(found, projection, log)
        // A family with events on their way is in one of the builds a moment sooner: look again at those.
        for _ in 1..<Self.rounds where !doubtful.isEmpty || found.reach.first != found.reach.last {
            found = try await compare(build, old, projection, log)
            let again = try await sort(found, projection, log)
            certain = again.certain
            doubtful.formIntersection(again.doubtful)
        }
        let sample = Array(certain.sorted { $0.description < $1.description }.prefix(Self.sample))
        var families: [BuildReport.Difference] = []
        for (gezin, events) in zip(sample, try await store.events(of: sample, in: log)) {
            families.append(BuildReport.Difference(gezin: gezin, positions: events.map(\.position)))
        }
        return BuildReport(
            log: log,
            projection: build.name,
            build: build.id,
            version: build.version,
            code: code,
            first: 1,
            last: found.reach.first,
            furthest: found.reach.last,
            stateHash: found.hash,
            compared: old?.id,
            differences: certain.count,
            isAll: found.differing.count < Self.counted,
            notCompared: doubtful.count,
            sample: families
        )
    }

    /// Compares two builds as they are at one moment.
    private func compare(
        _ build: Build,
        _ old: Build?,
        _ projection: Projection,
        _ log: LogName
    ) async throws -> Comparison {
        try await pool.withConnection(for: log.description) { connection in
            try await connection.use(log.description, for: BuildCatalog.scope)
            return try await connection.transaction { connection in
                try await connection.query(.oneMoment)
                let new = try await Self.reach(of: build.id, in: log, on: connection)
                guard let new else { throw ProjectionFailure.unavailable(reason: "a part of the build is stopped") }
                let hash = try await projection.stateHash(build.id, log, connection)
                var found = Comparison(reach: new, hash: hash, between: 0..<0, behind: [])
                guard let old else { return found }
                found.differing = try await projection.differences(
                    old.id,
                    build.id,
                    log,
                    Self.counted,
                    connection
                )
                let row = try await connection.query(
                    .span,
                    [.text(log.description), .build(old.id), .build(build.id)]
                ).first
                let (low, high) = (try row?.readIfPresent(0, .integer), try row?.readIfPresent(1, .integer))
                if let low, let high { found.between = low..<high }
                for row in try await connection.query(
                    .behindOf,
                    [.text(log.description), .build(old.id), .build(build.id), .uuids(found.differing)]
                ) {
                    found.behind.append(try row.read(0, .identifier))
                }
                return found
            }
        }
    }

    /// Which families differ for certain, and which could because one build is a moment ahead.
    private func sort(
        _ found: Comparison,
        _ projection: Projection,
        _ log: LogName
    ) async throws -> (certain: Set<UUID>, doubtful: Set<UUID>) {
        var moving = Set(found.behind)
        var position = found.between.lowerBound
        while !found.differing.isEmpty, position < found.between.upperBound {
            let limit = min(Self.near, found.between.upperBound - position)
            let events = try await store.events(in: log, after: position, limit: limit)
            guard let last = events.last else { break }
            moving.formUnion(try await projection.touched(events, log))
            position = last.position
        }
        let differing = Set(found.differing)
        return (differing.subtracting(moving), differing.intersection(moving))
    }
}

// MARK: Switching

extension BuildFinisher {
    /// Puts a build in the place of the one that serves, in one transaction; false when it cannot yet or already has been.
    ///
    /// The old one stands still meanwhile, and the new one is at least as far: whoever has read the one does not go back
    /// in time with the other.
    private func switchOver(to build: Build, from old: Build?, _ reports: [BuildReport]) async throws -> Bool {
        struct NotNow: Error {}
        do {
            try await pool.withConnection { connection in
                try await connection.transaction { connection in
                    let builds: [PostgresParameter] = [.text(build.name), .build(build.id), .build(old?.id)]
                    let states = try await connection.query(.lockBuilds, builds)
                    guard try states.first?.read(0, .bool) == true else { throw NotNow() }
                    for report in reports {
                        let log = report.log
                        try await connection.use(log.description, for: BuildCatalog.scope)
                        guard try await Self.catchesUp(build.id, with: old?.id, in: log, connection) else {
                            throw NotNow()
                        }
                        let text = report.json.canonicalText
                        try await connection.query(
                            .keepReport,
                            [.text(log.description), .build(build.id), .text(text)]
                        )
                    }
                    try await connection.use("*", for: BuildCatalog.scope)
                    // A log that came meanwhile has to be built too.
                    guard try await connection.query(.countLogs).first?.read(0, .integer) == reports.count else {
                        throw NotNow()
                    }
                    if let old { try await connection.query(.retire, [.build(old.id)]) }
                    try await connection.query(.serve, [.build(build.id)])
                }
            }
            return true
        } catch is NotNow {
            return false
        }
    }

    /// Holds the old build where it is in a log, and waits a little for the new one to be there as well.
    private static func catchesUp(
        _ build: Int16,
        with old: Int16?,
        in log: LogName,
        _ connection: isolated PostgresConnection
    ) async throws -> Bool {
        var furthest = 0
        if let old {
            for row in try await connection.query(.lockParts, [.text(log.description), .build(old)]) {
                furthest = max(furthest, try row.read(0, .integer))
            }
        }
        for _ in 0..<200 {
            guard let new = try await reach(of: build, in: log, on: connection) else { return false }
            if new.first >= furthest { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}

extension Statement {
    /// As `ProjectionPositions` counts it: a part is as far as its first family that is behind.
    fileprivate static let reach = Statement(
        "projection_reach",
        """
        SELECT min(p.positie), max(p.positie), count(*) FILTER (WHERE p.stop)
        FROM (
            SELECT d.stop_code IS NOT NULL AS stop, least(d.positie, (
                SELECT min(a.positie) - 1 FROM waakvlam.projectie_achterstand a
                WHERE a.gemeente = $1 AND a.bouw = $2 AND a.deel = d.deel AND a.positie IS NOT NULL
            )) AS positie
            FROM waakvlam.projectie_deel d WHERE d.gemeente = $1 AND d.bouw = $2
        ) p
        """
    )
    fileprivate static let span = Statement(
        "projection_span",
        """
        SELECT min(positie), max(positie) FROM waakvlam.projectie_deel WHERE gemeente = $1 AND bouw IN ($2, $3)
        """
    )
    fileprivate static let behindOf = Statement(
        "projection_behind_of",
        """
        SELECT DISTINCT a.gezin FROM waakvlam.projectie_achterstand a
        WHERE a.gemeente = $1 AND a.bouw IN ($2, $3) AND a.gezin = ANY ($4)
        """
    )
    fileprivate static let oneMoment = Statement(
        "projection_one_moment",
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    /// Whether the new build still waits for its turn and the old one still serves; locks both.
    fileprivate static let lockBuilds = Statement(
        "projection_lock_builds",
        """
        SELECT bool_or(b.bouw = $2 AND b.status = 'bouwt')
            AND (SELECT p.bouw FROM waakvlam.projectie p WHERE p.naam = $1 AND p.status = 'dient')
                IS NOT DISTINCT FROM $3
        FROM (SELECT * FROM waakvlam.projectie WHERE naam = $1 ORDER BY bouw FOR UPDATE) b
        """
    )
    fileprivate static let lockParts = Statement(
        "projection_lock_parts",
        """
        SELECT positie FROM waakvlam.projectie_deel WHERE gemeente = $1 AND bouw = $2 ORDER BY deel FOR UPDATE
        """
    )
    fileprivate static let countLogs = Statement("projection_count_logs", "SELECT count(*) FROM waakvlam.logboek")
    fileprivate static let keepReport = Statement(
        "projection_keep_report",
        "INSERT INTO waakvlam.projectie_verslag (gemeente, bouw, verslag) VALUES ($1, $2, $3)"
    )
    fileprivate static let retire = Statement(
        "projection_retire",
        "UPDATE waakvlam.projectie SET status = 'oud', sinds = clock_timestamp() WHERE bouw = $1"
    )
    fileprivate static let serve = Statement(
        "projection_serve",
        "UPDATE waakvlam.projectie SET status = 'dient', sinds = clock_timestamp() WHERE bouw = $1"
    )
}
