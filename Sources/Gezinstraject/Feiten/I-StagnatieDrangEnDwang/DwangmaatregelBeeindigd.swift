/// Dwangmaatregel beeindigd (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA §2.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DwangmaatregelBeeindigd: Gegevens {
    public var soort = Dwangmaatregel.leeg

    public init() {}

    public static let type = Feittype.dwangmaatregelBeeindigd
    public static let naam = "DwangmaatregelBeeindigd"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .pro, .aud],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §2.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("soort", &soort, "Maatregel")
    }
}
