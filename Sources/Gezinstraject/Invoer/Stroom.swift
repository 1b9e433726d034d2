public import WireValues

/// Waarvan een gebeurtenis is: een gezin, of een aanpak of toetsing in een gemeente.
public enum Stroom: Hashable, Sendable {
    /// Een gezin.
    case gezin(UUID)
    /// Een aanpak.
    case aanpak(Aanpakcode)
    /// Een toetsing van gekozen gezinnen.
    case toetsing(ToetsingId)

    /// De soort.
    public var soort: Stroomsoort {
        switch self {
        case .gezin: .gezin
        case .aanpak: .aanpak
        case .toetsing: .toetsing
        }
    }

    /// Het veld van de envelop waarmee een regel van een bestand haar noemt.
    public var veld: JSON.Member {
        switch self {
        case .gezin(let id): JSON.Member("gezinId", .string(id.description))
        case .aanpak(let code): JSON.Member("aanpak", .string(code.description))
        case .toetsing(let id): JSON.Member("toetsing", .string(id.tekst))
        }
    }
}
