import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Hummingbird
import Toetsingskader

extension Pages {
    /// So many rows are on a page.
    private static let pageSize = 100

    /// The pages about many families.
    var listResources: [Resource] {
        let tasks = ([.mijnDag] + Takenlijst.all).map { list in
            Resource(
                String(list.path.dropFirst()),
                [.get: page(Leesfilter.ofTaken + ["na"]) { try await taken(list, &$0) }]
            )
        }
        return tasks + [
            Resource("stilte", [.get: page(Leesfilter.ofGezinnen + ["na"], stilte)]),
            Resource("gezinnen/lijst", [.get: page(Leesfilter.ofGezinnen + ["na"], gezinnenlijst)]),
            Resource("caseload", [.get: page(["peildag", "aanpak", "wijk"], caseload)]),
        ]
    }

    private func taken(_ list: Takenlijst, _ visit: inout Visit) async throws -> Page {
        var filter = visit.query.leesfilter(vandaag: visit.today)
        let place = visit.query.plaats()
        try visit.query.check()
        // What narrows a count must narrow the list, also when no address says it.
        if list.isOwn { filter.procesmanager = visit.user.actor }
        if !list.kinds.isEmpty {
            filter.soorten = filter.soorten.isEmpty ? list.kinds : filter.soorten.intersection(list.kinds)
        }
        let answer = try await lijsten.taken(filter, na: place, limiet: Self.pageSize, voor: visit.user)
        let counts = try await lijsten.taaktelling(filter, voor: visit.user).inhoud
        let data = TakenPage(list, answer, counts, filter, listTabs(visit), visit.user)
        return Page("taken", list.title, data)
    }

    @Sendable private func stilte(_ visit: inout Visit) async throws -> Page {
        try await gezinnen(
            "Stilte",
            "Gezinnen van wie het langst niets is gehoord eerst; een contact met het gezin telt, een poging niet.",
            "/stilte",
            &visit
        ) { filter in
            if filter.fase == nil { filter.fase = .actief }
        }
    }

    @Sendable private func gezinnenlijst(_ visit: inout Visit) async throws -> Page {
        try await gezinnen("Gezinnen", "De gezinnen van dit filter.", "/gezinnen/lijst", &visit) { _ in }
    }

    private func gezinnen(
        _ title: String,
        _ explanation: String,
        _ path: String,
        _ visit: inout Visit,
        _ change: (inout Leesfilter) -> Void
    ) async throws -> Page {
        var filter = visit.query.leesfilter(vandaag: visit.today)
        let place = visit.query.plaats()
        try visit.query.check()
        change(&filter)
        let answer = try await lijsten.gezinnen(filter, na: place, limiet: Self.pageSize, voor: visit.user)
        let words = filter.oordeel.map { explanation + " Met dit oordeel: \($0.words)." } ?? explanation
        return Page("gezinnenlijst", title, GezinnenPage(title, words, path, answer, filter, listTabs(visit)))
    }

    @Sendable private func caseload(_ visit: inout Visit) async throws -> Page {
        let filter = visit.query.leesfilter(vandaag: visit.today)
        try visit.query.check()
        let answer = try await lijsten.caseload(filter, voor: visit.user)
        let codes = Set(answer.inhoud.compactMap(\.aanpak))
        var norms: [Aanpakcode: Int] = [:]
        for code in codes {
            let dossier = try await cases.aanpak(code, voor: visit.user)
            norms[code] = dossier.caseloadnorm(op: filter.peildag)
        }
        return Page("caseload", "Caseload en overdracht", CaseloadPage(answer, norms, filter, listTabs(visit)))
    }

    /// The lists beside each other, each for the same people and day as the one that is open.
    func listTabs(_ visit: Visit) -> [PageFrame.Link] {
        guard visit.user.magDossierLezen else { return [] }
        let tasks = ([.mijnDag] + Takenlijst.all).map { ($0.path, $0.title) }
        let all = tasks + [("/stilte", "Stilte"), ("/caseload", "Caseload en overdracht")]
        return all.map { PageFrame.Link(adres: $0.0, naam: $0.1, hier: $0.0 == visit.request.uri.path) }
    }
}

extension Oordeelvraag {
    /// Zoals "T2.1.1 ✓ Voldoet".
    fileprivate var words: String {
        let reason = reden.map { ", \($0.rawValue)" } ?? ""
        return "\(Woorden.vanIndicator(indicator)): \(uitkomst.teken) \(uitkomst.woord)\(reason)"
    }
}
