public import CaseHandling
import CivilTime
public import EventStore
import Gezinstraject
import ReadModels

extension FoldedLeesmodellen {
    /// Which parties are needed, take part and are absent.
    public func partijtelling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Partijtelling]> {
        try await counted(vraag, in: log) { trajecten in
            let counting = trajecten.filter(\.telt)
            let standen = counting.flatMap { traject in
                traject.stand.partijperioden.filter { $0.traject == traject.nummer && $0.geldt(op: vraag.peildag) }
            }
            let overleggen = counting.flatMap { traject in
                traject.stand.overleggen.filter { $0.traject == traject.nummer && vraag.omvat($0.dag) }
            }
            let parties = Set(standen.map(\.partij) + overleggen.flatMap { $0.partijen + $0.afwezig })
            return parties.map { partij in
                let own = standen.filter { $0.partij == partij }
                return Partijtelling(
                    partij: partij,
                    benodigd: own.count(where: \.stand.benodigd),
                    betrokken: own.count(where: \.stand.betrokken),
                    ontbreekt: Spreiding(own.compactMap { $0.stand.ontbreektSinds.map(vraag.peildag.dagen) }),
                    aanwezig: overleggen.flatMap(\.partijen).count { $0 == partij },
                    afwezig: overleggen.flatMap(\.afwezig).count { $0 == partij }
                )
            }.sorted { $0.partij.rawValue < $1.partij.rawValue }
        }
    }

    /// How problems stand, by the part of life that they are in.
    public func leefgebiedtelling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Leefgebiedtelling]> {
        struct Key: Hashable {
            let leefgebied: StjLeefgebied
            let status: ProbleemStatusGewijzigd.Status
        }
        return try await counted(vraag, in: log) { trajecten in
            let problems = trajecten.filter(\.telt).flatMap { traject in
                traject.stand.probleemperioden.filter {
                    $0.traject == traject.nummer && $0.geldt(op: vraag.peildag) && vraag.omvat($0.geconstateerdOp)
                }.map { (key: Key(leefgebied: $0.stj, status: $0.status), of: "\(traject.gezin) \(traject.nummer)") }
            }
            return Dictionary(grouping: problems) { $0.key }.map { key, rows in
                Leefgebiedtelling(
                    leefgebied: key.leefgebied,
                    status: key.status,
                    problemen: rows.count,
                    trajecten: Set(rows.map(\.of)).count
                )
            }.sorted { ($0.leefgebied.rawValue, $0.status.rawValue) < ($1.leefgebied.rawValue, $1.status.rawValue) }
        }
    }
}
