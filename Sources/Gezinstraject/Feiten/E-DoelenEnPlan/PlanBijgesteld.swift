/// Plan bijgesteld (groep E, doelen en plan).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PlanBijgesteld: Gegevens {
    public var aanleiding: Aanleiding?
    public var problemen: [ProbleemId]?

    public init() {}

    public static let type = Feittype.planBijgesteld
    public static let naam = "PlanBijgesteld"
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
        bezoeker.optioneel("aanleiding", &aanleiding, "Aanleiding")
        bezoeker.optioneel("problemen", &problemen, "Problemen die erin verwerkt zijn")
    }

    /// In het traject is een plan vastgesteld.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.vereistPlan(bij: feit, "I-E8-NA_VASTSTELLING")
    }

    /// Aanleiding.
    public enum Aanleiding: String, Opsomming {
        case nieuwProbleem = "nieuw_probleem"
        case doelBehaald = "doel_behaald"
        case evaluatie
        case rondetafel
        case periodiek
        case crisis
    }
}
