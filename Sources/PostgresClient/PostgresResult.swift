internal import CLibPQ

/// The rows that a statement gave.
///
/// `@unchecked Sendable`: libpq never changes a finished `PGresult`, reading it is safe from any thread, and it is
/// cleared once, by the last owner. So rows are decoded by whoever wants them and not on the connection's thread.
public final class PostgresResult: @unchecked Sendable {
    private let handle: OpaquePointer

    init(owning handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(handle)
    }

    /// The bytes of a value in the binary format and its type; nil for SQL's null.
    ///
    /// The bytes are there as long as this result is.
    @usableFromInline
    func cell(_ row: Int, _ column: Int) throws(PostgresError) -> (bytes: UnsafeRawBufferPointer, type: UInt32)? {
        let (row, column) = (Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column))
        guard column < PQnfields(handle), PQfformat(handle, column) == 1 else { throw Self.unexpected(column) }
        if PQgetisnull(handle, row, column) == 1 { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(handle, row, column),
            count: Int(PQgetlength(handle, row, column))
        )
        return (bytes, PQftype(handle, column))
    }

    @usableFromInline
    static func unexpected(_ column: some BinaryInteger, _ what: String = "") -> PostgresError {
        PostgresError(.unexpectedValue, detail: "column \(column)\(what)")
    }
}

extension PostgresResult: RandomAccessCollection {
    /// 0: the first row.
    public var startIndex: Int { 0 }
    /// The number of rows.
    public var endIndex: Int { Int(PQntuples(handle)) }

    /// The row with this index.
    public subscript(index: Int) -> PostgresRow {
        precondition(index >= 0 && index < endIndex)
        return PostgresRow(result: self, index: index)
    }
}

/// One row of a result.
///
/// Reading is inlined: a log has nineteen values to an event, and each would otherwise look up its type at run time.
public struct PostgresRow: Sendable {
    @usableFromInline let result: PostgresResult
    @usableFromInline let index: Int

    /// The value of a column that is never null.
    ///
    /// - Throws: `PostgresError` with code `unexpectedValue` for a null or another type.
    @inlinable
    public func read<Value>(_ column: Int, _ format: ColumnFormat<Value>) throws(PostgresError) -> Value {
        guard let value = try readIfPresent(column, format) else { throw PostgresResult.unexpected(column, ": null") }
        return value
    }

    /// The value of a column, or nil for SQL's null.
    ///
    /// - Throws: `PostgresError` with code `unexpectedValue` for another type.
    @inlinable
    public func readIfPresent<Value>(_ column: Int, _ format: ColumnFormat<Value>) throws(PostgresError) -> Value? {
        guard let cell = try result.cell(index, column) else { return nil }
        guard format.types.contain(cell.type), let value = format.read(cell.bytes) else {
            throw PostgresResult.unexpected(column, ", type \(cell.type)")
        }
        return value
    }
}
