// How PostgreSQL writes values in its binary format: parameters going out; BinaryColumns.swift has columns coming in.
// Binary, because nothing is then escaped, rounded or read by locale, and a uuid or a hash is not twice as long.

/// The types this client can send, with their fixed object ids from `pg_type`.
public enum PostgresType: UInt32, Sendable {
    case bool = 16
    case bytea = 17
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case date = 1082
    case timestamptz = 1184
    case uuid = 2950

    /// The object id of the array of this type.
    var array: UInt32 {
        switch self {
        case .bool: 1000
        case .bytea: 1001
        case .int8: 1016
        case .int2: 1005
        case .int4: 1007
        case .text: 1009
        case .date: 1182
        case .timestamptz: 1185
        case .uuid: 2951
        }
    }
}

/// Where PostgreSQL's day and time counts begin: 2000-01-01, seen from 1970-01-01.
@usableFromInline
enum PostgresEpoch {
    @inlinable static var days: Int { 10_957 }
    @inlinable static var microseconds: Int { 946_684_800_000_000 }
}

/// One value for a `$1`, already in the binary format.
public struct PostgresParameter: Sendable {
    let type: UInt32
    let bytes: [UInt8]?

    /// A value of `type` written by `write`, or SQL's null for nil.
    public static func value<Value>(
        _ type: PostgresType,
        _ value: Value?,
        _ write: (Value, inout BinaryWriter) -> Void
    ) -> PostgresParameter {
        guard let value else { return PostgresParameter(type: type.rawValue, bytes: nil) }
        var writer = BinaryWriter()
        write(value, &writer)
        return PostgresParameter(type: type.rawValue, bytes: writer.bytes)
    }

    /// An array of `type`, each element written by `write`, or SQL's null for nil.
    public static func array<Value>(
        _ type: PostgresType,
        _ values: some Collection<Value?>,
        _ write: (Value, inout BinaryWriter) -> Void
    ) -> PostgresParameter {
        var writer = BinaryWriter()
        writer.bytes.reserveCapacity(20 + 24 * values.count)
        writer.integer(Int32(values.isEmpty ? 0 : 1))
        writer.integer(Int32(values.contains { $0 == nil } ? 1 : 0))
        writer.integer(type.rawValue)
        if !values.isEmpty {
            writer.integer(Int32(values.count))
            writer.integer(Int32(1))
        }
        for value in values {
            writer.element(value, write)
        }
        return PostgresParameter(type: type.array, bytes: writer.bytes)
    }

    /// A truth value.
    public static func bool(_ value: Bool?) -> PostgresParameter {
        .value(.bool, value) { $1.integer(UInt8($0 ? 1 : 0)) }
    }

    /// An `int8`.
    public static func int8(_ value: Int?) -> PostgresParameter {
        .value(.int8, value) { $1.integer(Int64($0)) }
    }

    /// An `int4`.
    public static func int4(_ value: Int32?) -> PostgresParameter {
        .value(.int4, value) { $1.integer($0) }
    }

    /// A text.
    public static func text(_ value: String?) -> PostgresParameter {
        .value(.text, value) { $1.text($0) }
    }

    /// Bytes.
    public static func bytea(_ value: [UInt8]?) -> PostgresParameter {
        .value(.bytea, value) { $1.raw($0) }
    }

    /// An array of `int4`.
    public static func int4s(_ values: some Collection<Int32?>) -> PostgresParameter {
        .array(.int4, values) { $1.integer($0) }
    }

    /// An array of `int2`.
    public static func int2s(_ values: some Collection<Int16?>) -> PostgresParameter {
        .array(.int2, values) { $1.integer($0) }
    }

    /// An array of texts.
    public static func texts(_ values: some Collection<String?>) -> PostgresParameter {
        .array(.text, values) { $1.text($0) }
    }
}

extension [PostgresParameter] {
    /// The values as libpq takes them: pointers (null for SQL's null), lengths, and 1 for binary.
    func withPointers<Value>(
        _ body: (_ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]) -> Value
    ) -> Value {
        let size = reduce(1) { $0 + ($1.bytes?.count ?? 0) }
        let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
        defer { storage.deallocate() }
        var at = 0
        var values: [UnsafePointer<CChar>?] = []
        for parameter in self {
            guard let bytes = parameter.bytes else {
                values.append(nil)
                continue
            }
            storage[at..<(at + bytes.count)].copyBytes(from: bytes)
            values.append(storage.baseAddress.map { UnsafePointer(($0 + at).assumingMemoryBound(to: CChar.self)) })
            at += bytes.count
        }
        return body(values, map { Int32($0.bytes?.count ?? 0) }, map { _ in 1 })
    }
}

/// Writes one value in the binary format.
public struct BinaryWriter {
    var bytes: [UInt8] = []

    /// An integer of its own width, big-endian.
    public mutating func integer<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Bytes as they are: `bytea`, or text that is UTF-8 already.
    public mutating func raw(_ value: some Sequence<UInt8>) {
        bytes.append(contentsOf: value)
    }

    /// A text.
    public mutating func text(_ value: String) {
        bytes.append(contentsOf: value.utf8)
    }

    /// A `uuid` of these two halves.
    public mutating func uuid(high: UInt64, low: UInt64) {
        integer(high)
        integer(low)
    }

    /// A `date`, as days since 1970-01-01.
    public mutating func date(daysSince1970 days: Int) {
        integer(Int32(days - PostgresEpoch.days))
    }

    /// A `timestamptz`, as microseconds since 1970-01-01T00:00:00Z.
    public mutating func timestamp(microsecondsSince1970 microseconds: Int) {
        integer(Int64(microseconds - PostgresEpoch.microseconds))
    }

    fileprivate mutating func element<Value>(_ value: Value?, _ write: (Value, inout BinaryWriter) -> Void) {
        guard let value else { return integer(Int32(-1)) }
        let lengthAt = bytes.count
        integer(Int32(0))
        write(value, &self)
        let length = UInt32(bytes.count - lengthAt - 4)
        for offset in 0..<4 { bytes[lengthAt + offset] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * offset)) }
    }
}
