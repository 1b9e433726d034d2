import EventStore
import Logging
import PostgresClient
import TestSupport
import Testing
import WireValues

@testable import PostgresStore

/// A database with the counting projection, and what a test does with it.
struct ProjectionBench: Sendable {
    let database: TestDatabase
    let pool: PostgresPool
    let store: PostgresEventStore
    let whims = Whims()
    let log = Fixture.log

    static func with(_ body: (ProjectionBench) async throws -> Void) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            try await database.connectAsOwner().unsafeExecute(CountingTables.schema)
            let pool = database.pool(connections: 8)
            let store = PostgresEventStore(pool: pool, logger: PostgresTestServer.logger)
            try await body(ProjectionBench(database: database, pool: pool, store: store))
            await pool.close()
        }
    }

    /// An event of type `Alle` touches every family that the log has up to it.
    func projection(
        version: Int = 1,
        parts: Int = 4,
        name: String = "telling",
        whims: Whims? = nil
    ) -> Projection {
        let (store, whims) = (store, whims ?? self.whims)
        return Projection(
            name: name,
            version: version,
            parts: parts,
            tables: CountingTables(),
            touched: { events, log throws(ProjectionFailure) in
                guard let last = events.last(where: { $0.event.type == "Alle" }) else { return events.map(\.stream) }
                return try await Self.events(in: store, log, upTo: last.position).map(\.stream) + events.map(\.stream)
            },
            nearing: { _, _, limit, _ in Array(whims.now.nearing.prefix(limit)) },
            stands: { families, position, log throws(ProjectionFailure) in
                if let failure = whims.now.failure { throw failure }
                whims.countEvaluation(of: families)
                for gezin in families {
                    guard let poisoned = whims.now.poisoned[gezin], poisoned <= position else { continue }
                    throw .poison(code: "VERGIFTIGD", reason: "the test says so")
                }
                return try await Self.counts(of: families, upTo: position, in: store, log, whims.now.surplus)
            }
        )
    }

    private static func events(
        in store: PostgresEventStore,
        _ log: LogName,
        upTo position: Int
    ) async throws(ProjectionFailure) -> [RecordedEvent] {
        do throws(EventStoreError) {
            return try await store.events(in: log, after: 0, limit: position)
        } catch {
            throw ProjectionFailure(error)
        }
    }

    private static func counts(
        of families: [UUID],
        upTo position: Int,
        in store: PostgresEventStore,
        _ log: LogName,
        _ surplus: Int
    ) async throws(ProjectionFailure) -> [(gezin: UUID, stand: CountingTables.Count)] {
        do throws(EventStoreError) {
            return zip(families, try await store.events(of: families, in: log)).map { gezin, events in
                let known = events.map(\.position).filter { $0 <= position }
                return (gezin, CountingTables.Count(events: known.count + surplus, last: known.last ?? 0))
            }
        } catch {
            throw ProjectionFailure(error)
        }
    }

    /// Begins a build that serves at once, with its parts in the log.
    func serve(_ projection: Projection) async throws -> Build {
        let catalog = BuildCatalog(pool: pool)
        let build = try #require(try await catalog.begin(projection, code: "proef"))
        try await database.connectAsOwner().unsafeExecute("UPDATE waakvlam.projectie SET status = 'dient'")
        try await catalog.addParts(of: build, in: log)
        return build
    }

    /// A worker of a node that has said that it is there.
    func worker(
        _ holder: String,
        _ build: Build,
        _ projection: Projection,
        pageSize: Int = 1000,
        families: Int = 128,
        onStep: @escaping @Sendable (ProjectionStep) async throws -> Void = { _ in }
    ) async throws -> PartWorker {
        try await HolderTable(pool: pool, holder: holder).renew([build.id], for: .seconds(3600))
        return PartWorker(
            projection: projection,
            partCount: build.parts,
            table: PartTable(pool: pool, build: build.id, log: log, holder: holder),
            store: store,
            limits: .init(pageSize: pageSize, gezinnen: families),
            logger: PostgresTestServer.logger,
            onStep: onStep
        )
    }

    /// The node is dead: its leases are over.
    func bury(_ holder: String) async throws {
        let connection = try await database.connectAsOwner()
        try await connection.query(Self.endLease, [.text(holder)])
    }

    /// Advances until there is nothing more to do.
    func drain(_ worker: PartWorker) async throws {
        while try await worker.advance() == .moved {}
    }

    /// Appends events, each to one of some families.
    @discardableResult
    func append(_ count: Int, to families: [UUID], _ type: String = "Iets") async throws -> [RecordedEvent] {
        var appended: [RecordedEvent] = []
        for number in 0..<count {
            // Each first once: what a test says of all families must not hang on chance.
            let family = number < families.count ? families[number] : families.randomElement() ?? Fixture.uuid()
            let request = Fixture.request([Fixture.event(type)], to: family)
            appended += try await store.append(request, to: log).appended ?? []
        }
        return appended
    }

    /// What the rows should be: a fold of the log up to a position.
    func fold(upTo position: Int = .max) async throws -> [UUID: CountingTables.Count] {
        var counts: [UUID: CountingTables.Count] = [:]
        for event in try await store.events(in: log, after: 0, limit: 1_000_000) where event.position <= position {
            counts[event.stream, default: .init()].events += 1
            counts[event.stream]?.last = event.position
        }
        return counts
    }

    /// What the rows are.
    func rows(_ build: Int16) async throws -> [UUID: CountingTables.Count] {
        let connection = try await database.connectAsOwner()
        return try Self.read(try await connection.query(Self.rows, [.text(log.description), .build(build)]))
    }

    static func read(_ rows: PostgresResult) throws -> [UUID: CountingTables.Count] {
        var counts: [UUID: CountingTables.Count] = [:]
        for row in rows {
            let count = CountingTables.Count(events: try row.read(1, .integer), last: try row.read(2, .integer))
            counts[try row.read(0, .identifier)] = count
        }
        return counts
    }

    /// How often rows were written that were written already.
    func repetitions() async throws -> Int {
        let connection = try await database.connectAsOwner()
        return try await connection.query(Self.repeated).first?.read(0, .integer) ?? -1
    }

    func state(_ build: Int16) async throws -> ProjectionState? {
        try await ProjectionOverview(pool: pool).states().first { $0.build.id == build && $0.log == log }
    }

    static let rows = Statement(
        "proef_rows",
        "SELECT gezin, aantal, laatste FROM waakvlam.proef_telling WHERE gemeente = $1 AND bouw = $2"
    )
    private static let repeated = Statement(
        "proef_repeated",
        "SELECT count(*) - count(DISTINCT (gemeente, bouw, gezin, laatste)) FROM waakvlam.proef_geschreven"
    )
    private static let endLease = Statement(
        "proef_end_lease",
        "UPDATE waakvlam.projectie_houder SET tot = clock_timestamp() - interval '1 second' WHERE houder = $1"
    )
}
