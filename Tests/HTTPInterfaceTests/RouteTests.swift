import EventStore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Routes")
struct RouteTests {
    /// Every address with the methods it has.
    static let routes: [(uri: String, allowed: [String])] = [
        ("/v1/gezinnen/ID", ["GET", "HEAD"]),
        ("/v1/gezinnen/ID/gebeurtenissen", ["GET", "HEAD", "POST"]),
        ("/v1/gezinnen/ID/toetsing", ["GET", "HEAD"]),
        ("/v1/gezinnen/ID/toetsing/verloop", ["GET", "HEAD"]),
        ("/v1/gezinnen/ID/verschil", ["GET", "HEAD"]),
        ("/v1/aanpakken", ["GET", "HEAD"]),
        ("/v1/aanpakken/maastricht-integrale-aanpak", ["GET", "HEAD"]),
        ("/v1/aanpakken/maastricht-integrale-aanpak/gebeurtenissen", ["GET", "HEAD", "POST"]),
        ("/v1/aanpakken/maastricht-integrale-aanpak/toetsing", ["GET", "HEAD"]),
        ("/v1/aanpakken/maastricht-integrale-aanpak/verbeterpunten", ["GET", "HEAD"]),
        ("/v1/gebeurtenissen", ["GET", "HEAD"]),
        ("/v1/openapi.json", ["GET", "HEAD"]),
        ("/health/live", ["GET", "HEAD"]),
        ("/health/ready", ["GET", "HEAD"]),
    ]

    private func uri(_ template: String, _ client: Client) -> String {
        template.replacing("ID", with: client.gezin.description)
    }

    @Test(arguments: routes.map(\.uri))
    func `a method that an address does not have is answered with those it has`(_ template: String) async throws {
        let allowed = try #require(Self.routes.first { $0.uri == template }).allowed
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            for name in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "X"]
            where !allowed.contains(name) {
                let method = try #require(HTTPRequest.Method(name))
                // With contents or without: what is wrong is the method.
                let answer = try await client.send(method, uri(template, client), bytes: name == "PUT" ? [0x7b] : nil)
                #expect(answer.status == 405 && answer.code == "METHODE_NIET_TOEGESTAAN", "\(name)")
                #expect(answer["Allow"] == allowed.joined(separator: ", "), "\(name)")
            }
        }
    }

    @Test(arguments: routes.map(\.uri))
    func `HEAD has the headers of GET and no contents`(_ template: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let query = ["verschil": "?van=2013-01-01", "verbeterpunten": "?van=2013&tot=2014"]
            let uri = uri(template, client) + (query[String(template.split(separator: "/").last ?? "")] ?? "")
            let get = try await client.get(uri)
            let head = try await client.send(.head, uri)
            #expect(get.status == 200 && !get.bytes.isEmpty)
            #expect(head.status == 200 && head.bytes.isEmpty)
            #expect(head.headers == get.headers)
            #expect(head["Content-Length"] == "\(get.bytes.count)")
        }
    }

    @Test(arguments: ["/v1/gezinnen/x", "/v1/gezinnen/ID?x=1", "/niets", "/v1/aanpakken/x/toetsing"])
    func `an error to HEAD has no contents either`(_ template: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let get = try await client.get(uri(template, client))
            let head = try await client.send(.head, uri(template, client))
            #expect(get.status >= 400 && !get.bytes.isEmpty)
            #expect(head.status == get.status && head.bytes.isEmpty && head.headers == get.headers)
        }
    }

    @Test(arguments: routes.map(\.uri))
    func `with a slash at the end, or two in a row, an address is not there`(_ template: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let uri = uri(template, client)
            let doubled = "/" + uri.split(separator: "/").joined(separator: "//")
            let uris = [uri + "/", uri + "//", "/" + uri, doubled, uri + "/?peildag=2014-01-01"]
            for uri in uris {
                let answer = try await client.get(uri)
                #expect(answer.status == 404 && answer.code == "NIET_GEVONDEN", "\(uri)")
                #expect(answer["Location"] == nil)
            }
        }
    }

    @Test(arguments: [
        "/v1", "/v2/gezinnen", "/v1/Gezinnen/ID", "/v1/gezinnen/ID/plannen", "/v1/aanpak",
        "/v1/gezinnen/../gezinnen/ID", "/v1/gezinnen/ID/.", "/health", "/metrics", "/v1/openapi.yaml", "/*", "*",
        "/v1/%67ezinnen/ID", "/v1/gezinnen/ID%2Ftoetsing", "/v1/gezinnen/%00", "/v1/gezinnen/%zz", "/v1/gezinnen/ID%20",
        "/v1/aanpakken/bestaat-niet/toetsing", "/v1/aanpakken/Hoofdletters/toetsing", "/v1/aanpakken/a%20b/toetsing",
        "//elders.example/v1/gezinnen/ID",
    ])
    func `an address that is not there is a problem too`(_ template: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let answer = try await client.get(uri(template, client))
            #expect(answer.status == 404 && answer.code == "NIET_GEVONDEN")
            #expect(answer["Content-Type"] == "application/problem+json")
        }
    }

    @Test(arguments: [
        "x", "00000000-0000-0000-0000-00000000000", "DA7C09BB-C0B8-5637-B4A4-53365D4BD2E0", "%F0%9F%98%80",
    ])
    func `a family that cannot be is not found`(_ id: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            for suffix in ["", "/gebeurtenissen", "/toetsing", "/toetsing/verloop", "/verschil?van=2013-01-01"] {
                #expect(try await client.get("/v1/gezinnen/\(id)\(suffix)").status == 404)
            }
            let answer = try await client.post(
                CaseEvents.registration(),
                to: "/v1/gezinnen/\(id)/gebeurtenissen"
            )
            #expect(answer.status == 404)
        }
    }

    @Test func `a path of a hundred thousand characters is only not there`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            for piece in ["a", "a/", "%41", "../"] {
                let path = "/v1/gezinnen/" + String(repeating: piece, count: 100_000 / piece.count) + "x"
                #expect(try await client.get(path).status == 404)
            }
        }
    }

    @Test(arguments: routes.map(\.uri))
    func `without a token there is nothing but health and the description`(_ template: String) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let isOpen = !["gezinnen", "aanpakken", "gebeurtenissen"].contains { template.contains($0) }
            for method in [.get, .head, .post, .delete] as [HTTPRequest.Method] {
                let status = try await client.send(method, uri(template, client), as: .nobody).status
                #expect(isOpen ? status != 401 : status == 401, "\(method)")
            }
        }
    }

    @Test func `health says whether the program lives and whether it is ready`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            #expect(try await client.get("/health/live", as: .nobody).json == ["status": "levend"])
            #expect(try await client.get("/health/ready", as: .nobody).json == ["status": "gereed"])
            server.readiness.set(.unavailable("the database does not answer"))
            let answer = try await client.get("/health/ready", as: .nobody)
            #expect(answer.status == 503 && answer["Retry-After"] == "5" && answer.code == "NIET_BESCHIKBAAR")
            #expect(!answer.text.contains("database"))
            server.readiness.set(.readOnly)
            let reading = try await client.get("/health/ready", as: .nobody)
            #expect(reading.status == 503 && reading["Retry-After"] == "5" && reading.code == "ALLEEN_LEZEN")
            #expect(try await client.get("/health/live", as: .nobody).status == 200)
        }
        #expect(server.logText.contains("the database does not answer"))
    }
}

@Suite("Headers of every answer")
struct HeaderTests {
    static let fixed = [
        "API-Version": "1.0.0", "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Referrer-Policy": "no-referrer",
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains", "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    ]

    private func check(_ answer: Answer, _ status: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(answer.status == status, sourceLocation: sourceLocation)
        for (name, value) in Self.fixed {
            #expect(answer[name] == value, "\(name)", sourceLocation: sourceLocation)
        }
        let type = status < 400 ? "application/json" : "application/problem+json"
        #expect(answer["Content-Type"] == type, sourceLocation: sourceLocation)
        #expect(answer["Server"] == nil, sourceLocation: sourceLocation)
        if status >= 400 { check(problem: answer, sourceLocation: sourceLocation) }
    }

    /// The members that every problem has, and no other kinds of fault than there are.
    private func check(problem answer: Answer, sourceLocation: SourceLocation) {
        let json = answer.json
        #expect(json["status"]?.integer == answer.status, sourceLocation: sourceLocation)
        let name = json["code"]?.string?.lowercased().replacing("_", with: "-") ?? "?"
        #expect(json["type"]?.string == "urn:waakvlam:probleem:" + name, sourceLocation: sourceLocation)
        #expect(json["title"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(json["detail"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
    }

    @Test func `the security headers and the version are on every answer, errors and health included`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let signal = CaseEvents.signal("2013-02-01")
            let events = client.path + "/gebeurtenissen"
            check(try await client.post(CaseEvents.registration()), 201)
            check(try await client.post(signal), 201)
            check(try await client.post(signal), 200)
            check(try await client.get(client.path), 200)
            check(try await client.get("/health/live", as: .nobody), 200)
            check(try await client.get("/v1/openapi.json", as: .nobody), 200)
            check(try await client.post(CaseEvents.signal("2013-02-30")), 400)
            check(try await client.get(client.path + "?x"), 400)
            check(try await client.get(client.path, as: .nobody), 401)
            check(try await client.get(client.path, as: .token("x")), 401)
            check(try await client.get(client.path, as: .dashboard), 403)
            check(try await client.get("/v1/gezinnen/x"), 404)
            check(try await client.get("/niets", as: .nobody), 404)
            check(try await client.send(.delete, events), 405)
            check(try await client.get(client.path, headers: [.accept: "text/html"]), 406)
            check(try await client.post(CaseEvents.registration()), 409)
            check(try await client.post(CaseEvents.signal("2013-02-01"), ifMatch: "\"9\""), 412)
            check(try await client.post([UInt8](repeating: 0x20, count: Request.bodyLimit + 1)), 413)
            check(try await client.post(signal.bytes, type: "text/plain"), 415)
            server.store.damage { $0.with { $0.type = "Onbekend" } }
            check(try await client.get(client.path), 500)
            server.store.fail(with: .unavailable(reason: "weg"))
            check(try await client.get(client.path), 503)
            server.readiness.set(.unavailable("weg"))
            check(try await client.get("/health/ready", as: .nobody), 503)
        }
    }

    @Test func `another site may read the description and nothing else`() async throws {
        let server = try TestServer()
        let origin: HTTPFields = [.origin: "https://elders.example"]
        try await server.test { client async throws in
            try await client.register()
            let name = "Access-Control-Allow-Origin"
            #expect(try await client.get("/v1/openapi.json", as: .nobody, headers: origin)[name] == "*")
            #expect(try await client.get(client.path, headers: origin)[name] == nil)
            #expect(try await client.get("/health/live", headers: origin)[name] == nil)
            #expect(try await client.get(client.path, as: .nobody, headers: origin)[name] == nil)
        }
    }
}
