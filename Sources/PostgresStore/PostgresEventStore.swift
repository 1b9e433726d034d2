public import EventStore
public import Logging
public import PostgresClient
internal import Synchronization
public import WireValues

/// The event store on PostgreSQL: one append-only table, one gate row per log.
///
/// Appends to a log that come while another is on its way travel together (see `AppendQueue`).
public final class PostgresEventStore: EventStore {
    private typealias Queue = AppendQueue<OneShot<Turn>>

    /// What ends the wait of a queued request.
    private enum Turn: Sendable {
        case answered(Result<AppendOutcome, EventStoreError>)
        case lead
    }

    private struct Shared {
        var queues: [LogName: Queue] = [:]
        var nextId: UInt64 = 0
    }

    let pool: PostgresPool
    private let logger: Logger
    private let queueLimits: AppendQueueLimits
    private let shared = Mutex(Shared())

    /// A store that borrows its connections from `pool`, whose configuration is `configuration(_:)`.
    public convenience init(pool: PostgresPool, logger: Logger) {
        self.init(pool: pool, logger: logger, queueLimits: AppendQueueLimits())
    }

    init(pool: PostgresPool, logger: Logger, queueLimits: AppendQueueLimits) {
        self.pool = pool
        self.logger = logger
        self.queueLimits = queueLimits
    }

    /// How many appends to a log wait to be sent.
    func waitingAppends(to log: LogName) -> Int { shared.withLock { $0.queues[log]?.count ?? 0 } }

    /// The role that the program's connections take on: it appends and reads, and cannot rewrite.
    public static let role = "waakvlam_app"

    /// The configuration of the program's connections: with `role`, and with plans that never read a whole log.
    ///
    /// Without statistics, as in the first minute of a new database, the cheapest plan for a small table is to read all
    /// of it, and a prepared statement keeps that plan while the table grows.
    public static func configuration(_ connectionString: String) -> PostgresConfiguration {
        var configuration = PostgresConfiguration(connectionString: connectionString)
        configuration.role = role
        configuration.settings["enable_seqscan"] = "off"
        // Compiling a plan takes longer than any statement here; and a plan that cannot do without a sequential scan is
        // priced so high by the line above that it would be compiled every time.
        configuration.settings["jit"] = "off"
        return configuration
    }

    /// Appends the events of one request, all or none.
    public func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
        try request.check()
        if Task.isCancelled { throw .cancelled }
        let waiter = OneShot<Turn>()
        let (admission, id) = shared.withLock { shared in
            shared.nextId += 1
            let admission = shared.queues[log, default: Queue(limits: queueLimits)].admit(
                request,
                id: shared.nextId,
                waiter: waiter
            )
            return (admission, shared.nextId)
        }
        switch admission {
        case .refuse: throw .unavailable(reason: "too many appends wait")
        case .lead: return try await lead(id, log)
        case .wait(let next):
            next?.give(.lead)
            return try await wait(waiter, id, log)
        }
    }

    private func wait(
        _ waiter: OneShot<Turn>,
        _ id: UInt64,
        _ log: LogName
    ) async throws(EventStoreError) -> AppendOutcome {
        let turn = await withTaskCancellationHandler {
            await waiter.value()
        } onCancel: {
            let waiter = shared.withLock { $0.queues[log]?.abandon(id) }
            waiter?.give(.answered(.failure(.cancelled)))
        }
        switch turn {
        case .answered(let result): return try result.get()
        case .lead: return try await lead(id, log)
        }
    }
}

// MARK: Leading

extension PostgresEventStore {
    /// Sends a batch, answers its requests, and hands over to the next leader.
    private func lead(_ id: UInt64, _ log: LogName) async throws(EventStoreError) -> AppendOutcome {
        let sent: [(Queue.Pending, Result<AppendOutcome, EventStoreError>)]
        do {
            sent = try await pool.withConnection(for: log.description) { connection in
                // Only now: what came while this caller waited for the connection goes along.
                let (batch, next) = self.shared.withLock { $0.queues[log]?.takeBatch() ?? ([], nil) }
                next?.give(.lead)
                let results = await self.send(batch.map(\.request), to: log, on: connection)
                return Array(zip(batch, results))
            }
        } catch {
            let error = EventStoreError(error)
            leadFailed(id, log, error)
            throw error
        }
        var own: Result<AppendOutcome, EventStoreError> = .failure(.failed(reason: "the request was not sent"))
        for (pending, result) in sent {
            if pending.id == id { own = result } else { pending.waiter.give(.answered(result)) }
        }
        handOver(log) { $0.finish(id) }
        return try own.get()
    }

    private func leadFailed(_ id: UInt64, _ log: LogName, _ error: EventStoreError) {
        // The others still want to be sent.
        if error == .cancelled { return handOver(log) { $0.resign(id) } }
        let failed = shared.withLock { shared in
            let failed = shared.queues[log]?.failAll() ?? []
            if shared.queues[log]?.isIdle == true { shared.queues[log] = nil }
            return failed
        }
        for pending in failed where pending.id != id { pending.waiter.give(.answered(.failure(error))) }
    }

    private func handOver(_ log: LogName, _ next: (inout Queue) -> OneShot<Turn>?) {
        let waiter: OneShot<Turn>? = shared.withLock { shared in
            guard var queue = shared.queues[log] else { return nil }
            let waiter = next(&queue)
            shared.queues[log] = queue.isIdle ? nil : queue
            return waiter
        }
        waiter?.give(.lead)
    }

    /// Sends requests as one statement, and gives the answer to each.
    ///
    /// Not cancellable: the caller who leads may stop waiting, those whose requests it carries did not.
    private func send(
        _ requests: [AppendRequest],
        to log: LogName,
        on connection: isolated PostgresConnection
    ) async -> [Result<AppendOutcome, EventStoreError>] {
        let batch = AppendBatch(log: log, requests: requests)
        do throws(PostgresError) {
            try await connection.use(log.description, for: Self.scope, cancellable: false)
            let result = try await connection.query(AppendBatch.statement, batch.parameters, cancellable: false)
            var results: [Result<AppendOutcome, EventStoreError>] = []
            for (answer, request) in zip(try batch.answers(in: result), requests) {
                switch answer {
                case .outcome(let outcome): results.append(.success(outcome))
                case .known: results.append(await known(request, in: log, on: connection))
                }
            }
            return results
        } catch {
            logger.error("Appending failed", metadata: ["error": "\(error)", "requests": "\(requests.count)"])
            guard error.kind == .failed, requests.count > 1 else {
                // Made once, outside a closure: an optimised build released the caught error once for every request,
                // and went on with damaged memory.
                let failure = EventStoreError(error)
                return Array(repeating: .failure(failure), count: requests.count)
            }
            // The statement as a whole was refused: find out whose fault it is, so that the others do not suffer.
            var results: [Result<AppendOutcome, EventStoreError>] = []
            for request in requests { results += await send([request], to: log, on: connection) }
            return results
        }
    }

    /// The events that are in the log already under ids of `request`.
    private func known(
        _ request: AppendRequest,
        in log: LogName,
        on connection: isolated PostgresConnection
    ) async -> Result<AppendOutcome, EventStoreError> {
        do throws(EventStoreError) {
            let rows: PostgresResult
            do throws(PostgresError) {
                let parameters: [PostgresParameter] = [.text(log.description), .uuids(request.events.map { $0.id })]
                rows = try await connection.query(EventRow.withIds, parameters, cancellable: false)
            } catch {
                throw EventStoreError(error)
            }
            let order = Dictionary(uniqueKeysWithValues: request.events.enumerated().map { ($1.id, $0) })
            let events = try Self.decode(rows, of: log)
            return .success(.exists(events.sorted { order[$0.event.id, default: 0] < order[$1.event.id, default: 0] }))
        } catch {
            return .failure(error)
        }
    }
}

// MARK: Reading

extension PostgresEventStore {
    /// The setting by which row-level security knows the gemeente.
    private static let scope: StaticString = "waakvlam.gemeente"

    /// The events of a stream in order of version, after `version`.
    public func events(
        of stream: UUID,
        after version: Int,
        in log: LogName
    ) async throws(EventStoreError) -> [RecordedEvent] {
        let parameters: [PostgresParameter] = [
            .text(log.description), .uuid(stream), .int4(Int32(clamping: version)),
        ]
        return try Self.decode(try await query(EventRow.inStream, parameters, as: log.description), of: log)
    }

    /// All events of some streams: for each of `streams`, in that order, its events in order of version.
    public func events(of streams: [UUID], in log: LogName) async throws(EventStoreError) -> [[RecordedEvent]] {
        let rows = try await query(EventRow.inStreams, [.text(log.description), .uuids(streams)], as: log.description)
        var found: [UUID: [RecordedEvent]] = [:]
        var current: [RecordedEvent] = []
        for row in rows {
            let event = try EventRow.decode(row, of: log)
            if let stream = current.last?.stream, stream != event.stream {
                found[stream] = current
                current = []
            }
            current.append(event)
        }
        if let stream = current.last?.stream { found[stream] = current }
        return streams.map { found[$0] ?? [] }
    }

    /// At most `limit` events of a log in order of position, after `position`.
    public func events(
        in log: LogName,
        after position: Int,
        limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        let parameters: [PostgresParameter] = [.text(log.description), .int8(position), .int8(max(0, limit))]
        return try Self.decode(try await query(EventRow.inLog, parameters, as: log.description), of: log)
    }

    /// The streams of a log that hold an event of this type, in order of their first event of this type.
    public func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [UUID] {
        let parameters: [PostgresParameter] = [.text(log.description), .text(type)]
        let rows = try await query(.streams(holding: type), parameters, as: log.description)
        return try Self.read(rows) { row throws(PostgresError) in try row.read(0, .identifier) }
    }

    /// The last position and hash of a log.
    public func head(of log: LogName) async throws(EventStoreError) -> LogHead {
        let rows = try await query(.head, [.text(log.description)], as: log.description)
        let heads = try Self.read(rows) { row throws(PostgresError) in
            LogHead(
                epoch: try row.read(0, .integer),
                position: try row.read(1, .integer),
                hash: try row.read(2, .bytes)
            )
        }
        return heads.first ?? LogHead(epoch: 1, position: 0, hash: HashChain.start)
    }

    /// The logs that hold events, in order of name.
    public func logs() async throws(EventStoreError) -> [LogName] {
        let rows = try await query(.logs, [], as: "*")
        return try Self.read(rows) { row throws(PostgresError) in
            try row.read(0, ColumnFormat<String>.text.map { LogName($0) })
        }
    }

    /// Whether the database answers and has exactly the schema of this program.
    ///
    /// - Throws: `unavailable` when it does not answer; `failed` when its schema is another one, and which.
    public func check() async throws(EventStoreError) {
        let applied: [SchemaVersion.Applied]
        do {
            applied = try await pool.withConnection { connection in
                try SchemaVersion.read(try await connection.query(SchemaVersion.statement))
            }
        } catch let error as PostgresError where SchemaError.meansNotMigrated(error) {
            throw .failed(reason: SchemaError.olderThanProgram.description)
        } catch {
            throw EventStoreError(error)
        }
        do throws(SchemaError) {
            guard try SchemaVersion.firstMissing(of: Migration.all, in: applied) == nil else {
                throw .olderThanProgram
            }
        } catch {
            throw .failed(reason: error.description)
        }
    }

    private func query(
        _ statement: Statement,
        _ parameters: [PostgresParameter],
        as scope: String
    ) async throws(EventStoreError) -> PostgresResult {
        do {
            return try await pool.withConnection(for: scope) { connection in
                try await connection.use(scope, for: Self.scope)
                return try await connection.query(statement, parameters)
            }
        } catch {
            throw EventStoreError(error)
        }
    }

    private static func decode(_ rows: PostgresResult, of log: LogName) throws(EventStoreError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        events.reserveCapacity(rows.count)
        for row in rows { events.append(try EventRow.decode(row, of: log)) }
        return events
    }

    private static func read<Value>(
        _ rows: PostgresResult,
        _ read: (PostgresRow) throws(PostgresError) -> Value
    ) throws(EventStoreError) -> [Value] {
        do throws(PostgresError) {
            var values: [Value] = []
            for row in rows { values.append(try read(row)) }
            return values
        } catch {
            throw EventStoreError(error)
        }
    }
}

extension EventStoreError {
    /// What a failure of the database means for a caller of the store.
    init(_ error: any Error) {
        guard let error = error as? PostgresError else {
            self = .failed(reason: "unexpected error")
            return
        }
        switch error.kind {
        case .unavailable: self = .unavailable(reason: error.description)
        case .cancelled: self = .cancelled
        case .failed: self = .failed(reason: error.description)
        }
    }
}

extension SchemaError {
    /// Whether the database has no schema of this program at all: table, schema or role is missing.
    static func meansNotMigrated(_ error: PostgresError) -> Bool {
        ["42P01", "3F000", "22023"].contains(error.sqlState)
    }
}

extension Statement {
    /// The streams that hold an event of this type: those of an opening from its index, others by reading the log.
    static func streams(holding type: String) -> Statement { openings.contains(type) ? opened : holding }

    /// The types of `gebeurtenis_opening`.
    static let openings: Set = ["AanpakprofielVastgesteld", "GezinGeregistreerd", "ToetsingGestart"]

    /// Says the condition of the partial index, for a plan that is made for any type cannot know it; and with OFFSET 0
    /// finds the events before it groups them, for a plan of an empty table reads the log in order of stream instead.
    private static let opened = Statement(
        "streams_opened",
        """
        SELECT g.stream_id FROM (
            SELECT stream_id, positie FROM waakvlam.gebeurtenis
            WHERE gemeente = $1 AND type = $2
                AND type IN ('AanpakprofielVastgesteld', 'GezinGeregistreerd', 'ToetsingGestart')
            OFFSET 0
        ) g
        GROUP BY g.stream_id ORDER BY min(g.positie)
        """
    )
    private static let holding = Statement(
        "streams_holding",
        """
        SELECT stream_id FROM waakvlam.gebeurtenis
        WHERE gemeente = $1 AND type = $2 GROUP BY stream_id ORDER BY min(positie)
        """
    )
    fileprivate static let head = Statement(
        "log_head",
        "SELECT tijdperk, positie, hash FROM waakvlam.logboek WHERE gemeente = $1"
    )
    fileprivate static let logs = Statement(
        "logs",
        "SELECT gemeente FROM waakvlam.logboek ORDER BY gemeente"
    )
}
