internal import CivilTime
public import EventStore
internal import Gezinstraject
public import PostgresClient
public import ReadModels
internal import Toetsingskader
public import WireValues

/// The tables of `Schema/Migrations/0007_leesmodellen.sql`: all rows of families, written in the transaction of the caller.
///
/// The counts of `0008_tellingen.sql` follow these rows by themselves. The rows that are counted come last: two who count
/// the same wait for each other until the transaction is over.
///
/// The gemeente of the log is set on the connection (`waakvlam.gemeente`).
public struct ReadModelTables: ProjectionTables {
    /// These tables.
    public init() {}

    /// Replaces the rows of these families in a build; a row that is the same stays untouched.
    ///
    /// - Parameters:
    ///   - stands: The families, each once.
    ///   - build: The build.
    ///   - log: The log of the families.
    ///   - connection: In a transaction.
    /// - Throws: `PostgresError`.
    public func write(
        _ stands: [(gezin: UUID, stand: Gezinsstand)],
        build: Int16,
        log: LogName,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) {
        guard !stands.isEmpty else { return }
        let place: [PostgresParameter] = [
            .text(log.description), .value(.int2, build) { $1.integer($0) }, .uuids(stands.map { $0.gezin }),
        ]
        for (statement, rows) in Self.rows(of: stands) {
            try await connection.query(statement, place + rows)
        }
    }

    /// Removes at most `limit` rows of a build; how many it removed.
    ///
    /// - Throws: `PostgresError`.
    public func remove(
        build: Int16,
        log: LogName,
        limit: Int,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> Int {
        let parameters: [PostgresParameter] = [
            .text(log.description), .value(.int2, build) { $1.integer($0) }, .int4(Int32(clamping: limit)),
        ]
        let rows = try await connection.query(.removeReadModel, parameters)
        return try rows.first?.read(0, .integer) ?? 0
    }

    /// The families whose rows differ between two builds.
    ///
    /// - Throws: `PostgresError`.
    public func differences(
        _ first: Int16,
        _ second: Int16,
        log: LogName,
        limit: Int,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> [UUID] {
        let parameters: [PostgresParameter] = [
            .text(log.description), .value(.int2, first) { $1.integer($0) },
            .value(.int2, second) { $1.integer($0) }, .int4(Int32(clamping: limit)),
        ]
        var gezinnen: [UUID] = []
        for row in try await connection.query(.readModelDifferences, parameters) {
            gezinnen.append(try row.read(0, .identifier))
        }
        return gezinnen
    }

    /// Families of a build whose rows are right only up to a day before this one.
    ///
    /// - Throws: `PostgresError`.
    static func gezinnen(
        before horizon: Dag,
        build: Int16,
        log: LogName,
        limit: Int,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> [UUID] {
        let parameters: [PostgresParameter] = [
            .text(log.description), .value(.int2, build) { $1.integer($0) }, .day(horizon),
            .int4(Int32(clamping: limit)),
        ]
        var gezinnen: [UUID] = []
        for row in try await connection.query(.readModelsBefore, parameters) {
            gezinnen.append(try row.read(0, .identifier))
        }
        return gezinnen
    }

    /// A hash over all rows of a build: equal for equal rows, whatever the build and the order of writing.
    ///
    /// - Throws: `PostgresError`.
    public func stateHash(
        build: Int16,
        log: LogName,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> [UInt8] {
        let parameters: [PostgresParameter] = [.text(log.description), .value(.int2, build) { $1.integer($0) }]
        let rows = try await connection.query(.readModelHash, parameters)
        guard let row = rows.first else { throw PostgresError(.unexpectedValue) }
        return try row.read(0, .bytes)
    }
}

// MARK: - Rows

extension ReadModelTables {
    private static func rows(
        of stands: [(gezin: UUID, stand: Gezinsstand)]
    ) -> [(Statement, [PostgresParameter])] {
        [
            (.writeGezinnen, [.uuids(stands.map { $0.gezin }), .dates(stands.map { $0.stand.horizon })]),
            (.writeMilestones, milestones(Rows(stands, \.mijlpalen))),
            (.writeMeetings, meetings(Rows(stands, \.overleggen))),
            (.writeCare, care(Rows(stands, \.zorg))),
            (.writeParties, parties(Rows(stands, \.partijperioden))),
            (.writeProblems, problems(Rows(stands, \.probleemperioden))),
            (.writeTrajecten, trajecten(Rows(stands, \.trajectperioden))),
            (.writeOordelen, oordelen(Rows(stands, \.oordeelstukken))),
            (.writeTasks, tasks(Rows(stands, \.taken))),
        ]
    }

    private static func trajecten(_ rows: Rows<Trajectperiode>) -> [PostgresParameter] {
        [
            rows.gezin, rows.numbers(\.traject), rows.days(\.van), rows.days(\.tot), rows.truths(\.telt),
            rows.texts { $0.beeld.aanpak?.description }, rows.texts { $0.beeld.fase.rawValue },
            rows.texts { $0.beeld.variant?.rawValue }, rows.texts { $0.beeld.procesmanager?.tekst },
            rows.texts { $0.beeld.casemanager?.tekst }, rows.texts { $0.beeld.aanspreekpunt?.tekst },
            rows.days(\.beeld.aangemeldOp), rows.days(\.beeld.gestartOp), rows.days(\.beeld.geslotenOp),
            rows.texts { $0.beeld.sluitingsreden?.rawValue }, rows.texts { $0.beeld.route?.rawValue },
            rows.texts { $0.beeld.melder?.rawValue }, rows.texts { $0.beeld.wijk },
            rows.days(\.beeld.laatsteContactOp), rows.days(\.beeld.laatstePogingOp),
            rows.days(\.beeld.laatsteOverlegOp), rows.days(\.beeld.laatsteGebeurtenisOp),
        ]
    }

    private static func oordelen(_ rows: Rows<Oordeelstuk>) -> [PostgresParameter] {
        [
            rows.gezin, rows.numbers(\.traject), rows.texts { $0.indicator.rawValue }, rows.days(\.van),
            rows.days(\.tot), rows.texts { $0.oordeel.uitkomst.rawValue }, rows.texts { $0.oordeel.reden?.rawValue },
            rows.texts { $0.oorzaak?.code }, rows.texts { $0.oorzaak?.ids ?? "" }, rows.texts { $0.telling.column },
        ]
    }

    private static func tasks(_ rows: Rows<Taak>) -> [PostgresParameter] {
        [
            rows.gezin, rows.numbers(\.traject), rows.texts { $0.soort.rawValue }, rows.texts { $0.sleutel },
            rows.ids { $0.aanleiding }, rows.days(\.van), rows.days(\.tot), rows.days(\.sinds), rows.days(\.uiterlijk),
            .int4s(rows.rows.map { $0.trede.map { Int32(clamping: $0) } }), rows.texts { $0.partij?.rawValue },
            rows.texts { $0.procesmanager?.tekst }, rows.texts { $0.casemanager?.tekst },
            rows.texts { $0.aanpak?.description }, rows.texts { $0.wijk }, rows.ids { $0.afgehandeldDoor },
        ]
    }

    private static func milestones(_ rows: Rows<Mijlpaal>) -> [PostgresParameter] {
        [
            rows.gezin, rows.numbers(\.traject), rows.ids { $0.gebeurtenis }, rows.texts { $0.soort.naam },
            .int4s(rows.rows.map { Int32(clamping: $0.nummer) }), rows.days(\.dag), rows.texts { $0.code },
            rows.texts { $0.wie?.tekst },
        ]
    }

    private static func meetings(_ rows: Rows<Overlegregel>) -> [PostgresParameter] {
        [
            rows.gezin, rows.numbers(\.traject), rows.ids { $0.gebeurtenis }, rows.days(\.dag),
            rows.texts { $0.soort.rawValue }, rows.texts { $0.partijen.map(\.rawValue).joined(separator: ",") },
            rows.texts { $0.afwezig.map(\.rawValue).joined(separator: ",") }, rows.texts { $0.gezin.rawValue },
        ]
    }

    private static func care(_ rows: Rows<Zorgregel>) -> [PostgresParameter] {
        [
            rows.gezin, rows.numbers(\.traject), rows.texts { $0.zorg.tekst }, rows.texts { $0.soort.rawValue },
            rows.texts { $0.partij?.rawValue }, rows.ids { $0.gebeurtenis }, rows.days(\.aangevraagdOp),
            rows.days(\.gewenstVanaf), rows.days(\.wachtlijstOp), rows.texts { $0.wachtoorzaak?.rawValue },
            rows.days(\.overbrugdOp), rows.days(\.voorrangGevraagdOp), rows.days(\.voorrangVerleendOp),
            rows.days(\.voorrangGeweigerdOp), rows.days(\.gestartOp), rows.days(\.geweigerdOp),
            rows.texts { $0.geweigerdDoor?.rawValue }, rows.days(\.beeindigdOp),
        ]
    }

    private static func parties(_ rows: Rows<Partijperiode>) -> [PostgresParameter] {
        [
            rows.gezin, rows.numbers(\.traject), rows.texts { $0.partij.rawValue }, rows.days(\.van), rows.days(\.tot),
            rows.truths(\.stand.betrokken), rows.truths(\.stand.benodigd), rows.days(\.stand.ontbreektSinds),
            rows.texts { $0.stand.schil?.rawValue },
        ]
    }

    private static func problems(_ rows: Rows<Probleemperiode>) -> [PostgresParameter] {
        [
            rows.gezin, rows.numbers(\.traject), rows.texts { $0.probleem.tekst }, rows.days(\.van), rows.days(\.tot),
            rows.texts { $0.stj.rawValue }, rows.days(\.geconstateerdOp), rows.texts { $0.status.rawValue },
            rows.truths(\.metDoel), rows.truths(\.metAfspraak),
        ]
    }
}

/// The rows of one table of some families, as columns.
private struct Rows<Row> {
    let gezin: PostgresParameter
    let rows: [Row]

    init(_ stands: [(gezin: UUID, stand: Gezinsstand)], _ column: KeyPath<Gezinsstand, [Row]>) {
        rows = stands.flatMap { (entry) -> [Row] in entry.stand[keyPath: column] }
        let gezinnen = stands.flatMap { (entry) -> [UUID] in
            [UUID](repeating: entry.gezin, count: entry.stand[keyPath: column].count)
        }
        gezin = .uuids(gezinnen)
    }

    func numbers(_ column: KeyPath<Row, Int>) -> PostgresParameter {
        .int2s(rows.map { Int16(clamping: $0[keyPath: column]) })
    }

    func days(_ column: KeyPath<Row, Dag>) -> PostgresParameter { .dates(rows.map { $0[keyPath: column] }) }

    func days(_ column: KeyPath<Row, Dag?>) -> PostgresParameter { .dates(rows.map { $0[keyPath: column] }) }

    func truths(_ column: KeyPath<Row, Bool>) -> PostgresParameter {
        .array(.bool, rows.map { $0[keyPath: column] }) { $1.integer(UInt8($0 ? 1 : 0)) }
    }

    func texts(_ column: (Row) -> String?) -> PostgresParameter { .texts(rows.map(column)) }

    func ids(_ column: (Row) -> UUID?) -> PostgresParameter { .uuids(rows.map(column)) }
}

extension Oordeelstuk.Telling {
    fileprivate var column: String? {
        switch self {
        case .geen: nil
        case .aanpak(let aanpak): aanpak?.description ?? ""
        }
    }
}

extension Oorzaak {
    fileprivate var code: String {
        switch self {
        case .termijn: "termijn"
        case .aanpakversie: "aanpakversie"
        case .gebeurtenissen: "gebeurtenissen"
        }
    }

    fileprivate var ids: String {
        if case .gebeurtenissen(let ids) = self { ids.map(\.description).joined(separator: ",") } else { "" }
    }
}

// MARK: - Statements

extension Statement {
    fileprivate static let removeReadModel = Statement(
        "remove_read_model",
        "SELECT waakvlam.ruim_lees_op($1, $2, $3)"
    )
    fileprivate static let readModelDifferences = Statement(
        "read_model_differences",
        """
        SELECT coalesce(a.uit_gezin, b.uit_gezin) AS gezin
        FROM waakvlam.lees_vingerafdrukken($1, $2) a
        FULL JOIN waakvlam.lees_vingerafdrukken($1, $3) b ON a.uit_gezin = b.uit_gezin
        WHERE (a.uit_aantal, a.uit_som) IS DISTINCT FROM (b.uit_aantal, b.uit_som)
        ORDER BY 1 LIMIT $4
        """
    )
    fileprivate static let readModelsBefore = Statement(
        "read_models_before",
        """
        SELECT gezin FROM waakvlam.lees_gezin WHERE gemeente = $1 AND bouw = $2 AND horizon < $3
        ORDER BY horizon LIMIT $4
        """
    )
    fileprivate static let readModelHash = Statement(
        "read_model_hash",
        """
        SELECT sha256(convert_to(coalesce(
            string_agg(format('%s %s %s', uit_gezin, uit_aantal, uit_som), ',' ORDER BY uit_gezin), ''
        ), 'UTF8'))
        FROM waakvlam.lees_vingerafdrukken($1, $2)
        """
    )
    fileprivate static let writeGezinnen = Statement(
        "write_gezinnen",
        "SELECT waakvlam.schrijf_lees_gezin($1, $2, $3, $4, $5)"
    )
    fileprivate static let writeTrajecten = Statement(
        "write_trajecten",
        """
        SELECT waakvlam.schrijf_lees_traject($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
            $17, $18, $19, $20, $21, $22, $23, $24, $25)
        """
    )
    fileprivate static let writeOordelen = Statement(
        "write_oordelen",
        "SELECT waakvlam.schrijf_lees_oordeel($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    )
    fileprivate static let writeTasks = Statement(
        "write_tasks",
        """
        SELECT waakvlam.schrijf_lees_taak($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $19)
        """
    )
    fileprivate static let writeMilestones = Statement(
        "write_milestones",
        "SELECT waakvlam.schrijf_lees_mijlpaal($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    )
    fileprivate static let writeMeetings = Statement(
        "write_meetings",
        "SELECT waakvlam.schrijf_lees_overleg($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    )
    fileprivate static let writeCare = Statement(
        "write_care",
        """
        SELECT waakvlam.schrijf_lees_zorg($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $19, $20, $21)
        """
    )
    fileprivate static let writeParties = Statement(
        "write_parties",
        "SELECT waakvlam.schrijf_lees_partij($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    )
    fileprivate static let writeProblems = Statement(
        "write_problems",
        "SELECT waakvlam.schrijf_lees_probleem($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    )
}
