/// Indicatie aangevraagd (groep H, contact en zorg).
///
/// Bron: MAA B1 Continu; DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct IndicatieAangevraagd: Gegevens {
    public var zorg = ZorgId.leeg
    public var instantie = Indicatieinstantie.leeg
    public var klasse: String?

    public init() {}

    public static let type = Feittype.indicatieAangevraagd
    public static let naam = "IndicatieAangevraagd"
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
        bezoeker.verplicht("instantie", &instantie, "Waar")
        bezoeker.optioneel("klasse", &klasse, "Gevraagde klasse")
    }
}
