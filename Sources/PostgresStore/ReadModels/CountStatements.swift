internal import CaseHandling
internal import PostgresClient

// How many there are on a day. What asks no more than an aanpak is answered from the counts that are kept
// (`0008_tellingen.sql`); any other filter counts the rows that it lets through.

extension Leesfilter {
    private var isKeptForTasks: Bool {
        procesmanager == nil && casemanager == nil && wijk == nil && uiterlijk == nil
    }
    private var isKeptForCaseload: Bool {
        casemanager == nil && wijk == nil && zonderContactSinds == nil && oordeel == nil
    }
    private var isKeptForOordelen: Bool {
        let isWide = procesmanager == nil && casemanager == nil && wijk == nil && fase == nil
        return isWide && zonderContactSinds == nil && oordeel == nil
    }

    /// Which statement counts the tasks.
    func taskCount(_ build: ServingBuild) -> Statement {
        if build.isCounted, isKeptForTasks { return .keptTaskCounts }
        return procesmanager == nil ? .countTasks : .countTasksOfProcesmanager
    }

    /// Which statement counts the families of each procesmanager.
    func caseloadCount(_ build: ServingBuild) -> Statement {
        build.isCounted && isKeptForCaseload ? .keptCaseload : .caseload
    }

    /// Which statement counts the verdicts.
    func oordeelCount(_ build: ServingBuild) -> Statement {
        if build.isCounted, isKeptForOordelen { return .keptOordeelCounts }
        return procesmanager == nil ? .countOordelen : .countOordelenOfProcesmanager
    }

    // What is kept and what one procesmanager has is found in the same way whatever the filter is.
    var taskPlanning: PostgresLeesmodellen.Planning { isKeptForTasks || procesmanager != nil ? .once : .each }
    var oordeelPlanning: PostgresLeesmodellen.Planning { isKeptForOordelen || procesmanager != nil ? .once : .each }
}

// MARK: - Tasks

extension Statement {
    static let keptTaskCounts = Statement(
        "kept_task_counts",
        """
        WITH RECURSIVE alle(aanpak) AS (
            (
                SELECT c.aanpak FROM waakvlam.lees_taaktelling c
                WHERE c.gemeente = $1 AND c.bouw = $2 AND $6::text IS NULL ORDER BY c.aanpak LIMIT 1
            )
            UNION ALL
            SELECT (
                SELECT c.aanpak FROM waakvlam.lees_taaktelling c
                WHERE c.gemeente = $1 AND c.bouw = $2 AND c.aanpak > a.aanpak ORDER BY c.aanpak LIMIT 1
            )
            FROM alle a WHERE a.aanpak IS NOT NULL
        )
        SELECT c.soort, sum(c.open), sum(c.over_tijd)
        FROM (SELECT $6::text UNION ALL SELECT aanpak FROM alle) a(aanpak)
        CROSS JOIN LATERAL (
            SELECT t.soort, t.open, t.over_tijd FROM waakvlam.lees_taaktelling t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = a.aanpak AND t.dagen = 256 AND t.dag < waakvlam.telblok($3, 256)
            UNION ALL
            SELECT t.soort, t.open, t.over_tijd FROM waakvlam.lees_taaktelling t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = a.aanpak AND t.dagen = 16
                AND t.dag >= waakvlam.telblok($3, 256) AND t.dag < waakvlam.telblok($3, 16)
            UNION ALL
            SELECT t.soort, t.open, t.over_tijd FROM waakvlam.lees_taaktelling t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = a.aanpak AND t.dagen = 1
                AND t.dag >= waakvlam.telblok($3, 16) AND t.dag <= $3
        ) c
        WHERE ($8::text[] = '{}' OR c.soort = ANY ($8)) AND $4::text IS NULL AND $5::text IS NULL
            AND $7::text IS NULL AND $9::date IS NULL
        GROUP BY c.soort HAVING sum(c.open) > 0 ORDER BY c.soort
        """
    )

    static let countTasks = Statement(
        "count_tasks",
        """
        SELECT t.soort, count(*), count(*) FILTER (WHERE t.uiterlijk < $3)
        FROM waakvlam.lees_taak t
        WHERE t.gemeente = $1 AND t.bouw = $2 AND t.van <= $3 AND t.tot > $3
            AND ($4::text IS NULL OR t.procesmanager = $4) AND ($5::text IS NULL OR t.casemanager = $5)
            AND ($6::text IS NULL OR t.aanpak = $6) AND ($7::text IS NULL OR t.wijk = $7)
            AND ($8::text[] = '{}' OR t.soort = ANY ($8)) AND ($9::date IS NULL OR t.uiterlijk <= $9)
        GROUP BY t.soort ORDER BY t.soort
        """
    )

    static let countTasksOfProcesmanager = Statement(
        "count_tasks_of_procesmanager",
        """
        SELECT t.soort, count(*), count(*) FILTER (WHERE t.uiterlijk < $3)
        FROM (
            SELECT t.soort, t.uiterlijk, t.casemanager, t.aanpak, t.wijk FROM waakvlam.lees_taak t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.van <= $3 AND t.tot = 'infinity' AND t.procesmanager = $4
            UNION ALL
            SELECT t.soort, t.uiterlijk, t.casemanager, t.aanpak, t.wijk FROM waakvlam.lees_taak t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity'
                AND t.procesmanager = $4
        ) t
        WHERE ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
            AND ($7::text IS NULL OR t.wijk = $7) AND ($8::text[] = '{}' OR t.soort = ANY ($8))
            AND ($9::date IS NULL OR t.uiterlijk <= $9)
        GROUP BY t.soort ORDER BY t.soort
        """
    )
}

// MARK: - Caseloads

extension Statement {
    /// What stands now, without what began after the day, and with what ended after it.
    static let keptCaseload = Statement(
        "kept_caseload",
        """
        SELECT nullif(c.procesmanager, ''), nullif(c.aanpak, ''), c.fase, sum(c.gezinnen)
        FROM (
            SELECT n.procesmanager, n.aanpak, n.fase, n.gezinnen FROM waakvlam.lees_caseloadtelling n
            WHERE n.gemeente = $1 AND n.bouw = $2
            UNION ALL
            SELECT coalesce(t.procesmanager, ''), coalesce(t.aanpak, ''), t.fase, -1 FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.tot = 'infinity' AND t.van > $3
            UNION ALL
            SELECT coalesce(t.procesmanager, ''), coalesce(t.aanpak, ''), t.fase, 1 FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity'
        ) c
        WHERE ($4::text IS NULL OR c.procesmanager = $4) AND ($6::text IS NULL OR c.aanpak = $6)
            AND ($8::text IS NULL OR c.fase = $8) AND $5::text IS NULL AND $7::text IS NULL AND $9::date IS NULL
            AND $10::text IS NULL AND $11::text IS NULL AND $12::text IS NULL
            AND ($13::text[] = '{}' OR (c.procesmanager, c.aanpak, c.fase) > ($13[1], $13[2], $13[3]))
        GROUP BY c.procesmanager, c.aanpak, c.fase HAVING sum(c.gezinnen) > 0
        ORDER BY c.procesmanager, c.aanpak, c.fase LIMIT $14
        """
    )

    static let caseload = Statement(
        "caseload",
        """
        SELECT nullif(c.procesmanager, ''), nullif(c.aanpak, ''), c.fase, c.gezinnen
        FROM (
        SELECT coalesce(t.procesmanager, '') AS procesmanager, coalesce(t.aanpak, '') AS aanpak, t.fase,
            count(*) AS gezinnen
        FROM waakvlam.lees_traject t
        WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot > $3
            AND ($4::text IS NULL OR t.procesmanager = $4) AND ($5::text IS NULL OR t.casemanager = $5)
            AND ($6::text IS NULL OR t.aanpak = $6) AND ($7::text IS NULL OR t.wijk = $7)
            AND ($8::text IS NULL OR t.fase = $8) AND ($9::date IS NULL OR t.laatste_contact_op < $9)
            AND ($10::text IS NULL OR EXISTS (
                SELECT FROM waakvlam.lees_oordeel f
                WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                    AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                    AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
            ))
        GROUP BY coalesce(t.procesmanager, ''), coalesce(t.aanpak, ''), t.fase
        ) c
        WHERE ($13::text[] = '{}' OR (c.procesmanager, c.aanpak, c.fase) > ($13[1], $13[2], $13[3]))
        ORDER BY c.procesmanager, c.aanpak, c.fase LIMIT $14
        """
    )
}

// MARK: - Verdicts

extension Statement {
    static let keptOordeelCounts = Statement(
        "kept_oordeel_counts",
        """
        WITH RECURSIVE alle(aanpak) AS (
            (
                SELECT c.aanpak FROM waakvlam.lees_oordeeltelling c
                WHERE c.gemeente = $1 AND c.bouw = $2 AND $6::text IS NULL ORDER BY c.aanpak LIMIT 1
            )
            UNION ALL
            SELECT (
                SELECT c.aanpak FROM waakvlam.lees_oordeeltelling c
                WHERE c.gemeente = $1 AND c.bouw = $2 AND c.aanpak > a.aanpak ORDER BY c.aanpak LIMIT 1
            )
            FROM alle a WHERE a.aanpak IS NOT NULL
        )
        SELECT c.indicator, c.uitkomst, nullif(c.reden, ''), sum(c.aantal)
        FROM (SELECT $6::text UNION ALL SELECT aanpak FROM alle) a(aanpak)
        CROSS JOIN LATERAL (
            SELECT t.indicator, t.uitkomst, t.reden, t.aantal FROM waakvlam.lees_oordeeltelling t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = a.aanpak AND t.dagen = 256 AND t.dag < waakvlam.telblok($3, 256)
            UNION ALL
            SELECT t.indicator, t.uitkomst, t.reden, t.aantal FROM waakvlam.lees_oordeeltelling t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = a.aanpak AND t.dagen = 16
                AND t.dag >= waakvlam.telblok($3, 256) AND t.dag < waakvlam.telblok($3, 16)
            UNION ALL
            SELECT t.indicator, t.uitkomst, t.reden, t.aantal FROM waakvlam.lees_oordeeltelling t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = a.aanpak AND t.dagen = 1
                AND t.dag >= waakvlam.telblok($3, 16) AND t.dag <= $3
        ) c
        WHERE $4::text IS NULL AND $5::text IS NULL AND $7::text IS NULL AND $8::text IS NULL AND $9::date IS NULL
            AND $10::text IS NULL AND $11::text IS NULL AND $12::text IS NULL
        GROUP BY c.indicator, c.uitkomst, c.reden HAVING sum(c.aantal) > 0
        ORDER BY c.indicator, c.uitkomst, nullif(c.reden, '')
        """
    )

    static let keptOordeelCountsPerDay = Statement(
        "kept_oordeel_counts_per_day",
        """
        SELECT d.dag, c.indicator, c.uitkomst, nullif(c.reden, ''), sum(c.aantal)
        FROM unnest($4::date[]) d(dag)
        CROSS JOIN LATERAL (
            SELECT t.indicator, t.uitkomst, t.reden, t.aantal FROM waakvlam.lees_oordeeltelling t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.dagen = 256 AND t.dag < waakvlam.telblok(d.dag, 256)
            UNION ALL
            SELECT t.indicator, t.uitkomst, t.reden, t.aantal FROM waakvlam.lees_oordeeltelling t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.dagen = 16
                AND t.dag >= waakvlam.telblok(d.dag, 256) AND t.dag < waakvlam.telblok(d.dag, 16)
            UNION ALL
            SELECT t.indicator, t.uitkomst, t.reden, t.aantal FROM waakvlam.lees_oordeeltelling t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.aanpak = $3 AND t.dagen = 1
                AND t.dag >= waakvlam.telblok(d.dag, 16) AND t.dag <= d.dag
        ) c
        GROUP BY d.dag, c.indicator, c.uitkomst, c.reden HAVING sum(c.aantal) > 0
        ORDER BY d.dag, c.indicator, c.uitkomst, nullif(c.reden, '')
        """
    )

    static let countOordelen = Statement(
        "count_oordelen",
        """
        SELECT o.indicator, o.uitkomst, o.reden, count(*)
        FROM waakvlam.lees_traject t
        JOIN waakvlam.lees_oordeel o ON o.gemeente = t.gemeente AND o.bouw = t.bouw AND o.gezin = t.gezin
            AND o.traject = t.traject AND o.van <= $3 AND o.tot > $3
        WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot > $3
            AND ($4::text IS NULL OR t.procesmanager = $4) AND ($5::text IS NULL OR t.casemanager = $5)
            AND ($6::text IS NULL OR t.aanpak = $6) AND ($7::text IS NULL OR t.wijk = $7)
            AND ($8::text IS NULL OR t.fase = $8) AND ($9::date IS NULL OR t.laatste_contact_op < $9)
            AND ($10::text IS NULL OR EXISTS (
                SELECT FROM waakvlam.lees_oordeel f
                WHERE f.gemeente = t.gemeente AND f.bouw = t.bouw AND f.gezin = t.gezin AND f.traject = t.traject
                    AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                    AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
            ))
        GROUP BY o.indicator, o.uitkomst, o.reden ORDER BY o.indicator, o.uitkomst, o.reden
        """
    )

    /// The families of one procesmanager are few: found by his name, and each looked up.
    static let countOordelenOfProcesmanager = Statement(
        "count_oordelen_of_procesmanager",
        """
        SELECT o.indicator, o.uitkomst, o.reden, count(*)
        FROM (
            SELECT t.gezin, t.traject, t.casemanager, t.aanpak, t.wijk, t.fase, t.laatste_contact_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot = 'infinity'
                AND t.procesmanager = $4
            UNION ALL
            SELECT t.gezin, t.traject, t.casemanager, t.aanpak, t.wijk, t.fase, t.laatste_contact_op
            FROM waakvlam.lees_traject t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.telt AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity'
                AND t.procesmanager = $4
        ) t
        CROSS JOIN LATERAL (
            SELECT o.indicator, o.uitkomst, o.reden FROM waakvlam.lees_oordeel o
            WHERE o.gemeente = $1 AND o.bouw = $2 AND o.gezin = t.gezin AND o.traject = t.traject
                AND o.van <= $3 AND o.tot > $3
            OFFSET 0
        ) o
        WHERE ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
            AND ($7::text IS NULL OR t.wijk = $7) AND ($8::text IS NULL OR t.fase = $8)
            AND ($9::date IS NULL OR t.laatste_contact_op < $9)
            AND ($10::text IS NULL OR EXISTS (
                SELECT FROM waakvlam.lees_oordeel f
                WHERE f.gemeente = $1 AND f.bouw = $2 AND f.gezin = t.gezin AND f.traject = t.traject
                    AND f.indicator = $10 AND f.van <= $3 AND f.tot > $3 AND f.uitkomst = $11
                    AND ($12::text IS NULL OR coalesce(f.reden, '') = $12)
            ))
        GROUP BY o.indicator, o.uitkomst, o.reden ORDER BY o.indicator, o.uitkomst, o.reden
        """
    )
}
