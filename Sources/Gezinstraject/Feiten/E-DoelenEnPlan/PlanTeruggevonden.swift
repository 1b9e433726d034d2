/// Plan teruggevonden (groep E, doelen en plan).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PlanTeruggevonden: Gegevens {
    public var door: Partij?

    public init() {}

    public static let type = Feittype.planTeruggevonden
    public static let naam = "PlanTeruggevonden"
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
        bezoeker.optioneel("door", &door, "Wie het vond")
    }

    /// Het plan is als zoek gemeld.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        let traject = feit.traject
        guard geschiedenis.meldingVanZoekPlan(in: traject) == nil else { return [] }
        return [
            feit.schending(
                "I-E12-WISSELT",
                "Het plan is dan niet als zoek gemeld.",
                "Leg eerst PlanZoekgeraaktGemeld vast, op dezelfde of een eerdere dag.",
                botstMet: geschiedenis.laatste(van: [.planTeruggevonden, .planVastgesteld], in: traject),
                vereist: Vereiste { $0.traject == traject && $0.type == .planZoekgeraaktGemeld }
            )
        ]
    }
}
