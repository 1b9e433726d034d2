public import Gezinstraject

/// De vijf thema's van het kader (MAA Bijlage 1).
public enum Thema: String, CaseIterable, Sendable {
    /// Toeleiding.
    case t1 = "T1"
    /// Gezin centraal.
    case t2 = "T2"
    /// De aanpak.
    case t3 = "T3"
    /// Samenwerking.
    case t4 = "T4"
    /// Continu.
    case t5 = "T5"

    /// De naam in Bijlage 1.
    public var naam: String {
        switch self {
        case .t1: "Toeleiding"
        case .t2: "Gezin centraal"
        case .t3: "De aanpak"
        case .t4: "Samenwerking"
        case .t5: "Continu"
        }
    }

    /// De uitleg in de inleiding van Bijlage 1.
    public var uitleg: String {
        switch self {
        case .t1: "de gezinnen worden tijdig bereikt met de aanpak."
        case .t2: "de aanpak stelt het gezin en zijn sociale netwerk centraal."
        case .t3: "de aanpak is planmatig, samenhangend en vasthoudend."
        case .t4: "er moet een regisseur zijn en goede samenwerking van alle partijen rondom het gezin."
        case .t5: "de aanpak is flexibel, de duur toereikend met indien nodig een vervolg."
        }
    }
}

/// De twaalf criteria van het kader (MAA Bijlage 1).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Criterium: String, CaseIterable, Sendable {
    case t11 = "T1.1"
    case t21 = "T2.1"
    case t22 = "T2.2"
    case t23 = "T2.3"
    case t31 = "T3.1"
    case t32 = "T3.2"
    case t41 = "T4.1"
    case t42 = "T4.2"
    case t43 = "T4.3"
    case t51 = "T5.1"
    case t52 = "T5.2"
    case t53 = "T5.3"

    /// De naam in Bijlage 1.
    public var naam: String {
        switch self {
        case .t11: "De aanpak wordt op tijd in gang gezet"
        case .t21: "Het gezin wordt bij elke stap van de aanpak betrokken"
        case .t22: "De eigen kracht van het gezin wordt ondersteund en benut"
        case .t23: "Het sociale netwerk van het gezin wordt benut"
        case .t31: "De aanpak is samenhangend"
        case .t32: "De aanpak is vasthoudend"
        case .t41: "Eén regisseur"
        case .t42: "Benodigde partijen werken mee aan de aanpak"
        case .t43: "Toereikende informatie"
        case .t51: "De duur van de aanpak is toereikend"
        case .t52: "De aanpak is flexibel"
        case .t53: "De aanpak krijgt indien nodig een vervolg"
        }
    }

    /// Het thema waar het criterium onder valt.
    public var thema: Thema {
        switch self {
        case .t11: .t1
        case .t21, .t22, .t23: .t2
        case .t31, .t32: .t3
        case .t41, .t42, .t43: .t4
        case .t51, .t52, .t53: .t5
        }
    }
}

extension Indicatorcode {
    /// Het criterium waar de indicator onder valt.
    public var criterium: Criterium {
        switch self {
        case .t111, .t112, .t113: .t11
        case .t211, .t212, .t213, .t214: .t21
        case .t221, .t222: .t22
        case .t231, .t232, .t233: .t23
        case .t311, .t312, .t313, .t314, .t315: .t31
        case .t321, .t322: .t32
        case .t411, .t412, .t413, .t414, .t415: .t41
        case .t421, .t422: .t42
        case .t431, .t432: .t43
        case .t511: .t51
        case .t521, .t522, .t523: .t52
        case .t531: .t53
        }
    }
}
