import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Hummingbird
import Toetsingskader
import WireValues

extension Pages {
    /// The pages with which an auditor looks back.
    var oversightResources: [Resource] {
        [
            Resource(
                "toezicht/{gezinId}",
                [.get: page(["as", "stap", "knop", "peildag", "bekendOp"], replay)]
            ),
            Resource(
                "toezicht/{gezinId}/verschil",
                [.get: page(["van", "tot", "bekendOpVan", "bekendOpTot", "traject"], verschil)]
            ),
        ]
    }

    @Sendable private func replay(_ visit: inout Visit) async throws -> Page {
        let asked = visit.query.peiling(vandaag: visit.today)
        let axis = visit.query.text("as").flatMap { ReplaySteps.Axis(rawValue: $0) } ?? .gebeurd
        let (step, button) = (visit.query.text("stap"), visit.query.text("knop"))
        try visit.query.check()
        let gezin = try visit.context.gezinId()
        let gelezen = try await cases.dossier(gezin, voor: visit.user)
        let steps = ReplaySteps(gelezen, axis, asked, step: button ?? step)
        let head = Gezinskop(visit, gezin, asked)
        guard let (van, tot) = steps.points else {
            return Page("replay", "Toezicht: replay", ReplayPage(head, steps, nil, [], nil))
        }
        let verschil = try await cases.verschil(gezin, van: van, tot: tot, voor: visit.user).verschil
        let toetsing = try await cases.toetsing(gezin, tot, voor: visit.user).toetsing
        let links = try await bewijslinks(gezin, tot, visit)
        let changes = DifferenceMaker(links: links, words: gelezen.dossier.geschiedenis(tot).feiten).changes(verschil)
        let maker = Oordeelmaker(toetsing: toetsing, links: links, user: visit.user, head: head)
        let weergaven = toetsing.oordelen.map(maker.weergave)
        return Page("replay", "Toezicht: replay", ReplayPage(head, steps, changes, weergaven, toetsing))
    }

    @Sendable private func verschil(_ visit: inout Visit) async throws -> Page {
        let asked = ["van", "bekendOpVan"].contains { visit.query.text($0) != nil }
        guard asked else {
            try visit.query.check()
            let gezin = try visit.context.gezinId()
            _ = try await cases.dossier(gezin, voor: visit.user)
            let head = Gezinskop(visit, gezin, Peiling(peildag: visit.today))
            return Page("verschil", "Verschil", VerschilPage(head, visit, nil))
        }
        let (van, tot) = visit.query.verschil(vandaag: visit.today)
        let traject = visit.query.traject()
        try visit.query.check()
        let gezin = try visit.context.gezinId()
        let verschil = try await cases.verschil(gezin, van: van, tot: tot, traject: traject, voor: visit.user).verschil
        let feiten = try await cases.dossier(gezin, voor: visit.user).dossier.geschiedenis(tot).feiten
        let links = try await bewijslinks(gezin, tot, visit)
        let changes = DifferenceMaker(links: links, words: feiten).changes(verschil)
        return Page("verschil", "Verschil", VerschilPage(Gezinskop(visit, gezin, tot), visit, changes))
    }
}

/// The steps of a replay: the days on which something happened, or the moments at which something became known.
struct ReplaySteps {
    enum Axis: String {
        case gebeurd
        case vastgelegd
    }

    let axis: Axis
    let count: Int
    /// From 1; 0 when there is nothing.
    let step: Int
    /// The step before and the step itself.
    let points: (van: Peiling, tot: Peiling)?

    init(_ gelezen: Gezinsdossier, _ axis: Axis, _ asked: Peiling, step text: String?) {
        self.axis = axis
        let all = axis == .gebeurd ? ReplaySteps.days(gelezen, asked) : ReplaySteps.moments(gelezen, asked)
        count = all.count
        step = all.isEmpty ? 0 : min(max(text.flatMap { Int($0) } ?? all.count, 1), all.count)
        points = all.isEmpty ? nil : (step > 1 ? all[step - 2] : ReplaySteps.before(all[0], axis), all[step - 1])
    }

    private static func days(_ gelezen: Gezinsdossier, _ asked: Peiling) -> [Peiling] {
        let days = Set(gelezen.dossier.geschiedenis(asked).feiten.map(\.dag)).sorted()
        return days.map { Peiling(peildag: $0, bekendOp: asked.bekendOp) }
    }

    private static func moments(_ gelezen: Gezinsdossier, _ asked: Peiling) -> [Peiling] {
        let moments = Set(gelezen.gebeurtenissen.map(\.recordedAt)).sorted()
        return moments.filter { $0 <= asked.bekendOp ?? $0 }.map { Peiling(peildag: asked.peildag, bekendOp: $0) }
    }

    private static func before(_ first: Peiling, _ axis: Axis) -> Peiling {
        switch axis {
        case .gebeurd: Peiling(peildag: first.peildag.plus(dagen: -1), bekendOp: first.bekendOp)
        case .vastgelegd:
            Peiling(
                peildag: first.peildag,
                bekendOp: first.bekendOp.map { Moment(microseconden: $0.microseconden - 1) }
            )
        }
    }
}

/// What changed between two points.
struct Changes {
    let gebeurtenissen: [Event]
    let oordelen: [Oordeelweergave]
    let geenGebeurtenissen: Bool
    let geenOordelen: Bool

    struct Event {
        let dag: String
        let type: String
        let soort: String
        let velden: String?
        let regels: [Dossierwoorden.Regel]
        let adres: String?
    }

    struct Oordeelweergave {
        let indicator: String
        let titel: String
        let van: Uitkomstweergave
        let naar: Uitkomstweergave
        let zinVan: String?
        let zinNaar: String?
        let oorzaak: String
        let bewijs: [Bewijslinks.Link]
    }
}

struct DifferenceMaker {
    let links: Bewijslinks
    let words: [Feit]

    func changes(_ verschil: Verschil) -> Changes {
        let dossier = Dossierwoorden(words)
        return Changes(
            gebeurtenissen: verschil.gebeurtenissen.map { change in
                Changes.Event(
                    dag: change.feit.dag.weergave,
                    type: change.feit.type.woorden,
                    soort: Woorden.vanCode(change.soort.rawValue),
                    velden: change.velden.isEmpty
                        ? nil : change.velden.map(DifferenceMaker.name).joined(separator: ", "),
                    regels: dossier.regels(change.feit.type, change.feit.gegevens.json),
                    adres: change.naar == nil ? nil : links.links([change.id]).first?.adres
                )
            },
            oordelen: verschil.oordelen.map { oordeel in
                Changes.Oordeelweergave(
                    indicator: oordeel.indicator.rawValue,
                    titel: Indicator.alle.first { $0.nummer == oordeel.indicator }?.titel ?? "",
                    van: Uitkomstweergave(oordeel.van.uitkomst),
                    naar: Uitkomstweergave(oordeel.naar.uitkomst),
                    zinVan: DifferenceMaker.sentence(oordeel.van),
                    zinNaar: DifferenceMaker.sentence(oordeel.naar),
                    oorzaak: oordeel.oorzaak.woorden
                        + (oordeel.doorAanpakversie ? " Ook geldt een andere versie van de aanpak." : ""),
                    bewijs: links.links(oordeel.oorzaak.gebeurtenissen)
                )
            },
            geenGebeurtenissen: verschil.gebeurtenissen.isEmpty,
            geenOordelen: verschil.oordelen.isEmpty
        )
    }

    private static func name(_ pointer: JSONPointer) -> String {
        Woorden.vanNaam(String(pointer.description.split(separator: "/").last ?? "")).lowercased()
    }

    /// The reason with the cautions: a verdict can differ in those only.
    private static func sentence(_ oordeel: Oordeel) -> String? {
        let cautions = oordeel.letOp.map { "LET OP: " + oordeel.zin($0) }
        let all = [oordeel.zin].compactMap(\.self) + cautions
        return all.isEmpty ? nil : all.joined(separator: " ")
    }
}

/// A history step by step.
struct ReplayPage {
    let kop: Gezinskop
    let actie: String
    let assen: [Gezinskop.Choice]
    let stap: Int
    let aantal: Int
    let vorige: Int
    let volgende: Int
    let isEerste: Bool
    let isLaatste: Bool
    let punt: String
    let isLeeg: Bool
    let verandering: Changes?
    let oordelen: [Oordeelweergave]
    let telling: String

    init(
        _ head: Gezinskop,
        _ steps: ReplaySteps,
        _ changes: Changes?,
        _ weergaven: [Oordeelweergave],
        _ toetsing: Toetsing?
    ) {
        kop = head
        actie = head.peilbalk.actie
        assen = [
            Gezinskop.Choice(waarde: "gebeurd", naam: "Wat er gebeurde, dag na dag", gekozen: steps.axis == .gebeurd),
            Gezinskop.Choice(
                waarde: "vastgelegd",
                naam: "Wat bekend werd, moment na moment",
                gekozen: steps.axis == .vastgelegd
            ),
        ]
        stap = steps.step
        aantal = steps.count
        vorige = max(1, steps.step - 1)
        volgende = min(steps.count, steps.step + 1)
        isEerste = steps.step <= 1
        isLaatste = steps.step >= steps.count
        isLeeg = steps.count == 0
        punt = steps.points.map { ReplayPage.words($0.tot) } ?? ""
        verandering = changes
        oordelen = weergaven
        telling = toetsing.map { Telling($0.oordelen.map(\.uitkomst)).woorden } ?? ""
    }

    static func words(_ point: Peiling) -> String {
        "Peildag \(point.peildag.weergave), "
            + (point.bekendOp.map { "zoals bekend op \($0.weergave)" } ?? "zoals nu bekend")
    }
}

/// What differs between two points that someone chose.
struct VerschilPage {
    let kop: Gezinskop
    let actie: String
    let van: String
    let tot: String
    let bekendOpVan: String
    let bekendOpTot: String
    let verandering: Changes?

    init(_ head: Gezinskop, _ visit: Visit, _ changes: Changes?) {
        func day(_ name: String) -> String {
            let text = visit.query.text(name) ?? ""
            return Dag(text)?.weergave ?? text
        }
        kop = head
        actie = visit.request.uri.path
        van = day("van")
        tot = visit.query.text("tot") == nil ? visit.today.weergave : day("tot")
        bekendOpVan = day("bekendOpVan")
        bekendOpTot = day("bekendOpTot")
        verandering = changes
    }
}
