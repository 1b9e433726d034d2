internal import EventStore
internal import WireValues

/// The append requests of one log that wait to be sent, and who sends the next batch.
///
/// Natural batching: whoever finds nobody sending leads. Those who come meanwhile queue, and when the leader has its
/// answer the first of them leads, and takes what has gathered. No timer and no task of its own: as busy as it gets, so
/// large the batches become. A pure state machine; `PostgresEventStore` carries out what it decides.
///
/// A second batch goes while the first is on its way, once half of one has gathered: it waits at the gate of the log in
/// PostgreSQL, which so has work while the answers to the first are taken in and the next requests are made. A stream
/// is in one of them only, so its requests keep their order; what has an event id in common the gate puts in order.
struct AppendQueue<Waiter> {
    /// A request in the queue.
    struct Pending {
        let id: UInt64
        let request: AppendRequest
        let waiter: Waiter
    }

    /// What the caller of a new request does next.
    enum Admission {
        /// Get a connection, `takeBatch`, send, `finish`.
        case lead
        /// Wait to be answered or to be made leader, once `lead` has been told that it leads.
        case wait(lead: Waiter?)
        /// The queue is full.
        case refuse
    }

    private let limits: AppendQueueLimits
    private var queue: [Pending] = []
    /// Who leads and has not yet taken its batch.
    private var leader: UInt64?
    /// The streams of the batches that are on their way, by who leads them.
    private var sent: [UInt64: Set<UUID>] = [:]

    init(limits: AppendQueueLimits = AppendQueueLimits()) {
        self.limits = limits
    }

    /// Whether nobody waits or sends.
    var isIdle: Bool { leader == nil && sent.isEmpty && queue.isEmpty }

    var count: Int { queue.count }

    mutating func admit(_ request: AppendRequest, id: UInt64, waiter: Waiter) -> Admission {
        guard queue.count < limits.queued else { return .refuse }
        queue.append(Pending(id: id, request: request, waiter: waiter))
        let next = appoint()
        return leader == id ? .lead : .wait(lead: next)
    }

    /// Who leads next, when there is reason for a batch now.
    private mutating func appoint() -> Waiter? {
        guard leader == nil, !queue.isEmpty, sent.count < limits.batches else { return nil }
        // A small one beside another costs more than it gains.
        guard sent.isEmpty || isHalfABatchWaiting else { return nil }
        var reserved = Reserved(streams: onTheirWay)
        let next = queue.first { reserved.reserve(for: $0.request) }
        leader = next?.id
        return next?.waiter
    }

    private var isHalfABatchWaiting: Bool {
        if 2 * queue.count >= limits.batchRequests { return true }
        // Fewer than that: not many to look at.
        return 2 * queue.reduce(0) { $0 + $1.request.events.count } >= limits.batchEvents
    }

    private var onTheirWay: Set<UUID> { sent.values.reduce(into: []) { $0.formUnion($1) } }

    /// The streams and event ids of what goes before.
    private struct Reserved {
        var streams: Set<UUID>
        var ids: Set<UUID> = []

        /// Whether a request has nothing in common with what goes before it; it goes before the next, in any case.
        mutating func reserve(for request: AppendRequest) -> Bool {
            let isFree = !streams.contains(request.stream) && !request.events.contains { ids.contains($0.id) }
            streams.insert(request.stream)
            for event in request.events { ids.insert(event.id) }
            return isFree
        }
    }

    /// What the leader sends, its own request first and as many after it as fit, in order of arrival; and who leads the
    /// batch after it, when there is reason for that already.
    ///
    /// No two of them have a stream or an event id in common: of those the later one waits, and so does whatever has a
    /// stream in common with it. So the statement need not look for conflicts within a batch, and the requests of a
    /// stream keep their order.
    mutating func takeBatch() -> (batch: [Pending], next: Waiter?) {
        guard let leader, let own = queue.firstIndex(where: { $0.id == leader }) else { return ([], nil) }
        // It has nothing in common with what is before it, and that may have become more than fits since it was appointed.
        queue.insert(queue.remove(at: own), at: 0)
        var batch: [Pending] = []
        var left: [Pending] = []
        var events = 0
        var reserved = Reserved(streams: onTheirWay)
        var isFull = false
        for pending in queue {
            let request = pending.request
            let fits =
                batch.isEmpty
                || (batch.count < limits.batchRequests && events + request.events.count <= limits.batchEvents)
            // What comes behind it stays behind it.
            if !fits { isFull = true }
            guard reserved.reserve(for: request), !isFull else {
                left.append(pending)
                continue
            }
            batch.append(pending)
            events += request.events.count
        }
        queue = left
        self.leader = nil
        sent[leader] = Set(batch.map(\.request.stream))
        return (batch, appoint())
    }

    /// The batch of a leader is done: who leads next, when there is reason for a batch.
    mutating func finish(_ id: UInt64) -> Waiter? {
        sent[id] = nil
        return appoint()
    }

    /// A waiter stops waiting; nil when its request was sent already or it has been made leader.
    mutating func abandon(_ id: UInt64) -> Waiter? {
        guard id != leader, let index = queue.firstIndex(where: { $0.id == id }) else { return nil }
        return queue.remove(at: index).waiter
    }

    /// The leader got no connection because its caller stopped waiting: its request goes, somebody else leads.
    mutating func resign(_ id: UInt64) -> Waiter? {
        queue.removeAll { $0.id == id }
        leader = nil
        return appoint()
    }

    /// The leader got no connection: nobody who waits now would get one.
    mutating func failAll() -> [Pending] {
        leader = nil
        defer { queue = [] }
        return queue
    }
}

/// How much a queue of appends and a batch of them hold.
struct AppendQueueLimits {
    var queued = 1024
    var batches = 2
    var batchRequests = 64
    var batchEvents = 512
}

extension AppendQueue.Pending: Sendable where Waiter: Sendable {}
extension AppendQueue.Admission: Equatable where Waiter: Equatable {}
