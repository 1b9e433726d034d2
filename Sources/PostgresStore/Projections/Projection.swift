public import EventStore
public import PostgresClient
public import WireValues

/// What a runner keeps up to date: a name, a version of the definition, and how the rows of a family come about.
///
/// The rows of a family are a function of the log up to a position. So a projection has no state to lose: whatever
/// happened, evaluating the family again puts its rows right.
public struct Projection: Sendable {
    /// Which families events touch: all of those whose rows can be others because of them, of those that exist.
    ///
    /// One event can touch many, as that of an aanpak does; events that touch no family give none.
    public typealias Touched =
        @Sendable (_ events: [RecordedEvent], _ log: LogName) async throws(ProjectionFailure) -> [UUID]

    /// The families of a build whose rows are right for not much longer, at most `limit` of them; those that were
    /// evaluated just now are not among them.
    public typealias Nearing =
        @Sendable (
            _ build: Int16, _ log: LogName, _ limit: Int, _ connection: isolated PostgresConnection
        ) async throws(PostgresError) -> [UUID]

    /// Under which name it is known.
    public let name: String
    /// The version of its definition: with a higher one everything is built anew.
    public let version: Int
    /// In how many parts the families of a log are divided, for nodes to share.
    public let parts: Int

    let touched: Touched
    let evaluate: @Sendable ([UUID], Int, LogName) async throws(ProjectionFailure) -> Evaluated
    let nearing: Nearing
    let remove: @Sendable (Int16, LogName, Int, isolated PostgresConnection) async throws(PostgresError) -> Int
    let differences:
        @Sendable (Int16, Int16, LogName, Int, isolated PostgresConnection) async throws(PostgresError) -> [UUID]
    let stateHash: @Sendable (Int16, LogName, isolated PostgresConnection) async throws(PostgresError) -> [UInt8]

    /// Rows that were computed and can be written.
    struct Evaluated: Sendable {
        let write: @Sendable (Int16, LogName, isolated PostgresConnection) async throws(PostgresError) -> Void
    }

    /// A projection with these tables.
    ///
    /// - Parameters:
    ///   - name: Under which name it is known.
    ///   - version: The version of its definition, from 1.
    ///   - parts: In how many parts nodes share the families of a log.
    ///   - tables: Where the rows go.
    ///   - touched: Which families events touch; without it the streams of the events.
    ///   - nearing: Which families must be evaluated again without an event; without it none.
    ///   - stands: The rows of some families, from all that the log holds up to a position.
    public init<Tables: ProjectionTables>(
        name: String,
        version: Int,
        parts: Int = 8,
        tables: Tables,
        touched: @escaping Touched = { events, _ in events.map(\.stream) },
        nearing: @escaping Nearing = { _, _, _, _ in [] },
        stands:
            @escaping @Sendable (_ gezinnen: [UUID], _ position: Int, _ log: LogName) async throws(ProjectionFailure)
            -> [(gezin: UUID, stand: Tables.Stand)]
    ) {
        (self.name, self.version, self.parts) = (name, version, max(1, min(parts, 1024)))
        (self.touched, self.nearing) = (touched, nearing)
        evaluate = { gezinnen, position, log throws(ProjectionFailure) in
            let stands = try await stands(gezinnen, position, log)
            return Evaluated { build, log, connection throws(PostgresError) in
                try await tables.write(stands, build: build, log: log, on: connection)
            }
        }
        remove = { build, log, limit, connection throws(PostgresError) in
            try await tables.remove(build: build, log: log, limit: limit, on: connection)
        }
        differences = { first, second, log, limit, connection throws(PostgresError) in
            try await tables.differences(first, second, log: log, limit: limit, on: connection)
        }
        stateHash = { build, log, connection throws(PostgresError) in
            try await tables.stateHash(build: build, log: log, on: connection)
        }
    }
}

/// Why the rows of families could not be computed.
public enum ProjectionFailure: Error, Hashable, Sendable {
    /// Something that is needed is away: try again later.
    case unavailable(reason: String)
    /// It will fail again: with a stable code, and a reason without personal data.
    case poison(code: String, reason: String)
}

extension ProjectionFailure {
    /// What a failure of the store means for a projection.
    public init(_ error: EventStoreError) {
        switch error {
        case .unavailable(let reason): self = .unavailable(reason: reason)
        case .cancelled: self = .unavailable(reason: "cancelled")
        case .corrupt(_, let position):
            self = .poison(code: ProjectionStop.damaged, reason: "the row at position \(position) does not read")
        case .invalidRequest(let reason), .failed(let reason):
            self = .poison(code: ProjectionStop.failed, reason: reason)
        case .keyDestroyed: self = .poison(code: ProjectionStop.failed, reason: "a key is destroyed")
        case .keys(let error): self = .poison(code: ProjectionStop.keys, reason: "\(error)")
        }
    }
}

/// The codes with which the runner itself stops a part of a projection; what computes the rows has more of them.
public enum ProjectionStop {
    /// The log has another past than the one that was read.
    public static let otherPast = "ANDER_VERLEDEN"
    /// The log is not as it was appended.
    public static let damaged = "LOGBOEK_BESCHADIGD"
    /// The tables refused the rows.
    public static let rowsRefused = "RIJEN_GEWEIGERD"
    /// The fields of an event cannot be decrypted.
    public static let keys = "SLEUTELS"
    /// Anything else that will fail again.
    public static let failed = "MISLUKT"
}
