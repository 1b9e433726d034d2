/// Gezin uitgenodigd (groep D, analyse en netwerk).
///
/// Bron: MAA §3.1, B1 Gezin Centraal.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinUitgenodigd: Gegevens {
    public var voor = Gelegenheid.leeg
    public var wijze: Wijze?

    public init() {}

    public static let type = Feittype.gezinUitgenodigd
    public static let naam = "GezinUitgenodigd"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T2.1.1", "T2.1.2", "T2.1.3", "T2.1.4", "T2.2.1", "T2.3.1", "T2.3.2", "T2.3.3"],
        bron: "MAA §3.1, B1 Gezin Centraal"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("voor", &voor, "Waarvoor")
        bezoeker.optioneel("wijze", &wijze, "Hoe")
    }
}
