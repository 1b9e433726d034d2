import Foundation
import WireValues

/// The files of the three families of Maastricht, and invented families made after them.
enum Families {
    static let day = "2014-03-31"
    static let aanpak = "maastricht-integrale-aanpak"
    static let names = ["familie-a", "familie-b", "familie-c"]
    static let ids = names.compactMap { try? id(of: $0) }

    private static let folder = URL(fileURLWithPath: #filePath)
        .appending(path: "../../../../Schema/Voorbeelden/Maastricht").standardizedFileURL

    /// The path of a family's file.
    static func file(_ name: String) -> String { folder.appending(path: name + ".jsonl").path }

    static var files: [String] { names.map(file) }

    /// The lines of a family, in another gemeente when one is given, so that it has a log of its own.
    static func lines(_ name: String, gemeente: String = "GM0935") throws -> [String] {
        let text = try String(contentsOfFile: file(name), encoding: .utf8)
        return text.replacing("\"GM0935\"", with: "\"\(gemeente)\"").split(separator: "\n").map(String.init)
    }

    static func id(of name: String) throws -> String {
        guard let line = try lines(name).first, let id = try JSONReader.read(line)["gezinId"]?.string else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return id
    }

    /// A family as the body of a request: the route names it, so its lines do not.
    static func body(_ lines: [String]) throws -> String {
        let events = try lines.map { line in
            guard case .object(let members) = try JSONReader.read(line) else { return JSON.null }
            return JSON.object(members.filter { $0.key != "gezinId" })
        }
        return JSON.array(events).text
    }

    /// An invented family: the first events of a family of Maastricht, with ids of its own.
    static func invented(_ number: Int, events: Int = 12, gemeente: String) throws -> [String] {
        let uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-([0-9a-f]{12})/
        return try lines("familie-a", gemeente: gemeente).prefix(events).map { line in
            line.replacing(uuid) { match in
                let node = (Int(match.1, radix: 16) ?? 0) &+ number
                let digits = String(node & 0xffff_ffff_ffff, radix: 16)
                return match.0.dropLast(12) + String(repeating: "0", count: 12 - digits.count) + digits
            }
        }
    }

    // MARK: What is expected

    /// What `verwacht.json` says.
    static func expected() throws -> JSON {
        try JSONReader.read(try String(contentsOf: folder.appending(path: "verwacht.json"), encoding: .utf8))
    }

    /// The numbers of the 33 indicators, in their order.
    static func expectedNumbers() throws -> [String] {
        try expected()["aanpak"]?["indicatoren"]?.array?.compactMap { $0["id"]?.string } ?? []
    }

    /// The verdicts on a family as they should be.
    static func expectedVerdicts(on name: String) throws -> JSON? {
        try expected()["families"]?[name]?["indicatoren"]
    }

    /// The verdicts in an answer, with as much of each as `verwacht.json` has.
    static func verdicts(_ toetsing: JSON?) -> JSON? {
        toetsing?["indicatoren"]?.array.map { .array($0.map(\.verdict)) }
    }
}

extension JSON {
    /// A verdict of a family with what is expected of it: the texts of its remarks and its evidence left out.
    fileprivate var verdict: JSON {
        let codes = self["letOp"]?.array?.compactMap { $0["code"] } ?? []
        let names = ["id", "uitkomst", "reden", "grond", "voorlopig"]
        return .object(names.map { Member($0, self[$0] ?? .null) } + [Member("letOp", .array(codes))])
    }

    /// The table of a selection with codes for remarks, as `verwacht.json` writes it.
    var table: JSON {
        let indicators = self["indicatoren"]?.array?.map { indicator in
            guard case .object(let members) = indicator else { return indicator }
            let codes = indicator["letOp"]?.array?.map { $0["code"] ?? $0 } ?? []
            return .object(members.filter { $0.key != "letOp" } + [Member("letOp", .array(codes))])
        }
        return [
            "casussen": self["casussen"] ?? .null,
            "indicatoren": .array(indicators ?? []),
            "criteria": self["criteria"] ?? .null,
            "themas": self["themas"] ?? .null,
        ]
    }
}
