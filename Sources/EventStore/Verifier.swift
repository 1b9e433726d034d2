internal import CivilTime
internal import WireValues

/// Recomputes a whole log from its events and compares it with what it claims to be.
///
/// Reads in pages through the protocol, so it needs neither the database's functions nor much memory: one page, and the
/// last version of every stream.
public struct Verifier: Sendable {
    /// What was found in one log.
    public struct Report: Hashable, Sendable {
        /// The log that was read.
        public let log: LogName
        /// How far it is as it was appended: the last event that is in order.
        public let verified: LogHead
        /// The first thing wrong, and the position where; nil when the log is sound up to its head.
        public let fault: Fault?

        /// Whether nothing is wrong.
        public var isSound: Bool { fault == nil }
        /// What proves later that everything up to here is still as it was.
        public var checkpoint: Checkpoint { Checkpoint(log: log, head: verified) }
    }

    /// Something wrong at a position.
    public struct Fault: Hashable, Sendable {
        /// Where.
        public let position: Int
        /// What.
        public let kind: ChainFault
    }

    private let store: any EventStore
    private let pageSize: Int

    /// A verifier of the logs in `store`.
    public init(store: any EventStore, pageSize: Int = 1000) {
        self.store = store
        self.pageSize = max(1, pageSize)
    }

    /// Reads the log up to its present head; what is appended meanwhile is left for the next time.
    ///
    /// - Throws: `EventStoreError` when the store cannot answer; a damaged log is a report, not an error.
    public func verify(_ log: LogName) async throws(EventStoreError) -> Report {
        let head = try await store.head(of: log)
        return try await verify(log, up: head, with: Run(epoch: head.epoch))
    }

    /// Proves that the log still holds `checkpoint` unchanged, and reads what came after it.
    ///
    /// The events before it are not read again: their versions count from the first one of each stream that is.
    ///
    /// - Throws: `LogReadError`: a mismatch, or `store` when that cannot answer; a damaged log is a report.
    public func verify(since checkpoint: Checkpoint) async throws(LogReadError) -> Report {
        let log = checkpoint.log
        do {
            try await LogReader(store: store).check(checkpoint)
        } catch {
            guard case .damaged(_, let position, let kind) = error else { throw error }
            let verified = Checkpoint.start(of: log).head
            return Report(log: log, verified: verified, fault: Fault(position: position, kind: kind))
        }
        do throws(EventStoreError) {
            let head = try await store.head(of: log)
            return try await verify(log, up: head, with: Run(epoch: head.epoch, after: checkpoint))
        } catch {
            throw .store(error)
        }
    }

    private func verify(_ log: LogName, up head: LogHead, with start: Run) async throws(EventStoreError) -> Report {
        var run = start
        while run.last.position < head.position {
            let page: [RecordedEvent]
            do throws(EventStoreError) {
                let limit = min(pageSize, head.position - run.last.position)
                page = try await store.events(in: log, after: run.last.position, limit: limit)
            } catch {
                guard case .corrupt(_, let position) = error else { throw error }
                return Report(log: log, verified: run.last, fault: Fault(position: position, kind: .unreadable))
            }
            let fault = page.isEmpty ? run.truncation(before: head) : run.firstFault(in: page)
            if let fault { return Report(log: log, verified: run.last, fault: fault) }
        }
        return Report(log: log, verified: run.last, fault: try await faultAtHead(of: log, head, run))
    }

    /// The last hash must be that of the head, and nothing may stand behind it.
    private func faultAtHead(of log: LogName, _ head: LogHead, _ run: Run) async throws(EventStoreError) -> Fault? {
        guard run.last.hash == head.hash else { return Fault(position: head.position, kind: .headChanged) }
        let next: [RecordedEvent]
        do throws(EventStoreError) {
            next = try await store.events(in: log, after: head.position, limit: 1)
        } catch {
            guard case .corrupt(_, let position) = error else { throw error }
            return Fault(position: position, kind: .unreadable)
        }
        // Appended since, when the head has moved as well.
        guard let event = next.first else { return nil }
        let newHead = try await store.head(of: log)
        return event.position > newHead.position ? Fault(position: event.position, kind: .beyondHead) : nil
    }
}

extension Verifier {
    /// What is known of the events so far.
    private struct Run {
        var last: LogHead
        private var versions: [UUID: Int] = [:]
        private var addedAt: Moment?
        private let isWhole: Bool

        init(epoch: Int) {
            last = LogHead(epoch: epoch, position: 0, hash: HashChain.start)
            isWhole = true
        }

        init(epoch: Int, after checkpoint: Checkpoint) {
            last = LogHead(epoch: epoch, position: checkpoint.position, hash: checkpoint.head.hash)
            isWhole = checkpoint.position == 0
        }

        mutating func firstFault(in page: [RecordedEvent]) -> Fault? {
            for event in page {
                if let kind = fault(in: event) {
                    if case .gap(let expected) = kind { return Fault(position: expected, kind: kind) }
                    return Fault(position: event.position, kind: kind)
                }
                last = LogHead(epoch: last.epoch, position: event.position, hash: event.hash)
                versions[event.stream] = event.version
                addedAt = event.addedAt
            }
            return nil
        }

        func truncation(before head: LogHead) -> Fault {
            Fault(position: last.position + 1, kind: .truncated(headPosition: head.position))
        }

        private func fault(in event: RecordedEvent) -> ChainFault? {
            if let fault = HashChain.fault(in: event, after: last) { return fault }
            let known = versions[event.stream] ?? (isWhole ? 0 : nil)
            if let known, event.version != known + 1 { return .versionGap(expected: known + 1) }
            if let addedAt, event.addedAt < addedAt { return .timeWentBack }
            return nil
        }
    }
}
