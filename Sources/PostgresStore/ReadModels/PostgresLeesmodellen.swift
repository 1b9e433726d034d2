public import CaseHandling
internal import CivilTime
public import EventStore
internal import Gezinstraject
public import PostgresClient
internal import ReadModels
internal import Toetsingskader
internal import WireValues

/// The lists and overviews, read from the build of the read models that serves.
public struct PostgresLeesmodellen: Leesmodellen {
    /// The name of the projection whose rows these are.
    public static let projection = "leesmodellen"
    /// The version of its rows.
    static let version = 2

    private let pool: PostgresPool
    private let positions: ProjectionPositions

    /// Reads with connections of `pool`.
    ///
    /// - Parameters:
    ///   - pool: Where they are read.
    ///   - projected: Is raised when a runner in this process has gone on: it shortens waiting.
    public init(pool: PostgresPool, projected: LogSignal = LogSignal()) {
        self.pool = pool
        positions = ProjectionPositions(pool: pool, projected: projected)
    }

    /// Waits until the read models are at least at a position, or until it takes too long.
    public func bijgewerkt(
        tot positie: Int,
        wachttijd: Duration,
        in log: LogName
    ) async throws(EventStoreError) -> Int {
        do {
            switch try await positions.wait(for: positie, of: Self.projection, in: log, timeout: wachttijd) {
            case .reached(let position), .behind(let position): return position
            case .notBuilt: throw EventStoreError.unavailable(reason: "no build of the read models serves yet")
            }
        } catch let error as EventStoreError {
            throw error
        } catch is CancellationError {
            throw .cancelled
        } catch {
            throw EventStoreError(error)
        }
    }

    /// The tasks that are open on the day.
    public func taken(
        _ filter: Leesfilter,
        na plaats: Lijstplaats?,
        limiet: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Taakregel]> {
        try await read(filter, planning: .inOrder, in: log) { connection, build, log in
            let page = try TaskPage(filter, after: plaats, limit: limiet)
            let rows = try await connection.query(page.statement, page.parameters(build, log))
            return try Self.page(rows, limiet, TaskPage.row, TaskPage.place)
        }
    }

    /// How many tasks of each kind are open on the day.
    public func taaktelling(
        _ filter: Leesfilter,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Taaktelling]> {
        try await read(filter, planning: filter.taskPlanning, in: log) { connection, build, log in
            let parameters = Self.place(build, log) + filter.parameters + [filter.kinds, .day(filter.uiterlijk)]
            var counts: [Taaktelling] = []
            for row in try await connection.query(filter.taskCount(build), parameters) {
                guard let soort = Taaksoort(rawValue: try row.read(0, .text)) else { continue }
                counts.append(
                    Taaktelling(soort: soort, open: try row.read(1, .integer), overTijd: try row.read(2, .integer))
                )
            }
            return (counts, nil)
        }
    }

    /// The families on the day, in the order of `GezinPage`.
    public func gezinnen(
        _ filter: Leesfilter,
        na plaats: Lijstplaats?,
        limiet: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Gezinsregel]> {
        try await read(filter, planning: .inOrder, in: log) { connection, build, log in
            let page = try GezinPage(filter, build, after: plaats, limit: limiet)
            let rows = try await connection.query(page.statement, page.parameters(build, log))
            return try Self.page(rows, limiet, GezinPage.row, page.place)
        }
    }

    /// How many families each procesmanager has in each phase on the day, those that nobody has first.
    public func caseload(
        _ filter: Leesfilter,
        na plaats: Lijstplaats?,
        limiet: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Caseloadregel]> {
        try await read(filter, in: log) { connection, build, log in
            let after = plaats?.delen ?? []
            guard after.isEmpty || after.count == 3 else {
                throw EventStoreError.failed(reason: "a place that is not of this list")
            }
            let page: [PostgresParameter] = [
                .texts(after), .int8(limiet + 1),
            ]
            let parameters = Self.place(build, log) + filter.parameters + filter.gezinParameters + page
            let rows = try await connection.query(filter.caseloadCount(build), parameters)
            return try Self.page(rows, limiet, Self.caseloadRow) { row throws(PostgresError) in
                let row = try Self.caseloadRow(row)
                let parts = [row.procesmanager?.tekst ?? "", row.aanpak?.description ?? "", row.fase.rawValue]
                return Lijstplaats(delen: parts)
            }
        }
    }

    private static func caseloadRow(_ row: PostgresRow) throws(PostgresError) -> Caseloadregel {
        Caseloadregel(
            procesmanager: try row.readIfPresent(0, .text).flatMap { Actor($0) },
            aanpak: try row.readIfPresent(1, .text).flatMap { Aanpakcode($0) },
            fase: Fase(rawValue: try row.read(2, .text)) ?? .geen,
            gezinnen: try row.read(3, .integer)
        )
    }

    /// How often each verdict occurs on the day among the families.
    public func oordeeltelling(
        _ filter: Leesfilter,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Oordeeltelling]> {
        try await read(filter, planning: filter.oordeelPlanning, in: log) { connection, build, log in
            let parameters = Self.place(build, log) + filter.parameters + filter.gezinParameters
            var counts: [Oordeeltelling] = []
            for row in try await connection.query(filter.oordeelCount(build), parameters) {
                guard let indicator = Indicatorcode(rawValue: try row.read(0, .text)),
                    let uitkomst = Uitkomst(rawValue: try row.read(1, .text))
                else { continue }
                let reden = try row.readIfPresent(2, .text).flatMap { Reden(rawValue: $0) }
                counts.append(
                    Oordeeltelling(
                        indicator: indicator,
                        oordeel: Oordeelkern(uitkomst: uitkomst, reden: reden),
                        gezinnen: try row.read(3, .integer)
                    )
                )
            }
            return (counts, nil)
        }
    }
}

/// The build that answers.
struct ServingBuild: Hashable, Sendable {
    let id: Int16
    /// Whether counts of it are kept; of a build by an earlier version they are not, and it serves until the next is there.
    let isCounted: Bool

    /// The first version of the rows of which counts are kept.
    static let firstCounted = 2
}

// MARK: - One moment

extension PostgresLeesmodellen {
    /// How what is asked is planned.
    enum Planning {
        /// For the filter that is asked.
        case each
        /// Once for all.
        case once
        /// Once for all, in the order of an index.
        case inOrder
    }

    static func serving(_ log: LogName, _ planning: Planning) -> [PostgresParameter] {
        let flags = [planning != .each, planning == .inOrder].map { flag in
            PostgresParameter.value(.bool, flag) { $1.integer(UInt8($0 ? 1 : 0)) }
        }
        return [.text(log.description), .text(projection)] + flags
    }

    static func place(_ build: ServingBuild, _ log: LogName) -> [PostgresParameter] {
        [.text(log.description), .build(build.id)]
    }

    /// Reads where the serving build is and what is asked of it at one moment.
    func read<Inhoud: Sendable>(
        _ filter: Leesfilter,
        planning: Planning = .each,
        in log: LogName,
        _ body:
            @escaping @Sendable (isolated PostgresConnection, ServingBuild, LogName) async throws -> (
                Inhoud, Lijstplaats?
            )
    ) async throws(EventStoreError) -> Leesantwoord<Inhoud> {
        do {
            return try await pool.withConnection(for: log.description) { connection in
                try await connection.use(log.description, for: BuildCatalog.scope)
                return try await connection.transaction(isReading: true) { connection in
                    let place = Self.serving(log, planning)
                    guard let serving = try await connection.query(.servingBuild, place).first else {
                        throw EventStoreError.unavailable(reason: "no build of the read models serves yet")
                    }
                    let build = ServingBuild(
                        id: try serving.read(0, .build),
                        isCounted: try serving.read(2, .integer) >= ServingBuild.firstCounted
                    )
                    let (inhoud, volgende) = try await body(connection, build, log)
                    return Leesantwoord(
                        positie: try serving.read(1, .integer),
                        peildag: filter.peildag,
                        definitie: Toetsingskader.versie,
                        inhoud: inhoud,
                        volgende: volgende
                    )
                }
            }
        } catch let error as EventStoreError {
            throw error
        } catch {
            throw EventStoreError(error)
        }
    }

    /// At most `limit` rows, and where the next page begins when there was one more.
    private static func page<Row>(
        _ rows: PostgresResult,
        _ limit: Int,
        _ read: (PostgresRow) throws(PostgresError) -> Row,
        _ place: (PostgresRow) throws(PostgresError) -> Lijstplaats
    ) throws(PostgresError) -> ([Row], Lijstplaats?) {
        var page: [Row] = []
        var last: PostgresRow?
        for row in rows {
            guard page.count < limit else {
                guard let last else { break }
                return (page, try place(last))
            }
            page.append(try read(row))
            last = row
        }
        return (page, nil)
    }
}

extension PostgresParameter {
    static func day(_ day: Dag?) -> PostgresParameter {
        .value(.date, day) { $1.date(daysSince1970: $0.dagnummer) }
    }
}

extension Oordeelvraag.Redenvraag {
    /// The reason in its column; empty for none.
    fileprivate var column: String {
        switch self {
        case .geen: ""
        case .deze(let reden): reden.rawValue
        }
    }
}

extension Leesfilter {
    /// $3 to $7.
    var parameters: [PostgresParameter] {
        [
            .day(peildag), .text(procesmanager?.tekst), .text(casemanager?.tekst), .text(aanpak?.description),
            .text(wijk),
        ]
    }

    /// $8 to $12 of questions about families.
    var gezinParameters: [PostgresParameter] {
        [
            .text(fase?.rawValue), .day(zonderContactSinds), .text(oordeel?.indicator.rawValue),
            .text(oordeel?.uitkomst.rawValue), .text(oordeel?.reden?.column),
        ]
    }

    /// The kinds of task; none is all of them.
    var kinds: PostgresParameter { .texts(soorten.map(\.rawValue).sorted()) }
}

extension Statement {
    /// Also settles how what follows in the transaction is planned.
    ///
    /// $3: once for all filters, and not anew for each. $4: by reading rows in the order of an index until there are enough;
    /// the server cannot know how many a filter lets through, and this is right for all of them.
    static let servingBuild = Statement(
        "serving_build",
        """
        SELECT p.bouw, coalesce((
            SELECT min(least(d.positie, (
                SELECT min(a.positie) - 1 FROM waakvlam.projectie_achterstand a
                WHERE a.gemeente = $1 AND a.bouw = d.bouw AND a.deel = d.deel AND a.positie IS NOT NULL
            )))
            FROM waakvlam.projectie_deel d WHERE d.gemeente = $1 AND d.bouw = p.bouw
        ), 0), p.versie, CASE WHEN $3 THEN set_config('plan_cache_mode', 'force_generic_plan', true) END,
            CASE WHEN $4 THEN set_config('enable_sort', 'off', true) END,
            CASE WHEN $4 THEN set_config('enable_bitmapscan', 'off', true) END,
            CASE WHEN $4 THEN set_config('enable_seqscan', 'off', true) END
        FROM waakvlam.projectie p WHERE p.naam = $2 AND p.status = 'dient'
        """
    )
}
