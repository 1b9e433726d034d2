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
}
