/// Zorg beeindigd (groep H, contact en zorg).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ZorgBeeindigd: Gegevens {
    public var zorg = ZorgId.leeg
    public var reden: Reden?

    public init() {}

    public static let type = Feittype.zorgBeeindigd
    public static let naam = "ZorgBeeindigd"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pro],
        naAfsluiting: false,
        voedt: ["T2.2.2"],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Welke zorg")
        bezoeker.optioneel("reden", &reden, "Reden")
    }

    /// De zorg loopt.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.loopt(zorg, bij: feit, "I-H17-ACTIEF")
    }

    /// Reden.
    public enum Reden: String, Opsomming {
        case bereikt
        case afgehaakt
        case nietNodig = "niet_nodig"
        case overig
    }
}
