import CaseHandling
import EventStore
import Gezinstraject
import WireValues

/// Recording one event of a family of two hundred through all rules: one that this server just wrote to, and one that
/// it has to read first, key and all.
struct FamilyBenchmark {
    let bench: Bench
    let server: BenchServer
    let table: BareTable

    private static let writers = 64
    private static let families = 192
    private static let size = 200
    /// How often each family is appended to in a round.
    private static let times = 8

    func run(_ report: inout Report, events: Int) async throws {
        let families = PreparedFamilies(Self.families, seed: 2)
        // A little smaller, for it grows with every append.
        try await families.importing(into: server, events: Self.size - 10, folder: bench.folder)
        try await table.prepareInserts()
        Machine.resetOwnPeak()
        let samples = try await server.withStores { stores in
            let warm = Self.handler(stores, KeyRing(store: stores.keys, masterKeys: stores.masterKeys))
            return try await bench.alternate([
                // A new key ring and a new handler: no cache knows anything of the family or of its aanpak.
                {
                    try await appends(families.ids) {
                        Self.handler(stores, KeyRing(store: stores.keys, masterKeys: stores.masterKeys, capacity: 16))
                    }
                },
                { try await table.insert(clients: 32) },
                { try await appends(families.ids) { warm } },
            ])
        }
        let python = samples[1].map { Sample(rate: Self.python(scaledTo: $0.rate)) }
        let what = "gezin van \(Self.size) koud lezen en toevoegen, \(Self.writers) schrijvers"
        let limit = "de Python-bibliotheek (130/s bij 30.000/s van pgbench met 32 verbindingen, geschaald)"
        report.add(Row(.family, what, samples[0], limit: limit, python, goal: .atLeast(20)).of(events))
        let same = "toevoegen aan een warm gezin van \(Self.size), \(Self.writers) schrijvers"
        report.add(Row(.family, peakOf: "het proces dat dit doet", [.peak(Machine.ownPeak)]).of(events))
        report.add(Row(.family, same, samples[2], limit: BareTable.name(32), samples[1]).of(events))
    }

    /// What the Python library would do here, if it were as much faster as pgbench is.
    private static func python(scaledTo rate: Double) -> Double { 130 * rate / 30_000 }

    private static func handler(_ stores: Stores, _ ring: KeyRing) -> CaseHandler {
        CaseHandler(store: CodedEventStore(stores.base, codec: Veldversleuteling(ring, van: stores.base)))
    }

    private func appends(_ families: [UUID], _ handler: @escaping @Sendable () -> CaseHandler) async throws -> Sample {
        guard let actor = Actor("PM1"), let log = LogName(LogFile.log) else { throw BenchError("no log") }
        let user = Gebruiker(actor: actor, gemeente: log, rollen: [.procesmanager])
        let contact = try Invoer.lees(.object(PreparedFamilies.contact(0)), .root, .verzoek)
        let start = ContinuousClock.now
        return try await withThrowingTaskGroup(of: Latencies.self) { group in
            for writer in 0..<Self.writers {
                let own = stride(from: writer, to: families.count, by: Self.writers).map { families[$0] }
                group.addTask {
                    var latencies = Latencies()
                    for _ in 0..<Self.times {
                        for family in own {
                            let began = ContinuousClock.now
                            var event = contact
                            event.id = .random()
                            _ = try await handler().legVast([event], gezin: family, door: user)
                            latencies.record(.now - began)
                        }
                    }
                    return latencies
                }
            }
            var all = Latencies()
            for try await latencies in group { all.add(latencies) }
            var sample = Sample(all.count, in: .now - start)
            sample.latencies = all
            return sample
        }
    }
}
