import Foundation

/// Everything about a log of one size, on one database server.
struct LogBenchmark {
    let bench: Bench
    let parts: Set<Part>
    let size: Int
    /// The largest log of the run: what is measured once is measured there.
    let isLargest: Bool

    private var path: String { bench.folder + "/logboek.jsonl" }

    func run(_ report: inout Report) async throws {
        report.note("logboek van \(size.grouped) gebeurtenissen")
        if parts.contains(.import), !isLargest {
            // As an export gives it, in order of time: once, for it costs as much as the other.
            try LogFile().write(to: path, events: size, open: min(500, max(1, size / 100)))
            let server = try await imports(to: &report, "valideren en opnemen, gezinnen door elkaar", .none)
            try await server.discard()
        }
        try LogFile().write(to: path, events: size)
        let server = try await imports(to: &report, "valideren en opnemen, gezin na gezin", .atLeast(0.4))
        do {
            try await measure(server, &report)
        } catch {
            try? await server.discard()
            throw error
        }
        try await server.discard()
    }

    /// Imports the file into an empty database, and copies its rows; as many times as there are rounds.
    ///
    /// - Returns: The last server, with the log in it.
    private func imports(to report: inout Report, _ what: String, _ goal: Row.Goal) async throws -> BenchServer {
        let isAsked = parts.contains(.import)
        var (figures, limits): ([Sample], [Sample]) = ([], [])
        for round in 1...(isAsked ? bench.rounds : 1) {
            let server = try await BenchServer(bench)
            do {
                let ended = try await server.waakvlam(["import", path])
                try await check(server)
                var sample = Sample(size, in: ended.time)
                sample.peak = ended.peak
                figures.append(sample)
                limits.append(Sample(size, in: try await BareTable(server, bench).copy()))
                if round == 1 { report.describe(try await server.facts()) }
            } catch {
                try? await server.discard()
                throw error
            }
            guard isAsked, round < bench.rounds else {
                try FileManager.default.removeItem(atPath: path)
                if isAsked {
                    report.add(
                        Row(.import, what, figures, limit: "COPY FROM van dezelfde rijen", limits, goal: goal).of(size)
                    )
                    report.add(Row(.import, peakOf: what, figures).of(size))
                }
                return server
            }
            try await server.discard()
        }
        throw BenchError("there are no rounds")
    }

    private func check(_ server: BenchServer) async throws {
        let count = try await server.psql("SELECT count(*) FROM waakvlam.gebeurtenis")
        guard Int(count.trimmingCharacters(in: .whitespacesAndNewlines)) == size else {
            throw BenchError("the import took in \(count) events and not \(size)")
        }
    }

    private func measure(_ server: BenchServer, _ report: inout Report) async throws {
        let table = BareTable(server, bench)
        try await table.prepareInserts()
        // First: the others add to the log.
        if parts.contains(.replay) {
            try await ReplayBenchmark(bench: bench, server: server).run(&report, events: size)
        }
        if parts.contains(.family) {
            try await FamilyBenchmark(bench: bench, server: server, table: table).run(&report, events: size)
        }
        if parts.contains(.append) {
            let writers = isLargest ? [64, 1, 8, 256] : [64]
            let append = AppendBenchmark(bench: bench, server: server, table: table)
            for count in writers { try await append.run(&report, writers: count, events: size) }
        }
        if parts.contains(.http), isLargest {
            try await HTTPBenchmark(bench: bench, server: server).run(&report, events: size)
        }
    }
}
