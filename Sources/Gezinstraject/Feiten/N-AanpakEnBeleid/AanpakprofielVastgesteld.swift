public import CivilTime

/// Aanpakprofiel vastgesteld (groep N, aanpak en beleid).
///
/// Bron: SPI; LEL; ZWO; DEL; MAA.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct AanpakprofielVastgesteld: Gegevens {
    public var code = ""
    public var naam = ""
    public var gemeente = ""
    public var geldigVanaf = Dag.leeg
    public var procesrol: String?
    public var inhoudelijkeRol: String?
    public var enkeleRegisseur: Bool?
    public var prioritering: Bool?
    public var planTermijnHerkomst: Aanpakprofiel.Herkomst?
    public var niveaus: [String]?
    public var leefgebiedenlijst: [Leefgebied]?
    public var parameters: [Parameter]?
    public var caseloadNorm: Int?
    public var dwangmiddelen: [Dwangmaatregel]?
    public var overlegnamen: Overlegnamen?
    public var prioriteringscriteria: [Prioriteringsgrond]?

    public init() {}

    public static let type = Feittype.aanpakprofielVastgesteld
    public static let naam = "AanpakprofielVastgesteld"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel, .beh],
        naAfsluiting: false,
        voedt: ["P3.2.1", "P3.2.3"],
        bron: "SPI; LEL; ZWO; DEL; MAA"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("code", &code, patroon: .aanpakcode, "Code van de aanpak")
        bezoeker.verplicht("naam", &naam, "Naam")
        bezoeker.verplicht("gemeente", &gemeente, patroon: .gemeente, "CBS-code")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Eerste dag van gelding, mag in de toekomst liggen")
        bezoeker.optioneel("procesrol", &procesrol, "Naam van de procesrol")
        bezoeker.optioneel("inhoudelijkeRol", &inhoudelijkeRol, "Naam van de inhoudelijke rol")
        bezoeker.optioneel(
            "enkeleRegisseur",
            &enkeleRegisseur,
            "Een persoon heeft beide rollen; de toewijzing telt als aanvaarding; ontbreekt = nee"
        )
        bezoeker.optioneel("prioritering", &prioritering, "De aanpak kent een prioritering en MDO's; ontbreekt = ja")
        bezoeker.optioneel(
            "planTermijnHerkomst",
            &planTermijnHerkomst,
            "Of de plantermijn van de aanpak zelf is; ontbreekt = overgenomen"
        )
        bezoeker.optioneel("niveaus", &niveaus, "Opschalingsladder, laagste trede eerst")
        bezoeker.optioneel("leefgebiedenlijst", &leefgebiedenlijst, "Leefgebieden van de aanpak")
        bezoeker.optioneel("parameters", &parameters, "Afwijkende parameters, bijvoorbeeld planTermijn = P1M")
        bezoeker.optioneel("caseloadNorm", &caseloadNorm, minimum: 1, "Gezinnen per fte")
        bezoeker.optioneel("dwangmiddelen", &dwangmiddelen, "Beschikbare dwang- en drangmiddelen")
        bezoeker.optioneel("overlegnamen", &overlegnamen, "Eigen namen van het overleg")
        bezoeker.optioneel("prioriteringscriteria", &prioriteringscriteria, "Criteria")
    }

    /// Een afwijkende parameter.
    public struct Parameter: Veldobject, Veldwaarde {
        public var naam = ""
        public var waarde = ""

        public init() {}

        public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
            bezoeker.verplicht("naam", &naam, "")
            bezoeker.verplicht("waarde", &waarde, "")
        }
    }

    /// Eigen namen van het overleg.
    public struct Overlegnamen: Veldobject, Veldwaarde {
        public var mdo: String?
        public var rondetafel: String?

        public init() {}

        public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
            bezoeker.optioneel("mdo", &mdo, "")
            bezoeker.optioneel("rondetafel", &rondetafel, "")
        }
    }
}
