import CaseHandling
import EventStore
import Foundation
import Gezinstraject
import HTTPTypes
import JWTKit
import TestSupport
import Testing

@testable import HTTPInterface

@Suite("Signing in on the pages")
struct SignInTests {
    private func server() throws -> TestServer {
        var server = try TestServer()
        server.pages = PageSettings { user in
            try await TestTokens.token { claims in
                claims.sub = .init(value: user.actor.tekst)
                claims.gemeente = user.gemeente.description
                claims.rollen = user.rollen.map(\.rawValue)
            }
        }
        return server
    }

    /// The cookie that the sign-in page set, and its form.
    private func signInForm(
        _ browser: Browser,
        _ path: String = "/inloggen"
    ) async throws
        -> (cookie: String, fields: [FormBody.Field])
    {
        let page = try await browser.open(path)
        #expect(page.status == 200)
        let cookie = try #require(page.answer["Set-Cookie"]?.split(separator: ";").first)
        return (String(cookie), try page.form("/inloggen"))
    }

    @Test func `a page sends who is not signed in to sign in, and back afterwards`() async throws {
        let server = try server()
        try await server.live { client async throws in
            try await client.register()
            let visitor = try await Browser(client, as: .nobody)
            let away = try await visitor.open("/gezinnen/\(client.gezin)/toetsing?peildag=2014-01-01")
            #expect(away.status == 303)
            let location = try #require(away.location)
            #expect(location.hasPrefix("/inloggen?naar=%2Fgezinnen"))
            let (cookie, fields) = try await signInForm(visitor, location)
            let back = try await visitor.send(fields.with("rol", "procesmanager"), to: "/inloggen", cookie: cookie)
            #expect(back.status == 303 && back.location == "/gezinnen/\(client.gezin)/toetsing?peildag=2014-01-01")
        }
    }

    @Test func `an example role gives a session with a strict cookie for as long as its token is valid`() async throws {
        let server = try server()
        try await server.live { client async throws in
            let visitor = try await Browser(client, as: .nobody)
            let (cookie, fields) = try await signInForm(visitor)
            let answer = try await visitor.send(fields.with("rol", "auditor"), to: "/inloggen", cookie: cookie)
            let session = try #require(answer.answer["Set-Cookie"])
            let parts = session.split(separator: ";").map { MediaType.trimmed($0) }
            #expect(parts[0].hasPrefix("waakvlam-sessie="))
            #expect(parts.contains("HttpOnly") && parts.contains("SameSite=Strict") && parts.contains("Path=/"))
            let age = try #require(parts.first { $0.hasPrefix("Max-Age=") }.flatMap { Int($0.dropFirst(8)) })
            #expect((1...600).contains(age))
            // On this machine itself, without TLS; anywhere else it is Secure.
            #expect(!parts.contains("Secure"))
        }
    }

    @Test func `where no examples are offered the cookie is for TLS only and only a token lets in`() async throws {
        let server = try TestServer()
        try await server.live { client async throws in
            let visitor = try await Browser(client, as: .nobody)
            let page = try await visitor.open("/inloggen")
            #expect(!page.text.contains("name=\"rol\""))
            let (cookie, fields) = try await signInForm(visitor)
            let refused = try await visitor.send(fields.with("rol", "auditor"), to: "/inloggen", cookie: cookie)
            #expect(refused.status == 400 && refused.answer["Set-Cookie"]?.hasPrefix("waakvlam-bezoek") == true)
            let token = try await TestTokens.token()
            let good = try await visitor.send(fields.with("bewijs", token), to: "/inloggen", cookie: cookie)
            #expect(good.status == 303 && good.answer["Set-Cookie"]?.contains("; Secure") == true)
            #expect(good.answer["Set-Cookie"]?.contains(token) == true)
        }
    }

    @Test func `a token that is not acceptable is refused at its field`() async throws {
        let server = try server()
        try await server.live { client async throws in
            let visitor = try await Browser(client, as: .nobody)
            let (cookie, fields) = try await signInForm(visitor)
            let expired = try await TestTokens.token { $0.exp = .init(value: .init(timeIntervalSinceNow: -60)) }
            for token in ["", "x", expired, String(repeating: "a", count: 5000)] {
                let answer = try await visitor.send(
                    fields.filter { $0.name != "rol" }.with("bewijs", token),
                    to: "/inloggen",
                    cookie: cookie
                )
                #expect(answer.status == 400 && answer.text.contains("href=\"#bewijs\""))
                #expect(token.isEmpty || !answer.text.contains(token + "\""))
            }
        }
    }

    @Test func `nobody can be made to sign in by another site`() async throws {
        let server = try server()
        try await server.live { client async throws in
            let visitor = try await Browser(client, as: .nobody)
            let (cookie, fields) = try await signInForm(visitor)
            let chosen = fields.with("rol", "auditor")
            for answer in [
                try await visitor.send(chosen, to: "/inloggen", cookie: "waakvlam-bezoek=ander"),
                try await visitor.send(chosen, to: "/inloggen"),
                try await visitor.send(chosen.with("formulierbewijs", "x"), to: "/inloggen", cookie: cookie),
                try await visitor.send(chosen, to: "/inloggen", cookie: cookie, site: "cross-site"),
            ] {
                #expect(answer.status == 403 && answer.answer["Set-Cookie"] == nil)
            }
        }
    }

    @Test(arguments: ["//elders.example", "https://elders.example", "/\\elders.example", "x"])
    func `after signing in one never lands on another site`(_ to: String) async throws {
        let server = try server()
        try await server.live { client async throws in
            let visitor = try await Browser(client, as: .nobody)
            let (cookie, fields) = try await signInForm(visitor)
            let chosen = fields.with("rol", "auditor").with("naar", to)
            #expect(try await visitor.send(chosen, to: "/inloggen", cookie: cookie).location == "/")
        }
    }

    @Test func `signing out ends the session, and takes the proof of a form`() async throws {
        let server = try server()
        try await server.live { client async throws in
            let browser = try await Browser(client)
            let fields = try (try await browser.open("/mijn-dag")).form("/uitloggen")
            #expect(try await browser.send(fields.with("formulierbewijs", "x"), to: "/uitloggen").status == 403)
            let answer = try await browser.send(fields, to: "/uitloggen")
            #expect(answer.status == 303 && answer.location == "/inloggen?uitgelogd")
            #expect(answer.answer["Set-Cookie"]?.hasPrefix("waakvlam-sessie=; Path=/") == true)
            #expect(answer.answer["Set-Cookie"]?.contains("Max-Age=0") == true)
        }
    }

    @Test func `the cookie opens pages and not the API`() async throws {
        let server = try server()
        try await server.live { client async throws in
            try await client.register()
            let token = try await TestTokens.token()
            let headers: HTTPFields = [.cookie: "waakvlam-sessie=\(token)"]
            #expect(try await client.get(client.path, as: .nobody, headers: headers).status == 401)
            #expect(try await Browser(client).open("/gezinnen/\(client.gezin)").status == 200)
        }
    }

    @Test func `a proof is of one session only`() {
        #expect(FormProof.isValid(FormProof.make("a"), for: "a"))
        #expect(!FormProof.isValid(FormProof.make("a"), for: "b"))
        #expect(!FormProof.isValid(nil, for: "a") && !FormProof.isValid("", for: "a"))
    }
}
