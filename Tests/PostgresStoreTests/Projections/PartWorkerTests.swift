import EventStore
import PostgresClient
import TestSupport
import Testing
import WireValues

@testable import PostgresStore

@Suite struct `A batch of a projection` {
    private struct Killed: Error {}

    @Test(arguments: ProjectionStep.allCases)
    func `is there once when its node dies, at whichever step`(_ step: ProjectionStep) async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<6).map { _ in Fixture.uuid() }
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            try await bench.append(10, to: families)
            for number in 0..<3 {
                let dying = try await bench.worker("node-\(number)", build, projection, pageSize: 8) {
                    if $0 == step { throw Killed() }
                }
                await #expect(throws: Killed.self) { try await bench.drain(dying) }
                try await bench.bury("node-\(number)")
                try await bench.append(3, to: families)
            }
            let last = try await bench.worker("laatste", build, projection, pageSize: 8)
            try await bench.drain(last)
            #expect(try await bench.rows(build.id) == (try await bench.fold()))
            #expect(try await bench.repetitions() == 0)
            let state = try #require(try await bench.state(build.id))
            #expect(state.lag == 0 && state.backlog == 0 && state.position == 19)
        }
    }

    @Test func `of a node that was taken over is refused, also in the middle of it`() async throws {
        try await ProjectionBench.with { bench in
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            let gezin = Fixture.uuid()
            try await bench.append(5, to: [gezin])
            let late = try await bench.worker("laat", build, projection) { step in
                guard step == .evaluated else { return }
                // While this node thinks, it is given up for dead, and another does the work and more.
                try await bench.bury("laat")
                let other = try await bench.worker("ander", build, projection)
                try await bench.drain(other)
                try await bench.append(2, to: [gezin])
                try await bench.drain(other)
            }
            await #expect(throws: PartTable.FenceLost.self) { try await late.advance() }
            #expect(try await bench.rows(build.id) == [gezin: .init(events: 7, last: 7)])
            #expect(try await bench.repetitions() == 0)
        }
    }

    @Test func `is refused when the checkpoint is another one, also for who holds the part`() async throws {
        try await ProjectionBench.with { bench in
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            let gezin = Fixture.uuid()
            try await bench.append(5, to: [gezin])
            let late = try await bench.worker("een", build, projection) { step in
                guard step == .evaluated else { return }
                try await bench.drain(try await bench.worker("een", build, projection))
            }
            await #expect(throws: PartTable.FenceLost.self) { try await late.advance() }
            #expect(try await bench.repetitions() == 0)
        }
    }

    @Test func `goes on after failures of the database and of what it reads, and none of them stops a part`()
        async throws
    {
        try await ProjectionBench.with { bench in
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            try await bench.append(5, to: [Fixture.uuid(), Fixture.uuid()])
            let worker = try await bench.worker("een", build, projection)
            bench.whims.now.failure = .unavailable(reason: "away")
            for _ in 0..<3 {
                await #expect(throws: ProjectionFailure.unavailable(reason: "away")) { try await worker.advance() }
            }
            bench.whims.now.failure = nil
            try await bench.drain(worker)
            #expect(try await bench.rows(build.id) == (try await bench.fold()))
            #expect(try await bench.state(build.id)?.stops == [])
        }
    }
}

@Suite struct `A projection that is far behind` {
    @Test func `evaluates each family once, up to the end, and says meanwhile how far it is`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<20).map { _ in Fixture.uuid() }
            try await bench.append(200, to: families)
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            let worker = try await bench.worker("een", build, projection, pageSize: 20, families: 4)
            // Pages that are full are only read.
            for _ in 0..<9 { #expect(try await worker.advance() == .moved) }
            #expect(bench.whims.now.evaluated.isEmpty)
            let reading = try #require(try await bench.state(build.id))
            #expect(reading.read == 180 && reading.position == 0 && reading.backlog > 0)
            try await bench.drain(worker)
            #expect(try await bench.rows(build.id) == (try await bench.fold()))
            #expect(bench.whims.now.evaluated.values.allSatisfy { $0 == 1 })
            let done = try #require(try await bench.state(build.id))
            #expect(done.position == 200 && done.backlog == 0)
        }
    }

    @Test func `an event that touches all families does them in batches, and a death in between loses none`()
        async throws
    {
        try await ProjectionBench.with { bench in
            let families = (0..<30).map { _ in Fixture.uuid() }
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            for gezin in families { try await bench.append(1, to: [gezin]) }
            try await bench.drain(try await bench.worker("een", build, projection, families: 4))
            let before = bench.whims.now.evaluated
            let aanpak = Fixture.uuid()
            try await bench.append(1, to: [aanpak], "Alle")
            let dying = try await bench.worker("een", build, projection, families: 4)
            for _ in 0..<4 { #expect(try await dying.advance() == .moved) }
            let half = try #require(try await bench.state(build.id))
            // All of the log is read, and for the rows that is not so yet.
            #expect(half.read == 31 && half.position == 30 && half.backlog > 0)
            try await bench.bury("een")
            try await bench.drain(try await bench.worker("twee", build, projection, families: 4))
            for gezin in families {
                #expect(bench.whims.now.evaluated[gezin] == (before[gezin] ?? 0) + 1)
            }
            #expect(try await bench.state(build.id)?.position == 31)
            #expect(try await bench.rows(build.id) == (try await bench.fold()))
        }
    }

    @Test func `families whose day comes near are evaluated again without an event`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<10).map { _ in Fixture.uuid() }
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            for gezin in families { try await bench.append(1, to: [gezin]) }
            let worker = try await bench.worker("een", build, projection)
            try await bench.drain(worker)
            let before = bench.whims.now.evaluated
            bench.whims.now.nearing = Set(families.prefix(3))
            #expect(try await worker.markNearing(except: []) == Set(families.prefix(3)))
            // What is read meanwhile is right.
            #expect(try await bench.state(build.id)?.position == 10)
            try await bench.drain(worker)
            for (number, gezin) in families.enumerated() {
                #expect(bench.whims.now.evaluated[gezin] == (before[gezin] ?? 0) + (number < 3 ? 1 : 0))
            }
            #expect(try await worker.markNearing(except: Set(families)).isEmpty)
            #expect(try await worker.advance() == .idle)
        }
    }
}

@Suite struct `A projection that cannot go on` {
    @Test func `stops the part of the family at its event, and others go on until a person lets it`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<12).map { _ in Fixture.uuid() }
            let (projection, other) = (bench.projection(), bench.projection(name: "ander", whims: Whims()))
            let build = try await bench.serve(projection)
            let beside = try await bench.serve(other)
            try await bench.append(30, to: families)
            let sick = try #require(families.first)
            let part = Int(Parts.part(of: sick, among: 4))
            let poison = try #require(try await bench.append(1, to: [sick]).first?.position)
            bench.whims.now.poisoned = [sick: poison]
            try await bench.append(30, to: families)
            let worker = try await bench.worker("een", build, projection)
            try await bench.drain(worker)
            try await bench.drain(try await bench.worker("een", beside, other))
            let state = try #require(try await bench.state(build.id))
            let stop = try #require(state.stops.first)
            #expect(state.stops.count == 1 && stop.part == part && stop.gezin == sick)
            #expect(stop.position == poison && stop.code == "VERGIFTIGD")
            // Up to just before it everything is right, and the other parts are at the end.
            #expect(state.position == poison - 1)
            let (before, now) = (try await bench.fold(upTo: poison - 1), try await bench.fold())
            for (gezin, count) in try await bench.rows(build.id) {
                let expected = Int(Parts.part(of: gezin, among: 4)) == part ? before[gezin] : now[gezin]
                #expect(count == expected)
            }
            #expect(try await bench.rows(beside.id) == now)
            #expect(try await bench.state(beside.id)?.stops == [])
            bench.whims.now.poisoned = [:]
            #expect(try await ProjectionOverview(pool: bench.pool).resume("telling") == 1)
            try await bench.drain(worker)
            #expect(try await bench.rows(build.id) == (try await bench.fold()))
            #expect(try await bench.state(build.id)?.lag == 0)
        }
    }

    @Test func `stops at the event also when the family is evaluated much later`() async throws {
        try await ProjectionBench.with { bench in
            let families = (0..<6).map { _ in Fixture.uuid() }
            try await bench.append(40, to: families)
            let sick = try #require(families.first)
            let poison = try #require(try await bench.append(1, to: [sick]).first?.position)
            try await bench.append(40, to: families)
            bench.whims.now.poisoned = [sick: poison]
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            let worker = try await bench.worker("een", build, projection, pageSize: 20)
            try await bench.drain(worker)
            let stop = try #require(try await bench.state(build.id)?.stops.first)
            #expect(stop.position == poison && stop.gezin == sick)
            bench.whims.now.poisoned = [:]
            _ = try await ProjectionOverview(pool: bench.pool).resume("telling")
            try await bench.drain(worker)
            #expect(try await bench.rows(build.id) == (try await bench.fold()))
        }
    }

    @Test func `says so when the tables refuse the rows, and of which family`() async throws {
        try await ProjectionBench.with { bench in
            let (well, sick) = (Fixture.uuid(), Fixture.uuid())
            try await bench.append(3, to: [well])
            try await bench.append(1, to: [sick])
            let owner = try await bench.database.connectAsOwner()
            try await owner.unsafeExecute(
                "ALTER TABLE waakvlam.proef_telling ADD CONSTRAINT ziek CHECK (gezin <> '\(sick)')"
            )
            let projection = bench.projection(parts: 1)
            let build = try await bench.serve(projection)
            try await bench.drain(try await bench.worker("een", build, projection))
            let stop = try #require(try await bench.state(build.id)?.stops.first)
            #expect(stop.code == ProjectionStop.rowsRefused && stop.gezin == sick && stop.position == 4)
            #expect(stop.reason.contains("23514"))
            #expect(try await bench.rows(build.id) == [well: .init(events: 3, last: 3)])
        }
    }

    @Test(arguments: [false, true])
    func `stops loudly when the log has another past than its checkpoint`(_ isRaised: Bool) async throws {
        try await ProjectionBench.with { bench in
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            try await bench.append(5, to: [Fixture.uuid()])
            let worker = try await bench.worker("een", build, projection)
            try await bench.drain(worker)
            let rows = try await bench.rows(build.id)
            // As after a restore of a copy that was behind: it had two events more than this log, and others.
            let owner = try await bench.database.connectAsOwner()
            try await owner.unsafeExecute("UPDATE waakvlam.projectie_deel SET positie = 7, hash = sha256(hash)")
            if isRaised {
                _ = try await EpochRaiser(bench.database.owner, logger: PostgresTestServer.logger).raise(bench.log)
            }
            try await bench.append(4, to: [Fixture.uuid()])
            try await bench.drain(worker)
            let state = try #require(try await bench.state(build.id))
            #expect(state.stops.map(\.part) == [0, 1, 2, 3])
            #expect(state.stops.allSatisfy { $0.position == 7 && $0.code == ProjectionStop.otherPast })
            #expect(state.stops.allSatisfy { $0.reason.contains(isRaised ? "epoch 2" : "another event") })
            #expect(try await bench.rows(build.id) == rows)
        }
    }

    @Test func `goes on into a later epoch when nothing was lost`() async throws {
        try await ProjectionBench.with { bench in
            let projection = bench.projection()
            let build = try await bench.serve(projection)
            let gezin = Fixture.uuid()
            try await bench.append(5, to: [gezin])
            let worker = try await bench.worker("een", build, projection)
            try await bench.drain(worker)
            _ = try await EpochRaiser(bench.database.owner, logger: PostgresTestServer.logger).raise(bench.log)
            try await bench.drain(worker)
            try await bench.append(2, to: [gezin])
            try await bench.drain(worker)
            #expect(try await bench.rows(build.id) == [gezin: .init(events: 7, last: 7)])
        }
    }
}
