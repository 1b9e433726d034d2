import ArgumentParser
import CaseHandling
import CivilTime
import EventStore
import Foundation
import Gezinstraject
import PostgresStore
import Toetsingskader
import WireValues

/// Gives the verdicts, from files or from the database.
struct Toets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Geeft de 33 oordelen, 12 criteria en 5 thema's.",
        usage: """
            waakvlam toets <bestand.jsonl> ... [<opties>]
            waakvlam toets --gezin <id> ... [<opties>]
            waakvlam toets --aanpak <code> [<opties>]
            """,
        discussion: """
            Uit een bestand, zonder database: waakvlam toets gezin.jsonl
            Van een gezin uit de database:    waakvlam toets --gezin ID
            Van alle gezinnen van een aanpak: waakvlam toets --aanpak CODE
            Op een andere dag dan vandaag:    … --peildag 2014-03-31

            Zonder database wordt er niets vastgelegd: een proef voordat er iets is ingericht.
            Met --totaal een tabel over de gekozen gezinnen, zoals Bijlage 1 van de nota Maastricht: van elk gezin telt \
            een traject. Met --json een JSON-lijst, met --totaal --json een object.
            """
    )

    @Argument(help: ArgumentHelp("Bestanden met gebeurtenissen.", valueName: "bestand.jsonl"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Dit gezin uit de database; mag vaker.", valueName: "id"))
    var gezin: [WireValues.UUID] = []

    @Option(
        help: ArgumentHelp(
            "Alleen gezinnen van deze aanpak; wie nog geen aanmelding heeft telt als zo een.",
            valueName: "code"
        )
    )
    var aanpak: Aanpakcode?

    @Option(help: ArgumentHelp("De dag waarover geoordeeld wordt; zonder: vandaag.", valueName: "JJJJ-MM-DD"))
    var peildag: Dag?

    @Option(help: ArgumentHelp("Met de kennis van dit moment of het einde van deze dag (UTC).", valueName: "moment"))
    var bekendOp: Kennismoment?

    @Option(help: ArgumentHelp("Een ander traject dan het laatste.", valueName: "nummer"))
    var traject: Int?

    @Flag(help: "Een tabel over alle gekozen gezinnen.")
    var totaal = false

    @Flag(help: "Als JSON.")
    var json = false

    @OptionGroup var gemeente: GemeenteOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard files.isEmpty || gezin.isEmpty else { throw ValidationError("Geef bestanden of --gezin, niet allebei.") }
        guard !files.isEmpty || !gezin.isEmpty || aanpak != nil else {
            throw ValidationError("Geef bestanden, --gezin of --aanpak.")
        }
        guard traject.map({ $0 >= 1 }) ?? true else { throw ValidationError("--traject is minstens 1.") }
    }

    func run() async throws {
        let day = peildag ?? Systeemklok().nu().dagInNederland
        let (kader, read) = try await dossiers()
        let assessed = read.map { id, dossier in
            let geschiedenis = dossier.geschiedenis(tot: day, bekendOp: bekendOp?.moment)
            return (id, assess(geschiedenis, day, kader))
        }
        let chosen = assessed.filter { aanpak == nil || $0.1.aanpak == aanpak }
        if totaal {
            let table = Totaaltoetsing(chosen.map(\.1), kader.normen(van: aanpak, op: day))
            Terminal.say(json ? table.json.text : table.text(peildag: day))
        } else if json {
            Terminal.say(JSON.array(chosen.map { $0.1.json(van: $0.0) }).text)
        } else {
            for (gezin, toetsing) in chosen { Terminal.say(toetsing.text(van: gezin)) }
            Terminal.say(chosen.isEmpty ? "Er zijn hier geen gezinnen." : Toetsing.legend)
        }
    }

    /// The framework; a family without an aanmelding is assessed under the chosen aanpak.
    private func chosen(_ kader: Toetsingskader) -> Toetsingskader {
        guard let aanpak else { return kader }
        return Toetsingskader(kader.profielen.met(anders: aanpak), kader.normen)
    }

    private func assess(_ geschiedenis: Geschiedenis, _ day: Dag, _ kader: Toetsingskader) -> Toetsing {
        // What is missing is for who works with one family; a table only counts.
        guard totaal else { return kader.beoordeelVolledig(geschiedenis, peildag: day, traject: traject) }
        return traject == nil
            ? kader.beoordeelVoorSelectie(geschiedenis, peildag: day)
            : kader.beoordeel(geschiedenis, peildag: day, traject: traject)
    }

    private typealias Dossiers = [(gezin: WireValues.UUID, dossier: Dossier)]

    private func dossiers() async throws -> (Toetsingskader, Dossiers) {
        if !files.isEmpty {
            let kader = chosen(Toetsingskader())
            return (kader, try Toets.dossiers(try Files.read(files), kader.profielen.metOnbekende))
        }
        return try await database.withStore { store in
            let user = try await gemeente.beheerder(in: store)
            let cases = CaseHandler(store: store)
            // A file may be of an aanpak that nobody knows; the database holds none of those.
            if let aanpak { try await check(aanpak, cases, user) }
            let gezinnen =
                gezin.isEmpty ? try await store.streams(in: user.gemeente, holding: GezinGeregistreerd.naam) : gezin
            var found: Dossiers = []
            for id in gezinnen { found.append((id, try await cases.dossier(id, voor: user).dossier)) }
            let kader = try await cases.kader(
                bij: found.map(\.dossier),
                ook: aanpak,
                in: user.gemeente,
                bekendOp: bekendOp?.moment
            )
            return (chosen(kader), found)
        }
    }

    private func check(_ aanpak: Aanpakcode, _ cases: CaseHandler, _ user: Gebruiker) async throws {
        do throws(Afwijzing) {
            _ = try await cases.aanpak(aanpak, bekendOp: bekendOp?.moment, voor: user)
        } catch {
            guard case .nietGevonden = error else { throw error }
            let known = try await cases.aanpakken(bekendOp: bekendOp?.moment, voor: user).map(\.code.description)
            throw Failure(.usage, "Deze aanpak is niet bekend. Bekend zijn: \(known.joined(separator: ", ")).")
        }
    }

    /// The dossiers in a file, or every line at which a history cannot be right.
    static func dossiers(
        _ file: Bestand,
        _ profielen: Aanpakprofielen
    ) throws -> [(gezin: WireValues.UUID, dossier: Dossier)] {
        var found: [(gezin: WireValues.UUID, dossier: Dossier)] = []
        var faults: [Bestand.Fout] = []
        for gezin in file.gezinnen {
            do throws(Bestand.Fout) {
                found.append((gezin.id, try gezin.dossier(profielen)))
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw Failure(faults: faults) }
        return found
    }
}
