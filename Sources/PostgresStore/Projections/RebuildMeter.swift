/// How far a build is on its way to the end of all logs.
public struct RebuildProgress: Hashable, Sendable {
    /// What is being done: first the logs are read, then every family is evaluated.
    public enum Phase: Hashable, Sendable {
        /// Counted in events.
        case reading
        /// Counted in families.
        case evaluating
    }

    /// What is being done.
    public let phase: Phase
    /// How much of it is done.
    public let done: Int
    /// How much there is in all.
    public let total: Int
    /// How fast it goes, over the last seconds.
    public let perSecond: Double?
    /// How long it takes still, at that rate.
    public let left: Duration?
}

/// Makes progress out of what a build looks like at one moment after another; the clock is a parameter.
public struct RebuildMeter: Sendable {
    private var marks: [(at: ContinuousClock.Instant, phase: RebuildProgress.Phase, done: Int)] = []
    /// The most families that were behind: all that there are to evaluate.
    private var gezinnen = 0

    private static let marked = 10

    /// A meter that has seen nothing yet.
    public init() {}

    /// How far a build is, that looks like this in all logs.
    public mutating func add(_ states: [ProjectionState], at now: ContinuousClock.Instant) -> RebuildProgress {
        let (head, read) = (states.reduce(0) { $0 + $1.head }, states.reduce(0) { $0 + min($1.read, $1.head) })
        let backlog = states.reduce(0) { $0 + $1.backlog }
        gezinnen = max(gezinnen, backlog)
        let phase: RebuildProgress.Phase = read < head && backlog >= gezinnen ? .reading : .evaluating
        let (done, total) = phase == .reading ? (read, head) : (gezinnen - backlog, gezinnen)
        if marks.last?.phase != phase { marks = [(now, phase, done)] }
        var (perSecond, left): (Double?, Duration?)
        if let first = marks.first, now - first.at >= .seconds(1), done > first.done {
            let rate = Double(done - first.done) / ((now - first.at) / .seconds(1))
            (perSecond, left) = (rate, .seconds(Double(max(0, total - done)) / rate))
        }
        if let last = marks.last, now - last.at >= .seconds(1) { marks.append((now, phase, done)) }
        if marks.count > Self.marked { marks.removeFirst() }
        return RebuildProgress(phase: phase, done: done, total: total, perSecond: perSecond, left: left)
    }
}
