import CaseHandling
import CivilTime
import EventStore
import Foundation
import Gezinstraject
import Toetsingskader
import WireValues

/// What a stored event costs on its way to a verdict, step by step, beside Foundation's reader of the same JSON.
struct DecodeBenchmark {
    let bench: Bench

    func run(_ report: inout Report) async throws {
        guard let peildag = Dag("2014-03-31") else { return }
        let families = try Self.families()
        let events = families.flatMap(\.self)
        let dossiers = try families.map { try Self.dossier($0) }
        let kader = Toetsingskader()
        let samples = try await bench.alternate([
            { try rate(events) { for event in events { _ = try JSONReader.read(event.event.data) } } },
            {
                try rate(events) {
                    for event in events { _ = try JSONSerialization.jsonObject(with: Data(event.event.data)) }
                }
            },
            { try rate(events) { for event in events { _ = try Opslag.registratie(event) } } },
            { try rate(events) { for family in families { _ = try Self.dossier(family).geschiedenis() } } },
            {
                rate(events) {
                    for dossier in dossiers {
                        _ = kader.beoordeel(dossier.geschiedenis(tot: peildag), peildag: peildag)
                    }
                }
            },
        ])
        let foundation = "JSONSerialization van Foundation"
        report.add(Row(.decode, "de JSON van een gebeurtenis lezen", samples[0], limit: foundation, samples[1]))
        report.add(Row(.decode, "een gebeurtenis lezen", samples[2], limit: foundation, samples[1]))
        report.add(Row(.decode, "lezen en vouwen", samples[3], limit: foundation, samples[1]))
        report.add(Row(.decode, "vouwen en toetsen", samples[4], limit: foundation, samples[1]))
    }

    /// Events per second.
    private func rate(_ events: [RecordedEvent], _ body: () throws -> Void) rethrows -> Sample {
        var sample = try bench.rate(body)
        sample.rate *= Double(events.count)
        return sample
    }

    private static func dossier(_ events: [RecordedEvent]) throws -> Dossier {
        var dossier = Dossier()
        for event in events { try dossier.voegToe(try Opslag.registratie(event)) }
        return dossier
    }

    /// The families of Maastricht as a log has them.
    private static func families() throws -> [[RecordedEvent]] {
        guard let log = LogName("GM0935") else { return [] }
        let files = try ["a", "b", "c"].map { name in
            let path = "Schema/Voorbeelden/Maastricht/familie-\(name).jsonl"
            guard let data = FileManager.default.contents(atPath: path) else {
                throw JudgeBenchmark.Unusable(path: path)
            }
            return (naam: path, inhoud: Array(data))
        }
        let now = Moment(microseconden: 0)
        return try Bestand(files).delen.map { deel in
            deel.regels.enumerated().map { number, regel in
                RecordedEvent(
                    event: NewEvent(
                        id: regel.invoer.id ?? WireValues.UUID(high: 1, low: UInt64(number)),
                        type: regel.invoer.type.naam,
                        traject: regel.invoer.traject,
                        occurredOn: regel.invoer.gebeurdOp,
                        data: regel.invoer.gegevens.json.canonicalBytes
                    ),
                    log: log,
                    stream: WireValues.UUID(high: 2, low: 3),
                    version: number + 1,
                    position: number + 1,
                    recordedAt: now,
                    addedAt: now,
                    leaf: [],
                    hash: []
                )
            }
        }
    }
}
