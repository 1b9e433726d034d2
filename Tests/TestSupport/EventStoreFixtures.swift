import CivilTime
public import EventStore
public import WireValues

/// Events and logs for tests of the event store: contents that mean nothing, in every field.
public enum Fixture {
    /// The log that tests write to unless they say otherwise.
    public static let log = Fixture.log("GM0935")

    /// The log with this code.
    public static func log(_ code: String) -> LogName {
        guard let log = LogName(code) else { preconditionFailure("not a code of a gemeente") }
        return log
    }

    /// A random identifier.
    public static func uuid() -> UUID {
        UUID(high: .random(in: 0...UInt64.max), low: .random(in: 0...UInt64.max))
    }

    /// An event with only the fields that are always there.
    public static func event(_ type: String = "GezinAangemeld", id: UUID = uuid(), text: String = "x") -> NewEvent {
        let data = Array("{\"a\":\"\(text)\"}".utf8)
        return NewEvent(id: id, type: type, occurredOn: Dag.eerste.plus(dagen: 734_000), data: data)
    }

    /// An event with a value in every field, some of them outside ASCII.
    public static func fullEvent(id: UUID = uuid()) -> NewEvent {
        NewEvent(
            id: id,
            type: "ZörgAangevraagd",
            schemaVersion: 3,
            traject: 2,
            occurredOn: Dag.eerste,
            precision: "maand",
            accordingTo: #"{"soort":"partij","wie":"Jeugdzorg é 😀"}"#,
            recordedAt: Moment("1999-12-31T23:59:59.999999Z"),
            actor: "regisseur-7",
            role: "procesmanager",
            correlationId: uuid(),
            causationId: uuid(),
            data: Array(#"{"tekst":"ij ë € 😀 \u0000"}"#.utf8)
        )
    }

    /// A request to append these events to a stream.
    public static func request(
        _ events: [NewEvent],
        to stream: UUID = uuid(),
        _ expected: ExpectedVersion = .any
    ) -> AppendRequest {
        AppendRequest(stream: stream, expected: expected, events: events)
    }
}

extension AppendOutcome {
    /// The events, when they were appended.
    public var appended: [RecordedEvent]? {
        guard case .appended(let events) = self else { return nil }
        return events
    }

    /// The original events, when ids of the request were in the log already.
    public var existing: [RecordedEvent]? {
        guard case .exists(let events) = self else { return nil }
        return events
    }
}
