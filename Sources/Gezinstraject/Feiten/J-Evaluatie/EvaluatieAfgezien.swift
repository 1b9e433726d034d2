/// Evaluatie afgezien (groep J, evaluatie).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct EvaluatieAfgezien: Gegevens {
    public var motief = ""

    public init() {}

    public static let type = Feittype.evaluatieAfgezien
    public static let naam = "EvaluatieAfgezien"
    public static let kenmerken = Typekenmerken(
        groep: .j,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: [],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("motief", &motief, privacy: .vrijeTekst, "Waarom niet geevalueerd is")
    }
}
