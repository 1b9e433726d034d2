/// Verbeterpunt opgepakt (groep L, toetsing en audit).
///
/// Bron: ZWO; DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VerbeterpuntOpgepakt: Gegevens {
    public var verbeterpunt = VerbeterpuntId.leeg
    public var tekst: String?

    public init() {}

    public static let type = Feittype.verbeterpuntOpgepakt
    public static let naam = "VerbeterpuntOpgepakt"
    public static let kenmerken = Typekenmerken(
        groep: .l,
        stroom: .toetsing,
        bereik: .toetsing,
        logt: [.bel, .aud],
        naAfsluiting: false,
        voedt: [],
        bron: "ZWO; DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("verbeterpunt", &verbeterpunt, "Welk verbeterpunt")
        bezoeker.optioneel("tekst", &tekst, privacy: .vrijeTekst, "Wat er gedaan is")
    }
}
