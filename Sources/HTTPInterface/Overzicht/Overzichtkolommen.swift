import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader
import WireValues

/// A count is null when it is too small to be shown.
private func shown(_ count: Int?) -> JSON { count.map(JSON.integer) ?? .null }

extension Spreiding {
    fileprivate var json: JSON { ["aantal": shown(aantal), "mediaan": shown(mediaan), "p90": shown(p90)] }
}

extension Lijstkolom<Oordeelpunt> {
    /// How often a verdict occurs on a day, and where the families are that have it then.
    ///
    /// A filter without a reason admits every reason: what is counted without one has an address only where there is no
    /// other.
    static func trend(_ aanpak: Aanpakcode, _ points: [Oordeelpunt]) -> [Lijstkolom] {
        let withReason = Set(points.filter { $0.telling.oordeel.reden != nil }.map(\.plaats))
        return [
            Lijstkolom("dag") { .string($0.dag.description) },
            Lijstkolom("indicator") { .string($0.telling.indicator.rawValue) },
            Lijstkolom("uitkomst") { .string($0.telling.oordeel.uitkomst.rawValue) },
            Lijstkolom("reden") { ($0.telling.oordeel.reden?.rawValue).map(JSON.string) },
            Lijstkolom("aantal") { shown($0.telling.gezinnen) },
            Lijstkolom("gezinnen") { punt in
                guard punt.telling.oordeel.reden != nil || !withReason.contains(punt.plaats) else { return nil }
                return .string("/v1/gezinnen?" + Leesfilter(aanpak, punt.dag, punt.telling).query)
            },
        ]
    }
}

extension Oordeelpunt {
    /// The day, the indicator and the outcome.
    fileprivate var plaats: [String] {
        [dag.description, telling.indicator.rawValue, telling.oordeel.uitkomst.rawValue]
    }
}

extension Leesfilter {
    /// The families that a count of verdicts counts.
    init(_ aanpak: Aanpakcode, _ dag: Dag, _ telling: Oordeeltelling) {
        self.init(peildag: dag)
        self.aanpak = aanpak
        oordeel = Oordeelvraag(telling.indicator, telling.oordeel)
    }
}

extension Lijstkolom<Doorlooptijd> {
    /// How long a step took.
    static var doorlooptijden: [Lijstkolom] {
        [
            Lijstkolom("stap") { .string($0.stap.rawValue) },
            // Without a quarter it is about the whole period.
            Lijstkolom("kwartaal") { ($0.kwartaal?.description).map(JSON.string) },
            Lijstkolom("dagen") { $0.dagen.json },
        ]
    }
}

extension Lijstkolom<Stroomkwartaal> {
    /// What came and went.
    static var stroom: [Lijstkolom] {
        [
            Lijstkolom("eindigtOp") { .string($0.eindigtOp.description) },
            Lijstkolom("aangemeld") { shown($0.aangemeld) },
            Lijstkolom("gestart") { shown($0.gestart) },
            Lijstkolom("afgesloten") { shown($0.afgesloten) },
            Lijstkolom("stand") { shown($0.stand) },
        ]
    }
}

extension Lijstkolom<Terugkeer> {
    /// Who came back.
    static var terugkeer: [Lijstkolom] {
        [
            Lijstkolom("maanden") { .integer($0.maanden) },
            Lijstkolom("gevolgd") { shown($0.gevolgd) },
            Lijstkolom("teruggekeerd") { shown($0.teruggekeerd) },
        ]
    }
}

extension Lijstkolom<Wachttijd> {
    /// How long a kind of care is waited for.
    static var wachttijden: [Lijstkolom] {
        [
            Lijstkolom("soort") { .string($0.soort.rawValue) },
            Lijstkolom("begonnen") { $0.begonnen.json },
            Lijstkolom("wachtend") { $0.wachtend.json },
            Lijstkolom("overbrugd") { shown($0.overbrugd) },
            Lijstkolom("voorrangGevraagd") { shown($0.voorrangGevraagd) },
            Lijstkolom("voorrangVerleend") { shown($0.voorrangVerleend) },
        ]
    }
}

extension Lijstkolom<Verdelingsregel> {
    /// Where families live and who signalled them.
    static var verdeling: [Lijstkolom] {
        [
            Lijstkolom("kenmerk") { .string($0.kenmerk.rawValue) },
            Lijstkolom("waarde") { $0.waarde.map(JSON.string) },
            Lijstkolom("gezinnen") { shown($0.gezinnen) },
        ]
    }
}

extension Lijstkolom<Mijlpaaltelling> {
    /// How often something happened.
    static var mijlpalen: [Lijstkolom] {
        [
            Lijstkolom("soort") { .string($0.soort.naam) },
            Lijstkolom("code") { $0.code.map(JSON.string) },
            Lijstkolom("aantal") { shown($0.aantal) },
            Lijstkolom("trajecten") { shown($0.trajecten) },
        ]
    }
}

extension Lijstkolom<Partijtelling> {
    /// Who takes part and who is missing.
    static var partijen: [Lijstkolom] {
        [
            Lijstkolom("partij") { .string($0.partij.rawValue) },
            Lijstkolom("benodigd") { shown($0.benodigd) },
            Lijstkolom("betrokken") { shown($0.betrokken) },
            Lijstkolom("ontbreekt") { $0.ontbreekt.json },
            Lijstkolom("aanwezig") { shown($0.aanwezig) },
            Lijstkolom("afwezig") { shown($0.afwezig) },
        ]
    }
}

extension Lijstkolom<Leefgebiedtelling> {
    /// What became of problems.
    static var leefgebieden: [Lijstkolom] {
        [
            Lijstkolom("leefgebied") { .string($0.leefgebied.rawValue) },
            Lijstkolom("status") { .string($0.status.rawValue) },
            Lijstkolom("problemen") { shown($0.problemen) },
            Lijstkolom("trajecten") { shown($0.trajecten) },
        ]
    }
}
