public import WireValues

/// How a payload becomes the bytes that a log keeps, and back: the one place where marked fields are encrypted.
///
/// The chain is over the stored bytes, so that it stays valid when the key of a family is destroyed.
public protocol PayloadCodec: Sendable {
    /// The event as the log keeps it.
    ///
    /// - Throws: `EventStoreError`.
    func seal(_ event: NewEvent, of stream: UUID, in log: LogName) async throws(EventStoreError) -> NewEvent

    /// The payload of a stored event as the program reads it.
    ///
    /// - Throws: `EventStoreError`.
    func open(_ event: RecordedEvent) async throws(EventStoreError) -> RecordedEvent
}

/// Keeps payloads as they are.
public struct PlainPayloads: PayloadCodec {
    /// A codec that changes nothing.
    public init() {}

    /// The event itself.
    public func seal(_ event: NewEvent, of stream: UUID, in log: LogName) -> NewEvent { event }

    /// The event itself.
    public func open(_ event: RecordedEvent) -> RecordedEvent { event }
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
        var sealed = request
        for (index, event) in request.events.enumerated() {
            sealed.events[index] = try await codec.seal(event, of: request.stream, in: log)
        }
        switch try await base.append(sealed, to: log) {
        case .appended(let events): return .appended(try await open(events))
        case .exists(let events): return .exists(try await open(events))
        case .conflict(let actual): return .conflict(actual: actual)
        }
    }

    /// The events of a stream in order of version, after `version`.
    public func events(
        of stream: UUID,
        after version: Int,
        in log: LogName
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await open(base.events(of: stream, after: version, in: log))
    }

    /// At most `limit` events of a log in order of position, after `position`.
    public func events(
        in log: LogName,
        after position: Int,
        limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await open(base.events(in: log, after: position, limit: limit))
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

    private func open(_ events: [RecordedEvent]) async throws(EventStoreError) -> [RecordedEvent] {
        var opened: [RecordedEvent] = []
        for event in events { opened.append(try await codec.open(event)) }
        return opened
    }
}
