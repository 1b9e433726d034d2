/// Indicatie afgewezen (groep H, contact en zorg).
///
/// Bron: MAA B1 Continu; DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct IndicatieAfgewezen: Gegevens {
    public var zorg = ZorgId.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.indicatieAfgewezen
    public static let naam = "IndicatieAfgewezen"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T5.2.1"],
        bron: "MAA B1 Continu; DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Voor welke zorg")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// De indicatie is aangevraagd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.indicatieAangevraagd(zorg, bij: feit, "I-H23-AANGEVRAAGD")
    }
}
