/// De uitkomst van een oordeel.
public enum Uitkomst: String, CaseIterable, Sendable {
    /// ✓
    case voldoet
    /// X
    case verbeterpunt
    /// –
    case nietVastgesteld

    /// Het teken van de inspectie: ✓, X of –.
    public var teken: String {
        switch self {
        case .voldoet: "✓"
        case .verbeterpunt: "X"
        case .nietVastgesteld: "–"
        }
    }
}

/// Waarom iets een verbeterpunt is: het staat er, of er staat niets.
public enum Grond: String, CaseIterable, Sendable {
    /// Het volgt uit iets dat is vastgelegd.
    case vastgelegdFeit = "vastgelegd_feit"
    /// Het volgt uit iets dat niet is vastgelegd; dat is nog niet hetzelfde als niet gedaan.
    case nietsVastgelegd = "niets_vastgelegd"
}
