/// Consult verleend (groep B, toeleiding).
///
/// Bron: MAA §6.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ConsultVerleend: Gegevens {
    public var vraag: String?
    public var advies: String?

    public init() {}

    public static let type = Feittype.consultVerleend
    public static let naam = "ConsultVerleend"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm],
        naAfsluiting: true,
        voedt: [],
        bron: "MAA §6.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("vraag", &vraag, privacy: .vrijeTekst, "De vraag")
        bezoeker.optioneel("advies", &advies, privacy: .vrijeTekst, "Het advies")
    }
}
