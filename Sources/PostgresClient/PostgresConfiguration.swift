/// How to connect and what to ask of every connection.
public struct PostgresConfiguration: Sendable {
    /// A libpq connection string or URL, with the meaning that libpq gives `sslmode`, `passfile` and the rest; secret.
    public var connectionString: String
    /// Shown in `pg_stat_activity`.
    public var applicationName = "waakvlam"
    /// How long connecting may take, all hosts together.
    public var connectTimeout: Duration = .seconds(5)
    /// `statement_timeout` of the server; nil for none.
    ///
    /// The client itself gives up a little later.
    public var statementTimeout: Duration? = .seconds(30)
    /// `lock_timeout` of the server; nil for none.
    public var lockTimeout: Duration? = .seconds(10)
    /// `idle_in_transaction_session_timeout` of the server; nil for none.
    public var idleInTransactionTimeout: Duration? = .seconds(30)
    /// The role to take on after connecting, with fewer rights than the login; nil to stay the login.
    public var role: String?
    /// Further settings of the session, by name.
    public var settings: [String: String] = [:]

    /// A configuration for this connection string, with the other values at their defaults.
    public init(connectionString: String) {
        self.connectionString = connectionString
    }

    /// How much longer than the server the client waits before it gives up itself.
    static let grace: Duration = .seconds(2)
}

extension PostgresConfiguration: CustomStringConvertible, CustomDebugStringConvertible {
    /// The name of the application: the connection string can hold a password.
    public var description: String { "PostgresConfiguration(\(applicationName))" }
    /// The same as `description`.
    public var debugDescription: String { description }
}
