import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import PostgresClient
import ReadModels
import Synchronization
import TestSupport
import Testing
import Toetsingskader
import Voorbeelden
import WireValues

@testable import PostgresStore

@Suite struct `The read models, kept up to date,` {
    private struct Killed: Error {}

    /// Whether everything was told.
    private final class Told: Sendable { let isAll = Mutex(false) }

    @Test(.timeLimit(.minutes(15)))
    func `equal a fold of the log table by table, whenever and wherever a node dies`() async throws {
        try await ProjectionBench.with { bench in
            let desk = Desk(bench)
            let projection = Projection.leesmodellen(desk.cases)
            let build = try await bench.serve(projection)
            var stories = try (0..<8).map { try desk.story(of: $0) }
            var steps = ProjectionStep.allCases.makeIterator()
            var round = 0
            while stories.contains(where: { !$0.rest.isEmpty }) {
                // Everybody writes a piece of his story; then a node works on it, and dies half-way.
                for number in stories.indices {
                    try await desk.tell(&stories[number], pieces: 3 + (round + number) % 5)
                }
                if let step = steps.next() {
                    let dying = try await bench.worker("node-\(round)", build, projection, pageSize: 40, families: 3) {
                        if $0 == step { throw Killed() }
                    }
                    await #expect(throws: Killed.self) { try await bench.drain(dying) }
                    try await bench.bury("node-\(round)")
                } else if round.isMultiple(of: 2) {
                    let living = try await bench.worker("node-\(round)", build, projection, pageSize: 40, families: 3)
                    try await bench.drain(living)
                    try await bench.bury("node-\(round)")
                }
                try await desk.compareAtCheckpoints(build)
                round += 1
            }
            try await bench.drain(try await bench.worker("laatste", build, projection))
            try await desk.compareAtCheckpoints(build)
            let state = try #require(try await bench.state(build.id))
            #expect(state.lag == 0 && state.backlog == 0 && round > ProjectionStep.allCases.count)
        }
    }

    @Test(.timeLimit(.minutes(15)))
    func `show no reader half a batch while two nodes share the families`() async throws {
        try await ProjectionBench.with { bench in
            let desk = Desk(bench)
            let projection = Projection.leesmodellen(desk.cases)
            let build = try await bench.serve(projection)
            let told = Told()
            var first = try desk.story(of: 4)
            try await desk.tell(&first, pieces: .max)
            try await bench.withRunner([projection], "een") {
                try await bench.withRunner([projection], "twee") {
                    try await bench.waitUntil { Set(try await bench.holders(of: build.id)) == ["een", "twee"] }
                    var looks = 0
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask {
                            // Also when it fails: the reader is not to look for ever.
                            defer { told.isAll.withLock { $0 = true } }
                            var stories = try (0..<4).map { try desk.story(of: $0) }
                            while stories.contains(where: { !$0.rest.isEmpty }) {
                                for number in stories.indices { try await desk.tell(&stories[number], pieces: 2) }
                            }
                        }
                        while !told.isAll.withLock(\.self) {
                            try await desk.compareAtCheckpoints(build)
                            looks += 1
                        }
                        try await group.waitForAll()
                    }
                    try await bench.waitUntilServed(PostgresLeesmodellen.projection)
                    try await desk.compareAtCheckpoints(build)
                    #expect(looks > 1)
                }
            }
        }
    }

    @Test func `follow the norms of an aanpak, for every family that there is`() async throws {
        try await ProjectionBench.with { bench in
            let desk = Desk(bench)
            let projection = Projection.leesmodellen(desk.cases)
            let build = try await bench.serve(projection)
            for number in 0..<4 {
                var story = try desk.story(of: number)
                try await desk.tell(&story, pieces: .max)
            }
            let worker = try await bench.worker("node", build, projection)
            try await bench.drain(worker)
            let before = try await desk.rows(build)
            try await desk.changeNorms()
            // Registered after the norms, and read in the same page: it is not there yet at their position.
            var late = try desk.story(of: 5)
            try await desk.tell(&late, pieces: .max)
            try await bench.drain(worker)
            #expect(try await desk.rows(build) != before)
            try await desk.compareAtCheckpoints(build)
            #expect(try #require(try await bench.state(build.id)).stops.isEmpty)
        }
    }

    @Test func `reach further when a year has passed, also for families of which nothing was heard`() async throws {
        try await ProjectionBench.with { bench in
            let desk = Desk(bench)
            let projection = Projection.leesmodellen(desk.cases)
            let build = try await bench.serve(projection)
            var story = try desk.story(of: 1)
            try await desk.tell(&story, pieces: .max)
            let worker = try await bench.worker("node", build, projection)
            try await bench.drain(worker)
            #expect(try await desk.horizons(build) == ["2028-12-31"])
            #expect(try await worker.markNearing(except: []) == [])
            desk.clock.move(to: "2027-01-01T00:30:00Z")
            #expect(try await worker.markNearing(except: []) == [story.gezin])
            try await bench.drain(worker)
            #expect(try await desk.horizons(build) == ["2029-12-31"])
            try await desk.compareAtCheckpoints(build)
        }
    }
}

/// Who records the histories of an example municipality, piece by piece.
private struct Desk: Sendable {
    /// A clock that stands still until it is moved.
    final class Clock: Klok {
        private let moment: Mutex<Moment?>

        init(_ text: String) { moment = Mutex(Moment(text)) }

        func nu() -> Moment { moment.withLock(\.self) ?? Moment(eindeVan: .eerste) }

        func move(to text: String) { moment.withLock { $0 = Moment(text) } }
    }

    struct Story {
        let gezin: UUID
        var rest: ArraySlice<Invoer>
    }

    let bench: ProjectionBench
    let clock = Clock("2026-12-01T12:00:00Z")
    let cases: CaseHandler

    init(_ bench: ProjectionBench) {
        self.bench = bench
        cases = CaseHandler(store: bench.store, klok: clock)
    }

    private var user: Gebruiker {
        get throws { Gebruiker(actor: try #require(Actor("BEH1")), gemeente: bench.log, rollen: [.beheerder]) }
    }

    func story(of number: Int) throws -> Story {
        let gemeente = Voorbeeldgemeente(bench.log.description, zaad: 1, totEnMet: ReadModelFamilies.lastDay)
        let events = try gemeente.gezin(number).map { try Invoer.lees($0, .root, .bestand) }
        return Story(gezin: UUID(high: 0x1111, low: UInt64(number + 1)), rest: events[...])
    }

    func tell(_ story: inout Story, pieces: Int) async throws {
        let now = story.rest.prefix(pieces)
        guard !now.isEmpty else { return }
        _ = try await cases.legVast(Array(now), gezin: story.gezin, door: try user)
        story.rest = story.rest.dropFirst(pieces)
    }

    func changeNorms() async throws {
        let code = try #require(Aanpakcode(Voorbeeldgemeente.aanpak))
        let dossier = try await cases.aanpak(code, voor: try user)
        var versie = dossier.beschrijving.versie(op: cases.vandaag)
        versie.geldigVanaf = try #require(Dag("2020-01-01"))
        versie.normen = [Aanpaknorm(.stilteTermijn, .termijn(.dagen(7)))]
        let invoer = Invoer(versie.gebeurtenis(code, gemeente: bench.log.description), op: cases.vandaag)
        _ = try await cases.legVast([invoer], aanpak: code, door: try user)
    }

    /// The rows of the build, table by table.
    func rows(_ build: Build) async throws -> [Set<String>] {
        let connection = try await bench.database.connectAsApp()
        try await connection.use(bench.log.description, for: "waakvlam.gemeente")
        var tables: [Set<String>] = []
        for table in ReadModelRows.all { tables.append(try await ReadModelFamilies.rows(table.statement, connection)) }
        return tables
    }

    func horizons(_ build: Build) async throws -> Set<String> {
        let connection = try await bench.database.connectAsApp()
        try await connection.use(bench.log.description, for: "waakvlam.gemeente")
        return try await ReadModelFamilies.rows(Self.horizons, connection)
    }

    /// Of every part: the rows of its families are those of the log up to its checkpoint, except of who is behind.
    ///
    /// Rows and checkpoints are of one moment, so that it holds while nodes work as well.
    func compareAtCheckpoints(_ build: Build) async throws {
        let (found, behind, checkpoints) = try await look(build)
        var expected = [Set<String>](repeating: [], count: ReadModelRows.all.count)
        for (part, position) in checkpoints {
            let own = try await cases.gezinnen(voor: try user).filter {
                Int(Parts.part(of: $0, among: build.parts)) == part && !behind.contains($0)
            }
            let stands = try await cases.standen(own, totPositie: position, horizon: cases.horizon, in: bench.log)
            for (number, table) in ReadModelRows.all.enumerated() {
                expected[number].formUnion(stands.flatMap { table.rows($0.gezin, $0.stand) })
            }
        }
        let names = Set(behind.map(\.description))
        for (number, table) in ReadModelRows.all.enumerated() {
            // Every row begins with its family.
            let settled = found[number].filter { row in !names.contains(String(row.prefix(36))) }
            #expect(settled == expected[number], "\(table.statement.name)")
        }
    }

    private typealias View = (rows: [Set<String>], behind: Set<UUID>, checkpoints: [(part: Int, position: Int)])

    /// What a reader sees of a build at one moment.
    private func look(_ build: Build) async throws -> View {
        let connection = try await bench.database.connectAsApp()
        try await connection.use(bench.log.description, for: "waakvlam.gemeente")
        let place: [PostgresParameter] = [.text(bench.log.description), .build(build.id)]
        return try await connection.transaction { connection -> View in
            try await connection.query(Self.oneMoment)
            var view: View = ([], [], [])
            for table in ReadModelRows.all {
                let rows = try await connection.query(table.statement)
                view.rows.append(Set(try rows.map { try $0.read(0, .text) }))
            }
            // Whatever the rows are, the counts are of the same moment.
            let counts = try await KeptCounts.compare(connection)
            #expect(counts.wrong.isEmpty)
            for row in try await connection.query(Self.behind, place) {
                view.behind.insert(try row.read(0, .identifier))
            }
            for row in try await connection.query(Self.checkpoints, place) {
                view.checkpoints.append((try row.read(0, .integer), try row.read(1, .integer)))
            }
            return view
        }
    }

    private static let oneMoment = Statement("desk_one_moment", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    private static let horizons = Statement("desk_horizons", "SELECT horizon::text FROM waakvlam.lees_gezin")
    private static let behind = Statement(
        "desk_behind",
        "SELECT gezin FROM waakvlam.projectie_achterstand WHERE gemeente = $1 AND bouw = $2"
    )
    private static let checkpoints = Statement(
        "desk_checkpoints",
        "SELECT deel, positie FROM waakvlam.projectie_deel WHERE gemeente = $1 AND bouw = $2"
    )
}
