/// Informatie gedeeld (groep C, toestemming en informatie).
///
/// Bron: SPI, LEL Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct InformatieGedeeld: Gegevens {
    public var partij = Partij.leeg
    public var onderwerp: Leefgebied?
    public var grondslag = Grondslag.leeg

    public init() {}

    public static let type = Feittype.informatieGedeeld
    public static let naam = "InformatieGedeeld"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T4.3.1", "T4.3.2"],
        bron: "SPI, LEL Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Met wie")
        bezoeker.optioneel("onderwerp", &onderwerp, "Waarover")
        bezoeker.verplicht("grondslag", &grondslag, "Op welke grondslag")
    }
}
