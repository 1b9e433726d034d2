import CaseHandling
import EventStore
import Foundation
import HTTPTypes
import Logging
import TestSupport
import Testing
import WireValues
import Yams

@testable import HTTPInterface

/// With `WAAKVLAM_SCHRIJF_OPENAPI=1` the first test writes `Schema/openapi.json` anew; build and run again after that.
@Suite("OpenAPI")
struct OpenAPITests {
    private static let folder = CaseExamples.project.appending(path: "Schema")

    /// `Schema/openapi.yaml` as JSON.
    private func document() throws -> JSON {
        let text = try String(contentsOf: Self.folder.appending(path: "openapi.yaml"), encoding: .utf8)
        return try JSON(yaml: try #require(try Yams.compose(yaml: text)))
    }

    /// Every object in the document with where it stands.
    private func objects(in json: JSON, at place: String = "#") -> [(place: String, object: JSON)] {
        switch json {
        case .object(let members):
            [(place, json)] + members.flatMap { objects(in: $0.value, at: place + "/" + $0.key) }
        case .array(let elements):
            elements.enumerated().flatMap { objects(in: $0.element, at: place + "/\($0.offset)") }
        default: []
        }
    }

    private func members(of json: JSON?) -> [JSON.Member] {
        guard case .object(let members) = json else { return [] }
        return members
    }

    @Test func `what is served is the document of the project`() async throws {
        let document = try document()
        if ProcessInfo.processInfo.environment["WAAKVLAM_SCHRIJF_OPENAPI"] == "1" {
            try Data(document.bytes).write(to: Self.folder.appending(path: "openapi.json"))
        }
        let server = try TestServer()
        let answer = try await server.test { client async throws in
            try await client.get("/v1/openapi.json", as: .nobody)
        }
        #expect(answer.status == 200 && answer["Content-Type"] == "application/json")
        // Not the documents themselves: what is not equal would be printed whole.
        let isSame = answer.json == document
        let isInProject = try Array(Data(contentsOf: Self.folder.appending(path: "openapi.json"))) == answer.bytes
        #expect(isSame && isInProject)
    }

    @Test func `the addresses and methods in the document are those that are served`() throws {
        let store = InMemoryEventStore()
        let cases = CaseHandler(store: store)
        let feed = Feed(store: store, source: .unknown, logger: Logger(label: "test"))
        let served =
            HTTPServer.openResources({ nil }).map { ("/" + $0.path, $0) }
            + HTTPServer.resources(cases, Lijsten(FoldedLeesmodellen(cases)), feed).map { ("/v1/" + $0.path, $0) }
        let routes = served.flatMap { path, resource in resource.handlers.keys.map { "\($0.rawValue) \(path)" } }
        let described = members(of: try document()["paths"]).flatMap { path in
            members(of: path.value).filter { $0.key != "parameters" }.map { "\($0.key.uppercased()) \(path.key)" }
        }
        #expect(routes.sorted() == described.sorted())
    }

    @Test func `the version is that of every answer, and there is someone to ask`() throws {
        let info = try #require(try document()["info"])
        #expect(info["version"]?.string == AnswerMiddleware.apiVersion)
        for name in ["name", "url", "email"] { #expect(info["contact"]?[name]?.string?.isEmpty == false) }
    }

    @Test func `every reference leads somewhere, and every component is referred to`() throws {
        let document = try document()
        let all = objects(in: document)
        let places = Set(all.map(\.place))
        let references = Set(all.compactMap { $0.object["$ref"]?.string })
        #expect(references.isSubset(of: places) && references.count > 40)
        for kind in members(of: document["components"]) where kind.key != "securitySchemes" {
            for component in members(of: kind.value) {
                #expect(references.contains("#/components/\(kind.key)/\(component.key)"))
            }
        }
    }

    @Test func `no text was cut up by a comma`() throws {
        for (place, object) in objects(in: try document()) {
            for member in members(of: object) {
                #expect(!member.key.contains(" ") && member.value != "", "\(place)/\(member.key)")
            }
        }
    }

    @Test func `every operation has a name, a text, the errors that it can give and the version in its answers`() throws
    {
        var names: [String] = []
        for path in members(of: try document()["paths"]) {
            let shared = path.value["parameters"]?.array ?? []
            for operation in members(of: path.value) where operation.key != "parameters" {
                let value = operation.value
                names.append(try #require(value["operationId"]?.string))
                #expect(value["summary"] != nil && value["description"] != nil)
                let statuses = members(of: value["responses"]).map(\.key)
                #expect(statuses.contains("405"))
                let isOpen = value["security"]?.array?.isEmpty == true
                if !isOpen { #expect(Set(["401", "406", "500", "503"]).isSubset(of: statuses)) }
                let hasInput = !shared.isEmpty || value["parameters"] != nil || value["requestBody"] != nil
                if hasInput { #expect(Set(["400", "404"]).isSubset(of: statuses)) }
                #expect(!statuses.contains("422"))
                for answer in members(of: value["responses"]) where answer.key.hasPrefix("2") {
                    #expect(answer.value["headers"]?["API-Version"] != nil)
                }
            }
        }
        #expect(Set(names).count == names.count)
    }

    @Test func `paths are lower case with hyphens, and parameters camelCase without personal data`() throws {
        let document = try document()
        for path in members(of: document["paths"]) {
            #expect(path.key.wholeMatch(of: /(\/([a-z0-9-]+|\{[a-z][A-Za-z]*\}|openapi\.json))+/) != nil)
        }
        let parameters = objects(in: document).map(\.object).filter { $0["in"]?.string == "query" }
        #expect(parameters.count >= 5)
        for parameter in parameters {
            let name = try #require(parameter["name"]?.string)
            #expect(name.wholeMatch(of: /[a-z][A-Za-z]*/) != nil)
            let words = ["bsn", "naam", "geboren", "geboorte", "postcode", "adres"]
            #expect(!words.contains { name.lowercased().contains($0) })
        }
        // What a day and what an instant is, is in the type and not in the name alone.
        for (place, object) in objects(in: document) where object["format"]?.string == "date-time" {
            #expect(place.hasSuffix("Op") || place.contains("bekendOp"), "\(place)")
        }
    }

    @Test func `every code of a problem is in the document`() async throws {
        let document = try document()
        let codes = document["components"]?["schemas"]?["Probleem"]?["properties"]?["code"]?["enum"]?.array
        let known = Set(codes?.compactMap(\.string) ?? [])
        let problems: [Problem] = [
            .notFound, .unauthorized, .invalidToken, .methodNotAllowed([]), .invalid([]), .unsupported(""),
            .notAcceptable, .tooLarge(limit: 1), .unavailable, .internal, .tooManyReaders,
            Problem(.anderVerleden(reden: "")), Problem(.filterNietToegestaan), Problem(.achter(bijgewerktTot: 1)),
            .tooManyRows,
            Problem(.nietBevoegd(wie: [])), Problem(.idHergebruikt(Fixture.uuid(), nummer: 0)),
            Problem(.versieconflict(werkelijk: 1)), Problem(.sleutelVernietigd(nummer: 0)),
        ]
        #expect(Set(problems.map(\.code)).union(["GESCHIEDENIS_ONGELDIG"]) == known)
    }

    @Test func `nothing in it betrays tables or a framework`() throws {
        // The name of a media type is a word of its standard.
        let text = try document().text.lowercased().replacing("text/event-stream", with: "")
        for word in ["hummingbird", "postgres", "aggregate", "projection", "jsonb", "stream", "swift"] {
            #expect(!text.contains(word), "\(word)")
        }
    }
}

extension JSON {
    /// The value of a YAML node: plain scalars by the core schema, quoted ones as text.
    init(yaml node: Node) throws {
        switch node {
        case .mapping(let mapping):
            self = .object(
                try mapping.map { key, value in Member(try #require(key.string), try JSON(yaml: value)) }
            )
        case .sequence(let sequence): self = .array(try sequence.map { try JSON(yaml: $0) })
        case .scalar(let scalar):
            if scalar.style != .plain {
                self = .string(scalar.string)
            } else if let number = Int(scalar.string) {
                self = .integer(number)
            } else {
                self = ["null": .null, "true": true, "false": false][scalar.string] ?? .string(scalar.string)
            }
        default:
            Issue.record("an alias, which this document does not need")
            self = .null
        }
    }
}
