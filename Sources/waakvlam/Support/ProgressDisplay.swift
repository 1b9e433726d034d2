import Foundation

/// Shows progress on standard error: a line that is redrawn on a terminal, now and then a line anywhere else.
struct ProgressDisplay {
    private let isTerminal: Bool
    private let write: @Sendable (String) -> Void
    private var shownAt: ContinuousClock.Instant
    private var isBarShown = false

    init(
        isTerminal: Bool = isatty(STDERR_FILENO) == 1,
        at now: ContinuousClock.Instant,
        write: @escaping @Sendable (String) -> Void = { Terminal.draw($0) }
    ) {
        (self.isTerminal, self.write) = (isTerminal, write)
        // A bar at once; a line only of what takes long.
        shownAt = isTerminal ? now - .seconds(1) : now
    }

    /// Whether it is time to show something again.
    private func isDue(at now: ContinuousClock.Instant) -> Bool {
        now - shownAt >= (isTerminal ? .milliseconds(100) : .seconds(5))
    }

    mutating func show(_ progress: Progress, at now: ContinuousClock.Instant) {
        guard isDue(at: now) else { return }
        shownAt = now
        if isTerminal {
            write("\r" + progress.bar(at: now, width: Terminal.width) + ProgressDisplay.clearToEnd)
            isBarShown = true
        } else {
            write(progress.line(at: now) + "\n")
        }
    }

    /// Shows how far something is in words of its own.
    mutating func show(_ text: String, at now: ContinuousClock.Instant) {
        guard isDue(at: now) else { return }
        shownAt = now
        if isTerminal {
            write("\r" + text.prefix(max(0, Terminal.width - 1)) + ProgressDisplay.clearToEnd)
            isBarShown = true
        } else {
            write(text + "\n")
        }
    }

    /// Says something else; the bar comes back below it.
    mutating func say(_ text: String) {
        clear()
        write(text + "\n")
    }

    mutating func clear() {
        guard isBarShown else { return }
        write("\r" + ProgressDisplay.clearToEnd)
        isBarShown = false
    }

    private static let clearToEnd = "\u{1b}[K"
}
