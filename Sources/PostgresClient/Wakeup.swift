internal import Glibc

/// A pipe that ends a wait in `poll` from another thread.
final class Wakeup: Sendable {
    /// Becomes readable after `wake()`.
    let readEnd: Int32
    private let writeEnd: Int32

    /// A pipe, or nil when the process has no file descriptor left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Ends the wait that is going on, or the next one.
    func wake() {
        var byte: UInt8 = 1
        // A full pipe is as good: it is readable.
        _ = write(writeEnd, &byte, 1)
    }

    /// Forgets all wake-ups so far.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
