/// Dwangmaatregel geadviseerd (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA §2.3; ZWO-BJ Vervolg Aanpak.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DwangmaatregelGeadviseerd: Gegevens {
    public var soort = Dwangmaatregel.leeg

    public init() {}

    public static let type = Feittype.dwangmaatregelGeadviseerd
    public static let naam = "DwangmaatregelGeadviseerd"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .pro],
        naAfsluiting: false,
        voedt: ["T3.2.2", "P3.4.2"],
        bron: "MAA §2.3; ZWO-BJ Vervolg Aanpak"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("soort", &soort, "Maatregel")
    }
}
