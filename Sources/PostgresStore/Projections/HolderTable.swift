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
    fileprivate static let leave = Statement(
        "projection_leave",
        "DELETE FROM waakvlam.projectie_houder WHERE houder = $1 OR tot < clock_timestamp() - interval '1 day'"
    )
}
