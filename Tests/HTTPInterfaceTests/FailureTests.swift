import CaseHandling
import EventStore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import InMemoryLogging
import Logging
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("Failures")
struct FailureTests {
    @Test func `a store that is not available is 503 with a time to try again, and a warning for operators`()
        async throws
    {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            let signal = CaseEvents.signal("2013-02-01")
            server.store.fail(with: .unavailable(reason: "PostgreSQL cannot be reached"))
            let aanpak = "/v1/aanpakken/maastricht-integrale-aanpak/toetsing"
            for uri in [client.path, client.path + "/gebeurtenissen", client.path + "/toetsing", aanpak] {
                let answer = try await client.get(uri)
                #expect(answer.status == 503 && answer["Retry-After"] == "5" && answer.code == "NIET_BESCHIKBAAR")
                #expect(!answer.text.contains("PostgreSQL"))
            }
            let answer = try await client.post(signal)
            #expect(answer.status == 503 && answer["Retry-After"] == "5" && answer.code == "NIET_BESCHIKBAAR")
            server.store.fail(with: nil)
            // The promise of the answer: the same ids again store it once.
            #expect(try await client.post(signal).status == 201)
            #expect(try await client.post(signal).status == 200)
        }
        let warnings = server.logs.entries.filter { $0.level == .warning }
        #expect(warnings.count == 5 && warnings.allSatisfy { $0.metadata["reason"] == "PostgreSQL cannot be reached" })
        #expect(!server.logs.entries.contains { $0.level >= .error })
    }

    @Test func `a damaged log is 500 without a word of it, and an error for operators`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            try await client.register()
            server.store.damage { $0.with { $0.data = Array(#"{"gemeente":"Jansen"}"#.utf8) } }
            for answer in [
                try await client.get(client.path), try await client.get(client.path + "/gebeurtenissen"),
                try await client.get(client.path + "/toetsing"),
                // Names an aanpak, for which the family is read anew.
                try await client.post(CaseEvents.referral("2013-02-01")),
            ] {
                #expect(answer.status == 500 && answer.code == "INTERNE_FOUT")
                #expect(!answer.text.contains("LOGBOEK") && !answer.text.contains("position"))
            }
        }
        let errors = server.logs.entries.filter { $0.level == .error }
        #expect(errors.count == 4)
        #expect(errors.allSatisfy { $0.metadata["reason"] == "GM0935 at position 1" })
        #expect(errors.allSatisfy { $0.metadata["code"] == "LOGBOEK_BESCHADIGD" })
        #expect(!server.logText.contains("Jansen"))
    }

    private struct Boom: Error, CustomStringConvertible {
        var description: String { "Jansen, Dorpsstraat 1" }
    }

    /// What a route that fails with this error answers, and what was logged of it.
    private func answer(to error: any Error) async throws -> (Answer, InMemoryLogHandler) {
        let logs = InMemoryLogHandler()
        let router = Router(context: AppContext.self)
        router.add(middleware: AnswerMiddleware())
        router.get("boem") { _, _ -> Response in throw error }
        let logger = Logger(label: "test") { _ in
            var handler = logs
            handler.logLevel = .trace
            return handler
        }
        let answer = try await Application(router: router, logger: logger).test(.router) { client in
            let response = try await client.execute(uri: "/boem", method: .get)
            return Answer(
                status: response.status.code,
                headers: response.headers,
                bytes: Array(buffer: response.body)
            )
        }
        return (answer, logs)
    }

    @Test func `an unknown error is 500 without any of its text, and an error that names its kind only`() async throws {
        let (answer, logs) = try await answer(to: Boom())
        #expect(answer.status == 500 && answer.code == "INTERNE_FOUT" && answer["API-Version"] == "1.0.0")
        #expect(!answer.text.contains("Jansen") && !answer.text.contains("Boom"))
        let errors = logs.entries.filter { $0.level == .error }
        #expect(errors.map(\.metadata["error"]) == ["Boom"])
        #expect(!"\(logs.entries)".contains("Jansen"))
    }

    @Test func `an error of the framework is no way around problem details`() async throws {
        let (answer, logs) = try await answer(to: HTTPError(.badRequest, message: "Jansen"))
        #expect(answer.status == 500 && answer["Content-Type"] == "application/problem+json")
        #expect(!answer.text.contains("Jansen") && !"\(logs.entries)".contains("Jansen"))
    }

    @Test func `who stopped waiting is no error of this program`() async throws {
        let (answer, logs) = try await answer(to: CancellationError())
        #expect(answer.status == 503 && !logs.entries.contains { $0.level >= .error })
    }

    @Test(arguments: [
        Afwijzing.intern(code: "OPSLAG", reden: "geheim"), .nietBeschikbaar(reden: "geheim"),
    ])
    func `the reason of a refusal is for operators`(_ refusal: Afwijzing) async throws {
        let (answer, logs) = try await answer(to: refusal)
        #expect(answer.status >= 500 && !answer.text.contains("geheim"))
        #expect(logs.entries.contains { $0.metadata["reason"] == "geheim" })
    }
}

@Suite("Nothing of a request comes back in an error or a log")
struct EchoTests {
    /// Stands for the name and address of somebody.
    private static let marker = "Marker Jansen 1234AB"
    private static let inURI = "Marker%20Jansen%201234AB"
    private static let traces = ["Marker", "Jansen", "1234AB"]

    private func expectNoTrace(_ answers: [Answer], _ server: TestServer) {
        for (number, answer) in answers.enumerated() {
            #expect(answer.status >= 400, "answer \(number)")
            let text = answer.text + answer.headers.map { "\($0.name): \($0.value)" }.joined()
            for trace in Self.traces { #expect(!text.contains(trace), "answer \(number)") }
        }
        for trace in Self.traces { #expect(!server.logText.contains(trace)) }
    }

    @Test func `not of paths, queries, methods and headers`() async throws {
        let server = try TestServer()
        let marker = Self.marker
        let uri = Self.inURI
        let method = try #require(HTTPRequest.Method("MarkerJansen"))
        let answers = try await server.test { client async throws in
            try await client.register()
            let events = client.path + "/gebeurtenissen"
            let signal = CaseEvents.signal("2013-02-01").bytes
            return [
                try await client.get("/" + uri), try await client.get("/v1/gezinnen/" + uri),
                try await client.get("/v1/aanpakken/" + uri + "/toetsing"),
                try await client.get("/v1/aanpakken/marker-jansen-1234ab/toetsing"),
                try await client.get(client.path + "?" + uri + "=1"),
                try await client.get(client.path + "?peildag=" + uri),
                try await client.get(client.path + "?MarkerJansen=1"),
                try await client.get(client.path + "?bekendOp=" + uri),
                try await client.get(client.path + "?traject=" + uri),
                try await client.get(events + "?alles=" + uri),
                try await client.get("/v1/aanpakken/maastricht-integrale-aanpak/toetsing?gezinnen=" + uri),
                try await client.send(method, client.path),
                try await client.get(client.path, as: .token(marker)),
                try await client.get(client.path, as: .roles([marker])),
                try await client.get(client.path, as: .roles(["dashboard"], actor: "Marker-Jansen")),
                try await client.get(client.path, headers: [.accept: marker]),
                try await client.post(signal, type: marker), try await client.post(signal, ifMatch: marker),
                try await client.post(signal, headers: [.contentEncoding: marker]),
            ]
        }
        expectNoTrace(answers, server)
    }

    /// Bodies with the marker in a place where it does not belong, or does but something else is wrong.
    private static let bodies: [JSON] = {
        let text = JSON.string(marker)
        let key = JSON.Member(marker, 1)
        return [
            text, .object([key]), [text], ["type": text], CaseEvents.event(marker, "2013-02-01"),
            CaseEvents.event("SignaalOntvangen", marker), CaseEvents.event("SignaalOntvangen", "2013-02-01", text),
            CaseEvents.event("SignaalOntvangen", "2013-02-01", ["route": text]),
            CaseEvents.event("SignaalOntvangen", "2013-02-01", .object([.init("route", "verwijzing"), key])),
            CaseEvents.event("SignaalOntvangen", "2013-02-01", ["route": "verwijzing", "aard": [text, text]]),
            CaseEvents.event("GezinslidToegevoegd", "2013-02-01", ["id": text, "rol": "ouder"]),
            CaseEvents.event("GezinslidVertrokken", "2013-02-01", ["gezinslid": "MarkerJansen", "reden": "scheiding"]),
            CaseEvents.event("GezinAangemeld", "2013-02-01", ["aanpak": "marker-jansen", "trajectNr": 1]),
            CaseEvents.event("ProcesmanagerToegewezen", "2013-02-01", ["wie": text]),
            CaseEvents.event("ProcesmanagerToegewezen", "2013-02-01", ["wie": "MarkerJansen"]),
            CaseEvents.signal("2014-12-31", with: [.init("volgens", ["soort": "gezinslid", "wie": text])]),
            CaseEvents.signal("2013-02-01", with: [.init("volgens", ["soort": text])]),
            CaseEvents.signal("2013-02-01", with: [.init("precisie", text)]),
            CaseEvents.signal("2013-02-01", with: [.init("vastgelegdDoor", "MarkerJansen")]),
            CaseEvents.signal("2013-02-01", with: [.init("rol", text), .init("id", text)]),
            CaseEvents.correction(of: Fixture.uuid(), "2013-02-01", [.init("gegevens", .object([key]))]),
            CaseEvents.withdrawal(of: Fixture.uuid(), "2013-02-01", [.init("toelichting", text)]),
        ]
    }()

    @Test func `not of bodies`() async throws {
        let server = try TestServer()
        let answers = try await server.test { client async throws in
            try await client.register()
            var answers: [Answer] = []
            for body in Self.bodies {
                answers.append(try await client.post(body))
                answers.append(try await client.post([CaseEvents.signal("2013-02-01"), body]))
            }
            for text in ["{\"\(Self.marker)", "\(Self.marker)", "{\"a\":1,\"\(Self.marker)\":1,\"\(Self.marker)\":2}"] {
                answers.append(try await client.post(Array(text.utf8)))
            }
            return answers
        }
        expectNoTrace(answers, server)
    }

    @Test func `not of what is in the store when something fails`() async throws {
        let server = try TestServer()
        let answers = try await server.test { client async throws in
            let wie = JSON.Member("volgens", ["soort": "gezinslid", "wie": .string(Self.marker)])
            let events = [CaseEvents.registration(), CaseEvents.signal("2013-02-01", with: [wie])]
            #expect(try await client.post(.array(events)).status == 201)
            server.store.damage { event in
                event.with { event in
                    event.type = Self.marker
                    event.actor = Self.marker
                    event.data = Array(Self.marker.utf8)
                }
            }
            return [try await client.get(client.path), try await client.post(CaseEvents.referral("2013-02-01"))]
        }
        expectNoTrace(answers, server)
    }

    @Test func `the name of an unknown field is said when it looks like one`() async throws {
        let server = try TestServer()
        try await server.test { client async throws in
            func pointers(_ key: String) async throws -> [String] {
                let data = JSON.object([.init("route", "verwijzing"), .init(key, 1)])
                return try await client.post(CaseEvents.event("SignaalOntvangen", "2013-02-01", data)).faults
            }
            #expect(try await pointers("meldr") == ["/gegevens/meldr VELD_ONBEKEND"])
            for key in ["Jan Jansen", "", "a/b", "a~b", "é", String(repeating: "a", count: 41), "06-12345678"] {
                #expect(try await pointers(key) == ["/gegevens VELD_ONBEKEND"], "\(key)")
            }
        }
    }
}
