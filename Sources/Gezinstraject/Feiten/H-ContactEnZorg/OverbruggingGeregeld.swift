/// Overbrugging geregeld (groep H, contact en zorg).
///
/// Bron: DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct OverbruggingGeregeld: Gegevens {
    public var zorg = ZorgId.leeg
    public var vorm: String?

    public init() {}

    public static let type = Feittype.overbruggingGeregeld
    public static let naam = "OverbruggingGeregeld"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T2.2.2", "T3.1.4", "T5.2.3"],
        bron: "DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Welke zorg")
        bezoeker.optioneel("vorm", &vorm, privacy: .vrijeTekst, "Welke overbrugging")
    }

    /// De zorg is niet al gestart of geweigerd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNietGestart(zorg, bij: feit, "I-H11-NOG_NIET_GESTART")
    }
}
