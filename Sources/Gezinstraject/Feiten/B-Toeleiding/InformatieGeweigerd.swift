/// Informatie geweigerd (groep B, toeleiding).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct InformatieGeweigerd: Gegevens {
    public var partij = Partij.leeg
    public var doel: Informatiedoel?
    public var reden: String?

    public init() {}

    public static let type = Feittype.informatieGeweigerd
    public static let naam = "InformatieGeweigerd"
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
        bezoeker.verplicht("partij", &partij, "Door wie")
        bezoeker.optioneel("doel", &doel, "Waarvoor")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// De informatie is eerst bij deze partij opgevraagd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.naOpvraging(bij: partij, van: feit, "I-B7-NA_OPVRAGING")
    }
}
