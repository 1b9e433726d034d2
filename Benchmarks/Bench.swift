import Foundation
import Histogram

/// How a run measures: how often, how long, and with which programs.
struct Bench: Sendable {
    let rounds: Int
    let seconds: Int
    /// The path of the built `waakvlam`.
    let program: String
    /// The folder of psql and pgbench.
    let postgres: String
    /// An empty folder to work in.
    let folder: String

    /// Runs all sides in turn, as often as there are rounds.
    ///
    /// In turn and not one after the other: what else the machine does meanwhile then falls on every side.
    ///
    /// - Returns: For every side its samples, one a round.
    func alternate(_ sides: [() async throws -> Sample]) async throws -> [[Sample]] {
        var samples = sides.map { _ in [Sample]() }
        for _ in 0..<rounds {
            for (number, side) in sides.enumerated() { samples[number].append(try await side()) }
        }
        return samples
    }

    /// How often `body` runs per second, counted over `part` of a second; each time it does `units` of work.
    func rate(of units: Int = 1, for part: Duration = .milliseconds(300), _ body: () throws -> Void) rethrows -> Sample
    {
        let start = ContinuousClock.now
        var count = 0
        while ContinuousClock.now - start < part {
            try body()
            count += 1
        }
        return Sample(rate: Double(count * units) / (ContinuousClock.now - start).seconds)
    }
}

/// What one side did in one round.
struct Sample: Sendable {
    /// Per second.
    var rate: Double
    var latencies = Latencies()
    /// The 95th percentile, in milliseconds, where another program measured it.
    var p95 = 0.0
    /// The most memory that the measured process had, in bytes; 0 when it was not measured.
    var peak = 0

    init(rate: Double) { self.rate = rate }

    /// Only memory.
    static func peak(_ bytes: Int) -> Sample {
        var sample = Sample(rate: 0)
        sample.peak = bytes
        return sample
    }

    /// So many units of work in this time.
    init(_ units: Int, in time: Duration) { rate = Double(units) / time.seconds }
}

/// How long the operations took.
struct Latencies: Sendable {
    /// To a hundredth, and as large as it will ever be: one that grows as it is used would be measured too.
    private var histogram = Histogram<UInt64>(
        highestTrackableValue: 100_000_000,
        numberOfSignificantValueDigits: .two
    )
    private var given: [Quantiles] = []

    init() {}

    /// Those that another program measured; of several of them, which cannot be merged, the medians count.
    init(_ quantiles: Quantiles) { given = [quantiles] }

    mutating func record(_ time: Duration) { _ = histogram.record(UInt64(min(1e8, max(0, time.seconds * 1e6)))) }

    mutating func add(_ other: Latencies) {
        histogram.add(other.histogram)
        given += other.given
    }

    /// How many were recorded.
    var count: Int { Int(histogram.totalCount) }

    /// nil when nothing was recorded.
    var quantiles: Quantiles? {
        if !given.isEmpty {
            let (p50, p99) = (given.map(\.p50).median, given.map(\.p99).median)
            return Quantiles(p50: p50, p99: p99, p999: given.map(\.p999).median)
        }
        guard histogram.totalCount > 0 else { return nil }
        func milliseconds(_ percentile: Double) -> Double {
            Double(histogram.valueAtPercentile(percentile)) / 1000
        }
        return Quantiles(p50: milliseconds(50), p99: milliseconds(99), p999: milliseconds(99.9))
    }
}

/// Latencies in milliseconds.
struct Quantiles: Sendable, Encodable {
    let p50: Double
    let p99: Double
    let p999: Double
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

/// Why a figure could not be measured.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
