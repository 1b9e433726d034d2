import CivilTime
import EventStore
import Foundation
import Gezinstraject
import TestSupport
import Testing
import WireValues

@testable import CaseHandling

@Suite("De voorbeelden in Schema/Events, door het logboek")
struct VoorbeeldenTests {
    private func voorbeelden(_ type: Feittype) throws -> [JSON] {
        let naam = "Schema/Events/\(type.naam).v\(type.gegevenstype.schemaVersie).json"
        let tekst = try String(contentsOf: CaseExamples.project.appending(path: naam), encoding: .utf8)
        return try #require(try JSONReader.read(tekst).array)
    }

    /// De gebeurtenis zoals het logboek haar bewaart.
    private func bewaard(_ voorbeeld: JSON, _ type: Feittype) throws -> RecordedEvent {
        let invoer = try Invoer.lees(voorbeeld, .root, .bestand, stroom: type.kenmerken.stroom)
        let vastgelegdOp = try #require(invoer.vastgelegdOp)
        let stroom = try #require(voorbeeld["gezinId"]?.string.flatMap { UUID($0) })
        return RecordedEvent(
            event: Opslag.nieuw(invoer, id: try #require(invoer.id), door: invoer.vastgelegdDoor, in: invoer.rol),
            log: Fixture.log,
            stream: stroom,
            version: try #require(voorbeeld["versie"]?.integer),
            position: try #require(voorbeeld["positie"]?.integer),
            recordedAt: vastgelegdOp,
            addedAt: voorbeeld["toegevoegdOp"]?.string.flatMap { Moment($0) } ?? vastgelegdOp,
            leaf: [],
            hash: try #require(voorbeeld["hash"]?.string.flatMap { Hexadecimal.decode($0) })
        )
    }

    @Test(arguments: Feittype.allCases)
    func `elk voorbeeld komt tot op de byte hetzelfde terug, en is een registratie`(type: Feittype) throws {
        for voorbeeld in try voorbeelden(type) {
            let bewaard = try bewaard(voorbeeld, type)
            #expect(try bewaard.json(van: .gezin(bewaard.stream)).canonicalText == voorbeeld.canonicalText)
            let registratie = try Opslag.registratie(bewaard)
            #expect(registratie.type == type)
            #expect(registratie.gegevens.json.canonicalText == voorbeeld["gegevens"]?.canonicalText)
        }
    }
}
