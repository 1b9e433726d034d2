import CivilTime
import EventStore
import Gezinstraject
import WireValues

/// An event as whoever follows the log hears of it, after the NL GOV profile for CloudEvents.
///
/// Information-poor: what happened and to what, when it was recorded and where it can be read, and none of its contents.
struct CloudEvent {
    let event: RecordedEvent
    let stroom: Stroom
    let source: CloudEventSource

    /// `$id` of `Schema/Notificatie.v1.schema.json`, which says what `data` holds.
    static let dataSchema = "urn:waakvlam:notificatie.v1"

    var json: JSON {
        [
            "specversion": "1.0",
            "id": .string(event.event.id.description),
            "source": .string(source.text),
            "type": .string(CloudEvent.type(event.event.type, version: event.event.schemaVersion)),
            "subject": .string(event.stream.description),
            // When it was recorded, as the profile advises; when it happened is in the data.
            "time": .string(event.recordedAt.description),
            "sequence": .string(String(event.version)),
            "sequencetype": "Integer",
            "dataref": .string(reference),
            "datacontenttype": "application/json",
            "dataschema": .string(CloudEvent.dataSchema),
            "data": data,
        ]
    }

    private var data: JSON {
        var members: [JSON.Member] = [
            .init("positie", .integer(event.position)),
            .init("gebeurdOp", .string(event.event.occurredOn.description)),
        ]
        // An import cannot pretend to have been known here earlier.
        if event.addedAt != event.recordedAt {
            members.append(.init("toegevoegdOp", .string(event.addedAt.description)))
        }
        return .object(members)
    }

    /// Where the event itself stands, for who may read it.
    private var reference: String {
        switch stroom {
        case .gezin(let id): "/v1/gezinnen/\(id)/gebeurtenissen?alles=true"
        case .aanpak(let code): "/v1/aanpakken/\(code)/gebeurtenissen"
        case .toetsing(let id): "/v1/toetsingen/\(id.tekst)/gebeurtenissen"
        }
    }

    /// `nl.ggsr-gezinnen.gezin-aangemeld.v1`: the domain, the type of the event and the version of its schema.
    static func type(_ name: String, version: Int) -> String {
        var words: [UInt8] = []
        for character in name.utf8 {
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(character)
            if isCapital, !words.isEmpty { words.append(UInt8(ascii: "-")) }
            words.append(isCapital ? character | 0x20 : character)
        }
        return "nl.ggsr-gezinnen.\(String(decoding: words, as: UTF8.self)).v\(version)"
    }
}
