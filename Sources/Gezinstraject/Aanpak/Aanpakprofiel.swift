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
    /// De eerste dag waarop de plannorm geldt; nil als zij altijd gold.
    public let planNormVanaf: Dag?

    /// Waar een norm vandaan komt.
    public enum Herkomst: String, Opsomming {
        /// De aanpak stelt haar zelf.
        case gesteld
        /// Overgenomen van Maastricht.
        case overgenomen
    }
}

/// De aanpakken die een programma kent.
public struct Aanpakprofielen: Sendable {
    private let opCode: [Aanpakcode: Aanpakprofiel]
    /// Het profiel van een gezin zonder aanmelding of met een onbekende aanpak.
    public let anders: Aanpakprofiel
    /// Of een gezin ook aangemeld mag zijn voor een aanpak die hier niet bij is.
    public let neemtOnbekendeAan: Bool

    /// Deze aanpakken; wat daar niet bij is krijgt het profiel `anders`.
    public init(
        _ profielen: [Aanpakprofiel],
        anders: Aanpakprofiel = .zonderAanpak,
        neemtOnbekendeAan: Bool = false
    ) {
        opCode = Dictionary(
            profielen.compactMap { profiel in profiel.code.map { ($0, profiel) } },
            uniquingKeysWith: { _, laatste in laatste }
        )
        self.anders = anders
        self.neemtOnbekendeAan = neemtOnbekendeAan
    }

    /// Het profiel van een aanpak; zonder of met een onbekende code het profiel `anders`.
    public func profiel(van code: Aanpakcode?) -> Aanpakprofiel {
        code.flatMap { opCode[$0] } ?? anders
    }

    /// Of de code van een bekende aanpak is.
    public func kent(_ code: Aanpakcode) -> Bool { opCode[code] != nil }

    /// De bekende codes, op alfabet.
    public var codes: [Aanpakcode] { opCode.keys.sorted { $0.description < $1.description } }

    /// Dezelfde aanpakken, met het profiel van `code` voor een gezin zonder bekende aanpak (`--aanpak`).
    public func met(anders code: Aanpakcode) -> Aanpakprofielen {
        Aanpakprofielen(Array(opCode.values), anders: profiel(van: code), neemtOnbekendeAan: true)
    }

    /// Dezelfde aanpakken, en een gezin mag ook voor een andere zijn aangemeld: dat krijgt het profiel `anders`.
    ///
    /// Voor wie een bestand van elders beoordeelt; wie vastlegt noemt een bekende aanpak (I-0-VERWIJZING).
    public var metOnbekende: Aanpakprofielen {
        Aanpakprofielen(Array(opCode.values), anders: anders, neemtOnbekendeAan: true)
    }
}
