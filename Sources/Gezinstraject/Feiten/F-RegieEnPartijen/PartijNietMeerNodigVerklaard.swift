/// Partij niet meer nodig verklaard (groep F, regie en partijen).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PartijNietMeerNodigVerklaard: Gegevens {
    public var partij = Partij.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.partijNietMeerNodigVerklaard
    public static let naam = "PartijNietMeerNodigVerklaard"
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
        bezoeker.verplicht("partij", &partij, "Welke partij niet meer nodig is")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }
}
