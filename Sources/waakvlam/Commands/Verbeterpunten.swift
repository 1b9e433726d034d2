import ArgumentParser
import CaseHandling
import CivilTime
import Foundation
import Gezinstraject
import Toetsingskader
import WireValues

/// Gives what was to be improved in a year, and what was found of it in a later one.
struct Verbeterpunten: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Geeft de verbeterpunten van een aanpak in een jaar, en wat er in een later jaar van gevonden is.",
        usage: """
            waakvlam verbeterpunten <bestand.jsonl> ... --van <jaar> --tot <jaar> [<opties>]
            waakvlam verbeterpunten --aanpak <code> --van <jaar> --tot <jaar> [<opties>]
            """,
        discussion: """
            Uit bestanden, zonder database: waakvlam verbeterpunten aanpak.jsonl --van 2013 --tot 2014
            Uit de database:                waakvlam verbeterpunten --aanpak CODE --van 2013 --tot 2014

            Een regel over een aanpak heeft aanpak in plaats van gezinId. De tabel is die van de inspectie: alleen wat in \
            het eerste jaar een verbeterpunt was, met de bevinding van beide jaren. Staan er ook gezinnen, dan staat \
            eronder wat uit hun casussen blijkt; dat is nooit een bevinding, en over minder dan vijf trajecten staat er \
            geen cijfer. Met --json een JSON-lijst, een object per aanpak.
            """
    )

    @Argument(help: ArgumentHelp("Bestanden met gebeurtenissen.", valueName: "bestand.jsonl"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Deze aanpak; bij bestanden: alleen deze.", valueName: "code"))
    var aanpak: Aanpakcode?

    @Option(help: ArgumentHelp("Het jaar van de verbeterpunten.", valueName: "jaar"))
    var van: Int

    @Option(help: ArgumentHelp("Het jaar waarin er opnieuw naar gekeken is.", valueName: "jaar"))
    var tot: Int

    @Flag(help: "Als JSON.")
    var json = false

    @OptionGroup var gemeente: GemeenteOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard !files.isEmpty || aanpak != nil else { throw ValidationError("Geef bestanden of --aanpak.") }
        guard (2000...9999).contains(van), (2000...9999).contains(tot), van < tot else {
            throw ValidationError("--van en --tot zijn jaren vanaf 2000, en --van is het eerste.")
        }
    }

    func run() async throws {
        let overviews = try await overviews()
        if json {
            Terminal.say(JSON.array(overviews.map(\.json)).text)
        } else {
            for overview in overviews { Terminal.say(overview.text) }
            Terminal.say(overviews.isEmpty ? "Er is hier niets over een aanpak vastgelegd." : Toetsing.signs)
        }
    }

    private func overviews() async throws -> [Verbeterpuntenoverzicht] {
        guard files.isEmpty, let aanpak else { return try fromFiles() }
        return try await database.withStore { store in
            let user = try await gemeente.beheerder(in: store)
            return [try await CaseHandler(store: store).verbeterpunten(aanpak: aanpak, van: van, tot: tot, voor: user)]
        }
    }

    private func fromFiles() throws -> [Verbeterpuntenoverzicht] {
        let file = try Files.read(files)
        let histories = try Toets.gezinnen(in: file).map { $0.dossier.geschiedenis() }
        let kaders = try Bestandskaders(file)
        return try file.aanpakken.filter { aanpak == nil || $0.code == aanpak }.map { found in
            do throws(Bestand.Fout) {
                return Verbeterpuntenoverzicht(
                    aanpak: found.code,
                    Verbeterpuntentabel(try found.bevindingen(), van: van, tot: tot),
                    histories,
                    vandaag: Systeemklok().nu().dagInNederland,
                    auditor: false,
                    kaders.kader(in: found.gemeente)
                )
            } catch {
                throw Failure(faults: [error])
            }
        }
    }
}
