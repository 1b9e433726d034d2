/// Plan verspreid (groep E, doelen en plan).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PlanVerspreid: Gegevens {
    public var aan: [Partij] = []

    public init() {}

    public static let type = Feittype.planVerspreid
    public static let naam = "PlanVerspreid"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T3.1.3"],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("aan", &aan, minimum: 1, "Aan welke partijen")
    }

    /// In het traject is een plan vastgesteld.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.vereistPlan(bij: feit, "I-E9-NA_VASTSTELLING")
    }
}
