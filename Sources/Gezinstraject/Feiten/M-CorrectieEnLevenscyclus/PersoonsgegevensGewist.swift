/// Persoonsgegevens gewist (groep M, correctie en levenscyclus).
///
/// Bron: AVG.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PersoonsgegevensGewist: Gegevens {
    public var leden = AlleOf<GezinslidId>.leeg
    public var grond = Grond.leeg
    public var tweedePaarOgen = Actor.leeg

    public init() {}

    public static let type = Feittype.persoonsgegevensGewist
    public static let naam = "PersoonsgegevensGewist"
    public static let kenmerken = Typekenmerken(
        groep: .m,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.beh],
        naAfsluiting: true,
        voedt: [],
        bron: "AVG"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("leden", &leden, "Van wie; alle = het hele gezin")
        bezoeker.verplicht("grond", &grond, "Grond")
        bezoeker.verplicht("tweedePaarOgen", &tweedePaarOgen, "De tweede persoon die instemt")
    }

    /// Grond.
    public enum Grond: String, Opsomming {
        case bewaartermijn
        case verzoek
        case rechterlijk
        case overig
    }
}
