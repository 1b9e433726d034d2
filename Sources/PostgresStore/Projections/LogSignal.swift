public import EventStore
internal import PostgresClient
internal import Synchronization
public import WireValues

/// Tells within a process that something happened in a log: that it was appended to, or that a projection has caught up.
///
/// It only shortens waiting. Whoever listens also looks by itself now and then, for other processes append too.
public final class LogSignal: Sendable {
    /// Ends a subscription.
    public struct Subscription: Hashable, Sendable {
        fileprivate let id: UInt64
    }

    private struct Shared {
        var listeners: [UInt64: @Sendable (LogName) -> Void] = [:]
        var nextId: UInt64 = 0
    }

    private let shared = Mutex(Shared())

    /// A signal that nobody listens to yet.
    public init() {}

    /// Tells all listeners at once; they must not take long.
    public func raise(_ log: LogName) {
        let listeners = shared.withLock { Array($0.listeners.values) }
        for listener in listeners { listener(log) }
    }

    /// Has `listener` told from now on.
    public func subscribe(_ listener: @escaping @Sendable (LogName) -> Void) -> Subscription {
        shared.withLock { shared in
            shared.nextId += 1
            shared.listeners[shared.nextId] = listener
            return Subscription(id: shared.nextId)
        }
    }

    /// Has a listener told no more.
    public func unsubscribe(_ subscription: Subscription) {
        shared.withLock { $0.listeners[subscription.id] = nil }
    }
}

/// A store that raises a signal after every append, once it is committed.
public struct SignallingEventStore: EventStore {
    private let base: any EventStore
    private let signal: LogSignal

    /// The log in `base`, with its appends told through `signal`.
    public init(_ base: any EventStore, _ signal: LogSignal) {
        (self.base, self.signal) = (base, signal)
    }

    /// Appends the events of one request, all or none.
    public func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
        let outcome = try await base.append(request, to: log)
        if case .appended = outcome { signal.raise(log) }
        return outcome
    }

    /// The events of a stream in order of version, after `version`.
    public func events(
        of stream: UUID,
        after version: Int,
        in log: LogName
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.events(of: stream, after: version, in: log)
    }

    /// All events of some streams.
    public func events(of streams: [UUID], in log: LogName) async throws(EventStoreError) -> [[RecordedEvent]] {
        try await base.events(of: streams, in: log)
    }

    /// At most `limit` events of a log in order of position, after `position`.
    public func events(
        in log: LogName,
        after position: Int,
        limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.events(in: log, after: position, limit: limit)
    }

    /// The streams of a log that hold an event of this type.
    public func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [UUID] {
        try await base.streams(in: log, holding: type)
    }

    /// The last position and hash of a log.
    public func head(of log: LogName) async throws(EventStoreError) -> LogHead { try await base.head(of: log) }

    /// Destroys the key of a holder.
    public func erase(_ holder: KeyHolder, in log: LogName) async throws(EventStoreError) {
        try await base.erase(holder, in: log)
    }

    /// The logs that were ever appended to.
    public func logs() async throws(EventStoreError) -> [LogName] { try await base.logs() }
}
