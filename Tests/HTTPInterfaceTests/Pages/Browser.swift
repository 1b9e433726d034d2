import Foundation
import HTTPTypes
import Testing
import WireValues

@testable import HTTPInterface

/// Opens pages and sends forms, as a browser without scripts does.
struct Browser: Sendable {
    let client: Client
    let token: String

    init(_ client: Client, as caller: Caller = .pm) async throws {
        self.client = client
        token = String(try await caller.authorization?.dropFirst("Bearer ".count) ?? "")
    }

    private var headers: HTTPFields {
        var headers: HTTPFields = [.accept: "text/html,application/xhtml+xml"]
        if !token.isEmpty { headers[.cookie] = "waakvlam-sessie=\(token)" }
        return headers
    }

    func open(_ path: String, ifNoneMatch tag: String? = nil) async throws -> HTMLPage {
        var headers = headers
        headers[.ifNoneMatch] = tag
        return HTMLPage(try await client.send(.get, path, as: .nobody, headers: headers))
    }

    /// Sends these fields, with the headers of a form.
    func send(
        _ fields: [FormBody.Field],
        to path: String,
        cookie: String? = nil,
        site: String = "same-origin"
    )
        async throws -> HTMLPage
    {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        if let cookie { headers[.cookie] = cookie }
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = site }
        let pairs = fields.map { "\($0.name.escapedInQuery)=\($0.value.escapedInQuery)" }
        let body = Array(pairs.joined(separator: "&").utf8)
        return HTMLPage(try await client.send(.post, path, as: .nobody, headers: headers, bytes: body))
    }
}

/// A page as far as tests read it.
struct HTMLPage {
    let answer: Answer

    init(_ answer: Answer) { self.answer = answer }

    var status: Int { answer.status }
    var text: String { answer.text }
    var location: String? { answer["Location"] }

    func count(_ text: String) -> Int { self.text.components(separatedBy: text).count - 1 }

    /// What a browser would send of the form to `path`, with nothing changed.
    func form(_ path: String) throws -> [FormBody.Field] {
        let start = try #require(text.range(of: "action=\"\(path)\""))
        let end = try #require(text.range(of: "</form>", range: start.upperBound..<text.endIndex))
        return HTMLPage.fields(String(text[start.upperBound..<end.lowerBound]))
    }

    /// The fields in a piece of HTML that would be sent.
    static func fields(_ html: String) -> [FormBody.Field] {
        let controls =
            /<input (?<input>[^>]*)>|<textarea (?<area>[^>]*)>\n(?<text>[^<]*)<\/textarea>|<select (?<select>[^>]*)>(?<options>.*?)<\/select>/
            .dotMatchesNewlines()
        return html.matches(of: controls).compactMap { match in
            if let input = match.output.input { return field(input: String(input)) }
            if let area = match.output.area, let name = attribute("name", String(area)) {
                return FormBody.Field(name: name, value: unescaped(String(match.output.text ?? "")))
            }
            guard let select = match.output.select, let name = attribute("name", String(select)) else { return nil }
            let options = String(match.output.options ?? "").matches(of: /<option ([^>]*)>/).map { String($0.output.1) }
            let chosen = options.first { $0.hasSuffix(" selected") } ?? options.first
            return FormBody.Field(name: name, value: chosen.flatMap { attribute("value", $0) } ?? "")
        }
    }

    private static func field(input: String) -> FormBody.Field? {
        guard let name = attribute("name", input) else { return nil }
        let isTick = input.contains("type=\"checkbox\"") || input.contains("type=\"radio\"")
        guard !isTick || input.hasSuffix(" checked") else { return nil }
        return FormBody.Field(name: name, value: attribute("value", input) ?? "")
    }

    private static func attribute(_ name: String, _ tag: String) -> String? {
        guard let start = tag.range(of: " \(name)=\"") ?? tag.range(of: "\(name)=\""),
            let end = tag.range(of: "\"", range: start.upperBound..<tag.endIndex)
        else { return nil }
        return unescaped(String(tag[start.upperBound..<end.lowerBound]))
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}

extension [FormBody.Field] {
    /// The same with another value for a name, or with the name added.
    func with(_ name: String, _ value: String) -> [FormBody.Field] {
        filter { $0.name != name } + [.init(name: name, value: value)]
    }
}
