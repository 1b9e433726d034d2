import EventStore
import PostgresClient
import TestSupport
import Testing

@testable import PostgresStore

@Suite struct `When one log is flooded` {
    private static let flooded = Fixture.log
    private static let quiet = Fixture.log("GM0014")
    private static let holdGate = Statement(
        "hold_gate",
        "SELECT positie FROM waakvlam.logboek WHERE gemeente = 'GM0935' FOR UPDATE"
    )
    private static let blocked = Statement(
        "blocked",
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )

    private static func append(_ store: PostgresEventStore, _ log: LogName) -> Task<RecordedEvent?, any Error> {
        Task { try await store.append(Fixture.request([Fixture.event()]), to: log).appended?.first }
    }

    private static func expectUnavailable(_ work: () async throws -> Void) async {
        await #expect {
            try await work()
        } throws: { error in
            if case .unavailable = error as? EventStoreError { true } else { false }
        }
    }

    /// Gives `body` a store with one connection, which an append to the flooded log holds until `release` is called.
    private static func withClosedGate(
        limits: PostgresPool.Limits = .init(connections: 1, waitTimeout: .seconds(300)),
        queue: AppendQueueLimits = AppendQueueLimits(),
        _ body: (PostgresEventStore, PostgresPool, _ release: () async throws -> Void) async throws -> Void
    ) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let pool = PostgresPool(database.app, limits: limits, logger: PostgresTestServer.logger)
            let store = PostgresEventStore(pool: pool, logger: PostgresTestServer.logger, queueLimits: queue)
            for log in [flooded, quiet] { _ = try await append(store, log).value }
            let holder = try await database.connectAsOwner()
            try await holder.unsafeExecute("BEGIN")
            try await holder.query(holdGate)
            let observer = try await database.connectAsOwner()
            let sent = append(store, flooded)
            while try await observer.query(Self.blocked).first?.read(0, .integer) == 0 {
                try await Task.sleep(for: .milliseconds(5))
            }
            try await body(store, pool) { try await holder.unsafeExecute("ROLLBACK") }
            _ = try await sent.value
            #expect(try await Verifier(store: store).verify(flooded).isSound)
        }
    }

    @Test func `an append to another log waits for what asked before it, not for all that is queued`() async throws {
        try await Self.withClosedGate { store, pool, release async throws in
            let flood = (0..<200).map { _ in Self.append(store, Self.flooded) }
            // One batch of the flood is on its way and the next waits for its connection.
            while store.waitingAppends(to: Self.flooded) != 200 || pool.waiters != 1 { await Task.yield() }
            let other = Self.append(store, Self.quiet)
            while pool.waiters != 2 { await Task.yield() }
            try await release()
            let served = try #require(try await other.value)
            var before = 0
            for append in flood {
                let appended = try #require(try await append.value)
                if appended.addedAt < served.addedAt { before += 1 }
            }
            #expect(before <= AppendQueueLimits().batchRequests)
        }
    }

    @Test func `a full pool still has a place for another log`() async throws {
        let limits = PostgresPool.Limits(connections: 1, waiters: 5, waitTimeout: .seconds(300))
        try await Self.withClosedGate(limits: limits) { store, pool, release async throws in
            var reads: [Task<[RecordedEvent], any Error>] = []
            for number in 0..<5 {
                reads.append(Task { try await store.events(in: Self.flooded, after: 0, limit: 1) })
                while pool.waiters == number { await Task.yield() }
            }
            let otherRead = Task { try await store.events(in: Self.quiet, after: 0, limit: 1) }
            await Self.expectUnavailable { _ = try await reads[4].value }
            let otherAppend = Self.append(store, Self.quiet)
            await Self.expectUnavailable { _ = try await reads[3].value }
            try await release()
            #expect(try await otherRead.value.count == 1)
            #expect(try await otherAppend.value?.position == 2)
            for read in reads.prefix(3) { #expect(try await read.value.count == 1) }
        }
    }

    @Test func `a full queue refuses the log that fills it, and no other`() async throws {
        try await Self.withClosedGate(queue: AppendQueueLimits(queued: 2)) { store, _, release async throws in
            let queued = (0..<2).map { _ in Self.append(store, Self.flooded) }
            while store.waitingAppends(to: Self.flooded) != 2 { await Task.yield() }
            await Self.expectUnavailable { _ = try await Self.append(store, Self.flooded).value }
            let other = Self.append(store, Self.quiet)
            try await release()
            #expect(try await other.value?.position == 2)
            for append in queued { #expect(try await append.value != nil) }
        }
    }
}
