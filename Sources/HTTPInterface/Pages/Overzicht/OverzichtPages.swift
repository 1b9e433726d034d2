import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Hummingbird
import Toetsingskader
import WireValues

extension Pages {
    /// The pages about the families of an aanpak together.
    var overviewResources: [Resource] {
        [
            Resource("aanpakken", [.get: page([], aanpakken)]),
            Resource("aanpakken/{code}", [.get: page(["peildag", "gezinnen"], overzicht)]),
            Resource("gezinnen/lijst", [.get: page(Leesfilter.ofGezinnen + ["na"], gezinnenlijst)]),
        ]
    }

    @Sendable private func aanpakken(_ visit: inout Visit) async throws -> Page {
        try visit.query.check()
        let rows = try await cases.aanpakken(voor: visit.user).map { dossier in
            let versie = dossier.beschrijving.versie(op: visit.today)
            return AanpakkenPage.Rij(
                adres: "/aanpakken/\(dossier.code)",
                naam: versie.naam,
                code: dossier.code.description,
                eigen: dossier.vastgesteld.isEmpty ? "zoals gegeven" : "vastgesteld door de gemeente"
            )
        }
        return Page("aanpakken", "Aanpak-overzicht", AanpakkenPage(rijen: rows))
    }

    @Sendable private func overzicht(_ visit: inout Visit) async throws -> Page {
        var filter = visit.query.leesfilter(vandaag: visit.today)
        let chosen = visit.query.gezinnen()
        try visit.query.check()
        guard let code = visit.context.parameters.get("code").flatMap({ Aanpakcode($0) }) else {
            throw Problem.notFound
        }
        let dossier = try await cases.aanpak(code, voor: visit.user)
        filter.aanpak = code
        // Who reads no files sees months, and only those that are over.
        if !visit.user.magDossierLezen { filter.peildag = filter.peildag.laatsteMaandeinde }
        let maker = OverzichtMaker(
            code: code,
            naam: dossier.beschrijving.versie(op: filter.peildag).naam,
            filter: filter,
            path: "/aanpakken/\(code)",
            opensRows: visit.user.magDossierLezen
        )
        guard let chosen else {
            return Page("overzicht", "Aanpak-overzicht", try await population(filter, maker, visit))
        }
        let data = try await selection(chosen, code, filter.peildag, maker, visit)
        return Page("overzicht", "Aanpak-overzicht", data)
    }

    /// The families that a figure counts.
    @Sendable private func gezinnenlijst(_ visit: inout Visit) async throws -> Page {
        let filter = visit.query.leesfilter(vandaag: visit.today)
        let place = visit.query.lijstplaats()
        try visit.query.check()
        let last = try await caughtUp(visit)
        let answer = try await lijsten.gezinnen(filter, na: place, limiet: 100, voor: visit.user)
        let words = filter.oordeel.map { "Met dit oordeel: \($0.words)." } ?? "De gezinnen van dit filter."
        return Page("gezinnenlijst", "Gezinnen", GezinnenPage(words, answer, last, filter))
    }

    /// All counts at one position: those of the day, and how they were at the ends of four quarters before.
    private func population(_ filter: Leesfilter, _ maker: OverzichtMaker, _ visit: Visit) async throws -> OverzichtPage
    {
        let last = try await caughtUp(visit)
        let answer = try await lijsten.oordeelreeks(maker.code, peildag: filter.peildag, kwartalen: 4, voor: visit.user)
        return maker.page(answer, last, tables: try await tables(maker.code, filter.peildag, visit))
    }

    /// What happened to the families of an aanpak over two years, and what of its policy was to be improved.
    private func tables(_ code: Aanpakcode, _ day: Dag, _ visit: Visit) async throws -> [Tabel] {
        let user = visit.user
        let vraag = Overzichtvraag(code, van: day.plus(maanden: -24).eindeVanKwartaal.plus(dagen: 1), tot: day)
        let tabellen = Overzichttabellen(user: user)
        let tables = [
            tabellen.doorlooptijden(try await lijsten.doorlooptijden(vraag, voor: user).inhoud),
            tabellen.stroom(try await lijsten.stroom(vraag, voor: user).inhoud),
            tabellen.wachttijden(try await lijsten.wachttijden(vraag, voor: user).inhoud),
            tabellen.terugkeer(try await lijsten.terugkeer(vraag, voor: user).inhoud),
            tabellen.partijen(try await lijsten.partijtelling(vraag, voor: user).inhoud),
            tabellen.leefgebieden(try await lijsten.leefgebiedtelling(vraag, voor: user).inhoud),
        ]
        let spread = tabellen.verdeling(try await lijsten.verdeling(vraag, voor: user).inhoud)
        let happened = tabellen.mijlpalen(try await lijsten.mijlpaaltelling(vraag, voor: user).inhoud)
        let jaar = day.datum.jaar
        let beleid = try await cases.verbeterpunten(aanpak: code, van: jaar - 1, tot: jaar, voor: user).tabel
        return tables + spread + happened + [tabellen.verbeterpunten(beleid)]
    }

    private func selection(
        _ gezinnen: [UUID],
        _ code: Aanpakcode,
        _ day: Dag,
        _ maker: OverzichtMaker,
        _ visit: Visit
    ) async throws -> OverzichtPage {
        let peiling = Peiling(peildag: day)
        let toetsingen = try await cases.toetsingen(aanpak: code, gezinnen: gezinnen, peiling, voor: visit.user)
        let kader = try await cases.kader(bij: [], ook: code, in: visit.user.gemeente, bekendOp: nil)
        return maker.page(
            toetsingen.map(\.toetsing),
            kader.normen(van: code, op: day),
            selection: gezinnen.map(\.description).joined(separator: ",")
        )
    }
}

/// The aanpakken that there are.
struct AanpakkenPage {
    let rijen: [Rij]

    struct Rij {
        let adres: String
        let naam: String
        let code: String
        let eigen: String
    }
}

extension Dag {
    /// The last end of a month that is not after this day.
    fileprivate var laatsteMaandeinde: Dag { self == eindeVanMaand ? self : plus(maanden: -1).eindeVanMaand }
}

extension Oordeelvraag {
    /// Zoals "T2.1.1 ✓ Voldoet".
    fileprivate var words: String {
        let reason = reden.map { ", \($0.text)" } ?? ""
        return "\(Woorden.vanIndicator(indicator)): \(uitkomst.teken) \(uitkomst.woord)\(reason)"
    }
}
