import EventStore
import Logging
import PostgresClient
import ServiceLifecycle
import TestSupport
import Testing
import WireValues

@testable import PostgresStore

extension ProjectionBench {
    /// Runs `body` while a node runs, and stops that as a server is stopped.
    func withRunner(
        _ projections: [Projection],
        _ holder: String,
        appended: LogSignal = LogSignal(),
        projected: LogSignal = LogSignal(),
        change: (inout ProjectionRunner.Limits) -> Void = { _ in },
        _ body: () async throws -> Void
    ) async throws {
        var limits = ProjectionRunner.Limits()
        limits.lease = .seconds(3600)
        (limits.poll, limits.look) = (.milliseconds(20), .milliseconds(50))
        change(&limits)
        let runner = ProjectionRunner(
            projections,
            pool: pool,
            maintenance: pool,
            store: store,
            code: "proef",
            holder: holder,
            appended: appended,
            projected: projected,
            limits: limits,
            logger: PostgresTestServer.logger
        )
        let group = ServiceGroup(services: [runner], logger: PostgresTestServer.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let result: Result<Void, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try result.get()
        }
    }

    /// Waits until what somebody reads of the projection is at the end of the log.
    func waitUntilServed(_ name: String = "telling") async throws {
        let head = try await store.head(of: log).position
        let outcome = try await ProjectionPositions(pool: pool)
            .wait(for: head, of: name, in: log, timeout: .seconds(300))
        guard case .reached = outcome else { throw Unreached(outcome: outcome) }
    }

    struct Unreached: Error { let outcome: ProjectionPositions.Outcome }

    /// Waits until a condition holds.
    func waitUntil(_ condition: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(300)
        while try await !condition() {
            guard ContinuousClock.now < end else { throw Unreached(outcome: .notBuilt) }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    func build(_ status: Build.Status) async throws -> Build? {
        try await ProjectionOverview(pool: pool).builds().last { $0.status == status }
    }

    func holders(of build: Int16) async throws -> [String?] {
        let table = PartTable(pool: pool, build: build, log: log, holder: "")
        return try await table.read().parts.map(\.holder)
    }
}

@Suite struct `A runner of projections` {
    @Test func `builds at its first start, and what is appended then becomes visible`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<10).map { _ in Fixture.uuid() }
            try await bench.append(50, to: families)
            let (appended, projected) = (LogSignal(), LogSignal())
            try await bench.withRunner([bench.projection()], "een", appended: appended, projected: projected) {
                try await bench.waitUntilServed()
                let store = SignallingEventStore(bench.store, appended)
                let positions = ProjectionPositions(pool: bench.pool, projected: projected)
                for _ in 0..<20 {
                    let request = Fixture.request([Fixture.event()], to: families[0])
                    let position = try #require(try await store.append(request, to: bench.log).appended?.last?.position)
                    let outcome = try await positions.wait(
                        for: position,
                        of: "telling",
                        in: bench.log,
                        timeout: .seconds(300)
                    )
                    #expect(outcome == .reached(position))
                }
            }
            let build = try #require(try await bench.build(.serving))
            #expect(try await bench.rows(build.id) == (try await bench.fold()))
            // Who stops gives its parts up.
            #expect(try await bench.holders(of: build.id).allSatisfy { $0 == nil })
        }
    }

    @Test func `hears of an append in its own process at once, without looking`() async throws {
        try await ProjectionBench.with { bench in
            try await bench.append(1, to: [Fixture.uuid()])
            let appended = LogSignal()
            let change: (inout ProjectionRunner.Limits) -> Void = { $0.poll = .milliseconds(50) }
            try await bench.withRunner([bench.projection()], "een", appended: appended, change: change) {
                try await bench.waitUntilServed()
            }
            // From here on it looks but once an hour.
            try await bench.withRunner(
                [bench.projection()],
                "twee",
                appended: appended,
                change: {
                    ($0.poll, $0.look) = (.seconds(3600), .seconds(3600))
                }
            ) {
                let build = try #require(try await bench.build(.serving))
                try await bench.waitUntil { try await bench.holders(of: build.id).allSatisfy { $0 == "twee" } }
                let store = SignallingEventStore(bench.store, appended)
                _ = try await store.append(Fixture.request([Fixture.event()]), to: bench.log)
                try await bench.waitUntilServed()
            }
        }
    }

    @Test func `takes over from a node that is dead, and two that live share`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<20).map { _ in Fixture.uuid() }
            let projection = bench.projection(parts: 8)
            let build = try await bench.serve(projection)
            try await bench.append(20, to: families)
            // It has all parts, and dies with them.
            _ = try await bench.worker("dood", build, projection).advance()
            try await bench.bury("dood")
            try await bench.append(20, to: families)
            try await bench.withRunner([projection], "een") {
                try await bench.waitUntilServed()
                try await bench.withRunner([projection], "twee") {
                    try await bench.waitUntil {
                        let holders = try await bench.holders(of: build.id)
                        return holders.filter { $0 == "een" }.count == 4 && holders.filter { $0 == "twee" }.count == 4
                    }
                    try await bench.append(20, to: families)
                    try await bench.waitUntilServed()
                }
                // The one that is left takes all again.
                try await bench.waitUntil { try await bench.holders(of: build.id).allSatisfy { $0 == "een" } }
                try await bench.append(5, to: families)
                try await bench.waitUntilServed()
            }
            #expect(try await bench.rows(build.id) == (try await bench.fold()))
            #expect(try await bench.repetitions() == 0)
        }
    }

    @Test func `shows no reader half a batch`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<10).map { _ in Fixture.uuid() }
            let projection = bench.projection(parts: 1)
            let build = try await bench.serve(projection)
            try await bench.withRunner([projection], "een") {
                let done = LogSignal()
                var looks = 0
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        // Two events to two families in one request each time: half of them is never to be seen.
                        for _ in 0..<60 { try await bench.append(3, to: families) }
                        done.raise(bench.log)
                    }
                    let reader = try await bench.database.connectAsOwner()
                    while true {
                        let (position, rows) = try await reader.transaction { connection in
                            try await connection.query(Self.oneMoment)
                            let place: [PostgresParameter] = [.text(bench.log.description), .build(build.id)]
                            let position = try await connection.query(Self.checkpoint, place).first?.read(0, .integer)
                            return (position ?? 0, try await connection.query(ProjectionBench.rows, place))
                        }
                        #expect(try ProjectionBench.read(rows) == (try await bench.fold(upTo: position)))
                        looks += 1
                        if position == 180 { break }
                    }
                    try await group.waitForAll()
                }
                #expect(looks > 1)
            }
        }
    }

    @Test func `leaves rows that equal a fold of the log after random appends and deaths`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<40).map { _ in Fixture.uuid() }
            let projection = bench.projection(parts: 4)
            for round in 0..<6 {
                try await bench.append(Int.random(in: 1...40), to: families)
                let change: (inout ProjectionRunner.Limits) -> Void = { limits in
                    (limits.pageSize, limits.gezinnen) = (Int.random(in: 2...30), Int.random(in: 1...10))
                }
                try await bench.withRunner([projection], "node-\(round)", change: change) {
                    try await bench.append(Int.random(in: 1...20), to: families, round == 3 ? "Alle" : "Iets")
                    if round.isMultiple(of: 2) { try await bench.waitUntilServed() }
                    // Its leases end and its batches are refused from here on, whatever it is doing.
                    if round == 4 { try await bench.bury("node-\(round)") }
                }
            }
            try await bench.withRunner([projection], "laatste") { try await bench.waitUntilServed() }
            let build = try #require(try await bench.build(.serving))
            #expect(try await bench.rows(build.id) == (try await bench.fold()))
        }
    }

    static let oneMoment = Statement("proef_moment", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    private static let checkpoint = Statement(
        "proef_checkpoint",
        "SELECT min(positie) FROM waakvlam.projectie_deel WHERE gemeente = $1 AND bouw = $2"
    )
}

@Suite struct `Building a projection anew` {
    @Test func `goes on beside the old one, is compared with it, and takes its place without a gap`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<30).map { _ in Fixture.uuid() }
            try await bench.append(100, to: families)
            let projection = bench.projection()
            try await bench.withRunner([projection], "een") {
                try await bench.waitUntilServed()
                let old = try #require(try await bench.build(.serving))
                let overview = ProjectionOverview(pool: bench.pool)
                _ = try #require(try await overview.rebuild(projection, code: "proef"))
                // A reader sees all families at every moment, and never goes back.
                let reader = try await bench.database.connectAsOwner()
                var (seen, isSwitched) = (0, false)
                while !isSwitched || seen < 30 {
                    try await bench.append(2, to: families)
                    let rows = try await reader.query(Self.served, [.text(bench.log.description)])
                    let counts = try rows.map { try $0.read(0, .integer) }
                    let (count, total) = (counts.count, counts.reduce(0, +))
                    #expect(count >= 28 && total >= seen, "\(count) \(total) \(seen)")
                    seen = max(seen, total)
                    isSwitched = try await bench.build(.serving)?.id != old.id
                }
                try await bench.waitUntilServed()
                let new = try #require(try await bench.build(.serving))
                #expect(try await bench.rows(new.id) == (try await bench.fold()))
                let report = try #require(try await overview.reports(of: new).first)
                #expect(report.differences == 0 && report.compared == old.id && report.first == 1)
                #expect(report.last >= 100 && report.stateHash.count == 32)
                // Kept until a person has it removed.
                #expect(try await bench.rows(old.id).count >= 28)
                #expect(try await overview.removeOld(of: projection) == 1)
                #expect(try await bench.rows(old.id).isEmpty)
            }
        }
    }

    @Test func `does not serve before it is as far as the log, and its old one`() async throws {
        try await ProjectionBench.with { bench in
            try await bench.append(20, to: (0..<5).map { _ in Fixture.uuid() })
            let projection = bench.projection()
            let old = try await bench.serve(projection)
            try await bench.drain(try await bench.worker("een", old, projection))
            let catalog = BuildCatalog(pool: bench.pool)
            let new = try #require(try await catalog.begin(projection, code: "proef"))
            let finisher = BuildFinisher(
                pool: bench.pool,
                store: bench.store,
                code: "proef",
                logger: PostgresTestServer.logger
            )
            // First without parts, then with parts that have read nothing, then with families that are behind.
            #expect(try await !finisher.finish(new, of: projection))
            try await catalog.addParts(of: new, in: bench.log)
            #expect(try await !finisher.finish(new, of: projection))
            let worker = try await bench.worker("een", new, projection, families: 2)
            #expect(try await worker.advance() == .moved)
            #expect(try await bench.state(new.id)?.read == 20)
            #expect(try await !finisher.finish(new, of: projection))
            #expect(try await bench.build(.serving)?.id == old.id)
            try await bench.drain(worker)
            #expect(try await finisher.finish(new, of: projection))
            #expect(try await bench.build(.serving)?.id == new.id)
            // Who comes second finds that it is done.
            #expect(try await !finisher.finish(new, of: projection))
        }
    }

    @Test func `says of which families the old rows were wrong, and from which events the new ones follow`()
        async throws
    {
        try await ProjectionBench.with { bench in
            let families = (0..<10).map { _ in Fixture.uuid() }
            for gezin in families { try await bench.append(1, to: [gezin]) }
            let projection = bench.projection()
            try await bench.withRunner([projection], "een") {
                try await bench.waitUntilServed()
                let old = try #require(try await bench.build(.serving))
                let owner = try await bench.database.connectAsOwner()
                try await owner.unsafeExecute(
                    "UPDATE waakvlam.proef_telling SET aantal = 7 WHERE gezin IN ('\(families[2])', '\(families[5])')"
                )
                let overview = ProjectionOverview(pool: bench.pool)
                let new = try #require(try await overview.rebuild(projection, code: "proef"))
                try await bench.waitUntil { try await bench.build(.serving)?.id == new.id }
                let report = try #require(try await overview.reports(of: new).first)
                #expect(report.differences == 2 && report.isAll && report.notCompared == 0)
                let found = Dictionary(uniqueKeysWithValues: report.sample.map { ($0.gezin, $0.positions) })
                #expect(found == [families[2]: [3], families[5]: [6]])
                #expect(report.last == 10 && report.furthest == 10 && report.compared == old.id)
                let hash = try await CountingTables().stateHash(build: new.id, log: bench.log, on: owner)
                #expect(report.stateHash == hash)
            }
        }
    }

    @Test func `happens by itself when the definition is newer, and not when it is older`() async throws {
        try await ProjectionBench.with { bench in
            try await bench.append(20, to: (0..<5).map { _ in Fixture.uuid() })
            try await bench.withRunner([bench.projection(version: 1)], "een") { try await bench.waitUntilServed() }
            let whims = Whims()
            whims.now.surplus = 1
            let newer = bench.projection(version: 2, whims: whims)
            try await bench.withRunner([newer], "twee") {
                try await bench.waitUntil { try await bench.build(.serving)?.version == 2 }
            }
            let build = try #require(try await bench.build(.serving))
            let report = try #require(try await ProjectionOverview(pool: bench.pool).reports(of: build).first)
            #expect(report.differences == 5)
            try await bench.withRunner([bench.projection(version: 1), bench.projection(name: "ander")], "drie") {
                try await bench.waitUntilServed("ander")
            }
            let builds = try await ProjectionOverview(pool: bench.pool).builds()
            #expect(builds.filter { $0.name == "telling" }.map(\.version) == [1, 2])
        }
    }

    @Test func `leaves the old one in its place when a part of the new one stops`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<5).map { _ in Fixture.uuid() }
            try await bench.append(20, to: families)
            let projection = bench.projection()
            try await bench.withRunner([projection], "een") {
                try await bench.waitUntilServed()
                let old = try #require(try await bench.build(.serving))
                bench.whims.now.poisoned = [families[0]: 1]
                let overview = ProjectionOverview(pool: bench.pool)
                let new = try #require(try await overview.rebuild(projection, code: "proef"))
                try await bench.waitUntil { try await bench.state(new.id)?.stops.count == 1 }
                #expect(try await bench.build(.serving)?.id == old.id)
                bench.whims.now.poisoned = [:]
                // One that has stopped is not gone on with but begun anew.
                let again = try #require(try await overview.rebuild(projection, code: "proef"))
                #expect(again.id != new.id)
                try await bench.waitUntil { try await bench.build(.serving)?.id == again.id }
                try await bench.waitUntil { try await bench.rows(new.id).isEmpty }
                #expect(try await bench.rows(again.id) == (try await bench.fold()))
            }
        }
    }

    private static let served = Statement(
        "proef_served",
        """
        SELECT t.aantal FROM waakvlam.proef_telling t
        JOIN waakvlam.projectie p ON p.bouw = t.bouw AND p.status = 'dient' WHERE t.gemeente = $1
        """
    )
}
