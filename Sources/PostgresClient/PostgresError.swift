/// Why PostgreSQL did not do what was asked.
///
/// `description` holds a code and nothing else, for it reaches users and logs; what the server said (which can hold
/// data) is only in `debugDescription`, for a person at a terminal.
public struct PostgresError: Error, Sendable {
    /// The stable name of a failure.
    public enum Code: Hashable, Sendable {
        /// The server refused the statement, with this SQLSTATE.
        case server(sqlState: String)
        /// No connection could be made.
        case connectFailed
        /// The connection broke; whether the statement was carried out is not known.
        case connectionLost
        /// No answer came in time; the statement was cancelled.
        case timedOut
        /// No connection of the pool came free in time.
        case poolTimedOut
        /// Too many callers already wait for a connection of the pool.
        case poolFull
        /// The pool or the connection was closed.
        case closed
        /// The caller's task was cancelled.
        case cancelled
        /// A value is not of the type that the program expects.
        case unexpectedValue
        /// The program used the client in a way it does not support.
        case misuse
    }

    /// What the caller can do about it.
    public enum Kind: Hashable, Sendable {
        /// The server is away, starting, stopping, read-only, full or too slow: try again later.
        case unavailable
        /// The caller stopped it.
        case cancelled
        /// The same statement will fail again.
        case failed
    }

    /// The stable name of the failure.
    public let code: Code
    private let detail: String

    /// A failure with this code; `detail` is shown by reflection only.
    public init(_ code: Code, detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// The SQLSTATE of the server, when it gave one.
    public var sqlState: String? {
        guard case .server(let sqlState) = code else { return nil }
        return sqlState
    }

    /// What the caller can do about it.
    public var kind: Kind {
        switch code {
        case .server(let sqlState): Self.meansUnavailable(sqlState) ? .unavailable : .failed
        case .connectFailed, .connectionLost, .timedOut, .poolTimedOut, .poolFull, .closed: .unavailable
        case .cancelled: .cancelled
        case .unexpectedValue, .misuse: .failed
        }
    }

    /// Connection (08), resources (53), operator (57P), I/O (58), time-outs, read-only, and losing a race (40).
    private static func meansUnavailable(_ sqlState: String) -> Bool {
        let classes = ["08", "40", "53", "57P", "58"]
        let states = ["25006", "25P03", "25P04", "55P03", "57014"]
        return classes.contains { sqlState.hasPrefix($0) } || states.contains(sqlState)
    }
}

extension PostgresError: Equatable {
    /// Failures are equal when their codes are.
    public static func == (left: PostgresError, right: PostgresError) -> Bool { left.code == right.code }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// The code in words, never data.
    public var description: String {
        switch code {
        case .server(let sqlState): "PostgreSQL refused the statement (SQLSTATE \(sqlState))"
        case .connectFailed: "PostgreSQL cannot be reached"
        case .connectionLost: "the connection to PostgreSQL was lost"
        case .timedOut: "PostgreSQL did not answer in time"
        case .poolTimedOut: "no database connection came free in time"
        case .poolFull: "too many callers wait for a database connection"
        case .closed: "the database connections are closed"
        case .cancelled: "the statement was cancelled"
        case .unexpectedValue: "PostgreSQL answered with an unexpected value"
        case .misuse: "the database client was used wrongly"
        }
    }

    /// The description and what the server or libpq said: may hold data, not for logs.
    public var debugDescription: String {
        detail.isEmpty ? description : "\(description): \(detail)"
    }
}
