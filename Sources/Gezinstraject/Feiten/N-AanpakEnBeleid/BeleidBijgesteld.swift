public import CivilTime

/// Beleid bijgesteld (groep N, aanpak en beleid).
///
/// Bron: ZWO.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct BeleidBijgesteld: Gegevens {
    public var omschrijving = ""
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.beleidBijgesteld
    public static let naam = "BeleidBijgesteld"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P3.1.7"],
        bron: "ZWO"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("omschrijving", &omschrijving, "Wat er wijzigde")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Eerste dag")
    }
}
