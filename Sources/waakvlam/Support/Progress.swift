/// How far an import is, in words; the clock is a parameter.
struct Progress: Sendable {
    /// What has been done.
    struct Done: Sendable {
        var bytes = 0
        var streams = 0
        var events = 0
    }

    /// What is being done: opnemen.
    let verb: String
    /// How many bytes there are in all.
    let total: Int
    /// How many families there are in all, with the word for them; nil when nobody counts them.
    let streams: (count: Int, noun: String)?
    let begin: ContinuousClock.Instant
    private(set) var done = Done()
    /// What had been done at moments before, at most one a second: the rate is that of the last of them.
    private var marks: [(at: ContinuousClock.Instant, done: Done)]

    private static let marked = 10

    init(
        _ verb: String,
        total: Int,
        streams: (count: Int, noun: String)? = nil,
        at now: ContinuousClock.Instant
    ) {
        (self.verb, self.total, self.streams, begin) = (verb, total, streams, now)
        marks = [(now, Done())]
    }

    mutating func add(bytes: Int, streams: Int = 0, events: Int = 0, at now: ContinuousClock.Instant) {
        done.bytes += bytes
        done.streams += streams
        done.events += events
        guard let last = marks.last, now - last.at >= .seconds(1) else { return }
        marks.append((now, done))
        if marks.count > Progress.marked { marks.removeFirst() }
    }

    // MARK: Text

    /// One line for a terminal of this width.
    func bar(at now: ContinuousClock.Instant, width: Int) -> String {
        let room = max(0, width - 1)
        let words = ([percentage] + counts + [rate(at: now), left(at: now)].compactMap(\.self))
        let text = verb + " " + words.joined(separator: "  ")
        // In steps, or it would grow and shrink with every digit.
        let length = min(30, (room - text.count - 3) / 10 * 10)
        guard length >= 10 else { return String(text.prefix(room)) }
        let filled = length * share / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: length - filled)
        return "\(verb) [\(bar)] " + words.joined(separator: "  ")
    }

    /// One line for a log.
    func line(at now: ContinuousClock.Instant) -> String {
        let words = [percentage] + counts + [rate(at: now), left(at: now)].compactMap(\.self)
        return "\(verb): " + words.joined(separator: ", ")
    }

    /// The last line.
    func summary(at now: ContinuousClock.Instant) -> String {
        let words = counts + ["in " + Progress.duration(now - begin), average(at: now)].compactMap(\.self)
        return "\(verb): " + words.joined(separator: ", ")
    }

    private var share: Int { total == 0 ? 100 : min(100, done.bytes * 100 / total) }
    private var percentage: String { "\(share)%" }

    private var counts: [String] {
        guard let streams else { return [] }
        return [
            "\(Progress.number(done.streams)) van \(Progress.number(streams.count)) \(streams.noun)",
            "\(Progress.number(done.events)) \(done.events == 1 ? "gebeurtenis" : "gebeurtenissen")",
        ]
    }

    private func rate(at now: ContinuousClock.Instant) -> String? {
        guard streams != nil, let mark = marks.first else { return nil }
        return Progress.perSecond(done.events - mark.done.events, in: now - mark.at)
    }

    private func average(at now: ContinuousClock.Instant) -> String? {
        streams == nil ? nil : Progress.perSecond(done.events, in: now - begin)
    }

    /// The time left, at the rate of the last seconds.
    private func left(at now: ContinuousClock.Instant) -> String? {
        guard let mark = marks.first, done.bytes < total else { return nil }
        let (bytes, seconds) = (done.bytes - mark.done.bytes, (now - mark.at) / .seconds(1))
        // Sooner it is a guess, and what stands still has no end.
        guard bytes > 0, seconds >= 1 else { return nil }
        return "nog " + Progress.duration(.seconds(Double(total - done.bytes) * seconds / Double(bytes)))
    }

    private static func perSecond(_ count: Int, in time: Duration) -> String? {
        let seconds = time / .seconds(1)
        return seconds > 0 ? "\(number(Int(Double(count) / seconds))) per seconde" : nil
    }

    /// A duration in Dutch: 20 s, 1 min 20 s, 2 u 5 min.
    static func duration(_ time: Duration) -> String {
        let seconds = Int((time / .seconds(1)).rounded())
        switch seconds {
        case ..<60: return "\(max(0, seconds)) s"
        case ..<3600: return "\(seconds / 60) min \(seconds % 60) s"
        default: return "\(seconds / 3600) u \(seconds % 3600 / 60) min"
        }
    }

    /// A number with a point between thousands.
    static func number(_ number: Int) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(".") }
            text.append(digit)
        }
        return text
    }
}
