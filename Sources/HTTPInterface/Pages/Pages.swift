import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import HTTPTypes
import Hummingbird
import Toetsingskader
import WireValues

/// The pages: what a browser shows of the same use cases as the API.
///
/// A page says which parameters it takes and makes a `Page` of them; who may see it says the use case that it asks.
struct Pages: Sendable {
    let cases: CaseHandler
    let lijsten: Lijsten
    let sessions: Sessions

    init(cases: CaseHandler, lijsten: Lijsten, verifier: TokenVerifier, settings: PageSettings) {
        (self.cases, self.lijsten) = (cases, lijsten)
        sessions = Sessions(verifier: verifier, settings: settings)
    }

    /// What is there for everyone.
    var openResources: [Resource] { SignInPages(sessions: sessions).resources + [PageFiles.style.resource] }

    /// What is there for whoever is signed in.
    var resources: [Resource] {
        [Resource("", [.get: page([], start)])] + gezinResources + recordingResources + oversightResources
            + overzichtResources + toetsingenResources
    }

    /// A handler that shows a page to whoever is signed in, and sends anybody else to sign in first.
    func page(
        _ allowed: [String],
        _ make: @escaping @Sendable (inout Visit) async throws -> Page
    ) -> Handler {
        { request, context in
            guard let session = await sessions.session(of: request) else { return Pages.toSignIn(request) }
            var visit = Visit(request, context, session, allowed: allowed, today: cases.vandaag)
            let page = try await make(&visit)
            return try await answer(page, visit)
        }
    }

    /// A page with what stands around it.
    func answer(_ page: Page, _ visit: Visit) async throws -> Response {
        let foot = PageFrame.Foot(
            regelversie: Toetsingskader.versie,
            positie: String(try await cases.laatstePositie(in: visit.user.gemeente))
        )
        return try .page(page, PageFrame(paginatitel: page.title, balk: bar(visit), voet: foot))
    }

    private func bar(_ visit: Visit) -> PageFrame.Bar {
        PageFrame.Bar(
            gemeente: visit.user.gemeente.description,
            rollen: visit.user.rollen.map(\.woorden).joined(separator: ", "),
            actor: visit.user.actor.tekst,
            vandaag: cases.vandaag.weergave,
            formulierbewijs: visit.session.formProof,
            navigatie: navigation(visit)
        )
    }

    /// The pages of this role that are not about one family.
    private func navigation(_ visit: Visit) -> [PageFrame.Link] {
        var links = [("/", "Gezinnen"), ("/aanpakken", "Aanpakken")]
        if visit.user.rol(voor: .gezinGeregistreerd) != nil { links.append(("/gezinnen/nieuw", "Gezin registreren")) }
        if visit.user.magToetsingLezen { links.append(("/toetsingen", "Toetsingen")) }
        return links.map { PageFrame.Link(adres: $0.0, naam: $0.1, hier: $0.0 == visit.request.uri.path) }
    }

    private static func toSignIn(_ request: Request) -> Response {
        let path = request.uri.path + (request.uri.query.map { "?" + $0 } ?? "")
        return .see(path == "/" ? "/inloggen" : "/inloggen?naar=" + path.escapedInQuery)
    }

    @Sendable private func start(_ visit: inout Visit) async throws -> Page {
        try visit.query.check()
        guard visit.user.magDossierLezen else { return Page("start", "Gezinnen", StartPage(gezinnen: nil)) }
        return Page("start", "Gezinnen", StartPage(gezinnen: try await cases.gezinnen(voor: visit.user)))
    }
}

/// A request for a page by someone who is signed in.
struct Visit {
    let request: Request
    let context: AppContext
    let session: Session
    let today: Dag
    var query: Query

    var user: Gebruiker { session.user }

    init(_ request: Request, _ context: AppContext, _ session: Session, allowed: [String], today: Dag) {
        self.request = request
        self.context = context
        self.session = session
        self.today = today
        query = Query(request, allowed: allowed) { text in
            // A field that was left empty asks for nothing.
            let text = MediaType.trimmed(text)
            return text.isEmpty ? nil : Dag.gelezen(text)
        }
    }
}

/// The families of a gemeente, or only a field to open one by its id.
struct StartPage {
    let lijst: List?

    struct List {
        let aantal: Int
        let gezinnen: [Gezin]
        let meer: String?
        let isLeeg: Bool
    }

    struct Gezin {
        let id: String
    }

    /// The most families that are shown: the lists of the work come in their place.
    private static let limit = 100

    init(gezinnen: [UUID]?) {
        lijst = gezinnen.map { gezinnen in
            List(
                aantal: gezinnen.count,
                gezinnen: gezinnen.prefix(StartPage.limit).map { Gezin(id: $0.description) },
                meer: gezinnen.count > StartPage.limit ? String(gezinnen.count - StartPage.limit) : nil,
                isLeeg: gezinnen.isEmpty
            )
        }
    }
}

extension String {
    /// The text as a value in the query of an address.
    var escapedInQuery: String {
        utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                String(UnicodeScalar(byte))
            default: "%" + Hexadecimal.encode([byte]).uppercased()
            }
        }.joined()
    }
}
