import CivilTime
import EventStore
import PostgresClient
import Synchronization
import TestSupport
import WireValues

@testable import PostgresStore

/// A small read model: of every family how many events it has, and the position of the last.
struct CountingTables: ProjectionTables {
    struct Count: Hashable, Sendable {
        var events = 0
        var last = 0
    }

    /// Every write is noted as well, so that a test sees what was written twice.
    static let schema = """
        CREATE TABLE waakvlam.proef_telling (
            gemeente text NOT NULL, bouw smallint NOT NULL, gezin uuid NOT NULL,
            aantal bigint NOT NULL, laatste bigint NOT NULL CHECK (aantal < 1000000),
            PRIMARY KEY (gemeente, bouw, gezin)
        );
        CREATE TABLE waakvlam.proef_geschreven (gemeente text, bouw smallint, gezin uuid, laatste bigint);
        GRANT ALL ON waakvlam.proef_telling, waakvlam.proef_geschreven TO waakvlam_app
        """

    func write(
        _ stands: [(gezin: UUID, stand: Count)],
        build: Int16,
        log: LogName,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) {
        for (gezin, stand) in stands {
            let parameters: [PostgresParameter] = [
                .text(log.description), .build(build), .uuid(gezin), .int8(stand.events), .int8(stand.last),
            ]
            try await connection.query(Self.put, parameters)
            try await connection.query(
                Self.note,
                [.text(log.description), .build(build), .uuid(gezin), .int8(stand.last)]
            )
        }
    }

    func remove(
        build: Int16,
        log: LogName,
        limit: Int,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> Int {
        try await connection.query(Self.drop, [.text(log.description), .build(build), .int8(limit)]).count
    }

    func differences(
        _ first: Int16,
        _ second: Int16,
        log: LogName,
        limit: Int,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> [UUID] {
        var found: [UUID] = []
        let parameters: [PostgresParameter] = [.text(log.description), .build(first), .build(second), .int8(limit)]
        for row in try await connection.query(Self.different, parameters) { found.append(try row.read(0, .identifier)) }
        return found
    }

    func stateHash(
        build: Int16,
        log: LogName,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> [UInt8] {
        let rows = try await connection.query(Self.hash, [.text(log.description), .build(build)])
        return try rows.first?.read(0, .bytes) ?? []
    }

    private static let put = Statement(
        "proef_put",
        """
        INSERT INTO waakvlam.proef_telling VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (gemeente, bouw, gezin) DO UPDATE SET aantal = excluded.aantal, laatste = excluded.laatste
        """
    )
    private static let note = Statement(
        "proef_note",
        "INSERT INTO waakvlam.proef_geschreven VALUES ($1, $2, $3, $4)"
    )
    private static let drop = Statement(
        "proef_drop",
        """
        DELETE FROM waakvlam.proef_telling WHERE ctid IN (
            SELECT ctid FROM waakvlam.proef_telling WHERE gemeente = $1 AND bouw = $2 LIMIT $3
        ) RETURNING gezin
        """
    )
    private static let different = Statement(
        "proef_different",
        """
        SELECT coalesce(a.gezin, b.gezin)
        FROM (SELECT * FROM waakvlam.proef_telling WHERE gemeente = $1 AND bouw = $2) a
        FULL JOIN (SELECT * FROM waakvlam.proef_telling WHERE gemeente = $1 AND bouw = $3) b ON b.gezin = a.gezin
        WHERE (a.aantal, a.laatste) IS DISTINCT FROM (b.aantal, b.laatste) ORDER BY 1 LIMIT $4
        """
    )
    private static let hash = Statement(
        "proef_hash",
        """
        SELECT sha256(convert_to(coalesce(string_agg(gezin || ':' || aantal || ':' || laatste, ',' ORDER BY gezin), ''),
            'UTF8')) FROM waakvlam.proef_telling WHERE gemeente = $1 AND bouw = $2
        """
    )
}

/// What a test changes of a projection while it is used.
final class Whims: Sendable {
    struct State {
        /// Families that cannot be evaluated from this position on.
        var poisoned: [UUID: Int] = [:]
        /// What every evaluation fails with.
        var failure: ProjectionFailure?
        /// Counted wrongly from now on: as a program with a mistake would.
        var surplus = 0
        /// Families whose rows are right for not much longer.
        var nearing: Set<UUID> = []
        /// How often a family was evaluated.
        var evaluated: [UUID: Int] = [:]
    }

    private let state = Mutex(State())

    var now: State {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    func countEvaluation(of families: [UUID]) {
        state.withLock { state in for gezin in families { state.evaluated[gezin, default: 0] += 1 } }
    }
}
