/// A JSON value as this project stores and exchanges it.
///
/// The only numbers are integers of at most 53 bits: no field of the contract holds a fraction, and RFC 8785 gives
/// integers one spelling.
public enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    /// An integer within ±(2^53 - 1).
    case integer(Int)
    case string(String)
    case array([JSON])
    /// The members in the order in which they were written; the keys are unique.
    case object([Member])

    /// One name and its value.
    public struct Member: Hashable, Sendable {
        /// The name, unescaped.
        public var key: String
        /// The value.
        public var value: JSON

        /// The member `key` with `value`.
        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The largest integer that every JSON implementation reads exactly: 2^53 - 1.
    public static let largestInteger = 9_007_199_254_740_991

    /// The value of the member with this name, when this is an object that has it.
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, when this is a string.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, when this is an integer.
    public var integer: Int? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// The elements, when this is an array.
    public var array: [JSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The truth value, when this is one.
    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// What kind of value this is, in the Dutch of an error for people.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true of false"
        case .integer: "een geheel getal"
        case .string: "tekst"
        case .array: "een lijst"
        case .object: "een object"
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An integer.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// An array.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// An object with these members, in this order.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
    /// null.
    public init(nilLiteral: ()) { self = .null }

    /// `text` as a string, or null without one.
    public init(_ text: String?) { self = text.map(JSON.string) ?? .null }
    /// `number` as an integer, or null without one.
    public init(_ number: Int?) { self = number.map(JSON.integer) ?? .null }
}
