/// Reads a log in order, from checkpoint to checkpoint, and proves every step: nothing is skipped and the past is the
/// one that was read before.
///
/// What follows a log builds on this: it handles a page and keeps the page's checkpoint, in one transaction where it
/// can. The reader itself remembers nothing.
public struct LogReader: Sendable {
    /// Events in order of position, and the point after them.
    public struct Page: Sendable {
        /// What came after the checkpoint; empty when nothing did.
        public let events: [RecordedEvent]
        /// Where to go on.
        public let checkpoint: Checkpoint
    }

    private let store: any EventStore
    private let codec: any PayloadCodec
    private let pageSize: Int

    /// A reader of the logs in `store`.
    ///
    /// - Parameters:
    ///   - store: The log as it is stored, for the chain is over the stored bytes.
    ///   - codec: How payloads are opened once the chain over them is verified.
    ///   - pageSize: The most events of a page.
    public init(store: any EventStore, codec: any PayloadCodec = PlainPayloads(), pageSize: Int = 1000) {
        (self.store, self.codec, self.pageSize) = (store, codec, max(1, pageSize))
    }

    /// The next events after a checkpoint, as far as the log goes.
    ///
    /// - Throws: `LogReadError`.
    public func page(after checkpoint: Checkpoint) async throws(LogReadError) -> Page {
        // The head first: its epoch is never later than that of the events read after it, so the next checkpoint
        // does not claim an epoch that its events were not read in.
        let head = try await head(for: checkpoint)
        let next = checkpoint.position
        guard head.position > next else {
            return Page(events: [], checkpoint: Checkpoint(log: checkpoint.log, head: head))
        }
        let events = try await events(of: checkpoint.log, after: next, limit: min(pageSize, head.position - next))
        guard !events.isEmpty else {
            throw .damaged(checkpoint.log, position: next + 1, .truncated(headPosition: head.position))
        }
        var last = LogHead(epoch: head.epoch, position: next, hash: checkpoint.head.hash)
        for event in events {
            if let fault = HashChain.fault(in: event, after: last) {
                // Not damage when the log as a whole has become another one.
                if last.position == next { try await check(checkpoint) }
                throw .damaged(checkpoint.log, position: last.position + 1, fault)
            }
            last = LogHead(epoch: head.epoch, position: event.position, hash: event.hash)
        }
        let opened = try await reading { () throws(EventStoreError) in try await codec.open(events) }
        return Page(events: opened, checkpoint: Checkpoint(log: checkpoint.log, head: last))
    }

    /// Proves that the log still holds, unchanged, the event that a checkpoint was taken at.
    ///
    /// - Throws: `LogReadError`.
    public func check(_ checkpoint: Checkpoint) async throws(LogReadError) {
        let head = try await head(for: checkpoint)
        let position = checkpoint.position
        guard position > 0 else { return }
        let events = try await events(of: checkpoint.log, after: max(0, position - 2), limit: min(2, position))
        guard let event = events.last, event.position == position else {
            throw .damaged(checkpoint.log, position: position, .gap(expected: position))
        }
        guard event.hash == checkpoint.head.hash else { throw mismatch(checkpoint, in: head) }
        // The hash is only a column: that it is the one of these contents and of this past is computed.
        let previous = position == 1 ? HashChain.start : events[0].hash
        let before = LogHead(epoch: head.epoch, position: position - 1, hash: previous)
        if let fault = HashChain.fault(in: event, after: before) {
            throw .damaged(checkpoint.log, position: position, fault)
        }
    }
}

extension LogReader {
    /// The head of the log, which can be the head of a log that goes on from `checkpoint`.
    private func head(for checkpoint: Checkpoint) async throws(LogReadError) -> LogHead {
        let head = try await reading { () throws(EventStoreError) in try await store.head(of: checkpoint.log) }
        guard head.epoch >= checkpoint.head.epoch else {
            throw .checkpointMismatch(checkpoint, .earlierEpoch(head.epoch))
        }
        let isElsewhere = head.position == checkpoint.position && head.hash != checkpoint.head.hash
        let isNoStart = checkpoint.position == 0 && checkpoint.head.hash != HashChain.start
        guard head.position >= checkpoint.position, !isElsewhere, !isNoStart else {
            throw mismatch(checkpoint, in: head)
        }
        return head
    }

    private func mismatch(_ checkpoint: Checkpoint, in head: LogHead) -> LogReadError {
        let kind: CheckpointMismatch =
            if head.epoch > checkpoint.head.epoch {
                .restored(epoch: head.epoch)
            } else if head.position < checkpoint.position {
                .behind(position: head.position)
            } else {
                .otherPast
            }
        return .checkpointMismatch(checkpoint, kind)
    }

    private func events(
        of log: LogName,
        after position: Int,
        limit: Int
    ) async throws(LogReadError) -> [RecordedEvent] {
        try await reading { () throws(EventStoreError) in
            try await store.events(in: log, after: position, limit: limit)
        }
    }

    private func reading<Value>(
        _ read: () async throws(EventStoreError) -> Value
    ) async throws(LogReadError) -> Value {
        do throws(EventStoreError) {
            return try await read()
        } catch {
            if case .corrupt(let log, let position) = error { throw .damaged(log, position: position, .unreadable) }
            throw .store(error)
        }
    }
}

/// Why a log could not be read on.
public enum LogReadError: Error, Hashable, Sendable {
    /// The log has another past than the checkpoint: stop, and have a person look.
    case checkpointMismatch(Checkpoint, CheckpointMismatch)
    /// The log is not as it was appended: stop, and have a person look.
    case damaged(LogName, position: Int, ChainFault)
    /// The store could not answer; when it is unavailable, trying again later is all there is to do.
    case store(EventStoreError)
}
