extension JSON {
    /// The value's canonical text (RFC 8785): no space, names in order of their UTF-16 code units, one spelling each.
    ///
    /// These bytes are what is stored, hashed and compared.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes, canonical: true)
        return bytes
    }

    /// The canonical text (RFC 8785).
    public var canonicalText: String {
        String(decoding: canonicalBytes, as: UTF8.self)
    }

    /// The value as compact text with the members in the order they were given: for answers that people read.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes, canonical: false)
        return bytes
    }

    /// The value as compact text with the members in the order they were given.
    public var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    private func write(into bytes: inout [UInt8], canonical: Bool) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .string(let value): Self.write(value, into: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(into: &bytes, canonical: canonical)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            let ordered = canonical ? members.sorted { Self.precedes($0.key, $1.key) } : members
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in ordered.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(into: &bytes, canonical: canonical)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Whether a name comes first in order of UTF-16 code units.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        var (left, right) = (left, right)
        let order: Bool? = left.withUTF8 { left in
            right.withUTF8 { right in
                for place in 0..<min(left.count, right.count) where left[place] != right[place] {
                    // Only beyond ASCII do the two encodings have another order.
                    return min(left[place], right[place]) < 0x80 ? left[place] < right[place] : nil
                }
                return left.count < right.count
            }
        }
        return order ?? left.utf16.lexicographicallyPrecedes(right.utf16)
    }

    private static func write(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { text in
            if text.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
                escape(text, into: &bytes)
            } else {
                bytes.append(contentsOf: text)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escape(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x0c: bytes.append(contentsOf: "\\f".utf8)
            case 0x0a: bytes.append(contentsOf: "\\n".utf8)
            case 0x0d: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case ..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Hexadecimal.digits[Int(byte >> 4)])
                bytes.append(Hexadecimal.digits[Int(byte & 0xf)])
            default: bytes.append(byte)
            }
        }
    }
}
