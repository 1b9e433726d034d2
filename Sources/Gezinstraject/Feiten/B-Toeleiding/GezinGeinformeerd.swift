/// Gezin geinformeerd (groep B, toeleiding).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinGeinformeerd: Gegevens {
    public var over: [Over]?
    public var wijze: Wijze?
    public var aan: [GezinslidId]?

    public init() {}

    public static let type = Feittype.gezinGeinformeerd
    public static let naam = "GezinGeinformeerd"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T4.3.1"],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("over", &over, "Waarover")
        bezoeker.optioneel("wijze", &wijze, "Hoe")
        bezoeker.optioneel("aan", &aan, "Aan wie")
    }

    /// Waarover.
    public enum Over: String, Opsomming {
        case rechten
        case informatieUitwisseling = "informatie_uitwisseling"
        case doel
    }
}
