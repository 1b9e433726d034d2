import Crypto
import Foundation
import Testing

/// What was recorded is read for ever: `Schema/Events/Vastgelegd.sha256` holds what was ever published there.
///
/// Each line is a hash, two spaces and what it is of: a schema, such as `AanpakGestart.v1.schema.json`, or the first
/// examples of a file, such as `AanpakGestart.v1.json:4`: its first four examples, each on a line without the comma.
/// With `WAAKVLAM_SCHRIJF_SCHEMAS=1` the test adds lines for what has none yet; a line that is there it leaves alone.
@Suite("Wat in Schema/Events is vastgelegd verandert niet meer")
struct RecordedFormatTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Schema/Events")
    private static let list = "Vastgelegd.sha256"

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private static func hash(_ text: some StringProtocol) -> String {
        SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    /// The examples of a file: the lines between the brackets, without their commas.
    private static func examples(_ name: String) throws -> [String] {
        let lines = try text(name).split(separator: "\n")
        return lines.dropFirst().dropLast().map { $0.hasSuffix(",") ? String($0.dropLast()) : String($0) }
    }

    /// The hash of what a line of the list is about, as the folder has it now; nil if it is not there.
    private static func current(_ subject: String) throws -> String? {
        let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard FileManager.default.fileExists(atPath: folder.appending(path: parts[0]).path) else { return nil }
        guard parts.count == 2, let count = Int(parts[1]) else { return hash(try text(parts[0])) }
        let examples = try examples(parts[0])
        guard count <= examples.count else { return nil }
        return hash(examples.prefix(count).map { $0 + "\n" }.joined())
    }

    /// What must have a line: every schema of a version, and all examples of every file.
    ///
    /// The schema of the envelope has no versions; what it must go on accepting are the examples.
    private static func subjects() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.firstMatch(of: /\.v[0-9]+\.(schema\.)?json$/) != nil }
            .map { $0.hasSuffix(".schema.json") ? $0 : "\($0):\(try examples($0).count)" }
            .sorted()
    }

    private static func recorded() throws -> [(hash: String, subject: String)] {
        try text(list).split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            return (String(parts[0]), parts.dropFirst().joined().trimmingCharacters(in: .whitespaces))
        }
    }

    @Test func `wat er staat is wat het was`() throws {
        let recorded = try Self.recorded()
        #expect(recorded.count > 300)
        for line in recorded {
            let isSame = try Self.current(line.subject) == line.hash
            #expect(
                isSame,
                """
                \(line.subject) is gewijzigd of weg. Wat is vastgelegd wordt voor altijd zo gelezen: zet terug wat er \
                stond en voeg versie 2 toe. Alleen een schema dat ruimer werd of een andere uitleg kreeg houdt zijn \
                versie; vervang dan zijn regel in \(Self.list) (CONTRIBUTING.md, "Wat eenmaal is vastgelegd").
                """
            )
        }
    }

    @Test func `wat erbij komt staat in de lijst`() throws {
        var recorded = try Self.recorded().map(\.subject)
        let missing = try Self.subjects().filter { !recorded.contains($0) }
        if ProcessInfo.processInfo.environment["WAAKVLAM_SCHRIJF_SCHEMAS"] == "1", !missing.isEmpty {
            let lines = try missing.map { "\(try Self.current($0) ?? "")  \($0)\n" }.joined()
            try Data((try Self.text(Self.list) + lines).utf8).write(to: Self.folder.appending(path: Self.list))
            recorded += missing
        }
        #expect(
            missing.filter { !recorded.contains($0) } == [],
            "Zet er een regel bij in \(Self.list): WAAKVLAM_SCHRIJF_SCHEMAS=1 swift test --filter RecordedFormatTests"
        )
        #expect(Set(recorded).count == recorded.count)
    }
}
