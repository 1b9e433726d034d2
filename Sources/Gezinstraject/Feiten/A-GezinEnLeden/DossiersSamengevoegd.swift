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

    /// Een ander dossier gaat op in dit, en twee personen stemmen in.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        andereStroom(bij: feit) + tweePersonen(bij: feit)
    }

    /// Wie een bestand leest weet niet altijd van welk gezin het is; wat niet bekend is wordt niet geweigerd.
    private func andereStroom(bij feit: Feit) -> [Schending] {
        guard feit.gezin == bronGezin else { return [] }
        return [
            feit.schending(
                "I-A7-ANDERE_STROOM",
                "Een dossier gaat niet op in zichzelf.",
                "Noem in bronGezin het andere gezin, waarvan het dossier in dit opgaat."
            )
        ]
    }

    private func tweePersonen(bij feit: Feit) -> [Schending] {
        guard feit.vastgelegdDoor == tweedePaarOgen else { return [] }
        return [
            feit.schending(
                "I-A7-TWEE_PERSONEN",
                "Wie samenvoegt kan niet zelf het tweede paar ogen zijn.",
                "Noem in tweedePaarOgen een ander die instemt."
            )
        ]
    }
}
