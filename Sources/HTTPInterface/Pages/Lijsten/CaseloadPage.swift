import CaseHandling
import CivilTime
import Gezinstraject

/// Who carries what: families per procesmanager and phase, beside the norm of their aanpak.
struct CaseloadPage {
    let tabs: [PageFrame.Link]
    let filter: Filterbalk
    let fasen: [String]
    let rijen: [Rij]
    let isLeeg: Bool
    let lijstvoet: Lijstvoet

    /// A procesmanager, or nobody.
    struct Rij {
        let wie: String
        let cellen: [Cel]
        let lopend: Int
        let norm: String
        let klasse: String
        let taken: String?
    }

    /// A number that opens into the families that it counts.
    struct Cel {
        let aantal: Int
        let adres: String?
    }

    /// The phases in which somebody has work to do.
    private static let phases: [Fase] = [.aangemeld, .geprioriteerd, .actief, .afronding, .nazorg]

    init(
        _ answer: Leesantwoord<[Caseloadregel]>,
        _ norms: [Aanpakcode: Int],
        _ filter: Leesfilter,
        _ tabs: [PageFrame.Link]
    ) {
        self.tabs = tabs
        self.filter = Filterbalk(filter, "/caseload", ["peildag", "aanpak", "wijk"])
        fasen = CaseloadPage.phases.map { Woorden.vanCode($0.rawValue) }
        let open = answer.inhoud.filter { CaseloadPage.phases.contains($0.fase) }
        let people = Dictionary(grouping: open, by: \.procesmanager)
        rijen = people.map { Rij($0, $1, CaseloadPage.phases, norms, filter) }
            .sorted { ($0.taken == nil ? 1 : 0, -$0.lopend, $0.wie) < ($1.taken == nil ? 1 : 0, -$1.lopend, $1.wie) }
        isLeeg = rijen.isEmpty
        lijstvoet = Lijstvoet(answer, "/caseload", filter)
    }
}

extension CaseloadPage.Rij {
    fileprivate init(
        _ actor: Actor?,
        _ rows: [Caseloadregel],
        _ phases: [Fase],
        _ norms: [Aanpakcode: Int],
        _ filter: Leesfilter
    ) {
        wie = actor?.tekst ?? "Niemand"
        cellen = phases.map { phase in
            let count = rows.filter { $0.fase == phase }.reduce(0) { $0 + $1.gezinnen }
            let own = filter.with { ($0.procesmanager, $0.fase) = (actor, phase) }
            return CaseloadPage.Cel(
                aantal: count,
                adres: actor == nil || count == 0 ? nil : "/gezinnen/lijst?\(own.query)"
            )
        }
        let running = rows.filter { [.geprioriteerd, .actief, .afronding].contains($0.fase) }
            .reduce(0) { $0 + $1.gezinnen }
        lopend = running
        // With families of more than one aanpak there is no one norm.
        let own = Set(rows.compactMap(\.aanpak).map { norms[$0] })
        let limit = actor == nil || own.count != 1 ? nil : own.first.flatMap(\.self)
        norm = limit.map { "van \($0)" } ?? ""
        klasse = limit.map { running > $0 } ?? false ? "fout" : ""
        taken = actor == nil ? nil : "/werkvoorraad?" + filter.with { $0.procesmanager = actor }.query
    }
}
