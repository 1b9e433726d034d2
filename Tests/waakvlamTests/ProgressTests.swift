import Synchronization
import Testing

@testable import waakvlam

@Suite struct `How far an import is` {
    private static let begin = ContinuousClock.now

    private func at(_ seconds: Double) -> ContinuousClock.Instant { Self.begin + .seconds(seconds) }

    /// After ten seconds a quarter has been done, at a steady rate.
    private func quarter() -> Progress {
        var progress = Progress("opnemen", total: 4_000_000, streams: (2000, "gezinnen"), at: Self.begin)
        for second in 1...10 {
            progress.add(bytes: 100_000, streams: 50, events: 5000, at: at(Double(second)))
        }
        return progress
    }

    @Test func `A bar has the share, the counts, the rate and the time left`() {
        let text = "25%  500 van 2.000 gezinnen  50.000 gebeurtenissen  5.000 per seconde  nog 30 s"
        #expect(
            quarter().bar(at: at(10), width: 130) == "opnemen [#######-----------------------] " + text
        )
        #expect(quarter().line(at: at(10)) == "opnemen: " + text.replacing("  ", with: ", "))
        #expect(
            quarter().summary(at: at(80))
                == "opnemen: 500 van 2.000 gezinnen, 50.000 gebeurtenissen, in 1 min 20 s, 625 per seconde"
        )
    }

    @Test(arguments: [0, 1, 10, 40, 79, 80, 100, 101, 120, 300])
    func `A bar never reaches the last column, where a terminal would begin a line`(_ width: Int) {
        let bar = quarter().bar(at: at(10), width: width)
        #expect(bar.count <= max(0, width - 1))
        // The words and a bar of ten, with its brackets.
        #expect(bar.contains("[#") == (width >= quarter().line(at: at(10)).count + 13))
    }

    @Test func `The rate is that of the last seconds, not of what came before`() {
        var progress = quarter()
        for second in 11...25 { progress.add(bytes: 10_000, events: 100, at: at(Double(second))) }
        #expect(progress.line(at: at(25)).contains(" 100 per seconde, nog 4 min 45 s"))
        // What stands still has no end.
        for second in 26...40 { progress.add(bytes: 0, at: at(Double(second))) }
        #expect(progress.line(at: at(40)).hasSuffix(", 0 per seconde"))
    }

    @Test func `Within a second there is no time left to tell, and nothing is divided by nothing`() {
        var progress = Progress("lezen", total: 100, at: Self.begin)
        #expect(progress.line(at: Self.begin) == "lezen: 0%")
        progress.add(bytes: 50, at: at(0.9))
        #expect(progress.line(at: at(0.9)) == "lezen: 50%")
        #expect(progress.line(at: at(2)) == "lezen: 50%, nog 2 s")
        progress.add(bytes: 60, at: at(2))
        #expect(progress.line(at: at(2)) == "lezen: 100%")
        let nothing = Progress("opnemen", total: 0, streams: (0, "gezinnen"), at: Self.begin)
        #expect(nothing.line(at: Self.begin) == "opnemen: 100%, 0 van 0 gezinnen, 0 gebeurtenissen")
    }

    @Test(
        arguments: [
            (0.0, "0 s"), (19.6, "20 s"), (59.4, "59 s"), (60, "1 min 0 s"), (80, "1 min 20 s"), (3599, "59 min 59 s"),
            (3600, "1 u 0 min"), (7500, "2 u 5 min"),
        ]
    )
    func `A duration is in Dutch`(_ seconds: Double, _ text: String) {
        #expect(Progress.duration(.seconds(seconds)) == text)
    }

    @Test func `A number has a point between thousands`() {
        let texts = ["0", "999", "1.000", "12.345", "1.000.000"]
        #expect([0, 999, 1000, 12_345, 1_000_000].map(Progress.number) == texts)
    }

    // MARK: On the terminal

    private final class Screen: Sendable {
        private let text = Mutex<[String]>([])
        var writes: [String] { text.withLock(\.self) }
        func write(_ more: String) { text.withLock { $0.append(more) } }
    }

    @Test func `On a terminal one line is redrawn at most ten times a second`() {
        let screen = Screen()
        var display = ProgressDisplay(isTerminal: true, at: Self.begin) { screen.write($0) }
        let progress = quarter()
        for tick in 0...100 { display.show(progress, at: at(Double(tick) / 100)) }
        #expect((10...11).contains(screen.writes.count))
        #expect(screen.writes.allSatisfy { $0.hasPrefix("\r") && $0.hasSuffix("\u{1b}[K") && !$0.contains("\n") })
    }

    @Test func `What else is said does not stand in the bar`() {
        let screen = Screen()
        var display = ProgressDisplay(isTerminal: true, at: Self.begin) { screen.write($0) }
        display.say("een")
        display.show(quarter(), at: at(1))
        display.say("twee")
        display.clear()
        #expect(screen.writes.count == 4)
        #expect(screen.writes[0] == "een\n")
        #expect(screen.writes[2...] == ["\r\u{1b}[K", "twee\n"])
    }

    @Test func `Elsewhere there is a line every five seconds, and none of what is soon over`() {
        let screen = Screen()
        var display = ProgressDisplay(isTerminal: false, at: Self.begin) { screen.write($0) }
        for second in 0...14 { display.show(quarter(), at: at(Double(second))) }
        #expect(screen.writes.count == 2)
        #expect(screen.writes.allSatisfy { $0.hasPrefix("opnemen: 25%") && $0.hasSuffix("\n") })
    }
}
