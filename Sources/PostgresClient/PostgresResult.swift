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

    fileprivate func read<Value>(
        _ row: Int,
        _ column: Int,
        _ format: ColumnFormat<Value>
    ) throws(PostgresError) -> Value? {
        let (row, column) = (Int32(row), Int32(column))
        guard column < PQnfields(handle), PQfformat(handle, column) == 1 else {
            throw PostgresError(.unexpectedValue, detail: "column \(column)")
        }
        if PQgetisnull(handle, row, column) == 1 { return nil }
        let type = PQftype(handle, column)
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(handle, row, column),
            count: Int(PQgetlength(handle, row, column))
        )
        guard format.types.contains(type), let value = format.read(bytes, type) else {
            throw PostgresError(.unexpectedValue, detail: "column \(column), type \(type)")
        }
        return value
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
public struct PostgresRow: Sendable {
    let result: PostgresResult
    let index: Int

    /// The value of a column that is never null.
    ///
    /// - Throws: `PostgresError` with code `unexpectedValue` for a null or another type.
    public func read<Value>(_ column: Int, _ format: ColumnFormat<Value>) throws(PostgresError) -> Value {
        guard let value = try readIfPresent(column, format) else {
            throw PostgresError(.unexpectedValue, detail: "null in column \(column)")
        }
        return value
    }

    /// The value of a column, or nil for SQL's null.
    ///
    /// - Throws: `PostgresError` with code `unexpectedValue` for another type.
    public func readIfPresent<Value>(_ column: Int, _ format: ColumnFormat<Value>) throws(PostgresError) -> Value? {
        try result.read(index, column, format)
    }
}
