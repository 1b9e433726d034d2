import CivilTime
import EventStore
import TestSupport
import Testing
import WireValues

@Suite struct `The verifier` {
    /// A log whose events are changed on their way out.
    private struct Altered: EventStore {
        let base: InMemoryEventStore
        var headAt: LogHead?
        let alter: @Sendable ([RecordedEvent]) -> [RecordedEvent]

        func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
            try await base.append(request, to: log)
        }

        func events(
            of stream: UUID,
            after version: Int,
            in log: LogName
        ) async throws(EventStoreError) -> [RecordedEvent] {
            alter(try await base.events(of: stream, after: version, in: log))
        }

        func events(in log: LogName, after position: Int, limit: Int) async throws(EventStoreError) -> [RecordedEvent] {
            alter(try await base.events(in: log, after: position, limit: limit))
        }

        func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [UUID] { [] }

        func head(of log: LogName) async throws(EventStoreError) -> LogHead {
            if let headAt { return headAt }
            return try await base.head(of: log)
        }

        func logs() async throws(EventStoreError) -> [LogName] { try await base.logs() }
    }

    private static func filled() async throws -> InMemoryEventStore {
        let store = InMemoryEventStore()
        let stream = Fixture.uuid()
        for _ in 0..<9 { _ = try await store.append(Fixture.request([Fixture.event()], to: stream), to: Fixture.log) }
        return store
    }

    /// `event` as somebody would forge it who can compute hashes.
    private static func forged(
        _ event: RecordedEvent,
        version: Int? = nil,
        addedAt: Moment? = nil,
        after previous: [UInt8]
    ) -> RecordedEvent {
        let (version, addedAt) = (version ?? event.version, addedAt ?? event.addedAt)
        let leaf = HashChain.leaf(
            of: event.event,
            log: event.log,
            stream: event.stream,
            version: version,
            position: event.position,
            recordedAt: event.recordedAt,
            addedAt: addedAt
        )
        return RecordedEvent(
            event: event.event,
            log: event.log,
            stream: event.stream,
            version: version,
            position: event.position,
            recordedAt: event.recordedAt,
            addedAt: addedAt,
            leaf: leaf,
            hash: HashChain.hash(after: previous, leaf: leaf)
        )
    }

    @Test(arguments: [1, 2, 4, 100])
    func `finds a sound log sound, whatever the size of its pages`(_ pageSize: Int) async throws {
        let store = try await Self.filled()
        let report = try await Verifier(store: store, pageSize: pageSize).verify(Fixture.log)
        #expect(report.isSound)
        #expect(try await store.head(of: Fixture.log) == report.verified)
    }

    @Test func `finds an empty log sound`() async throws {
        #expect(try await Verifier(store: InMemoryEventStore()).verify(Fixture.log).isSound)
    }

    @Test func `names a version that does not follow, also when the chain fits`() async throws {
        let store = try await Self.filled()
        let events = try await store.events(in: Fixture.log, after: 0, limit: 9)
        let hash = events[3].hash
        let altered = Altered(base: store) { page in
            page.map { $0.position == 5 ? Self.forged($0, version: 6, after: hash) : $0 }
        }
        let report = try await Verifier(store: altered, pageSize: 2).verify(Fixture.log)
        #expect(report.fault?.position == 5)
        #expect(report.fault?.kind == .versionGap(expected: 5))
        #expect(report.verified.position == 4)
    }

    @Test func `names an event that was taken in before the one it follows`() async throws {
        let store = try await Self.filled()
        let hash = try await store.events(in: Fixture.log, after: 6, limit: 1)[0].hash
        let altered = Altered(base: store) { page in
            page.map { $0.position == 8 ? Self.forged($0, addedAt: Moment(microseconden: 0), after: hash) : $0 }
        }
        let report = try await Verifier(store: altered).verify(Fixture.log)
        #expect(report.fault?.position == 8)
        #expect(report.fault?.kind == .timeWentBack)
    }

    @Test func `leaves what is appended while it reads for the next time`() async throws {
        let store = try await Self.filled()
        let events = try await store.events(in: Fixture.log, after: 0, limit: 9)
        // The head as it was one event ago, asked before that event came.
        let earlier = LogHead(epoch: 1, position: 8, hash: events[7].hash)
        let report = try await Verifier(store: Moving(base: store, first: earlier)).verify(Fixture.log)
        #expect(report.isSound)
        #expect(report.verified == earlier)
    }

    /// Says another head the first time.
    private actor Moving: EventStore {
        let base: InMemoryEventStore
        var first: LogHead?

        init(base: InMemoryEventStore, first: LogHead) {
            (self.base, self.first) = (base, first)
        }

        func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
            try await base.append(request, to: log)
        }

        func events(
            of stream: UUID,
            after version: Int,
            in log: LogName
        ) async throws(EventStoreError) -> [RecordedEvent] {
            []
        }

        func events(in log: LogName, after position: Int, limit: Int) async throws(EventStoreError) -> [RecordedEvent] {
            try await base.events(in: log, after: position, limit: limit)
        }

        func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [UUID] { [] }

        func head(of log: LogName) async throws(EventStoreError) -> LogHead {
            defer { first = nil }
            if let first { return first }
            return try await base.head(of: log)
        }

        func logs() async throws(EventStoreError) -> [LogName] { [] }
    }
}
