import Foundation
import Gezinstraject
import Toevalsgezinnen
import Voorbeelden
import WireValues

/// Families that were registered, referred and met often, for who appends to them.
struct PreparedFamilies {
    let ids: [WireValues.UUID]

    /// So many families, which are the same for the same seed.
    init(_ count: Int, seed: UInt64) {
        var random = Toeval(zaad: seed)
        ids = (0..<count).map { _ in .version4(using: &random) }
    }

    /// Imports them, each with so many events.
    func importing(into server: BenchServer, events: Int, folder: String) async throws {
        let path = folder + "/gezinnen.jsonl"
        var file: [UInt8] = []
        for id in ids { for json in Self.lines(of: id, events: events) { file += json.canonicalBytes + [0x0a] } }
        try Data(file).write(to: URL(fileURLWithPath: path))
        _ = try await server.waakvlam(["import", path])
        try FileManager.default.removeItem(atPath: path)
    }

    /// What the rest of the events of a family is: every fourth has a source, which is kept encrypted.
    static func contact(_ number: Int) -> [JSON.Member] {
        let source: JSON? = number % 4 == 0 ? ["soort": "gezinslid", "wie": "verzonnen: de moeder"] : nil
        let members: [(String, JSON?)] = [
            ("type", "ContactMetGezinGelegd"), ("gebeurdOp", "2013-02-01"),
            ("gegevens", ["initiatief": "professional", "plaats": "thuis"]), ("volgens", source),
        ]
        return members.compactMap { name, value in value.map { JSON.Member(name, $0) } }
    }

    private static func lines(of id: WireValues.UUID, events: Int) -> [JSON] {
        func member(_ id: String, _ rol: String, _ geboren: String) -> (String, JSON) {
            ("GezinslidToegevoegd", ["id": .string(id), "rol": .string(rol), "geboren": .string(geboren)])
        }
        let opening: [(String, JSON)] = [
            ("GezinGeregistreerd", ["gemeente": .string(LogFile.log)]),
            member("ouder1", "ouder", "1975-01-01"), member("kind1", "kind", "2004-05-06"),
            ("GezinAangemeld", ["aanpak": "maastricht-integrale-aanpak", "trajectNr": 1]),
        ]
        let first: [[JSON.Member]] = opening.map { type, gegevens in
            [.init("type", .string(type)), .init("gebeurdOp", "2013-01-01"), .init("gegevens", gegevens)]
        }
        let rest = (0..<max(0, events - first.count)).map(contact)
        return (first + rest).map { .object([.init("gezinId", .string(id.description))] + $0) }
    }
}
