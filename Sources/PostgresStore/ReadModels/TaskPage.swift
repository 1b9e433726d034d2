internal import CaseHandling
internal import CivilTime
internal import EventStore
internal import Gezinstraject
internal import PostgresClient
internal import ReadModels
internal import WireValues

/// One page of the open tasks, in the order of their last day in time.
///
/// What holds now has no end: it comes from a partial index in this order. What holds on the day and does end is little.
struct TaskPage {
    let statement: Statement
    private let filter: Leesfilter
    private let after: [PostgresParameter]
    private let limit: Int

    /// The page of a list.
    ///
    /// - Throws: `EventStoreError.failed` for a place that is not one of this list.
    init(_ filter: Leesfilter, after place: Lijstplaats?, limit: Int) throws(EventStoreError) {
        self.filter = filter
        self.limit = limit
        after = try Self.after(place)
        statement =
            !filter.soorten.isEmpty ? .tasksOfKinds : filter.procesmanager == nil ? .allTasks : .tasksOfProcesmanager
    }

    func parameters(_ build: ServingBuild, _ log: LogName) -> [PostgresParameter] {
        let place = PostgresLeesmodellen.place(build, log)
        // One more than the page tells whether there is another.
        let page = after + [.int8(limit + 1)]
        let kinds = filter.soorten.isEmpty ? [] : [filter.kinds]
        return place + filter.parameters + [.day(filter.uiterlijk)] + page + kinds
    }

    private static func after(_ place: Lijstplaats?) throws(EventStoreError) -> [PostgresParameter] {
        let first = ["0001-01-01", "00000000-0000-0000-0000-000000000000", "0", "", "", ""]
        let parts = place?.delen ?? first
        guard parts.count == 6, let gezin = UUID(parts[1]), let traject = Int16(parts[2]) else {
            throw .failed(reason: "a place that is not of this list")
        }
        let day = parts[0].isEmpty ? infinity : Dag(parts[0]).map { PostgresParameter.day($0) }
        guard let day else { throw .failed(reason: "a place that is not of this list") }
        return [
            day, .uuid(gezin), .value(.int2, traject) { $1.integer($0) }, .text(parts[3]), .text(parts[4]),
            .uuid(UUID(parts[5]) ?? UUID(high: 0, low: 0)),
        ]
    }

    /// The last day in time of what has no term.
    private static let infinity = PostgresParameter.value(.date, Int32.max) { $1.integer($0) }

    static func row(_ row: PostgresRow) throws(PostgresError) -> Taakregel {
        guard let soort = Taaksoort(rawValue: try row.read(2, .text)) else { throw PostgresError(.unexpectedValue) }
        return Taakregel(
            gezin: try row.read(0, .identifier),
            traject: try row.read(1, .integer),
            soort: soort,
            sleutel: try row.read(3, .text),
            sinds: try row.read(4, .dag),
            uiterlijk: try row.readIfPresent(5, .dag),
            trede: try row.readIfPresent(6, .integer),
            partij: try row.readIfPresent(7, .text),
            procesmanager: try row.readIfPresent(8, .text).flatMap { Actor($0) },
            casemanager: try row.readIfPresent(9, .text).flatMap { Actor($0) },
            aanleiding: try row.read(10, .identifier)
        )
    }

    static func place(_ row: PostgresRow) throws(PostgresError) -> Lijstplaats {
        let row = try Self.row(row)
        return Lijstplaats(delen: [
            row.uiterlijk?.description ?? "", row.gezin.description, String(row.traject), row.soort.rawValue,
            row.sleutel, row.aanleiding.description,
        ])
    }
}

extension Statement {
    fileprivate static let allTasks = Statement(
        "all_tasks",
        """
        SELECT gezin, traject, soort, sleutel, sinds, nullif(uiterlijk, 'infinity'), trede, partij, procesmanager,
            casemanager, aanleiding
        FROM (
        (
            SELECT t.gezin, t.traject, t.soort, t.sleutel, t.sinds, t.uiterlijk, t.trede, t.partij, t.procesmanager,
                t.casemanager, t.aanleiding
            FROM waakvlam.lees_taak t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.van <= $3 AND t.tot = 'infinity'
                AND ($4::text IS NULL OR t.procesmanager = $4)
            AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
            AND ($7::text IS NULL OR t.wijk = $7) AND ($8::date IS NULL OR t.uiterlijk <= $8)
                AND (t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding) > ($9, $10, $11, $12, $13, $14)
            ORDER BY t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding LIMIT $15
        )
        UNION ALL
        (
            SELECT t.gezin, t.traject, t.soort, t.sleutel, t.sinds, t.uiterlijk, t.trede, t.partij, t.procesmanager,
                t.casemanager, t.aanleiding
            FROM waakvlam.lees_taak t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity'
                AND ($4::text IS NULL OR t.procesmanager = $4)
            AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
            AND ($7::text IS NULL OR t.wijk = $7) AND ($8::date IS NULL OR t.uiterlijk <= $8)
                AND (t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding) > ($9, $10, $11, $12, $13, $14)
            ORDER BY t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding LIMIT $15
        )
        ) t
        ORDER BY t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding LIMIT $15
        """
    )
    fileprivate static let tasksOfProcesmanager = Statement(
        "tasks_of_procesmanager",
        """
        SELECT gezin, traject, soort, sleutel, sinds, nullif(uiterlijk, 'infinity'), trede, partij, procesmanager,
            casemanager, aanleiding
        FROM (
        (
            SELECT t.gezin, t.traject, t.soort, t.sleutel, t.sinds, t.uiterlijk, t.trede, t.partij, t.procesmanager,
                t.casemanager, t.aanleiding
            FROM waakvlam.lees_taak t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.van <= $3 AND t.tot = 'infinity' AND t.procesmanager = $4
            AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
            AND ($7::text IS NULL OR t.wijk = $7) AND ($8::date IS NULL OR t.uiterlijk <= $8)
                AND (t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding) > ($9, $10, $11, $12, $13, $14)
            ORDER BY t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding LIMIT $15
        )
        UNION ALL
        (
            SELECT t.gezin, t.traject, t.soort, t.sleutel, t.sinds, t.uiterlijk, t.trede, t.partij, t.procesmanager,
                t.casemanager, t.aanleiding
            FROM waakvlam.lees_taak t
            WHERE t.gemeente = $1 AND t.bouw = $2 AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity' AND t.procesmanager = $4
            AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
            AND ($7::text IS NULL OR t.wijk = $7) AND ($8::date IS NULL OR t.uiterlijk <= $8)
                AND (t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding) > ($9, $10, $11, $12, $13, $14)
            ORDER BY t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding LIMIT $15
        )
        ) t
        ORDER BY t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding LIMIT $15
        """
    )
    fileprivate static let tasksOfKinds = Statement(
        "tasks_of_kinds",
        """
        SELECT t.gezin, t.traject, t.soort, t.sleutel, t.sinds, nullif(t.uiterlijk, 'infinity'), t.trede, t.partij,
            t.procesmanager, t.casemanager, t.aanleiding
        FROM unnest($16::text[]) s(soort)
        CROSS JOIN LATERAL (
            (
                SELECT t.gezin, t.traject, t.soort, t.sleutel, t.sinds, t.uiterlijk, t.trede, t.partij, t.procesmanager,
                    t.casemanager, t.aanleiding
                FROM waakvlam.lees_taak t
                WHERE t.gemeente = $1 AND t.bouw = $2 AND t.soort = s.soort AND t.van <= $3 AND t.tot = 'infinity'
                    AND ($4::text IS NULL OR t.procesmanager = $4)
                    AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
                    AND ($7::text IS NULL OR t.wijk = $7) AND ($8::date IS NULL OR t.uiterlijk <= $8)
                    AND t.uiterlijk >= $9
                    AND (t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding) > ($9, $10, $11, $12, $13, $14)
                ORDER BY t.uiterlijk, t.gezin, t.traject, t.sleutel, t.aanleiding LIMIT $15
            )
            UNION ALL
            (
                SELECT t.gezin, t.traject, t.soort, t.sleutel, t.sinds, t.uiterlijk, t.trede, t.partij, t.procesmanager,
                    t.casemanager, t.aanleiding
                FROM waakvlam.lees_taak t
                WHERE t.gemeente = $1 AND t.bouw = $2 AND t.soort = s.soort AND t.van <= $3 AND t.tot > $3 AND t.tot < 'infinity'
                    AND ($4::text IS NULL OR t.procesmanager = $4)
                    AND ($5::text IS NULL OR t.casemanager = $5) AND ($6::text IS NULL OR t.aanpak = $6)
                    AND ($7::text IS NULL OR t.wijk = $7) AND ($8::date IS NULL OR t.uiterlijk <= $8)
                    AND t.uiterlijk >= $9
                    AND (t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding) > ($9, $10, $11, $12, $13, $14)
                ORDER BY t.uiterlijk, t.gezin, t.traject, t.sleutel, t.aanleiding LIMIT $15
            )
        ) t
        ORDER BY t.uiterlijk, t.gezin, t.traject, t.soort, t.sleutel, t.aanleiding LIMIT $15
        """
    )
}
