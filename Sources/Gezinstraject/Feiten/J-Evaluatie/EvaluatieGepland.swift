public import CivilTime

/// Evaluatie gepland (groep J, evaluatie).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct EvaluatieGepland: Gegevens {
    public var op = Dag.leeg

    public init() {}

    public static let type = Feittype.evaluatieGepland
    public static let naam = "EvaluatieGepland"
    public static let kenmerken = Typekenmerken(
        groep: .j,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: [],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("op", &op, "Geplande dag, mag in de toekomst liggen")
    }
}
