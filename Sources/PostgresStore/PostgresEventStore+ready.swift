public import EventStore
internal import PostgresClient

extension PostgresEventStore {
    /// Whether events can be added: not on a standby, nor on a server or database that is set to read only.
    ///
    /// Asked by doing what an append does first. A connection that is refused so is dropped, and the next one sees what
    /// has become of the server since.
    ///
    /// - Throws: `unavailable` when the database does not answer.
    public func isWritable() async throws(EventStoreError) -> Bool {
        do {
            try await pool.withConnection { connection in _ = try await connection.query(.lockNothing) }
            return true
        } catch let error as PostgresError where error.sqlState == "25006" {
            return false
        } catch {
            throw EventStoreError(error)
        }
    }
}

extension Statement {
    /// Takes the gate of no log.
    fileprivate static let lockNothing = Statement(
        "lock_nothing",
        "SELECT FROM waakvlam.logboek WHERE false FOR UPDATE"
    )
}
