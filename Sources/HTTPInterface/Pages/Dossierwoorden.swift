import CaseHandling
import CivilTime
import Gezinstraject
import WireValues

/// Words for what is in a file: what an id stands for, what an event says, who was named.
struct Dossierwoorden {
    /// The ids that were introduced, by kind, in the order of the history.
    private(set) var ids: [Idsoort: [Ding]] = [:]
    /// Who was named as a professional, sorted.
    let actoren: [String]

    /// Something that has a local id.
    struct Ding {
        let id: String
        /// Its codes, such as "wonen".
        let codes: String
        /// Its description, when it has one.
        let omschrijving: String?

        /// The id with what it stands for.
        var woorden: String {
            let rest = [codes, omschrijving.map { Ding.kort($0) } ?? ""].filter { !$0.isEmpty }
            return ([id] + rest).joined(separator: " – ")
        }

        private static func kort(_ text: String) -> String {
            let line = text.split(separator: "\n").joined(separator: " ")
            return line.count > 60 ? line.prefix(59) + "…" : line
        }
    }

    init(_ feiten: [Feit]) {
        var actors: Set<String> = []
        for feit in feiten {
            let gegevens = feit.gegevens
            let velden = type(of: gegevens).velden
            for gevonden in gegevens.ids.nieuw {
                let json = gegevens.json
                let isOwn = json["id"]?.string == gevonden.tekst
                ids[gevonden.soort, default: []].append(
                    Ding(
                        id: gevonden.tekst,
                        codes: isOwn ? Dossierwoorden.codes(json, velden) : "",
                        omschrijving: isOwn ? json["omschrijving"]?.string : nil
                    )
                )
            }
            for veld in velden {
                guard let waarde = gegevens.json[veld.naam] else { continue }
                if veld.type == .actor { actors.formUnion([waarde.string].compactMap(\.self)) }
            }
            if let actor = feit.vastgelegdDoor { actors.insert(actor.tekst) }
        }
        actoren = actors.sorted()
    }

    private static func codes(_ json: JSON, _ velden: [Veldbeschrijving]) -> String {
        velden.compactMap { veld -> String? in
            guard case .opsomming = veld.type, veld.privacy == .geen else { return nil }
            return json[veld.naam]?.string.map { Woorden.vanCode($0).lowercased() }
        }.prefix(2).joined(separator: ", ")
    }

    /// An id with what it stands for.
    func woorden(_ soort: Idsoort, _ id: String) -> String { ding(soort, id)?.woorden ?? id }

    func omschrijving(_ soort: Idsoort, _ id: String) -> String? { ding(soort, id)?.omschrijving }

    private func ding(_ soort: Idsoort, _ id: String) -> Ding? { ids[soort]?.last { $0.id == id } }

    /// The first id of a kind that is not in use, such as `doel_3`.
    func vrij(_ soort: Idsoort) -> String {
        let inUse = Set(ids[soort, default: []].map(\.id))
        return (1...).lazy.map { "\(soort.rawValue)_\($0)" }.first { !inUse.contains($0) } ?? soort.rawValue
    }
}

extension Dossierwoorden {
    /// What the data of an event says, field by field.
    func regels(_ type: Feittype, _ gegevens: JSON) -> [Regel] {
        type.gegevenstype.velden.compactMap { veld in
            gegevens[veld.naam].map { Regel(naam: Woorden.vanNaam(veld.naam), waarde: tekst($0, veld.type)) }
        }
    }

    struct Regel {
        let naam: String
        let waarde: String
    }

    private func tekst(_ json: JSON, _ type: Veldtype) -> String {
        switch (type, json) {
        case (.lijst(let element), .array(let waarden)):
            return waarden.isEmpty ? "geen" : waarden.map { tekst($0, element) }.joined(separator: "; ")
        case (.alleOf(let lijst), .array): return tekst(json, lijst)
        case (.object(let velden), _):
            return velden.compactMap { veld in
                json[veld.naam].map { "\(Woorden.vanNaam(veld.naam).lowercased()): \(tekst($0, veld.type))" }
            }.joined(separator: ", ")
        case (.opsomming, .string(let code)): return Woorden.vanCode(code)
        case (.verwijzing(let soort), .string(let id)): return woorden(soort, id)
        case (.dag, .string(let dag)): return Dag(dag)?.weergave ?? dag
        case (.moment, .string(let moment)): return Moment(moment)?.weergave ?? moment
        case (_, .bool(let waarde)): return waarde ? "Ja" : "Nee"
        case (_, .string(let tekst)): return tekst
        case (_, .integer(let getal)): return String(getal)
        default: return json.text
        }
    }
}
