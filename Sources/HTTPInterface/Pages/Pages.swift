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
    var openResources: [Resource] {
        SignInPages(sessions: sessions).resources + [PageFiles.style.resource, PageFiles.script.resource]
    }

    /// What is there for whoever is signed in.
    var resources: [Resource] {
        [Resource("", [.get: start])] + listResources + overviewResources + gezinResources + recordingResources
            + oversightResources + toetsingenResources
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
        let news = page.position.map { PageFrame.News(positie: $0) }
        return try .page(page, PageFrame(paginatitel: page.title, balk: bar(visit), voet: foot, nieuws: news))
    }

    private func bar(_ visit: Visit) -> PageFrame.Bar {
        PageFrame.Bar(
            gemeente: visit.user.gemeente.description,
            rollen: visit.user.rollen.map(\.woorden).joined(separator: ", "),
            actor: visit.user.actor.tekst,
            vandaag: cases.vandaag.weergave,
            formulierbewijs: visit.session.formProof,
            navigatie: Navigation.groups(visit),
            opent: visit.user.magDossierLezen
        )
    }

    private static func toSignIn(_ request: Request) -> Response {
        let path = request.uri.path + (request.uri.query.map { "?" + $0 } ?? "")
        return .see(path == "/" ? "/inloggen" : "/inloggen?naar=" + path.escapedInQuery)
    }

    /// What someone comes in on: his own work, that of everybody, or only a field for who sees no dossiers.
    @Sendable private func start(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let session = await sessions.session(of: request) else { return Pages.toSignIn(request) }
        let visit = Visit(request, context, session, allowed: [], today: cases.vandaag)
        try visit.query.check()
        guard visit.user.magDossierLezen else { return try await answer(Page("start", "Gezinnen", StartPage()), visit) }
        return .see(visit.user.heeftEigenGezinnen ? Werklijst.mijnDag.pad : Werklijst.werkvoorraad.pad)
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
        query = Query(request.withFormQuery, allowed: allowed) { text in
            // A field that was left empty asks for nothing.
            let text = MediaType.trimmed(text)
            return text.isEmpty ? nil : Dag.gelezen(text)
        }
    }
}

/// A field to open a family by its id, for who sees no lists of families.
struct StartPage {}

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

extension Request {
    /// The request with its query as forms mean it: a browser sends a space in a field as a plus.
    fileprivate var withFormQuery: Request {
        guard let path = head.path, let mark = path.firstIndex(of: "?") else { return self }
        var head = head
        head.path = String(path[..<mark]) + String(path[mark...]).replacing("+", with: "%20")
        return Request(head: head, body: body)
    }
}
