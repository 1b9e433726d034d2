import ArgumentParser
import CivilTime
import Gezinstraject
import Toetsingskader

/// Prints the framework for the experts who review it.
struct Indicatoren: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Het kader zoals de deskundigen het beoordelen: nummer, titel, bron, norm en regel in woorden."
    )

    @Flag(help: "Als Markdown, met redenen en kanttekeningen.")
    var markdown = false

    /// What the codes before a section mean.
    private static let bronnen = [
        ("MAA", "Nota van Bevindingen Maastricht Integrale Aanpak, casusniveau (augustus 2014)"),
        ("SPI", "factsheet Spijkenisse, Brede zorgcoordinatie jeugd en gezin (2013)"),
        ("LEL", "factsheet Lelystad, Gezinscoaching (2013)"),
        ("ZWO", "Uitkomsten verbeterpunten toezichtonderzoek Zwolle (juni 2015)"),
        ("DEL", "Uitkomsten verbeterpunten toezichtonderzoek Delft (juni 2015)"),
    ]

    func run() {
        let bronnen = Indicatoren.bronnen.map { markdown ? "- **\($0)**: \($1)" : "  \($0) \($1)" }
        Terminal.say("Bronnen, van het Samenwerkend Toezicht Jeugd:\n")
        Terminal.say(bronnen.joined(separator: "\n") + "\n")
        let eigenNormen = Indicatoren.eigenNormen
        Terminal.say((markdown ? eigenNormen : Layout.hanging("", eigenNormen).joined(separator: "\n")) + "\n")
        for thema in Thema.allCases {
            Terminal.say(
                markdown ? "# \(thema.rawValue) \(thema.naam)\n\n\(thema.uitleg)\n" : "\(thema.rawValue) \(thema.naam)"
            )
            for criterium in Criterium.allCases where criterium.thema == thema {
                Terminal.say(
                    markdown
                        ? "## \(criterium.rawValue) \(criterium.naam)\n" : "  \(criterium.rawValue) \(criterium.naam)"
                )
                for indicator in Indicator.alle where indicator.nummer.criterium == criterium {
                    Terminal.say(markdown ? indicator.markdown : indicator.text)
                }
            }
        }
        if markdown { Terminal.say(Indicatoren.normen) }
    }

    /// Which norms the texts name.
    private static let eigenNormen = """
        De termijnen en drempels hieronder zijn die van het kader. Een aanpak kan elke norm zelf stellen, vanaf een dag; \
        een oordeel rust dan op haar norm, en reden en kanttekening noemen die.
        """

    /// Every norm, with its value in the framework.
    private static var normen: String {
        let normen = GedateerdeNormen.kader.op(.eerste)
        let lines = Normnaam.allCases.map { "- `\($0.rawValue)`: \(normen.waarde($0).tekst)" }
        return "# Normen\n\nDe waarde in het kader; een aanpak kan elke norm zelf stellen.\n\n"
            + lines.joined(separator: "\n")
    }
}

extension Indicator {
    fileprivate var text: String {
        let lines =
            Layout.hanging("    \(nummer.rawValue) ", titel) + Layout.hanging("      bron  ", "\(bron)")
            + Layout.hanging("      norm  ", norm) + Layout.hanging("      regel ", regel)
        return lines.joined(separator: "\n")
    }

    fileprivate var markdown: String {
        """
        ### \(nummer.rawValue) \(titel)

        - **Bron**: \(bron)
        - **Norm**: \(norm)
        - **Regel**: \(regel)
        - **Verandert door tijd alleen**: \(hangtAfVanTijd ? "ja" : "nee"). **Menselijk oordeel als invoer**: \
        \(vraagtOordeel ? "ja" : "nee").
        - **Redenen**: \(list(redenen.map { $0.markdown + note($0.normen) }))
        - **Let op**: \(list(kanttekeningen.map { "`\($0.rawValue)` \($0.zin)" + note($0.normen) }))

        """
    }

    /// Which norms of a sentence an aanpak may set.
    private func note(_ normen: [Normnaam]) -> String {
        normen.isEmpty ? "" : " (norm: \(normen.map { "`\($0.rawValue)`" }.joined(separator: ", ")))"
    }

    private func list(_ items: [String]) -> String {
        items.isEmpty ? "geen" : "\n" + items.map { "  - \($0)" }.joined(separator: "\n")
    }
}

extension Reden {
    /// The code, the outcome that it goes with, what an X follows from, and the sentence.
    fileprivate var markdown: String {
        let gronden = gronden.map { $0 == .vastgelegdFeit ? "vastgelegd feit" : "niets vastgelegd" }
        let grond = gronden.isEmpty ? "" : ", grond: \(gronden.joined(separator: " of "))"
        return "`\(rawValue)` (\(uitkomst.teken)\(grond)) \(zin)"
    }
}
