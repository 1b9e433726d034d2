public import CaseHandling
public import CivilTime
public import EventStore
public import Gezinstraject
internal import PostgresClient
internal import ReadModels
internal import Toetsingskader
public import WireValues

extension PostgresLeesmodellen {
    /// How often each verdict occurs on each of the days.
    public func oordeelreeks(
        _ aanpak: Aanpakcode,
        _ dagen: [Dag],
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Oordeelpunt]> {
        try await read(Leesfilter(peildag: dagen.max() ?? .eerste), in: log) { connection, build, log in
            let parameters = Self.place(build, log) + [.text(aanpak.description), .dates(dagen)]
            var points: [Oordeelpunt] = []
            for row in try await connection.query(
                build.isCounted ? .keptOordeelCountsPerDay : .countOordelenPerDay,
                parameters
            ) {
                guard let indicator = Indicatorcode(rawValue: try row.read(1, .text)),
                    let uitkomst = Uitkomst(rawValue: try row.read(2, .text))
                else { continue }
                let reden = try row.readIfPresent(3, .text).flatMap { Reden(rawValue: $0) }
                let count = Oordeeltelling(
                    indicator: indicator,
                    oordeel: Oordeelkern(uitkomst: uitkomst, reden: reden),
                    gezinnen: try row.read(4, .integer)
                )
                points.append(Oordeelpunt(dag: try row.read(0, .dag), telling: count))
            }
            return (points, nil)
        }
    }

    /// How long the steps of trajects took.
    public func doorlooptijden(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Doorlooptijd]> {
        try await rows(.durations, vraag, in: log) { row throws(PostgresError) in
            guard let stap = Doorlooptijd.Stap(rawValue: try row.read(0, .text)) else { return nil }
            return Doorlooptijd(
                stap: stap,
                kwartaal: try row.readIfPresent(1, .dag),
                dagen: try Self.spread(row, 2)
            )
        }
    }

    /// What came and went in every quarter.
    public func stroom(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Stroomkwartaal]> {
        try await rows(.flow, vraag, in: log) { row throws(PostgresError) in
            Stroomkwartaal(
                eindigtOp: try row.read(0, .dag),
                aangemeld: try row.read(1, .integer),
                gestart: try row.read(2, .integer),
                afgesloten: try row.read(3, .integer),
                stand: try row.read(4, .integer)
            )
        }
    }

    /// How many families came back.
    public func terugkeer(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Terugkeer]> {
        try await rows(.returns, vraag, in: log) { row throws(PostgresError) in
            Terugkeer(
                maanden: try row.read(0, .integer),
                gevolgd: try row.read(1, .integer),
                teruggekeerd: try row.read(2, .integer)
            )
        }
    }

    /// How long care is waited for.
    public func wachttijden(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Wachttijd]> {
        try await rows(.waiting, vraag, in: log) { row throws(PostgresError) in
            guard let soort = Zorgsoort(rawValue: try row.read(0, .text)) else { return nil }
            return Wachttijd(
                soort: soort,
                begonnen: try Self.spread(row, 1),
                wachtend: try Self.spread(row, 4),
                overbrugd: try row.read(7, .integer),
                voorrangGevraagd: try row.read(8, .integer),
                voorrangVerleend: try row.read(9, .integer)
            )
        }
    }

    /// Where the families live, and who signalled them in which way.
    public func verdeling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Verdelingsregel]> {
        try await rows(.distribution, vraag, period: false, in: log) { row throws(PostgresError) in
            guard let kenmerk = Verdelingsregel.Kenmerk(rawValue: try row.read(0, .text)) else { return nil }
            return Verdelingsregel(
                kenmerk: kenmerk,
                waarde: try row.readIfPresent(1, .text),
                gezinnen: try row.read(2, .integer)
            )
        }
    }

    /// How often each milestone occurred.
    public func mijlpaaltelling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Mijlpaaltelling]> {
        try await rows(.countMilestones, vraag, in: log) { row throws(PostgresError) in
            guard let soort = Feittype(naam: try row.read(0, .text)) else { return nil }
            return Mijlpaaltelling(
                soort: soort,
                code: try row.readIfPresent(1, .text),
                aantal: try row.read(2, .integer),
                trajecten: try row.read(3, .integer)
            )
        }
    }

    /// The families that a seed puts first.
    public func steekproef(
        _ vraag: Overzichtvraag,
        zaad: String,
        aantal: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[UUID]> {
        let more: [PostgresParameter] = [.text(zaad), .int8(aantal)]
        return try await rows(.sample, vraag, period: false, more, in: log) { row throws(PostgresError) in
            try row.read(0, .identifier)
        }
    }

    // MARK: - Rows

    /// The rows of a statement about an aanpak: $3 is the aanpak, $4 the day, $5 and $6 the first and last day of the
    /// period where it is asked about one.
    func rows<Row: Sendable>(
        _ statement: Statement,
        _ vraag: Overzichtvraag,
        period: Bool = true,
        _ more: [PostgresParameter] = [],
        in log: LogName,
        _ make: @escaping @Sendable (PostgresRow) throws(PostgresError) -> Row?
    ) async throws(EventStoreError) -> Leesantwoord<[Row]> {
        try await read(Leesfilter(peildag: vraag.peildag), in: log) { connection, build, log in
            let days: [PostgresParameter] = period ? [.day(vraag.van), .day(vraag.tot)] : []
            let parameters =
                Self.place(build, log) + [.text(vraag.aanpak.description), .day(vraag.peildag)] + days + more
            var rows: [Row] = []
            for row in try await connection.query(statement, parameters) {
                if let row = try make(row) { rows.append(row) }
            }
            return (rows, nil)
        }
    }

    static func spread(_ row: PostgresRow, _ first: Int) throws(PostgresError) -> Spreiding {
        Spreiding(
            aantal: try row.read(first, .integer),
            mediaan: try row.readIfPresent(first + 1, .integer),
            p90: try row.readIfPresent(first + 2, .integer)
        )
    }
}
