/// Bytes as base64url without padding (RFC 4648 §5) and back; every byte string has one spelling.
public enum Base64URL {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static let values: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// Four digits per three bytes, fewer at the end.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        let digits = digits
        return String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { text in
            var length = 0
            var bits: UInt32 = 0
            var count: UInt32 = 0
            for byte in bytes {
                bits = bits << 8 | UInt32(byte)
                count += 8
                while count >= 6 {
                    count -= 6
                    text[length] = digits[Int(bits >> count & 0x3f)]
                    length += 1
                }
            }
            if count > 0 {
                text[length] = digits[Int(bits << (6 - count) & 0x3f)]
                length += 1
            }
            return length
        }
    }

    /// The bytes that `text` stands for, or nil for any text that `encode` does not write.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        decode(ascii: Array(text.utf8)[...])
    }

    /// The bytes that this text stands for, as `decode(_:)` reads it.
    public static func decode(ascii text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        let values = values
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for character in text {
            guard let value = values[Int(character)] else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        // A lone last digit, or bits that are left over and set, belong to no bytes.
        guard count < 6, bits & (1 << count - 1) == 0 else { return nil }
        return bytes
    }
}
