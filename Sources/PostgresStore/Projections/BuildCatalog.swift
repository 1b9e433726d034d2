public import CivilTime
internal import EventStore
internal import PostgresClient

/// One build of a projection: all its rows, of one version of its definition.
public struct Build: Hashable, Sendable {
    /// What has become of a build.
    public enum Status: String, Hashable, Sendable {
        /// Being built; nobody reads it.
        case building = "bouwt"
        /// Read by everybody.
        case serving = "dient"
        /// As it was when another took its place.
        case old = "oud"
        /// Over; its rows are removed.
        case stopped = "gestopt"
    }

    /// Its number, in the key of every row that it has.
    public let id: Int16
    /// The name of the projection.
    public let name: String
    /// The version of the definition.
    public let version: Int
    /// In how many parts each log is divided.
    public let parts: Int
    /// What has become of it.
    public let status: Status
    /// The version of the program that began it.
    public let code: String
    /// Since when it has its status.
    public let since: Moment
    /// Whether its rows are removed.
    public let isRemoved: Bool
}

/// The builds in the database, and the steps by which one takes the place of another.
struct BuildCatalog: Sendable {
    let pool: PostgresPool

    /// The setting by which row-level security knows the gemeente.
    static let scope: StaticString = "waakvlam.gemeente"

    /// All builds, the newest last.
    func all() async throws -> [Build] {
        try await pool.withConnection { connection in
            try Self.decode(try await connection.query(.builds))
        }
    }

    /// The builds of a projection.
    func builds(of name: String) async throws -> [Build] { try await all().filter { $0.name == name } }

    /// Begins a build, unless one is being built already, and gives up those that are no longer of use: `replacing`, and
    /// the old ones.
    ///
    /// - Returns: The build that is being built.
    func begin(_ projection: Projection, code: String, replacing: Int16? = nil) async throws -> Build? {
        try await pool.withConnection { connection in
            try await connection.transaction { connection in
                try await connection.query(.giveUp, [.text(projection.name), .build(replacing)])
                let parameters: [PostgresParameter] = [
                    .text(projection.name), .int8(projection.version), .int8(projection.parts), .text(code),
                ]
                try await connection.query(.begin, parameters)
            }
        }
        return try await builds(of: projection.name).first { $0.status == .building }
    }

    /// Makes the parts of builds in a log that they do not have yet.
    func addParts(of build: Build, in log: LogName) async throws {
        try await pool.withConnection { connection in
            try await connection.use(log.description, for: Self.scope)
            let last = PostgresParameter.int8(build.parts - 1)
            try await connection.query(.addParts, [.text(log.description), .build(build.id), last])
        }
    }

    /// The logs with their heads.
    func heads() async throws -> [(log: LogName, head: LogHead)] {
        try await pool.withConnection { connection in
            try await connection.use("*", for: Self.scope)
            var heads: [(log: LogName, head: LogHead)] = []
            for row in try await connection.query(.heads) {
                let head = LogHead(
                    epoch: try row.read(1, .integer),
                    position: try row.read(2, .integer),
                    hash: try row.read(3, .bytes)
                )
                heads.append((try row.read(0, ColumnFormat<String>.text.map { LogName($0) }), head))
            }
            return heads
        }
    }

    /// Ends what an old build is kept for; its rows can be removed from now on.
    func giveUpOld(_ name: String) async throws {
        try await pool.withConnection { connection in
            _ = try await connection.query(.giveUp, [.text(name), .build(nil)])
        }
    }

    /// Removes the rows of a build that is over, a bounded number at a time.
    func remove(_ build: Build, of projection: Projection, limit: Int = 1000) async throws {
        for (log, _) in try await heads() {
            try await pool.withConnection(for: log.description) { connection in
                try await connection.use(log.description, for: Self.scope)
                let place: [PostgresParameter] = [.text(log.description), .build(build.id)]
                // The parts first: whoever still writes is refused from then on.
                try await connection.query(.removeParts, place)
                while try await !connection.query(.removeBacklog, place + [.int8(limit)]).isEmpty {}
                while try await projection.remove(build.id, log, limit, connection) > 0 {}
            }
        }
        try await pool.withConnection { connection in
            _ = try await connection.query(.removed, [.build(build.id)])
        }
    }

    private static func decode(_ rows: PostgresResult) throws(PostgresError) -> [Build] {
        var builds: [Build] = []
        for row in rows {
            builds.append(
                Build(
                    id: try row.read(0, .build),
                    name: try row.read(1, .text),
                    version: try row.read(2, .integer),
                    parts: try row.read(3, .integer),
                    status: try row.read(4, ColumnFormat<String>.text.map { Build.Status(rawValue: $0) }),
                    code: try row.read(5, .text),
                    since: try row.read(6, .moment),
                    isRemoved: try row.read(7, .bool)
                )
            )
        }
        return builds
    }
}

extension PostgresParameter {
    /// The number of a build or of a part.
    static func build(_ value: Int16?) -> PostgresParameter { .value(.int2, value) { $1.integer($0) } }
}

extension ColumnFormat<Int16> {
    /// The number of a build or of a part.
    static var build: Self { ColumnFormat<Int>.integer.map { Int16(exactly: $0) } }
}

extension Statement {
    fileprivate static let builds = Statement(
        "projection_builds",
        """
        SELECT bouw, naam, versie, delen, status, code, sinds, opgeruimd_op IS NOT NULL
        FROM waakvlam.projectie ORDER BY bouw
        """
    )
    fileprivate static let giveUp = Statement(
        "projection_give_up",
        """
        UPDATE waakvlam.projectie SET status = 'gestopt', sinds = clock_timestamp()
        WHERE naam = $1 AND (status = 'oud' OR (status = 'bouwt' AND bouw = $2))
        """
    )
    fileprivate static let begin = Statement(
        "projection_begin",
        """
        INSERT INTO waakvlam.projectie (bouw, naam, versie, delen, code)
        SELECT coalesce(max(bouw), 0) + 1, $1, $2::integer, $3::smallint, $4 FROM waakvlam.projectie
        ON CONFLICT DO NOTHING
        """
    )
    /// Locks the build: one that is over gets no parts any more, also when it ends at this moment.
    fileprivate static let addParts = Statement(
        "projection_add_parts",
        """
        WITH build AS (
            SELECT bouw FROM waakvlam.projectie WHERE bouw = $2 AND status IN ('bouwt', 'dient') FOR SHARE
        )
        INSERT INTO waakvlam.projectie_deel (gemeente, bouw, deel)
        SELECT $1, b.bouw, d.deel FROM build b, generate_series(0, $3) d(deel)
        ON CONFLICT DO NOTHING
        """
    )
    fileprivate static let heads = Statement(
        "projection_heads",
        "SELECT gemeente, tijdperk, positie, hash FROM waakvlam.logboek ORDER BY gemeente"
    )
    fileprivate static let removeParts = Statement(
        "projection_remove_parts",
        "DELETE FROM waakvlam.projectie_deel WHERE gemeente = $1 AND bouw = $2"
    )
    fileprivate static let removeBacklog = Statement(
        "projection_remove_backlog",
        """
        DELETE FROM waakvlam.projectie_achterstand WHERE ctid IN (
            SELECT ctid FROM waakvlam.projectie_achterstand WHERE gemeente = $1 AND bouw = $2 LIMIT $3
        ) RETURNING deel
        """
    )
    fileprivate static let removed = Statement(
        "projection_removed",
        "UPDATE waakvlam.projectie SET opgeruimd_op = clock_timestamp() WHERE bouw = $1 AND status = 'gestopt'"
    )
}
