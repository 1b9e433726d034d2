internal import CivilTime
internal import EventStore
internal import PostgresClient
internal import WireValues

/// One call of `waakvlam.voeg_toe`: its parameters, and its answer as an answer to each request.
struct AppendBatch {
    /// What became of a request, before the events of a repeated one have been read.
    enum Answer {
        case outcome(AppendOutcome)
        /// An id of the request is in the log already.
        case known
    }

    static let statement = Statement(
        "append",
        """
        SELECT uit_uitkomst, uit_versie, uit_positie, uit_toegevoegd_op, uit_blad, uit_hash
        FROM waakvlam.voeg_toe($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        """
    )

    let log: LogName
    let requests: [AppendRequest]

    /// In the order of the function's arguments.
    var parameters: [PostgresParameter] {
        let events = requests.flatMap(\.events)
        return [
            .text(log.description),
            .uuids(requests.map { $0.stream }),
            .int4s(requests.map(\.expected.number)),
            .int4s(requests.enumerated().flatMap { index, request in request.events.map { _ in Int32(index + 1) } }),
            .int4s(requests.flatMap { $0.events.indices.map { Int32($0 + 1) } }),
            .uuids(events.map { $0.id }),
            .texts(events.map { $0.type }),
            .int2s(events.map { Int16($0.schemaVersion) }),
            .int2s(events.map { $0.traject.map { Int16($0) } }),
            .dates(events.map { $0.occurredOn }),
            .texts(events.map(\.precision)),
            .texts(events.map(\.accordingTo)),
            .timestamps(events.map(\.recordedAt)),
            .texts(events.map(\.actor)),
            .texts(events.map(\.role)),
            .uuids(events.map(\.correlationId)),
            .uuids(events.map(\.causationId)),
            .utf8Texts(events.map { $0.data }),
        ]
    }

    /// The answer to each request, in order.
    ///
    /// - Throws: `PostgresError` with code `unexpectedValue` for an answer that is not one of `voeg_toe`.
    func answers(in result: PostgresResult) throws(PostgresError) -> [Answer] {
        guard result.count == 1, let row = result.first else { throw PostgresError(.unexpectedValue) }
        let outcomes = try row.read(0, .integers)
        let versions = try row.read(1, .integers)
        var added = Added(
            log: log,
            position: try row.read(2, .integer),
            addedAt: try row.read(3, .moment),
            leaves: try row.read(4, .byteStrings)[...],
            hashes: try row.read(5, .byteStrings)[...]
        )
        guard outcomes.count == requests.count, versions.count == requests.count else {
            throw PostgresError(.unexpectedValue)
        }
        var answers: [Answer] = []
        for (index, request) in requests.enumerated() {
            switch outcomes[index] {
            case 0: answers.append(.outcome(.appended(try added.take(request, after: versions[index]))))
            case 1: answers.append(.known)
            default: answers.append(.outcome(.conflict(actual: versions[index])))
            }
        }
        return answers
    }
}

/// The events that a call appended, handed out to its requests in order.
private struct Added {
    let log: LogName
    var position: Int
    let addedAt: Moment
    var leaves: ArraySlice<[UInt8]>
    var hashes: ArraySlice<[UInt8]>

    mutating func take(_ request: AppendRequest, after version: Int) throws(PostgresError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        for (index, var event) in request.events.enumerated() {
            guard let leaf = leaves.popFirst(), let hash = hashes.popFirst() else {
                throw PostgresError(.unexpectedValue)
            }
            position += 1
            let recordedAt = event.recordedAt ?? addedAt
            event.recordedAt = recordedAt
            events.append(
                RecordedEvent(
                    event: event,
                    log: log,
                    stream: request.stream,
                    version: version + index + 1,
                    position: position,
                    recordedAt: recordedAt,
                    addedAt: addedAt,
                    leaf: leaf,
                    hash: hash
                )
            )
        }
        return events
    }
}

extension ExpectedVersion {
    fileprivate var number: Int32? {
        switch self {
        case .any: nil
        case .exactly(let version): Int32(version)
        }
    }
}
