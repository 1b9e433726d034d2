public import CivilTime

/// Doelgroepomschrijving vastgelegd (groep N, aanpak en beleid).
///
/// Bron: SPI Toeleiding.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DoelgroepomschrijvingVastgelegd: Gegevens {
    public var partij: Partij?
    public var omschrijving = ""
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.doelgroepomschrijvingVastgelegd
    public static let naam = "DoelgroepomschrijvingVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P1.1.1"],
        bron: "SPI Toeleiding"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("partij", &partij, "Van welke partner; ontbreekt = van de gemeente")
        bezoeker.verplicht("omschrijving", &omschrijving, "De omschrijving")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Eerste dag van gelding")
    }
}
