import CaseHandling
import CivilTime
import Gezinstraject
import HTTPTypes
import Hummingbird
import ReadModels
import WireValues

extension Pages {
    /// The pages over many families.
    var listResources: [Resource] {
        Werklijst.alle.map { soort in
            let velden = soort.velden
            return Resource(
                String(soort.pad.dropFirst()),
                [.get: listPage(velden, paged: true) { visit in try await taken(soort, velden, &visit) }]
            )
        } + [
            Resource("stilte", [.get: listPage(Pages.silenceFields, paged: true, stilte)]),
            Resource("mdo-agenda", [.get: listPage(Pages.agendaFields, paged: false, agenda)]),
            Resource("caseload", [.get: listPage(Pages.caseloadFields, paged: false, caseload)]),
            Resource("bijgewerkt", [.get: position]),
        ]
    }

    private static let silenceFields: [Lijstfilter.Veld] =
        [.peildag, .stilte, .fase, .procesmanager, .casemanager, .aanpak, .wijk]
    private static let agendaFields: [Lijstfilter.Veld] = [.peildag, .procesmanager, .casemanager, .aanpak, .wijk]
    private static let caseloadFields: [Lijstfilter.Veld] = [.peildag, .stilte, .aanpak, .wijk]

    private func listPage(
        _ velden: [Lijstfilter.Veld],
        paged: Bool,
        _ make: @escaping @Sendable (inout Visit) async throws -> Page
    ) -> Handler {
        page(velden.map(\.rawValue) + (paged ? ["na", "limiet"] : []), make)
    }

    // MARK: - Tasks

    private func taken(_ soort: Werklijst, _ velden: [Lijstfilter.Veld], _ visit: inout Visit) async throws -> Page {
        let last = try await caughtUp(visit)
        var filter = Lijstfilter(&visit, velden, termijn: soort.termijn)
        filter.soorten(soort.soorten)
        if soort.isEigen { filter.van(visit.user) }
        let asked = visit.place()
        let balk = try await bar(velden, filter, visit)
        guard try visit.isUnderstood(velden) else {
            return Page("taken", soort.titel, Takenlijst(soort, balk, nil), status: .badRequest)
        }
        let answer = try await lijsten.taken(filter.lees, na: asked.place, limiet: asked.limit, voor: visit.user)
        let counts = try await lijsten.taaktelling(filter.lees, voor: visit.user)
        let foot = foot(answer, last, filter, visit)
        let maker = Taakmaker(peildag: answer.peildag, user: visit.user, punt: visit.suffix(filter.point))
        let lijst = Takenlijst.Lijst(answer, counts, maker, leeg: soort.leeg, voet: foot)
        return Page("taken", soort.titel, Takenlijst(soort, balk, lijst), position: answer.positie)
    }

    // MARK: - Families

    @Sendable private func stilte(_ visit: inout Visit) async throws -> Page {
        let velden = Pages.silenceFields
        let last = try await caughtUp(visit)
        let filter = Lijstfilter(&visit, velden)
        let asked = visit.place()
        let balk = try await bar(velden, filter, visit)
        guard try visit.isUnderstood(velden) else {
            return Page("stilte", "Stilte", StiltePage(balk, nil), status: .badRequest)
        }
        let answer = try await lijsten.gezinnen(filter.lees, na: asked.place, limiet: asked.limit, voor: visit.user)
        let total = try await lijsten.caseload(filter.lees, voor: visit.user).inhoud.map(\.gezinnen).reduce(0, +)
        let foot = foot(answer, last, filter, visit)
        let lijst = StiltePage.Lijst(answer, total, visit.user, punt: visit.suffix(filter.point), voet: foot)
        return Page("stilte", "Stilte", StiltePage(balk, lijst), position: answer.positie)
    }

    @Sendable private func agenda(_ visit: inout Visit) async throws -> Page {
        let velden = Pages.agendaFields
        let last = try await caughtUp(visit)
        var filter = Lijstfilter(&visit, velden)
        let balk = try await bar(velden, filter, visit)
        guard try visit.isUnderstood(velden) else {
            return Page("agenda", "MDO-agenda", Agenda(balk, nil), status: .badRequest)
        }
        filter.soorten([.overleg])
        let planned = try await lijsten.taken(filter.lees, limiet: Pages.longest, voor: visit.user)
        var reasons = filter.lees
        reasons.soorten = Werklijst.agendaredenen
        reasons.uiterlijk = filter.lees.peildag.plus(dagen: -1)
        let late = try await lijsten.taken(reasons, limiet: Pages.longest, voor: visit.user)
        let maker = Taakmaker(peildag: planned.peildag, user: visit.user, punt: visit.suffix(filter.point))
        let lijst = Agenda.Lijst(gepland: planned, redenen: late, maker, voet: Lijstvoet(late, last))
        return Page("agenda", "MDO-agenda", Agenda(balk, lijst), position: planned.positie)
    }

    @Sendable private func caseload(_ visit: inout Visit) async throws -> Page {
        let velden = Pages.caseloadFields
        let last = try await caughtUp(visit)
        let filter = Lijstfilter(&visit, velden)
        let balk = try await bar(velden, filter, visit)
        guard try visit.isUnderstood(velden) else {
            return Page("caseload", "Caseload en overdracht", CaseloadPage(balk, nil), status: .badRequest)
        }
        var all = filter.lees
        all.zonderContactSinds = nil
        let counts = try await lijsten.caseload(all, voor: visit.user)
        var silent = filter.lees
        silent.fase = .actief
        let quiet = try await lijsten.caseload(silent, voor: visit.user)
        var tasks: [Actor: [Taaktelling]] = [:]
        for case let person? in Caseloadcijfers.personen(counts.inhoud) {
            all.procesmanager = person
            tasks[person] = try await lijsten.taaktelling(all, voor: visit.user).inhoud
        }
        let normen = try await cases.aanpakken(voor: visit.user).filter { all.aanpak == nil || all.aanpak == $0.code }
            .map { $0.beschrijving.versie(op: all.peildag) }
            .compactMap { versie in versie.caseloadNorm.map { "\(versie.naam): \($0) gezinnen per fte" } }
        let cijfers = Caseloadcijfers(caseload: counts, stil: quiet.inhoud, taken: tasks, normen: normen)
        let lijst = CaseloadPage.Lijst(cijfers, filter, voet: Lijstvoet(counts, last))
        let data = CaseloadPage(balk, lijst)
        return Page("caseload", "Caseload en overdracht", data, position: counts.positie)
    }

    // MARK: - Whether there is news

    /// The position of the read models, by which an open page sees that there is more; as cheap as can be.
    @Sendable private func position(_ request: Request, _ context: AppContext) async throws -> Response {
        try Query(request, allowed: []).check()
        guard let session = await sessions.session(of: request) else { throw Problem.unauthorized }
        let position = try await lijsten.positie(voor: session.user)
        let tag = "\"\(position)\""
        guard request.headers[.ifNoneMatch] != tag else { return Response(status: .notModified, headers: [.eTag: tag]) }
        return .json(["positie": .integer(position)], version: position)
    }

    // MARK: - What the lists share

    /// The most tasks that are looked through for one page.
    private static let longest = 1000

    private func bar(_ velden: [Lijstfilter.Veld], _ filter: Lijstfilter, _ visit: Visit) async throws -> Filterbalk {
        let aanpakken = try await cases.aanpakken(voor: visit.user).map(\.code.description)
        return Filterbalk(visit, velden, filter, aanpakken: aanpakken)
    }

    /// Waits a moment for what was just recorded to be in the lists; says how far the log goes.
    func caughtUp(_ visit: Visit) async throws -> Int {
        let last = try await cases.laatstePositie(in: visit.user.gemeente)
        _ = try await lijsten.positie(vanaf: last, wachttijd: .milliseconds(500), voor: visit.user)
        return last
    }

    private func foot<Inhoud>(
        _ answer: Leesantwoord<Inhoud>,
        _ last: Int,
        _ filter: Lijstfilter,
        _ visit: Visit
    ) -> Lijstvoet {
        let path = visit.request.uri.path
        let limit = visit.query.text("limiet").flatMap { Int($0) }
        return Lijstvoet(
            answer,
            last,
            volgende: answer.volgende.map { path + filter.vraag(na: $0, limiet: limit) },
            eerste: visit.query.text("na").map { _ in path + filter.vraag(limiet: limit) }
        )
    }
}

extension Werklijst {
    /// What its filter has.
    var velden: [Lijstfilter.Veld] {
        [.peildag, .termijn] + (isEigen ? [] : [.procesmanager, .casemanager]) + [.aanpak, .wijk]
    }
}

extension Lijstfilter {
    /// The day of the list, for the pages about a family that it leads to.
    var point: Peiling { Peiling(peildag: lees.peildag) }
}

extension Visit {
    /// Where the page of a list begins, and how long it is.
    mutating func place() -> (place: Lijstplaats?, limit: Int) {
        let place = query.lijstplaats()
        return (place, query.text("limiet") == nil ? 50 : query.limiet())
    }

    /// Whether the filter was understood; what a form cannot mend is an error.
    func isUnderstood(_ velden: [Lijstfilter.Veld]) throws -> Bool {
        guard !query.isMendable(in: velden.map(\.rawValue)) else { return false }
        try query.check()
        return true
    }
}
