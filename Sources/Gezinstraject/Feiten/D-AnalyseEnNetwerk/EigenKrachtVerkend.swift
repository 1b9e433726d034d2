/// Eigen kracht verkend (groep D, analyse en netwerk).
///
/// Bron: MAA B1 Gezin Centraal.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct EigenKrachtVerkend: Gegevens {
    public var probleem = ProbleemId.leeg
    public var metGezin = false
    public var uitkomst = Uitkomst.leeg
    public var factor: Factor?

    public init() {}

    public static let type = Feittype.eigenKrachtVerkend
    public static let naam = "EigenKrachtVerkend"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T2.2.1", "T2.2.2", "T3.1.4"],
        bron: "MAA B1 Gezin Centraal"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("probleem", &probleem, "Welk probleem")
        bezoeker.verplicht("metGezin", &metGezin, "Samen met het gezin verkend")
        bezoeker.verplicht("uitkomst", &uitkomst, "Wat het gezin zelf kan")
        bezoeker.optioneel("factor", &factor, "Beperkende factor")
    }

    /// Bij wat het gezin niet zelf kan, staat waardoor.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard uitkomst == .nietZelf, factor == nil else { return [] }
        return [
            feit.schending(
                "I-D9-FACTOR_BIJ_NIET_ZELF",
                "Er staat niet waardoor het gezin dit niet zelf kan.",
                "Vul factor in, of kies een andere uitkomst."
            )
        ]
    }

    /// Wat het gezin zelf kan.
    public enum Uitkomst: String, Opsomming {
        case zelf
        case metHulp = "met_hulp"
        case nogNiet = "nog_niet"
        case nietZelf = "niet_zelf"
    }

    /// Beperkende factor.
    public enum Factor: String, Opsomming {
        case leerbaarheid
        case ziekte
        case motivatie
        case anders
    }
}
