public import CaseHandling
internal import CivilTime
public import EventStore
import Gezinstraject
public import ReadModels
import Synchronization
import Toetsingskader
public import WireValues

/// The lists as they must be: everything in the log is folded again whenever there is more in it.
public struct FoldedLeesmodellen: Leesmodellen {
    /// What a log holds: up to which position, and how its families stand.
    public typealias Stands =
        @Sendable (LogName) async throws(EventStoreError) -> (
            position: Int, stands: [(gezin: UUID, stand: Gezinsstand)]
        )

    let stands: Stands

    /// The lists of whatever `cases` reads.
    public init(_ cases: CaseHandler) {
        let last = Mutex<[LogName: (position: Int, stands: [(gezin: UUID, stand: Gezinsstand)])]>([:])
        self.init { log throws(EventStoreError) in
            do throws(Afwijzing) {
                let position = try await cases.laatstePositie(in: log)
                if let known = last.withLock({ $0[log] }), known.position == position { return known }
                guard let reader = Actor("TEST") else { throw Afwijzing.nietGevonden }
                let gezinnen = try await cases.gezinnen(
                    voor: Gebruiker(actor: reader, gemeente: log, rollen: [.auditor])
                )
                let stands = try await cases.standen(gezinnen, totPositie: position, horizon: cases.horizon, in: log)
                last.withLock { $0[log] = (position, stands) }
                return (position, stands)
            } catch {
                throw EventStoreError.unavailable(reason: "\(error)")
            }
        }
    }

    /// The lists of these stands.
    public init(_ stands: @escaping Stands) {
        self.stands = stands
    }

    /// Nothing is ever behind.
    public func bijgewerkt(
        tot positie: Int,
        wachttijd: Duration,
        in log: LogName
    ) async throws(EventStoreError) -> Int {
        try await stands(log).position
    }

    /// The tasks that are open on the day.
    public func taken(
        _ filter: Leesfilter,
        na plaats: Lijstplaats?,
        limiet: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Taakregel]> {
        let (position, stands) = try await stands(log)
        let rows = stands.flatMap { gezin, stand in filter.taken(stand).map { Taakregel(gezin, $0) } }
        return page(rows, key: \.key, filter, position, after: plaats, limiet)
    }

    /// How many tasks of each kind are open on the day.
    public func taaktelling(
        _ filter: Leesfilter,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Taaktelling]> {
        let (position, stands) = try await stands(log)
        let taken = Dictionary(grouping: stands.flatMap { filter.taken($0.stand) }) { $0.soort }
        let counts = taken.map { soort, taken in
            Taaktelling(
                soort: soort,
                open: taken.count,
                overTijd: taken.count { $0.uiterlijk.map { $0 < filter.peildag } ?? false }
            )
        }
        return answer(counts.sorted { $0.soort.rawValue < $1.soort.rawValue }, filter, position)
    }

    /// The families on the day, the most silent first.
    public func gezinnen(
        _ filter: Leesfilter,
        na plaats: Lijstplaats?,
        limiet: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Gezinsregel]> {
        let (position, stands) = try await stands(log)
        let byTurn = filter.procesmanager == nil ? filter.oordeel : nil
        let rows = stands.compactMap { gezin, stand -> (key: [String], row: Gezinsregel)? in
            guard let periode = filter.traject(stand) else { return nil }
            let row = Gezinsregel(gezin, periode)
            guard let byTurn else { return (row.key, row) }
            let turn = byTurn.stuk(stand, traject: periode.traject, op: filter.peildag)?.tot
            return (["omslag", turn?.description ?? "9999-99-99", gezin.description], row)
        }
        let answer = page(rows, key: \.key, filter, position, after: plaats, limiet)
        return Leesantwoord(
            positie: answer.positie,
            peildag: answer.peildag,
            definitie: answer.definitie,
            inhoud: answer.inhoud.map(\.row),
            volgende: answer.volgende
        )
    }

    /// How many families each procesmanager has in each phase on the day.
    public func caseload(
        _ filter: Leesfilter,
        na plaats: Lijstplaats?,
        limiet: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Caseloadregel]> {
        let (position, stands) = try await stands(log)
        struct Key: Hashable {
            let wie: Actor?
            let aanpak: Aanpakcode?
            let fase: Fase
        }
        let counts = Dictionary(grouping: stands.compactMap { filter.traject($0.stand)?.beeld }) {
            Key(wie: $0.procesmanager, aanpak: $0.aanpak, fase: $0.fase)
        }
        let rows = counts.map { key, all in
            Caseloadregel(procesmanager: key.wie, aanpak: key.aanpak, fase: key.fase, gezinnen: all.count)
        }
        return page(rows, key: \.key, filter, position, after: plaats, limiet)
    }

    /// How often each verdict occurs on the day among the families.
    public func oordeeltelling(
        _ filter: Leesfilter,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Oordeeltelling]> {
        let (position, stands) = try await stands(log)
        struct Key: Hashable {
            let indicator: Indicatorcode
            let oordeel: Oordeelkern
        }
        var counts: [Key: Int] = [:]
        for (_, stand) in stands {
            guard let traject = filter.traject(stand)?.traject else { continue }
            for periode in stand.oordeelperioden where periode.traject == traject && periode.geldt(op: filter.peildag) {
                counts[Key(indicator: periode.indicator, oordeel: periode.oordeel), default: 0] += 1
            }
        }
        let rows = counts.map { Oordeeltelling(indicator: $0.indicator, oordeel: $0.oordeel, gezinnen: $1) }
        return answer(rows.sorted { $0.key < $1.key }, filter, position)
    }

    // MARK: - Answers

    func answer<Inhoud>(
        _ inhoud: Inhoud,
        _ filter: Leesfilter,
        _ position: Int,
        next: Lijstplaats? = nil
    ) -> Leesantwoord<Inhoud> {
        Leesantwoord(
            positie: position,
            peildag: filter.peildag,
            definitie: Toetsingskader.versie,
            inhoud: inhoud,
            volgende: next
        )
    }

    private func page<Row>(
        _ rows: [Row],
        key: (Row) -> [String],
        _ filter: Leesfilter,
        _ position: Int,
        after place: Lijstplaats?,
        _ limit: Int
    ) -> Leesantwoord<[Row]> {
        let sorted = rows.map { (key: key($0), row: $0) }
            .filter { row in place.map { $0.delen.lexicographicallyPrecedes(row.key) } ?? true }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let next = sorted.count > limit ? sorted[limit - 1].key : nil
        return answer(sorted.prefix(limit).map(\.row), filter, position, next: next.map { Lijstplaats(delen: $0) })
    }
}

extension Leesfilter {
    fileprivate func taken(_ stand: Gezinsstand) -> [Taak] {
        stand.taken.filter { taak in
            taak.geldt(op: peildag)
                && (procesmanager == nil || taak.procesmanager == procesmanager)
                && (casemanager == nil || taak.casemanager == casemanager)
                && (aanpak == nil || taak.aanpak == aanpak) && (wijk == nil || taak.wijk == wijk)
                && (soorten.isEmpty || soorten.contains(taak.soort))
                && uiterlijk.map { last in taak.uiterlijk.map { $0 <= last } ?? false } ?? true
        }
    }

    fileprivate func traject(_ stand: Gezinsstand) -> Trajectperiode? {
        stand.trajectperioden.first { periode in
            let beeld = periode.beeld
            return periode.telt && periode.geldt(op: peildag)
                && (procesmanager == nil || beeld.procesmanager == procesmanager)
                && (casemanager == nil || beeld.casemanager == casemanager)
                && (aanpak == nil || beeld.aanpak == aanpak) && (wijk == nil || beeld.wijk == wijk)
                && (fase == nil || beeld.fase == fase)
                && zonderContactSinds.map { (beeld.laatsteContactOp ?? .eerste) < $0 } ?? true
                && oordeel.map { $0.geldt(stand, traject: periode.traject, op: peildag) } ?? true
        }
    }
}

extension Oordeelvraag {
    /// The piece of the verdict that holds on a day, up to where it turns or begins to count elsewhere.
    fileprivate func stuk(_ stand: Gezinsstand, traject: Int, op dag: Dag) -> Oordeelstuk? {
        stand.oordeelstukken.first { $0.traject == traject && $0.indicator == indicator && $0.geldt(op: dag) }
    }

    fileprivate func geldt(_ stand: Gezinsstand, traject: Int, op dag: Dag) -> Bool {
        stand.oordeelperioden.contains { periode in
            periode.traject == traject && periode.indicator == indicator && periode.geldt(op: dag)
                && periode.oordeel.uitkomst == uitkomst
                && (reden.map { $0 == (periode.oordeel.reden.map { .deze($0) } ?? .geen) } ?? true)
        }
    }
}

extension Taakregel {
    fileprivate init(_ gezin: UUID, _ taak: Taak) {
        self.init(
            gezin: gezin,
            traject: taak.traject,
            soort: taak.soort,
            sleutel: taak.sleutel,
            sinds: taak.sinds,
            uiterlijk: taak.uiterlijk,
            trede: taak.trede,
            partij: taak.partij?.rawValue,
            procesmanager: taak.procesmanager,
            casemanager: taak.casemanager,
            aanleiding: taak.aanleiding
        )
    }

    /// In the order of the list; what has no term comes last.
    fileprivate var key: [String] {
        [
            uiterlijk?.description ?? "9999-99-99", gezin.description, String(traject), soort.rawValue, sleutel,
            aanleiding.description,
        ]
    }
}

extension Gezinsregel {
    fileprivate init(_ gezin: UUID, _ periode: Trajectperiode) {
        let beeld = periode.beeld
        self.init(
            gezin: gezin,
            traject: periode.traject,
            fase: beeld.fase,
            aanpak: beeld.aanpak,
            procesmanager: beeld.procesmanager,
            casemanager: beeld.casemanager,
            wijk: beeld.wijk,
            gestartOp: beeld.gestartOp,
            geslotenOp: beeld.geslotenOp,
            laatsteContactOp: beeld.laatsteContactOp,
            laatstePogingOp: beeld.laatstePogingOp,
            laatsteOverlegOp: beeld.laatsteOverlegOp,
            laatsteGebeurtenisOp: beeld.laatsteGebeurtenisOp
        )
    }

    fileprivate var key: [String] { [laatsteContactOp?.description ?? "", gezin.description] }
}

extension Caseloadregel {
    fileprivate var key: [String] { [procesmanager?.tekst ?? "", aanpak?.description ?? "", fase.rawValue] }
}

extension Oordeeltelling {
    fileprivate var key: String {
        "\(indicator.rawValue) \(oordeel.uitkomst.rawValue) \(oordeel.reden?.rawValue ?? "~")"
    }
}
