import CivilTime
import Gezinstraject
import Yams

/// Een plaats in een bestand: wat er staat, en onder welke sleutel.
struct Plek {
    let knoop: Node
    let sleutel: String

    var regel: Int { knoop.mark?.line ?? 1 }

    /// De tekst, als hier geen lijst of object staat.
    var inhoud: String? { knoop.scalar?.string }

    func onder(_ naam: String) -> String { sleutel.isEmpty ? naam : "\(sleutel).\(naam)" }
}

/// De sleutels van een object, met wat eronder staat.
struct Sleutels {
    let plek: Plek
    fileprivate let waarden: [String: Plek]

    subscript(naam: String) -> Plek? { waarden[naam] }
}

/// Leest YAML streng, en stopt niet bij de eerste fout: elke fout met haar regel en sleutel.
struct Knooplezer {
    let bestand: String
    private(set) var fouten: [Aanpakbestand.Fout] = []

    init(_ bestand: String) {
        self.bestand = bestand
    }

    mutating func meld(_ plek: Plek, _ uitleg: String) {
        meld(plek.regel, plek.sleutel, uitleg)
    }

    mutating func meld(_ regel: Int, _ sleutel: String, _ uitleg: String) {
        fouten.append(Aanpakbestand.Fout(bestand: bestand, regel: regel, sleutel: sleutel, uitleg: uitleg))
    }

    /// Het bestand als een knoop, of nil als het geen YAML is.
    mutating func wortel(_ inhoud: [UInt8]) -> Plek? {
        guard let tekst = String(validating: inhoud, as: UTF8.self) else {
            meld(1, "", "Verwacht is tekst in UTF-8.")
            return nil
        }
        do {
            guard let knoop = try Yams.compose(yaml: tekst) else {
                meld(1, "", "Verwacht is een aanpak; dit bestand is leeg.")
                return nil
            }
            return Plek(knoop: knoop, sleutel: "")
        } catch let fout as YamlError {
            meld(fout.regel, fout.sleutel, fout.uitleg)
        } catch {
            meld(1, "", "Verwacht is YAML.")
        }
        return nil
    }

    /// Een object met alleen deze sleutels.
    mutating func object(_ plek: Plek, verplicht: [String] = [], mag: [String] = []) -> Sleutels? {
        guard let paren = plek.knoop.mapping else {
            meld(plek, "Verwacht zijn sleutels met een waarde.")
            return nil
        }
        var waarden: [String: Plek] = [:]
        for (sleutel, knoop) in paren {
            guard let naam = sleutel.scalar?.string, verplicht.contains(naam) || mag.contains(naam) else {
                let bekend = (verplicht + mag).joined(separator: ", ")
                let onbekend = Plek(knoop: sleutel, sleutel: plek.onder(sleutel.scalar?.string ?? "?"))
                meld(onbekend, "Deze sleutel is niet bekend; hier mogen: \(bekend).")
                continue
            }
            waarden[naam] = Plek(knoop: knoop, sleutel: plek.onder(naam))
        }
        for naam in verplicht where waarden[naam] == nil {
            meld(plek.regel, plek.onder(naam), "Deze sleutel is verplicht.")
        }
        return Sleutels(plek: plek, waarden: waarden)
    }

    /// De elementen van een lijst; de nummers in de sleutels lopen vanaf 1.
    mutating func lijst(_ plek: Plek, minstens: Int = 0) -> [Plek] {
        guard let elementen = plek.knoop.sequence else {
            meld(plek, "Verwacht is een lijst.")
            return []
        }
        if elementen.count < minstens { meld(plek, "Verwacht is een lijst van minstens \(minstens).") }
        return elementen.enumerated().map { Plek(knoop: $1, sleutel: "\(plek.sleutel)[\($0 + 1)]") }
    }

    mutating func tekst(_ plek: Plek?) -> String? {
        guard let plek else { return nil }
        guard let tekst = plek.inhoud, plek.is("str"), !tekst.isEmpty,
            tekst.unicodeScalars.count <= 2000
        else {
            meld(plek, "Verwacht is een tekst van 1 tot en met 2000 tekens.")
            return nil
        }
        return tekst
    }

    mutating func jaNee(_ plek: Plek?) -> Bool? {
        guard let plek else { return nil }
        guard plek.is("bool"), let waarde = ["true": true, "false": false][plek.inhoud ?? ""] else {
            meld(plek, "Verwacht is true of false.")
            return nil
        }
        return waarde
    }

    mutating func getal(_ plek: Plek?, _ grenzen: ClosedRange<Int>) -> Int? {
        guard let plek else { return nil }
        guard plek.is("int"), let getal = plek.inhoud.flatMap({ Int($0) }), grenzen.contains(getal)
        else {
            meld(plek, "Verwacht is een geheel getal van \(grenzen.lowerBound) tot en met \(grenzen.upperBound).")
            return nil
        }
        return getal
    }

    mutating func dag(_ plek: Plek?) -> Dag? {
        guard let plek else { return nil }
        guard let dag = plek.inhoud.flatMap({ Dag($0) }) else {
            meld(plek, "Verwacht is een bestaande dag, geschreven als JJJJ-MM-DD.")
            return nil
        }
        return dag
    }

    mutating func keuze<Lijst: Opsomming>(_ plek: Plek?, _ lijst: Lijst.Type) -> Lijst? {
        guard let plek else { return nil }
        guard let waarde = plek.inhoud.flatMap({ Lijst(rawValue: $0) }) else {
            let namen = lijst.allCases.map(\.rawValue).joined(separator: ", ")
            meld(plek, "Verwacht is een van: \(namen).")
            return nil
        }
        return waarde
    }

    /// Een lijst waarin elke waarde een keer staat.
    mutating func keuzes<Lijst: Opsomming>(_ plek: Plek?, _ lijst: Lijst.Type) -> [Lijst] {
        guard let plek else { return [] }
        var gevonden: [Lijst] = []
        for element in self.lijst(plek) {
            guard let waarde = keuze(element, lijst) else { continue }
            if gevonden.contains(waarde) { meld(element, "Deze waarde staat al in de lijst.") }
            gevonden.append(waarde)
        }
        return gevonden
    }

    mutating func teksten(_ plek: Plek?) -> [String] {
        guard let plek else { return [] }
        var gevonden: [String] = []
        for element in lijst(plek) {
            if let een = tekst(element) { gevonden.append(een) }
        }
        return gevonden
    }
}

extension Plek {
    /// Of YAML de waarde voor dit soort houdt, zoals `str` of `int`.
    fileprivate func `is`(_ soort: String) -> Bool {
        knoop.tag.description == "tag:yaml.org,2002:\(soort)"
    }
}

extension YamlError {
    fileprivate var regel: Int {
        switch self {
        case .scanner(_, _, let plaats, _), .parser(_, _, let plaats, _), .composer(_, _, let plaats, _): plaats.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 1
        }
    }

    fileprivate var sleutel: String {
        if case .duplicatedKeysInMapping(let sleutels, _) = self {
            sleutels.sorted().joined(separator: ", ")
        } else {
            ""
        }
    }

    fileprivate var uitleg: String {
        switch self {
        case .duplicatedKeysInMapping: "Verwacht is elke sleutel een keer; hieronder staat er een tweemaal."
        default:
            "Verwacht is YAML; vanaf hier is het niet te lezen. Let op inspringen, dubbele punten en aanhalingstekens."
        }
    }
}
