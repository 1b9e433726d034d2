public import CaseHandling
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import WireValues

/// Someone who is signed in on the pages: a token, kept in a cookie.
///
/// The cookie holds the token itself, so that a session ends when the token does and any server can read it. It opens the
/// pages only: under `/v1` a token must be sent as a token, so that no other site can make a browser use the API.
struct Session: Sendable {
    /// The name of the cookie.
    static let cookie = "waakvlam-sessie"
    /// The longest token that fits in a cookie.
    static let longestToken = 3800

    let user: Gebruiker
    let expires: Date
    let token: String

    /// What proves that a form was made for this session.
    var formProof: String { FormProof.make(token) }
}

/// Proves that a form was made by a page of the one who sends it.
///
/// It follows from a secret that only the cookie holds, so that any server can check it and another site cannot make it.
enum FormProof {
    /// The name of the field.
    static let field = "formulierbewijs"

    private static let purpose = Array("waakvlam formulier".utf8)

    static func make(_ secret: String) -> String {
        Base64URL.encode(Array(HMAC<SHA256>.authenticationCode(for: purpose, using: key(secret))))
    }

    /// Whether `proof` was made from this secret; takes as long for any wrong proof.
    static func isValid(_ proof: String?, for secret: String) -> Bool {
        guard let bytes = proof.flatMap({ Base64URL.decode($0) }) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: purpose, using: key(secret))
    }

    private static func key(_ secret: String) -> SymmetricKey { SymmetricKey(data: Array(secret.utf8)) }
}

/// How people come in on the pages.
public struct PageSettings: Sendable {
    /// Makes a token for an example user; nil where nobody may come in without one.
    public var exampleToken: (@Sendable (Gebruiker) async throws -> String)?

    /// Sign-in with a token of one's own only.
    public init(exampleToken: (@Sendable (Gebruiker) async throws -> String)? = nil) {
        self.exampleToken = exampleToken
    }
}

/// Reads and writes the cookies.
struct Sessions: Sendable {
    let verifier: TokenVerifier
    let settings: PageSettings

    /// The session of a request, when it has one that is still valid.
    func session(of request: Request) async -> Session? {
        guard let token = request.cookies[Session.cookie]?.value, let accepted = await verifier.accepted(token) else {
            return nil
        }
        return Session(user: accepted.user, expires: accepted.expires, token: token)
    }

    /// The header that starts a session, or ends it when there is no token.
    func header(_ token: AcceptedToken?, _ text: String, for request: Request) -> String {
        let seconds = token.map { max(0, Int($0.expires.timeIntervalSinceNow)) } ?? 0
        return cookie(Session.cookie, text, "; Max-Age=\(seconds)", for: request)
    }

    func cookie(_ name: String, _ value: String, _ more: String = "", for request: Request) -> String {
        // Strict: no link from elsewhere opens a page about a family.
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Strict\(more)\(isPlain(request) ? "" : "; Secure")"
    }

    /// Whether the pages may offer example users: on this machine only, also when another name was made to lead here.
    func offersExamples(to request: Request) -> Bool { settings.exampleToken != nil && request.isToThisMachine }

    /// A demonstration on this machine is not encrypted; anything else must be.
    private func isPlain(_ request: Request) -> Bool { offersExamples(to: request) }
}

extension Request {
    /// Whether the address that was asked for is one of this machine itself.
    fileprivate var isToThisMachine: Bool {
        guard let authority = head.authority else { return false }
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return ["127.0.0.1", "localhost", "[::1]"].contains(host)
    }
}
