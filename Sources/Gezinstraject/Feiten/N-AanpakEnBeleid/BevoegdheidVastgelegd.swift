public import CivilTime

/// Bevoegdheid vastgelegd (groep N, aanpak en beleid).
///
/// Bron: DEL; LEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct BevoegdheidVastgelegd: Gegevens {
    public var partij = Partij.leeg
    public var omschrijving = ""
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.bevoegdheidVastgelegd
    public static let naam = "BevoegdheidVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P3.2.2", "P4.2.3"],
        bron: "DEL; LEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Van welke partner")
        bezoeker.verplicht("omschrijving", &omschrijving, "Welke bevoegdheid")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Eerste dag")
    }
}
