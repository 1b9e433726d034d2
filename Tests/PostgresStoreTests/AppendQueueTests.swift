import EventStore
import TestSupport
import Testing
import WireValues

@testable import PostgresStore

@Suite struct `The queue of appends` {
    private var queue = AppendQueue<Int>()

    /// Puts a request in the queue, with its id as its waiter.
    private mutating func admit(
        _ id: UInt64,
        to stream: UUID = Fixture.uuid(),
        _ events: [NewEvent] = [Fixture.event()]
    ) -> AppendQueue<Int>.Admission {
        queue.admit(Fixture.request(events, to: stream), id: id, waiter: Int(id))
    }

    @Test mutating func `the first caller leads and those after it wait`() {
        #expect(admit(1) == .lead)
        #expect(admit(2) == .wait)
        #expect(admit(3) == .wait)
    }

    @Test mutating func `the leader takes everything that has gathered`() {
        for id in 1...5 { _ = admit(UInt64(id)) }
        #expect(queue.takeBatch().map(\.id) == [1, 2, 3, 4, 5])
        #expect(queue.takeBatch().isEmpty)
    }

    @Test mutating func `who comes while a batch is on its way leads the next one`() {
        _ = admit(1)
        _ = queue.takeBatch()
        #expect(admit(2) == .wait)
        #expect(admit(3) == .wait)
        #expect(queue.finish() == 2)
        #expect(queue.takeBatch().map(\.id) == [2, 3])
        #expect(queue.finish() == nil)
        #expect(queue.isIdle)
        #expect(admit(4) == .lead)
    }

    @Test mutating func `a batch holds no stream twice and keeps the order of a stream`() {
        let stream = Fixture.uuid()
        _ = admit(1, to: stream)
        _ = admit(2, to: stream)
        _ = admit(3)
        _ = admit(4, to: stream)
        #expect(queue.takeBatch().map(\.id) == [1, 3])
        _ = queue.finish()
        #expect(queue.takeBatch().map(\.id) == [2])
        _ = queue.finish()
        #expect(queue.takeBatch().map(\.id) == [4])
    }

    @Test mutating func `a batch holds no event id twice`() {
        let event = Fixture.event()
        _ = admit(1, [event])
        _ = admit(2, [Fixture.event(), event])
        #expect(queue.takeBatch().map(\.id) == [1])
        #expect(queue.finish() == 2)
    }

    @Test mutating func `a request that waits for its stream does not let its event ids through either`() {
        let (stream, event) = (Fixture.uuid(), Fixture.event())
        _ = admit(1, to: stream)
        _ = admit(2, to: stream, [event])
        _ = admit(3, [event])
        #expect(queue.takeBatch().map(\.id) == [1])
        _ = queue.finish()
        #expect(queue.takeBatch().map(\.id) == [2])
    }

    @Test mutating func `a batch is bounded by requests and by events, but one request always goes`() {
        queue = AppendQueue(limits: .init(queued: 100, batchRequests: 3, batchEvents: 5))
        _ = admit(1, (0..<9).map { _ in Fixture.event() })
        for id in 2...9 { _ = admit(UInt64(id), [Fixture.event(), Fixture.event()]) }
        #expect(queue.takeBatch().map(\.id) == [1])
        #expect(queue.takeBatch().map(\.id) == [2, 3])
        queue = AppendQueue(limits: .init(queued: 100, batchRequests: 3, batchEvents: 5))
        for id in 1...4 { _ = admit(UInt64(id)) }
        #expect(queue.takeBatch().map(\.id) == [1, 2, 3])
    }

    @Test mutating func `a small request does not overtake a large one that does not fit`() {
        queue = AppendQueue(limits: .init(queued: 100, batchRequests: 10, batchEvents: 3))
        _ = admit(1)
        _ = admit(2, (0..<3).map { _ in Fixture.event() })
        _ = admit(3)
        #expect(queue.takeBatch().map(\.id) == [1])
        #expect(queue.takeBatch().map(\.id) == [2])
    }

    @Test mutating func `a full queue refuses`() {
        queue = AppendQueue(limits: .init(queued: 2))
        #expect(admit(1) == .lead)
        #expect(admit(2) == .wait)
        #expect(admit(3) == .refuse)
        _ = queue.takeBatch()
        #expect(admit(4) == .wait)
    }

    @Test mutating func `who stops waiting is not sent, unless it is sent already or leads`() {
        for id in 1...3 { _ = admit(UInt64(id)) }
        #expect(queue.abandon(1) == nil)
        #expect(queue.abandon(2) == 2)
        #expect(queue.takeBatch().map(\.id) == [1, 3])
        #expect(queue.abandon(3) == nil)
    }

    @Test mutating func `a leader that got no connection hands over or fails everybody`() {
        for id in 1...3 { _ = admit(UInt64(id)) }
        #expect(queue.resign(1) == 2)
        #expect(queue.failAll().map(\.id) == [2, 3])
        #expect(queue.isIdle)
        #expect(admit(4) == .lead)
    }
}
