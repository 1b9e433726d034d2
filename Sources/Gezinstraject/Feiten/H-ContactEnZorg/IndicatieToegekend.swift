/// Indicatie toegekend (groep H, contact en zorg).
///
/// Bron: MAA B1 Continu; DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct IndicatieToegekend: Gegevens {
    public var zorg = ZorgId.leeg
    public var klasse: String?

    public init() {}

    public static let type = Feittype.indicatieToegekend
    public static let naam = "IndicatieToegekend"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA B1 Continu; DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("zorg", &zorg, "Voor welke zorg")
        bezoeker.optioneel("klasse", &klasse, "Toegekende klasse")
    }

    /// De indicatie is aangevraagd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.indicatieAangevraagd(zorg, bij: feit, "I-H22-AANGEVRAAGD")
    }
}
