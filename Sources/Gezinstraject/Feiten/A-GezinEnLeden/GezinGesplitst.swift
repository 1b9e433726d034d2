public import WireValues

/// Gezin gesplitst (groep A, gezin en leden).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinGesplitst: Gegevens {
    public var nieuwGezin = UUID.leeg
    public var leden: [GezinslidId] = []

    public init() {}

    public static let type = Feittype.gezinGesplitst
    public static let naam = "GezinGesplitst"
    public static let kenmerken = Typekenmerken(
        groep: .a,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm],
        naAfsluiting: true,
        voedt: ["T4.3.1"],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("nieuwGezin", &nieuwGezin, "gezinId van het nieuwe gezin")
        bezoeker.verplicht("leden", &leden, minimum: 1, "Leden die naar het nieuwe gezin gaan")
    }

    /// Geen van de genoemde leden is vertrokken.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        Array(leden.lazy.flatMap { geschiedenis.nogNietVertrokken($0, bij: feit, "I-A5-LID_ACTIEF") }.prefix(1))
    }
}
