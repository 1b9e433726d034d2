public import CivilTime

/// Populatieschatting vastgelegd (groep N, aanpak en beleid).
///
/// Bron: SPI Beschrijving.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PopulatieschattingVastgelegd: Gegevens {
    public var aantal = 0
    public var wijk: String?
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.populatieschattingVastgelegd
    public static let naam = "PopulatieschattingVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P1.1.2"],
        bron: "SPI Beschrijving"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("aantal", &aantal, minimum: 0, "Geschat aantal gezinnen")
        bezoeker.optioneel("wijk", &wijk, "Wijk- of buurtcode; ontbreekt = hele gemeente")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Peildag van de schatting")
    }
}
