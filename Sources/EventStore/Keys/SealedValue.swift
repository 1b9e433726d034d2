internal import Crypto
public import WireValues

/// An encrypted value of a field as it stands in stored JSON: `{"versleuteld": "1.t.<key id>.<base64url>"}`.
///
/// `1` is the version of this format, `t` how the value reads when its key is destroyed, the key id a UUID, and the
/// rest the nonce (12 bytes), ciphertext and tag (16 bytes) of AES-256-GCM over the value's canonical JSON. Its
/// associated data is the text `waakvlam veld 1`, the letter, the octets of the key id, the log (6 bytes), the octets of
/// the stream and of the event id, and the path of the field: so a ciphertext opens only where it was put.
public struct SealedValue: Hashable, Sendable {
    /// How a value reads when its key is destroyed.
    public enum Erasure: String, Sendable {
        /// As the text `[gewist]`.
        case text = "t"
        /// As if the field had not been given.
        case absence = "w"
    }

    /// Where a value stands.
    public struct Place: Sendable {
        /// The log.
        public let log: LogName
        /// The stream.
        public let stream: UUID
        /// The event.
        public let event: UUID
        /// The field, seen from the event.
        public let path: JSONPointer

        /// The field at `path` of an event.
        public init(log: LogName, stream: UUID, event: UUID, path: JSONPointer) {
            self.log = log
            self.stream = stream
            self.event = event
            self.path = path
        }
    }

    /// The one member of the object.
    public static let member = "versleuteld"
    /// What an erased text reads as.
    public static let erasedText = "[gewist]"
    /// What a text reads as for who only computes with an event.
    public static let withheldText = "[afgeschermd]"
    private static let version = "1"
    private static let head = Array("\(version).".utf8)
    /// Everything before the base64url: version, letter and key id, each with its full stop.
    private static let headSize = 2 + 2 + 37
    private static let beginning = Array("{\"\(member)\":\"".utf8)

    /// How it reads when its key is destroyed.
    public let erasure: Erasure
    /// The data key that opens it.
    public let keyId: UUID
    fileprivate let box: [UInt8]

    /// The encrypted value that `json` is, or nil when it is something else.
    public init?(_ json: JSON) {
        guard case .object(let members) = json, members.count == 1, members[0].key == SealedValue.member,
            let text = members[0].value.string.map({ Array($0.utf8) }), text.count > SealedValue.headSize,
            text.starts(with: SealedValue.head), text[3] == UInt8(ascii: "."), text[40] == UInt8(ascii: "."),
            let erasure = Erasure(rawValue: String(decoding: text[2..<3], as: UTF8.self)),
            let keyId = UUID(ascii: text[4..<40]), let box = Base64URL.decode(ascii: text[SealedValue.headSize...])
        else { return nil }
        self.erasure = erasure
        self.keyId = keyId
        self.box = box
    }

    fileprivate init(erasure: Erasure, keyId: UUID, box: [UInt8]) {
        self.erasure = erasure
        self.keyId = keyId
        self.box = box
    }

    /// As it stands in JSON.
    public var json: JSON {
        let parts = [SealedValue.version, erasure.rawValue, keyId.description, Base64URL.encode(box)]
        return .object([JSON.Member(SealedValue.member, .string(parts.joined(separator: ".")))])
    }

    /// Whether an object claims to be an encrypted value.
    public static func isClaimed(by json: JSON) -> Bool {
        guard case .object(let members) = json else { return false }
        return members.contains { $0.key == member }
    }

    /// Whether canonical JSON can hold encrypted values; false is certain.
    public static func mayBe(in canonical: [UInt8]) -> Bool {
        place(of: beginning, in: canonical, from: 0) != nil
    }

    /// Canonical JSON in which every encrypted text reads as `withheldText`; nothing is decrypted.
    ///
    /// What is no text stays as it is. An opening brace and a quote together stand in no string: a quote in one is escaped.
    public static func withholdingTexts(in canonical: [UInt8]) -> [UInt8] {
        let head = beginning + Self.head + Array("\(Erasure.text.rawValue).".utf8)
        var text: [UInt8] = []
        var (copied, start) = (0, 0)
        while let found = place(of: head, in: canonical, from: start) {
            start = found + head.count
            guard let quote = canonical[start...].firstIndex(of: UInt8(ascii: "\"")), quote + 1 < canonical.count,
                canonical[quote + 1] == UInt8(ascii: "}")
            else { continue }
            if copied == 0 { text.reserveCapacity(canonical.count) }
            text += canonical[copied..<found]
            text += withheld
            (copied, start) = (quote + 2, quote + 2)
        }
        return copied == 0 ? canonical : text + canonical[copied...]
    }

    private static let withheld = Array("\"\(withheldText)\"".utf8)

    private static func place(of head: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        guard text.count - start >= head.count else { return nil }
        return text.withUnsafeBufferPointer { text in
            (start...(text.count - head.count)).first { place in
                text[place] == head[0] && text[place + 2] == head[2]
                    && head.indices.allSatisfy { text[place + $0] == head[$0] }
            }
        }
    }

    fileprivate static func associatedData(_ erasure: Erasure, _ keyId: UUID, _ place: Place) -> [UInt8] {
        var data: [UInt8] = []
        data.reserveCapacity(128)
        // Only the last part has no fixed length.
        data.append(contentsOf: "waakvlam veld \(version)".utf8)
        data.append(contentsOf: erasure.rawValue.utf8)
        data.append(contentsOf: keyId.octets)
        data.append(contentsOf: place.log.description.utf8)
        data.append(contentsOf: place.stream.octets)
        data.append(contentsOf: place.event.octets)
        data.append(contentsOf: place.path.description.utf8)
        return data
    }
}

/// An opened data key.
public struct DataKey: Sendable, CustomStringConvertible {
    /// What ciphertexts name it by.
    public let id: UUID
    private let key: SymmetricKey

    init(id: UUID, key: SymmetricKey) {
        self.id = id
        self.key = key
    }

    /// Its id; never the key.
    public var description: String { "DataKey(\(id))" }

    /// Encrypts a value for one place.
    ///
    /// - Throws: `EventStoreError.failed`.
    public func seal(
        _ value: JSON,
        at place: SealedValue.Place,
        erasure: SealedValue.Erasure
    ) throws(EventStoreError) -> SealedValue {
        let data = SealedValue.associatedData(erasure, id, place)
        do {
            guard let box = try AES.GCM.seal(value.canonicalBytes, using: key, authenticating: data).combined else {
                throw EventStoreError.failed(reason: "a value could not be encrypted")
            }
            return SealedValue(erasure: erasure, keyId: id, box: Array(box))
        } catch {
            throw .failed(reason: "a value could not be encrypted")
        }
    }

    /// The value, or nil when it was changed, or put elsewhere than where it was encrypted for.
    public func open(_ sealed: SealedValue, at place: SealedValue.Place) -> JSON? {
        let data = SealedValue.associatedData(sealed.erasure, sealed.keyId, place)
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.box)
            return try JSONReader.read(Array(try AES.GCM.open(box, using: key, authenticating: data)))
        } catch {
            return nil
        }
    }
}
