import EventStore
import Synchronization

/// Where one reader hears what is new.
///
/// It holds at most one page, and only while the reader waits for it.
final class FeedInbox: Sendable {
    enum News: Sendable {
        /// These come next.
        case page(FeedPage)
        /// There is something: read it.
        case something
        /// The stream is over: the server stops, or the reader has left.
        case end
    }

    private struct State {
        /// Where the reader is, while it waits.
        var seen: LogHead?
        var news: News?
        var isEnded = false

        mutating func takeNews() -> News? { isEnded ? .end : news.take() }
    }

    private let state = Mutex(State())
    private let bell = Bell()

    var isEnded: Bool { state.withLock { $0.isEnded } }
    var isWaiting: Bool { state.withLock { $0.seen != nil } }

    func end() {
        state.withLock { $0.isEnded = true }
        bell.ring()
    }

    /// Whoever waits for this page gets it; whoever is busy is told that there is something.
    func deliver(_ page: FeedPage) {
        let isNews = state.withLock { state in
            guard let seen = state.seen, state.news == nil else {
                state.news = .something
                return false
            }
            switch page.rest(after: seen) {
            case .page(let rest): state.news = .page(rest)
            case .tooLate: state.news = .something
            case .nothing: return false
            }
            return true
        }
        if isNews { bell.ring() }
    }

    /// There is something, and what it is the reader has to find out.
    func notify() {
        state.withLock { $0.news = .something }
        bell.ring()
    }

    /// Forgets what was heard: the reader is about to read the log itself.
    func clear() { state.withLock { $0.news = nil } }

    /// What comes after `seen`; nil when there was nothing until `deadline`, or earlier.
    func news(after seen: LogHead, until deadline: ContinuousClock.Instant) async -> News? {
        let known = state.withLock { state -> News? in
            if let news = state.takeNews() { return news }
            state.seen = seen
            return nil
        }
        if let known { return known }
        await bell.wait(until: deadline)
        return state.withLock { state in
            state.seen = nil
            return state.takeNews()
        }
    }
}
