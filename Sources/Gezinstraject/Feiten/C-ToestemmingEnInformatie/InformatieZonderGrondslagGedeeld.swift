/// Informatie zonder grondslag gedeeld (groep C, toestemming en informatie).
///
/// Bron: SPI, LEL Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct InformatieZonderGrondslagGedeeld: Gegevens {
    public var partij = Partij.leeg
    public var onderwerp: Leefgebied?
    public var toelichting: String?

    public init() {}

    public static let type = Feittype.informatieZonderGrondslagGedeeld
    public static let naam = "InformatieZonderGrondslagGedeeld"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .beh],
        naAfsluiting: false,
        voedt: ["P4.3.1"],
        bron: "SPI, LEL Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Met wie")
        bezoeker.optioneel("onderwerp", &onderwerp, "Waarover")
        bezoeker.optioneel("toelichting", &toelichting, privacy: .vrijeTekst, "Hoe het kon gebeuren")
    }
}
