/// Stand van zaken teruggekoppeld (groep G, overleg en afspraken).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct StandVanZakenTeruggekoppeld: Gegevens {
    public var aan: Actor?

    public init() {}

    public static let type = Feittype.standVanZakenTeruggekoppeld
    public static let naam = "StandVanZakenTeruggekoppeld"
    public static let kenmerken = Typekenmerken(
        groep: .g,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm],
        naAfsluiting: false,
        voedt: ["P3.2.1"],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("aan", &aan, "Aan welke procesmanager")
    }
}
