import Foundation
import Testing

/// Writers at full speed while the server and PostgreSQL are killed at random moments; `Ops/chaos` starts it.
///
/// Not among the other tests: it keeps every core busy, and those that watch the clock should not wait for it.
@Suite struct Chaos {
    private static let settings = ChaosSettings(ProcessInfo.processInfo.environment)

    @Test(.enabled(if: Chaos.settings != nil, "Ops/chaos starts it"))
    func `Whatever is killed, what was acknowledged is there once and as the receipt says`() async throws {
        let settings = try #require(Self.settings)
        let report = try await ChaosRun(settings).run()
        if let file = settings.report { try report.text.write(toFile: file, atomically: true, encoding: .utf8) }
        #expect(report.violations.isEmpty, "\(report.text)")
        // Nothing is shown by a run in which nothing was stored or nothing was killed.
        #expect(report.tally.acknowledged > 100 && !report.strikes.isEmpty)
    }
}

/// What a run does: with the same seed it makes the same choices, though never at quite the same moments.
struct ChaosSettings: Sendable {
    let seed: UInt64
    let duration: Duration
    /// Where the report goes, when somebody wants to read it.
    let report: String?
    let writers = 8
    let gemeenten = ["GM1401", "GM1402"]

    /// The settings of the environment; nil when it names no duration.
    init?(_ environment: [String: String]) {
        guard let seconds = environment["WAAKVLAM_CHAOS_DUUR"].flatMap({ Int($0) }), seconds > 0 else { return nil }
        duration = .seconds(seconds)
        seed = environment["WAAKVLAM_CHAOS_ZAAD"].flatMap { UInt64($0) } ?? .random(in: 0...999_999)
        report = environment["WAAKVLAM_CHAOS_VERSLAG"]
    }
}
