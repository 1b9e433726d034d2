import ArgumentParser
import EventStore
import Logging
import PostgresClient
import PostgresStore
import ServiceLifecycle
import UnixSignals

/// Builds a projection anew, beside the one that serves.
struct HerbouwProjectie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "herbouw",
        abstract: "Bouwt een leesmodel opnieuw naast het oude, vergelijkt de twee en wisselt ze om.",
        usage: "waakvlam projecties herbouw <naam> [<opties>]",
        discussion: """
            Iedereen leest het oude tot het nieuwe bij is; de wissel is een transactie. Servers die draaien bouwen mee. \
            Wordt deze opdracht onderbroken, dan bouwen zij verder, of dezelfde opdracht nog eens. Aan het eind staat per \
            gemeente: van welke gebeurtenissen het leesmodel is gebouwd, de hash over alle rijen, en welke gezinnen in het \
            oude anders stonden. Het oude blijft staan tot de volgende herbouw, of tot `ruimop`.
            """
    )

    @OptionGroup var projectie: ProjectieOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withDatabase { _ in }
        let background = Background(try database.connectionString(), logger: .quiet)
        let result: Result<Void, any Error>
        do {
            try await rebuild(background)
            result = .success(())
        } catch {
            result = .failure(Failure(database: error))
        }
        for pool in background.pools { await pool.close() }
        try result.get()
    }

    private func rebuild(_ background: Background) async throws {
        let masterKeys = try database.masterKeys()
        let projections = try await background.projections(masterKeys)
        guard let projection = projections.first(where: { $0.name == projectie.naam }) else {
            throw ProjectieOptions.unknown(projectie.naam, projections.map(\.name))
        }
        let overview = ProjectionOverview(pool: background.pools[0])
        guard let build = try await overview.rebuild(projection, code: Projections.code),
            let runner = try await background.runner(masterKeys, only: projection, logger: .quiet)
        else { throw Failure(.refused, "\(projectie.naam): de herbouw kon niet beginnen.") }
        let group = ServiceGroup(
            services: [runner],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: .quiet
        )
        let isServing = try await withThrowingTaskGroup(of: Bool.self) { tasks in
            tasks.addTask {
                try await group.run()
                return false
            }
            tasks.addTask { try await RebuildWatch(build, overview).watch() }
            let isServing = try await tasks.next() ?? false
            await group.triggerGracefulShutdown()
            tasks.cancelAll()
            return isServing
        }
        guard isServing else {
            throw Failure(
                .refused,
                "De herbouw is niet af. Een server gaat ermee verder, of dezelfde opdracht nog eens."
            )
        }
        for report in try await overview.reports(of: build) { Terminal.say(report.text) }
    }
}

/// Follows a build until it serves, and shows how far it is.
private struct RebuildWatch: Sendable {
    private let build: Build
    private let overview: ProjectionOverview

    init(_ build: Build, _ overview: ProjectionOverview) {
        (self.build, self.overview) = (build, overview)
    }

    func watch() async throws -> Bool {
        var display = ProgressDisplay(at: .now)
        var meter = RebuildMeter()
        defer { display.clear() }
        while true {
            let builds = try await overview.builds()
            guard let now = builds.first(where: { $0.id == build.id }), now.status == .building else {
                return builds.contains { $0.id == build.id && $0.status == .serving }
            }
            let states = try await overview.states().filter { $0.build.id == build.id }
            let stops = states.flatMap { state in state.stops.map { (state.log, $0) } }
            if let (log, stop) = stops.first {
                throw Failure(
                    .refused,
                    "\(log): de herbouw staat stil bij positie \(stop.position ?? 0): \(stop.reason) [\(stop.code)]. "
                        + "Het oude leesmodel dient nog."
                )
            }
            display.show(meter.add(states, at: .now).text, at: .now)
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}

extension RebuildProgress {
    fileprivate var text: String {
        let noun = phase == .reading ? "gebeurtenissen gelezen" : "gezinnen berekend"
        let share = total == 0 ? 100 : min(100, done * 100 / total)
        var words = ["\(share)%", "\(Progress.number(done)) van \(Progress.number(total)) \(noun)"]
        if let perSecond { words.append("\(Progress.number(Int(perSecond))) per seconde") }
        if let left { words.append("nog \(Progress.duration(left))") }
        return "herbouwen: " + words.joined(separator: ", ")
    }
}

extension BuildReport {
    /// The report for people.
    var text: String {
        let hash = stateHash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        var lines = [
            "\(log): \(projection) versie \(version), bouw \(build), programma \(code)",
            "  van positie \(first) tot en met \(Progress.number(last))"
                + (furthest > last ? ", delen tot \(Progress.number(furthest))" : ""),
            "  hash over alle rijen \(hash)",
        ]
        if let compared {
            let count = Layout.count(differences, "gezin stond", "gezinnen stonden")
            lines.append("  \(isAll ? "" : "minstens ")\(count) anders in bouw \(compared)")
        }
        if notCompared > 0 {
            lines.append("  \(Layout.count(notCompared, "gezin", "gezinnen")) niet vergeleken: er kwam steeds iets bij")
        }
        for difference in sample {
            let positions = difference.positions.map(String.init).joined(separator: ", ")
            lines.append("    gezin \(difference.gezin): gebeurtenissen op positie \(positions)")
        }
        return lines.joined(separator: "\n")
    }
}

/// Removes the build that is kept after a switch.
struct RuimProjectieOp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ruimop",
        abstract: "Verwijdert wat er na een wissel van een oud leesmodel is blijven staan.",
        usage: "waakvlam projecties ruimop <naam> [<opties>]"
    )

    @OptionGroup var projectie: ProjectieOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let naam = projectie.naam
        try await database.withDatabase { _ in }
        let masterKeys = try database.masterKeys()
        let background = Background(try database.connectionString(), logger: .quiet)
        let result: Result<Int, any Error>
        do {
            let projections = try await background.projections(masterKeys)
            guard let projection = projections.first(where: { $0.name == naam }) else {
                throw ProjectieOptions.unknown(naam, projections.map(\.name))
            }
            result = .success(try await ProjectionOverview(pool: background.pools[1]).removeOld(of: projection))
        } catch {
            result = .failure(Failure(database: error))
        }
        for pool in background.pools { await pool.close() }
        Terminal.say("\(naam): \(Layout.count(try result.get(), "oude bouw", "oude bouwen")) verwijderd.")
    }
}
