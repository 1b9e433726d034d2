public import CivilTime
public import WireValues

/// Een gebeurtenis op haar plaats in de effectieve geschiedenis: met correcties erin verwerkt.
public struct Feit: Sendable {
    /// De id van de registratie.
    public let id: UUID
    /// Het gezin, als dat bekend is.
    let gezin: UUID?
    /// De volgorde van vastleggen.
    public let versie: Int
    /// Wat er gebeurde, na correctie.
    public let gegevens: any Gegevens
    /// De dag waarop het gebeurde, na correctie.
    public let dag: Dag
    /// Het traject waar het bij hoort; nil voor een type met bereik gezin (DOMAIN §4.1).
    public private(set) var traject: Int?
    /// Het traject dat bij het vastleggen genoemd werd.
    public let genoemdTraject: Int?
    /// Hoe nauwkeurig de dag bekend is.
    public let precisie: Precisie
    /// Wie of wat de bron is.
    public let volgens: Volgens?
    /// Het moment van vastleggen, of van de laatste correctie.
    public let laatstVastgelegdOp: Moment
    /// Wie vastlegde.
    public let vastgelegdDoor: Actor?
    /// In welke rol.
    public let rol: Rol?
    /// Of een geboortedag die hier stond gewist kan zijn: dan zegt haar ontbreken niets.
    let isGewist: Bool

    /// Het type gebeurtenis.
    public var type: Feittype { Swift.type(of: gegevens).type }

    /// Een registratie als feit, nog zonder traject: dat volgt uit haar plaats in de geschiedenis.
    init(_ registratie: Registratie) {
        self.init(
            registratie,
            registratie.gegevens,
            registratie.gebeurdOp,
            laatstVastgelegdOp: registratie.vastgelegdOp
        )
    }

    /// Een registratie als feit, met wat haar correcties in de plaats stellen.
    init(
        _ registratie: Registratie,
        _ gegevens: any Gegevens,
        _ dag: Dag,
        laatstVastgelegdOp: Moment,
        isGewist: Bool = false
    ) {
        id = registratie.id
        gezin = registratie.gezin
        versie = registratie.versie
        self.gegevens = gegevens
        self.dag = dag
        traject = nil
        genoemdTraject = registratie.traject
        precisie = registratie.precisie
        volgens = registratie.volgens
        self.laatstVastgelegdOp = laatstVastgelegdOp
        vastgelegdDoor = registratie.vastgelegdDoor
        rol = registratie.rol
        self.isGewist = isGewist
    }

    /// Hetzelfde feit in een traject; een type dat bij het gezin hoort heeft er geen.
    func `in`(traject nummer: Int) -> Feit {
        var feit = self
        feit.traject = type.kenmerken.bereik == .traject ? nummer : nil
        return feit
    }

    /// De gegevens als zij van dit type zijn.
    public func als<G: Gegevens>(_: G.Type) -> G? { gegevens as? G }
}

/// Een feit waarvan het type bekend is; de velden van de gegevens zijn direct te lezen.
@dynamicMemberLookup
public struct FeitVan<G: Gegevens>: Sendable {
    /// Het feit zelf.
    public let feit: Feit
    /// Wat er gebeurde.
    public let gegevens: G
    /// De plaats in de effectieve geschiedenis: wat later komt heeft een hoger nummer, ook op dezelfde dag.
    public let plaats: Int

    /// Een feit met zijn gegevens, op een plaats in de geschiedenis.
    public init(feit: Feit, gegevens: G, plaats: Int) {
        self.feit = feit
        self.gegevens = gegevens
        self.plaats = plaats
    }

    /// De id van de registratie.
    public var bron: UUID { feit.id }
    /// De dag waarop het gebeurde.
    public var dag: Dag { feit.dag }

    /// Een veld van de gegevens.
    public subscript<Waarde>(dynamicMember veld: KeyPath<G, Waarde>) -> Waarde { gegevens[keyPath: veld] }
}
