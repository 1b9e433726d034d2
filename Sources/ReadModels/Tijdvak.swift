public import CivilTime

/// Een rij die van een dag tot een dag geldt.
public protocol Tijdvak {
    /// De eerste dag waarop het zo is.
    var van: Dag { get }
    /// De eerste dag waarop het niet meer zo is; nil als die er tot en met de horizon niet is.
    var tot: Dag? { get }
}

extension Tijdvak {
    /// Of de rij op een dag geldt.
    public func geldt(op dag: Dag) -> Bool { van <= dag && (tot.map { dag < $0 } ?? true) }
}
