import CaseHandling
import CivilTime
import EventStore
import Foundation
import Gezinstraject
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Forms")
struct FormTests {
    static let types = Feittype.allCases.filter { $0.kenmerken.stroom == .gezin }

    private static func examples(_ type: Feittype) throws -> [JSON] {
        let file = CaseExamples.project.appending(path: "Schema/Events/\(type.naam).v1.json")
        return try JSONReader.read([UInt8](try Data(contentsOf: file))).array ?? []
    }

    private func maker(_ vervangend: [Veldbeschrijving]?) -> Formuliermaker {
        Formuliermaker(
            words: Dossierwoorden([]),
            gebeurtenissen: [],
            aanpakken: ["maastricht-integrale-aanpak"],
            fouten: [:],
            vervangend: vervangend,
            extraRij: nil
        )
    }

    @Test(arguments: types)
    func `every example goes through its form unchanged, as a browser sends it`(_ type: Feittype) throws {
        let place = JSONPointer.root.member("gegevens")
        // The examples of a correction put a reason in the place of a reason.
        let vervangend = AfrondingGestart.velden
        let examples = try Self.examples(type)
        #expect(!examples.isEmpty)
        for example in examples {
            let data = try #require(example["gegevens"])
            let fields = maker(vervangend).velden(type.gegevenstype.velden, data, op: place)
            let html = try PageFiles.templates.get().render("velden", [Formulierveld.Group(velden: fields)])
            // A browser ends lines in its own way.
            let sent = HTMLPage.fields(html).map {
                FormBody.Field(name: $0.name, value: $0.value.replacing("\n", with: "\r\n"))
            }
            let hasReplacement = data["gegevens"] != nil
            let reader = Formulierlezer(FormBody(sent), vervangend: hasReplacement ? vervangend : nil)
            let read = JSON.object(reader.leden(type.gegevenstype.velden, op: place))
            #expect(read.canonicalText == data.canonicalText)
        }
    }

    @Test(arguments: types)
    func `the form of every type opens, and what is missing is said at its field`(_ type: Feittype) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let path = "/gezinnen/\(client.gezin)/vastleggen/\(type.naam)"
            let browser = try await Browser(client, as: .admin)
            let page = try await browser.open(path)
            #expect(page.status == 200 && page.count("<h1>") == 1)
            let empty = try page.form(path).map { field in
                field.name.hasPrefix("/") ? FormBody.Field(name: field.name, value: "") : field
            }
            let answer = try await browser.send(empty.with("actie", "vastleggen"), to: path)
            #expect(answer.status == 400)
            #expect(answer.text.contains("href=\"#v-gebeurdOp\""))
            // Every link of the summary leads to an element of the page.
            for link in answer.text.matches(of: /href="#(v[^"]*)"/) {
                #expect(answer.text.contains("id=\"\(link.output.1)\""), "\(link.output.1)")
            }
            // Every label has its field, and no id is there twice.
            let ids = answer.text.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
            #expect(Set(ids).count == ids.count)
            for label in answer.text.matches(of: /for="([^"]*)"/) { #expect(ids.contains(String(label.output.1))) }
        }
    }

    @Test(arguments: Tokenrol.allCases)
    func `a role gets the form of exactly the types that it may record`(_ role: Tokenrol) async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let browser = try await Browser(client, as: .roles([role.rawValue]))
            for type in Self.types {
                let path = "/gezinnen/\(client.gezin)/vastleggen/\(type.naam)"
                let isAllowed = role.rol.map { $0 == .beh || type.kenmerken.logt.contains($0) } ?? false
                #expect(try await browser.open(path).status == (isAllowed ? 200 : 403), "\(type)")
                let sent = try await browser.send([.init(name: "actie", value: "vastleggen")], to: path)
                // Without the proof nothing is recorded either way.
                #expect(sent.status == 403, "\(type)")
            }
        }
    }

    /// A form for a signal, filled in.
    private func signal(_ browser: Browser) async throws -> (path: String, fields: [FormBody.Field]) {
        let path = "/gezinnen/\(browser.client.gezin)/vastleggen/SignaalOntvangen"
        let fields = try (try await browser.open(path)).form(path)
        return (path, fields.with("/gegevens/route", "politiemelding").with("actie", "vastleggen"))
    }

    private func count(_ client: Client) async throws -> Int {
        try await client.get(client.path + "/gebeurtenissen").json.array?.count ?? 0
    }

    @Test func `sending a form twice stores it once`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let browser = try await Browser(client)
            let (path, fields) = try await signal(browser)
            let first = try await browser.send(fields, to: path)
            let second = try await browser.send(fields, to: path)
            #expect(first.status == 303 && second.status == 303 && first.location == second.location)
            #expect(try await count(client) == 2)
            let shown = try await browser.open(String(first.location?.split(separator: "#").first ?? ""))
            #expect(shown.text.contains("Vastgelegd: Signaal ontvangen"))
            // With other contents it is another event, and says so before it is stored.
            let changed = try await browser.send(fields.with("/gegevens/route", "verwijzing"), to: path)
            #expect(changed.status == 409)
            #expect(try await count(client) == 2)
            let again = try changed.form(path).with("actie", "vastleggen")
            #expect(try await browser.send(again, to: path).status == 303)
            #expect(try await count(client) == 3)
        }
    }

    @Test func `what was typed is still there after any error`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let browser = try await Browser(client)
            let (path, fields) = try await signal(browser)
            let wrong = fields.with("/gebeurdOp", "31 februari").with("/traject", "een").with(
                "/volgens/wie",
                "<b>\r\nx"
            )
            let page = try await browser.send(wrong, to: path)
            #expect(page.status == 400 && page.count("aria-invalid=\"true\"") >= 2)
            let kept = try page.form(path)
            for (name, value) in [
                ("/gebeurdOp", "31 februari"), ("/traject", "een"), ("/volgens/wie", "<b>\nx"),
                ("/gegevens/route", "politiemelding"),
            ] {
                #expect(kept.first { $0.name == name }?.value == value)
            }
            #expect(kept.first { $0.name == "id" } == fields.first { $0.name == "id" })
            server.store.fail(with: .unavailable(reason: "weg"))
            let down = try await browser.send(fields, to: path)
            #expect(down.status == 503)
        }
    }

    @Test func `without a valid proof or session nothing is stored and nothing is lost`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let browser = try await Browser(client)
            let (path, fields) = try await signal(browser)
            let other = try await browser.send(fields.with("formulierbewijs", FormProof.make("ander")), to: path)
            #expect(other.status == 403)
            let kept = try other.form(path)
            #expect(kept.first { $0.name == "/gegevens/route" }?.value == "politiemelding")
            #expect(kept.first { $0.name == "formulierbewijs" } == fields.first { $0.name == "formulierbewijs" })
            let out = try await Browser(client, as: .nobody).send(fields, to: path)
            #expect(out.status == 401)
            #expect(try out.form(path).contains { $0.name == "/gegevens/route" && $0.value == "politiemelding" })
            let foreign = try await browser.send(fields, to: path, site: "cross-site")
            #expect(foreign.status == 403 && !foreign.text.contains("politiemelding"))
            #expect(try await count(client) == 1)
        }
    }

    @Test func `a family is registered once, under the id of its form`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            let browser = try await Browser(client)
            let path = try #require(try await browser.open("/gezinnen/nieuw").location)
            let fields = try (try await browser.open(path)).form(path).with("actie", "vastleggen")
            #expect(fields.first { $0.name == "/gegevens/gemeente" }?.value == "GM0935")
            #expect(try await browser.send(fields, to: path).status == 303)
            #expect(try await browser.send(fields, to: path).status == 303)
            let family = String(path.split(separator: "/")[1])
            #expect(try await client.get("/v1/gezinnen/\(family)/gebeurtenissen").json.array?.count == 1)
            #expect(try await browser.open("/gezinnen/\(family)").status == 200)
        }
    }

    @Test func `a correction shows what stands and records only what was changed`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let id = Fixture.uuid()
            #expect(try await client.post(CaseEvents.signal("2013-02-01", id: id)).status == 201)
            let browser = try await Browser(client)
            let path = "/gezinnen/\(client.gezin)/vastleggen/RegistratieGecorrigeerd"
            let fields = try (try await browser.open(path + "?doel=\(id)")).form(path)
            #expect(fields.first { $0.name == "/gegevens/gegevens/route" }?.value == "politiemelding")
            let filled = fields.with("/gegevens/gebeurdOp", "02-02-2013").with("/gegevens/reden", "vergissing")
            #expect(try await browser.send(filled.with("actie", "vastleggen"), to: path).status == 303)
            let all = try await client.get(client.path + "/gebeurtenissen?alles=true").json.array ?? []
            let correction = all.first { $0["type"] == "RegistratieGecorrigeerd" }?["gegevens"]
            #expect(correction?["gebeurdOp"] == "2013-02-02" && correction?["gegevens"] == nil)
            let again = try (try await browser.open(path + "?doel=\(id)")).form(path)
            let other = again.with("/gegevens/gegevens/route", "verwijzing").with("/gegevens/reden", "vergissing")
            #expect(try await browser.send(other.with("actie", "vastleggen"), to: path).status == 303)
            let line = try await browser.open("/gezinnen/\(client.gezin)/tijdlijn")
            #expect(line.text.contains("Verwijzing") && line.text.contains("Gecorrigeerd op"))
        }
    }

    @Test func `a list grows by a row without scripts`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let browser = try await Browser(client)
            let path = "/gezinnen/\(client.gezin)/vastleggen/EvaluatieGehouden"
            let fields = try (try await browser.open(path)).form(path)
            let name = "/gegevens/doelen/0/resultaat"
            #expect(fields.contains { $0.name == name })
            let filled = fields.with(name, "behaald").with("actie", "rij:/gegevens/doelen")
            let grown = try (try await browser.send(filled, to: path)).form(path)
            #expect(grown.first { $0.name == name }?.value == "behaald")
            #expect(grown.contains { $0.name == "/gegevens/doelen/1/resultaat" })
        }
    }

    @Test func `a proposal of the rules is filled in`() async throws {
        let server = try TestServer("2013-03-01T10:00:00Z")
        try await server.test { client async throws in
            try await client.register()
            #expect(try await client.post(CaseEvents.referral("2013-02-01")).status == 201)
            let browser = try await Browser(client, as: .admin)
            let page = try await browser.open("/gezinnen/\(client.gezin)/toetsing")
            let links = page.text.matches(of: /href="(\/gezinnen\/[^"]*voorstel=[^"]*)"/).map {
                String($0.output.1).replacing("&amp;", with: "&")
            }
            #expect(!links.isEmpty)
            for link in Set(links) {
                let path = String(link.split(separator: "?")[0])
                let fields = try (try await browser.open(link)).form(path)
                #expect(fields.contains { $0.name == "/gebeurdOp" && $0.value == "01-03-2013" }, "\(link)")
            }
        }
    }
}

extension FormTests {
    @Test(arguments: [
        ("31-03-2014", "2014-03-31"), ("1-3-2014", "2014-03-01"), ("2014-03-31", "2014-03-31"),
        ("31-02-2014", "31-02-2014"),
        ("31-3-14", "31-3-14"), ("morgen", "morgen"), ("-1-3-2014", "-1-3-2014"),
    ])
    func `a day is read as people write it, and anything else is kept`(_ typed: String, _ read: String) {
        #expect(Dag.gelezen(typed) == read)
    }

    @Test func `names of types and codes are words`() {
        #expect(Feittype.mdoGehouden.woorden == "MDO gehouden")
        #expect(Feittype.contactMetGezinGelegd.woorden == "Contact met gezin gelegd")
        #expect(Woorden.vanCode("raad_voor_de_kinderbescherming") == "Raad voor de kinderbescherming")
        #expect(Woorden.vanCode("T1.1.2").hasPrefix("T1.1.2 "))
    }
}
