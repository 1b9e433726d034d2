import CivilTime
import Gezinstraject

/// Een probleem van het traject met het verloop van zijn status.
struct Probleem: Sendable {
    /// De constatering.
    let feit: FeitVan<ProbleemGeconstateerd>
    /// De wijzigingen van status, op volgorde.
    let wijzigingen: [FeitVan<ProbleemStatusGewijzigd>]

    /// De lokale id.
    var id: ProbleemId { feit.gegevens.id }
    /// De dag van constatering.
    var geconstateerd: Dag { feit.dag }
    /// De status: de laatste wijziging, anders open.
    var status: ProbleemStatusGewijzigd.Status { wijzigingen.last?.status ?? .open }
    /// Niet opgelost en niet beheersbaar.
    var isOpen: Bool { !Probleem.klaar.contains(status) }

    /// De status aan het einde van een dag.
    func status(op dag: Klokdag) -> ProbleemStatusGewijzigd.Status {
        wijzigingen.last { $0.dag <= dag }?.status ?? .open
    }

    /// De statussen waarbij een probleem niet meer open is.
    static let klaar: [ProbleemStatusGewijzigd.Status] = [.opgelost, .beheersbaar]
}

extension Casus {
    /// De problemen van het traject, op volgorde van constatering.
    var problemen: [Probleem] {
        let wijzigingen = Dictionary(grouping: alle(ProbleemStatusGewijzigd.self), by: { $0.probleem })
        return alle(ProbleemGeconstateerd.self).map { feit in
            Probleem(feit: feit, wijzigingen: wijzigingen[feit.gegevens.id] ?? [])
        }
    }
}
