public import CivilTime

/// Beleidsbevinding vastgelegd (groep N, aanpak en beleid).
///
/// Bron: SPI; LEL; ZWO; DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct BeleidsbevindingVastgelegd: Gegevens {
    public var indicator = Beleidsindicator.leeg
    public var jaar = 0
    public var uitkomst = Uitkomst.leeg
    public var letOp: String?
    public var tekst: String?
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.beleidsbevindingVastgelegd
    public static let naam = "BeleidsbevindingVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel, .aud],
        naAfsluiting: false,
        voedt: [],
        bron: "SPI; LEL; ZWO; DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("indicator", &indicator, "Welke indicator")
        bezoeker.verplicht("jaar", &jaar, minimum: 2000, "Over welk jaar")
        bezoeker.verplicht("uitkomst", &uitkomst, "Bevinding")
        bezoeker.optioneel("letOp", &letOp, "LET OP of NB")
        bezoeker.optioneel("tekst", &tekst, "De bevinding in woorden")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Dag van de bevinding")
    }

    /// Bevinding.
    public enum Uitkomst: String, Opsomming {
        case voldoet
        case verbeterpunt
        case nietVastgesteld = "niet_vastgesteld"
        case nietHertoetst = "niet_hertoetst"
    }
}
