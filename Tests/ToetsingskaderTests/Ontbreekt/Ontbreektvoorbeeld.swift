import CivilTime
import Gezinstraject
import Testing
import Toetsingskader
import WireValues

/// Een geschiedenis met wat er op een dag aan een indicator ontbreekt, uit `Casussen/ontbreekt.yaml`.
struct Ontbreektvoorbeeld: Sendable, CustomTestStringConvertible {
    let casus: Voorbeeldcasus
    let op: Dag
    /// Per gebeurtenis een object met het type als sleutel en de velden als waarde.
    let ontbreekt: [JSON]
    let niet: Niet?

    struct Niet: Sendable {
        let code: String
        let sinds: Dag?
    }

    var testDescription: String { casus.testDescription }

    static let alle: [Ontbreektvoorbeeld] = {
        do {
            let uitgangspunten = try Casusbestand.lees("uitgangspunten")
            let casussen = try Casusbestand.lees("ontbreekt")["casussen"]?.array ?? []
            return try casussen.map { try Ontbreektvoorbeeld($0, uitgangspunten) }
        } catch {
            fatalError("\(error)")
        }
    }()

    private init(_ json: JSON, _ uitgangspunten: JSON) throws {
        guard let indicator = json["indicator"]?.string.flatMap(Indicatorcode.init(rawValue:)),
            let op = json["op"]?.string.flatMap({ Dag($0) })
        else { throw Leesfout("een voorbeeld heeft een indicator en op") }
        casus = try Voorbeeldcasus(json, indicator, uitgangspunten)
        self.op = op
        ontbreekt = (json["ontbreekt"]?.array ?? []).map { gebeurtenis in
            JSON.object([.init(gebeurtenis["type"]?.string ?? "", gebeurtenis["velden"] ?? .object([]))]).opSleutel
        }
        niet = json["niet"].map { Niet(code: $0["code"]?.string ?? "", sinds: $0["sinds"]?.string.flatMap { Dag($0) }) }
    }
}

extension JSON {
    /// Dezelfde waarde met de leden van elk object op naam, zodat de volgorde van velden niet telt.
    var opSleutel: JSON {
        switch self {
        case .object(let leden):
            .object(leden.map { Member($0.key, $0.value.opSleutel) }.sorted { $0.key < $1.key })
        case .array(let elementen): .array(elementen.map(\.opSleutel))
        case .null, .bool, .integer, .string: self
        }
    }
}
