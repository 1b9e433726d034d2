import CivilTime
import Foundation
import Gezinstraject
import WireValues

/// De drie gezinnen van de casus Maastricht, in de volgorde van vastleggen.
enum Maastricht {
    static let namen = ["familie-a", "familie-b", "familie-c"]

    static func regels(_ naam: String) throws -> [JSON] {
        let map = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let bestand = map.appending(path: "Schema/Voorbeelden/Maastricht/\(naam).jsonl")
        let tekst = try String(contentsOf: bestand, encoding: .utf8)
        return try tekst.split(separator: "\n").map { try JSONReader.read(String($0)) }
    }

    static func registraties(_ naam: String) throws -> [Registratie] {
        try regels(naam).enumerated().map { nummer, regel in
            let invoer = try Invoer.lees(regel, .root, .bestand)
            guard let id = invoer.id, let vastgelegdOp = invoer.vastgelegdOp else { throw Ontbreekt() }
            return Registratie(
                id: id,
                versie: nummer + 1,
                gegevens: invoer.gegevens,
                gebeurdOp: invoer.gebeurdOp,
                traject: invoer.traject,
                precisie: invoer.precisie ?? .dag,
                volgens: invoer.volgens,
                vastgelegdOp: vastgelegdOp,
                vastgelegdDoor: invoer.vastgelegdDoor,
                rol: invoer.rol
            )
        }
    }

    struct Ontbreekt: Error {}
}
