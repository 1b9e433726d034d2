import CivilTime
import EventStore
import PostgresClient
import PostgresStore
import TestSupport
import Testing
import WireValues

@Suite struct `Data keys in PostgreSQL` {
    private let master = MasterKey.random()

    private func with(_ body: (TestDatabase, PostgresKeyStore) async throws -> Void) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            try await body(database, PostgresKeyStore(pool: database.pool()))
        }
    }

    private func ring(_ store: PostgresKeyStore, _ masters: [MasterKey]? = nil) -> KeyRing {
        KeyRing(store: store, masterKeys: MasterKeys(masters ?? [master]), lifetime: .zero)
    }

    private func id(_ ring: KeyRing, _ holder: KeyHolder, in log: LogName = Fixture.log) async throws -> UUID? {
        guard case .live(let key) = try await ring.keysForSealing([holder], in: log)[holder] else { return nil }
        return key.id
    }

    @Test func `are found by holder and by id, each in its own log`() async throws {
        try await with { _, store in
            let holder = KeyHolder(stream: Fixture.uuid(), member: "kind1")
            let id = try #require(try await id(ring(store), holder))
            #expect(try await self.id(ring(store), holder) == id)
            let stored = try #require(try await store.keys(withIds: [id, Fixture.uuid()], in: Fixture.log).first)
            #expect(
                stored.holder == holder && stored.wrapped?.masterKey == master.id && stored.wrapped?.bytes.count == 60
            )
            #expect(try await store.keys(of: [holder, holder.whole], in: Fixture.log).count == 2)
            #expect(try await store.keys(withIds: [id], in: Fixture.log("GM0014")).isEmpty)
            #expect(try await self.id(ring(store), holder, in: Fixture.log("GM0014")) != id)
        }
    }

    @Test func `made by many servers at once for one holder are one key`() async throws {
        try await with { database, _ in
            let holder = KeyHolder(stream: Fixture.uuid(), member: "kind1")
            let ids = try await withThrowingTaskGroup(of: UUID?.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        let store = PostgresKeyStore(pool: database.pool(connections: 1))
                        return try await id(ring(store), holder)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(ids.count == 16 && Set(ids).count == 1 && ids.first != .some(nil))
        }
    }

    @Test func `leave who they were of, and when they were made and destroyed`() async throws {
        try await with { database, store in
            let holder = KeyHolder(stream: Fixture.uuid(), member: "kind1")
            let id = try #require(try await id(ring(store), holder))
            #expect(try await ring(store).destroy(holder, in: Fixture.log) == 1)
            #expect(try await self.id(ring(store), holder) == nil)
            #expect(try await self.id(ring(store), holder.whole) != nil)
            let connection = try await database.connectAsOwner()
            let row = try #require(try await connection.query(.left, [.text(holder.member)]).first)
            #expect(try row.read(0, .text) == id.description)
            for column in 1...3 { #expect(try row.read(column, .bool)) }
            #expect(try await ring(store).destroy(holder.whole, in: Fixture.log) == 1)
            #expect(try await ring(store).destroy(holder.whole, in: Fixture.log) == 0)
            #expect(try await self.id(ring(store), KeyHolder(stream: holder.stream, member: "kind2")) == nil)
            let counts = try await store.counts(in: Fixture.log)
            #expect(
                Set(counts) == [
                    KeyCount(isOfMember: false, masterKey: nil, count: 1),
                    KeyCount(isOfMember: true, masterKey: nil, count: 1),
                ]
            )
        }
    }

    @Test func `of members never outlive that of their stream, however close they are made`() async throws {
        try await with { database, store in
            for _ in 0..<10 {
                let stream = Fixture.uuid()
                _ = try await id(ring(store), KeyHolder(stream: stream))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<6 {
                        group.addTask {
                            _ = try await id(ring(store), KeyHolder(stream: stream, member: "lid\(number)"))
                        }
                    }
                    group.addTask { try await ring(store).destroy(KeyHolder(stream: stream), in: Fixture.log) }
                    try await group.waitForAll()
                }
                let members = (0..<6).map { KeyHolder(stream: stream, member: "lid\($0)") }
                #expect(try await store.keys(of: members, in: Fixture.log).allSatisfy(\.isDestroyed))
            }
        }
    }

    @Test func `are wrapped anew all or none, and the events stay as they are`() async throws {
        try await with { database, store in
            let log = database.store()
            _ = try await log.append(Fixture.request([Fixture.event()]), to: Fixture.log)
            let before = try await log.head(of: Fixture.log)
            let holders = (0..<3).map { _ in KeyHolder(stream: Fixture.uuid()) }
            _ = try await ring(store).keysForSealing(Set(holders), in: Fixture.log)
            _ = try await ring(store).destroy(holders[0], in: Fixture.log)
            let (new, other) = (MasterKey.random(), KeyHolder(stream: Fixture.uuid()))
            _ = try await ring(store, [new]).keysForSealing([other], in: Fixture.log)
            // The key that does not open stops the whole.
            await #expect(throws: EventStoreError.self) {
                try await ring(store, [.random(), master]).rewrap(Fixture.log)
            }
            #expect(try await store.counts(in: Fixture.log).contains { $0.masterKey == master.id && $0.count == 2 })
            #expect(try await ring(store, [new, master]).rewrap(Fixture.log) == 2)
            #expect(try await ring(store, [new, master]).rewrap(Fixture.log) == 0)
            try await ring(store, [new]).check([Fixture.log])
            await #expect(throws: EventStoreError.keys(.unknownMasterKey(new.id))) {
                try await ring(store).check([Fixture.log])
            }
            for holder in holders.dropFirst() { #expect(try await id(ring(store, [new]), holder) != nil) }
            #expect(try await log.head(of: Fixture.log) == before)
        }
    }

    @Test(arguments: [
        "DELETE FROM waakvlam.sleutel", "TRUNCATE waakvlam.sleutel", "UPDATE waakvlam.sleutel SET gezinslid = 'x'",
        "UPDATE waakvlam.sleutel SET stream_id = gen_random_uuid()",
        "UPDATE waakvlam.sleutel SET gemaakt_op = clock_timestamp()",
        "UPDATE waakvlam.sleutel SET vernietigd_op = NULL, omwikkeld = decode(repeat('00', 60), 'hex'), "
            + "hoofdsleutel = '0011223344556677' WHERE vernietigd_op IS NOT NULL",
    ])
    func `are not rewritten, by the program nor by the owner`(_ sql: String) async throws {
        try await with { database, store in
            let holder = KeyHolder(stream: Fixture.uuid(), member: "kind1")
            _ = try await id(ring(store), holder)
            try await ring(store).destroy(holder, in: Fixture.log)
            for connection in [try await database.connectAsOwner(), try await database.connectAsApp()] {
                try await connection.use(Fixture.log.description, for: "waakvlam.gemeente")
                await #expect(throws: PostgresError(.server(sqlState: "42501"))) {
                    try await connection.unsafeExecute(sql)
                }
            }
            #expect(
                try await store.keys(of: [holder, holder.whole], in: Fixture.log).map(\.isDestroyed).sorted {
                    !$0 && $1
                } == [false, true]
            )
        }
    }

    @Test func `are seen by the gemeente that was named and by no other`() async throws {
        try await with { database, store in
            _ = try await id(ring(store), KeyHolder(stream: Fixture.uuid()))
            let connection = try await database.connectAsApp()
            for (name, count) in [("GM0935", 1), ("GM0014", 0), ("*", 0), ("", 0)] {
                try await connection.use(name, for: "waakvlam.gemeente")
                #expect(try await connection.query(.countAll).first?.read(0, .integer) == count)
            }
        }
    }
}

extension Statement {
    fileprivate static let countAll = Statement("count_all_keys", "SELECT count(*) FROM waakvlam.sleutel")
    fileprivate static let left = Statement(
        "what_is_left",
        """
        SELECT sleutel_id::text, omwikkeld IS NULL AND hoofdsleutel IS NULL, gemaakt_op <= vernietigd_op,
            vernietigd_op <= clock_timestamp()
        FROM waakvlam.sleutel WHERE gezinslid = $1
        """
    )
}
