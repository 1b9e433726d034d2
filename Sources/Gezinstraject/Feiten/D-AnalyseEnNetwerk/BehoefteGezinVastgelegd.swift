/// Behoefte gezin vastgelegd (groep D, analyse en netwerk).
///
/// Bron: SPI Gezin centraal.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct BehoefteGezinVastgelegd: Gegevens {
    public var gezinslid = GezinslidId.leeg
    public var behoefte = ""
    public var leefgebied: StjLeefgebied?
    public var doel: DoelId?

    public init() {}

    public static let type = Feittype.behoefteGezinVastgelegd
    public static let naam = "BehoefteGezinVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["P2.1.3"],
        bron: "SPI Gezin centraal"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("gezinslid", &gezinslid, "Wie de behoefte uit")
        bezoeker.verplicht("behoefte", &behoefte, privacy: .vrijeTekst, "De behoefte")
        bezoeker.optioneel("leefgebied", &leefgebied, "Leefgebied")
        bezoeker.optioneel("doel", &doel, "Doel dat eraan tegemoet komt")
    }
}
