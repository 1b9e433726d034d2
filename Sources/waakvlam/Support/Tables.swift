import CivilTime
import Gezinstraject
import Toetsingskader
import WireValues

extension Toetsing {
    /// The verdicts of a family for people: theme by theme, with the reasons.
    func text(van gezin: UUID) -> String {
        var lines = ["Gezin \(gezin)", "traject \(traject), \(aanpak?.description ?? "zonder aanpak"), op \(peildag)"]
        for telling in themas {
            lines += ["", Layout.padded("\(telling.thema.rawValue) \(telling.thema.naam)", 24) + telling.telling.text]
            for criterium in criteria where criterium.criterium.thema == telling.thema {
                lines += criterium.lines
                for oordeel in oordelen where oordeel.indicator.criterium == criterium.criterium {
                    lines += oordeel.lines
                    lines += menselijk.filter { $0.indicator == oordeel.indicator }.flatMap(\.lines)
                }
            }
        }
        let totaal = Telling(oordelen.map(\.uitkomst))
        return (lines + ["", Layout.padded("Samen", 24) + totaal.text, ""]).joined(separator: "\n")
    }

    /// What the signs mean.
    static let signs = "✓ voldoet   X verbeterpunt   – niet vastgesteld"

    /// What the signs and the words behind a verdict mean.
    static let legend = """
        \(signs)
        voorlopig: een blijvende plicht, tot nu toe nagekomen
        niets vastgelegd: er staat niets; dat is nog niet hetzelfde als niet gedaan
        nodig: wat vandaag gedaan zou moeten worden om te voldoen, of waarom niets helpt
        mens: wat iemand erover oordeelde, naast wat over dezelfde dag berekend is
        """
}

extension Criteriumuitkomst {
    fileprivate var lines: [String] {
        Layout.hanging(" \(uitkomst.teken) \(Layout.padded(criterium.rawValue, 9))", criterium.naam)
    }
}

extension MenselijkOordeel {
    fileprivate var lines: [String] {
        let margin = String(repeating: " ", count: 12)
        let wie = [beoordelaarsrol, rol?.rawValue].compactMap(\.self).first.map { " (\($0))" } ?? ""
        return Layout.hanging(margin + "mens: ", "\(comparison), over \(peildatum)\(wie)")
    }

    /// What a person found, beside what is computed over the same day.
    var comparison: String {
        verschilt
            ? "\(uitkomst.teken), berekend is \(berekend.uitkomst.teken): verschilt"
            : "\(uitkomst.teken), net als berekend"
    }
}

extension Oordeel {
    fileprivate var lines: [String] {
        let margin = String(repeating: " ", count: 12)
        let name = voorlopig ? "\(titel) (voorlopig)" : titel
        var lines = Layout.hanging("   \(uitkomst.teken) \(indicator.rawValue) ", name)
        if let reden, let zin {
            let basis = grond == .nietsVastgelegd ? ", niets vastgelegd" : ""
            lines += Layout.hanging(margin, "\(zin) [\(reden.rawValue)\(basis)]")
        }
        if let nodig { lines += Layout.hanging(margin + "nodig: ", nodig) }
        return lines + letOp.flatMap { Layout.hanging(margin + "let op: ", "\(self.zin($0)) [\($0.rawValue)]") }
    }

    /// What would make it voldoet, or why nothing does.
    private var nodig: String? {
        guard uitkomst != .voldoet, let ontbreekt else { return nil }
        if let beletsel = ontbreekt.beletsel { return beletsel.tekst }
        let toelichting = ontbreekt.voorstellen.compactMap(\.toelichting).map { ". \($0)" }.joined()
        return ontbreekt.voorstellen.map(\.text).joined(separator: ", ") + toelichting
    }

    private var titel: String { Indicator.alle.first { $0.nummer == indicator }?.titel ?? "" }
}

extension Ontbrekend {
    /// The type with the fields that matter, as they stand in the event.
    fileprivate var text: String {
        let velden = gegevens.json.words
        return velden.isEmpty ? type.naam : "\(type.naam) (\(velden))"
    }
}

extension JSON {
    /// For people: the members as `name value`, without the punctuation of JSON.
    fileprivate var words: String {
        switch self {
        case .object(let members): members.map { "\($0.key) \($0.value.nested)" }.joined(separator: ", ")
        case .array(let elements): elements.map(\.nested).joined(separator: " en ")
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .bool(let isTrue): isTrue ? "ja" : "nee"
        case .null: "niets"
        }
    }

    private var nested: String {
        if case .object = self { "(\(words))" } else { words }
    }
}

extension Telling {
    /// The three counts, in columns.
    fileprivate var text: String {
        "\(Layout.number(voldoet, 3)) ✓ \(Layout.number(verbeterpunt, 3)) X \(Layout.number(nietVastgesteld, 3)) –"
    }
}

// MARK: A selection

extension Totaaltoetsing {
    /// The table of Bijlage 1 for people, with the counts behind every verdict.
    func text(peildag: Dag) -> String {
        var lines = [
            casussen == 1 ? "Toetsing van 1 casus op \(peildag)" : "Toetsing van \(casussen) casussen op \(peildag)",
            "",
            "             ✓   X   – nvt",
        ]
        for telling in themas {
            lines.append("\(telling.thema.rawValue) \(telling.thema.naam)")
            for criterium in criteria where criterium.criterium.thema == telling.thema {
                lines += criterium.row
                lines += oordelen.filter { $0.indicator.criterium == criterium.criterium }.flatMap(\.row)
            }
        }
        let all = Telling(oordelen.map(\.uitkomst))
        lines += [
            "", "Totaal: \(all.voldoet) ✓  \(all.verbeterpunt) X  \(all.nietVastgesteld) –", "",
            "\(Toetsing.signs)   nvt niet van toepassing",
            "De getallen zijn aantallen casussen; bij een criterium aantallen indicatoren.",
        ]
        for letOp in Set(oordelen.flatMap(\.letOp)).sorted(by: { $0.rawValue < $1.rawValue }) {
            lines += Layout.hanging("\(letOp.mark) let op: ", "\(letOp.zin) [\(letOp.rawValue)]")
        }
        return lines.joined(separator: "\n")
    }
}

extension LetOp {
    /// The sign behind a line that it goes with.
    fileprivate var mark: String { self == .nietAlleCasussen ? "*" : "**" }
}

extension Criteriumuitkomst {
    fileprivate var row: [String] {
        let counts = [telling.voldoet, telling.verbeterpunt, telling.nietVastgesteld]
        return Layout.hanging(" \(uitkomst.teken) \(criterium.rawValue)   \(columns(counts))    ", criterium.naam)
    }
}

extension Totaaloordeel {
    fileprivate var row: [String] {
        let titel = Indicator.alle.first { $0.nummer == indicator }?.titel ?? ""
        let marks = letOp.map { " \($0.mark)" }.joined()
        let why = uitkomst == .nietVastgesteld ? reden.map { " [\($0.rawValue)]" } ?? "" : ""
        let counts = columns([voldoet, verbeterpunt, nietVastgesteld, nvt])
        return Layout.hanging("  \(uitkomst.teken) \(indicator.rawValue)\(counts)", " " + titel + marks + why)
    }
}

private func columns(_ counts: [Int]) -> String {
    counts.map { Layout.number($0, 4) }.joined() + " "
}
