import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Hummingbird
import ReadModels
import Toetsingskader
import WireValues

extension Pages {
    /// The pages about an aanpak as a whole.
    var overzichtResources: [Resource] {
        [
            Resource("aanpakken", [.get: page([], aanpakken)]),
            Resource("aanpakken/{code}", [.get: page(["peildag"], aanpak)]),
            Resource("oordelen", [.get: page(Leesfilter.ofGezinnen + ["na"], oordelen)]),
        ]
    }

    @Sendable private func aanpakken(_ visit: inout Visit) async throws -> Page {
        try visit.query.check()
        let all = try await cases.aanpakken(voor: visit.user)
        let links = all.map { dossier in
            PageFrame.Link(
                adres: "/aanpakken/\(dossier.code)",
                naam: dossier.beschrijving.versies.last?.naam ?? dossier.code.description,
                hier: false
            )
        }
        return Page("aanpakken", "Aanpakken", AanpakkenPage(aanpakken: links, isLeeg: links.isEmpty))
    }

    @Sendable private func aanpak(_ visit: inout Visit) async throws -> Page {
        let asked = visit.query.day("peildag")
        try visit.query.check()
        guard let code = visit.context.parameters.get("code").flatMap({ Aanpakcode($0) }) else {
            throw Problem.notFound
        }
        let user = visit.user
        let dossier = try await cases.aanpak(code, voor: user)
        // Whoever reads no dossiers sees whole months.
        let peildag = asked ?? (user.magDossierLezen ? visit.today : visit.today.laatsteMaandeinde)
        let begin = peildag.plus(maanden: -24).eindeVanKwartaal.plus(dagen: 1)
        let vraag = Overzichtvraag(code, van: begin, tot: peildag)
        let punten = try await lijsten.oordeelreeks(code, peildag: peildag, kwartalen: 7, voor: user)
        let tabellen = Overzichttabellen(user: user)
        let tables = [
            tabellen.doorlooptijden(try await lijsten.doorlooptijden(vraag, voor: user).inhoud),
            tabellen.stroom(try await lijsten.stroom(vraag, voor: user).inhoud),
            tabellen.wachttijden(try await lijsten.wachttijden(vraag, voor: user).inhoud),
            tabellen.terugkeer(try await lijsten.terugkeer(vraag, voor: user).inhoud),
        ]
        let spread = tabellen.verdeling(try await lijsten.verdeling(vraag, voor: user).inhoud)
        let happened = tabellen.mijlpalen(try await lijsten.mijlpaaltelling(vraag, voor: user).inhoud)
        let jaar = peildag.datum.jaar
        let beleid = try await cases.verbeterpunten(aanpak: code, van: jaar - 1, tot: jaar, voor: user).tabel
        let name = dossier.beschrijving.versies.last?.naam ?? code.description
        let data = AanpakPage(
            naam: name,
            code: code,
            antwoord: punten,
            user: user,
            period: vraag,
            tables: tables + spread + happened + [tabellen.verbeterpunten(beleid)]
        )
        return Page("aanpak", name, data)
    }

    /// The families that a figure counts.
    @Sendable private func oordelen(_ visit: inout Visit) async throws -> Page {
        let filter = visit.query.leesfilter(vandaag: visit.today)
        let after = visit.query.plaats()
        try visit.query.check()
        let antwoord = try await lijsten.gezinnen(filter, na: after, limiet: 100, voor: visit.user)
        return Page("oordelen", "Gezinnen met een oordeel", OordelenPage(filter, antwoord))
    }
}

extension Dag {
    /// The last end of a month that is not after this day.
    var laatsteMaandeinde: Dag { self == eindeVanMaand ? self : plus(maanden: -1).eindeVanMaand }
}

/// The aanpakken of a gemeente.
struct AanpakkenPage {
    let aanpakken: [PageFrame.Link]
    let isLeeg: Bool
}

/// The families with a verdict, or with whatever else the filter asks.
struct OordelenPage {
    let vraag: String
    let peildag: String
    let positie: Int
    let gezinnen: [Gezin]
    let isLeeg: Bool
    let volgende: String?

    struct Gezin {
        let id: String
        let adres: String
        let fase: String
        let procesmanager: String
        let wijk: String
        let laatsteContact: String
    }

    init(_ filter: Leesfilter, _ antwoord: Leesantwoord<[Gezinsregel]>) {
        let delen = [
            filter.oordeel.map { Woorden.vanIndicator($0.indicator) },
            filter.oordeel.map { "\($0.uitkomst.teken) \($0.uitkomst.woord.lowercased())" },
            filter.oordeel?.reden.map { Woorden.vanReden($0) },
            filter.aanpak.map { "aanpak \($0)" },
            filter.wijk.map { "wijk \($0)" },
            filter.fase.map { "fase \($0.rawValue)" },
        ]
        vraag = delen.compactMap(\.self).joined(separator: ", ")
        peildag = antwoord.peildag.weergave
        positie = antwoord.positie
        gezinnen = antwoord.inhoud.map { regel in
            Gezin(
                id: regel.gezin.description,
                adres: "/gezinnen/\(regel.gezin)/toetsing?peildag=\(antwoord.peildag.weergave)",
                fase: Woorden.vanCode(regel.fase.rawValue),
                procesmanager: regel.procesmanager?.tekst ?? "–",
                wijk: regel.wijk ?? "–",
                laatsteContact: regel.laatsteContactOp?.weergave ?? "–"
            )
        }
        isLeeg = gezinnen.isEmpty
        volgende = antwoord.volgende.map { "/oordelen?\(filter.query)&na=\($0.tekst.escapedInQuery)" }
    }
}

extension Woorden {
    /// Zoals `GEEN_GEGEVENS` als "geen gegevens".
    static func vanReden(_ reden: Reden) -> String {
        reden.rawValue.lowercased().split(separator: "_").joined(separator: " ")
    }
}
