public import WireValues

/// Registratie ingetrokken (groep M, correctie en levenscyclus).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct RegistratieIngetrokken: Gegevens {
    public var doelEvent = UUID.leeg
    public var reden = Reden.leeg
    public var toelichting: String?
    public var tweedePaarOgen: Actor?

    public init() {}

    public static let type = Feittype.registratieIngetrokken
    public static let naam = "RegistratieIngetrokken"
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
        bezoeker.verplicht("doelEvent", &doelEvent, "id van de gebeurtenis die ingetrokken wordt")
        bezoeker.verplicht("reden", &reden, "Reden")
        bezoeker.optioneel("toelichting", &toelichting, privacy: .vrijeTekst, "Toelichting")
        bezoeker.optioneel("tweedePaarOgen", &tweedePaarOgen, "De tweede persoon die instemt")
    }

    /// Reden.
    public enum Reden: String, Opsomming {
        case dubbel
        case verkeerdGezin = "verkeerd_gezin"
        case onjuist
        case zonderGrondslag = "zonder_grondslag"
    }
}
