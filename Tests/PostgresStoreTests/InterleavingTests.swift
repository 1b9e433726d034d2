import EventStore
import PostgresClient
import PostgresStore
import TestSupport
import Testing
import WireValues

/// Two sessions append to one log; the first stands still at a chosen point while the second begins.
@Suite(.timeLimit(.minutes(15))) struct `Two sessions that append, step by step` {
    /// Where an append stands still: in a trigger that waits for a lock.
    struct Point: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let trigger: String
        /// Whether an append to a log that exists comes here too.
        let isInEveryLog: Bool

        init(_ description: String, _ trigger: String, everyLog: Bool = true) {
            (testDescription, self.trigger, isInEveryLog) = (description, trigger, everyLog)
        }
    }

    static let points = [
        Point("before it makes the log", "TRIGGER stil BEFORE INSERT ON waakvlam.logboek", everyLog: false),
        Point("after it made the log", "TRIGGER stil AFTER INSERT ON waakvlam.logboek", everyLog: false),
        Point("before it stores the events", "TRIGGER stil BEFORE INSERT ON waakvlam.gebeurtenis"),
        Point("after it stored the events", "TRIGGER stil AFTER INSERT ON waakvlam.gebeurtenis"),
        Point("before it moves the head", "TRIGGER stil BEFORE UPDATE ON waakvlam.logboek"),
        Point("after it moved the head", "TRIGGER stil AFTER UPDATE ON waakvlam.logboek"),
        Point(
            "while it commits",
            "CONSTRAINT TRIGGER stil AFTER UPDATE ON waakvlam.logboek DEFERRABLE INITIALLY DEFERRED"
        ),
    ]

    /// What the second session appends meanwhile.
    enum Second: CaseIterable {
        case anotherStream
        case sameStreamAndVersion
        case sameRequest
    }

    @Test(arguments: points)
    func `nothing is lost, doubled or seen too early, whether the first commits or dies`(_ point: Point) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let steps = try await Steps(database, standingStillAt: point.trigger)
            var number = 1000
            for isNew in point.isInEveryLog ? [true, false] : [true] {
                for second in Second.allCases {
                    for dies in [false, true] {
                        number += 1
                        let log = Fixture.log("GM\(number)")
                        if !isNew { try await steps.seed(log) }
                        try await steps.interleave(log, after: isNew ? 0 : 1, second, firstDies: dies)
                    }
                }
            }
        }
    }
}

private typealias Second = `Two sessions that append, step by step`.Second

/// The sessions of one database.
private struct Steps {
    private static let lockHeld = Statement("hold", "SELECT pg_advisory_xact_lock(4711)::text")
    private static let waiting = Statement(
        "waiting",
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    private static let end = Statement(
        "end",
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = $1 AND datname = current_database()"
    )

    let first: PostgresEventStore
    let second: PostgresEventStore
    let reader: PostgresEventStore
    private let holder: PostgresConnection
    private let observer: PostgresConnection

    init(_ database: TestDatabase, standingStillAt trigger: String) async throws {
        // Stores of their own: one store would send both requests in one statement.
        (first, second) = (database.store(connections: 1), database.store(connections: 1))
        reader = database.store(connections: 1)
        (holder, observer) = (try await database.connectAsOwner(), try await database.connectAsOwner())
        try await observer.unsafeExecute(
            """
            CREATE FUNCTION public.sta_stil() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_catalog.pg_advisory_xact_lock(4711);
                RETURN NEW;
            END $$;
            CREATE \(trigger) FOR EACH ROW EXECUTE FUNCTION public.sta_stil();
            """
        )
    }

    func seed(_ log: LogName) async throws {
        _ = try await first.append(Fixture.request([Fixture.event()]), to: log)
    }

    func interleave(_ log: LogName, after position: Int, _ kind: Second, firstDies: Bool) async throws {
        let stream = Fixture.uuid()
        let request = Fixture.request([Fixture.event(), Fixture.event()], to: stream, .exactly(0))
        let other =
            switch kind {
            case .anotherStream: Fixture.request([Fixture.event()])
            case .sameStreamAndVersion: Fixture.request([Fixture.event()], to: stream, .exactly(0))
            case .sameRequest: request
            }

        try await holder.unsafeExecute("BEGIN")
        try await holder.query(Self.lockHeld)
        async let sent = outcome(of: request, first, log)
        let pid = try await waitUntil(1).first
        async let rival = outcome(of: other, second, log)
        _ = try await waitUntil(2)
        #expect(try await reader.head(of: log).position == position)
        #expect(try await reader.events(in: log, after: 0, limit: 10).count == position)
        if firstDies, let pid { try await observer.query(Self.end, [.int4(pid)]) }
        try await holder.unsafeExecute("ROLLBACK")

        let (own, others) = (await sent, await rival)
        if firstDies {
            #expect(own == nil)
            try await check(log, after: position, kind, alone: try #require(others), then: request)
        } else {
            #expect(own?.appended?.map(\.position) == [position + 1, position + 2])
            switch kind {
            case .anotherStream: #expect(others?.appended?.map(\.position) == [position + 3])
            case .sameStreamAndVersion: #expect(others == .conflict(actual: 2))
            case .sameRequest: #expect(others?.existing == own?.appended)
            }
        }
        #expect(try await Verifier(store: reader, pageSize: 1).verify(log).isSound)
        let ids = try await reader.events(in: log, after: 0, limit: 10).dropFirst(position).map(\.event.id)
        #expect(Set(ids).count == ids.count && ids.count == count(after: kind, firstDied: firstDies))
    }

    /// The first session died: the second is alone in the log, and the first asks again.
    private func check(
        _ log: LogName,
        after position: Int,
        _ kind: Second,
        alone: AppendOutcome,
        then request: AppendRequest
    ) async throws {
        #expect(alone.appended?.first?.position == position + 1)
        let again = try await first.append(request, to: log)
        switch kind {
        case .anotherStream: #expect(again.appended?.map(\.position) == [position + 2, position + 3])
        case .sameStreamAndVersion: #expect(again == .conflict(actual: 1))
        case .sameRequest: #expect(again.existing == alone.appended)
        }
    }

    /// How many events the two sessions leave.
    private func count(after kind: Second, firstDied: Bool) -> Int {
        switch kind {
        case .anotherStream: 3
        case .sameStreamAndVersion: firstDied ? 1 : 2
        case .sameRequest: 2
        }
    }

    /// nil when the connection was lost.
    private func outcome(of request: AppendRequest, _ store: PostgresEventStore, _ log: LogName) async -> AppendOutcome?
    {
        try? await store.append(request, to: log)
    }

    /// The sessions that wait for a lock, once there are this many.
    private func waitUntil(_ count: Int) async throws -> [Int32] {
        while true {
            let rows = try await observer.query(Self.waiting)
            if rows.count == count { return try rows.map { Int32(try $0.read(0, .integer)) } }
            try await Task.sleep(for: .milliseconds(3))
        }
    }
}
