import Testing
import WireValues

@Suite struct `Canonical JSON` {
    @Test(arguments: [
        (#" { "b" : 1 , "a" : [ true , null ] } "#, #"{"a":[true,null],"b":1}"#),
        (#""\u20ac\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#, #""€\u000f\nA'B\"\\\\\"/""#),
        (#""\b\t\n\f\r\u0000\u001f\u007f""#, "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\""),
        ("[ ]", "[]"), ("{ }", "{}"), ("-0012".replacing("00", with: ""), "-12"),
        (#"{"a":{"z":1,"y":2},"":0}"#, #"{"":0,"a":{"y":2,"z":1}}"#),
    ])
    func `has one spelling for each value`(_ text: String, _ canonical: String) throws {
        #expect(try JSONReader.read(text).canonicalText == canonical)
    }

    @Test func `orders names by their UTF-16 code units, as in the example of RFC 8785`() throws {
        let text = """
            {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
            "\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}
            """
        guard case .object(let members) = try JSONReader.read(JSONReader.read(text).canonicalBytes) else {
            Issue.record("not an object")
            return
        }
        let order = [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
            "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
        ]
        #expect(members.map(\.value.string) == order)
    }

    @Test func `keeps bytes that look alike apart`() throws {
        let composed = try JSONReader.read("\"\u{e9}\"").canonicalBytes
        let decomposed = try JSONReader.read("\"e\u{301}\"").canonicalBytes
        #expect(composed != decomposed)
    }

    @Test func `text for people keeps the order of the members`() {
        let value: JSON = ["b": 1, "a": [true, nil, "x"]]
        #expect(value.text == #"{"b":1,"a":[true,null,"x"]}"#)
    }
}
