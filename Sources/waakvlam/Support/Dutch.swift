/// The fixed words of ArgumentParser, which knows English only, in Dutch.
enum Dutch {
    /// A help text or a complaint of ArgumentParser; what is not known stays as it is.
    static func text(_ english: String) -> String {
        english.split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\n")
    }

    private static func line(_ english: Substring) -> String {
        var line = String(english)
        if let heading = headings[line] { return heading }
        for (prefix, dutch) in prefixes where line.hasPrefix(prefix) {
            line = dutch + line.dropFirst(prefix.count)
            break
        }
        for (words, dutch) in phrases { line.replace(words, with: dutch) }
        return line
    }

    private static let headings = [
        "ARGUMENTS:": "ARGUMENTEN:", "OPTIONS:": "OPTIES:", "SUBCOMMANDS:": "OPDRACHTEN:",
    ]

    private static let prefixes = [
        ("OVERVIEW: ", ""), ("USAGE: ", "GEBRUIK: "), ("Usage: ", "Gebruik: "),
        ("       waakvlam ", "         waakvlam "),
        ("Help:  ", "Uitleg:  "),
        ("Error: Missing expected argument ", "Fout: er ontbreekt "),
        ("Error: Missing one of: ", "Fout: er ontbreekt een van: "),
        ("Error: Missing value for ", "Fout: er ontbreekt een waarde bij "),
        ("Error: Unknown option ", "Fout: onbekende optie "), ("Error: Invalid option: ", "Fout: onbekende optie: "),
        ("Error: Unexpected argument ", "Fout: dit hoort er niet bij: "), ("Error: The value ", "Fout: de waarde "),
        ("Error: The option ", "Fout: de optie "), ("Error: ", "Fout: "),
    ]

    private static let phrases = [
        ("See 'waakvlam help <subcommand>' for detailed help.", "Meer over een opdracht: waakvlam help <opdracht>"),
        (
            "See 'waakvlam help aanpak <subcommand>' for detailed help.",
            "Meer over een opdracht: waakvlam help aanpak <opdracht>"
        ),
        (
            "See 'waakvlam help sleutels <subcommand>' for detailed help.",
            "Meer over een opdracht: waakvlam help sleutels <opdracht>"
        ),
        (
            "See 'waakvlam help projecties <subcommand>' for detailed help.",
            "Meer over een opdracht: waakvlam help projecties <opdracht>"
        ),
        (" (default)", " (als er niets staat)"),
        ("Show help information.", "Toont deze uitleg."), ("Show the version.", "Toont de versie."),
        ("<subcommand>", "<opdracht>"), ("(default: ", "(zonder: "), ("(values: ", "(een van: "),
        ("Did you mean ", "Bedoelde u "),
        (" is invalid for ", " past niet bij "), (" unexpected arguments: ", " woorden horen er niet bij: "),
        (" does not take any value, but ", " krijgt geen waarde, maar kreeg "), (" was specified.", "."),
        (" for more information.", ""), ("  See 'waakvlam", "  Meer uitleg: 'waakvlam"),
    ]
}
