import ArgumentParser
import Foundation

/// Measures the hot paths, each beside its limit in the same run: ratios count, not the absolutes.
///
/// Started by `Ops/bench`, which installs and builds what this needs.
@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waakvlam-benchmarks",
        abstract: "Meet de opslag naast haar grens; wordt gestart door Ops/bench.",
        subcommands: [Measure.self, ReplayWorker.self],
        defaultSubcommand: Measure.self
    )
}

/// What can be measured on its own.
enum Part: String, CaseIterable, ExpressibleByArgument {
    case memory, judge, decode, seal, `import`, replay, family, append, http, lijsten

    /// Whether it needs a server with a log of events.
    var needsLog: Bool {
        switch self {
        case .memory, .judge, .decode, .seal, .lijsten: false
        case .import, .replay, .family, .append, .http: true
        }
    }
}

/// Runs the parts that were asked for, prints the table and writes the JSON.
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "meet", abstract: "Meet en schrijf een tabel.")

    @Option(help: "Hoeveel gebeurtenissen het logboek heeft; meer dan een, met komma's ertussen.")
    var gebeurtenissen = "10000,1000000"

    @Option(help: "Hoeveel gezinnen de gemeente van de lijsten heeft.")
    var gezinnen = 2000

    @Option(help: "Hoe vaak beide kanten om en om gemeten worden; oneven.")
    var rondes = 3

    @Option(help: "Alleen deze onderdelen, met komma's ertussen.")
    var alleen = ""

    @Option(help: "Hoeveel seconden een ronde van schrijvers duurt.")
    var seconden = 5

    @Option(help: "Waar de uitkomsten als JSON komen.")
    var json = ".build/bench.json"

    @Option(help: "Het gebouwde programma waakvlam.")
    var programma: String

    @Option(help: "De map met psql en pgbench.")
    var postgres: String

    @Option(help: "Een lege map om in te werken.")
    var map: String

    func validate() throws {
        _ = try sizes()
        _ = try parts()
        guard rondes > 0, seconden > 0, gezinnen > 0 else {
            throw ValidationError("--rondes, --seconden en --gezinnen zijn minstens 1.")
        }
    }

    func run() async throws {
        let bench = Bench(rounds: rondes, seconds: seconden, program: programma, postgres: postgres, folder: map)
        var report = Report(rounds: rondes, seconds: seconden)
        let parts = try parts()
        // First: what others gave back to the allocator it would take again unseen.
        if parts.contains(.memory) { try MemoryBenchmark().run(&report) }
        if parts.contains(.judge) { try await JudgeBenchmark(bench).run(&report) }
        if parts.contains(.decode) { try await DecodeBenchmark(bench: bench).run(&report) }
        if parts.contains(.seal) { try await SealBenchmark(bench: bench).run(&report) }
        if parts.contains(.lijsten) {
            try await ListBenchmark(bench: bench, gezinnen: gezinnen).run(&report)
            try report.write(to: json)
        }
        let sizes = try sizes()
        if parts.contains(where: \.needsLog) {
            for size in sizes {
                let log = LogBenchmark(bench: bench, parts: parts, size: size, isLargest: size == sizes.last)
                try await log.run(&report)
                // What a long run measured is not lost when the rest of it fails.
                try report.write(to: json)
            }
        }
        try report.write(to: json)
        print(report.table)
    }

    private func sizes() throws -> [Int] {
        let words = gebeurtenissen.split(separator: ",")
        let sizes = words.compactMap { Int($0) }.filter { $0 > 0 }
        guard sizes.count == words.count, !sizes.isEmpty else {
            throw ValidationError("--gebeurtenissen is een getal, of meer met komma's ertussen.")
        }
        return sizes.sorted()
    }

    private func parts() throws -> Set<Part> {
        let words = alleen.split(separator: ",").map(String.init)
        let parts = words.compactMap { Part(rawValue: $0) }
        guard parts.count == words.count else {
            let names = Part.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--alleen kent deze onderdelen: \(names).")
        }
        return parts.isEmpty ? Set(Part.allCases) : Set(parts)
    }
}
