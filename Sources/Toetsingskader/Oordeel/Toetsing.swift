public import CivilTime
public import Gezinstraject

/// De toetsing van een traject op een dag: 33 oordelen, 12 criteria en 5 thema's.
public struct Toetsing: Sendable {
    /// De dag waarop getoetst is.
    public let peildag: Dag
    /// Het nummer van het traject.
    public let traject: Int
    /// De aanpak waarvoor is aangemeld, of waaronder zonder aanmelding getoetst is; nil als er geen is.
    public let aanpak: Aanpakcode?
    /// Of het traject op de peildag gestart was.
    public let isGestart: Bool
    /// De 33 oordelen, in de volgorde van het kader.
    public let oordelen: [Oordeel]
    /// Wat mensen vastlegden naast de berekende oordelen; leeg als dat niet gevraagd is.
    public internal(set) var menselijk: [MenselijkOordeel] = []

    /// De 12 criteria met hun afgeleide uitkomst en tellingen.
    public var criteria: [Criteriumuitkomst] {
        Criterium.allCases.map { criterium in
            Criteriumuitkomst(criterium, oordelen.filter { $0.indicator.criterium == criterium }.map { $0.kern })
        }
    }

    /// De 5 thema's met hun tellingen; een thema heeft geen uitkomst.
    public var themas: [Thematelling] {
        Thema.allCases.map { thema in
            let uitkomsten = oordelen.filter { $0.indicator.criterium.thema == thema }.map { $0.uitkomst }
            return Thematelling(thema: thema, telling: Telling(uitkomsten))
        }
    }
}

/// Aantallen per uitkomst.
public struct Telling: Hashable, Sendable {
    /// Aantal ✓.
    public let voldoet: Int
    /// Aantal X.
    public let verbeterpunt: Int
    /// Aantal –.
    public let nietVastgesteld: Int

    /// De telling van deze uitkomsten.
    public init(_ uitkomsten: [Uitkomst]) {
        voldoet = uitkomsten.count { $0 == .voldoet }
        verbeterpunt = uitkomsten.count { $0 == .verbeterpunt }
        nietVastgesteld = uitkomsten.count { $0 == .nietVastgesteld }
    }
}

/// De afgeleide uitkomst van een criterium, voor een gezin of voor een aanpak.
public struct Criteriumuitkomst: Hashable, Sendable {
    /// Het criterium.
    public let criterium: Criterium
    /// De afgeleide uitkomst.
    public let uitkomst: Uitkomst
    /// De aantallen van zijn indicatoren, met NVT onder nietVastgesteld.
    public let telling: Telling

    /// X als een indicator X is; ✓ als elke indicator ✓ is, of – NVT, en minstens een ✓; anders –.
    ///
    /// Bron: INDICATORS §1.5 (van ons; de inspectie oordeelt niet boven de indicatoren).
    init(_ criterium: Criterium, _ indicatoren: [Oordeelkern]) {
        self.criterium = criterium
        telling = Telling(indicatoren.map { $0.uitkomst })
        let isVoldaan = indicatoren.allSatisfy { $0.uitkomst == .voldoet || $0.reden == .nvt }
        if telling.verbeterpunt > 0 {
            uitkomst = .verbeterpunt
        } else if isVoldaan, telling.voldoet > 0 {
            uitkomst = .voldoet
        } else {
            uitkomst = .nietVastgesteld
        }
    }
}

/// De aantallen van een thema.
public struct Thematelling: Hashable, Sendable {
    /// Het thema.
    public let thema: Thema
    /// De aantallen van zijn indicatoren.
    public let telling: Telling
}
