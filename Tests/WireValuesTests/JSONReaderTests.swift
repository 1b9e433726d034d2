import Testing
import WireValues

@Suite struct `Reading JSON` {
    /// A text that is refused, for what, and after how many bytes.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let text: [UInt8]
        let code: JSONReader.Failure.Code
        let offset: Int

        var testDescription: String { "\(String(decoding: text, as: UTF8.self).prefix(40)): \(code)" }

        init(_ text: String, _ code: JSONReader.Failure.Code, _ offset: Int) {
            self.init(Array(text.utf8), code, offset)
        }

        init(_ text: [UInt8], _ code: JSONReader.Failure.Code, _ offset: Int) {
            (self.text, self.code, self.offset) = (text, code, offset)
        }
    }

    static let accepted: [(String, JSON)] = [
        ("null", JSON.null), ("true", true), ("false", false), ("0", 0), ("-1", -1), (" 7 ", 7), ("\"\"", ""),
        ("[]", []), ("{}", [:]), ("[ ]", []), ("{ }", [:]), ("\t[1 ,\n2\r]", [1, 2]),
        ("9007199254740991", 9_007_199_254_740_991), ("-9007199254740991", -9_007_199_254_740_991),
        (#"{"a":{"b":[null]},"":1}"#, ["a": ["b": [nil]], "": 1]), (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{c}\n\r\t"),
        (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\uD83D\uDE00 😀""#, "😀 😀"),
        (#""\u0000""#, "\0"), ("\"\u{7f}\"", "\u{7f}"),
        (#"["\u2028","\uFFFF"]"#, ["\u{2028}", "\u{FFFF}"]),
    ]

    @Test(arguments: accepted)
    func `accepts every value of the standard within the bounds`(_ text: String, _ value: JSON) throws {
        #expect(try JSONReader.read(text) == value)
    }

    static let refusals = [
        Refusal("", .unexpectedEnd, 0), Refusal(" ", .unexpectedEnd, 1), Refusal("[", .unexpectedEnd, 1),
        Refusal("{", .unexpectedEnd, 1), Refusal("[1", .unexpectedEnd, 2), Refusal("[1,", .unexpectedEnd, 3),
        Refusal("\"", .unexpectedEnd, 1), Refusal("tru", .unexpectedEnd, 3), Refusal(#"{"a""#, .unexpectedEnd, 4),
        Refusal("\"\\", .unexpectedEnd, 2), Refusal("\"\\u00", .unexpectedEnd, 5),
        Refusal("nul", .unexpectedEnd, 3), Refusal("nulL", .unexpectedCharacter, 3),
        Refusal("True", .unexpectedCharacter, 0), Refusal("NaN", .unexpectedCharacter, 0),
        Refusal("'a'", .unexpectedCharacter, 0), Refusal("[1,]", .unexpectedCharacter, 3),
        Refusal("[,1]", .unexpectedCharacter, 1), Refusal("[1 2]", .unexpectedCharacter, 3),
        Refusal("{1:2}", .unexpectedCharacter, 1), Refusal(#"{"a":1,}"#, .unexpectedCharacter, 7),
        Refusal(#"{"a" 1}"#, .unexpectedCharacter, 5), Refusal("[1}", .unexpectedCharacter, 2),
        Refusal("//", .unexpectedCharacter, 0), Refusal("\u{FEFF}1", .unexpectedCharacter, 0),
        Refusal("\u{a0}1", .unexpectedCharacter, 0), Refusal("+1", .unexpectedCharacter, 0),
        Refusal(".5", .unexpectedCharacter, 0), Refusal("[]]", .trailingText, 2), Refusal("1 2", .trailingText, 2),
        Refusal("{}x", .trailingText, 2), Refusal("1\0", .trailingText, 1), Refusal("0x1", .trailingText, 1),
        Refusal("01", .invalidNumber, 0), Refusal("-01", .invalidNumber, 0), Refusal("-", .invalidNumber, 0),
        Refusal("-0", .invalidNumber, 0), Refusal("1.0", .invalidNumber, 0), Refusal("1e3", .invalidNumber, 0),
        Refusal("1E3", .invalidNumber, 0), Refusal("-x", .invalidNumber, 0),
        Refusal("9007199254740992", .invalidNumber, 0), Refusal("-9007199254740992", .invalidNumber, 0),
        Refusal("[99999999999999999999999999]", .invalidNumber, 1),
        Refusal("\"a\nb\"", .invalidString, 2), Refusal("\"\t\"", .invalidString, 1),
        Refusal("\"\0\"", .invalidString, 1),
        Refusal(#""\x41""#, .invalidString, 2), Refusal(#""\u00G0""#, .invalidString, 5),
        Refusal(#""\uD800""#, .invalidString, 7), Refusal(#""\uDC00""#, .invalidString, 7),
        Refusal(#""\uD800\u0041""#, .invalidString, 13), Refusal(#""\uD800\n""#, .invalidString, 8),
        Refusal([0x22, 0xff, 0x22], .invalidString, 0), Refusal([0x22, 0xc0, 0xaf, 0x22], .invalidString, 0),
        Refusal([0x22, 0xed, 0xa0, 0x80, 0x22], .invalidString, 0),
        Refusal([0x22, 0xe2, 0x82, 0x22], .invalidString, 0),
        Refusal([0x22, 0xf4, 0x90, 0x80, 0x80, 0x22], .invalidString, 0),
        Refusal([0x22, 0x5c, 0x6e, 0xff, 0x22], .invalidString, 0),
        Refusal(#"{"a":1,"a":2}"#, .duplicateKey, 7), Refusal(#"{"a":1,"\u0061":2}"#, .duplicateKey, 7),
    ]

    @Test(arguments: refusals)
    func `refuses everything else and says what and where`(_ refusal: Refusal) {
        let error = #expect(throws: JSONReader.Failure.self) { try JSONReader.read(refusal.text) }
        #expect(error?.code == refusal.code)
        #expect(error?.offset == refusal.offset)
    }

    @Test func `refuses an equal name in a large object too`() {
        let members = (0..<40).map { "\"k\($0)\":0" }.joined(separator: ",")
        #expect(throws: Never.self) { try JSONReader.read("{\(members)}") }
        let error = #expect(throws: JSONReader.Failure.self) { try JSONReader.read("{\(members),\"k39\":1}") }
        #expect(error?.code == .duplicateKey)
    }

    @Test func `is bounded in depth, in elements and in the length of a string`() {
        func code(_ text: String, _ change: (inout JSONReader.Limits) -> Void = { _ in }) -> JSONReader.Failure.Code? {
            var limits = JSONReader.Limits.standard
            change(&limits)
            do {
                _ = try JSONReader.read(text, limits: limits)
                return nil
            } catch {
                return error.code
            }
        }
        let nested = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        #expect(code(nested(32)) == nil)
        #expect(code(nested(33)) == .tooDeep)
        #expect(code(String(repeating: "[", count: 1_000_000)) == .tooDeep)
        #expect(code(String(repeating: "{\"a\":", count: 1_000_000)) == .tooDeep)
        #expect(code("[1,2,3]") { $0.elements = 3 } == nil)
        #expect(code("[1,2,3,4]") { $0.elements = 3 } == .tooLarge)
        #expect(code(#"{"a":1,"b":2}"#) { $0.elements = 1 } == .tooLarge)
        #expect(code("\"abc\"") { $0.stringBytes = 3 } == nil)
        #expect(code("\"abcd\"") { $0.stringBytes = 3 } == .tooLarge)
        #expect(code(#""\n\n\n\n\n""#) { $0.stringBytes = 3 } == .tooLarge)
    }

    @Test func `a failure says where, and nothing of the text`() {
        let error = #expect(throws: JSONReader.Failure.self) { try JSONReader.read("{\"geheim\": x}") }
        #expect(error?.description == "hier staat een teken dat JSON niet toelaat (byte 12)")
    }

    @Test func `never crashes on a damaged text, and what it accepts it writes back as the same value`() throws {
        let original = Array(#"{"a":[1,-2,"é\n😀\u0000",{"b":null,"c":true}],"d":"\\\"","e":{}}"#.utf8)
        var generator = Seeded(state: 20_261_121)
        var accepted = 0
        for _ in 0..<20_000 {
            var text = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<text.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: text[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: text.remove(at: place)
                default: text.insert(text[Int.random(in: 0..<text.count, using: &generator)], at: place)
                }
            }
            guard let value = try? JSONReader.read(text) else { continue }
            accepted += 1
            #expect(try JSONReader.read(value.bytes) == value)
            #expect(try JSONReader.read(value.canonicalBytes).canonicalBytes == value.canonicalBytes)
        }
        #expect(accepted > 100)
    }
}

/// SplitMix64: the same numbers in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}
