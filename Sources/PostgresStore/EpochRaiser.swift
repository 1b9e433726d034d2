public import EventStore
public import Logging
public import PostgresClient

/// Raises the epoch of a log that goes on from a restored copy.
///
/// The copy may have missed events that others have read already. Their checkpoints name the epoch of that past, and in
/// a later one a follower is told that this is another past, also when the positions have caught up.
public struct EpochRaiser: Sendable {
    private let configuration: PostgresConfiguration
    private let logger: Logger

    /// One that connects as the owner of the schema: the program's own role may not do this.
    public init(_ configuration: PostgresConfiguration, logger: Logger) {
        (self.configuration, self.logger) = (configuration, logger)
    }

    /// Raises the epoch of a log by one, or to one above another epoch when that is more.
    ///
    /// - Parameters:
    ///   - log: The log.
    ///   - epoch: The highest epoch that is known of the log elsewhere.
    /// - Returns: The point at which the new epoch begins, or nil when there is no such log.
    /// - Throws: `PostgresError`.
    public func raise(_ log: LogName, above epoch: Int = 0) async throws -> Checkpoint? {
        var configuration = configuration
        configuration.role = nil
        let connection = try await PostgresConnection.connect(configuration, logger: logger)
        try await connection.use(log.description, for: "waakvlam.gemeente")
        let rows = try await connection.query(.raiseEpoch, [.text(log.description), .int8(epoch)])
        guard let row = rows.first else { return nil }
        let head = LogHead(
            epoch: try row.read(0, .integer),
            position: try row.read(1, .integer),
            hash: try row.read(2, .bytes)
        )
        return Checkpoint(log: log, head: head)
    }
}

extension Statement {
    fileprivate static let raiseEpoch = Statement(
        "raise_epoch",
        """
        UPDATE waakvlam.logboek SET tijdperk = greatest(tijdperk, $2)::integer + 1 WHERE gemeente = $1
        RETURNING tijdperk, positie, hash
        """
    )
}
