import Foundation
import Gezinstraject
import WireValues

/// De bestanden in `Schema/Events`: per type en versie een schema en een lijst voorbeelden.
///
/// Met `WAAKVLAM_SCHRIJF_SCHEMAS=1` schrijven de tests elk schema van de huidige versie, en de voorbeelden die er nog
/// niet zijn. Voorbeelden die er zijn veranderen nooit: wat ooit is vastgelegd moet leesbaar blijven.
enum Voorbeeldbestand {
    static let map = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Schema/Events")

    static var moetSchrijven: Bool {
        ProcessInfo.processInfo.environment["WAAKVLAM_SCHRIJF_SCHEMAS"] == "1"
    }

    static func tekst(_ naam: String) throws -> String {
        try String(contentsOf: map.appending(path: naam), encoding: .utf8)
    }

    static func schrijf(_ tekst: String, _ naam: String) throws {
        try FileManager.default.createDirectory(at: map, withIntermediateDirectories: true)
        try Data(tekst.utf8).write(to: map.appending(path: naam))
    }

    /// De voorbeelden van een type in een versie, in de volgorde van het bestand.
    static func voorbeelden(_ type: Feittype, versie: Int) throws -> [JSON] {
        try JSONReader.read(try tekst(naam(type, versie))).array ?? []
    }

    static func naam(_ type: Feittype, _ versie: Int) -> String { "\(type.naam).v\(versie).json" }

    static func schemanaam(_ type: Feittype, _ versie: Int) -> String { "\(type.naam).v\(versie).schema.json" }

    static let envelopnaam = "envelop.schema.json"

    /// De hash van alles wat is vastgelegd (`RecordedFormatTests`).
    static let hashlijst = "Vastgelegd.sha256"

    /// Een lijst met een gebeurtenis per regel, elk in de ene schrijfwijze waarin zij bewaard wordt.
    static func tekst(van voorbeelden: [JSON]) -> String {
        "[\n" + voorbeelden.map(\.canonicalText).joined(separator: ",\n") + "\n]\n"
    }
}

extension Feittype {
    /// De versies waarin dit type ooit is vastgelegd.
    var versies: ClosedRange<Int> { 1...gegevenstype.schemaVersie }
}
