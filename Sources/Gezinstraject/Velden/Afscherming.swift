public import WireValues

/// Welke velden van een type alleen versleuteld bewaard worden, en van wie zij zijn.
///
/// Alles volgt uit de velden van het type. Een gemerkt veld is van het gezinslid dat in hetzelfde object staat, als daar
/// precies een veld met een enkel gezinslid is en het is ingevuld; anders is het van het hele gezin. Van een lijst wordt
/// elk element apart versleuteld, zodat zichtbaar blijft hoeveel het er zijn.
public struct Afscherming: Sendable {
    /// Een gemerkt veld in gegevens.
    public struct Veld: Sendable {
        /// De plaats, gezien vanuit de gebeurtenis.
        public let plaats: JSONPointer
        /// De lokale id van het gezinslid; nil als het veld van het hele gezin is.
        public let lid: String?
        /// Of het veld ook gewist nog als tekst leest; anders leest het als niet ingevuld.
        public let isTekst: Bool
    }

    private indirect enum Knoop: Sendable {
        case gemerkt(isTekst: Bool)
        case object(Afscherming)
        case lijst(Knoop)
        case vervangendeGegevens
    }

    private let knopen: [String: Knoop]
    /// Het ene veld met een gezinslid.
    private let lidveld: String?

    /// De afscherming van een object met deze velden.
    public init(_ velden: [Veldbeschrijving]) {
        let paren = velden.compactMap { veld in Afscherming.knoop(veld.type, veld.privacy).map { (veld.naam, $0) } }
        knopen = Dictionary(paren, uniquingKeysWith: { eerste, _ in eerste })
        let ledenvelden = velden.filter { $0.type == .id(.gezinslid) || $0.type == .verwijzing(.gezinslid) }
        lidveld = ledenvelden.count == 1 ? ledenvelden[0].naam : nil
    }

    /// Er is niets te versleutelen.
    public var isLeeg: Bool { knopen.isEmpty }

    /// Of het type de gegevens van een andere gebeurtenis kan bevatten: die zijn afgeschermd als van haar type.
    public var heeftVervangendeGegevens: Bool {
        knopen.values.contains { if case .vervangendeGegevens = $0 { true } else { false } }
    }

    private static func knoop(_ type: Veldtype, _ privacy: Privacy) -> Knoop? {
        switch (type, privacy) {
        case (.lijst(let element), _): knoop(element, privacy).map(Knoop.lijst)
        case (.tekst, .persoonsgegeven), (.tekst, .vrijeTekst): .gemerkt(isTekst: true)
        case (_, .persoonsgegeven), (_, .vrijeTekst): .gemerkt(isTekst: false)
        case (.alleOf(let lijst), .geen): knoop(lijst, privacy)
        case (.object(let velden), .geen):
            Afscherming(velden).isLeeg ? nil : .object(Afscherming(velden))
        case (.vervangendeGegevens, .geen): .vervangendeGegevens
        default: nil
        }
    }

    /// Hetzelfde object met wat `vervang` voor elk gemerkt veld in de plaats stelt.
    ///
    /// - Parameters:
    ///   - json: De gegevens.
    ///   - plaats: Waar zij staan, gezien vanuit de gebeurtenis.
    ///   - vervangend: De afscherming van het type waarvan vervangende gegevens zijn.
    ///   - vervang: De nieuwe waarde van een gemerkt veld.
    /// - Returns: Het nieuwe object.
    /// - Throws: Wat `vervang` gooit.
    public func vervang<Fout: Error>(
        in json: JSON,
        op plaats: JSONPointer,
        vervangend: Afscherming? = nil,
        _ vervang: (Veld, JSON) throws(Fout) -> JSON
    ) throws(Fout) -> JSON {
        guard case .object(var leden) = json else { return json }
        let lid = lidveld.flatMap { json[$0]?.string }
        for nummer in leden.indices {
            guard let knoop = knopen[leden[nummer].key] else { continue }
            leden[nummer].value = try Afscherming.vervang(
                knoop,
                in: leden[nummer].value,
                op: plaats.member(leden[nummer].key),
                lid,
                vervangend,
                vervang
            )
        }
        return .object(leden)
    }

    private static func vervang<Fout: Error>(
        _ knoop: Knoop,
        in json: JSON,
        op plaats: JSONPointer,
        _ lid: String?,
        _ vervangend: Afscherming?,
        _ nieuw: (Veld, JSON) throws(Fout) -> JSON
    ) throws(Fout) -> JSON {
        switch knoop {
        case .gemerkt(let isTekst):
            return try nieuw(Veld(plaats: plaats, lid: lid, isTekst: isTekst), json)
        case .object(let afscherming):
            return try afscherming.vervang(in: json, op: plaats, nieuw)
        case .vervangendeGegevens:
            return try vervangend?.vervang(in: json, op: plaats, nieuw) ?? json
        case .lijst(let element):
            guard case .array(var waarden) = json else { return json }
            for nummer in waarden.indices {
                let waarde = waarden[nummer]
                waarden[nummer] = try vervang(element, in: waarde, op: plaats.element(nummer), lid, vervangend, nieuw)
            }
            return .array(waarden)
        }
    }
}

extension Feittype {
    /// Welke velden van dit type alleen versleuteld bewaard worden.
    public var afscherming: Afscherming { Feittype.afschermingen[self] ?? Afscherming([]) }

    private static let afschermingen = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, Afscherming($0.gegevenstype.velden)) }
    )
}

extension Volgens {
    /// Wat van de bron alleen versleuteld bewaard wordt.
    public static let afscherming = Afscherming(velden)
}

extension RegistratieGecorrigeerd {
    /// Het veld dat zegt van welke gebeurtenis de vervangende gegevens zijn.
    public static let doelveld = "doelEvent"
}
