/// Informatieknelpunt opgelost (groep C, toestemming en informatie).
///
/// Bron: MAA B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct InformatieknelpuntOpgelost: Gegevens {
    public var knelpunt = KnelpuntId.leeg

    public init() {}

    public static let type = Feittype.informatieknelpuntOpgelost
    public static let naam = "InformatieknelpuntOpgelost"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .pro],
        naAfsluiting: false,
        voedt: ["T4.3.1", "T4.3.2"],
        bron: "MAA B1 Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("knelpunt", &knelpunt, "Welk knelpunt")
    }

    /// Het knelpunt is niet al opgelost.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNiet(
            [.informatieknelpuntOpgelost],
            over: knelpunt,
            bij: feit,
            "I-C9-NOG_OPEN",
            "Dit knelpunt is dan al opgelost.",
            "Meld een nieuw knelpunt als het terugkwam, of corrigeer de dag van de eerdere oplossing."
        )
    }
}
