import ArgumentParser
import EventStore
import Logging
import PostgresStore

/// The read models: how far they are, and what a person can do about them.
struct Projecties: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toont hoe ver de leesmodellen zijn, bouwt er een opnieuw, of laat een die stilstaat verdergaan.",
        usage: """
            waakvlam projecties [toon] [<opties>]
            waakvlam projecties herbouw <naam> [<opties>]
            waakvlam projecties hervat <naam> [<opties>]
            waakvlam projecties ruimop <naam> [<opties>]
            """,
        discussion: """
            Een leesmodel volgt uit het logboek en wordt door de server bijgehouden. Van elke bouw staat er hier per \
            gemeente: de versie, of zij dient, tot welke positie alles klopt en wie eraan werkt. Staat een deel stil, dan \
            ook bij welke gebeurtenis en waarom; andere delen en andere leesmodellen gaan door.
            """,
        subcommands: [ToonProjecties.self, HerbouwProjectie.self, HervatProjectie.self, RuimProjectieOp.self],
        defaultSubcommand: ToonProjecties.self
    )
}

/// Shows every build in every log.
struct ToonProjecties: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "toon",
        abstract: "Toont hoe ver elk leesmodel in elke gemeente is.",
        usage: "waakvlam projecties toon [<opties>]"
    )

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let (builds, states) = try await database.withDatabase { database in
            let overview = ProjectionOverview(pool: database.pool)
            return (try await overview.builds(), try await overview.states())
        }
        let inUse = builds.filter { $0.status != .stopped }
        if inUse.isEmpty { Terminal.say("Er zijn nog geen leesmodellen gebouwd: de server doet dat als hij start.") }
        for build in inUse {
            Terminal.say(build.text)
            for state in states where state.build == build { for line in state.lines { Terminal.say(line) } }
        }
    }
}

extension Build {
    fileprivate var text: String {
        "\(name) versie \(version), bouw \(id): \(status.rawValue) sinds \(since), programma \(code)"
    }
}

extension ProjectionState {
    /// How far it is in a log, and behind that what stands still.
    fileprivate var lines: [String] {
        var words = ["positie \(Progress.number(position)) van \(Progress.number(head))"]
        words.append(lag == 0 ? "bij" : "\(Progress.number(lag)) achter")
        if backlog > 0 { words.append("nog \(Layout.count(backlog, "gezin", "gezinnen")) te berekenen") }
        if build.status != .old {
            words.append(holders.isEmpty ? "niemand werkt eraan" : "door \(holders.joined(separator: " en "))")
        }
        return ["  \(log): " + words.joined(separator: ", ")]
            + stops.map { stop in
                let place = stop.position.map { " bij positie \($0)" } ?? ""
                let gezin = stop.gezin.map { ", gezin \($0)" } ?? ""
                return
                    "    deel \(stop.part) STAAT STIL sinds \(stop.since)\(place)\(gezin): \(stop.reason) [\(stop.code)]"
            }
    }
}

/// The projection that a command is about.
struct ProjectieOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Welk leesmodel.", valueName: "naam"))
    var naam: String

    static func unknown(_ name: String, _ known: [String]) -> Failure {
        let names = known.isEmpty ? "er zijn er geen" : known.sorted().joined(separator: ", ")
        return Failure(.refused, "Er is geen leesmodel \(name): \(names).")
    }
}

/// Lets what stands still go on.
struct HervatProjectie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hervat",
        abstract: "Laat de delen van een leesmodel die stilstaan verdergaan.",
        usage: "waakvlam projecties hervat <naam> [<opties>]",
        discussion: """
            Voor als de oorzaak weg is, bijvoorbeeld na een nieuwe versie van het programma. Een server die draait gaat \
            verder bij de gebeurtenis waar het deel stilstond; is de oorzaak er nog, dan staat het daar weer stil.
            """
    )

    @OptionGroup var projectie: ProjectieOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let naam = projectie.naam
        try await database.withDatabase { database in
            let overview = ProjectionOverview(pool: database.pool)
            let names = Set(try await overview.builds().map(\.name))
            guard names.contains(naam) else { throw ProjectieOptions.unknown(naam, Array(names)) }
            let count = try await overview.resume(naam)
            Terminal.say(
                count == 0
                    ? "\(naam): er stond niets stil." : "\(naam): \(Layout.count(count, "deel", "delen")) hervat."
            )
        }
    }
}
