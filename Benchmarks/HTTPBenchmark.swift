import Foundation
import WireValues

/// A whole append over HTTP, beside the least that the same server can answer.
struct HTTPBenchmark {
    let bench: Bench
    let server: BenchServer

    private static let connections = 64
    private static let script = "Benchmarks/wrk.lua"

    func run(_ report: inout Report, events: Int) async throws {
        let families = PreparedFamilies(1000, seed: 3)
        try await families.importing(into: server, events: 20, folder: bench.folder)
        let list = bench.folder + "/gezinnen.txt"
        try Data(families.ids.map { "\($0)\n" }.joined().utf8).write(to: URL(fileURLWithPath: list))
        let token = try await server.waakvlam(["token", "--gemeente", LogFile.log, "--rol", "procesmanager"]).output
        let bearer = token.trimmingCharacters(in: .whitespacesAndNewlines)
        try await server.psql("VACUUM (ANALYZE) waakvlam.gebeurtenis")
        try await server.psql("CHECKPOINT")
        var round = 0
        let samples = try await bench.alternate([
            {
                round += 1
                return try await wrk("", ["GEZINNEN": list, "BEWIJS": bearer, "ZAAD": "\(round)"])
            },
            { try await wrk("/health/live", [:]) },
        ])
        let what = "een gebeurtenis vastleggen over HTTP, \(Self.connections) verbindingen"
        report.add(Row(.http, what, samples[0], limit: "GET /health/live", samples[1], goal: .atLeast(0.15)).of(events))
        report.add(Row(.http, peakOf: "de server", [.peak(server.peak)]).of(events))
    }

    /// Puts the server under load; every answer must be the right one.
    private func wrk(_ path: String, _ environment: [String: String]) async throws -> Sample {
        let threads = min(4, ProcessInfo.processInfo.activeProcessorCount)
        let options = ["-t", "\(threads)", "-c", "\(Self.connections)", "-d", "\(bench.seconds)s", "--latency"]
        let ended = try await ChildProgram.run(
            ["wrk"] + options + ["-s", Self.script, server.address + path],
            environment: environment,
            output: bench.folder + "/wrk.log",
            within: .seconds(bench.seconds + 60)
        )
        return try Sample(wrk: ended.output)
    }
}

extension Sample {
    /// What `wrk.lua` printed; every answer must have been the right one.
    init(wrk output: String) throws {
        let line = output.split(separator: "\n").last { $0.hasPrefix("UITKOMST ") }
        let numbers = line?.split(separator: " ").dropFirst().compactMap { Double($0) } ?? []
        guard numbers.count == 7, numbers[0] > 0, numbers[2] == 0 else {
            throw BenchError("not every request was answered well: \(output)")
        }
        self.init(rate: numbers[0] / numbers[1])
        latencies = Latencies(Quantiles(p50: numbers[3], p99: numbers[4], p999: numbers[5]))
        p95 = numbers[6]
    }
}
