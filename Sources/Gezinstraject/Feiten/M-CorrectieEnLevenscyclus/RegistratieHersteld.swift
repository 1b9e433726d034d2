public import WireValues

/// Registratie hersteld (groep M, correctie en levenscyclus).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct RegistratieHersteld: Gegevens {
    public var doelEvent = UUID.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.registratieHersteld
    public static let naam = "RegistratieHersteld"
    public static let kenmerken = Typekenmerken(
        groep: .m,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.beh],
        naAfsluiting: true,
        voedt: [],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("doelEvent", &doelEvent, "id van de ingetrokken gebeurtenis die weer geldt")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }
}
