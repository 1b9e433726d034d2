/// Informatieknelpunt gemeld (groep C, toestemming en informatie).
///
/// Bron: SPI Samenwerking; MAA B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct InformatieknelpuntGemeld: Gegevens {
    public var id = KnelpuntId.leeg
    public var partij: Partij?
    public var soort: Soort?

    public init() {}

    public static let type = Feittype.informatieknelpuntGemeld
    public static let naam = "InformatieknelpuntGemeld"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .pro],
        naAfsluiting: false,
        voedt: ["T4.3.1", "T4.3.2", "P4.3.1"],
        bron: "SPI Samenwerking; MAA B1 Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van het knelpunt")
        bezoeker.optioneel("partij", &partij, "Met wie")
        bezoeker.optioneel("soort", &soort, "Soort knelpunt")
    }

    /// Soort knelpunt.
    public enum Soort: String, Opsomming {
        case weigert
        case stagneert
        case onbekend
    }
}
