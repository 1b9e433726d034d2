public import EventStore
public import PostgresClient
public import WireValues

/// The tables of a read model, written in the transaction of the caller.
///
/// Every row belongs to a build and to a family of a log; the gemeente of the log is set on the connection.
public protocol ProjectionTables: Sendable {
    /// All rows of one family.
    associatedtype Stand: Sendable

    /// Replaces the rows of these families in a build.
    ///
    /// - Throws: `PostgresError`.
    func write(
        _ stands: [(gezin: UUID, stand: Stand)],
        build: Int16,
        log: LogName,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError)

    /// Removes at most `limit` rows of a build; how many it removed.
    ///
    /// - Throws: `PostgresError`.
    func remove(
        build: Int16,
        log: LogName,
        limit: Int,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> Int

    /// The families whose rows differ between two builds.
    ///
    /// - Throws: `PostgresError`.
    func differences(
        _ first: Int16,
        _ second: Int16,
        log: LogName,
        limit: Int,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> [UUID]

    /// A hash over all rows of a build, in a fixed order.
    ///
    /// - Throws: `PostgresError`.
    func stateHash(
        build: Int16,
        log: LogName,
        on connection: isolated PostgresConnection
    ) async throws(PostgresError) -> [UInt8]
}
