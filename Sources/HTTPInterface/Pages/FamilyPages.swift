import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import HTTPTypes
import Hummingbird
import Toetsingskader
import WireValues

extension Pages {
    /// The pages about one family.
    var gezinResources: [Resource] {
        let point = ["peildag", "bekendOp", "traject"]
        return [
            Resource("gezinnen", [.get: open]),
            Resource("gezinnen/{gezinId}", [.get: page(point, kaart)]),
            Resource(
                "gezinnen/{gezinId}/tijdlijn",
                [.get: page(["peildag", "bekendOp", "alles", "groep", "vastgelegd", "bij", "bladzijde"], tijdlijn)]
            ),
            Resource("gezinnen/{gezinId}/toetsing", [.get: page(point, toetsing)]),
            Resource("gezinnen/{gezinId}/verloop", [.get: page(point, verloop)]),
            Resource("gezinnen/{gezinId}/mdo", [.get: page(point, mdo)]),
            Resource("gezinnen/{gezinId}/afsluiten", [.get: page(point, afsluiten)]),
        ]
    }

    /// Opens a family by its id.
    @Sendable private func open(_ request: Request, _ context: AppContext) async throws -> Response {
        var query = Query(request, allowed: ["gezin"]) { MediaType.trimmed($0).lowercased() }
        guard let id = query.text("gezin").flatMap({ UUID($0) }) else {
            query.refuse("gezin", .vorm, "Verwacht is de id van een gezin (een UUID).")
            throw query.failure()
        }
        return .see("/gezinnen/\(id)")
    }

    @Sendable private func kaart(_ visit: inout Visit) async throws -> Page {
        let (peiling, traject) = try visit.point()
        let gezin = try visit.context.gezinId()
        let beeld = try await cases.trajectbeeld(gezin, peiling, traject: traject, voor: visit.user).beeld
        let words = Dossierwoorden(
            try await cases.dossier(gezin, voor: visit.user).dossier.geschiedenis(peiling).feiten
        )
        let head = Gezinskop(visit, gezin, peiling, beeld.aantalTrajecten, traject: beeld.traject)
        return Page("gezinskaart", "Gezinskaart", Gezinskaart(head, beeld, words, peiling.peildag))
    }

    @Sendable private func tijdlijn(_ visit: inout Visit) async throws -> Page {
        let peiling = visit.query.peiling(vandaag: visit.today)
        let all = visit.query.text("alles") != nil
        let group = visit.query.text("groep").flatMap { Feitgroep(rawValue: $0) }
        let recorded = visit.query.text("vastgelegd").flatMap { UUID($0) }
        let near = visit.query.text("bij").flatMap { UUID($0) }
        let number = visit.query.bladzijde()
        try visit.query.check()
        let gezin = try visit.context.gezinId()
        let gelezen = try await cases.dossier(gezin, voor: visit.user)
        let data = try Tijdlijn(
            Gezinskop(visit, gezin, peiling),
            gelezen,
            peiling,
            Tijdlijn.Filter(alles: all, groep: group, vastgelegd: recorded, bij: near, bladzijde: number),
            visit.user
        )
        return Page("tijdlijn", "Tijdlijn", data)
    }

    @Sendable private func toetsing(_ visit: inout Visit) async throws -> Page {
        let (peiling, traject) = try visit.point()
        let gezin = try visit.context.gezinId()
        let toetsing = try await cases.toetsing(gezin, peiling, traject: traject, voor: visit.user).toetsing
        let links = try await bewijslinks(gezin, peiling, visit)
        let data = ToetsingPage(Gezinskop(visit, gezin, peiling, traject: traject), toetsing, links, visit.user)
        return Page("toetsing", "Toetsing", data)
    }

    @Sendable private func verloop(_ visit: inout Visit) async throws -> Page {
        let (peiling, traject) = try visit.point()
        let gezin = try visit.context.gezinId()
        let omslagen = try await cases.verloop(gezin, peiling, traject: traject, voor: visit.user).omslagen
        let links = try await bewijslinks(gezin, peiling, visit)
        let data = VerloopPage(Gezinskop(visit, gezin, peiling, traject: traject), omslagen, links)
        return Page("verloop", "Verloop", data)
    }

    @Sendable private func afsluiten(_ visit: inout Visit) async throws -> Page {
        let (peiling, traject) = try visit.point()
        let gezin = try visit.context.gezinId()
        let beeld = try await cases.trajectbeeld(gezin, peiling, traject: traject, voor: visit.user).beeld
        let toetsing = try await cases.toetsing(gezin, peiling, traject: traject, voor: visit.user).toetsing
        let feiten = try await cases.dossier(gezin, voor: visit.user).dossier.geschiedenis(peiling).feiten
        let links = try await bewijslinks(gezin, peiling, visit)
        let head = Gezinskop(visit, gezin, peiling, beeld.aantalTrajecten, traject: beeld.traject)
        let data = AfsluitenPage(head, beeld, toetsing, feiten, links, visit.user)
        return Page("afsluiten", "Afsluiten: controlelijst", data)
    }

    /// Links to the events of a family; without any for whoever may not read them.
    func bewijslinks(_ gezin: UUID, _ peiling: Peiling, _ visit: Visit) async throws -> Bewijslinks {
        guard visit.user.magDossierLezen else { return Bewijslinks(nil, gezin, visit.suffix(peiling)) }
        return Bewijslinks(try await cases.dossier(gezin, voor: visit.user), gezin, visit.suffix(peiling))
    }
}

extension Visit {
    /// The day, the knowledge and the traject that are asked for.
    mutating func point() throws -> (Peiling, Int?) {
        let peiling = query.peiling(vandaag: today)
        let traject = query.traject()
        try query.check()
        return (peiling, traject)
    }

    /// A point as the query of an address; nothing for what is known of today.
    func suffix(_ peiling: Peiling, traject: Int? = nil) -> String {
        var pairs: [String] = []
        if peiling.peildag != today { pairs.append("peildag=\(peiling.peildag)") }
        if let moment = peiling.bekendOp { pairs.append("bekendOp=" + moment.description.escapedInQuery) }
        if let traject { pairs.append("traject=\(traject)") }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }
}

/// What stands above every page about a family.
struct Gezinskop {
    let gezin: String
    let gezinKort: String
    let tabs: [PageFrame.Link]
    let peilbalk: Bar
    /// The point as the query of an address.
    let punt: String

    /// The field in which a day and a moment are chosen.
    struct Bar {
        let actie: String
        let peildag: String
        let bekendOp: String
        let isVandaag: Bool
        let trajecten: [Choice]
        let heeftTrajecten: Bool
    }

    struct Choice {
        let waarde: String
        let naam: String
        let gekozen: Bool
    }

    init(_ visit: Visit, _ gezin: UUID, _ peiling: Peiling, _ trajecten: Int = 1, traject: Int? = nil) {
        self.gezin = gezin.description
        gezinKort = Gezinskop.short(gezin)
        let base = "/gezinnen/\(gezin)"
        let path = visit.request.uri.path
        punt = visit.suffix(peiling, traject: trajecten > 1 ? traject : nil)
        let point = visit.suffix(peiling)
        tabs = Gezinskop.tabs(base, visit.user).map { address, name in
            let takesPoint = !address.hasSuffix("/vastleggen") && !address.hasPrefix("/toezicht")
            return PageFrame.Link(adres: address + (takesPoint ? point : ""), naam: name, hier: address == path)
        }
        peilbalk = Bar(
            actie: path,
            peildag: peiling.peildag.weergave,
            bekendOp: peiling.bekendOp?.description ?? "",
            isVandaag: peiling.peildag == visit.today && peiling.bekendOp == nil,
            trajecten: (1...max(1, trajecten)).map { number in
                Choice(waarde: String(number), naam: "Traject \(number)", gekozen: number == (traject ?? trajecten))
            },
            heeftTrajecten: trajecten > 1
        )
    }

    /// The first characters of an id, by which people tell families apart on a page.
    static func short(_ gezin: UUID) -> String { String(gezin.description.suffix(8)) }

    private static func tabs(_ base: String, _ user: Gebruiker) -> [(String, String)] {
        let open = [(base + "/toetsing", "Toetsing"), (base + "/verloop", "Verloop")]
        guard user.magDossierLezen else { return open }
        let records = RecordingPages.types(for: user).isEmpty ? [] : [(base + "/vastleggen", "Vastleggen")]
        return [(base, "Gezinskaart"), (base + "/tijdlijn", "Tijdlijn")] + open + records
            + [
                (base + "/mdo", "MDO-blad"), (base + "/afsluiten", "Afsluiten"),
                (base.replacing("/gezinnen/", with: "/toezicht/"), "Toezicht"),
                (base.replacing("/gezinnen/", with: "/toezicht/") + "/verschil", "Verschil"),
            ]
    }
}

/// Links from a verdict to the events that decided it.
struct Bewijslinks {
    private let words: [UUID: String]
    private let gezin: UUID
    private let suffix: String
    /// Whether this reader may open events.
    let isOpen: Bool

    struct Link {
        let adres: String
        let naam: String
    }

    init(_ gelezen: Gezinsdossier?, _ gezin: UUID, _ suffix: String) {
        self.gezin = gezin
        self.suffix = suffix
        isOpen = gelezen != nil
        let feiten = gelezen?.dossier.registraties ?? []
        words = Dictionary(
            feiten.map { ($0.id, "\($0.gebeurdOp.weergave) \($0.type.woorden)") },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func links(_ ids: [UUID]) -> [Link] {
        ids.compactMap { id in
            words[id].map { Link(adres: Tijdlijn.adres(gezin, suffix, id), naam: $0) }
        }
    }
}
