/// Zorg intensiteit gewijzigd (groep H, contact en zorg).
///
/// Bron: MAA B1 Continu.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ZorgIntensiteitGewijzigd: Gegevens {
    public var zorg = ZorgId.leeg
    public var richting = Richting.leeg

    public init() {}

    public static let type = Feittype.zorgIntensiteitGewijzigd
    public static let naam = "ZorgIntensiteitGewijzigd"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T5.2.1"],
        bron: "MAA B1 Continu"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Welke zorg")
        bezoeker.verplicht("richting", &richting, "Meer of minder")
    }

    /// De zorg loopt.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.loopt(zorg, bij: feit, "I-H19-ACTIEF")
    }
}
