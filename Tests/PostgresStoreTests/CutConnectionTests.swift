import EventStore
import Foundation
import PostgresClient
import PostgresStore
import TestSupport
import Testing

/// Needs the socket of the cluster that the tests start themselves.
@Suite(
    .enabled(if: (ProcessInfo.processInfo.environment["WAAKVLAM_TEST_DATABASE_URL"] ?? "").isEmpty),
    .timeLimit(.minutes(15))
)
struct `A connection that is cut at any byte` {
    /// Gives `body` a proxy before the server of a database, and how to connect through it.
    private static func withProxy(
        _ body: (TestDatabase, CuttingProxy, PostgresConfiguration) async throws -> Void
    ) async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let text = database.owner.connectionString
            let host = try #require(text.firstMatch(of: /host='([^']*)'/)).1
            let proxy = try CuttingProxy(to: host + "/.s.PGSQL.5432")
            defer { proxy.close() }
            let through = PostgresEventStore.configuration(
                text.replacing("host='\(host)'", with: "host='\(proxy.folder)'")
            )
            try await body(database, proxy, through)
        }
    }

    private static func store(_ configuration: PostgresConfiguration) -> PostgresEventStore {
        let logger = PostgresTestServer.logger
        return PostgresEventStore(
            pool: PostgresPool(configuration, limits: .init(connections: 1), logger: logger),
            logger: logger
        )
    }

    /// What a client knows after the cut: the answer, or that it is not known.
    private static func append(_ request: AppendRequest, _ store: PostgresEventStore) async throws -> AppendOutcome? {
        do throws(EventStoreError) {
            return try await store.append(request, to: Fixture.log)
        } catch {
            guard case .unavailable = error else { throw error }
            return nil
        }
    }

    /// What a client learns who goes on asking: the cut may come in only after a whole answer, and then ends the next call.
    private static func retried(_ request: AppendRequest, _ store: PostgresEventStore) async throws -> AppendOutcome? {
        for _ in 0..<3 {
            if let outcome = try await append(request, store) { return outcome }
        }
        return nil
    }

    private static func request(_ expected: ExpectedVersion = .exactly(0)) -> AppendRequest {
        Fixture.request([Fixture.fullEvent(), Fixture.event()], expected)
    }

    @Test(arguments: CuttingProxy.Direction.allCases)
    func `before, during or after the commit: a retry stores the events once`(
        _ direction: CuttingProxy.Direction
    ) async throws {
        try await Self.withProxy { database, proxy, through async throws in
            let (store, direct) = (Self.store(through), database.store(connections: 1))
            _ = try await Self.append(Self.request(), store)
            proxy.count()
            _ = try await Self.append(Self.request(), store)
            let last = proxy.passed(direction)
            var position = 4
            var seen: Set<String> = []
            // Every byte of the end: that is where what is sent becomes a statement, and an answer a whole one.
            for offset in Array(stride(from: 1, to: last - 20, by: 3)) + (max(1, last - 20)...last) {
                let request = Self.request()
                proxy.cut(direction, after: offset)
                let answer = try await Self.append(request, store)
                #expect(proxy.hasCut)
                let again = try #require(try await Self.retried(request, store))
                if let events = answer?.appended {
                    // Everything had come before the cut.
                    #expect(again.existing == events)
                    seen.insert("answered")
                } else {
                    #expect(answer == nil)
                    seen.insert(again.appended == nil ? "stored" : "not stored")
                }
                position += 2
                let events = try #require(again.appended ?? again.existing)
                #expect(events.map(\.position) == [position - 1, position])
                #expect(events.map(\.event.id) == request.events.map(\.id))
                #expect(try await direct.append(request, to: Fixture.log).existing == events)
            }
            #expect(try await direct.head(of: Fixture.log).position == position)
            #expect(try await Verifier(store: direct).verify(Fixture.log).isSound)
            // Otherwise no cut fell on this side of the commit.
            #expect(seen.contains(direction == .toServer ? "not stored" : "stored"))
        }
    }

    @Test(arguments: CuttingProxy.Direction.allCases)
    func `while it connects, prepares or appends for the first time: a retry stores the events once`(
        _ direction: CuttingProxy.Direction
    ) async throws {
        try await Self.withProxy { database, proxy, through async throws in
            let direct = database.store(connections: 1)
            // Kept until it is counted: leaving a connection is no part of an append.
            let first = Self.store(through)
            proxy.count(ofNew: true)
            _ = try await Self.append(Self.request(), first)
            let size = withExtendedLifetime(first) { proxy.passed(direction) }
            var position = 2
            for offset in stride(from: 1, through: size, by: 17) {
                let request = Self.request()
                proxy.cut(direction, after: offset, ofNew: true)
                let answer = try await Self.append(request, Self.store(through))
                #expect(proxy.hasCut)
                let again = try await direct.append(request, to: Fixture.log)
                let events = try #require(again.appended ?? again.existing)
                #expect(answer?.appended == nil || answer?.appended == events)
                position += 2
                #expect(events.map(\.position) == [position - 1, position])
            }
            #expect(position > 20)
            #expect(try await direct.head(of: Fixture.log).position == position)
            #expect(try await Verifier(store: direct).verify(Fixture.log).isSound)
        }
    }
}
