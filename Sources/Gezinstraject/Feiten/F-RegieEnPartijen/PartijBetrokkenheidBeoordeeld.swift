/// Partij betrokkenheid beoordeeld (groep F, regie en partijen).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PartijBetrokkenheidBeoordeeld: Gegevens {
    public var partij = Partij.leeg
    public var oordeel = Oordeel.leeg
    public var planLeidend: Bool?

    public init() {}

    public static let type = Feittype.partijBetrokkenheidBeoordeeld
    public static let naam = "PartijBetrokkenheidBeoordeeld"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .pro, .aud],
        naAfsluiting: false,
        voedt: ["T3.1.3", "T4.2.1"],
        bron: "MAA §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Welke partij")
        bezoeker.verplicht("oordeel", &oordeel, "Oordeel over de betrokkenheid")
        bezoeker.optioneel("planLeidend", &planLeidend, "Volgens deze partij is het plan leidend voor haar werk")
    }

    /// Oordeel over de betrokkenheid.
    public enum Oordeel: String, Opsomming {
        case voldoende
        case beperkt
    }
}
