import ArgumentParser
import CaseHandling
import CivilTime
import EventStore
import Voorbeelden
import WireValues

/// Writes an invented municipality.
struct Voorbeeld: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Schrijft een verzonnen gemeente naar de standaarduitvoer (JSON Lines), om mee te proberen en te meten.",
        usage: "waakvlam voorbeeld [--gezinnen <n>] [--zaad <s>] [<opties>] > voorbeeld.jsonl",
        discussion: """
            Voorbeeld: waakvlam voorbeeld --gezinnen 300 --zaad 1 > voorbeeld.jsonl
            Gebruik:   waakvlam import voorbeeld.jsonl, of zonder database: waakvlam toets voorbeeld.jsonl --totaal

            Gezinnen met aannemelijke geschiedenissen van jaren, de ene zorgvuldiger gevolgd dan de andere. Niets is van \
            bestaande mensen. Bij hetzelfde zaad en dezelfde laatste dag komt altijd hetzelfde.
            """
    )

    @Option(help: ArgumentHelp("Hoeveel gezinnen.", valueName: "n"))
    var gezinnen = 300

    @Option(help: ArgumentHelp("Een ander zaad geeft andere gezinnen.", valueName: "s"))
    var zaad: UInt64 = 1

    @Option(help: ArgumentHelp("De gemeente (CBS-code).", valueName: "code"))
    var gemeente = "GM0935"

    @Option(
        name: .customLong("tot-en-met"),
        help: ArgumentHelp("De laatste dag waarop iets is vastgelegd; anders gisteren.", valueName: "dag")
    )
    var laatsteDag: Dag?

    func validate() throws {
        guard gezinnen >= 0 else { throw ValidationError("--gezinnen is 0 of meer.") }
        let eersteJaar = Voorbeeldgemeente.eersteJaar
        guard laatsteDag.map({ $0.datum.jaar >= eersteJaar }) ?? true else {
            throw ValidationError("--tot-en-met is \(eersteJaar)-01-01 of later.")
        }
        guard LogName(gemeente) != nil else { throw ValidationError("--gemeente is een CBS-code, zoals GM0935.") }
    }

    func run() async throws {
        let voorbeeld = Voorbeeldgemeente(
            gemeente,
            zaad: zaad,
            totEnMet: laatsteDag ?? Systeemklok().nu().dagInNederland.plus(dagen: -1)
        )
        for nummer in 0..<gezinnen {
            var text: [UInt8] = []
            for regel in voorbeeld.gezin(nummer) {
                text += regel.bytes
                text.append(UInt8(ascii: "\n"))
            }
            Terminal.write(text)
        }
    }
}
