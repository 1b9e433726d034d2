import EventStore
import Foundation
import Gezinstraject
import TestSupport
import Testing
import WireValues

@testable import CaseHandling

@Suite("De voorbeelden in Schema/Events, versleuteld")
struct VersleuteldeVoorbeeldenTests {
    private func voorbeelden(_ type: Feittype) throws -> [NewEvent] {
        let naam = "Schema/Events/\(type.naam).v\(type.gegevenstype.schemaVersie).json"
        let tekst = try String(contentsOf: CaseExamples.project.appending(path: naam), encoding: .utf8)
        return try #require(try JSONReader.read(tekst).array).map { voorbeeld in
            let invoer = try Invoer.lees(voorbeeld, .root, .bestand, stroom: type.kenmerken.stroom)
            return Opslag.nieuw(invoer, id: try #require(invoer.id), door: invoer.vastgelegdDoor, in: invoer.rol)
        }
    }

    /// Wat een correctie corrigeert, als gebeurtenis: van een type dat bij de vervangende gegevens past.
    private func doel(van event: NewEvent) throws -> NewEvent? {
        let json = try JSONReader.read(event.data)
        guard event.type == "RegistratieGecorrigeerd",
            let id = json["doelEvent"]?.string.flatMap({ WireValues.UUID($0) })
        else {
            return nil
        }
        let type = Feittype.allCases.first { type in
            !type.isIngreep && json["gegevens"].map { (try? type.lees($0, .root)) != nil } ?? true
        }
        return NewEvent(id: id, type: try #require(type).naam, occurredOn: event.occurredOn, data: Array("{}".utf8))
    }

    @Test(arguments: Feittype.allCases)
    func `geen enkel gemerkt veld staat leesbaar in het logboek, en elk leest terug`(type: Feittype) async throws {
        for event in try voorbeelden(type) {
            let kluis = try Kluis()
            let doel = try doel(van: event)
            let events = (doel.map { [$0] } ?? []) + [event]
            _ = try await kluis.store.append(
                AppendRequest(stream: kluis.gezin, expected: .any, events: events),
                to: Fixture.log
            )
            let opgeslagen = try #require(
                try await kluis.logboek.events(of: kluis.gezin, after: 0, in: Fixture.log).last
            )
            let gelezen = try #require(try await kluis.gelezen().last)
            #expect(gelezen.event.data == event.data && gelezen.event.accordingTo == event.accordingTo)
            let doeltype = doel.flatMap { Feittype(naam: $0.type) }
            try toets(String(decoding: opgeslagen.event.data, as: UTF8.self), tegen: event, type, doeltype)
        }
    }

    private func toets(_ ruw: String, tegen event: NewEvent, _ type: Feittype, _ doeltype: Feittype?) throws {
        var gemerkt: Set<String> = []
        var waarden: [JSON] = []
        let noteer = { (veld: Afscherming.Veld, waarde: JSON) -> JSON in
            gemerkt.insert(veld.plaats.description)
            waarden.append(waarde)
            return "weg"
        }
        let rest = type.afscherming.vervang(
            in: try JSONReader.read(event.data),
            op: .root,
            vervangend: doeltype?.afscherming,
            noteer
        )
        var versleuteld: Set<String> = []
        _ = type.afscherming.vervang(in: try JSONReader.read(ruw), op: .root, vervangend: doeltype?.afscherming) {
            veld,
            waarde in
            if SealedValue(waarde) != nil { versleuteld.insert(veld.plaats.description) }
            return waarde
        }
        #expect(versleuteld == gemerkt)
        for tekst in waarden.compactMap(\.string) where tekst.utf8.count > 5 && !rest.canonicalText.contains(tekst) {
            #expect(!ruw.contains(tekst), "\(type.naam)")
        }
    }
}
