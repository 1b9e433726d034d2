import CaseHandling
import EventStore
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Pages about a family")
struct PageTests {
    /// Every page about a family, with the address of the API that shows the same.
    static let pages: [(page: String, api: String)] = [
        ("/gezinnen/ID", "/v1/gezinnen/ID"),
        ("/gezinnen/ID?peildag=31-03-2014", "/v1/gezinnen/ID?peildag=2014-03-31"),
        ("/gezinnen/ID/tijdlijn", "/v1/gezinnen/ID/gebeurtenissen"),
        ("/gezinnen/ID/tijdlijn?bladzijde=2&bij=", "/v1/gezinnen/ID/gebeurtenissen"),
        ("/gezinnen/ID/tijdlijn?alles=ja&groep=B", "/v1/gezinnen/ID/gebeurtenissen?alles=true"),
        ("/gezinnen/ID/toetsing", "/v1/gezinnen/ID/toetsing"),
        ("/gezinnen/ID/toetsing?peildag=2013-06-30&bekendOp=", "/v1/gezinnen/ID/toetsing?peildag=2013-06-30"),
        ("/gezinnen/ID/verloop", "/v1/gezinnen/ID/toetsing/verloop"),
        ("/gezinnen/ID/mdo", "/v1/gezinnen/ID"),
        ("/gezinnen/ID/mdo?peildag=31-03-2013&traject=1", "/v1/gezinnen/ID?peildag=2013-03-31"),
        ("/gezinnen/ID/afsluiten", "/v1/gezinnen/ID"),
        ("/gezinnen/ID/vastleggen", "/v1/gezinnen/ID"),
        ("/toezicht/ID", "/v1/gezinnen/ID/gebeurtenissen"),
        ("/toezicht/ID?as=vastgelegd&stap=1&peildag=&bekendOp=", "/v1/gezinnen/ID/gebeurtenissen"),
        ("/toezicht/ID?as=gebeurd&stap=3&knop=4", "/v1/gezinnen/ID/gebeurtenissen"),
        ("/toezicht/ID/verschil", "/v1/gezinnen/ID/gebeurtenissen"),
        (
            "/toezicht/ID/verschil?van=01-06-2013&tot=31-03-2014",
            "/v1/gezinnen/ID/verschil?van=2013-06-01&tot=2014-03-31"
        ),
    ]

    /// The example family that is still open, in the store.
    private func family(_ client: Client) async throws -> String { try await client.load("familie-c") }

    @Test func `every page is whole, in Dutch, with one heading and no script in it`() async throws {
        let server = try TestServer("2014-04-15T10:00:00Z")
        try await server.test { client async throws in
            let id = try await family(client)
            let browser = try await Browser(client)
            for uri in ["/inloggen"] + ListPageTests.lists + Self.pages.map(\.page) {
                let page = try await browser.open(uri.replacing("ID", with: id))
                #expect(page.status == 200, "\(uri)")
                #expect(page.answer["Content-Type"] == "text/html; charset=utf-8")
                #expect(page.text.hasPrefix("<!doctype html>\n<html lang=\"nl\">"), "\(uri)")
                #expect(page.count("<h1>") == 1, "\(uri)")
                #expect(page.text.firstMatch(of: /<title>[^<]{3,} – Waakvlam<\/title>/) != nil, "\(uri)")
                // Only a list has a script, and that is a file of its own.
                let scripts = ListPageTests.lists.contains(uri) ? 1 : 0
                #expect(page.count("<script") == scripts && page.count("<script src=\"/bestanden/") == scripts)
                #expect(page.count(" style=") == 0)
                #expect(page.answer["Content-Security-Policy"] == Response.pagePolicy)
                #expect(page.answer["Cache-Control"] == "no-store")
            }
        }
    }

    @Test(arguments: Tokenrol.allCases)
    func `a role sees a page exactly when the API shows it the same`(_ role: Tokenrol) async throws {
        let server = try TestServer("2014-04-15T10:00:00Z")
        try await server.test { client async throws in
            let id = try await family(client)
            let caller = Caller.roles([role.rawValue])
            let browser = try await Browser(client, as: caller)
            for (page, api) in Self.pages {
                let expected = try await client.get(api.replacing("ID", with: id), as: caller).status
                let status = try await browser.open(page.replacing("ID", with: id)).status
                #expect(status == expected, "\(page)")
                // Of another gemeente nobody sees that it exists.
                let elsewhere = try await Browser(client, as: .roles([role.rawValue], in: "GM0363"))
                let there = try await elsewhere.open(page.replacing("ID", with: id)).status
                #expect(there == (expected == 403 ? 403 : 404), "\(page)")
            }
        }
    }

    @Test func `a link is only shown to whoever may follow it`() async throws {
        let server = try TestServer("2014-04-15T10:00:00Z")
        try await server.test { client async throws in
            let id = try await family(client)
            for role in Tokenrol.allCases {
                let browser = try await Browser(client, as: .roles([role.rawValue]))
                let page = try await browser.open("/gezinnen/\(id)/toetsing")
                let links = Set(page.text.matches(of: /href="(\/[^"#]*)/).map { String($0.output.1) })
                #expect(links.count > 3)
                for link in links where !link.hasPrefix("/bestanden") {
                    let status = try await browser.open(link.replacing("&amp;", with: "&")).status
                    #expect([200, 303].contains(status), "\(role) \(link)")
                }
            }
        }
    }

    @Test func `an error is a page for people and problem details for programs`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let browser = try await Browser(client)
            let visits = [
                ("/gezinnen/\(Fixture.uuid())", 404), ("/gezinnen/x/toetsing", 404), ("/niets", 404),
                ("/gezinnen/\(client.gezin)?peildag=31-02-2014", 400), ("/gezinnen/\(client.gezin)?x=1", 400),
                ("/gezinnen?gezin=x", 400), ("/gezinnen/\(client.gezin)/vastleggen/Onzin", 404),
            ]
            for (uri, status) in visits {
                let page = try await browser.open(uri)
                #expect(page.status == status && page.count("<h1>") == 1, "\(uri)")
                #expect(page.answer["Content-Type"] == "text/html; charset=utf-8")
            }
            server.store.fail(with: .unavailable(reason: "geheim"))
            let page = try await browser.open("/gezinnen/\(client.gezin)")
            #expect(page.status == 503 && !page.text.contains("geheim") && page.answer["Retry-After"] == "5")
            #expect(try await client.get("/niets").answerIsProblem)
        }
    }

    @Test func `what was typed is shown as text, never as a part of the page`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let text = "</textarea><script>alert('x')</script>\" onload=\"\u{0} 'q' &amp;"
            let signal = CaseEvents.event(
                "GezinAangemeld",
                "2013-02-01",
                ["aanpak": "maastricht-integrale-aanpak", "trajectNr": 1]
            )
            #expect(try await client.post(signal).status == 201)
            let problem = CaseEvents.event(
                "ProbleemGeconstateerd",
                "2013-03-01",
                ["id": "p1", "stj": "wonen", "omschrijving": .string(text.replacing("\u{0}", with: ""))]
            )
            #expect(try await client.post(problem).status == 201)
            let browser = try await Browser(client)
            for page in Self.pages.map(\.page) {
                let page = try await browser.open(page.replacing("ID", with: client.gezin.description))
                #expect(page.count("<script") == 0 && page.count("onload=\"") == 0)
            }
            let card = try await browser.open("/gezinnen/\(client.gezin)")
            #expect(card.text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;"))
            #expect(card.text.contains("&amp;amp;"))
        }
    }

    @Test func `the style sheet has a name of its own contents and may be kept`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let answer = try await client.get(PageFiles.style.path, as: .nobody)
            #expect(answer.status == 200 && answer["Content-Type"] == "text/css; charset=utf-8")
            #expect(answer["Cache-Control"] == "public, max-age=31536000, immutable")
            // Nothing from elsewhere.
            #expect(!answer.text.contains("url(") && !answer.text.contains("@import"))
        }
    }
}

extension Answer {
    fileprivate var answerIsProblem: Bool { self["Content-Type"] == "application/problem+json" }
}
