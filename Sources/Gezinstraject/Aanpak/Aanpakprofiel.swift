public import CivilTime

/// De eigenschappen van een aanpak waarop geschiedenissen en regels rusten (DOMAIN §3.8, INDICATORS §1.3).
public struct Aanpakprofiel: Hashable, Sendable {
    /// De code.
    public let code: Aanpakcode?
    /// De leefgebieden die een analyse moet beoordelen.
    public let leefgebieden: [Leefgebied]
    /// De aanpak kent drang of dwang.
    public let drang: Bool
    /// De aanpak kent een prioritering en MDO's; anders begint zij met de eerste toewijzing.
    public let prioritering: Bool
    /// Een persoon heeft beide rollen: de toewijzing telt als aanvaarding.
    public let enkeleRegisseur: Bool
    /// Of de plantermijn van de aanpak zelf is.
    public let planTermijnHerkomst: Herkomst
    /// De normen die de aanpak zelf stelt; alle andere zijn die van het kader.
    public private(set) var normen: [Aanpaknorm]
    /// De opschalingsladder, laagste trede eerst; leeg als de aanpak haar niet beschrijft (DOMAIN §3.7).
    public var treden: [String] = []

    /// De eerste dag waarop de plannorm geldt; nil als zij altijd gold.
    public var planNormVanaf: Dag? { normen.first { $0.naam == .planTermijn }?.vanaf }

    /// De leefgebieden van de definitie GGSR (ZWO, DEL): die van een aanpak die er zelf geen noemt.
    public static let leefgebiedenVanDeDefinitie: [Leefgebied] = [
        .gezin, .wonen, .werk, .inkomen, .gezondheid, .onderwijs, .veiligheid,
    ]

    /// Waar een norm vandaan komt.
    public enum Herkomst: String, Opsomming {
        /// De aanpak stelt haar zelf.
        case gesteld
        /// Overgenomen van Maastricht.
        case overgenomen
    }
}

/// De versies van het profiel van een aanpak, elk vanaf een dag.
///
/// Op een dag geldt de laatste versie die dan is ingegaan. Voor de eerste versie ging er geen: tot haar dag geldt zij
/// zelf, zodat geen dag zonder profiel is.
public struct Aanpakreeks: Hashable, Sendable {
    /// De versies, oudste eerst; minstens een.
    public let versies: [Versie]

    /// Een profiel vanaf een dag.
    public struct Versie: Hashable, Sendable {
        /// De eerste dag.
        public let vanaf: Dag
        /// Het profiel.
        public let profiel: Aanpakprofiel

        /// Een profiel vanaf een dag.
        public init(vanaf: Dag, _ profiel: Aanpakprofiel) {
            self.vanaf = vanaf
            self.profiel = profiel
        }
    }

    /// Een profiel dat vanaf deze dag geldt.
    public init(_ profiel: Aanpakprofiel, vanaf: Dag = .eerste) {
        versies = [Versie(vanaf: vanaf, profiel)]
    }

    /// Deze versies; nil als er geen is, of als een versie niet later ingaat dan die ervoor.
    public init?(_ versies: [Versie]) {
        guard !versies.isEmpty, zip(versies, versies.dropFirst()).allSatisfy({ $0.vanaf < $1.vanaf }) else {
            return nil
        }
        self.versies = versies
    }

    /// Het profiel dat op een dag geldt.
    public func op(_ dag: Dag) -> Aanpakprofiel {
        (versies.last { $0.vanaf <= dag } ?? versies[0]).profiel
    }

    /// De eerste dag na een dag waarop een andere versie ingaat, of een norm van de versie die dan geldt.
    func eerstvolgende(na dag: Dag) -> Dag? {
        (versies.map { $0.vanaf } + op(dag).normen.compactMap { $0.vanaf }).filter { dag < $0 }.min()
    }
}

extension Aanpakreeks {
    /// Dezelfde versies tot en met een dag, met van hun normen wat dan al geldt: daarna verandert er niets meer.
    func zonderWijzigingen(na dag: Dag) -> Aanpakreeks {
        let gebleven = versies.filter { $0.vanaf <= dag }
        return Aanpakreeks(
            (gebleven.isEmpty ? [versies[0]] : gebleven).map { versie in
                Versie(vanaf: versie.vanaf, versie.profiel.zonderNormen(na: dag))
            }
        ) ?? self
    }
}

extension Aanpakprofiel {
    /// Hetzelfde profiel zonder de normen die pas na een dag ingaan.
    fileprivate func zonderNormen(na dag: Dag) -> Aanpakprofiel {
        var profiel = self
        profiel.normen.removeAll { !$0.geldt(op: dag) }
        return profiel
    }
}

/// De aanpakken die een programma kent.
public struct Aanpakprofielen: Equatable, Sendable {
    private let opCode: [Aanpakcode: Aanpakreeks]
    /// De profielen van een gezin zonder aanmelding of met een onbekende aanpak.
    private let anders: Aanpakreeks
    /// Of een gezin ook aangemeld mag zijn voor een aanpak die hier niet bij is.
    public let neemtOnbekendeAan: Bool

    /// Deze aanpakken; wat daar niet bij is krijgt het profiel zonder aanpak.
    public init(_ opCode: [Aanpakcode: Aanpakreeks]) {
        self.init(opCode, anders: Aanpakreeks(.zonderAanpak), neemtOnbekendeAan: false)
    }

    private init(_ opCode: [Aanpakcode: Aanpakreeks], anders: Aanpakreeks, neemtOnbekendeAan: Bool) {
        self.opCode = opCode
        self.anders = anders
        self.neemtOnbekendeAan = neemtOnbekendeAan
    }

    /// Het profiel van een aanpak op een dag; zonder of met een onbekende code dat voor andere gezinnen.
    public func profiel(van code: Aanpakcode?, op dag: Dag) -> Aanpakprofiel {
        versies(van: code).op(dag)
    }

    /// De eerste dag na een dag waarop voor een aanpak een andere versie ingaat, of een norm van de versie die dan geldt.
    public func eerstvolgende(van code: Aanpakcode?, na dag: Dag) -> Dag? {
        versies(van: code).eerstvolgende(na: dag)
    }

    private func versies(van code: Aanpakcode?) -> Aanpakreeks { code.flatMap { opCode[$0] } ?? anders }

    /// De versies van een aanpak; nil als zij niet bekend is.
    public func reeks(van code: Aanpakcode) -> Aanpakreeks? { opCode[code] }

    /// Of de code van een bekende aanpak is.
    public func kent(_ code: Aanpakcode) -> Bool { opCode[code] != nil }

    /// De bekende codes, op alfabet.
    public var codes: [Aanpakcode] { opCode.keys.sorted { $0.description < $1.description } }

    /// Dezelfde aanpakken, waarvan deze met andere versies of erbij.
    public func met(_ andere: [Aanpakcode: Aanpakreeks]) -> Aanpakprofielen {
        Aanpakprofielen(
            opCode.merging(andere) { _, ander in ander },
            anders: anders,
            neemtOnbekendeAan: neemtOnbekendeAan
        )
    }

    /// Dezelfde aanpakken, waarvan na een dag geen andere versie of norm ingaat.
    public func zonderWijzigingen(na dag: Dag) -> Aanpakprofielen {
        Aanpakprofielen(
            opCode.mapValues { $0.zonderWijzigingen(na: dag) },
            anders: anders.zonderWijzigingen(na: dag),
            neemtOnbekendeAan: neemtOnbekendeAan
        )
    }

    /// Dezelfde aanpakken, met de profielen van `code` voor een gezin zonder bekende aanpak (`--aanpak`).
    public func met(anders code: Aanpakcode) -> Aanpakprofielen {
        Aanpakprofielen(opCode, anders: opCode[code] ?? anders, neemtOnbekendeAan: true)
    }

    /// Dezelfde aanpakken, en een gezin mag ook voor een andere zijn aangemeld: dat krijgt het profiel zonder aanpak.
    ///
    /// Voor wie een bestand van elders beoordeelt; wie vastlegt noemt een bekende aanpak (I-0-VERWIJZING).
    public var metOnbekende: Aanpakprofielen {
        Aanpakprofielen(opCode, anders: anders, neemtOnbekendeAan: true)
    }
}
