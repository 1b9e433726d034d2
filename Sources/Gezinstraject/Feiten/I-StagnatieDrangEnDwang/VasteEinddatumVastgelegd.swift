public import CivilTime

/// Vaste einddatum vastgelegd (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA §3.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct VasteEinddatumVastgelegd: Gegevens {
    public var datum = Dag.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.vasteEinddatumVastgelegd
    public static let naam = "VasteEinddatumVastgelegd"
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
        bezoeker.verplicht("datum", &datum, "De vaste einddatum, mag in de toekomst liggen")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }
}
