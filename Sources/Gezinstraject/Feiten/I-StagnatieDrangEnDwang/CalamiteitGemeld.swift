/// Calamiteit gemeld (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA §6.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct CalamiteitGemeld: Gegevens {
    public var omschrijving: String?

    public init() {}

    public static let type = Feittype.calamiteitGemeld
    public static let naam = "CalamiteitGemeld"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .ap, .tpm, .pro, .beh, .aud],
        naAfsluiting: true,
        voedt: ["T5.1.1", "T5.3.1"],
        bron: "MAA §6.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("omschrijving", &omschrijving, privacy: .vrijeTekst, "Wat er gebeurde")
    }
}
