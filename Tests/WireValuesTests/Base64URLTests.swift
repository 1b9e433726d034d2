import Foundation
import Testing
import WireValues

@Suite struct `Base64url` {
    @Test func `is that of Foundation without padding, and reads back`() {
        var generator = SystemRandomNumberGenerator()
        for count in 0..<100 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let expected = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                .replacing("=", with: "")
            #expect(Base64URL.encode(bytes) == expected)
            #expect(Base64URL.decode(expected) == bytes)
        }
    }

    @Test(arguments: ["A", "AAAAA", "AB", "AAB", "AA==", "AA+A", "AA/A", "A A A", "é", "AA\n"])
    func `refuses every text that it does not write`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
