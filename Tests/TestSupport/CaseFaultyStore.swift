public import EventStore
import Synchronization
public import WireValues

/// An event store in memory that fails, damages or holds up what it is asked, when a test says so.
public final class CaseFaultyStore: EventStore {
    private struct State {
        var failure: EventStoreError?
        var damage: (@Sendable (RecordedEvent) -> RecordedEvent)?
        var beforeAppend: (@Sendable () async -> Void)?
        var appends = 0
    }

    private let base: any EventStore
    private let state = Mutex(State())

    /// A store that works until it is told otherwise.
    public init(_ base: any EventStore = InMemoryEventStore()) {
        self.base = base
    }

    /// Every call fails with this error, until it is nil again.
    public func fail(with error: EventStoreError?) {
        state.withLock { $0.failure = error }
    }

    /// Every event that is read passes through `damage`.
    public func damage(_ damage: @escaping @Sendable (RecordedEvent) -> RecordedEvent) {
        state.withLock { $0.damage = damage }
    }

    /// Every append first waits for `work`.
    public func beforeAppend(_ work: (@Sendable () async -> Void)?) {
        state.withLock { $0.beforeAppend = work }
    }

    /// How often an append has begun.
    public var appends: Int { state.withLock { $0.appends } }

    private func check() throws(EventStoreError) {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Appends, unless the store fails.
    public func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
        let work = state.withLock { state in
            state.appends += 1
            return state.beforeAppend
        }
        await work?()
        try check()
        return try await base.append(request, to: log)
    }

    /// The events of a stream, damaged when a test says so.
    public func events(
        of stream: UUID,
        after version: Int,
        in log: LogName
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try check()
        let events = try await base.events(of: stream, after: version, in: log)
        guard let damage = state.withLock({ $0.damage }) else { return events }
        return events.map(damage)
    }

    /// The events of a log.
    public func events(
        in log: LogName,
        after position: Int,
        limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try check()
        return try await base.events(in: log, after: position, limit: limit)
    }

    /// The streams of a log that hold an event of this type.
    public func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [UUID] {
        try check()
        return try await base.streams(in: log, holding: type)
    }

    /// The last position and hash of a log.
    public func head(of log: LogName) async throws(EventStoreError) -> LogHead {
        try check()
        return try await base.head(of: log)
    }

    /// The logs that hold events.
    public func logs() async throws(EventStoreError) -> [LogName] {
        try check()
        return try await base.logs()
    }
}

extension RecordedEvent {
    /// The same event with other contents than were appended.
    public func with(_ change: (inout NewEvent) -> Void) -> RecordedEvent {
        var event = event
        change(&event)
        return RecordedEvent(
            event: event,
            log: log,
            stream: stream,
            version: version,
            position: position,
            recordedAt: recordedAt,
            addedAt: addedAt,
            leaf: leaf,
            hash: hash
        )
    }
}
