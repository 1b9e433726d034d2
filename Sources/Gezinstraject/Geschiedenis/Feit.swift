public import CivilTime
public import WireValues

/// Een gebeurtenis op haar plaats in de effectieve geschiedenis: met correcties erin verwerkt.
///
/// Regels en invarianten geven feiten veel door; een kopie is daarom niet meer dan een verwijzing naar de inhoud.
public struct Feit: Sendable {
    private let inhoud: Inhoud
    /// Het traject waar het bij hoort; nil voor een type met bereik gezin (DOMAIN §4.1).
    public private(set) var traject: Int?

    private final class Inhoud: Sendable {
        let registratie: Registratie
        let gegevens: any Gegevens
        let dag: Dag
        let laatstVastgelegdOp: Moment
        let isGewist: Bool

        init(
            _ registratie: Registratie,
            _ gegevens: any Gegevens,
            _ dag: Dag,
            _ laatstVastgelegdOp: Moment,
            isGewist: Bool
        ) {
            self.registratie = registratie
            self.gegevens = gegevens
            self.dag = dag
            self.laatstVastgelegdOp = laatstVastgelegdOp
            self.isGewist = isGewist
        }
    }

    /// De id van de registratie.
    public var id: UUID { inhoud.registratie.id }
    /// Het gezin, als dat bekend is.
    var gezin: UUID? { inhoud.registratie.gezin }
    /// De volgorde van vastleggen.
    public var versie: Int { inhoud.registratie.versie }
    /// Wat er gebeurde, na correctie.
    public var gegevens: any Gegevens { inhoud.gegevens }
    /// De dag waarop het gebeurde, na correctie.
    public var dag: Dag { inhoud.dag }
    /// Het traject dat bij het vastleggen genoemd werd.
    public var genoemdTraject: Int? { inhoud.registratie.traject }
    /// Hoe nauwkeurig de dag bekend is.
    public var precisie: Precisie { inhoud.registratie.precisie }
    /// Wie of wat de bron is.
    public var volgens: Volgens? { inhoud.registratie.volgens }
    /// Het moment van vastleggen, of van de laatste correctie.
    public var laatstVastgelegdOp: Moment { inhoud.laatstVastgelegdOp }
    /// Wie vastlegde.
    public var vastgelegdDoor: Actor? { inhoud.registratie.vastgelegdDoor }
    /// In welke rol.
    public var rol: Rol? { inhoud.registratie.rol }
    /// Of een dag die hier stond gewist kan zijn: dan zegt haar ontbreken niets.
    var isGewist: Bool { inhoud.isGewist }

    /// Het type gebeurtenis.
    public var type: Feittype { Swift.type(of: gegevens).type }

    /// Een registratie als feit, nog zonder traject: dat volgt uit haar plaats in de geschiedenis.
    init(_ registratie: Registratie) {
        self.init(
            registratie,
            registratie.gegevens,
            registratie.gebeurdOp,
            laatstVastgelegdOp: registratie.vastgelegdOp,
            isGewist: registratie.isGewist
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
        inhoud = Inhoud(registratie, gegevens, dag, laatstVastgelegdOp, isGewist: isGewist)
        traject = nil
    }

    /// Hetzelfde feit in een traject; een type dat bij het gezin hoort heeft er geen.
    func `in`(traject nummer: Int) -> Feit {
        var feit = self
        feit.traject = type.kenmerken.bereik == .traject ? nummer : nil
        return feit
    }

    /// De gegevens als zij van dit type zijn.
    public func als<G: Gegevens>(_: G.Type) -> G? {
        // Most are not, and comparing types costs a fraction of a cast.
        guard Swift.type(of: gegevens) == G.self else { return nil }
        return gegevens as? G
    }
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
    @inlinable public var bron: UUID { feit.id }
    /// De dag waarop het gebeurde.
    @inlinable public var dag: Dag { feit.dag }

    /// Een veld van de gegevens.
    @inlinable
    public subscript<Waarde>(dynamicMember veld: KeyPath<G, Waarde>) -> Waarde { gegevens[keyPath: veld] }
}
