import EventStore
import TestSupport
import Testing
import WireValues

@testable import struct EventStore.KeyCache

@Suite struct `A ring of keys` {
    private let store = InMemoryKeyStore()
    private let master = MasterKey.random()
    private let holder = KeyHolder(stream: Fixture.uuid(), member: "kind1")
    private let place = SealedValue.Place(
        log: Fixture.log,
        stream: Fixture.uuid(),
        event: Fixture.uuid(),
        path: JSONPointer.root.member("gegevens").member("reden")
    )

    private func ring(_ masters: [MasterKey], lifetime: Duration = .seconds(60)) -> KeyRing {
        KeyRing(store: store, masterKeys: MasterKeys(masters), lifetime: lifetime)
    }

    private func key(_ ring: KeyRing, of holder: KeyHolder? = nil) async throws -> DataKey? {
        let holder = holder ?? self.holder
        return try await ring.keysForSealing([holder], in: Fixture.log)[holder]?.key
    }

    private func stored() async throws -> [StoredKey] {
        try await store.keys(of: [holder, holder.whole], in: Fixture.log)
    }

    @Test func `makes a key once, and another program with the same master key has the same one`() async throws {
        let first = try #require(try await key(ring([master])))
        let second = try #require(try await key(ring([master])))
        let sealed = try first.seal("geheim", at: place, erasure: .text)
        #expect(second.id == first.id && second.open(sealed, at: place) == "geheim")
        let opening = try await ring([master]).keysForOpening([sealed.keyId], in: Fixture.log)
        #expect(opening[sealed.keyId]?.key?.open(sealed, at: place) == "geheim")
    }

    @Test func `gives every holder and every log another key, and encrypts the same value differently`() async throws {
        let ring = ring([master])
        let other = KeyHolder(stream: holder.stream, member: "kind2")
        let keys = try await ring.keysForSealing([holder, other, holder.whole], in: Fixture.log)
        #expect(Set(keys.values.compactMap { $0.key?.id }).count == 3)
        let elsewhere = try await ring.keysForSealing([holder], in: Fixture.log("GM0014"))
        #expect(elsewhere[holder]?.key?.id != keys[holder]?.key?.id)
        let key = try #require(keys[holder]?.key)
        let (one, two) = (try key.seal("x", at: place, erasure: .text), try key.seal("x", at: place, erasure: .text))
        #expect(one != two)
        #expect(keys[other]?.key?.open(one, at: place) == nil)
    }

    @Test func `opens a value only where it was put and as it was written`() async throws {
        let key = try #require(try await key(ring([master])))
        let sealed = try key.seal("geheim", at: place, erasure: .text)
        let elsewhere: [SealedValue.Place] = [
            .init(log: Fixture.log("GM0014"), stream: place.stream, event: place.event, path: place.path),
            .init(log: place.log, stream: Fixture.uuid(), event: place.event, path: place.path),
            .init(log: place.log, stream: place.stream, event: Fixture.uuid(), path: place.path),
            .init(log: place.log, stream: place.stream, event: place.event, path: place.path.element(0)),
        ]
        for place in elsewhere { #expect(key.open(sealed, at: place) == nil) }
        let text = try #require(sealed.json["versleuteld"]?.string)
        #expect(SealedValue(sealed.json) == sealed)
        for offset in text.indices.suffix(50) {
            for changed in ["A", "B"] where String(text[offset]) != changed {
                let json: JSON = ["versleuteld": .string(text.replacingCharacters(at: offset, with: changed))]
                #expect(SealedValue(json).flatMap { key.open($0, at: place) } == nil)
            }
        }
        let asAbsence: JSON = ["versleuteld": .string(text.replacing("1.t.", with: "1.w."))]
        #expect(key.open(try #require(SealedValue(asAbsence)), at: place) == nil)
    }

    @Test(arguments: [
        "", "1", "2.t.\(Fixture.uuid()).AAAA", "1.x.\(Fixture.uuid()).AAAA", "1.t.geen.AAAA", "1.t.\(Fixture.uuid()).A",
    ])
    func `knows no other spelling of an encrypted value`(_ text: String) {
        #expect(SealedValue(["versleuteld": .string(text)]) == nil)
        #expect(SealedValue.isClaimed(by: ["versleuteld": .string(text)]))
    }

    @Test func `withholds encrypted texts, and nothing that only looks like one`() async throws {
        let key = try #require(try await key(ring([master])))
        let text = try key.seal("geheim", at: place, erasure: .text).json
        let day = try key.seal("2001-02-03", at: place, erasure: .absence).json
        let lookalike: JSON = .string(text.canonicalText)
        let payload: JSON = ["a": text, "b": [text, day, text], "c": lookalike, "d": ["e": day, "f": lookalike]]
        let withheld: JSON = [
            "a": "[afgeschermd]", "b": ["[afgeschermd]", day, "[afgeschermd]"], "c": lookalike,
            "d": ["e": day, "f": lookalike],
        ]
        #expect(SealedValue.withholdingTexts(in: payload.canonicalBytes) == withheld.canonicalBytes)
        #expect(SealedValue.withholdingTexts(in: text.canonicalBytes) == Array(#""[afgeschermd]""#.utf8))
        for same in [day, lookalike, "", [:]] as [JSON] {
            #expect(SealedValue.withholdingTexts(in: same.canonicalBytes) == same.canonicalBytes)
        }
        for length in text.canonicalBytes.indices {
            let cut = Array(text.canonicalBytes.prefix(length))
            #expect(SealedValue.withholdingTexts(in: cut) == cut)
        }
    }

    @Test func `keeps a key of a row that was put in another row, or changed, shut`() async throws {
        _ = try await key(ring([master]))
        for victim in try await stored() {
            let other = try #require(try await stored().first { $0.id != victim.id }?.wrapped)
            let flipped = try #require(victim.wrapped).flipped
            for wrapped in [other, flipped] {
                let swapped = InMemoryKeyStore()
                let whole = StoredKey(id: victim.id, holder: victim.holder.whole, wrapped: wrapped)
                await swapped.put(whole, in: Fixture.log)
                let ring = KeyRing(store: swapped, masterKeys: MasterKeys([master]))
                await #expect(throws: EventStoreError.keys(.damaged(victim.id))) {
                    try await ring.keysForOpening([victim.id], in: Fixture.log)
                }
            }
        }
    }

    @Test func `refuses other master keys, and to make a key without one`() async throws {
        await #expect(throws: EventStoreError.keys(.noMasterKey)) { try await key(ring([])) }
        _ = try await key(ring([master]))
        let stranger = ring([MasterKey.random()])
        await #expect(throws: EventStoreError.keys(.unknownMasterKey(master.id))) { try await key(stranger) }
        await #expect(throws: EventStoreError.keys(.unknownMasterKey(master.id))) {
            try await stranger.check([Fixture.log])
        }
        try await ring([master]).check([Fixture.log, Fixture.log("GM0014")])
        let missing = Fixture.uuid()
        await #expect(throws: EventStoreError.keys(.missing(missing))) {
            try await ring([master]).keysForOpening([missing], in: Fixture.log)
        }
    }

    @Test func `wraps every key anew for a new master key, and nothing else changes`() async throws {
        let sealed = try #require(try await key(ring([master]))).seal("geheim", at: place, erasure: .text)
        let new = MasterKey.random()
        #expect(try await ring([new, master]).rewrap(Fixture.log) == 2)
        #expect(try await ring([new, master]).rewrap(Fixture.log) == 0)
        let opened = try await ring([new]).keysForOpening([sealed.keyId], in: Fixture.log)
        #expect(opened[sealed.keyId]?.key?.open(sealed, at: place) == "geheim")
        await #expect(throws: EventStoreError.keys(.unknownMasterKey(new.id))) {
            try await ring([master]).check([Fixture.log])
        }
        await #expect(throws: EventStoreError.keys(.unknownMasterKey(new.id))) {
            try await ring([MasterKey.random()]).rewrap(Fixture.log)
        }
    }

    @Test func `never makes a key again for whom it was destroyed`() async throws {
        let ring = ring([master])
        let id = try #require(try await key(ring)).id
        #expect(try await ring.destroy(holder, in: Fixture.log) == 1)
        #expect(try await ring.destroy(holder, in: Fixture.log) == 0)
        #expect(try await key(ring) == nil)
        #expect(try await ring.keysForOpening([id], in: Fixture.log)[id]?.key == nil)
        #expect(try await key(ring, of: holder.whole) != nil)
    }

    @Test func `a destroyed stream takes its members along, also those that had no key yet`() async throws {
        let ring = ring([master])
        _ = try await key(ring)
        #expect(try await ring.destroy(holder.whole, in: Fixture.log) == 2)
        #expect(try await key(ring) == nil)
        #expect(try await key(ring, of: KeyHolder(stream: holder.stream, member: "kind2")) == nil)
        let unknown = KeyHolder(stream: Fixture.uuid())
        #expect(try await ring.destroy(unknown, in: Fixture.log) == 0)
        #expect(try await key(ring, of: unknown) == nil)
    }

    @Test func `another program notices within the lifetime of what it remembers`() async throws {
        let (slow, quick) = (ring([master]), ring([master], lifetime: .zero))
        _ = try await key(slow)
        _ = try await key(quick)
        _ = try await store.destroy(holder, in: Fixture.log, id: Fixture.uuid())
        #expect(try await key(slow) != nil)
        #expect(try await key(quick) == nil)
    }

    @Test func `says nothing of a key in its descriptions`() async throws {
        let key = try #require(try await key(ring([master])))
        #expect("\(master) \(key)" == "MasterKey(\(master.id)) DataKey(\(key.id))")
        #expect(MasterKey(master.bytes)?.id == master.id && MasterKey([1, 2]) == nil)
        #expect(MasterKey.ID(master.id.description) == master.id && MasterKey.ID("x") == nil)
    }

    @Test func `remembers no more keys than it may, the latest used ones`() {
        var cache = KeyCache(capacity: 10)
        let now = ContinuousClock.now
        let slots = (0..<100).map { _ in KeyCache.Slot.id(Fixture.log, Fixture.uuid()) }
        for slot in slots {
            cache.put(.destroyed, in: slot, at: now)
            #expect(cache.state(in: slots[0], readAfter: now) != nil)
            #expect(cache.count <= 20)
        }
        #expect(cache.state(in: slots[50], readAfter: now) == nil)
        #expect(cache.state(in: slots[99], readAfter: now) != nil)
    }
}

extension KeyRing.State {
    var key: DataKey? { if case .live(let key) = self { key } else { nil } }
}

extension WrappedKey {
    /// The same with one bit changed.
    fileprivate var flipped: WrappedKey {
        var bytes = bytes
        bytes[20] ^= 1
        return WrappedKey(masterKey: masterKey, bytes: bytes)
    }
}

extension InMemoryKeyStore {
    fileprivate func put(_ key: StoredKey, in log: LogName) {
        do throws(EventStoreError) { _ = try add([key], to: log) } catch { Issue.record("\(error)") }
    }
}

extension String {
    fileprivate func replacingCharacters(at index: Index, with text: String) -> String {
        self[..<index] + text + self[self.index(after: index)...]
    }
}
