import Logging
import PostgresClient
import PostgresStore

/// Measures the hot paths and prints each beside a limit measured in the same run: ratios count, not the absolutes.
///
/// `swift run -c release waakvlam-benchmarks`; needs PostgreSQL 15 or newer, which it starts itself in /tmp.
@main
struct Benchmarks {
    static func main() async throws {
        print("what                                            per second      limit per second   ratio")
        try JudgeBenchmark().run()
        try await AppendBenchmark().run()
    }

    /// One line of the table.
    static func report(_ what: String, _ rate: Double, limit: (name: String, rate: Double)) {
        let columns = [
            what.padded(to: 44), rate.rounded.padded(to: 14, right: true),
            limit.rate.rounded.padded(to: 20, right: true),
            (rate / limit.rate).twoDecimals.padded(to: 8, right: true), "   of \(limit.name)",
        ]
        print(columns.joined())
    }

    /// How often `body` runs per second: the median of three runs of about a second.
    static func rate(_ body: () throws -> Void) rethrows -> Double {
        var rates: [Double] = []
        for _ in 0..<3 {
            let start = ContinuousClock.now
            var count = 0
            while ContinuousClock.now - start < .seconds(1) {
                try body()
                count += 1
            }
            rates.append(Double(count) / (ContinuousClock.now - start).seconds)
        }
        return rates.sorted()[1]
    }

    /// How many units of work per second: the median of three runs.
    static func rate(of units: Int, _ body: () async throws -> Void) async rethrows -> Double {
        var rates: [Double] = []
        for _ in 0..<3 {
            let start = ContinuousClock.now
            try await body()
            rates.append(Double(units) / (ContinuousClock.now - start).seconds)
        }
        return rates.sorted()[1]
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}

extension Double {
    var rounded: String { String(Int(self.rounded(.toNearestOrAwayFromZero))) }
    var twoDecimals: String {
        let hundredths = Int((self * 100).rounded(.toNearestOrAwayFromZero))
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}

extension String {
    func padded(to width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - count))
        return right ? space + self : self + space
    }
}
