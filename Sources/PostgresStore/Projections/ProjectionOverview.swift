public import CivilTime
public import EventStore
public import PostgresClient
public import WireValues

/// How a build of a projection is in one log.
public struct ProjectionState: Hashable, Sendable {
    /// A part that stands still, and why.
    public struct Stop: Hashable, Sendable {
        /// The part.
        public let part: Int
        /// The stable code.
        public let code: String
        /// The reason, without personal data.
        public let reason: String
        /// The event it stopped at.
        public let position: Int?
        /// The family whose rows could not be made.
        public let gezin: UUID?
        /// Since when.
        public let since: Moment
    }

    /// The build.
    public let build: Build
    /// The log.
    public let log: LogName
    /// The end of the log.
    public let head: Int
    /// The position up to which all rows are right.
    public let position: Int
    /// The position up to which the log has been read.
    public let read: Int
    /// How many families are behind.
    public let backlog: Int
    /// Who works on it.
    public let holders: [String]
    /// The parts that stand still.
    public let stops: [Stop]

    /// How many events are still to be seen in all rows.
    public var lag: Int { max(0, head - position) }
}

/// Looks at projections, and gives the orders that a person gives: build anew, go on, remove the old one.
public struct ProjectionOverview: Sendable {
    private let pool: PostgresPool
    private let catalog: BuildCatalog

    /// The projections in the database of `pool`.
    public init(pool: PostgresPool) {
        self.pool = pool
        catalog = BuildCatalog(pool: pool)
    }

    /// All builds that were ever begun, the newest last.
    ///
    /// - Throws: `PostgresError`.
    public func builds() async throws -> [Build] { try await catalog.all() }

    /// Every build that is of use, in every log.
    ///
    /// - Throws: `PostgresError`.
    public func states() async throws -> [ProjectionState] {
        let builds = try await catalog.all().filter { $0.status != .stopped }
        let heads = try await catalog.heads()
        var states: [ProjectionState] = []
        for build in builds {
            for (log, head) in heads { states.append(try await state(of: build, in: log, head: head.position)) }
        }
        return states
    }

    /// The reports of a build, one per log.
    ///
    /// - Throws: `PostgresError`.
    public func reports(of build: Build) async throws -> [BuildReport] {
        var reports: [BuildReport] = []
        for (log, _) in try await catalog.heads() {
            let rows = try await query(.report, [.text(log.description), .build(build.id)], in: log)
            for row in rows { if let report = BuildReport(try row.read(0, .text), of: log) { reports.append(report) } }
        }
        return reports
    }

    /// Begins a build beside the one that serves, or joins one that is going on; one that has stopped is begun anew.
    ///
    /// Runners do the rest: they build it, compare it and let it serve.
    ///
    /// - Returns: The build.
    /// - Throws: `PostgresError`.
    public func rebuild(_ projection: Projection, code: String) async throws -> Build? {
        let going = try await catalog.builds(of: projection.name).first { $0.status == .building }
        if let going {
            var isOfUse = going.version == projection.version
            for (log, head) in try await catalog.heads() where isOfUse {
                isOfUse = try await state(of: going, in: log, head: head.position).stops.isEmpty
            }
            if isOfUse { return going }
        }
        return try await catalog.begin(projection, code: code, replacing: going?.id)
    }

    /// Lets the stopped parts of a projection go on; how many there were.
    ///
    /// - Throws: `PostgresError`.
    public func resume(_ name: String) async throws -> Int {
        var count = 0
        let builds = try await catalog.builds(of: name).filter { [.building, .serving].contains($0.status) }
        for (log, _) in try await catalog.heads() {
            for build in builds {
                count += try await query(.resume, [.text(log.description), .build(build.id)], in: log).count
            }
        }
        return count
    }

    /// Removes what is kept of old builds of a projection, a bounded number of rows at a time; how many builds.
    ///
    /// - Throws: `PostgresError`.
    public func removeOld(of projection: Projection) async throws -> Int {
        try await catalog.giveUpOld(projection.name)
        let over = try await catalog.builds(of: projection.name).filter { $0.status == .stopped && !$0.isRemoved }
        for build in over { try await catalog.remove(build, of: projection) }
        return over.count
    }

    private func state(of build: Build, in log: LogName, head: Int) async throws -> ProjectionState {
        let place: [PostgresParameter] = [.text(log.description), .build(build.id)]
        let totals = try await query(.totals, place, in: log).first
        var stops: [ProjectionState.Stop] = []
        for row in try await query(.stops, place, in: log) {
            stops.append(
                ProjectionState.Stop(
                    part: try row.read(0, .integer),
                    code: try row.read(1, .text),
                    reason: try row.read(2, .text),
                    position: try row.readIfPresent(3, .integer),
                    gezin: try row.readIfPresent(4, .identifier),
                    since: try row.read(5, .moment)
                )
            )
        }
        var holders: [String] = []
        for row in try await query(.holders, place, in: log) { holders.append(try row.read(0, .text)) }
        return ProjectionState(
            build: build,
            log: log,
            head: head,
            position: try totals?.readIfPresent(0, .integer) ?? 0,
            read: try totals?.readIfPresent(1, .integer) ?? 0,
            backlog: try totals?.read(2, .integer) ?? 0,
            holders: holders,
            stops: stops
        )
    }

    private func query(
        _ statement: Statement,
        _ parameters: [PostgresParameter],
        in log: LogName
    ) async throws -> PostgresResult {
        try await pool.withConnection(for: log.description) { connection in
            try await connection.use(log.description, for: BuildCatalog.scope)
            return try await connection.query(statement, parameters)
        }
    }
}

extension Statement {
    fileprivate static let totals = Statement(
        "projection_totals",
        """
        SELECT least(min(d.positie), (
                SELECT min(a.positie) - 1 FROM waakvlam.projectie_achterstand a
                WHERE a.gemeente = $1 AND a.bouw = $2 AND a.positie IS NOT NULL
            )), min(d.positie),
            (SELECT count(*) FROM waakvlam.projectie_achterstand a WHERE a.gemeente = $1 AND a.bouw = $2)
        FROM waakvlam.projectie_deel d WHERE d.gemeente = $1 AND d.bouw = $2
        """
    )
    fileprivate static let stops = Statement(
        "projection_stops",
        """
        SELECT deel, stop_code, stop_reden, stop_positie, stop_gezin, gestopt_op FROM waakvlam.projectie_deel
        WHERE gemeente = $1 AND bouw = $2 AND stop_code IS NOT NULL ORDER BY deel
        """
    )
    fileprivate static let holders = Statement(
        "projection_holders",
        """
        SELECT DISTINCT d.houder FROM waakvlam.projectie_deel d
        JOIN waakvlam.projectie_houder h ON h.houder = d.houder AND h.bouw = d.bouw AND h.tot > clock_timestamp()
        WHERE d.gemeente = $1 AND d.bouw = $2 ORDER BY d.houder
        """
    )
    fileprivate static let report = Statement(
        "projection_report",
        "SELECT verslag FROM waakvlam.projectie_verslag WHERE gemeente = $1 AND bouw = $2"
    )
    fileprivate static let resume = Statement(
        "projection_resume",
        """
        UPDATE waakvlam.projectie_deel
        SET stop_code = NULL, stop_reden = NULL, stop_positie = NULL, stop_gezin = NULL, gestopt_op = NULL
        WHERE gemeente = $1 AND bouw = $2 AND stop_code IS NOT NULL RETURNING deel
        """
    )
}
