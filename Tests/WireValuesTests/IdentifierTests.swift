import Testing
import WireValues

@Suite struct `Identifiers and bytes as text` {
    @Test(arguments: [
        "00000000-0000-0000-0000-000000000000", "01234567-89ab-cdef-fedc-ba9876543210",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ])
    func `an identifier is written as it is read`(_ text: String) throws {
        let uuid = try #require(UUID(text))
        #expect(uuid.description == text)
        #expect(UUID(octets: uuid.octets) == uuid)
        #expect(Hexadecimal.encode(uuid.octets) == text.replacing("-", with: ""))
    }

    @Test(arguments: [
        "", "0123456789abcdeffedcba9876543210", "01234567-89AB-cdef-fedc-ba9876543210",
        "01234567-89ab-cdef-fedc-ba987654321", "01234567-89ab-cdef-fedc-ba98765432100",
        "{01234567-89ab-cdef-fedc-ba9876543210}", "01234567_89ab_cdef_fedc_ba9876543210",
        "0123456-789ab-cdef-fedc-ba9876543210", "g1234567-89ab-cdef-fedc-ba9876543210",
        " 01234567-89ab-cdef-fedc-ba9876543210", "01234567-89ab-cdef-fedc-ba98765432-0",
    ])
    func `an identifier in any other spelling is refused`(_ text: String) {
        #expect(UUID(text) == nil)
    }

    @Test func `an identifier of other than 16 octets is refused`() {
        #expect(UUID(octets: [UInt8](repeating: 0, count: 15)) == nil)
        #expect(UUID(octets: [UInt8](repeating: 0, count: 17)) == nil)
    }

    @Test func `identifiers of version 7 carry time, version and variant, and follow one another in time`() {
        var generator = Seeded(state: 7)
        var previous = UUID(high: 0, low: 0)
        for milliseconds in Int64(1_700_000_000_000)..<1_700_000_001_000 {
            let uuid = UUID.version7(unixMilliseconds: milliseconds, using: &generator)
            #expect(uuid.high >> 16 == UInt64(milliseconds))
            #expect(uuid.high >> 12 & 0xf == 7)
            #expect(uuid.low >> 62 == 0b10)
            #expect(previous < uuid)
            previous = uuid
        }
    }

    @Test func `bytes are written in lower-case hexadecimal and read back`() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Hexadecimal.encode([0, 1, 171, 255]) == "0001abff")
        #expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes)
        for text in ["0", "AB", "0g", "00 ", "é0"] { #expect(Hexadecimal.decode(text) == nil) }
    }

    @Test func `a pointer escapes what RFC 6901 says`() {
        let pointer = JSONPointer.root.member("a/b").element(0).member("m~n").member("").member("é")
        #expect(pointer.description == "/a~1b/0/m~0n//é")
        #expect(JSONPointer.root.description.isEmpty)
        #expect(pointer.under(JSONPointer.root.element(3)).description == "/3/a~1b/0/m~0n//é")
    }
}
