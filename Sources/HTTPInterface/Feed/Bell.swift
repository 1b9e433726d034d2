import Synchronization

/// Wakes the one task that waits for it: when it is rung, or at a moment.
///
/// A ring that comes while nobody waits is kept: the next wait ends at once.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        var isExpired = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let waiting = state.withLock { state in
            if state.waiting == nil { state.isRung = true }
            return state.waiting.take()
        }
        waiting?.resume()
    }

    /// Ends when the bell is rung, at `deadline`, or when the task is cancelled.
    func wait(until deadline: ContinuousClock.Instant) async {
        state.withLock { $0.isExpired = false }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Also when cancelled: then the wait is over too.
                try? await Task.sleep(until: deadline, clock: .continuous)
                self.expire()
            }
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    if state.isRung || state.isExpired {
                        state.isRung = false
                        return true
                    }
                    state.waiting = continuation
                    return false
                }
                if isDue { continuation.resume() }
            }
            group.cancelAll()
        }
    }

    private func expire() {
        let waiting = state.withLock { state in
            state.isExpired = true
            return state.waiting.take()
        }
        waiting?.resume()
    }
}
