/// Plan zoekgeraakt gemeld (groep E, doelen en plan).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PlanZoekgeraaktGemeld: Gegevens {
    public var door: Partij?

    public init() {}

    public static let type = Feittype.planZoekgeraaktGemeld
    public static let naam = "PlanZoekgeraaktGemeld"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm, .ap, .tpm, .pro, .beh, .aud],
        naAfsluiting: true,
        voedt: ["T3.1.3"],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("door", &door, "Wie het meldt")
    }

    /// Er is een plan, en het is niet al zoek.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let code = "I-E11-WISSELT"
        guard let zoek = geschiedenis.meldingVanZoekPlan(in: feit.traject) else {
            return geschiedenis.vereistPlan(bij: feit, code)
        }
        return [
            feit.schending(
                code,
                "Het plan is dan al als zoek gemeld.",
                "Leg eerst PlanTeruggevonden of een nieuw PlanVastgesteld vast.",
                botstMet: zoek
            )
        ]
    }
}
