public import CivilTime
public import WireValues

/// The name of one log: the code of a gemeente, such as `GM0935`.
///
/// Every log has its own order, its own hash chain and its own keys.
public struct LogName: Hashable, Sendable, CustomStringConvertible {
    /// The code as text.
    public let description: String

    /// The log of the gemeente with this CBS code (`GM` and four digits), or nil for any other text.
    public init?(_ code: String) {
        let characters = Array(code.utf8)
        guard characters.count == 6, characters.starts(with: "GM".utf8),
            characters.dropFirst(2).allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        description = code
    }
}

/// An event that a caller wants to append.
///
/// The store does not look inside `data`: it is the payload's canonical JSON, with marked fields already encrypted.
public struct NewEvent: Hashable, Sendable {
    /// Chosen by the caller: the idempotency key.
    public var id: UUID
    /// The name of the event type.
    public var type: String
    /// The version of the payload's schema.
    public var schemaVersion: Int
    /// The traject that the caller named, when it named one.
    public var traject: Int?
    /// The day it happened (valid time).
    public var occurredOn: Dag
    /// How precisely `occurredOn` is known, when not to the day.
    public var precision: String?
    /// Canonical JSON of who or what the source is, when given.
    public var accordingTo: String?
    /// When a source system recorded it (imports only); without it the store's clock says.
    public var recordedAt: Moment?
    /// Pseudonymous reference of who recorded it; nil when an import does not know.
    public var actor: String?
    /// The role it was recorded in; nil when an import does not know.
    public var role: String?
    /// Groups what belongs to one request or conversation.
    public var correlationId: UUID?
    /// The event that caused this one.
    public var causationId: UUID?
    /// The payload's exact bytes.
    public var data: [UInt8]

    /// An event with these contents; what is left out is unknown.
    public init(
        id: UUID,
        type: String,
        schemaVersion: Int = 1,
        traject: Int? = nil,
        occurredOn: Dag,
        precision: String? = nil,
        accordingTo: String? = nil,
        recordedAt: Moment? = nil,
        actor: String? = nil,
        role: String? = nil,
        correlationId: UUID? = nil,
        causationId: UUID? = nil,
        data: [UInt8]
    ) {
        self.id = id
        self.type = type
        self.schemaVersion = schemaVersion
        self.traject = traject
        self.occurredOn = occurredOn
        self.precision = precision
        self.accordingTo = accordingTo
        self.recordedAt = recordedAt
        self.actor = actor
        self.role = role
        self.correlationId = correlationId
        self.causationId = causationId
        self.data = data
    }
}

/// An event as the log holds it: never changed, never removed.
public struct RecordedEvent: Hashable, Sendable {
    /// What was appended; `recordedAt` is always known here.
    public let event: NewEvent
    /// The log it stands in.
    public let log: LogName
    /// The family (or aanpak) it belongs to.
    public let stream: UUID
    /// Order within the stream: 1, 2, 3 and so on.
    public let version: Int
    /// Order within the log: 1, 2, 3 … without gaps, equal to commit order.
    public let position: Int
    /// Transaction time: when it was recorded, here or in the source system.
    public let recordedAt: Moment
    /// When this log took it in; never decreasing within a log.
    public let addedAt: Moment
    /// SHA-256 over the fields (see `HashChain`), 32 bytes.
    public let leaf: [UInt8]
    /// SHA-256 over the previous hash of the log and `leaf`, 32 bytes.
    public let hash: [UInt8]
    /// The fields that can not be read any more, for their key is destroyed: `/gegevens/…` or `/volgens/…`.
    public let erased: Set<JSONPointer>

    /// A recorded event with these contents.
    public init(
        event: NewEvent,
        log: LogName,
        stream: UUID,
        version: Int,
        position: Int,
        recordedAt: Moment,
        addedAt: Moment,
        leaf: [UInt8],
        hash: [UInt8],
        erased: Set<JSONPointer> = []
    ) {
        self.event = event
        self.log = log
        self.stream = stream
        self.version = version
        self.position = position
        self.recordedAt = recordedAt
        self.addedAt = addedAt
        self.leaf = leaf
        self.hash = hash
        self.erased = erased
    }

    /// The same place in the log with an opened payload.
    public func opened(as event: NewEvent, erased: Set<JSONPointer>) -> RecordedEvent {
        RecordedEvent(
            event: event,
            log: log,
            stream: stream,
            version: version,
            position: position,
            recordedAt: recordedAt,
            addedAt: addedAt,
            leaf: leaf,
            hash: hash,
            erased: erased
        )
    }
}

/// Which version of a stream an append builds on.
public enum ExpectedVersion: Hashable, Sendable {
    /// Whatever is there.
    case any
    /// Exactly this version; 0 for a stream that does not exist yet.
    case exactly(Int)
}

/// The events of one request: all of them are appended or none.
public struct AppendRequest: Hashable, Sendable {
    /// The stream to append to.
    public var stream: UUID
    /// The version it must have.
    public var expected: ExpectedVersion
    /// What to append, in order; not empty, every id once.
    public var events: [NewEvent]

    /// A request to append `events` to `stream`.
    public init(stream: UUID, expected: ExpectedVersion, events: [NewEvent]) {
        self.stream = stream
        self.expected = expected
        self.events = events
    }
}

/// The answer to one append request.
public enum AppendOutcome: Hashable, Sendable {
    /// Committed: the events with their positions and hashes, in the order of the request.
    case appended([RecordedEvent])
    /// Nothing was stored: these ids of the request are in the log already (in this stream or another).
    ///
    /// The caller compares contents, for only it can read what is encrypted: the same contents are the original answer
    /// to a retry, other contents are a misuse of the id.
    case exists([RecordedEvent])
    /// Nothing was stored: the stream is at this version, not at the expected one.
    case conflict(actual: Int)
}

/// The last event of a log: where the next one is chained to.
public struct LogHead: Hashable, Sendable {
    /// Raised when the log goes on from a restored copy that was behind; a checkpoint carries it.
    public let epoch: Int
    /// The last position; 0 for an empty log.
    public let position: Int
    /// The hash at that position; 32 zero bytes for an empty log.
    public let hash: [UInt8]

    /// A head with these contents.
    public init(epoch: Int, position: Int, hash: [UInt8]) {
        self.epoch = epoch
        self.position = position
        self.hash = hash
    }
}

/// An append-only store of events, one log per gemeente.
///
/// Every implementation passes the same contract suite.
public protocol EventStore: Sendable {
    /// Appends the events of one request, all or none; committed and durable when it returns `appended`.
    ///
    /// - Parameters:
    ///   - request: The events, their stream and its expected version.
    ///   - log: The log of the gemeente.
    /// - Returns: What happened to this request; a refusal is an answer, not an error.
    /// - Throws: `EventStoreError`. After `unavailable` the caller does not know whether the events were stored:
    ///   retrying with the same ids stores them once.
    func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome

    /// The events of a stream in order of version, after `version`.
    ///
    /// - Throws: `EventStoreError`.
    func events(
        of stream: UUID,
        after version: Int,
        in log: LogName
    ) async throws(EventStoreError) -> [RecordedEvent]

    /// All events of some streams: for each of `streams`, in that order, its events in order of version.
    ///
    /// One question for all of them; how many the caller asks for at once bounds the memory that it takes.
    ///
    /// - Throws: `EventStoreError`.
    func events(of streams: [UUID], in log: LogName) async throws(EventStoreError) -> [[RecordedEvent]]

    /// The same events for whoever only computes with them: a text that is encrypted reads as something else.
    ///
    /// What nobody reads is not decrypted. No verdict depends on such a text (`privacy` in the contract).
    ///
    /// - Throws: `EventStoreError`.
    func eventsWithoutTexts(
        of streams: [UUID],
        in log: LogName
    ) async throws(EventStoreError) -> [[RecordedEvent]]

    /// At most `limit` events of a log in order of position, after `position`.
    ///
    /// - Throws: `EventStoreError`.
    func events(in log: LogName, after position: Int, limit: Int) async throws(EventStoreError) -> [RecordedEvent]

    /// The streams of a log that hold an event of this type, in order of their first event of this type.
    ///
    /// - Throws: `EventStoreError`.
    func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [UUID]

    /// The last position and hash of a log.
    ///
    /// - Throws: `EventStoreError`.
    func head(of log: LogName) async throws(EventStoreError) -> LogHead

    /// Destroys the key of a holder, so that what it encrypted can never be read again; of a stream also those of its
    /// members. Once more does nothing.
    ///
    /// A store that encrypts nothing has nothing to destroy.
    ///
    /// - Throws: `EventStoreError`; then the key may still be there.
    func erase(_ holder: KeyHolder, in log: LogName) async throws(EventStoreError)

    /// The logs that were ever appended to, in order of name.
    ///
    /// A head that says it holds nothing is listed too: whoever verifies must look behind it.
    ///
    /// - Throws: `EventStoreError`.
    func logs() async throws(EventStoreError) -> [LogName]
}

/// Why the store could not answer.
public enum EventStoreError: Error, Hashable, Sendable {
    /// The database did not answer, is starting, read-only or full: try again later, with the same ids.
    case unavailable(reason: String)
    /// A stored row does not read as an event: the log was damaged.
    case corrupt(log: LogName, position: Int)
    /// The request itself is unusable: empty, or the same id twice.
    case invalidRequest(reason: String)
    /// The statement failed for a reason that is a defect of this program.
    case failed(reason: String)
    /// The caller stopped waiting before anything was sent.
    case cancelled
    /// A field of this event would be encrypted for someone whose key is destroyed.
    case keyDestroyed(event: UUID)
    /// The keys of marked fields cannot be used.
    case keys(KeyError)
}

extension EventStore {
    /// Nothing is encrypted here.
    public func erase(_ holder: KeyHolder, in log: LogName) async throws(EventStoreError) {}

    /// Nothing is encrypted here that could stay closed.
    public func eventsWithoutTexts(
        of streams: [UUID],
        in log: LogName
    ) async throws(EventStoreError) -> [[RecordedEvent]] {
        try await events(of: streams, in: log)
    }

    /// One stream after the other.
    public func events(of streams: [UUID], in log: LogName) async throws(EventStoreError) -> [[RecordedEvent]] {
        var found: [[RecordedEvent]] = []
        for stream in streams { found.append(try await events(of: stream, after: 0, in: log)) }
        return found
    }
}
