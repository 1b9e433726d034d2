import CivilTime
import Gezinstraject

/// Een zin voor mensen die normen noemt: wie hem uitspreekt zegt onder welke.
///
/// Zo noemt een zin nooit een andere termijn of drempel dan waarmee geoordeeld is. Een norm staat er in als
/// `\(.stilteTermijn)`; een vorm erbij zegt hoe zij in de zin past.
struct Normzin: Sendable {
    private let delen: [Deel]

    fileprivate enum Deel: Sendable {
        case tekst(String)
        case norm(Normnaam, Vorm)
    }

    /// Hoe een norm in een zin past.
    enum Vorm: Sendable {
        /// Een maand, drie maanden, een jaar; vier; 80 %.
        case gewoon
        /// Een half jaar, waar dat zes maanden zijn.
        case halfjaar
        /// Maand, drie maanden: na "de eerste".
        case zonderLidwoord
        /// Het laatste jaar, de laatste drie maanden.
        case laatste
        /// Twaalf: hele jaren zonder het woord.
        case leeftijd
        /// Twee keer zo lang.
        case dubbel
        /// Een leefgebied, vier leefgebieden.
        case aantal(String, String)
    }

    /// De normen die de zin noemt.
    var normen: [Normnaam] {
        delen.compactMap { deel in
            if case .norm(let naam, _) = deel { naam } else { nil }
        }
    }

    /// De zin onder deze normen.
    func tekst(_ normen: Normen) -> String {
        let tekst = delen.map { deel in
            switch deel {
            case .tekst(let tekst): tekst
            case .norm(let naam, let vorm): normen.waarde(naam).inWoorden(vorm, naam.soort)
            }
        }
        .joined()
        return tekst.prefix(1).uppercased() + tekst.dropFirst()
    }
}

extension Normzin: ExpressibleByStringInterpolation {
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var delen: [Normzin.Deel] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { delen.append(.tekst(literal)) }
        mutating func appendInterpolation(_ tekst: String) { delen.append(.tekst(tekst)) }
        mutating func appendInterpolation(_ naam: Normnaam) { delen.append(.norm(naam, .gewoon)) }
        mutating func appendInterpolation(_ naam: Normnaam, _ vorm: Vorm) { delen.append(.norm(naam, vorm)) }
    }

    init(stringLiteral tekst: String) { delen = [.tekst(tekst)] }
    init(stringInterpolation: StringInterpolation) { delen = stringInterpolation.delen }
}

extension Normwaarde {
    fileprivate func inWoorden(_ vorm: Normzin.Vorm, _ soort: Normnaam.Soort) -> String {
        switch self {
        case .getal(let getal): getal.inWoorden(vorm, soort)
        case .termijn(let termijn): termijn.inWoorden(vorm)
        }
    }
}

extension Int {
    private static let woorden = [
        "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
        "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
    ]

    fileprivate var inWoorden: String { Int.woorden.indices.contains(self) ? Int.woorden[self] : String(self) }

    fileprivate func inWoorden(_ vorm: Normzin.Vorm, _ soort: Normnaam.Soort) -> String {
        switch (soort, vorm) {
        case (.procent, _): "\(self) %"
        case (_, .aantal(let een, let meer)): "\(inWoorden) \(self == 1 ? een : meer)"
        default: inWoorden
        }
    }
}

extension Termijn {
    /// Een aantal van een eenheid.
    private struct Stuk {
        let aantal: Int
        let enkelvoud: String
        let meervoud: String

        var inWoorden: String { "\(aantal.inWoorden) \(aantal == 1 ? enkelvoud : meervoud)" }

        static func maanden(_ aantal: Int) -> Stuk {
            aantal.isMultiple(of: 12)
                ? Stuk(aantal: aantal / 12, enkelvoud: "jaar", meervoud: "jaar")
                : Stuk(aantal: aantal, enkelvoud: "maand", meervoud: "maanden")
        }

        /// Twee weken heten veertien dagen.
        static func dagen(_ aantal: Int) -> Stuk {
            aantal.isMultiple(of: 7) && aantal > 0 && aantal != 14
                ? Stuk(aantal: aantal / 7, enkelvoud: "week", meervoud: "weken")
                : Stuk(aantal: aantal, enkelvoud: "dag", meervoud: "dagen")
        }
    }

    private var stukken: [Stuk] {
        let inMaanden = maanden == 0 ? [] : [Stuk.maanden(maanden)]
        let inDagen = dagen == 0 && maanden != 0 ? [] : [Stuk.dagen(dagen)]
        return inMaanden + inDagen
    }

    private var inWoorden: String { stukken.map { $0.inWoorden }.joined(separator: " en ") }

    fileprivate func inWoorden(_ vorm: Normzin.Vorm) -> String {
        switch vorm {
        case .gewoon, .aantal: inWoorden
        case .halfjaar: self == .maanden(6) ? "een half jaar" : inWoorden
        case .dubbel: maal(2).inWoorden
        case .zonderLidwoord: enkel?.enkelvoud ?? inWoorden
        case .laatste:
            enkel.map { "\($0.enkelvoud == "jaar" ? "het" : "de") laatste \($0.enkelvoud)" }
                ?? "de laatste \(inWoorden)"
        case .leeftijd: maanden.isMultiple(of: 12) && dagen == 0 ? (maanden / 12).inWoorden : inWoorden
        }
    }

    /// De termijn als zij er een van een eenheid is: een maand, een jaar.
    private var enkel: Stuk? {
        stukken.count == 1 ? stukken.first { $0.aantal == 1 } : nil
    }
}
