import CaseHandling
import CivilTime
import EventStore
import WireValues

/// Encrypting and opening the marked fields of events, beside reading the same events from JSON.
struct SealBenchmark {
    private static let count = 20_000
    private static let data = Array(
        #"{"gezinslid":"kind1","geboren":"2004-05-06","rol":"kind","sinds":"2004-05-06"}"#.utf8
    )

    let bench: Bench

    func run(_ report: inout Report) async throws {
        guard let log = LogName("GM0935"), let day = Dag("2014-03-31") else { return }
        let store = InMemoryEventStore()
        let keys = KeyRing(store: InMemoryKeyStore(), masterKeys: MasterKeys([.random()]))
        let codec = Veldversleuteling(keys, van: store)
        let events = (0..<Self.count).map { number in
            NewEvent(
                id: UUID(high: 7, low: UInt64(number)),
                type: "GezinslidGewijzigd",
                occurredOn: day,
                data: Self.data
            )
        }
        // Fifty events to a family, as a log has them.
        let requests = stride(from: 0, to: Self.count, by: 50).map { start in
            AppendRequest(stream: UUID(high: 8, low: UInt64(start)), expected: .any, events: [])
        }
        for request in requests { _ = try await codec.seal(Self.filled(request, events[0]), in: log) }
        let sealed = try await seal(events, requests, codec, log)
        let stored = zip(sealed, 1...).map { Self.recorded($0.event, log, $0.stream, $1) }
        let pages = stride(from: 0, to: stored.count, by: 1000).map { Array(stored[$0..<min($0 + 1000, stored.count)]) }
        let samples = try await bench.alternate([
            { try await timed { _ = try await seal(events, requests, codec, log) } },
            { try await timed { for event in events { _ = try JSONReader.read(event.data) } } },
            { try await timed { for page in pages { _ = try await codec.open([page]) } } },
        ])
        let limit = "het lezen van de JSON"
        report.add(Row(.seal, "2 velden van een gebeurtenis versleutelen", samples[0], limit: limit, samples[1]))
        report.add(Row(.seal, "2 velden van een gebeurtenis ontsleutelen", samples[2], limit: limit, samples[1]))
    }

    private func timed(_ body: () async throws -> Void) async throws -> Sample {
        let start = ContinuousClock.now
        try await body()
        return Sample(Self.count, in: .now - start)
    }

    private func seal(
        _ events: [NewEvent],
        _ requests: [AppendRequest],
        _ codec: Veldversleuteling,
        _ log: LogName
    ) async throws -> [(event: NewEvent, stream: UUID)] {
        var sealed: [(event: NewEvent, stream: UUID)] = []
        for (number, event) in events.enumerated() {
            let request = try await codec.seal(Self.filled(requests[number / 50], event), in: log)
            sealed += request.events.map { ($0, request.stream) }
        }
        return sealed
    }

    private static func filled(_ request: AppendRequest, _ event: NewEvent) -> AppendRequest {
        var filled = request
        filled.events = [event]
        return filled
    }

    private static func recorded(_ event: NewEvent, _ log: LogName, _ stream: UUID, _ position: Int) -> RecordedEvent {
        let now = Moment(microseconden: 0)
        return RecordedEvent(
            event: event,
            log: log,
            stream: stream,
            version: 1,
            position: position,
            recordedAt: now,
            addedAt: now,
            leaf: [],
            hash: []
        )
    }
}
