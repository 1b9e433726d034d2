import CivilTime
import Foundation
import Gezinstraject
import WireValues
import Yams

/// Gevallen van een groep van het contract: geschiedenissen die een invariant breken of net niet.
///
/// In `Gevallen/<groep>.yaml`, zodat een deskundige zonder programmeur ze kan lezen en aanvullen:
///
///     - invariant: I-H15-EENMAAL
///       uitgangspunt: gestart          # uit uitgangspunten.yaml; zonder is het gestart
///       breekt:                        # de laatste gebeurtenis wordt geweigerd, al het eerdere aangenomen
///         - {op: 2013-04-01, type: ZorgGestart, gegevens: {zorg: z}}
///       botstMet: ZorgGestart 2013-04-01   # type en dag; weggelaten als er niets is waarmee het botst
///       bij: ZorgBeeindigd 2013-05-01  # weggelaten als het de laatste zelf is
///     - invariant: I-H15-EENMAAL
///       naam: na een weigering mag het
///       mag:                           # alles wordt aangenomen: net aan de goede kant van de grens
///         - …
///
/// Een gebeurtenis heeft `op`, `type` en `gegevens`, en zo nodig `traject`, `volgens`, `door`, `rol`. Met `id: x` krijgt
/// zij een naam waarnaar `doelEvent: $x` verwijst. De volgorde is die van vastleggen.
struct Geval: Sendable {
    let invariant: String
    let naam: String
    let registraties: [Registratie]
    let moetBreken: Bool
    let botstMet: String?
    let bij: String?

    /// De gevallen van alle groepen.
    static let alle: [Geval] = {
        do {
            let map = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Gevallen")
            let uitgangspunten = try lees(map.appending(path: "uitgangspunten.yaml"))
            return try FileManager.default.contentsOfDirectory(at: map, includingPropertiesForKeys: nil)
                .filter { $0.lastPathComponent != "uitgangspunten.yaml" }
                .sorted { $0.path < $1.path }
                .flatMap { bestand in
                    try (lees(bestand).array ?? []).map { try Geval($0, uitgangspunten, bestand.lastPathComponent) }
                }
        } catch {
            fatalError("\(error)")
        }
    }()

    private static func lees(_ bestand: URL) throws -> JSON {
        guard let knoop = try Yams.compose(yaml: try String(contentsOf: bestand, encoding: .utf8)) else {
            throw Gevalfout("\(bestand.lastPathComponent) is leeg")
        }
        return try JSON(geval: knoop)
    }

    init(_ json: JSON, _ uitgangspunten: JSON, _ bestand: String) throws {
        guard let invariant = json["invariant"]?.string else {
            throw Gevalfout("\(bestand): een geval noemt zijn invariant")
        }
        let naam = [bestand, invariant, json["naam"]?.string].compactMap { $0 }.joined(separator: ", ")
        let begin = json["uitgangspunt"]?.string ?? "gestart"
        guard let basis = uitgangspunten[begin]?.array else { throw Gevalfout("\(naam): geen uitgangspunt \(begin)") }
        guard let eigen = (json["breekt"] ?? json["mag"])?.array else { throw Gevalfout("\(naam): breekt of mag") }
        self.invariant = invariant
        self.naam = naam
        moetBreken = json["breekt"] != nil
        botstMet = json["botstMet"]?.string
        bij = json["bij"]?.string
        registraties = try (basis + eigen).enumerated().map { nummer, gebeurtenis in
            do {
                return try Self.registratie(gebeurtenis, nummer + 1)
            } catch {
                throw Gevalfout("\(naam), gebeurtenis \(nummer + 1): \(error)")
            }
        }
    }

    private static func registratie(_ json: JSON, _ versie: Int) throws -> Registratie {
        let type = json["type"]?.string ?? ""
        guard let type = Feittype(naam: type) else { throw Gevalfout("onbekend type \(type)") }
        guard let dag = (json["op"]?.string).flatMap({ Dag($0) }) else { throw Gevalfout("op is geen dag") }
        let gegevens = (json["gegevens"] ?? .object([])).metId
        return Registratie(
            id: json["id"]?.string.map { WireValues.UUID(naam: $0) } ?? WireValues.UUID(high: 8, low: UInt64(versie)),
            gezin: WireValues.UUID(high: 0, low: 1),
            versie: versie,
            gegevens: try type.lees(gegevens, .root),
            gebeurdOp: dag,
            traject: json["traject"]?.integer,
            volgens: json["volgens"].map { _ in Volgens() },
            vastgelegdOp: Verhaal.moment(versie),
            vastgelegdDoor: json["door"]?.string.flatMap { Actor($0) },
            rol: json["rol"]?.string.flatMap { Rol(rawValue: $0) }
        )
    }
}

struct Gevalfout: Error, CustomStringConvertible {
    let description: String

    init(_ uitleg: String) { description = uitleg }
}

extension WireValues.UUID {
    /// Een id die alleen van haar naam afhangt.
    fileprivate init(naam: String) {
        self.init(high: 7, low: naam.utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) })
    }
}

extension JSON {
    /// Met elke `$naam` als de id van de gebeurtenis met die naam.
    fileprivate var metId: JSON {
        switch self {
        case .string(let tekst) where tekst.hasPrefix("$"): WireValues.UUID(naam: String(tekst.dropFirst())).json
        case .array(let leden): .array(leden.map(\.metId))
        case .object(let leden): .object(leden.map { JSON.Member($0.key, $0.value.metId) })
        default: self
        }
    }

    /// De waarde van een YAML-knoop; een dag blijft tekst.
    fileprivate init(geval knoop: Node) throws {
        switch knoop {
        case .scalar(let scalar):
            if let getal = knoop.int, scalar.style == .plain {
                self = .integer(getal)
            } else if scalar.style == .plain, ["true", "false"].contains(scalar.string) {
                self = .bool(scalar.string == "true")
            } else {
                self = .string(scalar.string)
            }
        case .sequence(let rij): self = .array(try rij.map { try JSON(geval: $0) })
        case .mapping(let paren):
            self = .object(try paren.map { JSON.Member($0.key.string ?? "", try JSON(geval: $0.value)) })
        case .alias: throw Gevalfout("geen aliassen")
        }
    }
}
