import CivilTime
import Foundation
import Gezinstraject
import Testing
import Toetsingskader
import WireValues
import Yams

/// Een bestand met casussen van een indicator: wat een deskundige zonder programmeur kan lezen en aanvullen.
struct Casusbestand: Sendable {
    let indicator: Indicatorcode
    let casussen: [Voorbeeldcasus]

    /// De bestanden in `Casussen`, een per indicator.
    static let alle: [Casusbestand] = {
        do {
            return try Indicator.alle.map { try Casusbestand($0.nummer) }
        } catch {
            fatalError("\(error)")
        }
    }()

    init(_ indicator: Indicatorcode) throws {
        let uitgangspunten = try Casusbestand.lees("uitgangspunten")
        let inhoud = try Casusbestand.lees(indicator.rawValue)
        self.indicator = indicator
        casussen = try (inhoud["casussen"]?.array ?? []).map { try Voorbeeldcasus($0, indicator, uitgangspunten) }
    }

    static func lees(_ naam: String) throws -> JSON {
        guard let plaats = Bundle.module.url(forResource: naam, withExtension: "yaml", subdirectory: "Casussen") else {
            throw Leesfout("er is geen bestand \(naam).yaml")
        }
        let tekst = try String(contentsOf: plaats, encoding: .utf8)
        return try JSON(yaml: tekst)
    }
}

/// Een verzonnen geschiedenis met wat er op bepaalde dagen over een indicator geoordeeld moet worden.
struct Voorbeeldcasus: Sendable, CustomTestStringConvertible {
    let indicator: Indicatorcode
    let naam: String
    let dossier: Dossier
    let verwacht: [Verwachting]

    var testDescription: String { "\(indicator.rawValue): \(naam)" }

    struct Verwachting: Sendable {
        let op: Dag
        let traject: Int?
        let uitkomst: String
        let reden: String?
        let grond: String?
        let zin: String?
        let voorlopig: Bool
        let letOp: [String]
    }

    init(_ json: JSON, _ indicator: Indicatorcode, _ uitgangspunten: JSON) throws {
        let naam = json["naam"]?.string ?? "zonder naam"
        let begin = json["uitgangspunt"]?.string ?? "gestart"
        guard let basis = uitgangspunten[begin]?.array else { throw Leesfout("uitgangspunt \(begin) bestaat niet") }
        self.indicator = indicator
        self.naam = naam
        dossier = try Voorbeeldcasus.dossier(basis + (json["gebeurtenissen"]?.array ?? []), naam)
        verwacht = try (json["verwacht"]?.array ?? []).map { try Verwachting($0, naam) }
    }

    private static func dossier(_ gebeurtenissen: [JSON], _ naam: String) throws -> Dossier {
        var dossier = Dossier()
        for (nummer, gebeurtenis) in gebeurtenissen.enumerated() {
            guard case .object(let leden) = gebeurtenis else {
                throw Leesfout("\(naam): een gebeurtenis is een object")
            }
            let heeftGegevens = leden.contains { $0.key == "gegevens" }
            let json = JSON.object(leden + (heeftGegevens ? [] : [JSON.Member("gegevens", .object([]))]))
            let invoer: Invoer
            do throws(Invoerfouten) {
                invoer = try Invoer.lees(json.metDag, .root, .importverzoek)
            } catch {
                throw Leesfout("\(naam), gebeurtenis \(nummer + 1): \(error.fouten)")
            }
            let registratie = Registratie(
                id: invoer.id ?? UUID(high: 1, low: UInt64(nummer + 1)),
                versie: nummer + 1,
                gegevens: invoer.gegevens,
                gebeurdOp: invoer.gebeurdOp,
                traject: invoer.traject,
                precisie: invoer.precisie ?? .dag,
                volgens: invoer.volgens,
                vastgelegdOp: invoer.vastgelegdOp ?? Moment(beginVan: invoer.gebeurdOp),
                vastgelegdDoor: invoer.vastgelegdDoor,
                rol: invoer.rol
            )
            try dossier.voegToe(registratie)
        }
        if let schending = Geldigheid.schending(in: dossier, .ingebouwd) {
            throw Leesfout("\(naam): \(schending.code) \(schending.uitleg) bij \(schending.bij)")
        }
        return dossier
    }
}

extension Voorbeeldcasus.Verwachting {
    init(_ json: JSON, _ naam: String) throws {
        guard let op = json["op"]?.string.flatMap({ Dag($0) }), let uitkomst = json["uitkomst"]?.string else {
            throw Leesfout("\(naam): een verwachting heeft op en uitkomst")
        }
        self.op = op
        self.uitkomst = uitkomst
        traject = json["traject"]?.integer
        reden = json["reden"]?.string
        grond = json["grond"]?.string
        zin = json["zin"]?.string
        voorlopig = json["voorlopig"]?.bool ?? false
        letOp = (json["letOp"]?.array ?? []).compactMap(\.string).sorted()
    }
}

struct Leesfout: Error, CustomStringConvertible {
    let description: String

    init(_ uitleg: String) { description = uitleg }
}

extension JSON {
    init(yaml: String) throws {
        guard let knoop = try Yams.compose(yaml: yaml) else { throw Leesfout("deze YAML is leeg") }
        self = try JSON(knoop)
    }

    /// De waarde van een YAML-knoop; een dag blijft tekst.
    init(_ knoop: Node) throws {
        switch knoop {
        case .scalar(let scalar):
            if let getal = knoop.int, scalar.style == .plain {
                self = .integer(getal)
            } else if let waarde = knoop.bool, scalar.style == .plain, ["true", "false"].contains(scalar.string) {
                self = .bool(waarde)
            } else {
                self = .string(scalar.string)
            }
        case .sequence(let rij): self = .array(try rij.map { try JSON($0) })
        case .mapping(let paren):
            self = .object(try paren.map { JSON.Member($0.key.string ?? "", try JSON($0.value)) })
        case .alias: throw Leesfout("een casusbestand gebruikt geen aliassen")
        }
    }

    /// Hetzelfde object met `gebeurdOp` in plaats van het korte `op`.
    fileprivate var metDag: JSON {
        guard case .object(let leden) = self else { return self }
        return .object(leden.map { JSON.Member($0.key == "op" ? "gebeurdOp" : $0.key, $0.value) })
    }
}
