import CaseHandling
import CivilTime
import Gezinstraject
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Toetsingskader

/// A page: a template with what fills it, and what stands around it.
struct Page {
    let template: String
    let title: String
    let data: Any
    var status = HTTPResponse.Status.ok
    /// How far the read models were when it was made, for a page that says when there is more.
    var position: Int?

    init(_ template: String, _ title: String, _ data: Any, status: HTTPResponse.Status = .ok, position: Int? = nil) {
        self.template = template
        self.title = title
        self.data = data
        self.status = status
        self.position = position
    }
}

/// What stands around every page.
struct PageFrame {
    let paginatitel: String
    let stijl = PageFiles.style.path
    /// Who is signed in; nil on a page for everyone.
    let balk: Bar?
    let voet: Foot?
    /// For a page that says when there is more to see.
    var nieuws: News?

    /// The bar with who is signed in.
    struct Bar {
        let gemeente: String
        let rollen: String
        let actor: String
        let vandaag: String
        let formulierbewijs: String
        let navigatie: [Group]
        /// Opens a family by its id from every page.
        let opent: Bool
    }

    /// Links that belong together.
    struct Group {
        let groep: String
        let code: String
        let links: [Link]
    }

    /// Where a page asks whether there is more than it shows.
    struct News {
        let positie: Int
        let adres = "/bijgewerkt"
        let script = PageFiles.script.path
    }

    /// A link in the navigation.
    struct Link {
        let adres: String
        let naam: String
        let hier: Bool
    }

    /// What the page rests on.
    struct Foot {
        let regelversie: String
        let positie: String
    }
}

extension Response {
    /// What a page may load: its own style sheet and script, and nothing from elsewhere.
    static let pagePolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// A page as an answer.
    ///
    /// - Throws: `Templates.Failure` when the template does not fit its data.
    static func page(_ page: Page, _ frame: PageFrame, headers more: HTTPFields = [:]) throws -> Response {
        let text = try PageFiles.templates.get().render(page.template, [page.data, frame])
        return html(text, page.status, more)
    }

    /// A problem as a page, for whoever reads pages.
    static func page(_ problem: Problem, _ context: AppContext) -> Response {
        let frame = PageFrame(paginatitel: problem.title, balk: nil, voet: nil)
        do {
            return try page(
                Page("fout", problem.title, ProblemPage(problem), status: problem.status),
                frame,
                headers: problem.headers
            )
        } catch {
            context.logger.error("A page could not be made.", metadata: ["error": "\(error)"])
            return problem.response
        }
    }

    private static func html(_ text: String, _ status: HTTPResponse.Status, _ more: HTTPFields) -> Response {
        var headers = more
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentSecurityPolicy] = pagePolicy
        // With no referrer at all a browser does not say either that a form comes from here.
        if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "same-origin" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// Sends a browser elsewhere, with GET.
    static func see(_ path: String, _ headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.location] = path
        return Response(status: .seeOther, headers: headers)
    }
}

/// A problem in words for people.
struct ProblemPage {
    let kop: String
    let uitleg: String
    let code: String
    let fouten: [String]

    init(_ problem: Problem) {
        kop = problem.title
        uitleg = problem.code == "NIET_AANGEMELD" ? "U bent niet ingelogd." : problem.detail
        code = "\(problem.status.code) \(problem.code)"
        fouten = problem.faults.prefix(Problem.faultLimit).map(\.explanation)
    }
}

extension Request {
    /// Whether an answer is read by a person: outside the API, by whoever takes HTML.
    var wantsPage: Bool {
        let isProgram = ["/v1", "/health", "/metrics"].contains { uri.path == $0 || uri.path.hasPrefix($0 + "/") }
        return !isProgram && headers[.accept]?.contains("text/html") == true
    }
}
