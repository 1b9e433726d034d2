import EventStore
import PostgresClient
import TestSupport
import Testing
import WireValues

@testable import PostgresStore

/// The requests of one call, whichever of them are refused.
@Suite struct `A batch of appends` {
    private static let scope: StaticString = "waakvlam.gemeente"

    /// Carries out a call with these requests, and gives what became of each.
    private func send(_ requests: [AppendRequest], to database: TestDatabase) async throws -> [String] {
        let pool = database.pool()
        let answers = try await pool.withConnection { connection in
            try await connection.use(Fixture.log.description, for: Self.scope)
            let batch = AppendBatch(log: Fixture.log, requests: requests)
            return try batch.answers(in: try await connection.query(AppendBatch.statement, batch.parameters))
        }
        await pool.close()
        return answers.map { answer in
            switch answer {
            case .outcome(.appended(let events)): "appended \(events.map(\.position))"
            case .outcome(.conflict(let actual)): "conflict \(actual)"
            case .outcome(.exists), .known: "known"
            }
        }
    }

    @Test func `gives each request its own answer, wherever the refused ones stand`() async throws {
        try await PostgresTestServer.withDatabase { database in
            let known = Fixture.request([Fixture.event(), Fixture.event()])
            #expect(try await send([known], to: database) == ["appended [1, 2]"])
            let wrong = Fixture.request([Fixture.event()], .exactly(7))
            func fresh(_ count: Int) -> AppendRequest {
                Fixture.request((0..<count).map { _ in Fixture.fullEvent() }, .exactly(0))
            }
            let first = try await send([known, fresh(2), wrong, fresh(1)], to: database)
            #expect(first == ["known", "appended [3, 4]", "conflict 0", "appended [5]"])
            let last = try await send([fresh(1), wrong, known], to: database)
            #expect(last == ["appended [6]", "conflict 0", "known"])
            #expect(try await send([wrong, known], to: database) == ["conflict 0", "known"])
            #expect(try await Verifier(store: database.store()).verify(Fixture.log).isSound)
            #expect(try await database.store().head(of: Fixture.log).position == 6)
        }
    }
}
