import CaseHandling
import EventStore
import Gezinstraject
import HTTPTypes
import Hummingbird
import WireValues

/// `/inloggen` and `/uitloggen`.
struct SignInPages {
    let sessions: Sessions

    var resources: [Resource] {
        [
            Resource("inloggen", [.get: form, .post: signIn]),
            Resource("uitloggen", [.post: signOut]),
        ]
    }

    /// Whom a demonstration offers.
    static let examples: [Example] = [
        Example(.procesmanager, "PM3", "werkt aan gezinnen: vastleggen, plannen, toetsen"),
        Example(.teamProcesmanagers, "TPM1", "prioriteert en verdeelt de gezinnen"),
        Example(.casemanager, "CM1", "voert de inhoudelijke regie bij een gezin"),
        Example(.professional, "PRO1", "legt vast wat een partij bij een gezin doet"),
        Example(.auditor, "AUD1", "toetst dossiers en legt een eigen oordeel vast"),
        Example(.dashboard, "DASH1", "ziet oordelen en tellingen, geen dossiers"),
        Example(.beleid, "BEL1", "gaat over de aanpak, ziet geen dossiers"),
        Example(.beheerder, "BEH1", "corrigeert en herstelt; mag elk type vastleggen"),
    ]

    struct Example {
        let rol: Tokenrol
        let actor: String
        let waarvoor: String

        init(_ rol: Tokenrol, _ actor: String, _ waarvoor: String) {
            self.rol = rol
            self.actor = actor
            self.waarvoor = waarvoor
        }
    }

    /// The cookie that a sign-in form is bound to: there is no session yet.
    private static let visitor = "waakvlam-bezoek"

    @Sendable private func form(_ request: Request, _ context: AppContext) async throws -> Response {
        let query = Query(request, allowed: ["naar", "uitgelogd"])
        let (to, isOut) = (query.text("naar"), query.text("uitgelogd") != nil)
        try query.check()
        return try answer(request, SignInPage(to: SignInPages.local(to), isOut: isOut))
    }

    private func answer(_ request: Request, _ page: SignInPage, _ status: HTTPResponse.Status = .ok) throws -> Response
    {
        var page = page
        let secret = request.cookies[SignInPages.visitor]?.value ?? SignInPages.secret()
        page.formulierbewijs = FormProof.make(secret)
        if sessions.offersExamples(to: request) { page.offerExamples() }
        return try .page(
            Page("aanmelden", "Inloggen", page, status: status),
            PageFrame(paginatitel: "Inloggen", balk: nil, voet: nil),
            headers: [.setCookie: sessions.cookie(SignInPages.visitor, secret, for: request)]
        )
    }

    @Sendable private func signIn(_ request: Request, _ context: AppContext) async throws -> Response {
        try Query(request, allowed: []).check()
        let form = try await request.form()
        guard let secret = request.cookies[SignInPages.visitor]?.value,
            FormProof.isValid(form[FormProof.field], for: secret)
        else { throw Problem.formWithoutProof }
        let to = SignInPages.local(form["naar"])
        var page = SignInPage(to: to, isOut: false)
        page.gekozenGemeente = form["gemeente"] ?? page.gekozenGemeente
        let token: String
        do throws(SignInFault) {
            token = try await self.token(form, request)
        } catch {
            page.fouten = [error]
            return try answer(request, page, .badRequest)
        }
        guard token.utf8.count <= Session.longestToken, let accepted = await sessions.verifier.accepted(token) else {
            page.fouten = [SignInFault("bewijs", "Dit toegangsbewijs is verlopen of wordt hier niet aanvaard.")]
            return try answer(request, page, .badRequest)
        }
        return .see(to, [.setCookie: sessions.header(accepted, token, for: request)])
    }

    private func token(_ form: FormBody, _ request: Request) async throws(SignInFault) -> String {
        guard let role = form["rol"] else {
            let token = MediaType.trimmed(form["bewijs"] ?? "")
            guard !token.isEmpty else { throw SignInFault("bewijs", "Vul een toegangsbewijs in.") }
            return token
        }
        guard sessions.offersExamples(to: request), let make = sessions.settings.exampleToken else {
            throw SignInFault("bewijs", "Hier kan alleen een toegangsbewijs.")
        }
        guard let example = SignInPages.examples.first(where: { $0.rol.rawValue == role }),
            let actor = Actor(example.actor)
        else { throw SignInFault("rol-0", "Kies een rol.") }
        guard let gemeente = LogName(MediaType.trimmed(form["gemeente"] ?? "")) else {
            throw SignInFault("gemeente", "Vul een CBS-code van een gemeente in, zoals GM0935.")
        }
        do {
            return try await make(Gebruiker(actor: actor, gemeente: gemeente, rollen: [example.rol]))
        } catch {
            throw SignInFault("rol-0", "Het toegangsbewijs kon niet gemaakt worden.")
        }
    }

    @Sendable private func signOut(_ request: Request, _ context: AppContext) async throws -> Response {
        try Query(request, allowed: []).check()
        let form = try await request.form()
        if let session = await sessions.session(of: request) {
            guard FormProof.isValid(form[FormProof.field], for: session.token) else { throw Problem.formWithoutProof }
        }
        return .see("/inloggen?uitgelogd", [.setCookie: sessions.header(nil, "", for: request)])
    }

    /// The page to go to after signing in: a path of this site, and nothing that a browser takes for another site.
    private static func local(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), path.utf8.count < 500,
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return path
    }

    private static func secret() -> String {
        var generator = SystemRandomNumberGenerator()
        return Base64URL.encode((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
}

/// What was wrong with a sign-in, and at which field.
struct SignInFault: Error {
    let veld: String
    let tekst: String

    init(_ field: String, _ text: String) {
        veld = field
        tekst = text
    }
}

/// What the sign-in page shows.
struct SignInPage {
    let naar: String
    let isUitgelogd: Bool
    var formulierbewijs = ""
    var fouten: [SignInFault] = []
    var gekozenGemeente = "GM0935"
    var voorbeeld: Examples?

    struct Examples {
        let gemeente: String
        let rollen: [Role]
    }

    struct Role {
        let veldId: String
        let waarde: String
        let naam: String
        let waarvoor: String
        let gekozen: Bool
    }

    init(to path: String, isOut: Bool) {
        naar = path
        isUitgelogd = isOut
    }

    var heeftFouten: Bool { !fouten.isEmpty }

    mutating func offerExamples() {
        let roles = SignInPages.examples.enumerated().map { number, example in
            Role(
                veldId: "rol-\(number)",
                waarde: example.rol.rawValue,
                naam: "\(example.rol.woorden) (\(example.actor))",
                waarvoor: example.waarvoor,
                gekozen: number == 0
            )
        }
        voorbeeld = Examples(gemeente: gekozenGemeente, rollen: roles)
    }
}
