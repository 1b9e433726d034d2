// How PostgreSQL's binary format of a column reads as a Swift value; the numbers are the types' fixed object ids from
// `pg_type` (see `PostgresType`).

/// How a column of some types is read as a Swift value.
public struct ColumnFormat<Value> {
    @usableFromInline let types: ColumnTypes
    @usableFromInline let read: (UnsafeRawBufferPointer) -> Value?

    @usableFromInline
    init(_ types: ColumnTypes, _ read: @escaping (UnsafeRawBufferPointer) -> Value?) {
        self.types = types
        self.read = read
    }

    /// This format with its value changed by `transform`; nil means that the value is not acceptable.
    @inlinable
    public func map<Other>(_ transform: @escaping (Value) -> Other?) -> ColumnFormat<Other> {
        ColumnFormat<Other>(types) { [read] bytes in read(bytes).flatMap(transform) }
    }
}

/// The object ids of up to four types.
@usableFromInline
struct ColumnTypes {
    @usableFromInline let ids: (UInt32, UInt32, UInt32, UInt32)

    @inlinable
    init(_ first: UInt32, _ second: UInt32 = 0, _ third: UInt32 = 0, _ fourth: UInt32 = 0) {
        ids = (first, second, third, fourth)
    }

    @inlinable
    func contain(_ type: UInt32) -> Bool {
        type == ids.0 || type == ids.1 || type == ids.2 || type == ids.3
    }
}

extension ColumnFormat<Int> {
    /// `int2`, `int4` or `int8`.
    @inlinable public static var integer: Self {
        Self(ColumnTypes(20, 23, 21)) { $0.signedInteger }
    }

    /// A `date`, as days since 1970-01-01.
    @inlinable public static var daysSince1970: Self {
        Self(ColumnTypes(1082)) { bytes in bytes.signedInteger.map { $0 + PostgresEpoch.days } }
    }

    /// A `timestamptz`, as microseconds since 1970-01-01T00:00:00Z.
    @inlinable public static var microsecondsSince1970: Self {
        Self(ColumnTypes(1184)) { bytes in
            // 'infinity' and '-infinity' are the ends of the range: no instants.
            guard let count = bytes.signedInteger, count != .max, count != .min else { return nil }
            return count + PostgresEpoch.microseconds
        }
    }
}

extension ColumnFormat<Bool> {
    /// A truth value.
    @inlinable public static var bool: Self {
        Self(ColumnTypes(16)) { bytes in bytes.first.map { $0 != 0 } }
    }
}

extension ColumnFormat<String> {
    /// A text; `name`, `varchar` and `unknown` are read too.
    @inlinable public static var text: Self {
        Self(ColumnTypes(25, 19, 705, 1043)) { bytes in
            // ASCII needs no validation, which takes longer than all else here.
            bytes.allSatisfy { $0 < 0x80 }
                ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
        }
    }
}

extension ColumnFormat<[UInt8]> {
    /// The bytes of a `bytea` or of a text.
    @inlinable public static var bytes: Self {
        Self(ColumnTypes(17, 25)) { bytes in Array(bytes) }
    }
}

extension ColumnFormat<(high: UInt64, low: UInt64)> {
    /// A `uuid` as its two halves.
    @inlinable public static var uuid: Self {
        Self(ColumnTypes(2950)) { bytes in
            guard bytes.count == 16 else { return nil }
            return (bytes.loadBigEndian(0), bytes.loadBigEndian(8))
        }
    }
}

extension ColumnFormat<[Int]> {
    /// An array of integers without nulls.
    @inlinable public static var integers: Self {
        Self(ColumnTypes(1016, 1007, 1005)) { bytes in bytes.elements { $0.signedInteger } }
    }
}

extension ColumnFormat<[[UInt8]]> {
    /// An array of byte strings without nulls.
    @inlinable public static var byteStrings: Self {
        Self(ColumnTypes(1001)) { bytes in bytes.elements { Array($0) } }
    }
}

extension UnsafeRawBufferPointer {
    @inlinable
    func loadBigEndian<Number: FixedWidthInteger>(_ offset: Int) -> Number {
        Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    @inlinable var signedInteger: Int? {
        switch count {
        case 8: Int(loadBigEndian(0) as Int64)
        case 4: Int(loadBigEndian(0) as Int32)
        case 2: Int(loadBigEndian(0) as Int16)
        default: nil
        }
    }

    /// The elements of a one-dimensional array, or nil when it is damaged or holds a null.
    @inlinable
    func elements<Element>(_ read: (UnsafeRawBufferPointer) -> Element?) -> [Element]? {
        guard count >= 12 else { return nil }
        let dimensions: Int32 = loadBigEndian(0)
        if dimensions == 0 { return [] }
        guard dimensions == 1, count >= 20 else { return nil }
        var left = Int(loadBigEndian(12) as Int32)
        var at = 20
        var elements: [Element] = []
        while left > 0 {
            guard at + 4 <= count else { return nil }
            let length = Int(loadBigEndian(at) as Int32)
            guard length >= 0, at + 4 + length <= count,
                let element = read(UnsafeRawBufferPointer(rebasing: self[(at + 4)..<(at + 4 + length)]))
            else { return nil }
            elements.append(element)
            at += 4 + length
            left -= 1
        }
        return elements
    }
}
