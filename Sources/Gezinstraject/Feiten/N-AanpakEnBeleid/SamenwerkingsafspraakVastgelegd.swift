public import CivilTime

/// Samenwerkingsafspraak vastgelegd (groep N, aanpak en beleid).
///
/// Bron: LEL Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct SamenwerkingsafspraakVastgelegd: Gegevens {
    public var partij = Partij.leeg
    public var omschrijving: String?
    public var geldigVanaf = Dag.leeg
    public var geldigTot: Dag?

    public init() {}

    public static let type = Feittype.samenwerkingsafspraakVastgelegd
    public static let naam = "SamenwerkingsafspraakVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P4.2.2"],
        bron: "LEL Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Met wie")
        bezoeker.optioneel("omschrijving", &omschrijving, "Waarover")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Eerste dag")
        bezoeker.optioneel("geldigTot", &geldigTot, "Laatste dag")
    }
}
