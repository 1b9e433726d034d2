internal import EventStore
internal import PostgresClient
internal import WireValues

/// The parts of one build in one log, in the database: leases, checkpoints and backlog.
///
/// The fence: whatever a holder changes is refused unless it still is the holder and the checkpoint is still the one it
/// began at. So a node that was taken over, and does not know yet, writes nothing.
struct PartTable: Sendable {
    let pool: PostgresPool
    let build: Int16
    let log: LogName
    let holder: String

    /// The parts that a change is about, and the checkpoint that all of them have.
    struct Group: Hashable, Sendable {
        var parts: [Int16]
        var head: LogHead
    }

    /// Another node has taken over, or the parts are stopped or gone.
    struct FenceLost: Error {}

    private var place: [PostgresParameter] { [.text(log.description), .build(build)] }

    /// The parts, and how many nodes work on the build.
    func read() async throws -> (parts: [PartState], nodes: Int) {
        let rows = try await query(.parts, place)
        var parts: [PartState] = []
        for row in rows {
            parts.append(
                PartState(
                    part: try row.read(0, .build),
                    holder: try row.readIfPresent(1, .text),
                    isHeld: try row.read(2, .bool),
                    head: LogHead(
                        epoch: try row.read(3, .integer),
                        position: try row.read(4, .integer),
                        hash: try row.read(5, .bytes)
                    ),
                    isStopped: try row.read(6, .bool),
                    hasBacklog: try row.read(7, .bool)
                )
            )
        }
        return (parts, try rows.first?.read(8, .integer) ?? 0)
    }

    /// Takes and gives up parts; what another node took first stays with it.
    func carryOut(_ plan: LeasePlan) async throws {
        if !plan.release.isEmpty {
            try await query(.releaseParts, place + [.text(holder), .int2s(plan.release)])
        }
        if !plan.take.isEmpty { try await query(.takeParts, place + [.text(holder), .int2s(plan.take)]) }
    }

    /// Gives up all parts.
    func releaseAll() async throws {
        try await query(.releaseAllParts, place + [.text(holder)])
    }

    /// At most `limit` families of a part that are behind, each with the position since which it is.
    func backlog(of part: Int16, limit: Int) async throws -> [(gezin: UUID, since: Int?)] {
        var families: [(gezin: UUID, since: Int?)] = []
        for row in try await query(.backlog, place + [.build(part), .int8(limit)]) {
            families.append((try row.read(0, .identifier), try row.readIfPresent(1, .integer)))
        }
        return families
    }

    /// Stops a part, unless it is stopped already or another node has it.
    func stop(_ part: Int16, _ stop: PartStop) async throws {
        let reason: [PostgresParameter] = [
            .text(stop.code), .text(stop.reason), .int8(stop.position), .uuid(stop.gezin),
        ]
        try await query(.stopPart, place + [.build(part), .text(holder)] + reason)
    }

    /// Changes something in one transaction, behind the fence.
    ///
    /// - Parameters:
    ///   - group: The parts, and the checkpoint they must have.
    ///   - head: The checkpoint they have afterwards.
    ///   - change: What else changes.
    /// - Throws: `FenceLost`, what `change` throws, or `PostgresError`.
    func change(
        _ group: Group,
        to head: LogHead,
        _ change: @Sendable (isolated PostgresConnection) async throws -> Void
    ) async throws {
        let parameters: [PostgresParameter] =
            place + [
                .text(holder), .int2s(group.parts), .int8(group.head.epoch), .int8(group.head.position),
                .bytea(group.head.hash), .int8(head.epoch), .int8(head.position), .bytea(head.hash),
            ]
        let (log, count) = (log, group.parts.count)
        try await pool.withConnection(for: log.description) { connection in
            try await connection.use(log.description, for: BuildCatalog.scope)
            try await connection.transaction { connection in
                // First: it locks the parts, so that a rival waits and then sees what became of them.
                guard try await connection.query(.fence, parameters).count == count else { throw FenceLost() }
                try await change(connection)
            }
        }
    }

    /// Does something in a transaction that is rolled back.
    func attempt(_ body: @Sendable (isolated PostgresConnection) async throws -> Void) async throws {
        struct RolledBack: Error {}
        let log = log
        do {
            try await pool.withConnection(for: log.description) { connection in
                try await connection.use(log.description, for: BuildCatalog.scope)
                try await connection.transaction { connection in
                    try await body(connection)
                    throw RolledBack()
                }
            }
        } catch is RolledBack {}
    }

    /// Notes that families are behind, since `position` or, without one, for a day that comes near.
    func mark(
        _ families: [(gezin: UUID, part: Int16)],
        since position: Int?,
        on connection: isolated PostgresConnection
    ) async throws {
        guard !families.isEmpty else { return }
        let columns: [PostgresParameter] = [.int2s(families.map(\.part)), .uuids(families.map(\.gezin))]
        try await connection.query(.markBacklog, place + columns + [.int8(position)])
    }

    /// Notes that families are no longer behind.
    func clear(_ families: [(gezin: UUID, part: Int16)], on connection: isolated PostgresConnection) async throws {
        guard !families.isEmpty else { return }
        let columns: [PostgresParameter] = [.int2s(families.map(\.part)), .uuids(families.map(\.gezin))]
        try await connection.query(.clearBacklog, place + columns)
    }

    @discardableResult
    private func query(_ statement: Statement, _ parameters: [PostgresParameter]) async throws -> PostgresResult {
        let log = log
        return try await pool.withConnection(for: log.description) { connection in
            try await connection.use(log.description, for: BuildCatalog.scope)
            return try await connection.query(statement, parameters)
        }
    }
}

/// Why a part stands still.
struct PartStop: Hashable, Sendable {
    let code: String
    /// Without personal data.
    let reason: String
    /// The event that it stopped at.
    let position: Int?
    let gezin: UUID?
}

extension Statement {
    fileprivate static let parts = Statement(
        "projection_parts",
        """
        SELECT d.deel, d.houder, coalesce(h.tot > clock_timestamp(), false), d.tijdperk, d.positie, d.hash,
            d.stop_code IS NOT NULL,
            EXISTS (
                SELECT FROM waakvlam.projectie_achterstand a
                WHERE a.gemeente = d.gemeente AND a.bouw = d.bouw AND a.deel = d.deel
            ),
            (SELECT count(*) FROM waakvlam.projectie_houder n WHERE n.bouw = $2 AND n.tot > clock_timestamp())
        FROM waakvlam.projectie_deel d
        LEFT JOIN waakvlam.projectie_houder h ON h.houder = d.houder AND h.bouw = d.bouw
        WHERE d.gemeente = $1 AND d.bouw = $2 ORDER BY d.deel
        """
    )
    fileprivate static let takeParts = Statement(
        "projection_take_parts",
        """
        UPDATE waakvlam.projectie_deel d SET houder = $3
        WHERE d.gemeente = $1 AND d.bouw = $2 AND d.deel = ANY ($4) AND NOT EXISTS (
            SELECT FROM waakvlam.projectie_houder h
            WHERE h.houder = d.houder AND h.bouw = d.bouw AND h.tot > clock_timestamp()
        )
        """
    )
    fileprivate static let releaseParts = Statement(
        "projection_release_parts",
        """
        UPDATE waakvlam.projectie_deel SET houder = NULL
        WHERE gemeente = $1 AND bouw = $2 AND houder = $3 AND deel = ANY ($4)
        """
    )
    fileprivate static let releaseAllParts = Statement(
        "projection_release_all_parts",
        "UPDATE waakvlam.projectie_deel SET houder = NULL WHERE gemeente = $1 AND bouw = $2 AND houder = $3"
    )
    fileprivate static let fence = Statement(
        "projection_fence",
        """
        UPDATE waakvlam.projectie_deel
        SET tijdperk = $8::integer, positie = $9, hash = $10, bijgewerkt_op = clock_timestamp()
        WHERE gemeente = $1 AND bouw = $2 AND houder = $3 AND deel = ANY ($4)
            AND tijdperk = $5 AND positie = $6 AND hash = $7 AND stop_code IS NULL
        RETURNING deel
        """
    )
    fileprivate static let stopPart = Statement(
        "projection_stop_part",
        """
        UPDATE waakvlam.projectie_deel
        SET stop_code = $5, stop_reden = $6, stop_positie = $7, stop_gezin = $8, gestopt_op = clock_timestamp()
        WHERE gemeente = $1 AND bouw = $2 AND deel = $3 AND houder = $4 AND stop_code IS NULL
        """
    )
    fileprivate static let backlog = Statement(
        "projection_backlog",
        """
        SELECT gezin, positie FROM waakvlam.projectie_achterstand
        WHERE gemeente = $1 AND bouw = $2 AND deel = $3 ORDER BY gezin LIMIT $4
        """
    )
    fileprivate static let markBacklog = Statement(
        "projection_mark_backlog",
        """
        INSERT INTO waakvlam.projectie_achterstand AS a (gemeente, bouw, deel, gezin, positie)
        SELECT $1, $2, n.deel, n.gezin, $5 FROM unnest($3::smallint[], $4::uuid[]) n(deel, gezin)
        ORDER BY n.deel, n.gezin
        ON CONFLICT (gemeente, bouw, deel, gezin) DO UPDATE SET positie = excluded.positie WHERE a.positie IS NULL
        """
    )
    fileprivate static let clearBacklog = Statement(
        "projection_clear_backlog",
        """
        DELETE FROM waakvlam.projectie_achterstand a USING unnest($3::smallint[], $4::uuid[]) n(deel, gezin)
        WHERE a.gemeente = $1 AND a.bouw = $2 AND a.deel = n.deel AND a.gezin = n.gezin
        """
    )
}
