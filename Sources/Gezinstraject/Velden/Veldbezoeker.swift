/// Wat over een veld in het contract staat, op zijn waarde na.
public struct Veldkop: Sendable {
    /// De naam in JSON.
    public let naam: String
    /// Hoe het veld is opgeslagen.
    public let privacy: Privacy
    /// De kleinste waarde van een getal, of het kleinste aantal van een lijst.
    public let minimum: Int?
    /// De vorm van een tekst.
    public let patroon: Patroon?
    /// Of het veld een nieuwe lokale id invoert, en niet naar een bestaande verwijst.
    public let introduceert: Bool
    /// Uitleg in het Nederlands, voor formulieren en documentatie.
    public let uitleg: String
}

/// Hoe een veld is opgeslagen (`privacy` in het contract).
public enum Privacy: String, Sendable {
    /// Leesbaar; elk veld dat een uitkomst of reden bepaalt is van deze soort.
    case geen
    /// Versleuteld met de sleutel van het gezin.
    case persoonsgegeven
    /// Versleuteld met de sleutel van het gezin; regels lezen hoogstens of het er is.
    case vrijeTekst = "vrije_tekst"
}

/// De vorm van een tekst (`patroon` in het contract).
public enum Patroon: String, Sendable {
    /// CBS-code van een gemeente.
    case gemeente = "GM[0-9]{4}"
    /// Code van een aanpak.
    case aanpakcode = "[a-z0-9][a-z0-9-]{0,63}"
    /// SHA-256, hexadecimaal.
    case sha256 = "[0-9a-f]{64}"

    func past(_ tekst: String) -> Bool {
        let tekens = tekst.utf8
        let cijfers = UInt8(ascii: "0")...UInt8(ascii: "9")
        return switch self {
        case .gemeente:
            tekens.count == 6 && tekens.starts(with: "GM".utf8) && tekens.dropFirst(2).allSatisfy(cijfers.contains)
        case .aanpakcode:
            Aanpakcode(tekst) != nil
        case .sha256:
            tekens.count == 64
                && tekens.allSatisfy { cijfers.contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
        }
    }
}

/// Een vaste verzameling velden met een naam: de gegevens van een type, of een object daarbinnen.
public protocol Veldobject: Sendable {
    /// Een object waarvan de verplichte velden nog niet gevuld zijn: het beginpunt van lezen.
    init()

    /// Loopt alle velden langs, in de volgorde van het contract.
    mutating func velden(_ bezoeker: inout some Veldbezoeker)
}

/// Wie de velden van een object langsloopt: om ze te lezen, te schrijven of te beschrijven.
public protocol Veldbezoeker {
    /// Een veld dat er moet zijn.
    mutating func verplicht<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde)
    /// Een veld dat er mag zijn.
    mutating func optioneel<Waarde: Veldwaarde>(_ kop: Veldkop, _ waarde: inout Waarde?)
}

extension Veldbezoeker {
    /// Een verplicht veld.
    public mutating func verplicht(
        _ naam: String,
        _ waarde: inout some Veldwaarde,
        privacy: Privacy = .geen,
        minimum: Int? = nil,
        patroon: Patroon? = nil,
        _ uitleg: String
    ) {
        let kop = Veldkop(
            naam: naam,
            privacy: privacy,
            minimum: minimum,
            patroon: patroon,
            introduceert: false,
            uitleg: uitleg
        )
        verplicht(kop, &waarde)
    }

    /// Een veld dat mag ontbreken.
    public mutating func optioneel<Waarde: Veldwaarde>(
        _ naam: String,
        _ waarde: inout Waarde?,
        privacy: Privacy = .geen,
        minimum: Int? = nil,
        patroon: Patroon? = nil,
        _ uitleg: String
    ) {
        let kop = Veldkop(
            naam: naam,
            privacy: privacy,
            minimum: minimum,
            patroon: patroon,
            introduceert: false,
            uitleg: uitleg
        )
        optioneel(kop, &waarde)
    }

    /// Een verplicht veld dat een nieuwe lokale id invoert.
    public mutating func nieuw<Soort>(_ naam: String, _ id: inout LokaleId<Soort>, _ uitleg: String) {
        let kop = Veldkop(
            naam: naam,
            privacy: .geen,
            minimum: nil,
            patroon: nil,
            introduceert: true,
            uitleg: uitleg
        )
        verplicht(kop, &id)
    }
}
