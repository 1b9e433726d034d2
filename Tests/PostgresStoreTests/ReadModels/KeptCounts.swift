import PostgresClient

@testable import PostgresStore

/// The counts that are kept beside what counting all rows of the session's gemeente gives.
enum KeptCounts {
    /// The counts that are not what the rows say, of every build; and how many counts are right.
    static func compare(_ connection: isolated PostgresConnection) async throws -> (wrong: [String], right: Int) {
        var (wrong, right): ([String], Int) = ([], 0)
        for statement in [oordelen, tasks, caseload] {
            for row in try await connection.query(statement) {
                if try row.read(1, .bool) { right += 1 } else { wrong.append(try row.read(0, .text)) }
            }
        }
        return (wrong, right)
    }

    private static let oordelen = Statement(
        "compare_kept_oordelen",
        """
        WITH geteld AS (
            SELECT r.gemeente, r.bouw, r.telt_bij AS aanpak, b.dagen,
                g.dag - (g.dag - '0001-01-01'::date) % b.dagen AS dag,
                r.indicator, r.uitkomst, coalesce(r.reden, '') AS reden, sum(g.aantal)::integer AS aantal
            FROM waakvlam.lees_oordeel r
            CROSS JOIN LATERAL (VALUES (r.van, 1), (r.tot, -1)) g(dag, aantal)
            CROSS JOIN (VALUES (1), (16), (256)) b(dagen)
            WHERE r.telt_bij IS NOT NULL AND g.dag <> 'infinity'
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
        )
        SELECT concat_ws(' ', 'oordeel', gemeente, bouw, aanpak, dagen, dag, indicator, uitkomst, reden, g.aantal,
            k.aantal), coalesce(g.aantal, 0) = coalesce(k.aantal, 0)
        FROM geteld g
        FULL JOIN waakvlam.lees_oordeeltelling k
            USING (gemeente, bouw, aanpak, dagen, dag, indicator, uitkomst, reden)
        """
    )

    private static let tasks = Statement(
        "compare_kept_tasks",
        """
        WITH geteld AS (
            SELECT r.gemeente, r.bouw, coalesce(r.aanpak, '') AS aanpak, b.dagen,
                g.dag - (g.dag - '0001-01-01'::date) % b.dagen AS dag,
                r.soort, sum(g.open)::integer AS open, sum(g.laat)::integer AS laat
            FROM waakvlam.lees_taak r
            CROSS JOIN LATERAL (
                SELECT r.van, 1, 0 UNION ALL SELECT r.tot, -1, 0
                UNION ALL SELECT r.uiterlijk + 1, 0, 1 WHERE r.uiterlijk >= r.van AND r.uiterlijk + 1 < r.tot
                UNION ALL SELECT r.van, 0, 1 WHERE r.uiterlijk < r.van
                UNION ALL SELECT r.tot, 0, -1 WHERE r.uiterlijk + 1 < r.tot
            ) g(dag, open, laat)
            CROSS JOIN (VALUES (1), (16), (256)) b(dagen)
            WHERE g.dag <> 'infinity'
            GROUP BY 1, 2, 3, 4, 5, 6
        )
        SELECT concat_ws(' ', 'taak', gemeente, bouw, aanpak, dagen, dag, soort, g.open, k.open, g.laat, k.over_tijd),
            coalesce(g.open, 0) = coalesce(k.open, 0) AND coalesce(g.laat, 0) = coalesce(k.over_tijd, 0)
        FROM geteld g
        FULL JOIN waakvlam.lees_taaktelling k USING (gemeente, bouw, aanpak, dagen, dag, soort)
        """
    )

    private static let caseload = Statement(
        "compare_kept_caseload",
        """
        WITH geteld AS (
            SELECT gemeente, bouw, coalesce(aanpak, '') AS aanpak, coalesce(procesmanager, '') AS procesmanager, fase,
                count(*)::integer AS gezinnen
            FROM waakvlam.lees_traject WHERE telt AND tot = 'infinity' GROUP BY 1, 2, 3, 4, 5
        )
        SELECT concat_ws(' ', 'caseload', gemeente, bouw, aanpak, procesmanager, fase, g.gezinnen, k.gezinnen),
            coalesce(g.gezinnen, 0) = coalesce(k.gezinnen, 0)
        FROM geteld g
        FULL JOIN waakvlam.lees_caseloadtelling k USING (gemeente, bouw, aanpak, procesmanager, fase)
        """
    )
}
