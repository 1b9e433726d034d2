public import WireValues

/// A key store that forgets everything when it goes: for tests.
public actor InMemoryKeyStore: KeyStore {
    private var contents: [LogName: [KeyHolder: StoredKey]] = [:]

    /// An empty store.
    public init() {}

    /// The keys of these holders, as far as they have one.
    public func keys(of holders: [KeyHolder], in log: LogName) throws(EventStoreError) -> [StoredKey] {
        holders.compactMap { contents[log]?[$0] }
    }

    /// The keys with these ids, as far as they exist.
    public func keys(withIds ids: [UUID], in log: LogName) throws(EventStoreError) -> [StoredKey] {
        let wanted = Set(ids)
        return (contents[log] ?? [:]).values.filter { wanted.contains($0.id) }
    }

    /// Keeps a key for every holder that has none yet.
    public func add(_ keys: [StoredKey], to log: LogName) throws(EventStoreError) -> [StoredKey] {
        for key in keys.sorted(by: { $0.holder.member == nil && $1.holder.member != nil }) {
            let isPossible = key.holder.member == nil || contents[log]?[key.holder.whole]?.isDestroyed == false
            if isPossible, contents[log]?[key.holder] == nil { contents[log, default: [:]][key.holder] = key }
        }
        return try self.keys(of: keys.map(\.holder), in: log)
    }

    /// Destroys the key of a holder; of a stream, also those of its members.
    public func destroy(_ holder: KeyHolder, in log: LogName, id: UUID) throws(EventStoreError) -> Int {
        var keys = contents[log] ?? [:]
        if keys[holder] == nil { keys[holder] = StoredKey(id: id, holder: holder, wrapped: nil) }
        let gone = keys.values.filter { key in
            !key.isDestroyed && (key.holder == holder || holder.member == nil && key.holder.stream == holder.stream)
        }
        for key in gone { keys[key.holder] = StoredKey(id: key.id, holder: key.holder, wrapped: nil) }
        contents[log] = keys
        return gone.count
    }

    /// How many keys a log has.
    public func counts(in log: LogName) throws(EventStoreError) -> [KeyCount] {
        Dictionary(grouping: (contents[log] ?? [:]).values) { key in
            KeyCount(isOfMember: key.holder.member != nil, masterKey: key.wrapped?.masterKey, count: 0)
        }
        .map { KeyCount(isOfMember: $0.isOfMember, masterKey: $0.masterKey, count: $1.count) }
    }

    /// Wraps every key of a log that is not wrapped by `master` anew.
    public func rewrap(
        in log: LogName,
        to master: MasterKey.ID,
        _ wrap: @escaping @Sendable (StoredKey) throws(KeyError) -> WrappedKey
    ) throws(EventStoreError) -> Int {
        var keys = contents[log] ?? [:]
        let old = keys.values.filter { $0.wrapped.map { $0.masterKey != master } ?? false }
        for key in old {
            do throws(KeyError) {
                keys[key.holder] = StoredKey(id: key.id, holder: key.holder, wrapped: try wrap(key))
            } catch {
                throw .keys(error)
            }
        }
        contents[log] = keys
        return old.count
    }
}
