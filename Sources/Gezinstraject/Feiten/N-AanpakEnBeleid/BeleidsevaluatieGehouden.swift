public import CivilTime

/// Beleidsevaluatie gehouden (groep N, aanpak en beleid).
///
/// Bron: ZWO; SPI Aanpak.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct BeleidsevaluatieGehouden: Gegevens {
    public var jaar = 0
    public var door: Uitvoerder?
    public var omschrijving: String?
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.beleidsevaluatieGehouden
    public static let naam = "BeleidsevaluatieGehouden"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P3.1.5", "P3.1.6"],
        bron: "ZWO; SPI Aanpak"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("jaar", &jaar, minimum: 2000, "Over welk jaar")
        bezoeker.optioneel("door", &door, "Door wie")
        bezoeker.optioneel("omschrijving", &omschrijving, "Uitkomst")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Dag van de evaluatie")
    }

    /// Door wie.
    public enum Uitvoerder: String, Opsomming {
        case gemeente
        case netwerkpartners
        case extern
    }
}
