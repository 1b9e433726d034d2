/// Doorzettingsmacht gebruikt (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: SPI, DEL.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DoorzettingsmachtGebruikt: Gegevens {
    public var besluit = ""
    public var tegen: Partij?

    public init() {}

    public static let type = Feittype.doorzettingsmachtGebruikt
    public static let naam = "DoorzettingsmachtGebruikt"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["P3.2.2"],
        bron: "SPI, DEL"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("besluit", &besluit, privacy: .vrijeTekst, "Het besluit")
        bezoeker.optioneel("tegen", &tegen, "Tegenover welke partij")
    }
}
