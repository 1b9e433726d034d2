public import WireValues

/// Dossiers samengevoegd (groep A, gezin en leden).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DossiersSamengevoegd: Gegevens {
    public var bronGezin = UUID.leeg
    public var reden: String?
    public var tweedePaarOgen = Actor.leeg

    public init() {}

    public static let type = Feittype.dossiersSamengevoegd
    public static let naam = "DossiersSamengevoegd"
    public static let kenmerken = Typekenmerken(
        groep: .a,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.beh],
        naAfsluiting: true,
        voedt: [],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("bronGezin", &bronGezin, "gezinId van het dossier dat opgaat in dit dossier")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
        bezoeker.verplicht("tweedePaarOgen", &tweedePaarOgen, "De tweede persoon die instemt")
    }
}
