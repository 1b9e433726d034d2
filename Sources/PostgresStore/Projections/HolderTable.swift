internal import PostgresClient

/// Says that a node is there: all its leases of a build last as long as this does.
///
/// One row per node and build and not a time in every part: a batch can take longer than a lease, and must then not be
/// taken over as long as its node lives.
struct HolderTable: Sendable {
    let pool: PostgresPool
    let holder: String

    /// Extends the leases of these builds to `lease` from now.
    func renew(_ builds: [Int16], for lease: Duration) async throws {
        let microseconds = Int(lease / .microseconds(1))
        try await pool.withConnection { connection in
            _ = try await connection.query(.renew, [.text(holder), .int2s(builds), .int8(microseconds)])
        }
    }

    /// Whether of all nodes that work on a build this one comes first: what only one of them need do, it does.
    ///
    /// Nothing rests on it: two that both think so do the same work twice.
    func isFirst(in build: Int16) async throws -> Bool {
        try await pool.withConnection { connection in
            let first = try await connection.query(.first, [.build(build)]).first
            return try first?.read(0, .text) == holder
        }
    }

    /// Ends all leases of this node, and forgets nodes that have long been gone.
    func leave() async throws {
        try await pool.withConnection { connection in
            _ = try await connection.query(.leave, [.text(holder)])
        }
    }
}

extension Statement {
    fileprivate static let renew = Statement(
        "projection_renew",
        """
        INSERT INTO waakvlam.projectie_houder (houder, bouw, tot)
        SELECT $1, b.bouw, clock_timestamp() + $3 * interval '1 microsecond' FROM unnest($2::smallint[]) b(bouw)
        ON CONFLICT (houder, bouw) DO UPDATE SET tot = excluded.tot
        """
    )
    fileprivate static let first = Statement(
        "projection_first_holder",
        """
        SELECT houder FROM waakvlam.projectie_houder WHERE bouw = $1 AND tot > clock_timestamp()
        ORDER BY houder LIMIT 1
        """
    )
    fileprivate static let leave = Statement(
        "projection_leave",
        "DELETE FROM waakvlam.projectie_houder WHERE houder = $1 OR tot < clock_timestamp() - interval '1 day'"
    )
}
