import CivilTime
import EventStore
import PostgresClient
import PostgresStore
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Reading while transactions stay open` {
    private static let known = Statement("known", "SELECT pg_current_xact_id()::text")
    private static let lockGate = Statement(
        "lock_gate",
        "SELECT positie FROM waakvlam.logboek WHERE gemeente = 'GM0935' FOR UPDATE"
    )
    private static let blocked = Statement(
        "blocked",
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )

    /// Reads as a follower does: on from the last position, until there is nothing more.
    private static func follow(_ store: any EventStore, from position: Int) async throws -> [Int] {
        var positions: [Int] = []
        while true {
            let page = try await store.events(in: Fixture.log, after: positions.last ?? position, limit: 2)
            guard !page.isEmpty else { return positions }
            positions += page.map(\.position)
        }
    }

    enum Place: CaseIterable {
        case sameDatabase
        case otherDatabase
    }

    @Test(arguments: Place.allCases)
    func `one that began before neither hides what is appended nor holds anybody up`(_ place: Place) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            try await PostgresTestServer.withDatabase(migrated: false) { other async throws in
                let store = database.store(connections: 2)
                _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log)
                let old = try await (place == .sameDatabase ? database : other).connectAsOwner()
                // With a number of its own, so that everything that comes after it is younger.
                try await old.unsafeExecute("BEGIN ISOLATION LEVEL REPEATABLE READ")
                try await old.query(Self.known)
                try await old.unsafeExecute("CREATE TABLE public.half_werk (x int)")

                var seen = 0
                for number in 2...12 {
                    _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log)
                    seen = try await Self.follow(store, from: seen).last ?? seen
                    #expect(seen == number)
                }
                #expect(try await store.head(of: Fixture.log).position == 12)
                #expect(try await Verifier(store: store, pageSize: 5).verify(Fixture.log).isSound)
                try await old.unsafeExecute("ROLLBACK")
                #expect(try await Self.follow(store, from: 0) == Array(1...12))
            }
        }
    }

    @Test func `an append that is not committed yet keeps nobody from reading, and no follower passes it`()
        async throws
    {
        try await PostgresTestServer.withDatabase { database async throws in
            let (store, reader) = (database.store(connections: 1), database.store(connections: 1))
            _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log)
            let (holder, observer) = (try await database.connectAsOwner(), try await database.connectAsOwner())
            try await holder.unsafeExecute("BEGIN")
            try await holder.query(Self.lockGate)
            async let later = store.append(Fixture.request([Fixture.event(), Fixture.event()]), to: Fixture.log)
            while try await observer.query(Self.blocked).first?.read(0, .integer) != 1 {
                try await Task.sleep(for: .milliseconds(3))
            }
            let seen = try await Self.follow(reader, from: 0)
            #expect(seen == [1])
            #expect(try await Verifier(store: reader).verify(Fixture.log).verified.position == 1)
            try await holder.unsafeExecute("COMMIT")
            #expect(try await later.appended?.map(\.position) == [2, 3])
            #expect(try await Self.follow(reader, from: 1) == [2, 3])
        }
    }

    @Test func `a log of which the clock went back takes in time that stands still`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let store = database.store()
            _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log)
            // The same as a clock that goes back: the log took in its last event a day from now.
            try await database.connectAsOwner().unsafeExecute(
                "UPDATE waakvlam.logboek SET toegevoegd_op = toegevoegd_op + interval '1 day'"
            )
            for _ in 0..<3 {
                let request = Fixture.request([Fixture.event(), Fixture.event()])
                #expect(try await store.append(request, to: Fixture.log).appended?.count == 2)
            }
            let times = try await store.events(in: Fixture.log, after: 0, limit: 10).map(\.addedAt)
            let first = try #require(times.first)
            let ahead = Moment(microseconden: first.microseconden + 86_400_000_000)
            #expect(times == [first] + Array(repeating: ahead, count: 6))
            #expect(try await Verifier(store: store).verify(Fixture.log).isSound)
            // What was recorded elsewhere keeps its own moment.
            let imported = Fixture.fullEvent()
            let stored = try await store.append(Fixture.request([imported]), to: Fixture.log).appended?.first
            #expect(stored?.recordedAt == imported.recordedAt && stored?.addedAt == ahead)
        }
    }
}
