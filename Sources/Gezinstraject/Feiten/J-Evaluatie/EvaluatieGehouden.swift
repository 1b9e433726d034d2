/// Evaluatie gehouden (groep J, evaluatie).
///
/// Bron: MAA §2.6, §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct EvaluatieGehouden: Gegevens {
    public var soort = Soort.leeg
    public var partijen: [Partij] = []
    public var gezin = Gezin.leeg
    public var deelnemers: [GezinslidId]?
    public var doelen: [Doelresultaat]?
    public var gericht: Gericht?
    public var conclusie: Conclusie?

    public init() {}

    public static let type = Feittype.evaluatieGehouden
    public static let naam = "EvaluatieGehouden"
    public static let kenmerken = Typekenmerken(
        groep: .j,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T2.1.4", "T3.1.3", "T3.1.5", "T3.2.2", "P3.1.4"],
        bron: "MAA §2.6, §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("soort", &soort, "Soort evaluatie")
        bezoeker.verplicht("partijen", &partijen, minimum: 1, "Deelnemende partijen")
        bezoeker.verplicht(
            "gezin",
            &gezin,
            "Aanwezigheid van het gezin; laatste_deel = alleen bij het laatste deel, telt als niet"
        )
        bezoeker.optioneel("deelnemers", &deelnemers, "Aanwezige gezinsleden")
        bezoeker.optioneel("doelen", &doelen, "Resultaat per doel")
        bezoeker.optioneel("gericht", &gericht, "Waarop de evaluatie gericht was")
        bezoeker.optioneel("conclusie", &conclusie, "Conclusie")
    }

    /// Een eindevaluatie volgt op het begin van de afronding of op de afsluiting.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard soort == .eind, let traject = feit.traject, geschiedenis.toestand(van: traject).geslotenOp == nil,
            geschiedenis.laatste(AfrondingGestart.self, in: traject) == nil
        else { return [] }
        return [
            feit.schending(
                "I-J2-EIND_NA_AFRONDING",
                "Een eindevaluatie kan pas als de afronding van het traject is gestart of het traject is gesloten.",
                "Leg eerst AfrondingGestart vast, op dezelfde of een eerdere dag, of kies soort tussentijds.",
                vereist: Vereiste([.afrondingGestart, .aanpakAfgesloten], in: traject)
            )
        ]
    }

    /// Soort evaluatie.
    public enum Soort: String, Opsomming {
        case tussentijds
        case eind
    }

    /// Aanwezigheid van het gezin; laatste_deel = alleen bij het laatste deel, telt als niet.
    public enum Gezin: String, Opsomming {
        case geheel
        case deelVanGezin = "deel_van_gezin"
        case laatsteDeel = "laatste_deel"
        case niet
    }

    /// Resultaat per doel.
    public struct Doelresultaat: Veldobject, Veldwaarde {
        public var doel = DoelId.leeg
        public var resultaat = Resultaat.leeg

        /// Resultaat.
        public enum Resultaat: String, Opsomming {
            case bereikt
            case deelsBereikt = "deels_bereikt"
            case nietBereikt = "niet_bereikt"
            case onbekend
        }

        public init() {}

        public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
            bezoeker.verplicht("doel", &doel, "")
            bezoeker.verplicht("resultaat", &resultaat, "")
        }
    }

    /// Waarop de evaluatie gericht was.
    public enum Gericht: String, Opsomming {
        case resultaten
        case proces
        case beide
    }

    /// Conclusie.
    public enum Conclusie: String, Opsomming {
        case doorgaan
        case bijstellen
        case afschalen
        case afsluiten
    }
}
