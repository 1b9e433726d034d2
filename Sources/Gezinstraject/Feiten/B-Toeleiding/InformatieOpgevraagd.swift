/// Informatie opgevraagd (groep B, toeleiding).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct InformatieOpgevraagd: Gegevens {
    public var partij = Partij.leeg
    public var doel: Informatiedoel?
    public var grondslag = Grondslag.leeg

    public init() {}

    public static let type = Feittype.informatieOpgevraagd
    public static let naam = "InformatieOpgevraagd"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .tpm],
        naAfsluiting: false,
        voedt: ["T4.3.1"],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Bij wie")
        bezoeker.optioneel("doel", &doel, "Waarvoor")
        bezoeker.verplicht("grondslag", &grondslag, "Op welke grondslag")
    }

    /// Wie op toestemming opvraagt heeft een geldige toestemming.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard grondslag == .toestemming else { return [] }
        return geschiedenis.vereistToestemming(bij: feit, "I-B5-TOESTEMMING_GELDIG")
    }
}
