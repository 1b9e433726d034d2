public import WireValues

/// How payloads become the bytes that a log keeps, and back: the one place where marked fields are encrypted.
///
/// The chain is over the stored bytes, so that it stays valid when the key of a family is destroyed. Both ways work on
/// many events at once, so that the keys they need are fetched together.
public protocol PayloadCodec: Sendable {
    /// A request as the log keeps its events.
    ///
    /// - Throws: `EventStoreError`.
    func seal(_ request: AppendRequest, in log: LogName) async throws(EventStoreError) -> AppendRequest

    /// Stored events of one log as the program reads them, in groups that stay as they are.
    ///
    /// - Throws: `EventStoreError`.
    func open(_ groups: [[RecordedEvent]]) async throws(EventStoreError) -> [[RecordedEvent]]

    /// The same for whoever only computes with them: encrypted texts stay closed, and read as something else.
    ///
    /// - Throws: `EventStoreError`.
    func openWithoutTexts(_ groups: [[RecordedEvent]]) async throws(EventStoreError) -> [[RecordedEvent]]

    /// Makes what is marked as of a holder unreadable for ever.
    ///
    /// - Throws: `EventStoreError`.
    func erase(_ holder: KeyHolder, in log: LogName) async throws(EventStoreError)
}

extension PayloadCodec {
    /// Nothing is encrypted here that could stay closed.
    public func openWithoutTexts(
        _ groups: [[RecordedEvent]]
    ) async throws(EventStoreError) -> [[RecordedEvent]] {
        try await open(groups)
    }

    /// Stored events of one log as the program reads them.
    func open(_ events: [RecordedEvent]) async throws(EventStoreError) -> [RecordedEvent] {
        try await open([events]).first ?? []
    }
}

/// Keeps payloads as they are.
public struct PlainPayloads: PayloadCodec {
    /// A codec that changes nothing.
    public init() {}

    /// The request itself.
    public func seal(_ request: AppendRequest, in log: LogName) -> AppendRequest { request }

    /// The events themselves.
    public func open(_ groups: [[RecordedEvent]]) -> [[RecordedEvent]] { groups }

    /// Nothing: it is all readable.
    public func erase(_ holder: KeyHolder, in log: LogName) {}
}

/// A store that seals what is appended to another store and opens what is read from it.
///
/// Verification reads the other store: it needs the bytes as they are kept.
public struct CodedEventStore: EventStore {
    private let base: any EventStore
    private let codec: any PayloadCodec

    /// The store `base` with payloads that pass through `codec`.
    public init(_ base: any EventStore, codec: any PayloadCodec) {
        self.base = base
        self.codec = codec
    }

    /// Seals and appends the events of one request, all or none.
    public func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
        try request.check()
        switch try await base.append(try await codec.seal(request, in: log), to: log) {
        case .appended(let events):
            // Who appended them has the payloads still: nothing needs to be decrypted.
            return .appended(zip(events, request.events).map { $0.opened(as: $1) })
        case .exists(let events): return .exists(try await codec.open(events))
        case .conflict(let actual): return .conflict(actual: actual)
        }
    }

    /// Destroys the key of a holder.
    public func erase(_ holder: KeyHolder, in log: LogName) async throws(EventStoreError) {
        try await codec.erase(holder, in: log)
    }

    /// The events of a stream in order of version, after `version`.
    public func events(
        of stream: UUID,
        after version: Int,
        in log: LogName
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await codec.open(base.events(of: stream, after: version, in: log))
    }

    /// All events of some streams, each in order of version; the keys of all of them are fetched together.
    public func events(of streams: [UUID], in log: LogName) async throws(EventStoreError) -> [[RecordedEvent]] {
        try await codec.open(base.events(of: streams, in: log))
    }

    /// The same with encrypted texts left closed.
    public func eventsWithoutTexts(
        of streams: [UUID],
        in log: LogName
    ) async throws(EventStoreError) -> [[RecordedEvent]] {
        try await codec.openWithoutTexts(base.events(of: streams, in: log))
    }

    /// At most `limit` events of a log in order of position, after `position`.
    public func events(
        in log: LogName,
        after position: Int,
        limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await codec.open(base.events(in: log, after: position, limit: limit))
    }

    /// The streams of a log that hold an event of this type.
    public func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [UUID] {
        try await base.streams(in: log, holding: type)
    }

    /// The last position and hash of a log.
    public func head(of log: LogName) async throws(EventStoreError) -> LogHead {
        try await base.head(of: log)
    }

    /// The logs that hold events, in order of name.
    public func logs() async throws(EventStoreError) -> [LogName] {
        try await base.logs()
    }
}

extension RecordedEvent {
    /// The recorded event with the payload that it was sealed from.
    fileprivate func opened(as given: NewEvent) -> RecordedEvent {
        var event = event
        event.data = given.data
        event.accordingTo = given.accordingTo
        return opened(as: event, erased: [])
    }
}
