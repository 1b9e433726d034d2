/// Goed genoeg vastgesteld (groep K, afsluiting en nazorg).
///
/// Bron: MAA §6.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GoedGenoegVastgesteld: Gegevens {
    public var omschrijving: String?
    public var partijen: [Partij] = []

    public init() {}

    public static let type = Feittype.goedGenoegVastgesteld
    public static let naam = "GoedGenoegVastgesteld"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T5.1.1"],
        bron: "MAA §6.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("omschrijving", &omschrijving, privacy: .vrijeTekst, "Wat goed genoeg is")
        bezoeker.verplicht("partijen", &partijen, minimum: 2, "Wie het vaststelden")
    }
}
