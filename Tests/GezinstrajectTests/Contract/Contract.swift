import Foundation
import Gezinstraject
import Yams

/// Het contract `Schema/events.yaml`, in de woorden van `Veldtype`.
struct Contract: Sendable {
    let opsommingen: [String: [String]]
    let soorten: [Soort]
    let invoer: [Veld]
    let vastgelegd: [Veld]
    let typen: [Gebeurtenistype]

    struct Soort: Sendable {
        let naam: String
        let door: [String]
        let bereik: String
        let ingebouwd: [String]
    }

    /// Een veld; een veld binnen een object heeft een pad met een punt.
    struct Veld: Equatable, Sendable, CustomStringConvertible {
        var pad: String
        var type: Veldtype
        var verplicht: Bool
        var privacy: String
        var minimum: Int?
        var patroon: String?
        var uitleg: String

        var description: String {
            "\(pad): \(type) verplicht=\(verplicht) \(privacy) min=\(minimum as Int?) \(patroon ?? "") '\(uitleg)'"
        }
    }

    struct Gebeurtenistype: Sendable {
        let naam: String
        let groep: String
        let stroom: String
        let bereik: String
        let logt: [String]
        let naAfsluiting: Bool
        let voedt: [String]
        let bron: String
        let velden: [Veld]
    }

    struct Fout: Error, CustomStringConvertible {
        let description: String
    }

    /// Het contract, een keer gelezen voor alle tests.
    static let gelezen = Result { try lees() }

    /// De codes van de invarianten van de stroom van een gezin, de algemene inbegrepen.
    ///
    /// Zonder wat geen vraag aan een geschiedenis is: de velden en de dag (`InvoerTests`, `VeldenTests`), en wat het
    /// vastleggen zelf bewaakt (`DossierwachtTests`). I-K3-TWEE_PARTIJEN volgt uit de velden.
    static func invarianten() throws -> Set<String> {
        let elders: Set = [
            "I-0-VELDEN", "I-0-NIET_IN_TOEKOMST", "I-0-VERSIE", "I-0-IDEMPOTENT", "I-K3-TWEE_PARTIJEN",
        ]
        let knoop = try inhoud()
        var zinnen: [String] = try knoop.verplicht("globaal").teksten
        for type in knoop["gebeurtenissen"]?.sequence.map(Array.init) ?? [] where type["stroom"]?.string == "gezin" {
            zinnen += try type.verplicht("invarianten").teksten
        }
        return Set(zinnen.map { zin in String(zin.prefix { $0 != ":" }) }).subtracting(elders)
    }

    private static func lees() throws -> Contract {
        try Contract(try inhoud())
    }

    private static func inhoud() throws -> Node {
        let map = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let tekst = try String(contentsOf: map.appending(path: "Schema/events.yaml"), encoding: .utf8)
        guard let knoop = try Yams.compose(yaml: tekst) else { throw Fout(description: "het contract is leeg") }
        return knoop
    }

    private init(_ knoop: Node) throws {
        let lijsten = try knoop.verplicht("opsommingen").paren.reduce(into: [String: [String]]()) { lijsten, paar in
            lijsten[paar.naam] = paar.waarde.teksten
        }
        soorten = try knoop.verplicht("soorten").paren.map { paar in
            Soort(
                naam: paar.naam,
                door: try paar.waarde.verplicht("door").teksten,
                bereik: try paar.waarde.verplicht("bereik").tekst,
                ingebouwd: paar.waarde["ingebouwd"]?.teksten ?? []
            )
        }
        opsommingen = lijsten
        let lezer = Typelezer(lijsten, soorten)
        let envelop = try knoop.verplicht("envelop")
        invoer = try lezer.velden(try envelop.verplicht("invoer"), type: "envelop")
        vastgelegd = try lezer.velden(try envelop.verplicht("vastgelegd"), type: "envelop")
        typen =
            try knoop.verplicht("gebeurtenissen").sequence.map(Array.init)?.map { gebeurtenis in
                let naam = try gebeurtenis.verplicht("type").tekst
                return Gebeurtenistype(
                    naam: naam,
                    groep: try gebeurtenis.verplicht("groep").tekst,
                    stroom: try gebeurtenis.verplicht("stroom").tekst,
                    bereik: try gebeurtenis.verplicht("bereik").tekst,
                    logt: try gebeurtenis.verplicht("logt").teksten,
                    naAfsluiting: try gebeurtenis.verplicht("naAfsluiting").bool == true,
                    voedt: try gebeurtenis.verplicht("voedt").teksten,
                    bron: try gebeurtenis.verplicht("bron").tekst,
                    velden: try lezer.velden(try gebeurtenis.verplicht("velden"), type: naam)
                )
            } ?? []
    }
}

/// Leest de uitdrukkingen onder `veldtypen` van het contract.
private struct Typelezer {
    let opsommingen: [String: [String]]
    let soortVanVeld: [String: Idsoort]

    init(_ opsommingen: [String: [String]], _ soorten: [Contract.Soort]) {
        self.opsommingen = opsommingen
        soortVanVeld = soorten.reduce(into: [:]) { velden, soort in
            for veld in soort.door { velden[veld] = Idsoort(rawValue: soort.naam) }
        }
    }

    func velden(_ knoop: Node, type naam: String, onder pad: String = "") throws -> [Contract.Veld] {
        try knoop.paren.flatMap { paar -> [Contract.Veld] in
            let volledig = pad + paar.naam
            let veld = Contract.Veld(
                pad: volledig,
                type: try type(try paar.waarde.verplicht("type").tekst, "\(naam).\(volledig)"),
                verplicht: paar.waarde["verplicht"]?.bool ?? false,
                privacy: paar.waarde["privacy"]?.tekst ?? "geen",
                minimum: paar.waarde["min"]?.int,
                patroon: paar.waarde["patroon"]?.tekst,
                uitleg: paar.waarde["uitleg"]?.tekst ?? ""
            )
            let binnen = try paar.waarde["velden"].map { try velden($0, type: naam, onder: volledig + ".") } ?? []
            return [veld] + binnen
        }
    }

    private func type(_ uitdrukking: String, _ veld: String) throws -> Veldtype {
        func binnen(_ begin: String, _ einde: Character) -> String? {
            guard uitdrukking.hasPrefix(begin), uitdrukking.last == einde else { return nil }
            return String(uitdrukking.dropFirst(begin.count).dropLast())
        }
        let enkelvoudig: [String: Veldtype] = [
            "tekst": .tekst, "dag": .dag, "moment": .moment, "geheel": .geheel, "ja_nee": .jaNee, "actor": .actor,
            "uuid": .uuid, "verwijzing(aanpak)": .aanpakverwijzing, "gegevens_van(doelEvent)": .vervangendeGegevens,
        ]
        if let type = enkelvoudig[uitdrukking] { return type }
        if uitdrukking == "object" { return veld == "envelop.gegevens" ? .vervangendeGegevens : .object([]) }
        if uitdrukking == "id", let soort = soortVanVeld[veld] { return .id(soort) }
        if let soort = binnen("verwijzing(", ")").flatMap(Idsoort.init) { return .verwijzing(soort) }
        if let waarden = binnen("opsomming[", "]") { return .opsomming(waarden.components(separatedBy: ", ")) }
        if let lijst = binnen("opsomming(", ")").flatMap({ opsommingen[$0] }) { return .opsomming(lijst) }
        if let element = binnen("lijst(", ")") { return .lijst(try type(element, veld)) }
        if let element = binnen("alle_of(", ")") { return .alleOf(try type(element, veld)) }
        throw Contract.Fout(description: "\(veld): het type \(uitdrukking) staat niet onder veldtypen")
    }
}

extension Node {
    fileprivate var tekst: String { scalar?.string ?? "" }
    fileprivate var teksten: [String] { sequence.map { $0.map(\.tekst) } ?? [] }
    fileprivate var paren: [(naam: String, waarde: Node)] { mapping.map { $0.map { ($0.key.tekst, $0.value) } } ?? [] }

    fileprivate func verplicht(_ sleutel: String) throws -> Node {
        guard let knoop = self[sleutel] else { throw Contract.Fout(description: "\(sleutel) ontbreekt") }
        return knoop
    }
}

extension Contract.Veld {
    /// De velden zoals de code ze beschrijft, met die binnen een object erachter.
    static func van(_ velden: [Veldbeschrijving], onder pad: String = "") -> [Contract.Veld] {
        velden.flatMap { veld in
            let zelf = Contract.Veld(
                pad: pad + veld.naam,
                type: veld.type.zonderVelden,
                verplicht: veld.verplicht,
                privacy: veld.privacy.rawValue,
                minimum: veld.minimum,
                patroon: veld.patroon?.rawValue,
                uitleg: veld.uitleg
            )
            return [zelf] + van(veld.type.veldenBinnen, onder: zelf.pad + ".")
        }
    }
}

extension Veldtype {
    fileprivate var zonderVelden: Veldtype {
        switch self {
        case .object: .object([])
        case .lijst(let element): .lijst(element.zonderVelden)
        case .alleOf(let element): .alleOf(element.zonderVelden)
        default: self
        }
    }

    var veldenBinnen: [Veldbeschrijving] {
        switch self {
        case .object(let velden): velden
        case .lijst(let element), .alleOf(let element): element.veldenBinnen
        default: []
        }
    }
}
