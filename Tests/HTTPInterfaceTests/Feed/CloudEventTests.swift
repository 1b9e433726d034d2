import CaseHandling
import CivilTime
import EventStore
import Foundation
import Gezinstraject
import TestSupport
import Testing
import WireValues

@testable import HTTPInterface

@Suite("An event as a CloudEvent")
struct CloudEventTests {
    private static let schema = CaseExamples.project.appending(path: "Schema")

    private func event(_ type: Feittype, addedAt: String = "2014-06-02T10:00:00Z") throws -> RecordedEvent {
        let event = NewEvent(
            id: Fixture.uuid(),
            type: type.naam,
            schemaVersion: type.gegevenstype.schemaVersie,
            occurredOn: try #require(Dag("2013-03-04")),
            actor: "PM1",
            role: "PM",
            data: Array(#"{"omschrijving":"Verzonnen"}"#.utf8)
        )
        return RecordedEvent(
            event: event,
            log: Fixture.log,
            stream: Fixture.uuid(),
            version: 7,
            position: 12_345_678_901,
            recordedAt: try #require(Moment("2014-06-02T10:00:00Z")),
            addedAt: try #require(Moment(addedAt)),
            leaf: [],
            hash: []
        )
    }

    private func json(_ event: RecordedEvent, _ source: CloudEventSource = .unknown) -> JSON {
        CloudEvent(event: event, stroom: .gezin(event.stream), source: source).json
    }

    @Test func `it says what happened and when that was recorded, and where it stands`() throws {
        let event = try event(.doelGesteld)
        let expected: JSON = [
            "specversion": "1.0",
            "id": .string(event.event.id.description),
            "source": "urn:nld:oin:00000001823288444000:systeem:waakvlam",
            "type": "nl.ggsr-gezinnen.doel-gesteld.v1",
            "subject": .string(event.stream.description),
            "time": "2014-06-02T10:00:00Z",
            "sequence": "7",
            "sequencetype": "Integer",
            "dataref": .string("/v1/gezinnen/\(event.stream)/gebeurtenissen?alles=true"),
            "datacontenttype": "application/json",
            "dataschema": "urn:waakvlam:notificatie.v1",
            "data": ["positie": 12_345_678_901, "gebeurdOp": "2013-03-04"],
        ]
        #expect(json(event, try #require(CloudEventSource(oin: "00000001823288444000"))) == expected)
    }

    @Test func `what was imported says when it came here`() throws {
        let data = try json(event(.doelGesteld, addedAt: "2014-06-03T11:00:00Z"))["data"]
        #expect(data?["toegevoegdOp"] == "2014-06-03T11:00:00Z")
    }

    @Test func `names of attributes are lower case and short, and the profile is kept`() throws {
        guard case .object(let members) = try json(event(.mdoGehouden)) else { return }
        for member in members {
            #expect(member.key.wholeMatch(of: /[a-z0-9]{1,20}/) != nil, "\(member.key)")
            if member.key != "data" { #expect(member.value.string?.isEmpty == false, "\(member.key)") }
        }
        #expect(Set(["id", "source", "specversion", "type"]).isSubset(of: members.map(\.key)))
    }

    @Test func `an OIN has twenty digits, and without one the source is nobody's`() {
        let wrong = [
            "", "1", "0000000182328844400", "000000018232884440000", "0000000182328844400x", "0000000182328844400٣",
        ]
        for text in wrong {
            #expect(CloudEventSource(oin: text) == nil, "\(text)")
        }
        let pattern = /urn:nld:oin:[0-9]{20}:systeem:waakvlam/
        #expect(CloudEventSource.unknown.text.wholeMatch(of: pattern) != nil)
    }

    @Test func `the data are those of the schema that they name`() throws {
        let file = Self.schema.appending(path: "Notificatie.v1.schema.json")
        let schema = try JSONReader.read([UInt8](try Data(contentsOf: file)))
        #expect(schema["$id"]?.string == CloudEvent.dataSchema && schema["additionalProperties"] == false)
        let data = try json(event(.doelGesteld, addedAt: "2014-06-03T11:00:00Z"))["data"]
        #expect(Set(names(data)) == Set(names(schema["properties"])))
        let always = try json(event(.doelGesteld))["data"]
        #expect(Set(names(always)) == Set(schema["required"]?.array?.compactMap(\.string) ?? []))
    }

    /// What was ever recorded is in `Schema/Events` for ever; so are the types that are announced.
    @Test func `the list of types is that of the contract, and none of them goes away`() throws {
        let types = Set(
            Feittype.allCases.flatMap { type in
                (1...type.gegevenstype.schemaVersie).map { CloudEvent.type(type.naam, version: $0) }
            }
        )
        #expect(types.count == Feittype.allCases.reduce(0) { $0 + $1.gegevenstype.schemaVersie })
        for type in types {
            #expect(type.wholeMatch(of: /nl\.ggsr-gezinnen\.[a-z]+(-[a-z]+)*\.v[0-9]+/) != nil, "\(type)")
        }
        let document = try JSONReader.read([UInt8](try Data(contentsOf: Self.schema.appending(path: "openapi.json"))))
        let announced = document["components"]?["schemas"]?["Notificatie"]?["properties"]?["type"]?["enum"]?.array
        #expect(Set(announced?.compactMap(\.string) ?? []) == types)
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.schema.appending(path: "Events").path)
        let recorded = files.compactMap { $0.wholeMatch(of: /([A-Za-z]+)\.v([0-9]+)\.schema\.json/) }
            .map { CloudEvent.type(String($0.1), version: Int($0.2) ?? 0) }
        #expect(Set(recorded) == types)
    }

    private func names(_ json: JSON?) -> [String] {
        guard case .object(let members) = json else { return [] }
        return members.map(\.key)
    }
}
