public import CivilTime

/// Overleg gepland (groep G, overleg en afspraken).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct OverlegGepland: Gegevens {
    public var soort = Overlegsoort.leeg
    public var op = Dag.leeg

    public init() {}

    public static let type = Feittype.overlegGepland
    public static let naam = "OverlegGepland"
    public static let kenmerken = Typekenmerken(
        groep: .g,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: [],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("soort", &soort, "Soort overleg")
        bezoeker.verplicht("op", &op, "Geplande dag, mag in de toekomst liggen")
    }
}
