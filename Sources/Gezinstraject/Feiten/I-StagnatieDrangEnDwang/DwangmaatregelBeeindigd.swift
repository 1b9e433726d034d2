/// Dwangmaatregel beeindigd (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: MAA §2.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DwangmaatregelBeeindigd: Gegevens {
    public var soort = Dwangmaatregel.leeg

    public init() {}

    public static let type = Feittype.dwangmaatregelBeeindigd
    public static let naam = "DwangmaatregelBeeindigd"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .pro, .aud],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §2.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("soort", &soort, "Maatregel")
    }

    /// De maatregel is opgelegd en nog niet beeindigd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let laatste = geschiedenis.laatste(van: [.dwangmaatregelOpgelegd, .dwangmaatregelBeeindigd]) { eerder in
            eerder.als(DwangmaatregelOpgelegd.self)?.soort == soort || eerder.als(Self.self)?.soort == soort
        }
        guard laatste?.type != .dwangmaatregelOpgelegd else { return [] }
        return [
            feit.schending(
                "I-I11-OPGELEGD",
                laatste == nil
                    ? "Deze dwangmaatregel is niet opgelegd." : "Deze dwangmaatregel is al beeindigd.",
                "Leg eerst DwangmaatregelOpgelegd vast voor deze soort, op dezelfde of een eerdere dag.",
                botstMet: laatste,
                vereist: Vereiste { [soort] in $0.als(DwangmaatregelOpgelegd.self)?.soort == soort }
            )
        ]
    }
}
