/// Reactie gemeente vastgelegd (groep L, toetsing en audit).
///
/// Bron: MAA §1.5, §6.4.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ReactieGemeenteVastgelegd: Gegevens {
    public var toetsing = ToetsingId.leeg
    public var reactie = ""

    public init() {}

    public static let type = Feittype.reactieGemeenteVastgelegd
    public static let naam = "ReactieGemeenteVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .l,
        stroom: .toetsing,
        bereik: .toetsing,
        logt: [.bel, .aud],
        naAfsluiting: false,
        voedt: [],
        bron: "MAA §1.5, §6.4"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("toetsing", &toetsing, "Welke toetsing")
        bezoeker.verplicht("reactie", &reactie, privacy: .vrijeTekst, "De reactie")
    }
}
