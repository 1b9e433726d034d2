internal import CLibPQ
internal import Glibc
internal import Synchronization

/// One libpq connection, the calls on it, and the waiting.
///
/// Everything here blocks the calling thread until there is an answer, the deadline passes or the task is cancelled, so
/// only a connection's own thread calls it.
///
/// `@unchecked Sendable`: libpq lets one thread at a time use a `PGconn`; the owning actor is the only caller, and
/// `deinit` runs when nobody is left.
final class ServerHandle: @unchecked Sendable {
    private let handle: OpaquePointer
    private let wakeup: Wakeup
    private let abandonment: Abandonment
    /// Whether the connection can never be used again; read from other threads.
    private let broken = Atomic(false)

    /// How long after a cancellation or a time-out the server gets to become ready for the next statement.
    private static let resynchronisationTime: Duration = .seconds(2)

    private enum Interruption: Error {
        case cancelled
        case timedOut
        case lost
    }

    private init(owning handle: OpaquePointer, wakeup: Wakeup, abandonment: Abandonment) {
        self.handle = handle
        self.wakeup = wakeup
        self.abandonment = abandonment
    }

    deinit {
        PQfinish(handle)
    }

    var isBroken: Bool { broken.load(ordering: .acquiring) }

    /// Whether no transaction is open.
    var isIdle: Bool { !isBroken && PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// Whether something came in while nobody asked for anything: the server went away, or says why it will.
    var hasUnexpectedInput: Bool {
        var entry = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) != 0
    }

    func markBroken() {
        broken.store(true, ordering: .releasing)
    }

    func wake() {
        wakeup.wake()
    }
}

// MARK: Connecting

extension ServerHandle {
    /// Connects within the configured time; `wakeup` ends the wait when the task is cancelled.
    static func connect(
        _ configuration: PostgresConfiguration,
        wakeup: Wakeup,
        abandonment: Abandonment
    ) throws(PostgresError) -> ServerHandle {
        guard let handle = start(configuration.connectionString) else {
            throw PostgresError(.connectFailed, detail: "no memory left")
        }
        let connection = ServerHandle(owning: handle, wakeup: wakeup, abandonment: abandonment)
        do throws(Interruption) {
            try connection.finishConnecting(by: .now + configuration.connectTimeout)
        } catch {
            switch error {
            case .cancelled: throw PostgresError(.cancelled)
            case .timedOut: throw PostgresError(.connectFailed, detail: "no answer in time")
            case .lost: throw PostgresError(.connectFailed, detail: connection.message)
            }
        }
        PQsetnonblocking(handle, 1)
        // What the server wants to tell goes to the caller as an error, never to standard error.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        return connection
    }

    private static func start(_ connectionString: String) -> OpaquePointer? {
        let parameters = [
            ("dbname", connectionString), ("client_encoding", "UTF8"), ("fallback_application_name", "waakvlam"),
        ]
        let names = parameters.map { strdup($0.0) }
        let values = parameters.map { strdup($0.1) }
        defer { for text in names + values { free(text) } }
        let constantNames = names.map { UnsafePointer($0) } + [nil]
        let constantValues = values.map { UnsafePointer($0) } + [nil]
        // 1: the value of dbname may be a whole connection string or URL.
        return PQconnectStartParams(constantNames, constantValues, 1)
    }

    private func finishConnecting(by deadline: ContinuousClock.Instant) throws(Interruption) {
        guard PQstatus(handle) != CONNECTION_BAD else { throw .lost }
        var events = Int16(POLLOUT)
        while true {
            try wait(for: events, by: deadline, cancellable: true)
            switch PQconnectPoll(handle) {
            case PGRES_POLLING_READING: events = Int16(POLLIN)
            case PGRES_POLLING_WRITING: events = Int16(POLLOUT)
            case PGRES_POLLING_OK: return
            default: throw .lost
            }
        }
    }
}

// MARK: Statements

extension ServerHandle {
    /// Sends by `send`, waits for all of the answer, and gives the last result.
    func perform(
        timeout: Duration?,
        cancellable: Bool,
        _ send: (OpaquePointer) -> Int32
    ) throws(PostgresError) -> PostgresResult {
        guard !isBroken else { throw PostgresError(.connectionLost) }
        if cancellable && Task.isCancelled { throw PostgresError(.cancelled) }
        guard send(handle) == 1 else { throw lost() }
        let answer: Result<PostgresResult, PostgresError>
        do throws(Interruption) {
            let deadline = timeout.map { ContinuousClock.now + $0 }
            try flush(by: deadline, cancellable: cancellable)
            answer = try collect(by: deadline, cancellable: cancellable)
        } catch {
            answer = resynchronise(after: error)
        }
        return try answer.get()
    }

    private func flush(by deadline: ContinuousClock.Instant?, cancellable: Bool) throws(Interruption) {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1: break
            default: throw .lost
            }
            // The server can be writing at the same time, and must not wait for us to read.
            let ready = try wait(for: Int16(POLLIN | POLLOUT), by: deadline, cancellable: cancellable)
            if ready & Int16(POLLIN) != 0, PQconsumeInput(handle) == 0 { throw .lost }
        }
    }

    /// Everything the server answers to what was sent: the last result, or the first error.
    private func collect(
        by deadline: ContinuousClock.Instant?,
        cancellable: Bool
    ) throws(Interruption) -> Result<PostgresResult, PostgresError> {
        var answer: Result<PostgresResult, PostgresError> = .failure(PostgresError(.misuse, detail: "no answer"))
        var refused = false
        while true {
            while PQisBusy(handle) == 1 {
                try wait(for: Int16(POLLIN), by: deadline, cancellable: cancellable)
                guard PQconsumeInput(handle) == 1 else { throw .lost }
            }
            guard let result = PQgetResult(handle) else { break }
            if refused {
                PQclear(result)
                continue
            }
            answer = try Self.read(result)
            if case .failure = answer { refused = true }
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            markBroken()
            return answer.flatMap { _ in .failure(lost()) }
        }
        return answer
    }

    private static func read(_ result: OpaquePointer) throws(Interruption) -> Result<PostgresResult, PostgresError> {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            return .success(PostgresResult(owning: result))
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            PQclear(result)
            throw .lost
        default:
            defer { PQclear(result) }
            return .failure(error(of: result))
        }
    }

    private static func error(of result: OpaquePointer) -> PostgresError {
        let detail = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        // libpq itself reports without a state: the connection is gone.
        guard let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))) else {
            return PostgresError(.connectionLost, detail: detail)
        }
        return PostgresError(.server(sqlState: String(cString: state)), detail: detail)
    }

    /// After an interruption: has the server stop, and waits a little for it to be ready again.
    ///
    /// A statement that was carried out nevertheless gives its result. When the server does not become ready the
    /// connection is broken.
    private func resynchronise(after interruption: Interruption) -> Result<PostgresResult, PostgresError> {
        let code: PostgresError.Code
        switch interruption {
        case .lost: return .failure(lost())
        case .cancelled: code = .cancelled
        case .timedOut: code = .timedOut
        }
        do throws(Interruption) {
            let deadline = ContinuousClock.now + Self.resynchronisationTime
            let request = CancelRequest(for: handle, wakeup: wakeup)
            request.send()
            try flush(by: deadline, cancellable: false)
            let answer = try collect(by: deadline, cancellable: false)
            // Until the request has been handled it could hit the next statement.
            while !request.isDone { try wait(for: 0, by: deadline, cancellable: false) }
            if case .failure(let error) = answer, error.sqlState == "57014" { return .failure(PostgresError(code)) }
            return answer
        } catch {
            markBroken()
            return .failure(PostgresError(code))
        }
    }

    private func lost() -> PostgresError {
        markBroken()
        return PostgresError(.connectionLost, detail: message)
    }

    private var message: String {
        PQerrorMessage(handle).map { String(cString: $0) } ?? ""
    }

    /// Waits until the socket is ready for `events` (none: for a wake-up only), and says for which of them it is.
    @discardableResult
    private func wait(
        for events: Int16,
        by deadline: ContinuousClock.Instant?,
        cancellable: Bool
    ) throws(Interruption) -> Int16 {
        while true {
            if cancellable && Task.isCancelled { throw .cancelled }
            if abandonment.isSet { throw .lost }
            var entries = [
                pollfd(fd: events == 0 ? -1 : PQsocket(handle), events: events, revents: 0),
                pollfd(fd: wakeup.readEnd, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&entries, 2, try milliseconds(until: deadline))
            if ready < 0 && errno != EINTR { throw .lost }
            guard ready > 0 else { continue }
            if entries[1].revents != 0 { wakeup.drain() }
            // Errors and hang-ups too: libpq finds out which when it reads.
            if entries[0].revents != 0 { return entries[0].revents }
            if events == 0 { return 0 }
        }
    }

    private func milliseconds(until deadline: ContinuousClock.Instant?) throws(Interruption) -> Int32 {
        let left = deadline.map { ContinuousClock.now.duration(to: $0) }
        if let left, left <= .zero { throw .timedOut }
        return Int32(clamping: min(left ?? Abandonment.interval, Abandonment.interval).wholeMilliseconds + 1)
    }
}

extension Duration {
    /// The number of whole milliseconds.
    var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

/// A request to stop the statement of a connection, sent on a thread of its own.
///
/// `PQcancel` makes a connection and can hang as long as TCP likes; the connection's own thread does not wait for that.
///
/// `@unchecked Sendable`: libpq allows `PQcancel` from any thread; the structure is freed by the last owner.
private final class CancelRequest: @unchecked Sendable {
    private let cancel: OpaquePointer?
    private let wakeup: Wakeup
    private let done = Atomic(false)

    init(for handle: OpaquePointer, wakeup: Wakeup) {
        cancel = PQgetCancel(handle)
        self.wakeup = wakeup
    }

    deinit {
        PQfreeCancel(cancel)
    }

    var isDone: Bool { done.load(ordering: .acquiring) }

    func send() {
        Threads.start {
            var message = [CChar](repeating: 0, count: 256)
            PQcancel(self.cancel, &message, Int32(message.count))
            self.done.store(true, ordering: .releasing)
            self.wakeup.wake()
        }
    }
}
