internal import PostgresClient

// The questions about an aanpak as a whole. Of a traject exactly one row holds on a day: how it stands on that day.

extension Statement {
    static let countOordelenPerDay = Statement(
        "count_oordelen_per_day",
        """
        SELECT d.dag, c.indicator, c.uitkomst, c.reden, c.aantal
        FROM unnest($4::date[]) d(dag)
        CROSS JOIN LATERAL (
            SELECT o.indicator, o.uitkomst, o.reden, count(*) AS aantal
            FROM waakvlam.lees_traject t
            JOIN waakvlam.lees_oordeel o ON o.gemeente = t.gemeente AND o.bouw = t.bouw AND o.gezin = t.gezin
                AND o.traject = t.traject AND o.van <= d.dag AND o.tot > d.dag
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.telt AND t.van <= d.dag AND t.tot > d.dag
            GROUP BY o.indicator, o.uitkomst, o.reden
        ) c
        ORDER BY d.dag, c.indicator, c.uitkomst, c.reden
        """
    )

    static let durations = Statement(
        "durations",
        """
        WITH t AS MATERIALIZED (
            SELECT t.gezin, t.traject, t.aangemeld_op, t.gestart_op, t.gesloten_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.van <= $4 AND t.tot > $4
        ), stap AS (
            SELECT CASE m.soort WHEN 'PlanVastgesteld' THEN 'planVastgesteld' ELSE 'eersteContact' END AS stap,
                t.aangemeld_op AS begin, min(m.dag) AS eind
            FROM t JOIN waakvlam.lees_mijlpaal m ON m.gezin = t.gezin AND m.traject = t.traject
            WHERE m.gemeente = $1 AND m.bouw = $2 AND m.soort IN ('ContactMetGezinGelegd', 'PlanVastgesteld')
                AND m.dag >= t.aangemeld_op AND m.dag <= $4
            GROUP BY m.soort, t.gezin, t.traject, t.aangemeld_op
            UNION ALL
            SELECT 'eersteMdo', t.aangemeld_op, min(v.dag)
            FROM t JOIN waakvlam.lees_overleg v ON v.gezin = t.gezin AND v.traject = t.traject
            WHERE v.gemeente = $1 AND v.bouw = $2 AND v.soort = 'mdo' AND v.dag >= t.aangemeld_op AND v.dag <= $4
            GROUP BY t.gezin, t.traject, t.aangemeld_op
            UNION ALL
            SELECT 'afsluiting', t.gestart_op, t.gesloten_op FROM t WHERE t.gesloten_op >= t.gestart_op
        )
        SELECT s.stap, s.kwartaal, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY s.dagen)::bigint,
            percentile_disc(0.9) WITHIN GROUP (ORDER BY s.dagen)::bigint
        FROM (
            SELECT stap, eind - begin AS dagen,
                (date_trunc('quarter', eind::timestamp) + interval '3 months -1 day')::date AS kwartaal
            FROM stap WHERE eind BETWEEN $5 AND $6
        ) s
        GROUP BY GROUPING SETS ((s.stap, s.kwartaal), (s.stap))
        ORDER BY s.stap, s.kwartaal NULLS FIRST
        """
    )

    static let flow = Statement(
        "flow",
        """
        WITH t AS MATERIALIZED (
            SELECT t.aangemeld_op, t.gestart_op, t.gesloten_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.van <= $4 AND t.tot > $4
        )
        SELECT k.tot, count(*) FILTER (WHERE t.aangemeld_op BETWEEN k.van AND k.tot),
            count(*) FILTER (WHERE t.gestart_op BETWEEN k.van AND k.tot),
            count(*) FILTER (WHERE t.gesloten_op BETWEEN k.van AND k.tot),
            count(*) FILTER (WHERE t.gestart_op <= k.tot AND (t.gesloten_op IS NULL OR t.gesloten_op > k.tot))
        FROM (
            SELECT greatest(q::date, $5) AS van, least((q + interval '3 months -1 day')::date, $6) AS tot
            FROM generate_series(date_trunc('quarter', $5::timestamp), $6::timestamp, interval '3 months') q
        ) k
        LEFT JOIN t ON true
        GROUP BY k.tot ORDER BY k.tot
        """
    )

    static let returns = Statement(
        "returns",
        """
        SELECT m.maanden, count(*) FILTER (WHERE s.eind + make_interval(months => m.maanden) <= $4),
            count(*) FILTER (WHERE s.eind + make_interval(months => m.maanden) <= $4
                AND s.terug <= s.eind + make_interval(months => m.maanden))
        FROM unnest(ARRAY[6, 12, 24]) m(maanden)
        LEFT JOIN (
            SELECT t.gesloten_op AS eind, (
                SELECT min(n.aangemeld_op) FROM waakvlam.lees_traject n
                WHERE n.gemeente = $1 AND n.bouw = $2 AND n.gezin = t.gezin AND n.traject > t.traject
                    AND n.van <= $4 AND n.tot > $4 AND n.aangemeld_op >= t.gesloten_op
            ) AS terug
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.van <= $4 AND t.tot > $4
                AND t.gesloten_op BETWEEN $5 AND $6
        ) s ON true
        GROUP BY m.maanden ORDER BY m.maanden
        """
    )

    static let waiting = Statement(
        "waiting",
        """
        SELECT z.soort, count(z.begonnen), percentile_disc(0.5) WITHIN GROUP (ORDER BY z.begonnen)::bigint,
            percentile_disc(0.9) WITHIN GROUP (ORDER BY z.begonnen)::bigint, count(z.wachtend),
            percentile_disc(0.5) WITHIN GROUP (ORDER BY z.wachtend)::bigint,
            percentile_disc(0.9) WITHIN GROUP (ORDER BY z.wachtend)::bigint,
            count(*) FILTER (WHERE z.wachtend IS NOT NULL AND z.overbrugd_op <= $4),
            count(*) FILTER (WHERE z.voorrang_gevraagd_op <= $4),
            count(*) FILTER (WHERE z.voorrang_gevraagd_op <= $4 AND z.voorrang_verleend_op <= $4)
        FROM (
            SELECT z.soort, z.overbrugd_op, z.voorrang_gevraagd_op, z.voorrang_verleend_op,
                CASE WHEN z.gestart_op <= $4 THEN z.gestart_op - z.aangevraagd_op END AS begonnen,
                CASE WHEN least(z.gestart_op, z.geweigerd_op, z.beeindigd_op, 'infinity') > $4
                    THEN $4 - z.aangevraagd_op END AS wachtend
            FROM waakvlam.lees_traject t
            JOIN waakvlam.lees_zorg z ON z.gezin = t.gezin AND z.traject = t.traject
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.van <= $4 AND t.tot > $4
                AND z.gemeente = $1 AND z.bouw = $2 AND z.aangevraagd_op BETWEEN $5 AND $6
        ) z
        GROUP BY z.soort ORDER BY z.soort
        """
    )

    static let distribution = Statement(
        "distribution",
        """
        SELECT k.kenmerk, k.waarde, count(*)
        FROM waakvlam.lees_traject t
        CROSS JOIN LATERAL (VALUES ('melder', t.melder), ('route', t.route), ('wijk', t.wijk)) k(kenmerk, waarde)
        WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.telt AND t.van <= $4 AND t.tot > $4
        GROUP BY k.kenmerk, k.waarde ORDER BY k.kenmerk, k.waarde
        """
    )

    static let countMilestones = Statement(
        "count_milestones",
        """
        SELECT m.soort, m.code, count(*), count(DISTINCT (m.gezin, m.traject))
        FROM waakvlam.lees_traject t
        JOIN waakvlam.lees_mijlpaal m ON m.gezin = t.gezin AND m.traject = t.traject
        WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.van <= $4 AND t.tot > $4
            AND m.gemeente = $1 AND m.bouw = $2 AND m.dag BETWEEN $5 AND $6
        GROUP BY m.soort, m.code ORDER BY m.soort, m.code
        """
    )

    static let sample = Statement(
        "sample",
        """
        SELECT t.gezin
        FROM waakvlam.lees_traject t
        WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.telt AND t.van <= $4 AND t.tot > $4
        ORDER BY sha256(convert_to($5 || ':' || t.gezin::text, 'UTF8')), t.gezin LIMIT $6
        """
    )
}
