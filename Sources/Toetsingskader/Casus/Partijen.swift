import CivilTime
import Gezinstraject

extension Casus {
    /// De partijen in beeld op een dag (INDICATORS §1.3): betrokken, of aanwezig bij een MDO of rondetafel, en daarna
    /// niet beeindigd.
    func partijenInBeeld(op dag: Dag) -> Set<Partij> {
        var inBeeld: Set<Partij> = []
        for (_, verandering) in beeldveranderingen.prefix(while: { $0.dag <= dag }) {
            verandering.pasToe(op: &inBeeld)
        }
        return inBeeld
    }

    /// Per partij de eerste dag waarop zij in beeld was, gerekend vanaf het einde van `vanaf`; nil is vanaf het begin.
    func eersteDagInBeeld(vanaf: Dag?) -> [Partij: Dag] {
        var eerste: [Partij: Dag] = [:]
        if let vanaf {
            for partij in partijenInBeeld(op: vanaf) { eerste[partij] = vanaf }
        }
        for (dag, verandering) in beeldveranderingen where vanaf.map({ dag > $0 }) ?? true {
            guard case .komen(let partijen) = verandering else { continue }
            for partij in partijen where eerste[partij] == nil { eerste[partij] = dag }
        }
        return eerste
    }

    /// Of een plan of evaluatie van een partij alleen is, terwijl een andere in beeld was.
    func isAlleen(_ partijen: [Partij], op dag: Dag) -> Bool {
        guard let enige = partijen.first, Set(partijen).count == 1 else { return false }
        return partijenInBeeld(op: dag).contains { $0 != enige }
    }

    private enum Beeldverandering {
        case komen([Partij])
        case gaan(Partij)

        func pasToe(op inBeeld: inout Set<Partij>) {
            switch self {
            case .komen(let partijen): inBeeld.formUnion(partijen)
            case .gaan(let partij): inBeeld.remove(partij)
            }
        }
    }

    private var beeldveranderingen: [(dag: Dag, verandering: Beeldverandering)] {
        let typen: [Feittype] = [
            .partijBetrokken, .mdoGehouden, .rondetafelbesprekingGehouden, .partijBetrokkenheidBeeindigd,
        ]
        return feiten(van: typen).compactMap { plaats in
            let feit = plaats.feit
            if let betrokken = feit.als(PartijBetrokken.self) { return (feit.dag, .komen([betrokken.partij])) }
            if let mdo = feit.als(MdoGehouden.self) { return (feit.dag, .komen(mdo.partijen)) }
            if let tafel = feit.als(RondetafelbesprekingGehouden.self) { return (feit.dag, .komen(tafel.partijen)) }
            return feit.als(PartijBetrokkenheidBeeindigd.self).map { (feit.dag, .gaan($0.partij)) }
        }
    }
}
