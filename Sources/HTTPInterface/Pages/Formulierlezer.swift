import CivilTime
import Gezinstraject
import WireValues

/// Reads the fields of a form back to the JSON of the contract, by the same definitions that made the form.
///
/// Whatever was typed is kept: what does not read as the kind of the field stays a text, of which the reader of the contract
/// then says what is wrong.
struct Formulierlezer {
    private var values: [String: [String]] = [:]
    /// The definitions of data that take the place of other data.
    var vervangend: [Veldbeschrijving]?

    init(_ form: FormBody, vervangend: [Veldbeschrijving]? = nil) {
        for field in form.fields { values[field.name, default: []].append(field.value) }
        self.vervangend = vervangend
    }

    /// The members that were filled in, and the lists that must be there.
    func leden(_ velden: [Veldbeschrijving], op plaats: JSONPointer) -> [JSON.Member] {
        velden.compactMap { veld in
            waarde(veld.type, verplicht: veld.verplicht, op: plaats.member(veld.naam)).map { .init(veld.naam, $0) }
        }
    }

    private func waarde(_ type: Veldtype, verplicht: Bool, op plaats: JSONPointer) -> JSON? {
        switch type {
        case .lijst(let element) where element.isChoice:
            let chosen = chosen(plaats)
            return chosen.isEmpty && !verplicht ? nil : .array(chosen.map(JSON.string))
        case .alleOf:
            let chosen = chosen(plaats)
            if chosen == ["alle"] { return "alle" }
            return chosen.isEmpty ? nil : .array(chosen.map(JSON.string))
        case .lijst(let element):
            let rows = rows(plaats).compactMap { waarde(element, verplicht: false, op: plaats.element($0)) }
            return rows.isEmpty && !verplicht ? nil : .array(rows)
        case .object(let velden):
            guard verplicht || isFilled(plaats) else { return nil }
            return .object(leden(velden, op: plaats))
        case .vervangendeGegevens:
            return vervangend.map { .object(leden($0, op: plaats)) }
        default: return text(plaats).map { Formulierlezer.scalar(type, $0) }
        }
    }

    private func text(_ plaats: JSONPointer) -> String? {
        // A browser ends the lines of a text with two characters.
        let text = values[plaats.description]?.first?.replacing("\r\n", with: "\n")
        return text?.isEmpty == true ? nil : text
    }

    private func chosen(_ plaats: JSONPointer) -> [String] {
        (values[plaats.description] ?? []).filter { !$0.isEmpty }
    }

    private func isFilled(_ plaats: JSONPointer) -> Bool {
        let prefix = plaats.description + "/"
        return values.contains { $0.key.hasPrefix(prefix) && $0.value.contains { !$0.isEmpty } }
    }

    /// The numbers of the rows of a list, in order.
    private func rows(_ plaats: JSONPointer) -> [Int] {
        let prefix = plaats.description + "/"
        let numbers = values.keys.filter { $0.hasPrefix(prefix) }.compactMap { name in
            Int(name.dropFirst(prefix.count).prefix { $0 != "/" })
        }
        return Set(numbers).filter { $0 >= 0 }.sorted()
    }

    private static func scalar(_ type: Veldtype, _ text: String) -> JSON {
        switch type {
        case .tekst: return .string(text)
        case .dag: return .string(Dag.gelezen(MediaType.trimmed(text)))
        case .geheel:
            // Only what is written as people write it; anything else is shown again as it was.
            let number = Int(MediaType.trimmed(text)).flatMap { String($0) == MediaType.trimmed(text) ? $0 : nil }
            return number.map(JSON.integer) ?? .string(text)
        case .jaNee: return ["true": true, "false": false][text] ?? .string(text)
        default: return .string(MediaType.trimmed(text))
        }
    }
}
