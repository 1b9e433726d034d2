import EventStore
import PostgresClient
import PostgresStore
import TestSupport
import Testing

@Suite struct `Appending when something comes between` {
    private static let holdGate = Statement(
        "hold_gate",
        "SELECT positie FROM waakvlam.logboek WHERE gemeente = 'GM0935' FOR UPDATE"
    )
    private static let waiting = Statement(
        "waiting",
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    private static let endAppends = Statement(
        "end_appends",
        """
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
        """
    )

    /// Gives `body` a store whose next append waits for the gate until `release` is called.
    private static func withClosedGate(
        _ body: (PostgresEventStore, PostgresConnection, _ release: () async throws -> Void) async throws -> Void
    ) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let store = database.store(connections: 2)
            _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log)
            let (holder, observer) = (try await database.connectAsOwner(), try await database.connectAsOwner())
            try await holder.unsafeExecute("BEGIN")
            try await holder.query(holdGate)
            try await body(store, observer) { try await holder.unsafeExecute("ROLLBACK") }
            #expect(try await Verifier(store: store).verify(Fixture.log).isSound)
        }
    }

    private static func waitUntilSent(_ observer: PostgresConnection) async throws {
        while try await observer.query(waiting).first?.read(0, .integer) == 0 {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test func `a caller who is cancelled in the queue is not stored, those around it are`() async throws {
        try await Self.withClosedGate { store, observer, release async throws in
            let sent = Task { try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log) }
            try await Self.waitUntilSent(observer)
            let cancelled = Task { try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log) }
            let patient = Task { try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log) }
            try await Task.sleep(for: .milliseconds(30))
            cancelled.cancel()
            await #expect(throws: EventStoreError.cancelled) { try await cancelled.value }
            try await release()
            #expect(try await sent.value.appended?.first?.position == 2)
            #expect(try await patient.value.appended?.first?.position == 3)
        }
    }

    @Test func `a caller who is cancelled after sending still gets the answer`() async throws {
        try await Self.withClosedGate { store, observer, release async throws in
            let sent = Task { try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log) }
            try await Self.waitUntilSent(observer)
            sent.cancel()
            try await Task.sleep(for: .milliseconds(30))
            try await release()
            #expect(try await sent.value.appended?.first?.position == 2)
        }
    }

    @Test func `a connection that is lost meanwhile is unavailable, and a retry stores the events once`() async throws {
        try await Self.withClosedGate { store, observer, release async throws in
            let request = Fixture.request([Fixture.event(), Fixture.event()], .exactly(0))
            let sent = Task { try await store.append(request, to: Fixture.log) }
            try await Self.waitUntilSent(observer)
            let queued = Task { try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log) }
            try await Task.sleep(for: .milliseconds(30))
            try await observer.query(Self.endAppends)
            await #expect {
                _ = try await sent.value
            } throws: { error in
                if case .unavailable = error as? EventStoreError { true } else { false }
            }
            try await release()
            _ = try await queued.value
            #expect(try await store.append(request, to: Fixture.log).appended?.count == 2)
            #expect(try await store.append(request, to: Fixture.log).existing?.count == 2)
        }
    }

    @Test func `a log that is held up does not hold up another`() async throws {
        try await Self.withClosedGate { store, observer, release async throws in
            let sent = Task { try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log) }
            try await Self.waitUntilSent(observer)
            let other = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log("GM0014"))
            #expect(other.appended?.first?.position == 1)
            try await release()
            _ = try await sent.value
        }
    }

    @Test func `a read-only server is unavailable, and says so without storing anything`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let owner = try await database.connectAsOwner()
            try await owner.unsafeExecute("ALTER DATABASE \(database.name) SET default_transaction_read_only = on")
            let store = database.store()
            await #expect {
                _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log)
            } throws: { error in
                if case .unavailable = error as? EventStoreError { true } else { false }
            }
            #expect(try await store.head(of: Fixture.log).position == 0)
        }
    }

    @Test func `a server that is no longer read-only takes appends at once, on the same pool`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let owner = try await database.connectAsOwner()
            try await owner.unsafeExecute("ALTER DATABASE \(database.name) SET default_transaction_read_only = on")
            let store = database.store(connections: 1)
            let request = Fixture.request([Fixture.event()])
            await #expect(throws: EventStoreError.self) { try await store.append(request, to: Fixture.log) }
            #expect(try await !store.isWritable())
            // A session keeps the setting that it began with, and this one reads.
            #expect(try await store.head(of: Fixture.log).position == 0)
            let change = "ALTER DATABASE \(database.name) SET default_transaction_read_only = off"
            try await owner.unsafeExecute("SET default_transaction_read_only = off; \(change)")
            await #expect(throws: EventStoreError.self) { try await store.append(request, to: Fixture.log) }
            #expect(try await store.append(request, to: Fixture.log).appended?.count == 1)
            #expect(try await store.isWritable())
        }
    }
}
