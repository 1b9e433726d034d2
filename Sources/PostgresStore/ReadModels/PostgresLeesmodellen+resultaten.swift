public import CaseHandling
public import EventStore
internal import Gezinstraject
internal import PostgresClient

extension PostgresLeesmodellen {
    /// Which parties are needed, take part and are absent.
    public func partijtelling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Partijtelling]> {
        try await rows(.countParties, vraag, in: log) { row throws(PostgresError) in
            guard let partij = Partij(rawValue: try row.read(0, .text)) else { return nil }
            return Partijtelling(
                partij: partij,
                benodigd: try row.read(1, .integer),
                betrokken: try row.read(2, .integer),
                ontbreekt: try Self.spread(row, 3),
                aanwezig: try row.read(6, .integer),
                afwezig: try row.read(7, .integer)
            )
        }
    }

    /// How problems stand, by the part of life that they are in.
    public func leefgebiedtelling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Leefgebiedtelling]> {
        try await rows(.countProblems, vraag, in: log) { row throws(PostgresError) in
            guard let leefgebied = StjLeefgebied(rawValue: try row.read(0, .text)),
                let status = ProbleemStatusGewijzigd.Status(rawValue: try row.read(1, .text))
            else { return nil }
            return Leefgebiedtelling(
                leefgebied: leefgebied,
                status: status,
                problemen: try row.read(2, .integer),
                trajecten: try row.read(3, .integer)
            )
        }
    }
}

extension Statement {
    fileprivate static let countParties = Statement(
        "count_parties",
        """
        WITH t AS MATERIALIZED (
            SELECT t.gezin, t.traject FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.telt AND t.van <= $4 AND t.tot > $4
        ), r AS (
            SELECT p.partij, p.benodigd::integer AS benodigd, p.betrokken::integer AS betrokken,
                $4 - p.ontbreekt_sinds AS ontbreekt, 0 AS aanwezig, 0 AS afwezig
            FROM t JOIN waakvlam.lees_partij p ON p.gezin = t.gezin AND p.traject = t.traject
            WHERE p.gemeente = $1 AND p.bouw = $2 AND p.van <= $4 AND p.tot > $4
            UNION ALL
            SELECT u.partij, 0, 0, NULL, u.aanwezig, 1 - u.aanwezig
            FROM t JOIN waakvlam.lees_overleg v ON v.gezin = t.gezin AND v.traject = t.traject
            CROSS JOIN LATERAL (
                SELECT unnest(v.partijen), 1 UNION ALL SELECT unnest(v.afwezig), 0
            ) u(partij, aanwezig)
            WHERE v.gemeente = $1 AND v.bouw = $2 AND v.dag BETWEEN $5 AND $6
        )
        SELECT r.partij, sum(r.benodigd), sum(r.betrokken), count(r.ontbreekt),
            percentile_disc(0.5) WITHIN GROUP (ORDER BY r.ontbreekt)::bigint,
            percentile_disc(0.9) WITHIN GROUP (ORDER BY r.ontbreekt)::bigint, sum(r.aanwezig), sum(r.afwezig)
        FROM r GROUP BY r.partij ORDER BY r.partij
        """
    )

    fileprivate static let countProblems = Statement(
        "count_problems",
        """
        SELECT p.stj, p.status, count(*), count(DISTINCT (p.gezin, p.traject))
        FROM waakvlam.lees_traject t
        JOIN waakvlam.lees_probleem p ON p.gezin = t.gezin AND p.traject = t.traject
        WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.telt AND t.van <= $4 AND t.tot > $4
            AND p.gemeente = $1 AND p.bouw = $2 AND p.van <= $4 AND p.tot > $4
            AND p.geconstateerd_op BETWEEN $5 AND $6
        GROUP BY p.stj, p.status ORDER BY p.stj, p.status
        """
    )
}
