public import EventStore
public import Gezinstraject

/// Wie iets vraagt of vastlegt: het subject van een token, met de gemeente en de rollen daarin.
public struct Gebruiker: Sendable {
    /// Pseudonieme verwijzing.
    public let actor: Actor
    /// De gemeente, en dus het enige logboek dat deze gebruiker kent.
    public let gemeente: LogName
    /// De rollen, in de volgorde van het token.
    public let rollen: [Tokenrol]

    /// Een gebruiker met deze rollen.
    public init(actor: Actor, gemeente: LogName, rollen: [Tokenrol]) {
        self.actor = actor
        self.gemeente = gemeente
        self.rollen = rollen
    }

    /// De rol waarin een type wordt vastgelegd: de eerste die het mag, of nil als geen het mag (G6).
    public func rol(voor type: Feittype) -> Rol? {
        rollen.lazy.compactMap(\.rol).first { $0.legtVast(type) }
    }

    /// Mag velden van een bronsysteem meegeven: wanneer, door wie en in welke rol iets daar is vastgelegd.
    public var magImporteren: Bool { rollen.contains(.beheerder) }

    /// Mag een toetsing lezen: wie dossiers leest, en wie er namens de gemeente op antwoordt.
    public var magToetsingLezen: Bool { rollen.contains { $0.leestToetsingen } }

    /// Mag de gebeurtenissen van een gezin lezen: wie aan casussen werkt of ze toetst.
    public var magDossierLezen: Bool { rollen.contains { $0.leestDossiers } }
}

/// Een rol in een token.
public enum Tokenrol: String, CaseIterable, Sendable {
    /// PM
    case procesmanager
    /// TPM
    case teamProcesmanagers = "team-procesmanagers"
    /// CM
    case casemanager
    /// AP
    case aanspreekpunt
    /// PRO
    case professional
    /// BEL
    case beleid
    /// AUD
    case auditor
    /// BEH
    case beheerder
    /// Leest alleen: oordelen en tellingen.
    case dashboard

    /// De rol waarin gebeurtenissen worden vastgelegd; nil voor wie alleen leest.
    public var rol: Rol? {
        switch self {
        case .procesmanager: .pm
        case .teamProcesmanagers: .tpm
        case .casemanager: .cm
        case .aanspreekpunt: .ap
        case .professional: .pro
        case .beleid: .bel
        case .auditor: .aud
        case .beheerder: .beh
        case .dashboard: nil
        }
    }

    /// De rollen die een type mogen vastleggen (G6).
    public static func die(leggenVast type: Feittype) -> [Tokenrol] {
        allCases.filter { $0.rol?.legtVast(type) == true }
    }

    /// Leest toetsingen met hun reacties en verbeterpunten, die vrije tekst zijn.
    var leestToetsingen: Bool { leestDossiers || self == .beleid }

    /// Leest wat over een gezin is vastgelegd, en niet alleen oordelen en tellingen.
    var leestDossiers: Bool {
        switch self {
        case .procesmanager, .teamProcesmanagers, .casemanager, .aanspreekpunt, .professional, .auditor, .beheerder:
            true
        case .beleid, .dashboard: false
        }
    }
}

extension Rol {
    /// Of deze rol het type mag vastleggen; een beheerder mag elk type (G6).
    fileprivate func legtVast(_ type: Feittype) -> Bool {
        self == .beh || type.kenmerken.logt.contains(self)
    }
}
