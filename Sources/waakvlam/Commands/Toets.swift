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

            Zonder database wordt er niets vastgelegd: een proef voordat er iets is ingericht. Stellen de bestanden ook \
            een aanpak vast (regels met aanpak in plaats van gezinId), dan geldt die voor de gezinnen van haar gemeente.
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
        let assessed = try await dossiers().map { read in
            let kader = withChosen(read.kader)
            return (read.gezin, assess(read.dossier, Peiling(peildag: day, bekendOp: bekendOp?.moment), kader), kader)
        }
        let chosen = assessed.filter { aanpak == nil || $0.1.aanpak == aanpak }
        if totaal {
            let kader = chosen.first?.2 ?? Toetsingskader()
            let table = Totaaltoetsing(chosen.map(\.1), kader.normen(van: aanpak, op: day))
            Terminal.say(json ? table.json.text : table.text(peildag: day))
        } else if json {
            Terminal.say(JSON.array(chosen.map { $0.1.json(van: $0.0) }).text)
        } else {
            for (gezin, toetsing, _) in chosen { Terminal.say(toetsing.text(van: gezin)) }
            Terminal.say(chosen.isEmpty ? "Er zijn hier geen gezinnen." : Toetsing.legend)
        }
    }

    /// The framework; a family without an aanmelding is assessed under the chosen aanpak.
    private func withChosen(_ kader: Toetsingskader) -> Toetsingskader {
        guard let aanpak else { return kader }
        return Toetsingskader(kader.profielen.met(anders: aanpak), kader.normen)
    }

    private func assess(_ dossier: Dossier, _ peiling: Peiling, _ kader: Toetsingskader) -> Toetsing {
        // What is missing is for who works with one family; a table only counts.
        guard totaal else { return kader.beoordeelVolledig(dossier, peiling, traject: traject) }
        let geschiedenis = dossier.geschiedenis(peiling)
        return traject == nil
            ? kader.beoordeelVoorSelectie(geschiedenis, peildag: peiling.peildag)
            : kader.beoordeel(geschiedenis, peildag: peiling.peildag, traject: traject)
    }

    /// A family with the framework that it is assessed under.
    struct Gezin {
        let gezin: WireValues.UUID
        let dossier: Dossier
        let kader: Toetsingskader
    }

    private func dossiers() async throws -> [Gezin] {
        if !files.isEmpty { return try Toets.gezinnen(in: try Files.read(files), bekendOp: bekendOp?.moment) }
        return try await database.withStore { store in
            let user = try await gemeente.beheerder(in: store)
            let cases = CaseHandler(store: store)
            // A file may be of an aanpak that nobody knows; the database holds none of those.
            if let aanpak { try await check(aanpak, cases, user) }
            let gezinnen =
                gezin.isEmpty ? try await store.streams(in: user.gemeente, holding: GezinGeregistreerd.naam) : gezin
            var found: [(gezin: WireValues.UUID, dossier: Dossier)] = []
            for id in gezinnen { found.append((id, try await cases.dossier(id, voor: user).dossier)) }
            let kader = try await cases.kader(
                bij: found.map(\.dossier),
                ook: aanpak,
                in: user.gemeente,
                bekendOp: bekendOp?.moment
            )
            return found.map { Gezin(gezin: $0.gezin, dossier: $0.dossier, kader: kader) }
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

    /// The families in a file, with what their gemeente made of an aanpak there, as known at a moment.
    ///
    /// - Throws: `Failure` with every line at which a history or an aanpak cannot be right.
    static func gezinnen(in file: Bestand, bekendOp: Moment? = nil) throws -> [Gezin] {
        let all: Bestandskaders
        let known: Bestandskaders
        do throws(Bestand.Fouten) {
            all = try Bestandskaders(file)
            known = bekendOp == nil ? all : try Bestandskaders(file, bekendOp: bekendOp)
        } catch {
            throw Failure(faults: error.fouten)
        }
        var found: [Gezin] = []
        var faults: [Bestand.Fout] = []
        for gezin in file.gezinnen {
            do throws(Bestand.Fout) {
                let dossier = try gezin.dossier(all.kader(in: gezin.gemeente).profielen)
                found.append(Gezin(gezin: gezin.id, dossier: dossier, kader: known.kader(in: gezin.gemeente)))
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw Failure(faults: faults) }
        return found
    }
}
