import CaseHandling
import CivilTime
import EventStore
import Toevalsgezinnen
import WireValues

/// Durable appends of one event through the store, with chain, expected version and idempotency.
struct AppendBenchmark {
    let bench: Bench
    let server: BenchServer
    let table: BareTable

    /// Their own log in the same table, for what is appended is no valid family.
    private static let log = "GM0001"
    /// After how many appends a writer goes on with a new stream, whose key has to be made too.
    private static let streamLength = 100

    /// Measures with so many writers, on a log that had so many events when it started.
    func run(_ report: inout Report, writers: Int, events: Int) async throws {
        let clients = min(writers, 32)
        let (limit, who) = (BareTable.name(clients), writers == 1 ? "1 schrijver" : "\(writers) schrijvers")
        Machine.resetOwnPeak()
        let samples = try await server.withStores { stores in
            let ring = KeyRing(store: stores.keys, masterKeys: stores.masterKeys)
            let coded = CodedEventStore(stores.base, codec: Veldversleuteling(ring, van: stores.base))
            return try await bench.alternate([
                { try await appends(to: coded, writers, .sealed) },
                { try await table.insert(clients: clients) },
                { try await appends(to: coded, writers, .plain) },
            ])
        }
        let goal: Row.Goal = writers == 64 ? .atLeast(1.3) : writers == 1 ? .atLeast(0.4) : .none
        let sealed = "toevoegen aan de opslag, \(who)"
        report.add(Row(.append, sealed, samples[0], limit: limit, samples[1], goal: goal).of(events))
        report.add(Row(.append, sealed + ", niets gemerkt", samples[2], limit: limit, samples[1]).of(events))
        report.add(Row(.append, peakOf: "\(who) op de opslag", [.peak(Machine.ownPeak)]).of(events))
    }

    /// What is appended: an event with a field that is encrypted, or with none.
    private enum Kind {
        case sealed, plain

        func event(on day: Dag) -> NewEvent {
            let (type, data) =
                switch self {
                case .sealed: ("PartijBenodigdVerklaard", #"{"partij":"mee","reden":"Verzonnen: hulp bij schulden."}"#)
                case .plain:
                    ("ContactMetGezinGelegd", #"{"initiatief":"professional","partij":"mee","plaats":"thuis"}"#)
                }
            return NewEvent(
                id: .random(),
                type: type,
                occurredOn: day,
                actor: "PM1",
                role: "PM",
                data: Array(data.utf8)
            )
        }
    }

    /// All writers, first each its first append and then for as long as a round.
    ///
    /// Opening hundreds of streams in the same moment is no load that a server has.
    private func appends(to store: any EventStore, _ writers: Int, _ kind: Kind) async throws -> Sample {
        guard let log = LogName(Self.log), let day = Dag("2014-03-31") else { throw BenchError("no log") }
        let all = (0..<writers).map { number in
            Writer(
                store: store,
                log: log,
                kind: kind,
                day: day,
                length: 1 + Self.streamLength - number % Self.streamLength
            )
        }
        let opened = try await Self.parallel(all) { writer in
            var writer = writer
            try await writer.append()
            return writer
        }
        let start = ContinuousClock.now
        let deadline = start + .seconds(bench.seconds)
        let done = try await Self.parallel(opened) { writer in
            var latencies = Latencies()
            var writer = writer
            while ContinuousClock.now < deadline {
                let began = ContinuousClock.now
                try await writer.append()
                latencies.record(.now - began)
            }
            return latencies
        }
        let time = ContinuousClock.now - start
        var latencies = Latencies()
        for part in done { latencies.add(part) }
        var sample = Sample(latencies.count, in: time)
        sample.latencies = latencies
        return sample
    }

    private static func parallel<Value: Sendable>(
        _ writers: [Writer],
        _ body: @escaping @Sendable (Writer) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: Value.self) { group in
            for writer in writers { group.addTask { try await body(writer) } }
            var values: [Value] = []
            for try await value in group { values.append(value) }
            return values
        }
    }

    /// One writer, that builds on what it appended before and now and then opens a stream.
    private struct Writer {
        let store: any EventStore
        let log: LogName
        let kind: Kind
        let day: Dag
        /// How long its stream becomes; the first ones differ, so that not all writers open one at the same moment.
        var length: Int
        var stream = UUID.random()
        var version = 0

        mutating func append() async throws {
            let event = kind.event(on: day)
            let request = AppendRequest(stream: stream, expected: .exactly(version), events: [event])
            guard case .appended = try await store.append(request, to: log) else {
                throw BenchError("an append was refused")
            }
            version += 1
            if version >= length { (stream, version, length) = (.random(), 0, AppendBenchmark.streamLength) }
        }
    }
}
