import ArgumentParser
import CaseHandling
import EventStore
import Logging
import PostgresClient
import PostgresStore

/// What works beside the server: the projections, on connections of their own, so that a rebuild takes none from who waits
/// for an answer.
struct Background {
    /// Is raised after every append of this process.
    let appended = LogSignal()
    /// Is raised when a projection has gone on.
    let projected = LogSignal()
    private let database: Database
    /// For statements about whole builds, which take as long as they take.
    private let maintenance: PostgresPool

    init(_ connection: String, logger: Logger) {
        database = Database(connection, connections: 4, logger: logger)
        var configuration = PostgresEventStore.configuration(connection)
        configuration.statementTimeout = nil
        maintenance = PostgresPool(configuration, limits: .init(connections: 2), logger: logger)
    }

    var pools: [PostgresPool] { [database.pool, maintenance] }

    /// The projections of this program.
    func projections(_ masterKeys: MasterKeys) async throws -> [Projection] {
        Projections.all(CaseHandler(store: try await database.open(masterKeys)))
    }

    /// What keeps the projections up to date, or only one of them without beginning builds; nil when there are none.
    func runner(
        _ masterKeys: MasterKeys,
        only: Projection? = nil,
        logger: Logger
    ) async throws -> ProjectionRunner? {
        var projections = try await projections(masterKeys)
        if let only { projections = [only] }
        guard !projections.isEmpty else { return nil }
        return ProjectionRunner(
            projections,
            pool: database.pool,
            maintenance: maintenance,
            store: database.store,
            code: Projections.code,
            appended: appended,
            projected: projected,
            isStartingBuilds: only == nil,
            logger: logger
        )
    }
}

/// The read models that this program keeps.
enum Projections {
    /// The version of the program that begins a build.
    static let code = Waakvlam.configuration.version

    /// The projections, whose rows `cases` computes.
    static func all(_ cases: CaseHandler) -> [Projection] { [.leesmodellen(cases)] }
}
