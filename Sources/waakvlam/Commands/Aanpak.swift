import Aanpakbestand
import ArgumentParser
import CaseHandling
import CivilTime
import EventStore
import Gezinstraject

/// Aanpakken as data: checks files that describe one, and takes them in.
struct Aanpak: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Controleert en importeert bestanden die een aanpak beschrijven (YAML).",
        usage: """
            waakvlam aanpak controleer <bestand.yaml> ...
            waakvlam aanpak importeer <bestand.yaml> ... [<opties>]
            """,
        discussion: """
            Een bestand zegt van een aanpak de rollen, leefgebieden, normen, opschaling, drang en nazorg, elk met de \
            bron, in perioden die op elkaar aansluiten. Schema/Aanpakken heeft er acht, en legt elke sleutel uit.
            """,
        subcommands: [Controleer.self, Importeer.self]
    )

    /// The files of both commands.
    struct FileArguments: ParsableArguments {
        @Argument(help: ArgumentHelp("De bestanden.", valueName: "bestand.yaml"))
        var files: [String]
    }
}

/// Checks files without a database.
struct Controleer: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Controleert bestanden die een aanpak beschrijven, zonder database.",
        usage: "waakvlam aanpak controleer <bestand.yaml> ...",
        discussion: """
            Klopt er iets niet, dan noemt elke melding bestand, regel, sleutel en wat er verwacht was: alle fouten \
            tegelijk.
            """
    )

    @OptionGroup var arguments: Aanpak.FileArguments

    func run() throws {
        for file in try Files.readAanpakken(arguments.files) {
            let versies = file.beschrijving.versies
            let days = versies.map(\.geldigVanaf.description).joined(separator: ", ")
            Terminal.say("\(file.naam): \(file.beschrijving.code) klopt; perioden vanaf \(days).")
        }
    }
}

/// Takes aanpakken in: what is not there yet becomes events of the aanpak.
struct Importeer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Neemt aanpakken op uit bestanden.",
        usage: "waakvlam aanpak importeer <bestand.yaml> ... [<opties>]",
        discussion: """
            Eerst wordt alles gecontroleerd. Elke periode die er nog niet staat wordt vastgelegd; wat er al zo staat \
            wordt overgeslagen. Wat gold verandert niet: een periode die al anders vaststaat wordt geweigerd, en een \
            andere norm is een nieuwe periode met een latere geldigVanaf.
            """
    )

    @OptionGroup var arguments: Aanpak.FileArguments

    @Option(help: ArgumentHelp("Neem op in deze gemeente, en niet in die van het bestand.", valueName: "GM0000"))
    var gemeente: LogName?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let files = try Files.readAanpakken(arguments.files)
        let lines = try await database.withStore { store in
            let cases = CaseHandler(store: store)
            let changes = try await changes(files, cases)
            var lines: [String] = []
            for change in changes {
                let code = change.file.beschrijving.code
                do throws(Afwijzing) {
                    try await cases.neemOver(change.overname, aanpak: code, door: change.user)
                } catch {
                    throw Failure(database: error).adding(
                        (lines + ["Geef dezelfde opdracht nog eens."]).joined(separator: "\n")
                    )
                }
                lines.append(
                    "\(code): \(change.overname.nieuw.count) perioden opgenomen in \(change.user.gemeente), "
                        + "\(change.overname.aantalBekend) stonden er al."
                )
            }
            return lines
        }
        for line in lines { Terminal.say(line) }
    }

    private struct Change {
        let file: Aanpakbestand
        let user: Gebruiker
        let overname: Aanpakovername
    }

    /// What every file adds, found before any of it is stored.
    private func changes(_ files: [Aanpakbestand], _ cases: CaseHandler) async throws -> [Change] {
        var changes: [Change] = []
        var faults: [Aanpakbestand.Fout] = []
        for file in files {
            guard let log = gemeente ?? LogName(file.beschrijving.gemeente) else { continue }
            let user = Gebruiker.beheerder(van: log)
            let overname = try await cases.vergelijk(file.beschrijving, voor: user)
            faults += overname.geweigerd.map { file.fout(bijPeriode: $0.geldigVanaf, $0.uitleg) }
            changes.append(Change(file: file, user: user, overname: overname))
        }
        guard faults.isEmpty else { throw Failure(faults: faults).adding("Er is niets opgenomen.") }
        return changes
    }
}
