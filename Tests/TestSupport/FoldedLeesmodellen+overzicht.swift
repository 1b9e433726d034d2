public import CaseHandling
public import CivilTime
public import EventStore
public import Gezinstraject
import ReadModels
import Toetsingskader
public import WireValues

extension FoldedLeesmodellen {
    /// A traject as it stands on the day, with the family that it is of.
    struct Traject {
        let gezin: UUID
        let stand: Gezinsstand
        let nummer: Int
        let beeld: Trajectregel
        let telt: Bool
    }

    private func trajecten(
        _ stands: [(gezin: UUID, stand: Gezinsstand)],
        _ aanpak: Aanpakcode?,
        _ dag: Dag
    ) -> [Traject] {
        stands.flatMap { gezin, stand in
            stand.trajectperioden.filter { $0.geldt(op: dag) && (aanpak == nil || $0.beeld.aanpak == aanpak) }
                .map { Traject(gezin: gezin, stand: stand, nummer: $0.traject, beeld: $0.beeld, telt: $0.telt) }
        }
    }

    func counted<Row: Sendable>(
        _ vraag: Overzichtvraag,
        in log: LogName,
        _ rows: ([Traject]) -> [Row]
    ) async throws(EventStoreError) -> Leesantwoord<[Row]> {
        let (position, stands) = try await stands(log)
        return answer(
            rows(trajecten(stands, vraag.aanpak, vraag.peildag)),
            Leesfilter(peildag: vraag.peildag),
            position
        )
    }

    /// How often each verdict occurs on each of the days.
    public func oordeelreeks(
        _ aanpak: Aanpakcode,
        _ dagen: [Dag],
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Oordeelpunt]> {
        var points: [Oordeelpunt] = []
        var position = 0
        for dag in dagen.sorted() {
            var filter = Leesfilter(peildag: dag)
            filter.aanpak = aanpak
            let counts = try await oordeeltelling(filter, in: log)
            position = counts.positie
            points += counts.inhoud.map { Oordeelpunt(dag: dag, telling: $0) }
        }
        return answer(points, Leesfilter(peildag: dagen.max() ?? .eerste), position)
    }

    /// How long the steps of trajects took.
    public func doorlooptijden(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Doorlooptijd]> {
        try await counted(vraag, in: log) { trajecten in
            Doorlooptijd.Stap.allCases.sorted { $0.rawValue < $1.rawValue }.flatMap { stap -> [Doorlooptijd] in
                let ended = trajecten.compactMap { $0.duur(stap, vraag) }.filter { vraag.omvat($0.eind) }
                guard !ended.isEmpty else { return [] }
                let quarters = Dictionary(grouping: ended) { $0.eind.eindeVanKwartaal }.sorted { $0.key < $1.key }
                return [Doorlooptijd(stap: stap, kwartaal: nil, dagen: Spreiding(ended.map(\.dagen)))]
                    + quarters.map {
                        Doorlooptijd(stap: stap, kwartaal: $0.key, dagen: Spreiding($0.value.map(\.dagen)))
                    }
            }
        }
    }

    /// What came and went in every quarter.
    public func stroom(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Stroomkwartaal]> {
        try await counted(vraag, in: log) { trajecten in
            var quarters: [Stroomkwartaal] = []
            var first = vraag.van
            while first <= vraag.tot {
                let (van, tot) = (first, min(first.eindeVanKwartaal, vraag.tot))
                func within(_ day: Dag?) -> Bool { day.map { van <= $0 && $0 <= tot } ?? false }
                quarters.append(
                    Stroomkwartaal(
                        eindigtOp: tot,
                        aangemeld: trajecten.count { within($0.beeld.aangemeldOp) },
                        gestart: trajecten.count { within($0.beeld.gestartOp) },
                        afgesloten: trajecten.count { within($0.beeld.geslotenOp) },
                        stand: trajecten.count { traject in
                            traject.beeld.gestartOp.map { $0 <= tot } ?? false
                                && traject.beeld.geslotenOp.map { tot < $0 } ?? true
                        }
                    )
                )
                first = first.eindeVanKwartaal.plus(dagen: 1)
            }
            return quarters
        }
    }

    /// How many families came back.
    public func terugkeer(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Terugkeer]> {
        let (_, stands) = try await stands(log)
        let all = trajecten(stands, nil, vraag.peildag)
        return try await counted(vraag, in: log) { trajecten in
            let closed = trajecten.compactMap { traject -> (eind: Dag, terug: Dag?)? in
                guard let eind = traject.beeld.geslotenOp, vraag.omvat(eind) else { return nil }
                let later = all.filter { $0.gezin == traject.gezin && $0.nummer > traject.nummer }
                return (eind, later.compactMap(\.beeld.aangemeldOp).filter { $0 >= eind }.min())
            }
            return Terugkeer.termijnen.map { maanden in
                let followed = closed.filter { $0.eind.plus(maanden: maanden) <= vraag.peildag }
                return Terugkeer(
                    maanden: maanden,
                    gevolgd: followed.count,
                    teruggekeerd: followed.count { closed in
                        closed.terug.map { $0 <= closed.eind.plus(maanden: maanden) } ?? false
                    }
                )
            }
        }
    }

    /// How long care is waited for.
    public func wachttijden(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Wachttijd]> {
        try await counted(vraag, in: log) { trajecten in
            let asked = trajecten.flatMap { traject in
                traject.stand.zorg.filter { zorg in
                    zorg.traject == traject.nummer && zorg.aangevraagdOp.map(vraag.omvat) ?? false
                }
            }
            func isPast(_ day: Dag?) -> Bool { day.map { $0 <= vraag.peildag } ?? false }
            return Dictionary(grouping: asked) { $0.soort }.map { soort, zorg in
                let waiting = zorg.filter {
                    !isPast($0.gestartOp) && !isPast($0.geweigerdOp) && !isPast($0.beeindigdOp)
                }
                let prior = zorg.filter { isPast($0.voorrangGevraagdOp) }
                return Wachttijd(
                    soort: soort,
                    begonnen: Spreiding(
                        zorg.filter { isPast($0.gestartOp) }.compactMap { regel in
                            regel.aangevraagdOp.flatMap { regel.gestartOp?.dagen(sinds: $0) }
                        }
                    ),
                    wachtend: Spreiding(waiting.compactMap { $0.aangevraagdOp.map(vraag.peildag.dagen) }),
                    overbrugd: waiting.count { isPast($0.overbrugdOp) },
                    voorrangGevraagd: prior.count,
                    voorrangVerleend: prior.count { isPast($0.voorrangVerleendOp) }
                )
            }.sorted { $0.soort.rawValue < $1.soort.rawValue }
        }
    }

    /// Where the families live, and who signalled them in which way.
    public func verdeling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Verdelingsregel]> {
        try await counted(vraag, in: log) { trajecten in
            Verdelingsregel.Kenmerk.allCases.sorted { $0.rawValue < $1.rawValue }.flatMap { kenmerk in
                Dictionary(grouping: trajecten.filter(\.telt)) { traject -> String? in
                    switch kenmerk {
                    case .wijk: traject.beeld.wijk
                    case .melder: traject.beeld.melder?.rawValue
                    case .route: traject.beeld.route?.rawValue
                    }
                }.map { Verdelingsregel(kenmerk: kenmerk, waarde: $0.key, gezinnen: $0.value.count) }
                    .sorted { ($0.waarde ?? "~") < ($1.waarde ?? "~") }
            }
        }
    }

    /// How often each milestone occurred.
    public func mijlpaaltelling(
        _ vraag: Overzichtvraag,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[Mijlpaaltelling]> {
        struct Key: Hashable {
            let soort: Feittype
            let code: String?
        }
        return try await counted(vraag, in: log) { trajecten in
            let all = trajecten.flatMap { traject in
                traject.stand.mijlpalen.filter { $0.traject == traject.nummer && vraag.omvat($0.dag) }
                    .map { (key: Key(soort: $0.soort, code: $0.code), traject: "\(traject.gezin) \(traject.nummer)") }
            }
            return Dictionary(grouping: all) { $0.key }.map { key, rows in
                Mijlpaaltelling(
                    soort: key.soort,
                    code: key.code,
                    aantal: rows.count,
                    trajecten: Set(rows.map(\.traject)).count
                )
            }.sorted { ($0.soort.naam, $0.code ?? "~") < ($1.soort.naam, $1.code ?? "~") }
        }
    }

    /// The families that a seed puts first.
    public func steekproef(
        _ vraag: Overzichtvraag,
        zaad: String,
        aantal: Int,
        in log: LogName
    ) async throws(EventStoreError) -> Leesantwoord<[UUID]> {
        try await counted(vraag, in: log) { trajecten in
            let drawn = trajecten.filter(\.telt).map { ($0.gezin, Steekproef.plaats(van: $0.gezin, zaad: zaad)) }
                .sorted { $0.1.lexicographicallyPrecedes($1.1) }
            return drawn.prefix(aantal).map { $0.0 }
        }
    }
}

extension FoldedLeesmodellen.Traject {
    /// On which day a step ended, and after how many days.
    fileprivate func duur(_ stap: Doorlooptijd.Stap, _ vraag: Overzichtvraag) -> (eind: Dag, dagen: Int)? {
        let own = stand.mijlpalen.filter { $0.traject == nummer }
        let days: [Dag] =
            switch stap {
            case .eersteContact: own.filter { $0.soort == .contactMetGezinGelegd }.map(\.dag)
            case .planVastgesteld: own.filter { $0.soort == .planVastgesteld }.map(\.dag)
            case .eersteMdo: stand.overleggen.filter { $0.traject == nummer && $0.soort == .mdo }.map(\.dag)
            case .afsluiting: [beeld.geslotenOp].compactMap(\.self)
            }
        guard let begin = stap == .afsluiting ? beeld.gestartOp : beeld.aangemeldOp,
            let eind = days.filter({ begin <= $0 && $0 <= vraag.peildag }).min()
        else { return nil }
        return (eind, eind.dagen(sinds: begin))
    }
}
