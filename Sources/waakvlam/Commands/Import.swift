import Aanpakbestand
import ArgumentParser
import CaseHandling
import EventStore
import Gezinstraject
import WireValues

/// Takes events in from files.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Neemt gebeurtenissen op uit bestanden (JSON Lines, een gebeurtenis per regel).",
        usage: "waakvlam import <bestand.jsonl> ... [<opties>]",
        discussion: """
            Voorbeeld: waakvlam import gezinnen.jsonl

            Elke regel heeft gezinId, type, gebeurdOp en gegevens, en mag id, traject, precisie, volgens, vastgelegdOp, \
            vastgelegdDoor, rol, correlatieId en oorzaakId hebben. Een regel over een aanpak heeft aanpak (de code) in \
            plaats van gezinId, een over een toetsing toetsing (de id); geen van beide heeft een traject.

            De gemeente van een gezin staat in GezinGeregistreerd, die van een aanpak in AanpakprofielVastgesteld. Staat \
            dat niet in de bestanden, dan is zij die van --gemeente; zonder gaat een ingebouwde aanpak naar haar eigen \
            gemeente, als de bestanden geen andere noemen. Een toetsing gaat naar de enige gemeente van de bestanden.

            Van elk gezin, elke aanpak en elke toetsing wordt alles opgenomen of niets. Klopt er in een ervan iets niet, \
            dan noemt de melding bestand, regel, veld en wat er verwacht was; de andere worden wel opgenomen, en de \
            afloop is 1. Is van een regel niet te zeggen van welk gezin, welke aanpak of welke toetsing zij is, dan wordt \
            er niets opgenomen. Met --proef wordt alles gecontroleerd en niets opgenomen: alleen een id die al bij een \
            ander gezin staat en een vernietigde sleutel komen pas bij het opnemen aan het licht.

            Wordt een import onderbroken, geef dan dezelfde opdracht nog eens: wat er al staat wordt niet nog eens \
            vastgelegd. Een regel zonder id krijgt er een die uit zijn inhoud volgt.
            """
    )

    @Argument(help: ArgumentHelp("De bestanden.", valueName: "bestand.jsonl"))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "De gemeente van gezinnen en aanpakken waarvan de bestanden haar niet noemen.",
            valueName: "GM0000"
        )
    )
    var gemeente: LogName?

    @Flag(help: "Controleer alles en neem niets op.")
    var proef = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        var display = ProgressDisplay(at: .now)
        let sources: SourceFiles
        let index: Bestandsindex
        do {
            sources = try SourceFiles(files)
            index = try Import.index(sources, &display)
            for kind in Opname.volgorde { for deel in index.delen(kind) { _ = try log(of: deel, in: index) } }
        } catch let failure as Failure {
            throw failure.adding("Er is niets opgenomen.")
        }
        let tally = try await database.withStore(writing: true) { store in
            var run = ImportRun(
                sources: sources,
                index: index,
                cases: CaseHandler(store: store, onthoudtGezinnen: false),
                isTrial: proef,
                display: display
            )
            return try await run.takeAll { .beheerder(van: try log(of: $0, in: index)) }
        }
        Terminal.say(tally.text)
        if tally.refused > 0 { throw ExitCode(Status.refused.rawValue) }
    }

    /// Where the lines of each family, aanpak and toetsing are.
    ///
    /// - Throws: `Failure` when nobody can say of which one a line is: then a history would miss it.
    private static func index(_ sources: SourceFiles, _ display: inout ProgressDisplay) throws -> Bestandsindex {
        var progress = Progress("lezen", total: sources.size, at: .now)
        defer { display.clear() }
        let index = try sources.index { count in
            let now = ContinuousClock.now
            progress.add(bytes: count, at: now)
            display.show(progress, at: now)
        }
        guard index.aantalFouten == 0 else { throw Files.failure(index.fouten, of: index.aantalFouten) }
        return index
    }

    /// Where a family, an aanpak or a toetsing goes.
    private func log(of deel: Bestandsindex.Deel, in index: Bestandsindex) throws -> LogName {
        if let log = deel.gemeente ?? gemeente { return log }
        let logs = index.genoemdeGemeenten
        switch deel.stroom {
        case .gezin(let id):
            // A registration that does not read is a fault of its line, wherever it would have gone.
            if deel.noemtGemeente, let any = logs.first ?? Import.anywhere { return any }
            throw Failure(.usage, "Van gezin \(id) staat er geen GezinGeregistreerd in de bestanden: geef --gemeente.")
        case .toetsing(let id):
            guard let only = logs.first, logs.count == 1 else {
                throw Failure(.usage, "Van toetsing \(id.tekst) is de gemeente niet bekend: geef --gemeente.")
            }
            return only
        case .aanpak(let code):
            if deel.noemtGemeente, let any = logs.first ?? Import.anywhere { return any }
            let own = Aanpakbestand.ingebouwd[code].flatMap { LogName($0.gemeente) }
            // An export of another gemeente that uses it as it is has no profile of it.
            guard let own, logs.isSubset(of: [own]) else {
                throw Failure(
                    .usage,
                    "Van aanpak \(code) staat er geen AanpakprofielVastgesteld in de bestanden: geef --gemeente."
                )
            }
            return own
        }
    }

    /// No gemeente.
    private static let anywhere = LogName("GM0000")
}
