public import CivilTime
public import Gezinstraject
import Yams

/// Bestanden die een aanpak beschrijven (YAML, zoals in `Schema/Aanpakken`; LEESMIJ.md daar noemt elke sleutel).
public struct Aanpakbestand: Sendable {
    /// De naam van het bestand.
    public let naam: String
    /// Wat erin staat.
    public let beschrijving: Aanpakbeschrijving
    private let regels: [Dag: Int]

    /// Een fout in een bestand.
    public struct Fout: Error, Hashable, Sendable, CustomStringConvertible {
        /// De naam van het bestand.
        public let bestand: String
        /// Het nummer van de regel, vanaf 1.
        public let regel: Int
        /// De sleutel, zoals `perioden[1].normen.planTermijn.waarde`; leeg voor het hele bestand.
        public let sleutel: String
        /// Wat er verwacht was.
        public let uitleg: String

        /// Bestand, regel, sleutel en wat er verwacht was.
        public var description: String {
            "\(bestand):\(regel):\(sleutel.isEmpty ? "" : " \(sleutel):") \(uitleg)"
        }
    }

    /// Alle fouten van een of meer bestanden.
    public struct Fouten: Error, Sendable {
        /// De fouten; minstens een.
        public let fouten: [Fout]
    }

    /// Leest bestanden.
    ///
    /// - Throws: `Fouten` met elke fout in elk bestand.
    public static func lees(_ bestanden: [(naam: String, inhoud: [UInt8])]) throws(Fouten) -> [Aanpakbestand] {
        var fouten: [Fout] = []
        var gelezen: [Aanpakbestand] = []
        for bestand in bestanden {
            var lezer = Beschrijvingslezer(bestand.naam)
            guard let (beschrijving, regels) = lezer.lees(bestand.inhoud) else {
                fouten += lezer.fouten
                continue
            }
            let code = beschrijving.code
            if let eerder = gelezen.first(where: { $0.beschrijving.code == code }) {
                let uitleg = "Verwacht is elke aanpak in een bestand; deze staat ook in \(eerder.naam)."
                fouten.append(Fout(bestand: bestand.naam, regel: 1, sleutel: "code", uitleg: uitleg))
            }
            gelezen.append(Aanpakbestand(naam: bestand.naam, beschrijving: beschrijving, regels: regels))
        }
        guard fouten.isEmpty else { throw Fouten(fouten: fouten) }
        return gelezen
    }

    /// Een fout bij de periode die op een dag ingaat.
    public func fout(bijPeriode geldigVanaf: Dag, _ uitleg: String) -> Fout {
        let nummer = beschrijving.versies.firstIndex { $0.geldigVanaf == geldigVanaf }.map { $0 + 1 }
        return Fout(
            bestand: naam,
            regel: regels[geldigVanaf] ?? 1,
            sleutel: nummer.map { "perioden[\($0)]" } ?? "",
            uitleg: uitleg
        )
    }

    /// De acht aanpakken van de stukken, zoals `Schema/Aanpakken` ze beschrijft, op code.
    public static let ingebouwd: [Aanpakcode: Aanpakbeschrijving] = {
        do throws(Fouten) {
            let gelezen = try lees(bronbestanden).map { ($0.beschrijving.code, $0.beschrijving) }
            return Dictionary(gelezen, uniquingKeysWith: { _, laatste in laatste })
        } catch {
            preconditionFailure("an aanpak of the program itself does not read: \(error.fouten)")
        }
    }()

    private static let bronbestanden: [(naam: String, inhoud: [UInt8])] = [
        ("delft-gezinscoaching.yaml", PackageResources.delft_gezinscoaching_yaml),
        ("delft-sociaal-team.yaml", PackageResources.delft_sociaal_team_yaml),
        ("delft-team-jeugd.yaml", PackageResources.delft_team_jeugd_yaml),
        ("lelystad-gezinscoaching.yaml", PackageResources.lelystad_gezinscoaching_yaml),
        ("maastricht-integrale-aanpak.yaml", PackageResources.maastricht_integrale_aanpak_yaml),
        ("spijkenisse-brede-zorgcoordinatie.yaml", PackageResources.spijkenisse_brede_zorgcoordinatie_yaml),
        ("zwolle-bemoeizorg-jeugd.yaml", PackageResources.zwolle_bemoeizorg_jeugd_yaml),
        ("zwolle-bijzondere-doelgroepen.yaml", PackageResources.zwolle_bijzondere_doelgroepen_yaml),
    ]
}
