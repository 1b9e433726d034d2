import CaseHandling
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Pages about an aanpak as a whole")
struct OverzichtPageTests {
    private static let day = "peildag=31-03-2014"
    private static let approach = "/aanpakken/maastricht-integrale-aanpak"
    /// Every page with rows of families, with the address of the API that shows the same.
    private static let rows = [
        ("/gezinnen/lijst?\(day)", "/v1/gezinnen"), ("/gezinnen/lijst?fase=actief", "/v1/gezinnen"),
    ]
    /// What everybody may see.
    private static let open = ["/aanpakken", "\(approach)?\(day)"]

    private func withFamilies(_ body: @Sendable (Client) async throws -> Void) async throws {
        let server = try TestServer("2014-04-15T10:00:00Z")
        try await server.test { client async throws in
            try await client.importMaastricht()
            try await body(client)
        }
    }

    @Test func `every page is whole, in Dutch, with one heading and no script of its own in it`() async throws {
        try await withFamilies { client async throws in
            let browser = try await Browser(client)
            for uri in Self.open + Self.rows.map(\.0) {
                let page = try await browser.open(uri)
                #expect(page.status == 200, "\(uri)")
                #expect(page.count("<h1>") == 1 && page.count("<script") == 0 && page.count(" style=") == 0, "\(uri)")
                #expect(page.text.firstMatch(of: /<title>[^<]{3,} – Waakvlam<\/title>/) != nil, "\(uri)")
            }
        }
    }

    @Test(arguments: Tokenrol.allCases)
    func `a role sees a page exactly when the API shows it the same`(_ role: Tokenrol) async throws {
        try await withFamilies { client async throws in
            let caller = Caller.roles([role.rawValue])
            let browser = try await Browser(client, as: caller)
            for (page, api) in Self.rows {
                let expected = try await client.get(api, as: caller).status
                #expect(try await browser.open(page).status == expected, "\(page)")
            }
            for page in Self.open {
                let shown = try await browser.open(page)
                #expect(shown.status == 200, "\(page)")
                // A link is only there for who may follow it.
                for link in Set(shown.text.matches(of: /href="(\/[^"#]*)/).map { String($0.output.1) })
                where !link.hasPrefix("/bestanden") {
                    let status = try await browser.open(link.replacing("&amp;", with: "&")).status
                    #expect([200, 303].contains(status), "\(role) \(link)")
                }
            }
        }
    }

    @Test func `every number opens in a page with as many families`() async throws {
        try await withFamilies { client async throws in
            let browser = try await Browser(client)
            let page = try await browser.open("\(Self.approach)?\(Self.day)")
            let numbers = page.text.matches(of: /<td><a href="(\/gezinnen\/lijst[^"]*)">(\d+)<\/a>/)
            #expect(numbers.count > 30)
            for number in numbers {
                let list = try await browser.open(String(number.output.1).replacing("&amp;", with: "&"))
                #expect(list.count("<tr><th scope=\"row\"") == Int(number.output.2), "\(number.output.1)")
            }
        }
    }

    @Test func `the three families of the inspection give the table of Bijlage 1`() async throws {
        try await withFamilies { client async throws in
            let families = try await client.get("/v1/gezinnen").json["gezinnen"]?.array ?? []
            let ids = families.compactMap { $0["gezinId"]?.string }
            #expect(ids.count == 3)
            let page = try await Browser(client, as: .dashboard)
                .open("\(Self.approach)?\(Self.day)&gezinnen=\(ids.joined(separator: ","))")
            let verdicts = page.text.matches(of: /<span class="merkje [a-z]+">(.)\s/).map { String($0.output.1) }
            #expect(verdicts.count == 33)
            let counts = ["✓", "X", "–"].map { sign in verdicts.count { $0 == sign } }
            #expect(counts == [21, 10, 2])
        }
    }

    @Test func `who reads no files sees no number of three families`() async throws {
        try await withFamilies { client async throws in
            let page = try await Browser(client, as: .dashboard).open("\(Self.approach)?\(Self.day)")
            #expect(page.status == 200 && page.text.contains("Minder dan vijf gezinnen"))
            let numbers = page.text.matches(of: /<td>([1-9][0-9]*)</).map { String($0.output.1) }
            #expect(numbers.joined(separator: "; ") == "")
            #expect(!page.text.contains("/gezinnen/lijst"))
            // Without a day it is the last month that is over, never one that is still to come.
            let today = try await Browser(client, as: .dashboard).open(Self.approach)
            #expect(today.text.contains("name=\"peildag\" type=\"text\" value=\"31-03-2014\""))
        }
    }
}
