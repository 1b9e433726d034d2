/// Reads JSON text strictly: RFC 8259, and I-JSON's bounds (RFC 7493).
///
/// Foundation's decoder keeps the last of two equal names and reads `1.0` as an integer. Evidence needs one reading of
/// every text, so duplicate names, fractions, unpaired surrogates, invalid UTF-8 and anything after the value are
/// refused, with the byte where it went wrong.
public struct JSONReader {
    /// Bounds on what is read, against texts made to exhaust memory or the stack.
    public struct Limits: Sendable {
        /// The deepest nesting of arrays and objects.
        public var depth = 32
        /// The most elements of an array or members of an object.
        public var elements = 100_000
        /// The longest string, in UTF-8 bytes.
        public var stringBytes = 65_536

        /// The bounds that fit every document of the public contracts.
        public static let standard = Limits()
    }

    /// Why a text is not accepted.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        /// What went wrong.
        public enum Code: String, Sendable {
            case unexpectedEnd = "ONVERWACHT_EINDE"
            case unexpectedCharacter = "ONVERWACHT_TEKEN"
            case trailingText = "TEKST_NA_EINDE"
            case invalidNumber = "GEEN_GEHEEL_GETAL"
            case invalidString = "ONGELDIGE_TEKST"
            case duplicateKey = "DUBBELE_NAAM"
            case tooDeep = "TE_DIEP"
            case tooLarge = "TE_GROOT"
        }

        /// What went wrong.
        public let code: Code
        /// The number of bytes before the place where it went wrong.
        public let offset: Int

        /// What went wrong and where, in Dutch, without any of the text itself.
        public var description: String {
            let what =
                switch code {
                case .unexpectedEnd: "de tekst houdt te vroeg op"
                case .unexpectedCharacter: "hier staat een teken dat JSON niet toelaat"
                case .trailingText: "na de waarde staat nog tekst"
                case .invalidNumber: "verwacht is een geheel getal van hoogstens 53 bits"
                case .invalidString: "dit is geen geldige tekst: ongeldige UTF-8, een stuurteken of een halve \\u"
                case .duplicateKey: "een naam staat tweemaal in hetzelfde object"
                case .tooDeep: "de nesting is te diep"
                case .tooLarge: "een tekst of lijst is te lang"
                }
            return "\(what) (byte \(offset + 1))"
        }
    }

    private let text: UnsafeBufferPointer<UInt8>
    private let limits: Limits
    private var at = 0

    private init(_ text: UnsafeBufferPointer<UInt8>, _ limits: Limits) {
        self.text = text
        self.limits = limits
    }

    /// The value that `bytes` spell.
    ///
    /// - Throws: `Failure` when the bytes are not one JSON value within the limits.
    public static func read(_ bytes: some Collection<UInt8>, limits: Limits = .standard) throws(Failure) -> JSON {
        let result =
            bytes.withContiguousStorageIfAvailable { read($0, limits) }
            ?? Array(bytes).withUnsafeBufferPointer { read($0, limits) }
        return try result.get()
    }

    /// The value that `text` spells.
    ///
    /// - Throws: `Failure` when the text is not one JSON value within the limits.
    public static func read(_ text: String, limits: Limits = .standard) throws(Failure) -> JSON {
        try read(Array(text.utf8), limits: limits)
    }

    private static func read(_ text: UnsafeBufferPointer<UInt8>, _ limits: Limits) -> Result<JSON, Failure> {
        var reader = JSONReader(text, limits)
        do throws(Failure) {
            reader.skipSpace()
            let value = try reader.value(depth: 0)
            reader.skipSpace()
            guard reader.at == text.count else { throw reader.failure(.trailingText) }
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    private func failure(_ code: Failure.Code) -> Failure {
        Failure(code: code, offset: at)
    }

    private func peek() throws(Failure) -> UInt8 {
        guard at < text.count else { throw failure(.unexpectedEnd) }
        return text[at]
    }

    private mutating func skipSpace() {
        while at < text.count, [0x20, 0x0a, 0x0d, 0x09].contains(text[at]) { at += 1 }
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
        guard try peek() == UInt8(ascii: character) else { throw failure(.unexpectedCharacter) }
        at += 1
    }

    private mutating func value(depth: Int) throws(Failure) -> JSON {
        switch try peek() {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
        default: throw failure(.unexpectedCharacter)
        }
    }

    private mutating func word(_ letters: StaticString, _ value: JSON) throws(Failure) -> JSON {
        for offset in 0..<letters.utf8CodeUnitCount {
            guard try peek() == letters.utf8Start[offset] else { throw failure(.unexpectedCharacter) }
            at += 1
        }
        return value
    }

    private mutating func object(depth: Int) throws(Failure) -> JSON {
        guard depth <= limits.depth else { throw failure(.tooDeep) }
        at += 1
        var members: [JSON.Member] = []
        var seen: Set<[UInt8]> = []
        skipSpace()
        if try peek() == UInt8(ascii: "}") {
            at += 1
            return .object([])
        }
        while true {
            let start = at
            guard try peek() == UInt8(ascii: "\"") else { throw failure(.unexpectedCharacter) }
            let key = try string()
            guard isNew(key, among: members, &seen) else { throw Failure(code: .duplicateKey, offset: start) }
            skipSpace()
            try expect(":")
            skipSpace()
            guard members.count < limits.elements else { throw failure(.tooLarge) }
            members.append(JSON.Member(key, try value(depth: depth)))
            skipSpace()
            if try peek() == UInt8(ascii: "}") { break }
            try expect(",")
            skipSpace()
        }
        at += 1
        return .object(members)
    }

    /// Small objects are searched; a set is only made for large ones.
    ///
    /// By bytes: Swift takes two spellings of an accented letter for the same text.
    private func isNew(_ key: String, among members: [JSON.Member], _ seen: inout Set<[UInt8]>) -> Bool {
        if members.count < 16 { return !members.contains { $0.key.utf8.elementsEqual(key.utf8) } }
        if seen.isEmpty { seen = Set(members.map { Array($0.key.utf8) }) }
        return seen.insert(Array(key.utf8)).inserted
    }

    private mutating func array(depth: Int) throws(Failure) -> JSON {
        guard depth <= limits.depth else { throw failure(.tooDeep) }
        at += 1
        var elements: [JSON] = []
        skipSpace()
        if try peek() == UInt8(ascii: "]") {
            at += 1
            return .array([])
        }
        while true {
            guard elements.count < limits.elements else { throw failure(.tooLarge) }
            elements.append(try value(depth: depth))
            skipSpace()
            if try peek() == UInt8(ascii: "]") { break }
            try expect(",")
            skipSpace()
        }
        at += 1
        return .array(elements)
    }

    private mutating func integer() throws(Failure) -> Int {
        let start = at
        var magnitude = 0
        let negative = try peek() == UInt8(ascii: "-")
        if negative { at += 1 }
        let digits = at
        while at < text.count, case let digit = text[at] &- UInt8(ascii: "0"), digit < 10 {
            magnitude = magnitude * 10 + Int(digit)
            guard magnitude <= JSON.largestInteger else { throw Failure(code: .invalidNumber, offset: start) }
            at += 1
        }
        let leadingZero = at - digits > 1 && text[digits] == UInt8(ascii: "0")
        // "-0" would be written back as "0": two spellings of one number.
        let negativeZero = negative && magnitude == 0
        let fraction = at < text.count && [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(text[at])
        guard at > digits, !leadingZero, !negativeZero, !fraction else {
            throw Failure(code: .invalidNumber, offset: start)
        }
        return negative ? -magnitude : magnitude
    }

    private mutating func string() throws(Failure) -> String {
        let start = at
        at += 1
        let contents = at
        var bits: UInt8 = 0
        while at < text.count, text[at] != UInt8(ascii: "\""), text[at] != UInt8(ascii: "\\"), text[at] >= 0x20 {
            bits |= text[at]
            at += 1
        }
        guard at - contents <= limits.stringBytes else { throw Failure(code: .tooLarge, offset: start) }
        guard try peek() == UInt8(ascii: "\"") else { return try escapedString(contents, start) }
        at += 1
        let string = UnsafeBufferPointer(rebasing: text[contents..<(at - 1)])
        // ASCII needs no validation, which takes a fifth of the time of decoding an event.
        return bits < 0x80 ? String(decoding: string, as: UTF8.self) : try utf8(string, start)
    }

    private mutating func escapedString(_ contents: Int, _ start: Int) throws(Failure) -> String {
        var bytes = Array(text[contents..<at])
        while true {
            let byte = try peek()
            guard byte >= 0x20 else { throw failure(.invalidString) }
            guard bytes.count <= limits.stringBytes else { throw Failure(code: .tooLarge, offset: start) }
            at += 1
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &bytes)
            } else {
                bytes.append(byte)
            }
        }
        return try utf8(bytes, start)
    }

    private func utf8(_ bytes: some Collection<UInt8>, _ start: Int) throws(Failure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(code: .invalidString, offset: start)
        }
        return text
    }

    private mutating func escape(into bytes: inout [UInt8]) throws(Failure) {
        let byte = try peek()
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0c)
        case UInt8(ascii: "n"): bytes.append(0x0a)
        case UInt8(ascii: "r"): bytes.append(0x0d)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"): bytes.append(contentsOf: Array(String(try escapedScalar()).utf8))
        default:
            at -= 1
            throw failure(.invalidString)
        }
    }

    private mutating func escapedScalar() throws(Failure) -> Character {
        let first = try fourDigits()
        var value = first
        if (0xd800..<0xdc00).contains(first) {
            guard try peek() == UInt8(ascii: "\\") else { throw failure(.invalidString) }
            at += 1
            guard try peek() == UInt8(ascii: "u") else { throw failure(.invalidString) }
            at += 1
            let second = try fourDigits()
            guard (0xdc00..<0xe000).contains(second) else { throw failure(.invalidString) }
            value = 0x10000 + (first - 0xd800) << 10 + (second - 0xdc00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw failure(.invalidString) }
        return Character(scalar)
    }

    private mutating func fourDigits() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else { throw failure(.invalidString) }
            value = value << 4 | UInt32(digit)
            at += 1
        }
        return value
    }
}
