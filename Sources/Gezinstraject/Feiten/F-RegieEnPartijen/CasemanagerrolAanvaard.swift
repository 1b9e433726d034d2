/// Casemanagerrol aanvaard (groep F, regie en partijen).
///
/// Bron: MAA §4.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct CasemanagerrolAanvaard: Gegevens {
    public var wie = Actor.leeg
    public var andereRollen: [AndereRollen]?

    public init() {}

    public static let type = Feittype.casemanagerrolAanvaard
    public static let naam = "CasemanagerrolAanvaard"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pro],
        naAfsluiting: false,
        voedt: ["T4.1.1", "T4.1.2", "T4.1.3", "T4.1.4"],
        bron: "MAA §4.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("wie", &wie, "Wie de rol aanvaardt")
        bezoeker.optioneel("andereRollen", &andereRollen, "Andere rollen van deze persoon bij het gezin")
    }

    /// Wie benoemd is aanvaardt, en er is een casemanager tegelijk.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.benoemd(wie, bij: feit, "I-F3-BENOEMD")
            + geschiedenis.geenCasemanager(bij: feit, "I-F3-EEN_TEGELIJK")
    }

    /// Andere rollen van deze persoon bij het gezin.
    public enum AndereRollen: String, Opsomming {
        case hulpverlener
        case behandelaar
        case aanspreekpunt
        case procesmanager
        case gezinsvoogd
        case mentor
        case overig
    }
}
