internal import Crypto
internal import Synchronization
public import WireValues

/// Opens data keys with the master keys, makes new ones, and remembers them for a while.
///
/// A remembered key is read again after `lifetime`: so long can a running program still use one that was destroyed.
public final class KeyRing: Sendable {
    /// What became of a data key.
    public enum State: Sendable {
        case live(DataKey)
        /// Destroyed: what it encrypted can never be read again, and nothing is encrypted for its holder any more.
        case destroyed
    }

    private let store: any KeyStore
    private let masterKeys: MasterKeys
    private let lifetime: Duration
    private let cache: Mutex<KeyCache>

    /// A ring over the keys of `store`.
    ///
    /// - Parameters:
    ///   - store: Where the wrapped keys are.
    ///   - masterKeys: What wraps them.
    ///   - capacity: About how many opened keys are remembered at most.
    ///   - lifetime: How long one is remembered.
    public init(
        store: any KeyStore,
        masterKeys: MasterKeys,
        capacity: Int = 20_000,
        lifetime: Duration = .seconds(60)
    ) {
        self.store = store
        self.masterKeys = masterKeys
        self.lifetime = lifetime
        cache = Mutex(KeyCache(capacity: capacity))
    }

    /// The keys to encrypt with for these holders, made where there are none yet; committed when it returns.
    ///
    /// - Parameters:
    ///   - holders: Whose keys.
    ///   - log: Of which log.
    ///   - areNew: Whether they will have no key: then none is looked for first. One that is there counts all the same.
    /// - Returns: The key of every holder.
    /// - Throws: `EventStoreError`.
    public func keysForSealing(
        _ holders: Set<KeyHolder>,
        in log: LogName,
        areNew: Bool = false
    ) async throws(EventStoreError) -> [KeyHolder: State] {
        var found: [KeyHolder: State] = [:]
        for holder in holders { found[holder] = remembered(.holder(log, holder)) }
        var missing = holders.subtracting(found.keys)
        guard !missing.isEmpty else { return found }
        // A member's key counts only as long as that of its stream does.
        missing.formUnion(missing.map(\.whole))
        var stored = areNew ? [:] : try await read(missing, in: log)
        if !missing.isSubset(of: stored.keys) {
            let new = missing.subtracting(stored.keys)
            // With that of its stream: whether it is gone may have changed.
            for key in try await make(new.union(new.map(\.whole)), in: log) { stored[key.holder] = key }
        }
        for holder in missing {
            let isStreamGone = stored[holder.whole]?.isDestroyed ?? true
            guard let key = stored[holder], !isStreamGone else {
                found[holder] = .destroyed
                continue
            }
            found[holder] = try remember(key, in: log)
        }
        return found
    }

    /// The keys with these ids; one query for all that are not remembered.
    ///
    /// - Throws: `EventStoreError.keys` for one that does not exist or does not open.
    public func keysForOpening(_ ids: Set<UUID>, in log: LogName) async throws(EventStoreError) -> [UUID: State] {
        var found: [UUID: State] = [:]
        for id in ids { found[id] = remembered(.id(log, id)) }
        let missing = ids.subtracting(found.keys)
        guard !missing.isEmpty else { return found }
        for key in try await store.keys(withIds: Array(missing), in: log) {
            found[key.id] = try remember(key, in: log)
        }
        if let lost = missing.first(where: { found[$0] == nil }) { throw .keys(.missing(lost)) }
        return found
    }

    /// Whether every key of these logs can be opened: refuses a program that was given other master keys.
    ///
    /// - Throws: `EventStoreError.keys(.unknownMasterKey)`.
    public func check(_ logs: [LogName]) async throws(EventStoreError) {
        for log in logs {
            for count in try await store.counts(in: log) {
                if let master = count.masterKey, !masterKeys.knows(master) { throw .keys(.unknownMasterKey(master)) }
            }
        }
    }

    /// Wraps the keys of a log that another master key wraps by the current one; no event changes.
    ///
    /// - Returns: How many were wrapped anew.
    /// - Throws: `EventStoreError`.
    public func rewrap(_ log: LogName) async throws(EventStoreError) -> Int {
        guard let current = masterKeys.current else { throw .keys(.noMasterKey) }
        let masterKeys = masterKeys
        return try await store.rewrap(in: log, to: current.id) { stored throws(KeyError) in
            try masterKeys.rewrap(stored, in: log)
        }
    }

    /// Destroys the key of a holder; of a stream, also those of its members.
    ///
    /// Nothing brings them back.
    ///
    /// - Returns: How many keys were destroyed.
    /// - Throws: `EventStoreError`.
    @discardableResult
    public func destroy(_ holder: KeyHolder, in log: LogName) async throws(EventStoreError) -> Int {
        let count = try await store.destroy(holder, in: log, id: KeyRing.newId())
        cache.withLock { $0.removeAll() }
        return count
    }
}

extension KeyRing {
    private func read(
        _ holders: Set<KeyHolder>,
        in log: LogName
    ) async throws(EventStoreError) -> [KeyHolder: StoredKey] {
        let keys = try await store.keys(of: Array(holders), in: log)
        return Dictionary(keys.map { ($0.holder, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func make(_ holders: Set<KeyHolder>, in log: LogName) async throws(EventStoreError) -> [StoredKey] {
        var keys: [StoredKey] = []
        for holder in holders {
            let id = KeyRing.newId()
            do throws(KeyError) {
                let wrapped = try masterKeys.wrap(SymmetricKey(size: .bits256), id: id, of: holder, in: log)
                keys.append(StoredKey(id: id, holder: holder, wrapped: wrapped))
            } catch {
                throw .keys(error)
            }
        }
        return try await store.add(keys, to: log)
    }

    private func remembered(_ slot: KeyCache.Slot) -> State? {
        let now = ContinuousClock.now
        return cache.withLock { $0.state(in: slot, readAfter: now - lifetime) }
    }

    private func remember(_ stored: StoredKey, in log: LogName) throws(EventStoreError) -> State {
        let state: State
        do throws(KeyError) {
            let key = try masterKeys.unwrap(stored, in: log)
            state = key.map { .live(DataKey(id: stored.id, key: $0)) } ?? .destroyed
        } catch {
            throw .keys(error)
        }
        let now = ContinuousClock.now
        cache.withLock { cache in
            cache.put(state, in: .id(log, stored.id), at: now)
            cache.put(state, in: .holder(log, stored.holder), at: now)
        }
        return state
    }

    /// A version 4 identifier: when a key was made says its row.
    private static func newId() -> UUID {
        UUID(
            high: UInt64.random(in: 0...UInt64.max) & ~0xf000 | 0x4000,
            low: UInt64.random(in: 0...UInt64.max) & ~(0xc << 60) | 0x8 << 60
        )
    }
}

/// Opened keys, the least recently used half of which is forgotten when it is full.
struct KeyCache: Sendable {
    enum Slot: Hashable, Sendable {
        case id(LogName, UUID)
        case holder(LogName, KeyHolder)
    }

    private struct Entry {
        let state: KeyRing.State
        let readAt: ContinuousClock.Instant
    }

    private let half: Int
    private var recent: [Slot: Entry] = [:]
    private var older: [Slot: Entry] = [:]

    init(capacity: Int) {
        // A key is in two slots: under its id and under its holder.
        half = max(1, capacity)
    }

    var count: Int { recent.count + older.count }

    mutating func state(in slot: Slot, readAfter earliest: ContinuousClock.Instant) -> KeyRing.State? {
        guard let entry = recent[slot] ?? older[slot] else { return nil }
        // Being destroyed is for ever.
        if case .live = entry.state, entry.readAt < earliest { return nil }
        if recent[slot] == nil { keep(entry, in: slot) }
        return entry.state
    }

    mutating func put(_ state: KeyRing.State, in slot: Slot, at now: ContinuousClock.Instant) {
        keep(Entry(state: state, readAt: now), in: slot)
    }

    mutating func removeAll() {
        recent = [:]
        older = [:]
    }

    private mutating func keep(_ entry: Entry, in slot: Slot) {
        if recent.count >= half { (older, recent) = (recent, [:]) }
        older[slot] = nil
        recent[slot] = entry
    }
}
