/// Belangenconflict gemeld (groep G, overleg en afspraken).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct BelangenconflictGemeld: Gegevens {
    public var id = ConflictId.leeg
    public var partijen: [Partij] = []
    public var onderwerp: String?

    public init() {}

    public static let type = Feittype.belangenconflictGemeld
    public static let naam = "BelangenconflictGemeld"
    public static let kenmerken = Typekenmerken(
        groep: .g,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .pro],
        naAfsluiting: false,
        voedt: ["T4.1.5"],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van het conflict")
        bezoeker.verplicht("partijen", &partijen, minimum: 2, "Tussen wie")
        bezoeker.optioneel("onderwerp", &onderwerp, privacy: .vrijeTekst, "Waarover")
    }
}
