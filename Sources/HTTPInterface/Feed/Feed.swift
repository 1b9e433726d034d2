import CaseHandling
public import EventStore
import Foundation
public import Logging
public import ServiceLifecycle
import Synchronization
import WireValues

/// The feed: every log as CloudEvents, page by page or as a stream.
///
/// As a service it follows the logs that somebody reads a stream of: it looks at the head of each once in a while, reads
/// what is new once, and hands it to all readers that wait there.
public final class Feed: Service, Sendable {
    /// How the feed behaves.
    struct Settings: Sendable {
        /// So often a log is looked at.
        var interval: Duration = .milliseconds(100)
        /// So long nothing is said before a comment says that the stream still lives.
        var heartbeat: Duration = .seconds(15)
        /// So long a reader may take to make room for the next piece.
        var writeLimit: Duration = .seconds(30)
        /// The most events that are in memory for one reader.
        var pageSize = 200
        /// The most streams at a time.
        var maximumReaders = 256
        /// The time, for tokens.
        var now: @Sendable () -> Date = { Date() }
    }

    private struct Following {
        var inboxes: [Int: FeedInbox] = [:]
        var isFollowed = false
        let bell = Bell()
    }

    private struct State {
        var logs: [LogName: Following] = [:]
        var readers = 0
        var nextId = 0
    }

    let settings: Settings
    private let volger: Logboekvolger
    private let source: CloudEventSource
    private let logger: Logger
    private let state = Mutex(State())
    private let (wanted, want) = AsyncStream<LogName>.makeStream()

    /// The feed of the logs in `store`.
    ///
    /// - Parameters:
    ///   - store: The logs as they are stored: nothing needs to be decrypted.
    ///   - source: Who the events come from.
    ///   - logger: For operators.
    public convenience init(store: any EventStore, source: CloudEventSource, logger: Logger) {
        self.init(store: store, source: source, logger: logger, settings: Settings())
    }

    init(store: any EventStore, source: CloudEventSource, logger: Logger, settings: Settings) {
        volger = Logboekvolger(store: store)
        (self.source, self.logger, self.settings) = (source, logger, settings)
    }

    /// Something was appended to a log in this process: streams hear of it at once, and not at the next look.
    public func wake(_ log: LogName) {
        state.withLock { $0.logs[log]?.bell }?.ring()
    }

    /// How many streams there are.
    var readers: Int { state.withLock { $0.readers } }
}

// MARK: Reading

extension Feed {
    /// Where a user goes on after a place.
    ///
    /// - Throws: `Afwijzing`.
    func begin(after place: Leesplaats, for user: Gebruiker) async throws(Afwijzing) -> Checkpoint {
        try await volger.begin(na: place, voor: user)
    }

    /// What comes after a point.
    ///
    /// - Throws: `Afwijzing`.
    func page(after checkpoint: Checkpoint, limit: Int) async throws(Afwijzing) -> FeedPage {
        let page = try await volger.lees(na: checkpoint, hoogstens: limit)
        var entries: [FeedPage.Entry] = []
        entries.reserveCapacity(page.events.count)
        for event in page.events {
            let stroom = try await volger.stroom(van: event)
            let json = CloudEvent(event: event, stroom: stroom, source: source).json.bytes
            // The epoch of the page: never later than that of its events.
            let head = LogHead(epoch: page.checkpoint.head.epoch, position: event.position, hash: event.hash)
            entries.append(FeedPage.Entry(head: head, json: json))
        }
        return FeedPage(start: checkpoint.head, entries: entries[...], end: page.checkpoint)
    }
}

// MARK: Following

extension Feed {
    /// A stream that there is room for.
    ///
    /// - Throws: `Problem` when there are as many as there can be.
    func admit(to log: LogName) throws(Problem) -> FeedReader {
        let inbox = FeedInbox()
        let (id, isNew) = state.withLock { state -> (Int?, Bool) in
            guard state.readers < settings.maximumReaders else { return (nil, false) }
            state.readers += 1
            state.nextId += 1
            let isNew = state.logs[log]?.isFollowed != true
            state.logs[log, default: Following()].inboxes[state.nextId] = inbox
            state.logs[log]?.isFollowed = true
            return (state.nextId, isNew)
        }
        guard let id else { throw Problem.tooManyReaders }
        if isNew { want.yield(log) }
        return FeedReader(inbox: inbox) { [weak self] in self?.release(id, log) }
    }

    private func release(_ id: Int, _ log: LogName) {
        state.withLock { state in
            if state.logs[log]?.inboxes.removeValue(forKey: id) != nil { state.readers -= 1 }
        }
    }

    /// Follows every log that is read, until the program stops.
    public func run() async throws {
        await withDiscardingTaskGroup { group in
            for await log in wanted.cancelOnGracefulShutdown() {
                group.addTask { await self.follow(log) }
            }
            group.cancelAll()
        }
    }

    /// Follows a log for as long as it has readers.
    private func follow(_ log: LogName) async {
        var checkpoint: Checkpoint?
        var isAvailable = true
        while let bell = bell(of: log), !Task.isCancelled {
            var pause = settings.interval
            do throws(Afwijzing) {
                let (next, isAll) = try await look(at: log, after: checkpoint)
                checkpoint = next
                isAvailable = true
                if !isAll { continue }
            } catch {
                if case .nietBeschikbaar(let reason) = error {
                    if isAvailable { logger.warning("The feed cannot read.", metadata: ["reason": "\(reason)"]) }
                    isAvailable = false
                    pause *= 10
                } else {
                    // Each reader finds out what is wrong where it is, and ends; this begins anew.
                    checkpoint = nil
                    for inbox in inboxes(of: log) { inbox.notify() }
                }
            }
            await bell.wait(until: .now + pause)
        }
    }

    /// Hands what came after a checkpoint to the readers of a log; without a checkpoint they look for themselves.
    ///
    /// Who the readers are is asked last: whoever comes after that reads a log that is at least as far.
    private func look(
        at log: LogName,
        after checkpoint: Checkpoint?
    ) async throws(Afwijzing) -> (next: Checkpoint, isAll: Bool) {
        guard let checkpoint else {
            let end = try await volger.eind(van: log)
            for inbox in inboxes(of: log) { inbox.notify() }
            return (end, true)
        }
        let page = try await page(after: checkpoint, limit: settings.pageSize)
        if !page.entries.isEmpty {
            for inbox in inboxes(of: log) { inbox.deliver(page) }
        }
        return (page.end, page.entries.count < settings.pageSize)
    }

    /// What wakes who follows a log; nil without readers, and then it is not followed any more.
    private func bell(of log: LogName) -> Bell? {
        state.withLock { state in
            guard let following = state.logs[log], !following.inboxes.isEmpty else {
                state.logs[log] = nil
                return nil
            }
            return following.bell
        }
    }

    private func inboxes(of log: LogName) -> [FeedInbox] {
        state.withLock { Array(($0.logs[log]?.inboxes ?? [:]).values) }
    }
}

/// The place that one stream takes; it is free again when this goes.
final class FeedReader: Sendable {
    let inbox: FeedInbox
    private let release: @Sendable () -> Void

    init(inbox: FeedInbox, release: @escaping @Sendable () -> Void) {
        (self.inbox, self.release) = (inbox, release)
    }

    deinit { release() }
}
