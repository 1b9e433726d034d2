/// Praktische hulp geregeld (groep H, contact en zorg).
///
/// Bron: MAA §3.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PraktischeHulpGeregeld: Gegevens {
    public var problemen: [ProbleemId] = []
    public var omschrijving: String?

    public init() {}

    public static let type = Feittype.praktischeHulpGeregeld
    public static let naam = "PraktischeHulpGeregeld"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm, .pro],
        naAfsluiting: false,
        voedt: ["T2.2.2", "T3.1.4", "T3.2.2"],
        bron: "MAA §3.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("problemen", &problemen, minimum: 1, "Bij welke problemen")
        bezoeker.optioneel("omschrijving", &omschrijving, privacy: .vrijeTekst, "Welke hulp")
    }
}
