import Foundation
import WireValues

/// The lists over an example municipality, beside one round trip to the database; and building them anew while all goes on.
struct ListBenchmark {
    let bench: Bench
    let gezinnen: Int

    private static let connections = 8
    private static let day = "2026-11-30"
    /// The first page of every list, and every count.
    private static let lists = [
        ("werkvoorraad van een procesmanager", "werkvoorraad?regisseur=PM1"),
        ("werkvoorraad van een soort", "werkvoorraad?soort=plan_vaststellen,plan_bijwerken"),
        ("werkvoorraad", "werkvoorraad?limiet=100"),
        ("gezinnen, stilste eerst", "gezinnen?aanpak=maastricht-integrale-aanpak&fase=actief"),
        ("gezinnen met een oordeel", "gezinnen?indicator=T2.1.1&uitkomst=verbeterpunt"),
        ("telling van taken", "werkvoorraad/telling?regisseur=PM1"),
        ("telling van alle taken", "werkvoorraad/telling?aanpak=maastricht-integrale-aanpak"),
        ("caseload", "caseload?aanpak=maastricht-integrale-aanpak"),
        ("telling van oordelen", "oordelen/telling?aanpak=maastricht-integrale-aanpak"),
    ]

    func run(_ report: inout Report) async throws {
        let server = try await BenchServer(bench)
        do {
            let events = try await fill(server, &report)
            try await pages(server, &report, events)
            try await visibility(server, &report, events)
            try await rebuild(server, &report, events)
        } catch {
            try? await server.discard()
            throw error
        }
        try await server.discard()
    }

    /// Imports the municipality, and waits until the lists have seen it; how many events there are.
    private func fill(_ server: BenchServer, _ report: inout Report) async throws -> Int {
        let path = bench.folder + "/gemeente.jsonl"
        // What it says meanwhile must not get into the file.
        let command =
            "\"$0\" voorbeeld --gezinnen \(gezinnen) --gemeente \(LogFile.log) --tot-en-met \(Self.day) >'\(path)'"
        _ = try await ChildProgram.run(["bash", "-c", command, bench.program], output: bench.folder + "/voorbeeld.log")
        let start = ContinuousClock.now
        _ = try await server.waakvlam(["import", path])
        let imported = ContinuousClock.now - start
        try FileManager.default.removeItem(atPath: path)
        let count = try await server.psql("SELECT count(*) FROM waakvlam.gebeurtenis")
        guard let events = Int(count.trimmingCharacters(in: .whitespacesAndNewlines)), events > 0 else {
            throw BenchError("the municipality is empty")
        }
        try await settle(server)
        let settled = ContinuousClock.now - start
        report.note(
            "gemeente van \(gezinnen.grouped) gezinnen, \(events.grouped) gebeurtenissen: opgenomen in "
                + "\(Int(imported.seconds)) s, lijsten bij na \(Int(settled.seconds)) s"
        )
        return events
    }

    private func settle(_ server: BenchServer) async throws {
        while try await !server.waakvlam(["projecties"]).output.contains(", bij") {
            try await Task.sleep(for: .milliseconds(200))
        }
        try await server.psql("VACUUM (ANALYZE)")
    }

    private func pages(_ server: BenchServer, _ report: inout Report, _ events: Int) async throws {
        let bearer = try await token(server)
        for (name, path) in Self.lists {
            let address = "\(server.address)/v1/\(path)&peildag=\(Self.day)"
            let samples = try await bench.alternate([
                { try await get(address, bearer) }, { try await get(server.address + "/health/ready", bearer) },
            ])
            var row = Row(
                .lijsten,
                "eerste bladzijde: \(name)",
                samples[0].map(Self.p95),
                limit: "/health/ready",
                samples[1].map(Self.p95),
                goal: .atMost(10)
            )
            row.unit = "ms (p95)"
            report.add(row.of(events))
        }
    }

    /// The 95th percentile in the place of a rate.
    private static func p95(_ sample: Sample) -> Sample { Sample(rate: sample.p95) }

    private func token(_ server: BenchServer) async throws -> String {
        let token = try await server.waakvlam(["token", "--gemeente", LogFile.log, "--rol", "procesmanager"]).output
        return token.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Puts an address under load; every answer must be the right one.
    private func get(_ address: String, _ bearer: String, seconds: Int? = nil) async throws -> Sample {
        let seconds = seconds ?? bench.seconds
        let ended = try await ChildProgram.run(
            [
                "wrk", "-t", "2", "-c", "\(Self.connections)", "-d", "\(seconds)s", "--latency", "-s",
                "Benchmarks/wrk.lua", "-H", "Authorization: Bearer \(bearer)", address,
            ],
            output: bench.folder + "/wrk.log",
            within: .seconds(seconds + 60)
        )
        return try Sample(wrk: ended.output)
    }

    // MARK: Building anew

    /// Builds everything anew while lists are read and events recorded.
    private func rebuild(_ server: BenchServer, _ report: inout Report, _ events: Int) async throws {
        let bearer = try await token(server)
        let address = "\(server.address)/v1/werkvoorraad?regisseur=PM1&peildag=\(Self.day)"
        let rows = "\\copy (select * from waakvlam.gebeurtenis) to '/dev/null' (format binary)"
        let limit = Sample(events, in: try await server.psqlTime(rows))
        let writer = Writer(server: server, bearer: bearer)
        let gezin = try await writer.register()
        let started = ContinuousClock.now
        let building = try server.start(["projecties", "herbouw", "leesmodellen"])
        var requests = 0
        // Whatever is not answered well ends the benchmark.
        while building.isRunning {
            requests += Int(try await get(address, bearer, seconds: 1).rate)
            for _ in 0..<20 { _ = try await writer.record(gezin) }
            requests += 20
        }
        let time = ContinuousClock.now - started
        report.note("tijdens het herbouwen \(requests.grouped) verzoeken, alle goed beantwoord")
        report.note("herbouwd: \((Double(gezinnen) / time.seconds).short) gezinnen per seconde")
        let what = "herbouwen van alle leesmodellen, terwijl er gelezen en vastgelegd wordt"
        report.add(
            Row(.lijsten, what, [Sample(events, in: time)], limit: "COPY TO STDOUT van het logboek", [limit])
                .of(events)
        )
    }

    // MARK: From recorded to visible

    /// Records at a fixed rate, and asks after each for a list that has seen it.
    private func visibility(_ server: BenchServer, _ report: inout Report, _ events: Int) async throws {
        let writer = Writer(server: server, bearer: try await token(server))
        var gezinnen: [WireValues.UUID] = []
        for _ in 0..<64 { gezinnen.append(try await writer.register()) }
        for rate in [10, 50, 100, 200, 500] {
            let seen = try await writer.visibility(gezinnen, rate: rate, seconds: bench.seconds)
            guard let append = seen.recorded.quantiles, let visible = seen.visible.quantiles else { continue }
            var row = Row(
                .lijsten,
                "van vastgelegd tot zichtbaar, \(rate) per seconde (\(seen.late) later dan 2 s)",
                [Sample(rate: visible.p99)],
                limit: "het vastleggen zelf",
                [Sample(rate: append.p99)],
                goal: rate == 500 ? .atMost(20) : .none
            )
            row.unit = "ms (p99)"
            row.quantiles = visible
            report.add(row.of(events))
        }
    }
}
