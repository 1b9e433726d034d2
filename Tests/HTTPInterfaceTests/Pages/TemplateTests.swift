import Foundation
import TestSupport
import Testing

@testable import HTTPInterface

@Suite("Templates")
struct TemplateTests {
    private struct Person {
        let naam: String
        let bij: String?
        let kinderen: [Child]
        let talen: [String]
        let isOuder: Bool
    }

    private struct Child {
        let naam: String
        let bij: String?
    }

    private let person = Person(
        naam: "<A & \"B\">",
        bij: "oma",
        kinderen: [Child(naam: "C", bij: nil), Child(naam: "D", bij: "E")],
        talen: ["nl", "fr"],
        isOuder: true
    )

    private func render(_ text: String) throws -> String { try Templates(["t": text]).render("t", [person]) }

    @Test func `names, lists, truths and what is nil are filled in, escaped`() throws {
        #expect(try render("{{naam}}") == "&lt;A &amp; &quot;B&quot;&gt;")
        #expect(try render("{{#kinderen}}[{{naam}}{{#bij}} {{.}}{{/bij}}]{{/kinderen}}") == "[C][D E]")
        #expect(try render("{{#talen}}{{.}},{{/talen}}{{^isOuder}}nee{{/isOuder}}") == "nl,fr,")
        // What is nil in the inner object is not taken from the outer one.
        #expect(try render("{{#kinderen}}{{^bij}}-{{/bij}}{{bij}}{{/kinderen}}") == "-E")
    }

    @Test(arguments: ["\u{301}", "\u{200d}", "\u{fe0f}", ""])
    func `a quote or bracket with an accent on it is still escaped`(_ accent: String) throws {
        let child = Child(naam: "\"\(accent)<\(accent)>\(accent)&\(accent)'\(accent)", bij: nil)
        let text = try Templates(["t": "{{naam}}"]).render("t", [child])
        let escaped = ["&quot;", "&lt;", "&gt;", "&amp;", "&#39;"].map { $0 + accent }.joined()
        #expect(Array(text.unicodeScalars) == Array(escaped.unicodeScalars))
    }

    @Test(arguments: ["{{leeftijd}}", "{{#kinderen}}{{leeftijd}}{{/kinderen}}", "{{#leeftijd}}x{{/leeftijd}}"])
    func `a name that is not there is an error`(_ text: String) {
        #expect(throws: Templates.Failure.missingValue("leeftijd", template: "t")) { try render(text) }
    }

    @Test func `a template that is not there is an error`() throws {
        let templates = try Templates(["t": "x"])
        #expect(throws: Templates.Failure.missingTemplate("u")) { try templates.render("u", [person]) }
        #expect(throws: Templates.Failure.missingTemplate("u")) { try Templates(["t": "{{>u}}"]) }
        #expect(throws: Templates.Failure.missingTemplate("u")) { try Templates(["t": "{{<u}}{{/u}}"]) }
    }

    @Test(arguments: ["{{{naam}}}", "{{&naam}}", "{{naam.lengte}}", "{{=<% %>=}}"])
    func `what would not be escaped or not be checked is not allowed`(_ text: String) {
        #expect(throws: Templates.Failure.self) { try Templates(["t": text]) }
    }

    @Test(arguments: ["{{naam", "{{#naam}}x"])
    func `a template that does not parse is an error`(_ text: String) {
        #expect(throws: Templates.Failure.malformed("t")) { try Templates(["t": text]) }
    }

    @Test func `every file in the folder is part of the program, and loads`() throws {
        let folder = CaseExamples.project.appending(path: "Sources/HTTPInterface/Pages/Templates")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let names = files.filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(".mustache".count)) }
        #expect(names.sorted() == PageFiles.texts.keys.sorted())
        _ = try PageFiles.templates.get()
    }
}
