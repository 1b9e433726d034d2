public import CivilTime

/// Grondslag vastgelegd (groep C, toestemming en informatie).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GrondslagVastgelegd: Gegevens {
    public var grondslag = Grondslag.leeg
    public var motivering = ""
    public var geldigTot: Dag?

    public init() {}

    public static let type = Feittype.grondslagVastgelegd
    public static let naam = "GrondslagVastgelegd"
    public static let kenmerken = Typekenmerken(
        groep: .c,
        stroom: .gezin,
        bereik: .gezin,
        logt: [.pm],
        naAfsluiting: true,
        voedt: ["T4.3.1"],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("grondslag", &grondslag, "Andere grondslag dan toestemming")
        bezoeker.verplicht("motivering", &motivering, privacy: .vrijeTekst, "Motivering")
        bezoeker.optioneel("geldigTot", &geldigTot, "Laatste dag van geldigheid")
    }

    /// De grondslag is niet al verlopen.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        feit.nietVerlopenVoor(geldigTot, "I-C5-GELDIGTOT_NIET_VOOR")
    }

    /// Andere grondslag dan toestemming.
    public enum Grondslag: String, Opsomming {
        case wettelijkeTaak = "wettelijke_taak"
        case vitaalBelang = "vitaal_belang"
        case overig
    }
}
