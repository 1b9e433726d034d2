import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import ReadModels
import TestSupport
import Testing
import Toetsingskader
import WireValues

@testable import HTTPInterface

@Suite("Pages over many families")
struct ListPageTests {
    static let lists = Werklijst.alle.map(\.pad) + ["/stilte", "/mdo-agenda", "/caseload"]
    private static let day = "2014-03-31"

    private func serve(_ body: @Sendable (TestServer, Client) async throws -> Void) async throws {
        let server = try TestServer("2014-04-15T10:00:00Z")
        try await server.test { client async throws in
            for family in CaseExamples.families { _ = try await client.load(family) }
            try await body(server, client)
        }
    }

    private func user(_ role: Tokenrol, _ actor: String = "PM1") throws -> Gebruiker {
        Gebruiker(
            actor: try #require(Actor(actor)),
            gemeente: try #require(LogName("GM0935")),
            rollen: [role]
        )
    }

    private func rows(_ page: HTMLPage) -> Int { page.count("<th scope=\"row\">") }

    @Test(arguments: Tokenrol.allCases)
    func `a role sees a list exactly when it may see families`(_ role: Tokenrol) async throws {
        try await serve { server, client in
            let browser = try await Browser(client, as: .roles([role.rawValue]))
            let filter = Leesfilter(peildag: try #require(Dag(Self.day)))
            let reader = try user(role)
            var expected = 200
            do throws(Afwijzing) {
                _ = try await server.lijsten.taken(filter, limiet: 1, voor: reader)
            } catch {
                expected = 403
            }
            for list in Self.lists {
                #expect(try await browser.open("\(list)?peildag=31-03-2014").status == expected, "\(list)")
            }
            let home = try await browser.open("/")
            #expect(home.status == (expected == 200 ? 303 : 200))
            for list in Self.lists where expected == 403 { #expect(home.count("\"\(list)\"") == 0) }
            // How far the lists are says nothing about a family.
            #expect(try await browser.open("/bijgewerkt").status == 200)
        }
    }

    @Test func `a list has the tasks of the read models, in their order, and says how many`() async throws {
        try await serve { server, client in
            let browser = try await Browser(client)
            let day = try #require(Dag(Self.day))
            for list in Werklijst.alle where !list.isEigen {
                var filter = Leesfilter(peildag: day)
                filter.soorten = list.soorten
                let page = try await browser.open("\(list.pad)?peildag=\(Self.day)&termijn=alles&limiet=1000")
                let tasks = try await server.lijsten.taken(filter, limiet: 1000, voor: user(.procesmanager)).inhoud
                #expect(rows(page) == tasks.count, "\(list.pad)")
                let late = tasks.filter { $0.uiterlijk.map { $0 < day } ?? false }
                let words = tasks.count == 1 ? "taak" : "taken"
                #expect(page.text.contains("\(tasks.count) \(words), waarvan \(late.count) over tijd."), "\(list.pad)")
                // Each says what it is about and by which event it is there.
                let shown = page.text.matches(of: /bij=([0-9a-f-]{36})#g-/).map { String($0.output.1) }
                #expect(shown == tasks.map(\.aanleiding.description), "\(list.pad)")
            }
            let plans = try await browser.open("/plan-te-laat?peildag=\(Self.day)")
            #expect(plans.count("over tijd</span></td>") == rows(plans) && plans.count("<h2 id=\"t-week\"") == 0)
        }
    }

    @Test func `mijn dag has the tasks of who looks, by how much time is left`() async throws {
        try await serve { server, client in
            let all = try await server.lijsten.taken(
                Leesfilter(peildag: try #require(Dag(Self.day))),
                limiet: 1000,
                voor: user(.procesmanager)
            ).inhoud
            let person = try #require(all.compactMap(\.procesmanager).first)
            let mine = all.filter { $0.procesmanager == person }
            #expect(!mine.isEmpty && mine.count < all.count)
            let browser = try await Browser(client, as: .roles(["procesmanager"], actor: person.tekst))
            let page = try await browser.open("/mijn-dag?peildag=\(Self.day)&limiet=1000")
            #expect(rows(page) == mine.count)
            #expect(try await browser.open("/").location == "/mijn-dag")
            let stranger = try await Browser(client, as: .roles(["procesmanager"], actor: "PM99"))
            #expect(try await stranger.open("/mijn-dag").text.contains("Er staat niets voor u open."))
            let lead = try await Browser(client, as: .roles(["team-procesmanagers"], actor: "TPM1"))
            #expect(try await lead.open("/").location == "/werkvoorraad")
            // What the caseload says of a person opens in as many tasks.
            let caseload = try await lead.open("/caseload?peildag=\(Self.day)")
            let address = "/werkvoorraad?procesmanager=\(person.tekst)&amp;peildag=\(Self.day)"
            #expect(caseload.count("\"\(address)\"") == 1)
            let list = try await lead.open(address.replacing("&amp;", with: "&") + "&limiet=1000")
            #expect(rows(list) == mine.count)
        }
    }

    @Test(arguments: ["/werkvoorraad?peildag=2014-03-31&limiet=7", "/stilte?fase=alle&stilte=1&limiet=1"])
    func `turning the pages shows every row once`(_ address: String) async throws {
        try await serve { _, client in
            let browser = try await Browser(client)
            let whole = try await browser.open(address.replacing(/limiet=\d+/, with: "limiet=1000"))
            let row = /<tr>\n<th scope="row">.*?<\/tr>/.dotMatchesNewlines()
            let expected = whole.text.matches(of: row).map { String($0.output) }
            var (found, next, turns): ([String], String?, Int) = ([], address, 0)
            while let current = next, turns < 100 {
                let page = try await browser.open(current)
                #expect(page.status == 200)
                found += page.text.matches(of: row).map { String($0.output) }
                next = page.text.firstMatch(of: /<a href="([^"]*)" rel="next">/).map {
                    String($0.output.1).replacing("&amp;", with: "&")
                }
                turns += 1
            }
            #expect(turns > 1 && found == expected)
        }
    }

    @Test func `a filter keeps what was typed, and says what is wrong with it`() async throws {
        try await serve { _, client in
            let browser = try await Browser(client)
            let good = "peildag=31-03-2014&procesmanager=PM7&casemanager=CM2&wijk=Noord+%22%3Cb%3E%2B&termijn=week"
            let page = try await browser.open("/werkvoorraad?\(good)&aanpak=maastricht-integrale-aanpak")
            let fields = try page.form("/werkvoorraad")
            let typed = Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            #expect(
                typed == [
                    "peildag": "31-03-2014", "procesmanager": "PM7", "casemanager": "CM2", "wijk": "Noord \"<b>+",
                    "termijn": "week", "aanpak": "maastricht-integrale-aanpak",
                ]
            )
            #expect(page.count("<b>") == 0)
            let wrong = try await browser.open("/werkvoorraad?peildag=31-02-2014&procesmanager=a%20b&wijk=Oost")
            #expect(wrong.status == 400 && wrong.count("aria-invalid=\"true\"") == 2 && rows(wrong) == 0)
            let kept = try wrong.form("/werkvoorraad")
            #expect(kept.contains { $0.name == "peildag" && $0.value == "31-02-2014" })
            #expect(kept.contains { $0.name == "procesmanager" && $0.value == "a b" })
            for unknown in ["x=1", "na=geen", "limiet=0", "procesmanager=a&procesmanager=b"] {
                #expect(try await browser.open("/werkvoorraad?\(unknown)").status == 400, "\(unknown)")
            }
        }
    }

    @Test func `an empty list says so, and one that is not there yet is an error for people`() async throws {
        var server = try TestServer()
        try await server.test { client async throws in
            let browser = try await Browser(client)
            for list in Self.lists {
                let page = try await browser.open(list)
                #expect(page.status == 200 && rows(page) == 0, "\(list)")
                #expect(page.text.contains("Er ") || page.text.contains("Met elk gezin"), "\(list)")
                #expect(page.text.contains("definitie "), "\(list)")
            }
        }
        server.leesmodellen = FoldedLeesmodellen { _ throws(EventStoreError) in
            throw .unavailable(reason: "geheim")
        }
        try await server.test { client async throws in
            let browser = try await Browser(client)
            for list in Self.lists + ["/bijgewerkt"] {
                let page = try await browser.open(list)
                #expect(page.status == 503 && page.count("<h1>") == 1 && !page.text.contains("geheim"), "\(list)")
            }
        }
    }

    @Test func `an open list can ask whether there is more than it shows`() async throws {
        try await serve { _, client in
            let browser = try await Browser(client)
            let page = try await browser.open("/werkvoorraad")
            let position = try #require(page.text.firstMatch(of: /data-positie="(\d+)"/)?.output.1)
            #expect(page.count("<script src=\"\(PageFiles.script.path)\" defer></script>") == 1)
            #expect(page.count("role=\"status\"") == 1)
            let tag = "\"\(position)\""
            let same = try await browser.open("/bijgewerkt", ifNoneMatch: tag)
            #expect(same.status == 304 && same.text.isEmpty)
            try await client.register()
            let more = try await browser.open("/bijgewerkt", ifNoneMatch: tag)
            #expect(more.status == 200 && more.answer.json["positie"]?.integer == Int(position).map { $0 + 1 })
            #expect(try await client.get("/bijgewerkt", as: .nobody).status == 401)
            let script = try await client.get(PageFiles.script.path, as: .nobody)
            #expect(script.status == 200 && script["Content-Type"] == "text/javascript; charset=utf-8")
        }
    }

    @Test func `a task leads to a form that is about the same, for who may record it`() async throws {
        try await serve { server, client in
            var keyed: Set<Taakregel> = []
            // A meeting is told apart by its type, and a new version of a plan names no single problem.
            let withoutField: Set<Taaksoort> = [.overleg, .planBijwerken]
            for day in ["2011-12-31", "2012-06-30", "2012-12-31", "2013-06-30", "2013-12-31"] {
                let filter = Leesfilter(peildag: try #require(Dag(day)))
                let tasks = try await server.lijsten.taken(filter, limiet: 1000, voor: user(.procesmanager)).inhoud
                keyed.formUnion(tasks.filter { !$0.sleutel.isEmpty && !withoutField.contains($0.soort) })
            }
            #expect(keyed.count > 5)
            let lead = try await Browser(client, as: .roles(["beheerder"]))
            for task in keyed {
                let type = try #require(task.soort.vormen.first)
                let address = "/gezinnen/\(task.gezin)/vastleggen/\(type.naam)"
                let form = try await lead.open("\(address)?over=\(task.sleutel)").form(address)
                #expect(form.contains { $0.name.hasPrefix("/gegevens/") && $0.value == task.sleutel }, "\(task.soort)")
            }
            for role in [Tokenrol.auditor, .procesmanager, .professional] {
                let page = try await Browser(client, as: .roles([role.rawValue])).open(
                    "/werkvoorraad?peildag=\(Self.day)"
                )
                let types = page.text.matches(of: /\/vastleggen\/([A-Za-z]+)/).map { String($0.output.1) }
                let reader = try user(role)
                #expect(types.allSatisfy { Feittype(naam: $0).flatMap { reader.rol(voor: $0) } != nil }, "\(role)")
                #expect(types.contains("PlanVastgesteld") == (reader.rol(voor: .planVastgesteld) != nil), "\(role)")
            }
        }
    }

    /// Who handled a task says which form belongs beside it.
    @Test func `what handled a task in the examples is among its forms`() async throws {
        try await serve { server, _ in
            let cases = server.cases
            let reader = try user(.auditor)
            let families = try await cases.gezinnen(voor: reader)
            let position = try await cases.laatstePositie(in: reader.gemeente)
            let stands = try await cases.standen(
                families,
                totPositie: position,
                horizon: cases.horizon,
                in: reader.gemeente
            )
            // These end many kinds of tasks, and nobody would record them for one.
            let ends: Set<Feittype> = [.aanpakAfgesloten, .afrondingGestart, .aanmeldingIngetrokken, .nazorgBeeindigd]
            var seen = 0
            for (family, stand) in stands {
                let types = Dictionary(
                    try await cases.dossier(family, voor: reader).dossier.registraties.map { ($0.id, $0.type) },
                    uniquingKeysWith: { first, _ in first }
                )
                for task in stand.taken {
                    guard let type = task.afgehandeldDoor.flatMap({ types[$0] }), !ends.contains(type),
                        ![.contactLeggen, .planBijhouden, .weigeringBeantwoorden].contains(task.soort)
                    else { continue }
                    seen += 1
                    #expect(task.soort.vormen.contains(type), "\(task.soort) \(type)")
                }
            }
            #expect(seen > 20)
            #expect(Set(Taaksoort.weigeringBeantwoorden.vormen).isSubset(of: Feittype.reactiesOpWeigering))
        }
    }

    @Test func `a long timeline comes in pages, and a link to an event opens its page`() async throws {
        let server = try TestServer("2014-04-15T10:00:00Z")
        try await server.test { client async throws in
            try await client.register()
            let ids = (0..<205).map { _ in Fixture.uuid() }
            let signals = ids.map { CaseEvents.signal("2013-02-01", id: $0) }
            #expect(try await client.post(.array(signals)).status == 201)
            let browser = try await Browser(client)
            let address = "/gezinnen/\(client.gezin)/tijdlijn"
            var seen: [String] = []
            for number in 1...3 {
                let page = try await browser.open("\(address)?bladzijde=\(number)")
                #expect(page.text.contains("Bladzijde \(number) van 3") && page.text.contains("206 gebeurtenissen"))
                seen += page.text.matches(of: /<li id="g-([0-9a-f-]{36})">/).map { String($0.output.1) }
            }
            #expect(seen.count == 206 && Set(seen).count == 206)
            let last = try #require(seen.last)
            #expect(try await browser.open("\(address)?bij=\(last)").count("id=\"g-\(last)\"") == 1)
            #expect(try await browser.open(address).count("id=\"g-\(last)\"") == 0)
            #expect(try await browser.open("\(address)?bladzijde=0").status == 400)
        }
    }
}

extension Client {
    /// Records the events of an example family, as a client sends them; its id.
    func load(_ family: String) async throws -> String {
        let events = try CaseExamples.events(family)
        let id = try #require(events.first?["gezinId"]?.string)
        let bodies = events.map { event -> JSON in
            guard case .object(let members) = event else { return event }
            return .object(members.filter { $0.key != "gezinId" })
        }
        #expect(try await post(.array(bodies), to: "/v1/gezinnen/\(id)/gebeurtenissen", as: .admin).status == 201)
        return id
    }
}
