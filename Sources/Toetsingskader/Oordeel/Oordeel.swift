public import CivilTime
public import Gezinstraject
public import WireValues

/// Het oordeel over een indicator in een casus (INDICATORS §1.2).
public struct Oordeel: Sendable, Equatable {
    /// De indicator.
    public let indicator: Indicatorcode
    /// ✓, X of –.
    public let uitkomst: Uitkomst
    /// Waarom; nil voor een gewone ✓.
    public let reden: Reden?
    /// De reden in een zin, met de normen waaronder geoordeeld is; een zin die op een overgenomen plantermijn rust zegt
    /// dat.
    public let zin: String?
    /// De normen waaronder geoordeeld is.
    public let normen: Normen
    /// Bij een verbeterpunt: uit een feit of uit wat niet is vastgelegd.
    public let grond: Grond?
    /// ✓ zolang een doorlopende verplichting tot nu toe is nagekomen.
    public let voorlopig: Bool
    /// De gebeurtenissen die de uitkomst bepaalden, in de volgorde van de geschiedenis.
    public let bewijs: [UUID]
    /// De kanttekeningen, op code en zonder dubbele.
    public let letOp: [LetOp]
    /// De eerste dag na de peildag, hoogstens 60 maanden later, waarop uitkomst of reden verandert als er niets meer
    /// gebeurt; nil als die er niet is, of niet gevraagd is.
    public let omslagdag: Dag?
    /// Wat het zou laten voldoen; nil als dat niet berekend is (`beoordeelVolledig`).
    public internal(set) var ontbreekt: Ontbreekt?
}

/// Uitkomst en reden van een oordeel: daaruit volgt een criterium, en zij bepalen of een oordeel omslaat.
public struct Oordeelkern: Hashable, Sendable {
    /// ✓, X of –.
    public let uitkomst: Uitkomst
    /// Waarom; nil voor een gewone ✓.
    public let reden: Reden?

    /// Een uitkomst met haar reden.
    public init(uitkomst: Uitkomst, reden: Reden?) {
        self.uitkomst = uitkomst
        self.reden = reden
    }
}

extension Oordeel {
    /// Een kanttekening in een zin, met de normen waaronder geoordeeld is.
    public func zin(_ kanttekening: LetOp) -> String { kanttekening.zin(normen) }

    /// Uitkomst en reden.
    public var kern: Oordeelkern { Oordeelkern(uitkomst: uitkomst, reden: reden) }
}
