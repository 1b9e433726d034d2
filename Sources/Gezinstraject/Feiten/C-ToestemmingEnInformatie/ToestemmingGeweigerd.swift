/// Toestemming geweigerd (groep C, toestemming en informatie).
///
/// Bron: SPI Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ToestemmingGeweigerd: Gegevens {
    public var door = GezinslidId.leeg
    public var omvang: String?
    public var reden: String?

    public init() {}

    public static let type = Feittype.toestemmingGeweigerd
    public static let naam = "ToestemmingGeweigerd"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T4.3.1", "T4.3.2"],
        bron: "SPI Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("door", &door, "Wie weigert")
        bezoeker.optioneel("omvang", &omvang, privacy: .vrijeTekst, "Waarvoor")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }
}
