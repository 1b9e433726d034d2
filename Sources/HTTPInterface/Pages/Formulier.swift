import CivilTime
import Gezinstraject
import WireValues

/// A field of a form, made from its definition in the contract.
///
/// Its name is the JSON pointer of the value that it fills, so that a fault of the reader is at its field by itself.
struct Formulierveld {
    let naam: String
    let veldId: String
    let label: String
    let uitleg: String?
    let isOptioneel: Bool
    let fouten: [String]
    let isFout: Bool
    /// The ids of explanation and faults, for who does not see them beside the field.
    let beschrijving: String?
    var regel: Line?
    var vak: Box?
    var keuze: Choices?
    var vinkjes: Choices?
    var groep: Group?
    var rijen: Rows?

    /// A text of one line.
    struct Line {
        let waarde: String
        let toetsenbord: String
        let lijst: String?
    }

    /// A text of more lines.
    struct Box {
        let waarde: String
    }

    /// A choice of one, or of more.
    struct Choices {
        let veldnaam: String
        let opties: [Option]
        let isLeeg: Bool
    }

    struct Option {
        let waarde: String
        let naam: String
        let gekozen: Bool
        let optieId: String
    }

    /// The fields of an object.
    struct Group {
        let velden: [Formulierveld]
    }

    /// A list that grows row by row.
    struct Rows {
        let rijen: [Row]
        let knop: String
    }

    struct Row {
        let nummer: Int
        let velden: [Formulierveld]
    }
}

/// Makes the fields of a form from the definitions, with what was filled in so far.
struct Formuliermaker {
    /// What may be chosen of a kind of id.
    let words: Dossierwoorden
    /// The events of the family, for a field that names one.
    let gebeurtenissen: [Formulierveld.Option]
    let aanpakken: [String]
    /// What was wrong, by pointer.
    let fouten: [String: [String]]
    /// The definitions of data that take the place of other data.
    let vervangend: [Veldbeschrijving]?
    /// The lists that one more row was asked for.
    let extraRij: String?

    func velden(_ velden: [Veldbeschrijving], _ waarde: JSON?, op plaats: JSONPointer) -> [Formulierveld] {
        velden.map { veld($0, waarde?[$0.naam], op: plaats.member($0.naam)) }
    }

    /// The pointers of all fields with those that are in them.
    static func plaatsen(_ velden: [Formulierveld]) -> [Formulierveld] {
        velden.flatMap { veld in
            [veld] + plaatsen(veld.groep?.velden ?? []) + plaatsen((veld.rijen?.rijen ?? []).flatMap(\.velden))
        }
    }

    private func veld(_ definitie: Veldbeschrijving, _ waarde: JSON?, op plaats: JSONPointer) -> Formulierveld {
        let pointer = plaats.description
        let id = Formuliermaker.id(pointer)
        // A fault in an element of a choice belongs to the choice.
        let faults = fouten[pointer] ?? []
        let inner = definitie.type.isChoice ? fouten.filter { $0.key.hasPrefix(pointer + "/") }.flatMap(\.value) : []
        let hint = hint(definitie)
        let described = [hint == nil ? nil : "\(id)-uitleg", (faults + inner).isEmpty ? nil : "\(id)-fout"].compactMap(
            \.self
        )
        var veld = Formulierveld(
            naam: pointer,
            veldId: id,
            label: Woorden.vanNaam(definitie.naam),
            uitleg: hint,
            isOptioneel: !definitie.verplicht,
            fouten: faults + inner,
            isFout: !(faults + inner).isEmpty,
            beschrijving: described.isEmpty ? nil : described.joined(separator: " ")
        )
        vul(&veld, definitie, definitie.type, waarde, plaats)
        return veld
    }

    private func vul(
        _ veld: inout Formulierveld,
        _ definitie: Veldbeschrijving,
        _ type: Veldtype,
        _ waarde: JSON?,
        _ plaats: JSONPointer
    ) {
        let text = Formuliermaker.text(waarde)
        switch type {
        case .tekst:
            if definitie.patroon == nil {
                veld.vak = .init(waarde: text)
            } else {
                veld.regel = .init(waarde: text, toetsenbord: "text", lijst: nil)
            }
        case .dag: veld.regel = .init(waarde: Dag(text)?.weergave ?? text, toetsenbord: "numeric", lijst: nil)
        case .geheel: veld.regel = .init(waarde: text, toetsenbord: "numeric", lijst: nil)
        case .moment, .id: veld.regel = .init(waarde: text, toetsenbord: "text", lijst: nil)
        case .actor: veld.regel = .init(waarde: text, toetsenbord: "text", lijst: "actoren")
        case .uuid where definitie.naam == RegistratieGecorrigeerd.doelveld:
            veld.keuze = choice(gebeurtenissen.map { ($0.waarde, $0.naam) }, [text], veld)
        case .uuid: veld.regel = .init(waarde: text, toetsenbord: "text", lijst: nil)
        case .jaNee, .opsomming, .verwijzing, .aanpakverwijzing:
            veld.keuze = choice(options(type), [text], veld)
        case .lijst(let element) where element.isChoice:
            let chosen = (waarde?.array ?? []).map(Formuliermaker.text)
            veld.vinkjes = choice(options(element), chosen, veld)
        case .alleOf(let lijst):
            guard case .lijst(let element) = lijst else { return }
            let chosen = (waarde?.array ?? waarde.map { [$0] } ?? []).map(Formuliermaker.text)
            veld.vinkjes = choice([("alle", "Alle")] + options(element), chosen, veld)
        case .lijst(let element): veld.rijen = rows(definitie, element, waarde, plaats)
        case .object(let binnen): veld.groep = .init(velden: velden(binnen, waarde, op: plaats))
        case .vervangendeGegevens:
            veld.groep = .init(velden: velden(vervangend ?? [], waarde, op: plaats))
        }
    }

    private func rows(
        _ definitie: Veldbeschrijving,
        _ element: Veldtype,
        _ waarde: JSON?,
        _ plaats: JSONPointer
    ) -> Formulierveld.Rows {
        let filled = waarde?.array ?? []
        let extra = filled.isEmpty || extraRij == plaats.description ? 1 : 0
        let rows = (0..<filled.count + extra).map { number in
            let value = filled.indices.contains(number) ? filled[number] : nil
            let place = plaats.element(number)
            if case .object(let velden) = element {
                return Formulierveld.Row(nummer: number + 1, velden: self.velden(velden, value, op: place))
            }
            return Formulierveld.Row(nummer: number + 1, velden: [single(definitie, element, value, place)])
        }
        return .init(rijen: rows, knop: plaats.description)
    }

    /// The field of a row that is a single value.
    private func single(
        _ definitie: Veldbeschrijving,
        _ element: Veldtype,
        _ value: JSON?,
        _ place: JSONPointer
    ) -> Formulierveld {
        let pointer = place.description
        let id = Formuliermaker.id(pointer)
        let faults = fouten[pointer] ?? []
        var veld = Formulierveld(
            naam: pointer,
            veldId: id,
            label: Woorden.vanNaam(definitie.naam),
            uitleg: nil,
            isOptioneel: false,
            fouten: faults,
            isFout: !faults.isEmpty,
            beschrijving: faults.isEmpty ? nil : "\(id)-fout"
        )
        vul(&veld, definitie, element, value, place)
        return veld
    }

    /// The values of a choice with their words.
    private func options(_ type: Veldtype) -> [(String, String)] {
        switch type {
        case .jaNee: [("true", "Ja"), ("false", "Nee")]
        case .opsomming(let codes): codes.map { ($0, Woorden.vanCode($0)) }
        case .verwijzing(let soort): words.ids[soort, default: []].map { ($0.id, $0.woorden) }
        case .aanpakverwijzing: aanpakken.map { ($0, $0) }
        default: []
        }
    }

    /// What is chosen first, in its own order; also when it is nothing that could be chosen here.
    private func choice(
        _ options: [(String, String)],
        _ chosen: [String],
        _ veld: Formulierveld
    ) -> Formulierveld.Choices {
        let id = veld.veldId
        let chosen = chosen.filter { !$0.isEmpty }
        let first = chosen.map { value in (value, options.first { $0.0 == value }?.1 ?? "\(value) (hier niet bekend)") }
        let rest = options.filter { !chosen.contains($0.0) }
        let isOne = chosen.count < 2
        // A single choice keeps its place in the list.
        let known = isOne && options.contains { $0.0 == chosen.first }
        let all = known || chosen.isEmpty ? options : first + rest
        return .init(
            veldnaam: veld.naam,
            opties: all.enumerated().map { number, option in
                .init(
                    waarde: option.0,
                    naam: option.1,
                    gekozen: chosen.contains(option.0),
                    optieId: number == 0 ? id : "\(id)-\(number)"
                )
            },
            isLeeg: all.isEmpty
        )
    }

    private func hint(_ definitie: Veldbeschrijving) -> String? {
        let form: String? =
            switch definitie.type {
            case .dag: "Schrijf een dag als dd-mm-jjjj."
            case .moment: "Schrijf een moment als 2014-03-31T09:00:00Z."
            case .geheel: definitie.minimum.map { "Een geheel getal, minstens \($0)." } ?? "Een geheel getal."
            case .actor: "Een pseudonieme verwijzing, geen naam."
            case .lijst: definitie.minimum.map { "Minstens \($0)." }
            default: nil
            }
        // What only says the name again explains nothing.
        let isName = definitie.uitleg.lowercased() == Woorden.vanNaam(definitie.naam).lowercased()
        let all = [definitie.uitleg.isEmpty || isName ? nil : Formuliermaker.sentence(definitie.uitleg), form]
            .compactMap(\.self)
        return all.isEmpty ? nil : all.joined(separator: " ")
    }

    private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }

    /// The id of the element of a field.
    static func id(_ pointer: String) -> String { "v" + pointer.split(separator: "/").map { "-" + $0 }.joined() }

    private static func text(_ json: JSON?) -> String {
        switch json {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let value): value ? "true" : "false"
        default: ""
        }
    }
}

extension Veldtype {
    /// Chosen from a list, so that a list of them is a number of ticks.
    var isChoice: Bool {
        switch self {
        case .opsomming, .verwijzing, .aanpakverwijzing: true
        case .lijst(let element), .alleOf(let element): element.isChoice
        default: false
        }
    }
}
