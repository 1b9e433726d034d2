/// A media type or media range with its parameters (RFC 9110, section 8.3.1 and 12.5.1).
struct MediaType {
    /// Type and subtype, in lower case.
    let name: String
    /// The parameters; their names in lower case, their values without quotes.
    let parameters: [String: String]

    /// The media type that `text` spells, or nil when it spells none.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { MediaType.trimmed($0) }
        guard let name = parts.first, !name.isEmpty else { return nil }
        self.name = name.lowercased()
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() where !part.isEmpty {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { return nil }
            let value = MediaType.trimmed(sides[1])
            let isQuoted = value.count >= 2 && value.first == "\"" && value.last == "\""
            parameters[MediaType.trimmed(sides[0]).lowercased()] =
                isQuoted ? String(value.dropFirst().dropLast()) : value
        }
        self.parameters = parameters
    }

    /// Whether an `Accept` header lets an answer in JSON through.
    ///
    /// The most specific range decides. What is not understood is skipped, and an empty header accepts everything.
    static func acceptsJSON(_ accept: String) -> Bool {
        accepts(accept, ["application/json", "application/problem+json", "application/*", "*/*"])
    }

    /// Whether it lets an event stream through.
    static func acceptsEventStream(_ accept: String) -> Bool {
        accepts(accept, ["text/event-stream", "text/*", "*/*"])
    }

    /// Whether it lets one of these media types or ranges through; they are given with the most specific first.
    static func accepts(_ accept: String, _ names: [String]) -> Bool {
        let ranges = accept.split(separator: ",").compactMap { MediaType($0) }
        guard !ranges.isEmpty else { return accept.allSatisfy { $0 == " " || $0 == "\t" } }
        for name in names {
            let matching = ranges.filter { $0.name == name }
            if !matching.isEmpty { return matching.contains { !$0.isRefused } }
        }
        return false
    }

    /// `q=0`, with or without decimals.
    private var isRefused: Bool {
        parameters["q"].map { $0.hasPrefix("0") && $0.allSatisfy { $0 == "0" || $0 == "." } } ?? false
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        // By bytes: a token of hundreds of characters passes here with every request.
        func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let bytes = Substring(text).utf8
        guard let first = bytes.firstIndex(where: { !isSpace($0) }) else { return "" }
        var end = bytes.endIndex
        while case let last = bytes.index(before: end), isSpace(bytes[last]) { end = last }
        return String(Substring(bytes[first..<end]))
    }
}
