internal import Crypto
internal import WireValues

/// A data key, encrypted by a master key.
public struct WrappedKey: Hashable, Sendable {
    /// Which master key.
    public let masterKey: MasterKey.ID
    /// Nonce, ciphertext and tag of AES-256-GCM.
    public let bytes: [UInt8]

    /// How many bytes a wrapped key has: nonce, key and tag.
    public static let size = 12 + 32 + 16

    /// A wrapped key with these contents.
    public init(masterKey: MasterKey.ID, bytes: [UInt8]) {
        self.masterKey = masterKey
        self.bytes = bytes
    }
}

/// The key from outside the database that wraps the data keys inside it.
public struct MasterKey: Sendable, CustomStringConvertible {
    /// What a master key is known by: the first eight bytes of its SHA-256, hexadecimal.
    public struct ID: Hashable, Sendable, CustomStringConvertible {
        /// Sixteen hexadecimal digits.
        public let description: String

        /// The id with this text, or nil for any other text.
        public init?(_ text: String) {
            guard text.utf8.count == 16, Hexadecimal.decode(text) != nil else { return nil }
            description = text
        }

        fileprivate init(of bytes: some Sequence<UInt8>) {
            description = Hexadecimal.encode(SHA256.hash(data: Array(bytes)).prefix(8))
        }
    }

    /// How many bytes a key has.
    public static let size = 32

    /// What it is known by.
    public let id: ID
    private let key: SymmetricKey

    /// The key of these bytes, or nil for another number of them.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == MasterKey.size else { return nil }
        id = ID(of: bytes)
        key = SymmetricKey(data: bytes)
    }

    /// A new key.
    public static func random() -> MasterKey {
        guard let key = MasterKey(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }) else {
            preconditionFailure("256 bits are 32 bytes")
        }
        return key
    }

    /// The key itself: only for who is to keep it.
    public var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// Its id; never the key.
    public var description: String { "MasterKey(\(id))" }
}

// AES-256-GCM and not the key wrap of RFC 3394: that has no associated data, and a wrapped key put into the row of
// another holder would then open there.
extension MasterKey {
    func wrap(_ key: SymmetricKey, id: UUID, of holder: KeyHolder, in log: LogName) throws(KeyError) -> WrappedKey {
        let data = Self.associatedData(id, holder, log, self.id)
        do {
            let bytes = key.withUnsafeBytes { Array($0) }
            guard let box = try AES.GCM.seal(bytes, using: self.key, authenticating: data).combined else {
                throw KeyError.damaged(id)
            }
            return WrappedKey(masterKey: self.id, bytes: Array(box))
        } catch {
            throw .damaged(id)
        }
    }

    func unwrap(_ stored: StoredKey, _ wrapped: WrappedKey, in log: LogName) throws(KeyError) -> SymmetricKey {
        let data = Self.associatedData(stored.id, stored.holder, log, id)
        do {
            let box = try AES.GCM.SealedBox(combined: wrapped.bytes)
            return SymmetricKey(data: try AES.GCM.open(box, using: key, authenticating: data))
        } catch {
            throw .damaged(stored.id)
        }
    }

    private static func associatedData(_ id: UUID, _ holder: KeyHolder, _ log: LogName, _ master: ID) -> [UInt8] {
        JSON.array([
            "waakvlam sleutel 1", .string(log.description), .string(id.description),
            .string(holder.stream.description), JSON(holder.member), .string(master.description),
        ]).canonicalBytes
    }
}

/// The master keys that a program was given: the first wraps new data keys, every one of them opens.
public struct MasterKeys: Sendable {
    /// Wraps new data keys; nil when none was given.
    public let current: MasterKey?
    private let all: [MasterKey.ID: MasterKey]

    /// These keys, the current one first.
    public init(_ keys: [MasterKey]) {
        current = keys.first
        all = Dictionary(keys.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether the key with this id is among them.
    public func knows(_ id: MasterKey.ID) -> Bool { all[id] != nil }

    func wrap(_ key: SymmetricKey, id: UUID, of holder: KeyHolder, in log: LogName) throws(KeyError) -> WrappedKey {
        guard let current else { throw .noMasterKey }
        return try current.wrap(key, id: id, of: holder, in: log)
    }

    /// The key itself, or nil when it is destroyed.
    func unwrap(_ stored: StoredKey, in log: LogName) throws(KeyError) -> SymmetricKey? {
        guard let wrapped = stored.wrapped else { return nil }
        guard let master = all[wrapped.masterKey] else { throw .unknownMasterKey(wrapped.masterKey) }
        return try master.unwrap(stored, wrapped, in: log)
    }

    /// The same data key under the current master key.
    ///
    /// - Throws: `KeyError`.
    public func rewrap(_ stored: StoredKey, in log: LogName) throws(KeyError) -> WrappedKey {
        guard let key = try unwrap(stored, in: log) else { throw .damaged(stored.id) }
        return try wrap(key, id: stored.id, of: stored.holder, in: log)
    }
}
