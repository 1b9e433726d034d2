/// Informatie ontvangen (groep B, toeleiding).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct InformatieOntvangen: Gegevens {
    public var partij = Partij.leeg
    public var doel: Informatiedoel?

    public init() {}

    public static let type = Feittype.informatieOntvangen
    public static let naam = "InformatieOntvangen"
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
        bezoeker.verplicht("partij", &partij, "Van wie")
        bezoeker.optioneel("doel", &doel, "Waarvoor")
    }

    /// De informatie is eerst bij deze partij opgevraagd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.naOpvraging(bij: partij, van: feit, "I-B6-NA_OPVRAGING")
    }
}
