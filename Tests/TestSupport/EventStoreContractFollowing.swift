import EventStore
import Testing

extension EventStoreContract {
    /// Fills the log with this many events, three to a stream.
    private static func fill(_ store: any EventStore, _ count: Int) async throws {
        for _ in 0..<(count / 3) {
            let events = (0..<3).map { _ in Fixture.event() }
            _ = try await store.append(Fixture.request(events), to: Fixture.log)
        }
    }

    static let following = [
        ContractClause("a reader goes from checkpoint to checkpoint to the head, and no event is missed") {
            store async throws in
            try await fill(store, 12)
            let reader = LogReader(store: store, pageSize: 5)
            var (checkpoint, positions, pages) = (Checkpoint.start(of: Fixture.log), [Int](), 0)
            while true {
                let page = try await reader.page(after: checkpoint)
                #expect(page.checkpoint.position == checkpoint.position + page.events.count)
                checkpoint = page.checkpoint
                if page.events.isEmpty { break }
                positions += page.events.map(\.position)
                pages += 1
            }
            #expect(positions == Array(1...12) && pages == 3)
            #expect(checkpoint.head == (try await store.head(of: Fixture.log)))
            // What is appended after it is all that comes next.
            let stored = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log).appended
            #expect(try await reader.page(after: checkpoint).events == stored)
        },
        ContractClause("every point of a log is proved by its checkpoint, also when the log has gone on") {
            store async throws in
            try await fill(store, 6)
            let reader = LogReader(store: store)
            for event in try await store.events(in: Fixture.log, after: 0, limit: 6) {
                let head = LogHead(epoch: 1, position: event.position, hash: event.hash)
                let checkpoint = Checkpoint(log: Fixture.log, head: head)
                try await reader.check(checkpoint)
                #expect(try await reader.page(after: checkpoint).events.count == 6 - event.position)
                let report = try await Verifier(store: store, pageSize: 2).verify(since: checkpoint)
                #expect(report.isSound && report.verified.position == 6)
            }
            try await reader.check(.start(of: Fixture.log))
        },
        ContractClause("a checkpoint of another past is refused, and says how it differs") { store async throws in
            try await fill(store, 6)
            let sound = try await store.head(of: Fixture.log)
            let other = [UInt8](repeating: 7, count: 32)
            let cases: [(LogHead, CheckpointMismatch)] = [
                (LogHead(epoch: 1, position: 7, hash: sound.hash), .behind(position: 6)),
                (LogHead(epoch: 1, position: 6, hash: other), .otherPast),
                (LogHead(epoch: 1, position: 3, hash: other), .otherPast),
                (LogHead(epoch: 1, position: 1, hash: other), .otherPast),
                (LogHead(epoch: 1, position: 0, hash: other), .otherPast),
                (LogHead(epoch: 2, position: 6, hash: sound.hash), .earlierEpoch(1)),
            ]
            for (head, mismatch) in cases {
                let checkpoint = Checkpoint(log: Fixture.log, head: head)
                let error = LogReadError.checkpointMismatch(checkpoint, mismatch)
                await #expect(throws: error) { try await LogReader(store: store).check(checkpoint) }
                await #expect(throws: error) { try await LogReader(store: store).page(after: checkpoint) }
                await #expect(throws: error) { try await Verifier(store: store).verify(since: checkpoint) }
            }
        },
    ]
}
