public import CivilTime

/// Gezinslid gewijzigd (groep A, gezin en leden).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinslidGewijzigd: Gegevens {
    public var gezinslid = GezinslidId.leeg
    public var rol: Gezinsrol?
    public var geboren: Dag?
    public var gezagsdrager: Bool?
    public var sinds: Dag?

    public init() {}

    public static let type = Feittype.gezinslidGewijzigd
    public static let naam = "GezinslidGewijzigd"
    public static let kenmerken = Typekenmerken(
        groep: .a,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T4.2.1"],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("gezinslid", &gezinslid, "Het lid dat wijzigt")
        bezoeker.optioneel("rol", &rol, "Nieuwe rol")
        bezoeker.optioneel("geboren", &geboren, privacy: .persoonsgegeven, "Nieuwe of eerst onbekende geboortedag")
        bezoeker.optioneel("gezagsdrager", &gezagsdrager, "Nieuw gegeven over gezag")
        bezoeker.optioneel("sinds", &sinds, privacy: .persoonsgegeven, "Nieuw gegeven")
    }

    /// Er wijzigt iets, het lid is niet vertrokken en de geboortedag ligt niet na deze dag.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        minstensEen(bij: feit) + geschiedenis.nogNietVertrokken(gezinslid, bij: feit, "I-A3-LID_ACTIEF")
            + feit.nietGeborenNa(geboren, "I-A3-GEBOREN_NIET_NA")
    }

    private func minstensEen(bij feit: Feit) -> [Schending] {
        guard rol == nil, geboren == nil, gezagsdrager == nil, sinds == nil, !feit.isGewist else { return [] }
        return [
            feit.schending(
                "I-A3-MINSTENS_EEN",
                "Er staat niet wat er aan het gezinslid wijzigt.",
                "Vul minstens een in van rol, geboren, gezagsdrager en sinds."
            )
        ]
    }
}
