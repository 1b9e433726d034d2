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

    /// De grondslag waarop gedeeld is, gold op die dag.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let code = "I-C6-GRONDSLAG_GELDIG"
        return switch grondslag {
        case .toestemming: geschiedenis.vereistToestemming(voor: partij, bij: feit, code)
        case .wettelijkeTaak, .overig: geschiedenis.vereistAndereGrondslag(bij: feit, code)
        case .vitaalBelang: []
        }
    }
}
