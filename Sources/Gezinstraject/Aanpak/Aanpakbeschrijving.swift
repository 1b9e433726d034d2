public import CivilTime

/// Een aanpak zoals een gemeente haar beschrijft: een bestand van `Schema/Aanpakken` en de gebeurtenissen
/// `AanpakprofielVastgesteld` op de stroom van een aanpak zeggen allebei precies dit.
public struct Aanpakbeschrijving: Hashable, Sendable {
    /// De code.
    public let code: Aanpakcode
    /// CBS-code van de gemeente.
    public let gemeente: String
    /// De versies, oudste eerst; minstens een, en elke gaat later in dan die ervoor.
    public let versies: [Aanpakversie]

    /// Een beschrijving; nil zonder versies, of als een versie niet later ingaat dan die ervoor.
    public init?(code: Aanpakcode, gemeente: String, versies: [Aanpakversie]) {
        guard !versies.isEmpty, zip(versies, versies.dropFirst()).allSatisfy({ $0.geldigVanaf < $1.geldigVanaf })
        else { return nil }
        self.code = code
        self.gemeente = gemeente
        self.versies = versies
    }

    /// De versie die op een dag geldt; voor de dag van de eerste is dat de eerste (zie `Aanpakreeks`).
    public func versie(op dag: Dag) -> Aanpakversie {
        versies.last { $0.geldigVanaf <= dag } ?? versies[0]
    }

    /// De profielen waarop geschiedenissen en regels rusten.
    public var reeks: Aanpakreeks? {
        Aanpakreeks(versies.map { Aanpakreeks.Versie(vanaf: $0.geldigVanaf, $0.profiel(code)) })
    }

    /// Dezelfde aanpak, gevolgd door latere versies: tot de eerste daarvan blijft gelden wat hier staat.
    public func vervolgd(met later: [Aanpakversie]) -> Aanpakbeschrijving {
        guard let eerste = later.first else { return self }
        let eerder = versies.filter { $0.geldigVanaf < eerste.geldigVanaf }
        return Aanpakbeschrijving(code: code, gemeente: gemeente, versies: eerder + later) ?? self
    }
}

/// Een aanpak zoals zij vanaf een dag is.
public struct Aanpakversie: Hashable, Sendable {
    /// De eerste dag.
    public var geldigVanaf: Dag
    /// De naam van de aanpak.
    public var naam: String
    /// De rollen; een rol met regie is die van een regisseur.
    public var rollen: [Rol]
    /// De leefgebieden die een analyse beoordeelt.
    public var leefgebieden: [Gebied]
    /// De aanpak kent een prioritering en MDO's.
    public var prioritering: Bool
    /// Waarop geprioriteerd wordt.
    public var prioriteringscriteria: [Prioriteringsgrond] = []
    /// De normen die de aanpak zelf stelt.
    public var normen: [Aanpaknorm] = []
    /// Of de plantermijn van de aanpak zelf is.
    public var planTermijnHerkomst = Aanpakprofiel.Herkomst.overgenomen
    /// De opschalingsladder, laagste trede eerst.
    public var treden: [String] = []
    /// Gezinnen per fte.
    public var caseloadNorm: Int?
    /// De aanpak kent drang of dwang.
    public var drang: Bool
    /// De dwangmaatregelen die zij inzet.
    public var dwangmiddelen: [Dwangmaatregel] = []
    /// Wat zij verder aan drang heeft, in woorden.
    public var drangmiddelen: [String] = []
    /// Hoe het MDO hier heet.
    public var mdo: String?
    /// Hoe de rondetafelbespreking hier heet.
    public var rondetafel: String?
    /// Ander overleg.
    public var overleg: [String] = []
    /// Waarom de aanpak sluit.
    public var afsluitredenen: [AanpakAfgesloten.Reden] = []
    /// Wat er na sluiting is.
    public var nazorg: [String] = []
    /// Waar het staat, per onderdeel.
    public var bronnen: [Aanpakonderdeel: String] = [:]

    /// Een rol van de aanpak.
    public struct Rol: Hashable, Sendable {
        /// De naam.
        public let naam: String
        /// De regie die zij heeft: over het proces, over de inhoud, over beide of geen van beide.
        public let regie: [Regieaspect]

        /// Een rol.
        public init(_ naam: String, regie: [Regieaspect]) {
            self.naam = naam
            self.regie = regie
        }
    }

    /// Een leefgebied van de aanpak.
    public struct Gebied: Hashable, Sendable {
        /// De code in de lijst van de aanpak.
        public let code: Leefgebied
        /// Het leefgebied van de definitie GGSR waar het onder valt; nil als dat er niet is (DOMAIN §0.2).
        public let stj: StjLeefgebied?

        /// Een leefgebied.
        public init(_ code: Leefgebied, stj: StjLeefgebied?) {
            self.code = code
            self.stj = stj
        }
    }

    /// De rol van de procesregisseur.
    public var procesrol: Rol? { rollen.first { $0.regie.contains(.proces) } }
    /// De rol van de inhoudelijke regisseur.
    public var inhoudelijkeRol: Rol? { rollen.first { $0.regie.contains(.inhoud) } }
    /// Een persoon heeft beide rollen.
    public var enkeleRegisseur: Bool { rollen.contains { Set($0.regie).count == Regieaspect.allCases.count } }

    /// Een versie zonder wat een aanpak niet hoeft te hebben.
    public init(
        geldigVanaf: Dag,
        naam: String,
        rollen: [Rol],
        leefgebieden: [Gebied],
        prioritering: Bool,
        drang: Bool
    ) {
        self.geldigVanaf = geldigVanaf
        self.naam = naam
        self.rollen = rollen
        self.leefgebieden = leefgebieden
        self.prioritering = prioritering
        self.drang = drang
    }

    /// Waarop geschiedenissen en regels rusten.
    public func profiel(_ code: Aanpakcode) -> Aanpakprofiel {
        Aanpakprofiel(
            code: code,
            leefgebieden: leefgebieden.map { $0.code },
            drang: drang,
            prioritering: prioritering,
            enkeleRegisseur: enkeleRegisseur,
            planTermijnHerkomst: planTermijnHerkomst,
            normen: normen,
            treden: treden
        )
    }
}

/// Een onderdeel van de beschrijving van een aanpak, waar een bron bij staat.
public enum Aanpakonderdeel: Hashable, Sendable {
    /// De aanpak als geheel, of de dag waarop zij ingaat.
    case aanpak
    /// Een rol.
    case rol(String)
    /// De leefgebieden.
    case leefgebieden
    /// De prioritering.
    case prioritering
    /// Een norm.
    case norm(Normnaam)
    /// De opschalingsladder.
    case opschaling
    /// De caseload.
    case caseload
    /// Drang en dwang.
    case drang
    /// De namen van het overleg.
    case overleg
    /// De redenen om te sluiten.
    case afsluiting
    /// De nazorg.
    case nazorg

    /// De onderdelen die er een keer zijn.
    private static let enkel: [String: Aanpakonderdeel] = [
        "aanpak": .aanpak, "leefgebieden": .leefgebieden, "prioritering": .prioritering, "opschaling": .opschaling,
        "caseload": .caseload, "drang": .drang, "overleg": .overleg, "afsluiting": .afsluiting, "nazorg": .nazorg,
    ]

    /// De naam waaronder een gebeurtenis het onderdeel noemt, zoals `caseload`, `rol.coach` of `norm.planTermijn`.
    public var naam: String {
        switch self {
        case .rol(let rol): "rol.\(rol)"
        case .norm(let norm): "norm.\(norm.rawValue)"
        default: Aanpakonderdeel.enkel.first { $0.value == self }?.key ?? ""
        }
    }

    /// Het onderdeel met deze naam, of nil.
    public init?(naam: String) {
        if let onderdeel = Aanpakonderdeel.enkel[naam] {
            self = onderdeel
        } else if naam.hasPrefix("rol."), naam.utf8.count > 4 {
            self = .rol(String(naam.dropFirst(4)))
        } else if naam.hasPrefix("norm."), let norm = Normnaam(rawValue: String(naam.dropFirst(5))) {
            self = .norm(norm)
        } else {
            return nil
        }
    }
}
