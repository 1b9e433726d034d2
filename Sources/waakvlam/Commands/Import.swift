import ArgumentParser
import CaseHandling
import EventStore
import Foundation
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
            vastgelegdDoor, rol, correlatieId en oorzaakId hebben. De gemeente staat in GezinGeregistreerd van het gezin.

            Eerst wordt alles gecontroleerd. Klopt er iets niet, dan noemt de melding bestand, regel, veld en wat er \
            verwacht was, en wordt er niets opgenomen. Daarna wordt gezin voor gezin opgenomen: van elk gezin alles of \
            niets. Wordt dat onderbroken, geef dan dezelfde opdracht nog eens: wat er al staat wordt niet nog eens \
            vastgelegd. Een regel zonder id krijgt er een die uit zijn inhoud volgt.
            """
    )

    @Argument(help: ArgumentHelp("De bestanden.", valueName: "bestand.jsonl"))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "De gemeente van gezinnen waarvan GezinGeregistreerd niet in de bestanden staat.",
            valueName: "GM0000"
        )
    )
    var gemeente: LogName?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let file: Bestand
        do {
            file = try Files.read(files)
        } catch let failure as Failure {
            throw failure.adding("Er is niets opgenomen.")
        }
        if let policy = file.aanpakken.first?.regels.first {
            let fault = policy.fout(
                .root.member("aanpak"),
                "STRIJDIG",
                "Verwacht zijn hier alleen regels over gezinnen."
            )
            throw Failure(faults: [fault]).adding("Er is niets opgenomen.")
        }
        let opnames = try file.gezinnen.map { Opname(gezin: $0, user: .beheerder(van: try log(of: $0))) }
        let refused = try await database.withStore { store in
            let cases = CaseHandler(store: store)
            try await check(opnames, cases)
            return try await take(opnames, cases)
        }
        if refused > 0 { throw ExitCode(Status.refused.rawValue) }
    }

    /// A family of the files, with who records it in its gemeente.
    private struct Opname {
        let gezin: Bestand.Gezin
        let user: Gebruiker
        var events: [Invoer] { gezin.regels.map(\.invoer) }
    }

    private func log(of gezin: Bestand.Gezin) throws -> LogName {
        guard let log = gezin.gemeente ?? gemeente else {
            throw Failure(
                .usage,
                "Van gezin \(gezin.id) staat er geen GezinGeregistreerd in de bestanden: geef --gemeente. "
                    + "Er is niets opgenomen."
            )
        }
        return log
    }

    /// Looks for every family whether its events can be taken in, before any of them is.
    private func check(_ opnames: [Opname], _ cases: CaseHandler) async throws {
        var faults: [Bestand.Fout] = []
        for opname in opnames {
            do throws(Afwijzing) {
                _ = try await cases.controleer(opname.events, gezin: opname.gezin.id, door: opname.user)
            } catch {
                guard let fault = opname.gezin.fout(error) else { throw error }
                faults.append(fault)
            }
        }
        guard faults.isEmpty else { throw Failure(faults: faults).adding("Er is niets opgenomen.") }
    }

    private func take(_ opnames: [Opname], _ cases: CaseHandler) async throws -> Int {
        var tally = Tally(of: opnames.count)
        for opname in opnames {
            do throws(Afwijzing) {
                let events = opname.events
                tally.count(try await cases.legVast(events, gezin: opname.gezin.id, door: opname.user))
            } catch {
                // Only what somebody else recorded meanwhile.
                guard let reason = opname.gezin.fout(error) else {
                    Terminal.complain(tally.text)
                    throw Failure(database: error).adding(
                        "De import is niet af. Geef dezelfde opdracht nog eens: wat er al staat wordt overgeslagen."
                    )
                }
                tally.refuse(reason)
            }
        }
        Terminal.say(tally.text)
        return tally.refused
    }
}

/// How an import goes.
private struct Tally {
    private let total: Int
    private(set) var refused = 0
    private var done = 0
    private var stored = 0
    private var known = 0

    init(of total: Int) { self.total = total }

    mutating func count(_ ontvangst: Ontvangst) {
        done += 1
        stored += ontvangst.aantalNieuw
        known += ontvangst.gebeurtenissen.count - ontvangst.aantalNieuw
        Terminal.complain("gezin \(done + refused) van \(total): \(ontvangst.aantalNieuw) opgenomen")
    }

    mutating func refuse(_ reason: Bestand.Fout) {
        refused += 1
        Terminal.complain("gezin \(done + refused) van \(total) geweigerd: \(reason)")
    }

    var text: String {
        "\(stored) gebeurtenissen opgenomen, \(known) stonden er al, \(refused) gezinnen geweigerd."
    }
}
