import CaseHandling
import Gezinstraject
import ReadModels
import WireValues

/// What is on the next meetings: those that were planned, and the families with a reason to be on one.
struct Agenda {
    let filter: Filterbalk
    let isFout: Bool
    let lijst: Lijst?

    struct Lijst {
        let samenvatting: String
        let taken: [Taakweergave]
        let isGeplandLeeg: Bool
        let gezinnen: [Gezin]
        let isLeeg: Bool
        let meer: String?
        let voet: Lijstvoet
    }

    struct Gezin {
        let blad: String
        let kort: String
        let wie: String?
        let redenen: [Reden]
        let aantal: Int
    }

    struct Reden {
        let wat: String
        let aantal: String?
    }

    init(_ filter: Filterbalk, _ lijst: Lijst?) {
        self.filter = filter
        self.lijst = lijst
        isFout = lijst == nil
    }

    /// The most families with reasons on a page.
    static let limiet = 50
}

extension Agenda.Lijst {
    init(
        gepland: Leesantwoord<[Taakregel]>,
        redenen: Leesantwoord<[Taakregel]>,
        _ maker: Taakmaker,
        voet: Lijstvoet
    ) {
        let perGezin = Dictionary(grouping: redenen.inhoud, by: \.gezin)
        let sorted = perGezin.sorted { one, other in
            (other.value.count, one.key.description) < (one.value.count, other.key.description)
        }
        samenvatting =
            "\(gepland.inhoud.count) \(gepland.inhoud.count == 1 ? "gepland overleg" : "geplande overleggen"), "
            + "\(sorted.count) \(sorted.count == 1 ? "gezin" : "gezinnen") met een reden voor een overleg."
        taken = gepland.inhoud.map(maker.weergave)
        isGeplandLeeg = gepland.inhoud.isEmpty
        gezinnen = sorted.prefix(Agenda.limiet).map { gezin, taken in
            let kinds = Dictionary(grouping: taken, by: \.soort).sorted { one, other in
                (other.value.count, one.key.rawValue) < (one.value.count, other.key.rawValue)
            }
            return Agenda.Gezin(
                blad: "/gezinnen/\(gezin)/mdo" + maker.punt,
                kort: Gezinskop.short(gezin),
                wie: taken.first.flatMap { Taakmaker.people($0.procesmanager, $0.casemanager) },
                redenen: kinds.map { kind, own in
                    Agenda.Reden(wat: kind.woorden, aantal: own.count > 1 ? "\(own.count) keer" : nil)
                },
                aantal: taken.count
            )
        }
        isLeeg = sorted.isEmpty
        let rest = sorted.count - Agenda.limiet
        meer =
            redenen.volgende != nil
            ? "Er zijn er meer dan hier geteld konden worden; kies een procesmanager of wijk."
            : rest > 0 ? "En nog \(rest); kies een procesmanager of wijk." : nil
        self.voet = voet
    }
}
