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

    /// Er geldt een vaste einddatum.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let laatste = geschiedenis.laatste(
            van: [.vasteEinddatumVastgelegd, .vasteEinddatumVervallen],
            in: feit.traject
        )
        guard laatste?.type != .vasteEinddatumVastgelegd else { return [] }
        return [
            feit.schending(
                "I-I15-WAS_VASTGELEGD",
                laatste == nil
                    ? "Er is in dit traject geen vaste einddatum vastgelegd." : "De vaste einddatum is al vervallen.",
                "Leg eerst VasteEinddatumVastgelegd vast, op dezelfde of een eerdere dag.",
                botstMet: laatste,
                vereist: Vereiste([.vasteEinddatumVastgelegd], in: feit.traject)
            )
        ]
    }
}
