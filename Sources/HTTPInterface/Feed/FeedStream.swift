import CaseHandling
import EventStore
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import WireValues

/// One stream: what one reader gets of a log, until it leaves, is too slow or may not read any more, or the server stops.
///
/// In memory is at most one page, beside what the connection takes before it says that it is full.
struct FeedStream: Sendable {
    let feed: Feed
    let reader: FeedReader
    /// Where the reader goes on.
    let begin: Checkpoint
    /// When the token that it was opened with is no longer valid.
    let expires: Date
    let channel: any Channel
    let logger: Logger

    /// How much is given to the connection at a time, in bytes.
    private static let piece = 16_384
    /// So long it takes before an unavailable store is asked again.
    private static let pause: Duration = .seconds(1)

    func response(to request: Request) -> Response {
        var headers: HTTPFields = [.contentType: "text/event-stream"]
        // No request can follow on this connection; after HEAD one can.
        if request.method != .head { headers[.connection] = "close" }
        // For a proxy that would keep back what is small.
        if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { writer in
                var output = Output(writer: writer, channel: channel, limit: feed.settings.writeLimit)
                let body = request.body
                try await withGracefulShutdownHandler {
                    try await body.consumeWithInboundCloseHandler { _ in
                        try await output.guarded(logger) { output in try await run(&output) }
                    } onInboundClosed: {
                        reader.inbox.end()
                    }
                } onGracefulShutdown: {
                    reader.inbox.end()
                    // Whoever does not read would keep the server waiting.
                    if !channel.isWritable { channel.close(promise: nil) }
                }
                try await output.finish()
            }
        )
    }

    private func run(_ output: inout Output) async throws {
        // How long to wait before coming back, for clients that do so by themselves.
        try await output.write(ByteBuffer(string: "retry: 2000\n\n"))
        do {
            var end = begin
            while let page = try await next(after: end, &output) {
                end = page.end
                try await write(page, to: &output)
            }
        } catch let error where error is Afwijzing || error is Problem {
            let problem = AnswerMiddleware.problem(error, logger)
            var message = ByteBuffer(string: "event: fout\ndata: ")
            message.writeBytes(problem.json.bytes)
            message.writeStaticString("\n\n")
            try await output.write(message)
        }
    }

    private func write(_ page: FeedPage, to output: inout Output) async throws {
        var buffer = ByteBuffer()
        for entry in page.entries {
            entry.write(to: &buffer)
            guard buffer.readableBytes >= FeedStream.piece else { continue }
            if reader.inbox.isEnded { return }
            try await output.write(buffer)
            buffer.clear()
        }
        if buffer.readableBytes > 0 { try await output.write(buffer) }
    }

    /// What comes after a point; nil at the end of the stream.
    private func next(after end: Checkpoint, _ output: inout Output) async throws -> FeedPage? {
        let now = ContinuousClock.now
        let expiry = now + .seconds(max(0, expires.timeIntervalSince(feed.settings.now())))
        var heartbeat = now + feed.settings.heartbeat
        var mustRead = true
        while !reader.inbox.isEnded {
            guard feed.settings.now() < expires else { throw Problem.invalidToken }
            var retry: ContinuousClock.Instant?
            if mustRead {
                let page = try await read(after: end)
                if let page, !page.entries.isEmpty { return page }
                if page == nil { retry = .now + FeedStream.pause }
            }
            let until = min(heartbeat, expiry, retry ?? heartbeat)
            let news = await reader.inbox.news(after: end.head, until: until)
            if case .page(let page) = news { return page }
            mustRead = retry != nil || news != nil
            try Task.checkCancellation()
            guard ContinuousClock.now >= heartbeat else { continue }
            try await output.write(ByteBuffer(string: ": hartslag\n\n"))
            heartbeat = .now + feed.settings.heartbeat
        }
        return nil
    }

    /// What the log has after a point; nil when it cannot be read now, which whoever follows it says to the operators.
    private func read(after end: Checkpoint) async throws(Afwijzing) -> FeedPage? {
        reader.inbox.clear()
        do throws(Afwijzing) {
            return try await feed.page(after: end, limit: feed.settings.pageSize)
        } catch {
            if case .nietBeschikbaar = error { return nil }
            throw error
        }
    }
}

extension FeedStream {
    /// The connection, with an eye on whether it makes progress.
    fileprivate struct Output {
        private var writer: any ResponseBodyWriter
        private let channel: any Channel
        private let limit: Duration
        private let busy = Busy()

        /// Since when something is being written.
        private final class Busy: Sendable {
            private let since = Mutex<ContinuousClock.Instant?>(nil)

            var duration: Duration { since.withLock { $0.map { .now - $0 } ?? .zero } }

            func begin() { since.withLock { $0 = .now } }

            func end() { since.withLock { $0 = nil } }
        }

        init(writer: any ResponseBodyWriter, channel: any Channel, limit: Duration) {
            (self.writer, self.channel, self.limit) = (writer, channel, limit)
        }

        /// Gives something to the connection once that has room for it.
        mutating func write(_ buffer: ByteBuffer) async throws {
            busy.begin()
            defer { busy.end() }
            try await writer.write(buffer)
        }

        func finish() async throws { try await writer.finish(nil) }

        /// Does `work`, and closes the connection when that is stuck in a write.
        mutating func guarded(_ logger: Logger, _ work: (inout Output) async throws -> Void) async throws {
            let (busy, limit, channel) = (busy, limit, channel)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while busy.duration < limit { try await Task.sleep(for: limit / 8) }
                    logger.notice("A reader of the feed did not keep up and was dropped.")
                    // The write ends with an error; nothing that was kept for the reader is kept any longer.
                    channel.close(promise: nil)
                }
                try await work(&self)
                group.cancelAll()
            }
        }
    }
}
