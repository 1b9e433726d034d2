import CaseHandling
import Gezinstraject
import TestSupport
import Testing
import Toetsingskader
import WireValues

@testable import HTTPInterface

/// What is said of an aanpak as a whole, over the three families of Maastricht.
@Suite struct `Overviews of an aanpak` {
    private static let base = "/v1/aanpakken/maastricht-integrale-aanpak"
    private static let period = "?van=2011-01-01&tot=2014-03-31&peildag=2014-03-31"
    static let addresses =
        ["doorlooptijden", "instroom", "terugkeer", "wachttijden", "mijlpalen", "partijen", "leefgebieden"].map {
            "\(base)/\($0)\(period)"
        }
        + ["\(base)/verdeling?peildag=2014-03-31", "\(base)/oordelen/trend?peildag=2014-03-31"]

    private func withFamilies(_ body: @Sendable (Client) async throws -> Void) async throws {
        let server = try TestServer("2014-04-15T10:00:00Z")
        try await server.test { client async throws in
            for name in CaseExamples.families {
                let events = try CaseExamples.events(name)
                let id = try #require(events.first?["gezinId"]?.string)
                let bodies = events.map { event -> JSON in
                    guard case .object(let members) = event else { return event }
                    return .object(members.filter { $0.key != "gezinId" })
                }
                let answer = try await client.post(.array(bodies), to: "/v1/gezinnen/\(id)/gebeurtenissen", as: .admin)
                #expect(answer.status == 201)
            }
            try await body(client)
        }
    }

    @Test func `the table of the read models is the one that replaying the log gives`() async throws {
        try await withFamilies { client async throws in
            for day in ["2014-03-31", "2013-06-30", "2012-12-31"] {
                let replayed = try await client.get("\(Self.base)/toetsing?peildag=\(day)").json
                let trend = try await client.get("\(Self.base)/oordelen/trend?peildag=\(day)&kwartalen=0").json
                let rows = try #require(trend["trend"]?.array)
                #expect(!rows.isEmpty && rows.allSatisfy { $0["dag"]?.string == day })
                for indicator in try #require(replayed["indicatoren"]?.array) {
                    let own = rows.filter { $0["indicator"] == indicator["id"] }
                    func count(_ uitkomst: String, _ isRight: (String?) -> Bool = { _ in true }) -> Int {
                        own.filter { $0["uitkomst"]?.string == uitkomst && isRight($0["reden"]?.string) }
                            .reduce(0) { $0 + ($1["aantal"]?.integer ?? 0) }
                    }
                    #expect(indicator["voldoet"]?.integer == count("voldoet"))
                    #expect(indicator["verbeterpunt"]?.integer == count("verbeterpunt"))
                    #expect(indicator["nvt"]?.integer == count("nietVastgesteld") { $0 == "NVT" })
                    #expect(indicator["nietVastgesteld"]?.integer == count("nietVastgesteld") { $0 != "NVT" })
                }
            }
        }
    }

    @Test func `a figure opens in exactly the families that it counts`() async throws {
        try await withFamilies { client async throws in
            let trend = try await client.get("\(Self.base)/oordelen/trend?peildag=2014-03-31&kwartalen=2").json
            let rows = try #require(trend["trend"]?.array)
            #expect(Set(rows.compactMap { $0["dag"]?.string }) == ["2013-09-30", "2013-12-31", "2014-03-31"])
            let opened = rows.filter { $0["gezinnen"] != nil }
            #expect(opened.count > rows.count / 2)
            for row in opened {
                let families = try await client.get(try #require(row["gezinnen"]?.string)).json["gezinnen"]?.array
                #expect(families?.count == row["aantal"]?.integer, "\(row)")
            }
        }
    }

    @Test func `say where they stand, and nothing small to whoever reads no dossiers`() async throws {
        try await withFamilies { client async throws in
            for address in Self.addresses {
                let full = try await client.get(address)
                #expect(full.status == 200, "\(address)")
                #expect(full.json["peildag"] == "2014-03-31")
                #expect(full.json["definitie"]?.string == Toetsingskader.versie)
                #expect((full.json["positie"]?.integer ?? 0) > 100)
                // With three families every number but 0 is small.
                for caller in [Caller.dashboard, .roles(["beleid"])] {
                    let shown = try await client.get(address, as: caller)
                    #expect(shown.status == 200)
                    let numbers = Self.counts(in: shown.json)
                    #expect(numbers.allSatisfy { $0 == 0 }, "\(address) \(numbers)")
                    let isEmpty = Self.counts(in: full.json).allSatisfy { $0 == 0 }
                    #expect(!isEmpty, "\(address)")
                }
            }
            // Within a month the difference with its end would tell.
            for address in Self.addresses {
                let within = address.replacing("2014-03-31", with: "2014-03-30")
                let refused = try await client.get(within, as: .dashboard)
                #expect(refused.status == 403 && refused.code == "FILTER_NIET_TOEGESTAAN", "\(within)")
                #expect(try await client.get(within).status == 200)
            }
        }
    }

    @Test(arguments: [
        ("doorlooptijden?van=2014-02-01&tot=2014-01-01", "?van STRIJDIG"),
        ("instroom?tot=2014-04-30&peildag=2014-03-31", "?tot STRIJDIG"),
        ("instroom?van=1900-01-01", "?van STRIJDIG"), ("wachttijden?van=x", "?van DATUM_ONJUIST"),
        ("verdeling?van=2014-01-01", "? PARAMETER_ONBEKEND"),
        ("oordelen/trend?kwartalen=41", "?kwartalen VORM_ONJUIST"),
    ])
    func `what cannot be asked is refused by its name`(_ query: String, _ fault: String) async throws {
        let server = try TestServer("2014-04-15T10:00:00Z")
        try await server.test { client async throws in
            let answer = try await client.get("\(Self.base)/\(query)")
            #expect(answer.status == 400)
            #expect(answer.faults.contains { $0.hasPrefix(String(fault.prefix { $0 != " " })) }, "\(answer.faults)")
            #expect(try await client.get("/v1/aanpakken/bestaat-niet/instroom").status == 404)
            #expect(try await client.get("\(Self.base)/instroom", as: .nobody).status == 401)
        }
    }

    @Test func `the page of an aanpak shows all indicators to every role, and links to whoever may follow`()
        async throws
    {
        try await withFamilies { client async throws in
            for role in Tokenrol.allCases {
                let browser = try await Browser(client, as: .roles([role.rawValue]))
                #expect(try await browser.open("/aanpakken").text.contains("/aanpakken/maastricht-integrale-aanpak"))
                let page = try await browser.open("/aanpakken/maastricht-integrale-aanpak?peildag=31-03-2014")
                #expect(page.status == 200 && page.count("<h1>") == 1 && page.count(" style=") == 0, "\(role)")
                for code in Indicatorcode.allCases {
                    #expect(page.text.contains("<th scope=\"row\">\(code.rawValue) "))
                }
                let links = page.text.matches(of: /href="(\/gezinnen\/lijst[^"]*)"/).map { String($0.output.1) }
                let isReader = ![.beleid, .dashboard].contains(role)
                #expect(links.isEmpty == !isReader, "\(role)")
                for link in links.prefix(3) {
                    let families = try await browser.open(link.replacing("&amp;", with: "&"))
                    #expect(families.status == 200 && families.count("<h1>") == 1)
                    #expect(families.count("class=\"code\">") > 0)
                }
                let closed = try await browser.open("/gezinnen/lijst?indicator=T1.1.1&uitkomst=voldoet")
                #expect(closed.status == (isReader ? 200 : 403))
                let today = try await browser.open("/aanpakken/maastricht-integrale-aanpak")
                #expect(today.status == 200)
            }
            let browser = try await Browser(client)
            #expect(try await browser.open("/aanpakken/bestaat-niet").status == 404)
        }
    }

    @Test func `an auditor draws a sample, starts a toetsing of it and freezes that once`() async throws {
        try await withFamilies { client async throws in
            let auditor = try await Browser(client, as: .roles(["auditor"], actor: "AUD1"))
            let drawing = "/toetsingen?aanpak=maastricht-integrale-aanpak&peildag=31-03-2014&aantal=2&zaad=z7"
            let drawn = try await auditor.open(drawing)
            #expect(drawn.status == 200 && drawn.text.contains("Zaad z7"))
            // Which they are follows from the seed, and not from the moment.
            let families = Self.drawn(drawn)
            let again = Self.drawn(try await auditor.open(drawing))
            #expect(families.count == 2 && families == again)
            let all = try await client.get("/v1/gezinnen?peildag=2014-03-31").json["gezinnen"]?.array ?? []
            let expected = all.compactMap { $0["gezinId"]?.string.flatMap { UUID($0) } }
                .sorted { one, other in
                    Steekproef.plaats(van: one, zaad: "z7")
                        .lexicographicallyPrecedes(Steekproef.plaats(van: other, zaad: "z7"))
                }
            #expect(families == expected.prefix(2).map(\.description))

            let fields = Self.hidden(drawn).with("id", "proef-1")
            let started = try await auditor.send(fields, to: "/toetsingen")
            #expect(started.status == 303 && started.location == "/toetsingen/proef-1")
            #expect(try await auditor.send(fields, to: "/toetsingen").status == 303)
            let open = try await auditor.open("/toetsingen/proef-1")
            #expect(open.status == 200 && open.text.contains("Niet bevroren") && open.count("<h1>") == 1)
            let freezing = try open.form("/toetsingen/proef-1")
            #expect(try await auditor.send(freezing, to: "/toetsingen/proef-1").status == 303)
            let frozen = try await auditor.open("/toetsingen/proef-1")
            #expect(frozen.text.contains("komt er hetzelfde uit") && !frozen.text.contains("Bevries de tabel"))
            // Every cell of the page is what is frozen.
            let stored = try await client.get("/v1/toetsingen/proef-1", as: .roles(["auditor"])).json
            let outcomes = try #require(stored["bevriezing"]?["uitkomsten"]?.array)
            #expect(outcomes.count == 66 && stored["gezinnen"]?.array?.compactMap(\.string) == families)
            #expect(frozen.count(">bewijs</a>") == 66)

            let withoutProof = try await auditor.send(fields.with("formulierbewijs", "x"), to: "/toetsingen")
            #expect(withoutProof.status == 403)
            for role in Tokenrol.allCases {
                let browser = try await Browser(client, as: .roles([role.rawValue]))
                let expected = try await client.get("/v1/toetsingen", as: .roles([role.rawValue])).status
                #expect(try await browser.open("/toetsingen").status == expected, "\(role)")
                #expect(try await browser.open("/toetsingen/proef-1").status == expected, "\(role)")
                let mayDraw = [.auditor, .beheerder].contains(role)
                let page = try await browser.open(drawing)
                #expect(page.text.contains("De trekking") == mayDraw, "\(role)")
            }
        }
    }

    /// The form of a drawing, which is the second one to its address.
    private static func hidden(_ page: HTMLPage) -> [FormBody.Field] {
        let start = page.text.firstRange(of: "method=\"post\" action=\"/toetsingen\"")?.upperBound
        return start.map { HTMLPage.fields(String(page.text[$0...])) } ?? []
    }

    private static func drawn(_ page: HTMLPage) -> [String] { hidden(page).filter { $0.name == "gezin" }.map(\.value) }

    /// Every number in an answer that is a count or follows from one.
    private static func counts(in json: JSON) -> [Int] {
        let fixed: Set<String> = ["positie", "maanden"]
        switch json {
        case .object(let members):
            return members.filter { !fixed.contains($0.key) }.flatMap { counts(in: $0.value) }
        case .array(let elements): return elements.flatMap { counts(in: $0) }
        default: return json.integer.map { [$0] } ?? []
        }
    }
}
