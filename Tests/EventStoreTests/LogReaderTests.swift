import CivilTime
import EventStore
import TestSupport
import Testing
import WireValues

@Suite struct `A reader of a log` {
    /// A log that is one copy or another, in an epoch, and of which an event can be changed.
    private struct Copy: EventStore {
        let base: InMemoryEventStore
        var epoch = 1
        var alter: @Sendable (RecordedEvent) -> RecordedEvent = { $0 }

        func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
            try await base.append(request, to: log)
        }

        func events(
            of stream: UUID,
            after version: Int,
            in log: LogName
        ) async throws(EventStoreError) -> [RecordedEvent] { [] }

        func events(in log: LogName, after position: Int, limit: Int) async throws(EventStoreError) -> [RecordedEvent] {
            try await base.events(in: log, after: position, limit: limit).map(alter)
        }

        func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [UUID] { [] }

        func head(of log: LogName) async throws(EventStoreError) -> LogHead {
            let head = try await base.head(of: log)
            return LogHead(epoch: epoch, position: head.position, hash: head.hash)
        }

        func logs() async throws(EventStoreError) -> [LogName] { [Fixture.log] }
    }

    private static func store(_ requests: [AppendRequest]) async throws -> InMemoryEventStore {
        // Two copies of a log have the same past only when they took it in at the same moments.
        let store = InMemoryEventStore(now: { Fixture.fullEvent().recordedAt ?? .init(microseconden: 0) })
        for request in requests { _ = try await store.append(request, to: Fixture.log) }
        return store
    }

    private static func requests(_ count: Int) -> [AppendRequest] {
        (0..<count).map { _ in Fixture.request([Fixture.event()]) }
    }

    private static func checkpoint(of store: any EventStore) async throws -> Checkpoint {
        Checkpoint(log: Fixture.log, head: try await store.head(of: Fixture.log))
    }

    @Test func `stops when the log went on from a copy that was behind, in its epoch or a later one`() async throws {
        let past = Self.requests(5)
        let read = try await Self.checkpoint(of: Self.store(past))
        // Two events less, and more or less others since.
        for others in [0, 1, 2, 3] {
            let restored = try await Self.store(Array(past.prefix(3)) + Self.requests(others))
            for epoch in [1, 2] {
                let reader = LogReader(store: Copy(base: restored, epoch: epoch))
                let position = 3 + others
                let mismatch: CheckpointMismatch =
                    epoch == 2 ? .restored(epoch: 2) : position < 5 ? .behind(position: position) : .otherPast
                await #expect(throws: LogReadError.checkpointMismatch(read, mismatch)) {
                    try await reader.page(after: read)
                }
                await #expect(throws: LogReadError.checkpointMismatch(read, mismatch)) { try await reader.check(read) }
            }
        }
    }

    @Test func `goes on into a later epoch from a point that the copy had, and not back`() async throws {
        let past = Self.requests(5)
        let early = try await Self.checkpoint(of: Self.store(Array(past.prefix(3))))
        let restored = Copy(base: try await Self.store(Array(past.prefix(3)) + Self.requests(2)), epoch: 2)
        let page = try await LogReader(store: restored).page(after: early)
        #expect(page.events.map(\.position) == [4, 5] && page.checkpoint.head.epoch == 2)
        // The log as it was before the restore is another past now.
        let old = Copy(base: try await Self.store(past))
        await #expect(throws: LogReadError.checkpointMismatch(page.checkpoint, .earlierEpoch(1))) {
            try await LogReader(store: old).page(after: page.checkpoint)
        }
    }

    @Test func `takes over a new epoch without new events`() async throws {
        let store = try await Self.store(Self.requests(2))
        let read = try await Self.checkpoint(of: store)
        let page = try await LogReader(store: Copy(base: store, epoch: 4)).page(after: read)
        #expect(page.events.isEmpty)
        #expect(page.checkpoint.head == LogHead(epoch: 4, position: 2, hash: read.head.hash))
    }

    @Test(arguments: [1, 2, 3, 5])
    func `hands out nothing of a page with a changed event`(_ position: Int) async throws {
        let store = try await Self.store(Self.requests(5))
        let altered = Copy(base: store) { $0.position == position ? $0.with { $0.actor = "iemand" } : $0 }
        await #expect(throws: LogReadError.damaged(Fixture.log, position: position, .contentsChanged)) {
            try await LogReader(store: altered).page(after: .start(of: Fixture.log))
        }
        let event = try await store.events(in: Fixture.log, after: position - 1, limit: 1)[0]
        let head = LogHead(epoch: 1, position: position, hash: event.hash)
        let checkpoint = Checkpoint(log: Fixture.log, head: head)
        await #expect(throws: LogReadError.damaged(Fixture.log, position: position, .contentsChanged)) {
            try await LogReader(store: altered).check(checkpoint)
        }
        let report = try await Verifier(store: altered).verify(since: checkpoint)
        #expect(report.fault?.position == position && report.fault?.kind == .contentsChanged)
    }

    @Test func `a log whose events are gone behind its head is damaged, not at its end`() async throws {
        let store = try await Self.store(Self.requests(3))
        struct Emptied: EventStore {
            let base: InMemoryEventStore
            func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
                throw .cancelled
            }
            func events(
                of stream: UUID,
                after version: Int,
                in log: LogName
            ) async throws(EventStoreError) -> [RecordedEvent] { [] }
            func events(
                in log: LogName,
                after position: Int,
                limit: Int
            ) async throws(EventStoreError) -> [RecordedEvent] { [] }
            func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [UUID] { [] }
            func head(of log: LogName) async throws(EventStoreError) -> LogHead { try await base.head(of: log) }
            func logs() async throws(EventStoreError) -> [LogName] { [] }
        }
        let reader = LogReader(store: Emptied(base: store))
        let gone = LogReadError.damaged(Fixture.log, position: 1, .truncated(headPosition: 3))
        await #expect(throws: gone) { try await reader.page(after: .start(of: Fixture.log)) }
        let checkpoint = try await Self.checkpoint(of: store)
        await #expect(throws: LogReadError.damaged(Fixture.log, position: 3, .gap(expected: 3))) {
            try await reader.check(checkpoint)
        }
    }
}

@Suite struct `A checkpoint as text` {
    private static let digits = String(repeating: "0a", count: 32)

    @Test func `is written and read back`() throws {
        let hash = [UInt8](repeating: 10, count: 32)
        let head = LogHead(epoch: 2, position: 12_345, hash: hash)
        let checkpoint = Checkpoint(log: Fixture.log, head: head)
        #expect(checkpoint.description == "\(Fixture.log):2:12345:\(Self.digits)")
        #expect(Checkpoint(checkpoint.description) == checkpoint)
        let start = Checkpoint.start(of: Fixture.log)
        #expect(Checkpoint(start.description) == start)
        // The next epoch has to fit as well.
        #expect(Checkpoint(start.description.replacing(":1:", with: ":2147483646:")) != nil)
        #expect(Checkpoint(start.description.replacing(":1:", with: ":2147483647:")) == nil)
    }

    @Test(
        arguments: [
            "", "GM0935", "GM0935:1:2", "GM935:1:2:\(digits)", "GM0935:0:2:\(digits)", "GM0935:1:-2:\(digits)",
            "GM0935:1:+2:\(digits)", "GM0935:01:2:\(digits)", "GM0935:1:2:\(digits)00", "GM0935:1:2:\(digits):",
            "GM0935:1:2:\(digits.uppercased())", "GM0935:1:99999999999999999999:\(digits)", " GM0935:1:2:\(digits)",
        ]
    )
    func `that is written otherwise is none`(_ text: String) {
        #expect(Checkpoint(text) == nil)
    }
}
