/// Dwangmaatregel opgelegd (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA §2.3; ZWO-BJ Vervolg Aanpak.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DwangmaatregelOpgelegd: Gegevens {
    public var soort = Dwangmaatregel.leeg
    public var instantie = ""
    public var wettelijkeGrond = ""

    public init() {}

    public static let type = Feittype.dwangmaatregelOpgelegd
    public static let naam = "DwangmaatregelOpgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .pro, .aud],
        naAfsluiting: false,
        voedt: ["T3.2.2", "P3.4.2"],
        bron: "MAA §2.3; ZWO-BJ Vervolg Aanpak"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("soort", &soort, "Maatregel")
        bezoeker.verplicht("instantie", &instantie, "Wie oplegde")
        bezoeker.verplicht("wettelijkeGrond", &wettelijkeGrond, "Wettelijke grond")
    }
}
