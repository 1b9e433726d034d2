/// Zorg gestart (groep H, contact en zorg).
///
/// Bron: MAA B1 Continu.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ZorgGestart: Gegevens {
    public var zorg = ZorgId.leeg

    public init() {}

    public static let type = Feittype.zorgGestart
    public static let naam = "ZorgGestart"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pro],
        naAfsluiting: false,
        voedt: ["T2.2.2", "T3.1.4", "T3.2.2", "T5.2.2", "T5.2.3"],
        bron: "MAA B1 Continu"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Welke zorg")
    }

    /// De zorg is niet al gestart of geweigerd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNietGestart(zorg, bij: feit, "I-H15-EENMAAL")
    }
}
