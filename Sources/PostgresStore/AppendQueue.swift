internal import EventStore
internal import WireValues

/// The append requests of one log that wait to be sent, and who sends the next batch.
///
/// Natural batching: whoever finds nobody sending leads. Those who come meanwhile queue, and when the leader has its
/// answer the first of them leads, and takes what has gathered. No timer and no task of its own: as busy as it gets, so
/// large the batches become. A pure state machine; `PostgresEventStore` carries out what it decides.
struct AppendQueue<Waiter> {
    /// A request in the queue.
    struct Pending {
        let id: UInt64
        let request: AppendRequest
        let waiter: Waiter
    }

    /// What the caller of a new request does next.
    enum Admission: Equatable {
        /// Get a connection, `takeBatch`, send, `finish`.
        case lead
        /// Wait to be answered or to be made leader.
        case wait
        /// The queue is full.
        case refuse
    }

    /// How much a queue and a batch hold.
    struct Limits {
        var queued = 1024
        var batchRequests = 64
        var batchEvents = 128
    }

    private let limits: Limits
    private var queue: [Pending] = []
    private var leader: UInt64?

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Whether nobody waits or sends.
    var isIdle: Bool { leader == nil && queue.isEmpty }

    var count: Int { queue.count }

    mutating func admit(_ request: AppendRequest, id: UInt64, waiter: Waiter) -> Admission {
        guard queue.count < limits.queued else { return .refuse }
        queue.append(Pending(id: id, request: request, waiter: waiter))
        guard leader == nil else { return .wait }
        leader = id
        return .lead
    }

    /// What the leader sends: its own request and as many after it as fit, in order of arrival.
    ///
    /// No two of them have a stream or an event id in common: of those the later one waits, and so does whatever has a
    /// stream in common with it. So the statement need not look for conflicts within a batch, and the requests of a
    /// stream keep their order.
    mutating func takeBatch() -> [Pending] {
        var batch: [Pending] = []
        var left: [Pending] = []
        var events = 0
        var streams: Set<UUID> = []
        var ids: Set<UUID> = []
        var isFull = false
        for pending in queue {
            let request = pending.request
            let fits =
                batch.isEmpty
                || (batch.count < limits.batchRequests && events + request.events.count <= limits.batchEvents)
            if !fits { isFull = true }
            let isFree = !streams.contains(request.stream) && !request.events.contains { ids.contains($0.id) }
            streams.insert(request.stream)
            ids.formUnion(request.events.lazy.map(\.id))
            guard !isFull, isFree else {
                left.append(pending)
                continue
            }
            batch.append(pending)
            events += request.events.count
        }
        queue = left
        return batch
    }

    /// The leader is done: who leads next, when anybody waits.
    mutating func finish() -> Waiter? {
        leader = queue.first?.id
        return queue.first?.waiter
    }

    /// A waiter stops waiting; nil when its request was sent already or it has been made leader.
    mutating func abandon(_ id: UInt64) -> Waiter? {
        guard id != leader, let index = queue.firstIndex(where: { $0.id == id }) else { return nil }
        return queue.remove(at: index).waiter
    }

    /// The leader got no connection because its caller stopped waiting: its request goes, somebody else leads.
    mutating func resign(_ id: UInt64) -> Waiter? {
        queue.removeAll { $0.id == id }
        return finish()
    }

    /// The leader got no connection: nobody who waits now would get one.
    mutating func failAll() -> [Pending] {
        leader = nil
        defer { queue = [] }
        return queue
    }
}

extension AppendQueue.Pending: Sendable where Waiter: Sendable {}
