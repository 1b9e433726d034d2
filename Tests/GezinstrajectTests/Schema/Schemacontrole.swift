import CivilTime
import WireValues

/// Toetst een waarde aan het deel van JSON Schema 2020-12 dat deze schema's gebruiken.
///
/// Een sleutel die hier niet staat is een fout: anders zou een schema iets kunnen zeggen wat niemand nakijkt.
struct Schemacontrole {
    struct Onbekend: Error, CustomStringConvertible {
        let description: String
    }

    private static let toelichting: Set<String> = [
        "$schema", "$id", "title", "description", "x-privacy", "x-verwijzing", "x-nieuwe-id",
    ]

    /// Of `waarde` aan `schema` voldoet.
    static func past(_ waarde: JSON, bij schema: JSON) throws -> Bool {
        guard case .object(let leden) = schema else { throw Onbekend(description: "een schema is een object") }
        for lid in leden where !toelichting.contains(lid.key) {
            guard try past(waarde, lid, in: schema) else { return false }
        }
        return true
    }

    private static func past(_ waarde: JSON, _ eis: JSON.Member, in schema: JSON) throws -> Bool {
        switch eis.key {
        case "type": try isVanType(waarde, eis.value)
        case "enum": eis.value.array?.contains(waarde) == true
        case "pattern": try waarde.string.map { try pastIn($0, vorm: eis.value.string ?? "") } ?? true
        case "format": try waarde.string.map { try heeftVorm($0, eis.value) } ?? true
        case "minLength": waarde.string.map { $0.unicodeScalars.count >= eis.value.integer ?? 0 } ?? true
        case "maxLength": waarde.string.map { $0.unicodeScalars.count <= eis.value.integer ?? 0 } ?? true
        case "minimum": waarde.integer.map { $0 >= eis.value.integer ?? 0 } ?? true
        case "minItems": waarde.array.map { $0.count >= eis.value.integer ?? 0 } ?? true
        case "uniqueItems": waarde.array.map { Set($0).count == $0.count } ?? true
        case "items": try waarde.array?.allSatisfy { try past($0, bij: eis.value) } ?? true
        case "oneOf": try (eis.value.array ?? []).count { try past(waarde, bij: $0) } == 1
        case "required":
            waarde.leden.map { leden in
                (eis.value.array ?? []).allSatisfy { naam in leden.contains { .string($0.key) == naam } }
            } ?? true
        case "properties":
            try (waarde.leden ?? []).allSatisfy { lid in
                try eis.value[lid.key].map { try past(lid.value, bij: $0) } ?? true
            }
        case "additionalProperties":
            (waarde.leden ?? []).allSatisfy { schema["properties"]?[$0.key] != nil || eis.value != false }
        default: throw Onbekend(description: "\(eis.key) kent deze controle niet")
        }
    }

    private static func isVanType(_ waarde: JSON, _ type: JSON) throws -> Bool {
        switch (type.string, waarde) {
        case ("object", .object), ("array", .array), ("string", .string), ("integer", .integer), ("boolean", .bool):
            true
        case ("object", _), ("array", _), ("string", _), ("integer", _), ("boolean", _): false
        default: throw Onbekend(description: "het type \(type.text) kent deze controle niet")
        }
    }

    /// Alle vormen beginnen met `^` en eindigen met `$`: de hele tekst moet passen, ook een regeleinde.
    private static func pastIn(_ tekst: String, vorm: String) throws -> Bool {
        guard vorm.first == "^", vorm.last == "$" else { throw Onbekend(description: "\(vorm) is open") }
        return try Regex(String(vorm.dropFirst().dropLast())).wholeMatch(in: tekst) != nil
    }

    private static func heeftVorm(_ tekst: String, _ vorm: JSON) throws -> Bool {
        switch vorm.string {
        case "date": Dag(tekst) != nil
        case "date-time": Moment(tekst) != nil
        case "uuid": true  // The pattern says it all.
        default: throw Onbekend(description: "de vorm \(vorm.text) kent deze controle niet")
        }
    }
}

extension JSON {
    /// De leden, als dit een object is.
    var leden: [JSON.Member]? {
        guard case .object(let leden) = self else { return nil }
        return leden
    }
}
