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
        #expect(admit(2) == .wait(lead: nil))
        #expect(admit(3) == .wait(lead: nil))
    }

    @Test mutating func `the leader takes everything that has gathered`() {
        for id in 1...5 { _ = admit(UInt64(id)) }
        #expect(queue.takeBatch().batch.map(\.id) == [1, 2, 3, 4, 5])
        #expect(queue.takeBatch().batch.isEmpty)
    }

    @Test mutating func `who comes while a batch is on its way leads the next one`() {
        _ = admit(1)
        _ = queue.takeBatch()
        #expect(admit(2) == .wait(lead: nil))
        #expect(admit(3) == .wait(lead: nil))
        #expect(queue.finish(1) == 2)
        #expect(queue.takeBatch().batch.map(\.id) == [2, 3])
        #expect(queue.finish(2) == nil)
        #expect(queue.isIdle)
        #expect(admit(4) == .lead)
    }

    @Test mutating func `a batch holds no stream twice and keeps the order of a stream`() {
        let stream = Fixture.uuid()
        _ = admit(1, to: stream)
        _ = admit(2, to: stream)
        _ = admit(3)
        _ = admit(4, to: stream)
        #expect(queue.takeBatch().batch.map(\.id) == [1, 3])
        #expect(queue.finish(1) == 2)
        #expect(queue.takeBatch().batch.map(\.id) == [2])
        #expect(queue.finish(2) == 4)
        #expect(queue.takeBatch().batch.map(\.id) == [4])
    }

    @Test mutating func `a batch holds no event id twice`() {
        let event = Fixture.event()
        _ = admit(1, [event])
        _ = admit(2, [Fixture.event(), event])
        #expect(queue.takeBatch().batch.map(\.id) == [1])
        #expect(queue.finish(1) == 2)
    }

    @Test mutating func `a request that waits for its stream does not let its event ids through either`() {
        let (stream, event) = (Fixture.uuid(), Fixture.event())
        _ = admit(1, to: stream)
        _ = admit(2, to: stream, [event])
        _ = admit(3, [event])
        #expect(queue.takeBatch().batch.map(\.id) == [1])
        _ = queue.finish(1)
        #expect(queue.takeBatch().batch.map(\.id) == [2])
    }

    @Test mutating func `a batch is bounded by requests and by events, but one request always goes`() {
        queue = AppendQueue(limits: .init(queued: 100, batchRequests: 3, batchEvents: 5))
        _ = admit(1, (0..<9).map { _ in Fixture.event() })
        for id in 2...9 { _ = admit(UInt64(id), [Fixture.event(), Fixture.event()]) }
        #expect(queue.takeBatch().batch.map(\.id) == [1])
        _ = queue.finish(1)
        #expect(queue.takeBatch().batch.map(\.id) == [2, 3])
        queue = AppendQueue(limits: .init(queued: 100, batchRequests: 3, batchEvents: 5))
        for id in 1...4 { _ = admit(UInt64(id)) }
        #expect(queue.takeBatch().batch.map(\.id) == [1, 2, 3])
    }

    @Test mutating func `a small request does not overtake a large one that does not fit`() {
        queue = AppendQueue(limits: .init(queued: 100, batchRequests: 10, batchEvents: 3))
        _ = admit(1)
        _ = admit(2, (0..<3).map { _ in Fixture.event() })
        _ = admit(3)
        #expect(queue.takeBatch().batch.map(\.id) == [1])
        _ = queue.finish(1)
        #expect(queue.takeBatch().batch.map(\.id) == [2])
    }

    @Test mutating func `a full queue refuses`() {
        queue = AppendQueue(limits: .init(queued: 2))
        #expect(admit(1) == .lead)
        #expect(admit(2) == .wait(lead: nil))
        #expect(admit(3) == .refuse)
        _ = queue.takeBatch()
        #expect(admit(4) == .wait(lead: nil))
    }

    @Test mutating func `who stops waiting is not sent, unless it is sent already or leads`() {
        for id in 1...3 { _ = admit(UInt64(id)) }
        #expect(queue.abandon(1) == nil)
        #expect(queue.abandon(2) == 2)
        #expect(queue.takeBatch().batch.map(\.id) == [1, 3])
        #expect(queue.abandon(3) == nil)
    }

    @Test mutating func `a leader that got no connection hands over or fails everybody`() {
        for id in 1...3 { _ = admit(UInt64(id)) }
        #expect(queue.resign(1) == 2)
        #expect(queue.failAll().map(\.id) == [2, 3])
        #expect(queue.isIdle)
        #expect(admit(4) == .lead)
    }

    // MARK: Two batches

    @Test mutating func `a second batch goes once half of one has gathered, and no third`() {
        queue = AppendQueue(limits: .init(batchRequests: 4))
        _ = admit(1)
        _ = queue.takeBatch()
        #expect(admit(2) == .wait(lead: nil))
        // The first in the queue leads, not who came last.
        #expect(admit(3) == .wait(lead: 2))
        #expect(queue.takeBatch().batch.map(\.id) == [2, 3])
        for id in 4...9 { #expect(admit(UInt64(id)) == .wait(lead: nil)) }
        #expect(queue.finish(1) == 4)
        #expect(queue.takeBatch().batch.map(\.id) == [4, 5, 6, 7])
        #expect(queue.finish(4) == 8)
    }

    @Test mutating func `half a batch has gathered when its events are that many`() {
        queue = AppendQueue(limits: .init(batchRequests: 100, batchEvents: 8))
        _ = admit(1)
        _ = queue.takeBatch()
        #expect(admit(2, (0..<3).map { _ in Fixture.event() }) == .wait(lead: nil))
        #expect(admit(3) == .wait(lead: 2))
    }

    @Test mutating func `what does not fit in a batch goes with the second at once`() {
        queue = AppendQueue(limits: .init(batchRequests: 4))
        for id in 1...7 { _ = admit(UInt64(id)) }
        let first = queue.takeBatch()
        #expect(first.batch.map(\.id) == [1, 2, 3, 4] && first.next == 5)
        let second = queue.takeBatch()
        #expect(second.batch.map(\.id) == [5, 6, 7] && second.next == nil)
    }

    @Test mutating func `a stream is in one of the two, and whoever waits for it does not lead`() {
        queue = AppendQueue(limits: .init(batchRequests: 4))
        let (stream, event) = (Fixture.uuid(), Fixture.event())
        _ = admit(1, to: stream)
        _ = queue.takeBatch()
        #expect(admit(2, to: stream, [event]) == .wait(lead: nil))
        #expect(admit(3) == .lead)
        #expect(admit(4, [event]) == .wait(lead: nil))
        #expect(queue.takeBatch().batch.map(\.id) == [3])
        #expect(queue.finish(3) == nil)
        #expect(queue.finish(1) == 2)
        #expect(queue.takeBatch().batch.map(\.id) == [2])
        #expect(queue.finish(2) == 4)
    }

    @Test mutating func `the request of a leader goes along, also when much before it has come free meanwhile`() {
        queue = AppendQueue(limits: .init(batchRequests: 2))
        let streams = (0..<2).map { _ in Fixture.uuid() }
        for (id, stream) in zip(1...2, streams) { _ = admit(UInt64(id), to: stream) }
        _ = queue.takeBatch()
        for (id, stream) in zip(3...4, streams) { #expect(admit(UInt64(id), to: stream) == .wait(lead: nil)) }
        #expect(admit(5) == .lead)
        #expect(queue.finish(1) == nil)
        let second = queue.takeBatch()
        #expect(second.batch.map(\.id) == [5, 3] && second.next == 4)
    }

    @Test mutating func `when all that wait do so for a stream on its way, nobody leads`() {
        queue = AppendQueue(limits: .init(batchRequests: 4))
        let stream = Fixture.uuid()
        _ = admit(1, to: stream)
        _ = queue.takeBatch()
        for id in 2...5 { #expect(admit(UInt64(id), to: stream) == .wait(lead: nil)) }
        #expect(queue.finish(1) == 2)
    }

    @Test mutating func `a leader without a connection fails what waits and not what is on its way`() {
        queue = AppendQueue(limits: .init(batchRequests: 4))
        _ = admit(1)
        _ = queue.takeBatch()
        _ = admit(2)
        #expect(admit(3) == .wait(lead: 2))
        #expect(queue.failAll().map(\.id) == [2, 3])
        #expect(!queue.isIdle)
        #expect(queue.finish(1) == nil)
        #expect(queue.isIdle)
    }
}
