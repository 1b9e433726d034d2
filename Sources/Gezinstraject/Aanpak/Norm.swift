public import CivilTime

/// Een norm van het kader die een aanpak zelf kan stellen (INDICATORS §1.3, "Parameters").
///
/// Wat elke norm zegt en wat zij is als een aanpak haar niet stelt, staat bij `Normen` van het toetsingskader.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum Normnaam: String, CaseIterable, Sendable {
    case startTermijn
    case startTolerantie
    case eersteActiviteit
    case planTermijn
    case dossierRespijt
    case terugkijk
    case minBeslist
    case ggsrMinLeefgebieden
    case doelenNorm
    case opbouwUitstel
    case planActualisatie
    case evaluatieInterval
    case evaluatieRespijt
    case wachttijdNorm
    case hulpTermijn
    case inschakelTermijn
    case stilteTermijn
    case weigeringReactie
    case stagnatieTermijn
    case regiegatMax
    case casemanagerDekking
    case casemanagerVenster
    case wisselVenster
    case maxWissels
    case veelRollen
    case rondetafelInhoudVenster
    case outreachStart
    case outreachVenster
    case erkenningPartijen
    case partijTermijn
    case afspraakNorm
    case statusDekking
    case afspraakVenster
    case afspraakMinimum
    case heraanbodTermijn
    case rondetafelVenster
    case terugvalRespijt
    case waakvlamIntervallen
    case toestemmingRespijt
    case toestemmingVooruitzicht
    case signaalTermijn
    case verouderd
    case analyseVerouderd
    case dreigingTermijn
    case leefgebiedStil
    case schoolVanaf
    case schoolTot
    case jongerenleeftijd

    /// Wat voor waarde de norm heeft.
    public var soort: Soort {
        switch self {
        case .minBeslist, .ggsrMinLeefgebieden, .opbouwUitstel, .maxWissels, .veelRollen, .erkenningPartijen,
            .afspraakMinimum, .waakvlamIntervallen:
            .aantal
        case .doelenNorm, .casemanagerDekking, .afspraakNorm, .statusDekking: .procent
        case .casemanagerVenster: .maanden
        default: .termijn
        }
    }

    /// Wat voor waarde een norm heeft.
    public enum Soort: Sendable {
        /// Een termijn in dagen, weken, maanden of jaren.
        case termijn
        /// Een termijn in hele maanden, minstens een.
        case maanden
        /// Een aantal, minstens 1.
        case aantal
        /// Een percentage van 0 tot en met 100.
        case procent
    }
}

/// De waarde van een norm.
public enum Normwaarde: Hashable, Sendable {
    /// Een termijn.
    case termijn(Termijn)
    /// Een aantal of een percentage.
    case getal(Int)

    /// De waarde zoals een gebeurtenis haar draagt: een termijn als `P1M`, een getal in cijfers.
    public var tekst: String {
        switch self {
        case .termijn(let termijn): termijn.description
        case .getal(let getal): String(getal)
        }
    }

    /// De waarde van een norm zoals een gebeurtenis haar draagt, of nil als zij niet bij die norm past.
    public init?(_ tekst: String, voor naam: Normnaam) {
        switch naam.soort {
        case .termijn, .maanden:
            guard let termijn = Termijn(tekst) else { return nil }
            self = .termijn(termijn)
        case .aantal, .procent:
            guard tekst.utf8.count <= 4, let getal = Int(tekst), String(getal) == tekst else { return nil }
            self = .getal(getal)
        }
        guard past(bij: naam) else { return nil }
    }

    /// Of de waarde bij de norm past.
    public func past(bij naam: Normnaam) -> Bool {
        switch (naam.soort, self) {
        case (.termijn, .termijn): true
        case (.maanden, .termijn(let termijn)): termijn.maanden > 0 && termijn.dagen == 0
        case (.aantal, .getal(let getal)): getal >= 1
        case (.procent, .getal(let getal)): (0...100).contains(getal)
        default: false
        }
    }
}

/// Een norm zoals een aanpak haar stelt.
public struct Aanpaknorm: Hashable, Sendable {
    /// Welke norm.
    public let naam: Normnaam
    /// De waarde.
    public let waarde: Normwaarde
    /// De eerste dag waarop de norm geldt; nil als zij geldt zolang de versie geldt.
    public let vanaf: Dag?

    /// Of de norm op een dag geldt.
    ///
    /// Voor de plantermijn is de dag van ingang geen grens: een traject dat eerder begon heeft een plan nodig vanaf die
    /// dag (INDICATORS §1.3, planNormVanaf).
    public func geldt(op dag: Dag) -> Bool { naam == .planTermijn || vanaf.map { $0 <= dag } ?? true }

    /// Een norm met deze waarde.
    public init(_ naam: Normnaam, _ waarde: Normwaarde, vanaf: Dag? = nil) {
        self.naam = naam
        self.waarde = waarde
        self.vanaf = vanaf
    }
}
