/// A universally unique identifier (RFC 9562), without Foundation.
///
/// Read and written in lower case only, so that equal identifiers have equal bytes in evidence.
public struct UUID: Hashable, Sendable, Comparable {
    /// The first eight octets, most significant first.
    public let high: UInt64
    /// The last eight octets, most significant first.
    public let low: UInt64

    /// The identifier with these two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The identifier written as 8-4-4-4-12 lower-case hexadecimal digits, or nil for any other text.
    public init?(_ text: some StringProtocol) {
        self.init(ascii: Array(text.utf8)[...])
    }

    /// The identifier that these bytes spell, as `init(_:)` reads it.
    public init?(ascii text: ArraySlice<UInt8>) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var digits = 0
        for (offset, byte) in text.enumerated() {
            if offset == 8 || offset == 13 || offset == 18 || offset == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Hexadecimal.lowerCaseValue(of: byte), digits < 32 else { return nil }
            if digits < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
            digits += 1
        }
        guard digits == 32 else { return nil }
        self.init(high: high, low: low)
    }

    /// The identifier with these 16 octets, or nil for another number of octets.
    public init?(octets: some Sequence<UInt8>) {
        let bytes = Array(octets)
        guard bytes.count == 16 else { return nil }
        self.init(
            high: bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) },
            low: bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
        )
    }

    /// A version 7 identifier: 48 bits of Unix milliseconds, the rest from `generator`.
    ///
    /// The caller gives the time: nothing here reads a clock.
    public static func version7(
        unixMilliseconds: Int64,
        using generator: inout some RandomNumberGenerator
    ) -> UUID {
        let time = UInt64(truncatingIfNeeded: unixMilliseconds) << 16
        let high = time | 0x7000 | UInt64.random(in: 0...0xfff, using: &generator)
        let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3fff_ffff_ffff_ffff, using: &generator)
        return UUID(high: high, low: low)
    }

    /// The 16 octets, most significant first.
    public var octets: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            for place in 0..<8 {
                buffer[place] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * place))
                buffer[place + 8] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * place))
            }
            count = 16
        }
    }

    /// Order of the octets, as PostgreSQL orders `uuid`.
    public static func < (left: UUID, right: UUID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension UUID: CustomStringConvertible {
    /// 8-4-4-4-12 lower-case hexadecimal digits.
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var at = 0
            for nibble in 0..<32 {
                if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
                    buffer[at] = UInt8(ascii: "-")
                    at += 1
                }
                let half = nibble < 16 ? high : low
                let shift = UInt64(60 - 4 * (nibble % 16))
                buffer[at] = Hexadecimal.digits[Int(half >> shift & 0xf)]
                at += 1
            }
            return at
        }
    }
}
