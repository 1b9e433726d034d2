/// Plan samenvatting verstrekt (groep E, doelen en plan).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PlanSamenvattingVerstrekt: Gegevens {
    public var aan: [GezinslidId]?

    public init() {}

    public static let type = Feittype.planSamenvattingVerstrekt
    public static let naam = "PlanSamenvattingVerstrekt"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T3.1.3"],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("aan", &aan, "Aan welke gezinsleden")
    }

    /// In het traject is een plan vastgesteld.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.vereistPlan(bij: feit, "I-E10-NA_VASTSTELLING")
    }
}
