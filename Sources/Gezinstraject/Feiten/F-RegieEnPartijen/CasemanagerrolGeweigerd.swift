/// Casemanagerrol geweigerd (groep F, regie en partijen).
///
/// Bron: MAA §4.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct CasemanagerrolGeweigerd: Gegevens {
    public var wie = Actor.leeg
    public var reden: Reden?

    public init() {}

    public static let type = Feittype.casemanagerrolGeweigerd
    public static let naam = "CasemanagerrolGeweigerd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pro, .pm],
        naAfsluiting: false,
        voedt: ["T4.1.1", "T4.1.2", "T4.1.3", "T4.1.4"],
        bron: "MAA §4.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("wie", &wie, "Wie weigert")
        bezoeker.optioneel("reden", &reden, "Reden")
    }

    /// Wie weigert is gevraagd of benoemd, of onder enkeleRegisseur de procesmanager.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.gevraagd(wie, bij: feit, "I-F4-GEVRAAGD")
    }

    /// Reden.
    public enum Reden: String, Opsomming {
        case teZwareVerantwoordelijkheid = "te_zware_verantwoordelijkheid"
        case geenTijd = "geen_tijd"
        case nietGefaciliteerd = "niet_gefaciliteerd"
        case anders
    }
}
