internal import Synchronization

/// A value that one task waits for and that others give once: a continuation that may be answered before it is awaited.
///
/// The one who waits can stand in a queue under a lock before it suspends, so that nothing is missed in between.
package final class OneShot<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, Never>)
        case given(Value)
    }

    private let state = Mutex(State.open)

    /// A value that is not there yet.
    package init() {}

    /// Gives the value; only the first one counts.
    package func give(_ value: Value) {
        let continuation: CheckedContinuation<Value, Never>? = state.withLock { state in
            switch state {
            case .given: return nil
            case .open:
                state = .given(value)
                return nil
            case .awaited(let continuation):
                state = .given(value)
                return continuation
            }
        }
        continuation?.resume(returning: value)
    }

    /// The value, once it is given.
    ///
    /// Cancellation does not end the wait: whoever gives a value must see to that.
    package func value() async -> Value {
        await withCheckedContinuation { continuation in
            let value: Value? = state.withLock { state in
                if case .given(let value) = state { return value }
                state = .awaited(continuation)
                return nil
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}
