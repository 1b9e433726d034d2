import Aanpakbestand
import ArgumentParser
import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import PostgresStore

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
            let days = versies.map { $0.geldigVanaf == .eerste ? "het begin" : $0.geldigVanaf.description }
            Terminal.say(
                "\(file.naam): \(file.beschrijving.code) klopt; perioden vanaf \(days.joined(separator: ", "))."
            )
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

            Zonder --gemeente komt een aanpak in de gemeente van haar bestand, als de database die heeft en geen \
            andere. Met --gemeente komen alle bestanden in die gemeente, ook als zij er een andere noemen.
            """
    )

    @OptionGroup var arguments: Aanpak.FileArguments

    @Option(
        help: ArgumentHelp(
            "Neem op in deze gemeente; nodig als de database haar nog niet heeft, of meer dan een.",
            valueName: "GM0000"
        )
    )
    var gemeente: LogName?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let files = try Files.readAanpakken(arguments.files)
        let lines = try await database.withStore(writing: true) { store in
            let cases = CaseHandler(store: store)
            let changes = try await changes(files, try await store.logs(), cases)
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
                lines.append(change.text)
            }
            return lines
        }
        for line in lines { Terminal.say(line) }
    }

    private struct Change {
        let file: Aanpakbestand
        let user: Gebruiker
        let overname: Aanpakovername

        var text: String {
            let (own, log) = (file.beschrijving.gemeente, user.gemeente.description)
            let remark = own == log ? "" : " (het bestand is van \(own))"
            return "\(file.beschrijving.code): \(overname.nieuw.count) perioden opgenomen in \(log)\(remark), "
                + "\(overname.aantalBekend) stonden er al."
        }
    }

    /// What every file adds, found before any of it is stored.
    private func changes(
        _ files: [Aanpakbestand],
        _ logs: [LogName],
        _ cases: CaseHandler
    ) async throws -> [Change] {
        var changes: [Change] = []
        var faults: [Aanpakbestand.Fout] = []
        for file in files {
            let user = Gebruiker.beheerder(van: try log(of: file, among: logs))
            let overname = try await cases.vergelijk(file.beschrijving, voor: user)
            faults += overname.geweigerd.map { file.fout(bijPeriode: $0.geldigVanaf, $0.uitleg) }
            changes.append(Change(file: file, user: user, overname: overname))
        }
        guard faults.isEmpty else { throw Failure(faults: faults).adding("Er is niets opgenomen.") }
        return changes
    }

    /// Where a file goes: the chosen gemeente, or its own when that is the only one there is.
    private func log(of file: Aanpakbestand, among logs: [LogName]) throws -> LogName {
        if let gemeente { return gemeente }
        let own = file.beschrijving.gemeente
        if logs.count == 1, let only = logs.first, only.description == own { return only }
        let there =
            logs.isEmpty
            ? "De database heeft nog geen gemeente"
            : "De database heeft " + logs.map(\.description).joined(separator: ", ")
        throw Failure(
            .usage,
            "\(file.naam) is van gemeente \(own). \(there): kies een gemeente met --gemeente. Er is niets opgenomen."
        )
    }
}
