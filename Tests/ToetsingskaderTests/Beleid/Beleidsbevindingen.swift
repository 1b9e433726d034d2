import CivilTime
import Foundation
import Gezinstraject
import WireValues

/// De bevindingen die als voorbeeld worden meegeleverd, een bestand per aanpak.
enum Beleidsbevindingen {
    static let aanpakken = [
        "spijkenisse-brede-zorgcoordinatie", "lelystad-gezinscoaching", "zwolle-bijzondere-doelgroepen",
        "zwolle-bemoeizorg-jeugd", "delft-gezinscoaching",
    ]

    static func regels(_ aanpak: String) throws -> [JSON] {
        var map = URL(filePath: #filePath)
        for _ in 0..<4 { map.deleteLastPathComponent() }
        let bestand = map.appending(path: "Schema/Voorbeelden/Beleid/\(aanpak).jsonl")
        let tekst = try String(contentsOf: bestand, encoding: .utf8)
        return try tekst.split(separator: "\n").map { try JSONReader.read(String($0)) }
    }

    static func van(_ aanpak: String) throws -> [BeleidsbevindingVastgelegd] {
        try regels(aanpak).compactMap { regel in
            guard case .object(let leden) = regel else { return nil }
            let zonderAanpak = JSON.object(leden.filter { $0.key != "aanpak" })
            return try Invoer.lees(zonderAanpak, .root, .importverzoek, stroom: .aanpak).gegevens
                as? BeleidsbevindingVastgelegd
        }
    }
}
