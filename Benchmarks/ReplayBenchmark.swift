import ArgumentParser
import CaseHandling
import CivilTime
import EventStore
import Foundation
import Gezinstraject
import PostgresClient
import Toetsingskader
import WireValues

/// Reading a whole log back and judging every family in it, beside PostgreSQL only giving its rows.
struct ReplayBenchmark {
    let bench: Bench
    let server: BenchServer

    func run(_ report: inout Report, events: Int) async throws {
        let keyFile = bench.folder + "/sleutel"
        guard let key = server.masterKeys.current else { throw BenchError("no master key") }
        try Data(Data(key.bytes).base64EncodedString().utf8).write(to: URL(fileURLWithPath: keyFile))
        let rows = "\\copy (select * from waakvlam.gebeurtenis) to '/dev/null' (format binary)"
        let samples = try await bench.alternate([
            { try await replay(keyFile, events) },
            { Sample(events, in: try await server.psqlTime(rows)) },
        ])
        try FileManager.default.removeItem(atPath: keyFile)
        let what = "herspelen: lezen, vouwen en elk gezin toetsen"
        let limit = "COPY TO STDOUT van dezelfde rijen"
        report.add(Row(.replay, what, samples[0], limit: limit, samples[1], goal: .atLeast(0.2)).of(events))
        report.add(Row(.replay, peakOf: "herspelen", samples[0]).of(events))
    }

    /// In a process of its own, for its memory.
    private func replay(_ keyFile: String, _ events: Int) async throws -> Sample {
        let own = CommandLine.arguments.first ?? ""
        let ended = try await ChildProgram.run(
            [own, "herspeel", "--verbinding", server.connection, "--sleutel", keyFile],
            output: bench.folder + "/herspeel.log"
        )
        let words = ended.output.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, let count = Int(words[0]), let seconds = Double(words[1]), let peak = Int(words[2]),
            count == events
        else { throw BenchError("replay did not read \(events) events: \(ended.output)") }
        var sample = Sample(rate: Double(events) / seconds)
        sample.peak = peak
        return sample
    }
}

/// Replays a log once; says how many events there were, how many seconds it took and how many bytes of memory.
struct ReplayWorker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "herspeel", shouldDisplay: false)

    @Option var verbinding: String
    @Option var sleutel: String

    func run() async throws {
        let text = try String(contentsOfFile: sleutel, encoding: .utf8)
        guard let log = LogName(LogFile.log), let day = Dag("2026-01-01"),
            let key = Data(base64Encoded: text).flatMap({ MasterKey(Array($0)) })
        else { throw BenchError("no master key") }
        let stores = Stores(connection: verbinding, masterKeys: MasterKeys([key]))
        let ring = KeyRing(store: stores.keys, masterKeys: stores.masterKeys)
        let coded = CodedEventStore(stores.base, codec: Veldversleuteling(ring, van: stores.base))
        let start = ContinuousClock.now
        var events = 0
        try await CaseHandler(store: coded).speelAfMetKader(in: log) { gelezen, kader throws(Afwijzing) in
            _ = kader.beoordeel(gelezen.dossier.geschiedenis(tot: day), peildag: day)
            return gelezen.gebeurtenissen.count
        } neem: {
            events += $0
        }
        let time = ContinuousClock.now - start
        await stores.pool.close()
        print(events, time.seconds, Machine.ownPeak)
    }
}
