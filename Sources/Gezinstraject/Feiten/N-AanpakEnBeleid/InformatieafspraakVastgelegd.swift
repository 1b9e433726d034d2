public import CivilTime

/// Informatieafspraak vastgelegd (groep N, aanpak en beleid).
///
/// Bron: SPI Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct InformatieafspraakVastgelegd: Gegevens {
    public var partij = Partij.leeg
    public var omschrijving: String?
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.informatieafspraakVastgelegd
    public static let naam = "InformatieafspraakVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P4.3.1"],
        bron: "SPI Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Met wie")
        bezoeker.optioneel("omschrijving", &omschrijving, "Waarover")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Eerste dag")
    }
}
