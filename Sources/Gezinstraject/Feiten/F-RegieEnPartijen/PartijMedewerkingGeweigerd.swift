/// Partij medewerking geweigerd (groep F, regie en partijen).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PartijMedewerkingGeweigerd: Gegevens {
    public var partij = Partij.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.partijMedewerkingGeweigerd
    public static let naam = "PartijMedewerkingGeweigerd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T4.2.1"],
        bron: "MAA §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Welke partij")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }
}
