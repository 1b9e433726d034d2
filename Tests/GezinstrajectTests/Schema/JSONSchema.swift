import WireValues

@testable import Gezinstraject

/// JSON Schema 2020-12 uit de beschrijving van de velden: dezelfde regels waarlangs de code leest en schrijft.
enum JSONSchema {
    /// Het schema van de gegevens van een type.
    static func gegevens(_ type: Feittype) -> JSON {
        let naam = "\(type.naam).v\(type.gegevenstype.schemaVersie)"
        let kop = kop("urn:waakvlam:gebeurtenis:\(naam)", titel: type.naam)
        return .object(kop + object(type.gegevenstype.velden))
    }

    /// Het schema van de envelop, in de vormen waarin een gebeurtenis wordt aangeleverd.
    static var envelop: JSON {
        let vormen: [(String, Invoer.Vorm)] = [
            ("verzoek", .verzoek), ("importverzoek", .importverzoek), ("bestand", .bestand),
        ]
        let een: [JSON] = vormen.map { naam, _ in ["$ref": .string("#/$defs/\(naam)")] }
        let schemas = vormen.map { naam, vorm in
            JSON.Member(naam, .object(object(vorm.velden)).metTypenamen)
        }
        let kop = kop("urn:waakvlam:envelop:v1", titel: "Envelop van een gebeurtenis")
        return .object(kop + [JSON.Member("anyOf", .array(een)), JSON.Member("$defs", .object(schemas))])
    }

    private static func kop(_ id: String, titel: String) -> [JSON.Member] {
        [
            JSON.Member("$schema", "https://json-schema.org/draft/2020-12/schema"),
            JSON.Member("$id", .string(id)),
            JSON.Member("title", .string(titel)),
        ]
    }

    private static func object(_ velden: [Veldbeschrijving]) -> [JSON.Member] {
        [
            JSON.Member("type", "object"),
            JSON.Member("additionalProperties", false),
            JSON.Member("required", .array(velden.filter(\.verplicht).map { .string($0.naam) })),
            JSON.Member("properties", .object(velden.map { JSON.Member($0.naam, veld($0)) })),
        ]
    }

    private static func veld(_ veld: Veldbeschrijving) -> JSON {
        let uitleg = veld.uitleg.isEmpty ? [] : [JSON.Member("description", .string(veld.uitleg))]
        let privacy = [JSON.Member("x-privacy", .string(veld.privacy.rawValue))]
        return .object(uitleg + privacy + type(veld.type, veld.minimum, veld.patroon))
    }

    private static func type(_ type: Veldtype, _ minimum: Int?, _ patroon: Patroon?) -> [JSON.Member] {
        switch type {
        case .tekst:
            [
                JSON.Member("type", "string"), JSON.Member("minLength", 1), JSON.Member("maxLength", 2000),
            ] + (patroon.map { [JSON.Member("pattern", .string("^\($0.rawValue)$"))] } ?? [])
        case .dag: tekst("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") + [JSON.Member("format", "date")]
        case .moment: tekst(momentvorm) + [JSON.Member("format", "date-time")]
        case .geheel:
            [JSON.Member("type", "integer")] + (minimum.map { [JSON.Member("minimum", .integer($0))] } ?? [])
        case .jaNee: [JSON.Member("type", "boolean")]
        case .actor: tekst("^[A-Za-z0-9_.:-]{1,64}$")
        case .uuid: tekst("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$") + [JSON.Member("format", "uuid")]
        case .id(let soort): tekst(idvorm) + [JSON.Member("x-nieuwe-id", .string(soort.rawValue))]
        case .verwijzing(let soort): tekst(idvorm) + [JSON.Member("x-verwijzing", .string(soort.rawValue))]
        case .aanpakverwijzing: tekst("^[a-z0-9][a-z0-9-]{0,63}$") + [JSON.Member("x-verwijzing", "aanpak")]
        case .opsomming(let waarden): [JSON.Member("enum", .array(waarden.map { .string($0) }))]
        case .lijst(let element): lijst(element, minimum, patroon)
        case .alleOf(let anders):
            [JSON.Member("oneOf", [["enum": ["alle"]], .object(self.type(anders, minimum, patroon))])]
        case .object(let velden): object(velden)
        case .vervangendeGegevens: [JSON.Member("type", "object")]
        }
    }

    private static let idvorm = "^[A-Za-z0-9_-]{1,64}$"
    private static let momentvorm =
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$"

    private static func tekst(_ vorm: String) -> [JSON.Member] {
        [JSON.Member("type", "string"), JSON.Member("pattern", .string(vorm))]
    }

    private static func lijst(_ element: Veldtype, _ minimum: Int?, _ patroon: Patroon?) -> [JSON.Member] {
        let aantal = minimum.map { [JSON.Member("minItems", .integer($0))] } ?? []
        let eenmalig = element.isEenmaligInLijst ? [JSON.Member("uniqueItems", true)] : []
        let elementen = [JSON.Member("items", .object(type(element, nil, patroon)))]
        return [JSON.Member("type", "array")] + aantal + eenmalig + elementen
    }
}

extension JSON {
    /// Het schema van een envelop waarin `type` alleen een type van het contract kan zijn.
    fileprivate var metTypenamen: JSON {
        guard let velden = self["properties"], let type = velden["type"] else { return self }
        let namen = JSON.array(Feittype.allCases.map { .string($0.naam) })
        let zonderVorm = type.met("type", nil).met("minLength", nil).met("maxLength", nil)
        return met("properties", velden.met("type", zonderVorm.met("enum", namen)))
    }

    /// Als tekst voor mensen: een lid per regel, een rij van losse waarden op een regel.
    func opgemaakt(_ inspringing: String = "") -> String {
        let dieper = inspringing + "  "
        switch self {
        case .object(let leden) where !leden.isEmpty:
            let regels = leden.map { "\(dieper)\(JSON.string($0.key).text): \($0.value.opgemaakt(dieper))" }
            return "{\n\(regels.joined(separator: ",\n"))\n\(inspringing)}"
        case .array(let elementen) where elementen.contains(where: \.heeftLeden):
            let regels = elementen.map { dieper + $0.opgemaakt(dieper) }
            return "[\n\(regels.joined(separator: ",\n"))\n\(inspringing)]"
        case .array(let elementen):
            return "[\(elementen.map(\.text).joined(separator: ", "))]"
        default:
            return text
        }
    }

    private var heeftLeden: Bool {
        switch self {
        case .object, .array: true
        default: false
        }
    }
}
