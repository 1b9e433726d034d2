public import WireValues

/// Whose fields a data key encrypts: a stream as a whole, or one member of it.
public struct KeyHolder: Hashable, Sendable {
    /// The stream.
    public let stream: UUID
    /// The local id of the member; nil for the stream as a whole.
    public let member: String?

    /// A holder within `stream`.
    public init(stream: UUID, member: String? = nil) {
        self.stream = stream
        self.member = member
    }

    /// The stream that this holder is or belongs to.
    public var whole: KeyHolder { KeyHolder(stream: stream) }
}

/// A data key as the store keeps it: never in the clear.
public struct StoredKey: Hashable, Sendable {
    /// What ciphertexts name it by.
    public let id: UUID
    /// Whose it is; never changes.
    public let holder: KeyHolder
    /// The encrypted key; nil once it is destroyed.
    public let wrapped: WrappedKey?

    /// A key with these contents.
    public init(id: UUID, holder: KeyHolder, wrapped: WrappedKey?) {
        self.id = id
        self.holder = holder
        self.wrapped = wrapped
    }

    /// Whether what it encrypted can never be read again.
    public var isDestroyed: Bool { wrapped == nil }
}

/// How many keys of a log have something in common.
public struct KeyCount: Hashable, Sendable {
    /// Whether they are of a member of a stream.
    public let isOfMember: Bool
    /// What they are wrapped by; nil for destroyed keys.
    public let masterKey: MasterKey.ID?
    /// How many.
    public let count: Int

    /// A count.
    public init(isOfMember: Bool, masterKey: MasterKey.ID?, count: Int) {
        self.isOfMember = isOfMember
        self.masterKey = masterKey
        self.count = count
    }
}

/// Where the data keys of the logs are kept, each wrapped by a master key that is not there.
///
/// A row is never removed: a destroyed key leaves its id, its holder and when it was made and destroyed.
public protocol KeyStore: Sendable {
    /// The keys of these holders, as far as they have one.
    ///
    /// - Throws: `EventStoreError`.
    func keys(of holders: [KeyHolder], in log: LogName) async throws(EventStoreError) -> [StoredKey]

    /// The keys with these ids, as far as they exist.
    ///
    /// - Throws: `EventStoreError`.
    func keys(withIds ids: [UUID], in log: LogName) async throws(EventStoreError) -> [StoredKey]

    /// Keeps a key for every holder that has none yet; durable when it returns.
    ///
    /// A holder that has one, made here or by another server at the same time, keeps that one. A member whose stream
    /// has no key, or a destroyed one, gets none.
    ///
    /// - Returns: The keys that count for these holders.
    /// - Throws: `EventStoreError`.
    func add(_ keys: [StoredKey], to log: LogName) async throws(EventStoreError) -> [StoredKey]

    /// Destroys the key of a holder; of a stream, also those of its members.
    ///
    /// A holder without a key gets a destroyed one under `id`, so that none is ever made for it.
    ///
    /// - Returns: How many keys were destroyed.
    /// - Throws: `EventStoreError`.
    func destroy(_ holder: KeyHolder, in log: LogName, id: UUID) async throws(EventStoreError) -> Int

    /// How many keys a log has, by kind of holder and by what they are wrapped by.
    ///
    /// - Throws: `EventStoreError`.
    func counts(in log: LogName) async throws(EventStoreError) -> [KeyCount]

    /// Wraps every key of a log that is not wrapped by `master` anew: all of them or none.
    ///
    /// - Returns: How many were wrapped anew.
    /// - Throws: `EventStoreError`, or what `wrap` throws.
    func rewrap(
        in log: LogName,
        to master: MasterKey.ID,
        _ wrap: @escaping @Sendable (StoredKey) throws(KeyError) -> WrappedKey
    ) async throws(EventStoreError) -> Int
}

/// Why keys cannot be used; says nothing about what is in a key.
public enum KeyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no master key to wrap a new data key with.
    case noMasterKey
    /// A data key is wrapped by a master key that this program was not given.
    case unknownMasterKey(MasterKey.ID)
    /// A data key does not open with the master key that it names: its row was damaged or changed.
    case damaged(UUID)
    /// A ciphertext names a data key that the store does not have.
    case missing(UUID)

    /// What is wrong, for the log.
    public var description: String {
        switch self {
        case .noMasterKey: "no master key was given"
        case .unknownMasterKey(let id): "data keys are wrapped by master key \(id), which was not given"
        case .damaged(let id): "data key \(id) does not open with the master key that it names"
        case .missing(let id): "data key \(id) is missing"
        }
    }
}
