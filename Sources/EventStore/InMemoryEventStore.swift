public import CivilTime
internal import Glibc
public import WireValues

/// An event store that forgets everything when it goes: for tests, and for judging a file without a database.
public actor InMemoryEventStore: EventStore {
    fileprivate struct Log {
        var events: [RecordedEvent] = []
        var positions: [UUID: Int] = [:]
        var streams: [UUID: [Int]] = [:]

        var head: LogHead {
            LogHead(epoch: 1, position: events.count, hash: events.last?.hash ?? HashChain.start)
        }
    }

    private var contents: [LogName: Log] = [:]
    private let now: @Sendable () -> Moment

    /// An empty store that takes the time from `now`; without it, from the system.
    public init(now: (@Sendable () -> Moment)? = nil) {
        self.now = now ?? Self.systemTime
    }

    private static func systemTime() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(microseconden: time.tv_sec * 1_000_000 + time.tv_nsec / 1000)
    }

    /// Appends the events of one request, all or none.
    public func append(_ request: AppendRequest, to name: LogName) throws(EventStoreError) -> AppendOutcome {
        if Task.isCancelled { throw .cancelled }
        try request.check()
        var log = contents[name] ?? Log()
        let known = request.events.compactMap { log.positions[$0.id] }
        guard known.isEmpty else { return .exists(known.map { log.events[$0 - 1] }) }
        let version = log.streams[request.stream]?.count ?? 0
        if case .exactly(let expected) = request.expected, expected != version { return .conflict(actual: version) }
        let addedAt = max(now(), log.events.last?.addedAt ?? Moment(microseconden: 0))
        for event in request.events {
            log.add(event, to: request.stream, of: name, at: addedAt)
        }
        contents[name] = log
        return .appended(Array(log.events.suffix(request.events.count)))
    }

    /// The events of a stream in order of version, after `version`.
    public func events(
        of stream: UUID,
        after version: Int,
        in name: LogName
    ) throws(EventStoreError) -> [RecordedEvent] {
        guard let log = contents[name] else { return [] }
        return (log.streams[stream] ?? []).dropFirst(max(0, version)).map { log.events[$0 - 1] }
    }

    /// At most `limit` events of a log in order of position, after `position`.
    public func events(in name: LogName, after position: Int, limit: Int) throws(EventStoreError) -> [RecordedEvent] {
        Array((contents[name]?.events ?? []).dropFirst(max(0, position)).prefix(max(0, limit)))
    }

    /// The streams of a log that hold an event of this type, in order of their first event of this type.
    public func streams(in name: LogName, holding type: String) throws(EventStoreError) -> [UUID] {
        var seen: Set<UUID> = []
        return (contents[name]?.events ?? []).filter { $0.event.type == type }.map(\.stream)
            .filter { seen.insert($0).inserted }
    }

    /// The last position and hash of a log.
    public func head(of name: LogName) throws(EventStoreError) -> LogHead {
        (contents[name] ?? Log()).head
    }

    /// The logs that hold events, in order of name.
    public func logs() throws(EventStoreError) -> [LogName] {
        contents.keys.sorted { $0.description < $1.description }
    }
}

extension InMemoryEventStore.Log {
    fileprivate mutating func add(_ event: NewEvent, to stream: UUID, of name: LogName, at addedAt: Moment) {
        let recordedAt = event.recordedAt ?? addedAt
        let version = (streams[stream]?.count ?? 0) + 1
        let position = events.count + 1
        let leaf = HashChain.leaf(
            of: event,
            log: name,
            stream: stream,
            version: version,
            position: position,
            recordedAt: recordedAt,
            addedAt: addedAt
        )
        var stored = event
        stored.recordedAt = recordedAt
        events.append(
            RecordedEvent(
                event: stored,
                log: name,
                stream: stream,
                version: version,
                position: position,
                recordedAt: recordedAt,
                addedAt: addedAt,
                leaf: leaf,
                hash: HashChain.hash(after: head.hash, leaf: leaf)
            )
        )
        positions[event.id] = position
        streams[stream, default: []].append(position)
    }
}
