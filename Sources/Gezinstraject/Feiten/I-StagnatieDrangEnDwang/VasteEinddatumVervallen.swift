/// Vaste einddatum vervallen (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA §3.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VasteEinddatumVervallen: Gegevens {
    public var reden: String?

    public init() {}

    public static let type = Feittype.vasteEinddatumVervallen
    public static let naam = "VasteEinddatumVervallen"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T5.1.1"],
        bron: "MAA §3.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }
}
