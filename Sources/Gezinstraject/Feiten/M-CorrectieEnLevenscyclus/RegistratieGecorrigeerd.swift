public import CivilTime
public import WireValues

/// Registratie gecorrigeerd (groep M, correctie en levenscyclus).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct RegistratieGecorrigeerd: Gegevens {
    public var doelEvent = UUID.leeg
    public var gegevens: VervangendeGegevens?
    public var gebeurdOp: Dag?
    public var reden = ""
    public var tweedePaarOgen: Actor?

    public init() {}

    public static let type = Feittype.registratieGecorrigeerd
    public static let naam = "RegistratieGecorrigeerd"
    public static let kenmerken = Typekenmerken(
        groep: .m,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.beh, .pm, .cm, .tpm, .pro, .aud],
        naAfsluiting: true,
        voedt: [],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht(Self.doelveld, &doelEvent, "id van de gebeurtenis die gecorrigeerd wordt")
        bezoeker.optioneel("gegevens", &gegevens, "De volledige nieuwe gegevens, geldig voor het type van het doel")
        bezoeker.optioneel("gebeurdOp", &gebeurdOp, "De nieuwe dag")
        bezoeker.verplicht("reden", &reden, privacy: .vrijeTekst, "Waarom")
        bezoeker.optioneel("tweedePaarOgen", &tweedePaarOgen, "De tweede persoon die instemt")
    }
}
