/// Plan opgesteld (groep E, doelen en plan).
///
/// Bron: MAA §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PlanOpgesteld: Gegevens {
    public var partijen: [Partij]?
    public var doelen: [DoelId]?

    public init() {}

    public static let type = Feittype.planOpgesteld
    public static let naam = "PlanOpgesteld"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("partijen", &partijen, "Meewerkende partijen")
        bezoeker.optioneel("doelen", &doelen, "Doelen in het concept")
    }
}
