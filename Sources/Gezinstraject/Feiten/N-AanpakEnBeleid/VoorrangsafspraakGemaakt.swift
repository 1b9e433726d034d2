public import CivilTime

/// Voorrangsafspraak gemaakt (groep N, aanpak en beleid).
///
/// Bron: MAA §3.3, §5.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VoorrangsafspraakGemaakt: Gegevens {
    public var zorgsoort = Zorgsoort.leeg
    public var partij: Partij?
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.voorrangsafspraakGemaakt
    public static let naam = "VoorrangsafspraakGemaakt"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P5.2.1"],
        bron: "MAA §3.3, §5.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorgsoort", &zorgsoort, "Voor welke zorg")
        bezoeker.optioneel("partij", &partij, "Met wie")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Eerste dag")
    }
}
