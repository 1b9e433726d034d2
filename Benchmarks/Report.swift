import Foundation

/// One figure beside its limit.
struct Row {
    /// Which side of the ratio is good.
    enum Goal {
        case atLeast(Double)
        case atMost(Double)
        /// Only to show how something grows.
        case none
    }

    let part: Part
    let what: String
    /// How many events the log had.
    var events: Int?
    /// What the figure counts; `MiB` is an amount, the others are per second.
    var unit = "per seconde"
    let limit: String
    var goal = Goal.none
    /// Both sides of every round.
    let runs: [(figure: Double, limit: Double)]
    var quantiles: Quantiles?

    init(_ part: Part, _ what: String, _ figures: [Sample], limit: String, _ limits: [Sample], goal: Goal = .none) {
        self.part = part
        self.what = what
        self.limit = limit
        self.goal = goal
        runs = zip(figures, limits).map { ($0.rate, $1.rate) }
        var all = Latencies()
        for sample in figures { all.add(sample.latencies) }
        quantiles = all.quantiles
    }

    /// The highest of these peaks, in MiB, beside what the server may use.
    init(_ part: Part, peakOf what: String, _ samples: [Sample]) {
        self.part = part
        self.what = "piekgeheugen van \(what) (MiB)"
        limit = "256 MiB"
        unit = "MiB"
        goal = .atMost(1)
        runs = [(Double(samples.map(\.peak).max() ?? 0) / 1_048_576, 256)]
    }

    /// Of a log of this many events.
    func of(_ events: Int) -> Row {
        var row = self
        row.events = events
        return row
    }

    var ratios: [Double] { runs.map { $0.figure / $0.limit } }
    var ratio: Double { ratios.median }

    /// Whether the goal was reached; nil when there is none.
    var isReached: Bool? {
        switch goal {
        case .atLeast(let least): ratio >= least
        case .atMost(let most): ratio <= most
        case .none: nil
        }
    }
}

/// All figures of a run, as a table and as JSON.
struct Report {
    private var rows: [Row] = []
    private var machine: [String: String]
    private let settings: [String: Int]
    private let started = Date()

    init(rounds: Int, seconds: Int) {
        machine = Machine.description
        settings = [
            "rondes": rounds, "seconden": seconds, "zaadVanSjablonen": Int(LogFile.firstSeed),
            "zaadVanKopieen": Int(LogFile.copySeed),
        ]
    }

    /// Adds a row, and says so to whoever waits.
    mutating func add(_ row: Row) {
        rows.append(row)
        note("\(row.title): \(row.ratio.short) x \(row.limit)")
    }

    /// Adds what the database says of itself.
    mutating func describe(_ facts: [String: String]) { machine.merge(facts) { _, new in new } }

    /// Says to whoever waits what is going on.
    func note(_ text: String) { FileHandle.standardError.write(Data("   \(text)\n".utf8)) }

    /// The table, a line for every row.
    var table: String {
        let titles = [
            "wat", "logboek", "cijfer", "grens", "verhouding", "te halen", "gehaald", "p50 ms", "p99 ms", "p99,9 ms",
            "de grens is",
        ]
        let lines = [titles] + rows.map(\.cells)
        let widths = titles.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        let table = lines.map { cells in
            let padded = zip(cells, widths).enumerated().map { column, cell in
                // Words from the left, numbers from the right.
                column == titles.count - 1 ? cell.0 : cell.0.padded(to: cell.1, right: column > 0)
            }
            return padded.joined(separator: "  ")
        }
        return (["", "Mediaan van \(settings["rondes"] ?? 0) rondes; per seconde, tenzij er anders staat."] + table)
            .joined(separator: "\n")
    }

    /// Writes everything that was measured.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let file = ReportFile(datum: started, machine: machine, instellingen: settings, cijfers: rows.map(\.record))
        try encoder.encode(file).write(to: URL(fileURLWithPath: path))
    }
}

private struct ReportFile: Encodable {
    let datum: Date
    let machine: [String: String]
    let instellingen: [String: Int]
    let cijfers: [Record]

    struct Record: Encodable {
        let onderdeel: String
        let wat: String
        let gebeurtenissen: Int?
        let eenheid: String
        let grens: String
        let cijfers: [Double]
        let grenzen: [Double]
        let verhoudingen: [Double]
        let verhouding: Double
        let laagste: Double
        let hoogste: Double
        let teHalen: String?
        let gehaald: Bool?
        let vertraging: Quantiles?
    }
}

extension Row {
    /// What was measured, and on how large a log.
    var title: String { events.map { "\(what), \($0.grouped) gebeurtenissen" } ?? what }

    fileprivate var cells: [String] {
        let figures = [runs.map(\.figure).median.short, runs.map(\.limit).median.short, ratio.short]
        let reached = isReached.map { $0 ? "ja" : "nee" } ?? ""
        let latencies = [quantiles?.p50, quantiles?.p99, quantiles?.p999].map { $0?.short ?? "" }
        return [what, events?.grouped ?? ""] + figures + [goal.text ?? "", reached] + latencies + [limit]
    }

    fileprivate var record: ReportFile.Record {
        ReportFile.Record(
            onderdeel: part.rawValue,
            wat: what,
            gebeurtenissen: events,
            eenheid: unit,
            grens: limit,
            cijfers: runs.map(\.figure),
            grenzen: runs.map(\.limit),
            verhoudingen: ratios,
            verhouding: ratio,
            laagste: ratios.min() ?? 0,
            hoogste: ratios.max() ?? 0,
            teHalen: goal.text,
            gehaald: isReached,
            vertraging: quantiles
        )
    }
}

extension Row.Goal {
    fileprivate var text: String? {
        switch self {
        case .atLeast(let least): ">= \(least.short)"
        case .atMost(let most): "<= \(most.short)"
        case .none: nil
        }
    }
}

extension [Double] {
    /// The middle one; 0 of none.
    var median: Double {
        let sorted = sorted()
        guard let last = sorted.last else { return 0 }
        return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + (count > 1 ? sorted[count / 2] : last)) / 2
    }
}

extension Int {
    /// With a dot between thousands.
    var grouped: String {
        let digits = Array(String(self))
        return digits.enumerated().map { ($0 > 0 && (digits.count - $0) % 3 == 0 ? "." : "") + String($1) }.joined()
    }
}

extension Double {
    /// Whole when it is large, else with two decimals and a comma.
    var short: String {
        guard magnitude < 1000 else { return Int(rounded()).grouped }
        return String(format: "%.2f", self).replacingOccurrences(of: ".", with: ",")
    }
}

extension String {
    func padded(to width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - count))
        return right ? space + self : self + space
    }
}
