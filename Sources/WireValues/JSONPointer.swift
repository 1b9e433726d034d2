/// The place of a value inside a JSON document (RFC 6901).
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The pointer as text: empty for the whole document, else `/a/0/b`.
    public let description: String

    /// The whole document.
    public static let root = JSONPointer(description: "")

    /// The place of the member `key` of the object at this place.
    public func member(_ key: String) -> JSONPointer {
        guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
            return JSONPointer(description: description + "/" + key)
        }
        var escaped = ""
        for character in key.unicodeScalars {
            switch character {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return JSONPointer(description: description + "/" + escaped)
    }

    /// The place of the element `index` of the array at this place.
    public func element(_ index: Int) -> JSONPointer {
        JSONPointer(description: description + "/" + String(index))
    }

    /// This place, seen from the document in which this whole document stands at `base`.
    public func under(_ base: JSONPointer) -> JSONPointer {
        JSONPointer(description: base.description + description)
    }
}
