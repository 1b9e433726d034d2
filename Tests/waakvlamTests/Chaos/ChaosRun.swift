import Foundation
import Toevalsgezinnen
import Voorbeelden

/// A run from beginning to end.
struct ChaosRun {
    private let settings: ChaosSettings
    private let ledger = ChaosLedger()

    init(_ settings: ChaosSettings) { self.settings = settings }

    func run() async throws -> ChaosReport {
        let families = try ChaosFamilies(settings)
        let first = try await Server.start()
        var tokens: [String: String] = [:]
        for gemeente in settings.gemeenten { tokens[gemeente] = try await first.token("beheerder", of: gemeente) }
        let target = ChaosTarget(first, tokens: tokens)
        let result: Result<ChaosReport, any Error>
        do {
            try await struggle(target, families)
            result = .success(try await report(of: target))
        } catch {
            result = .failure(error)
        }
        await target.server.remove()
        return try result.get()
    }

    /// Writers and the killer at once, until the time is over and every request has had its answer.
    private func struggle(_ target: ChaosTarget, _ families: ChaosFamilies) async throws {
        let deadline = ContinuousClock.now + settings.duration
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...UInt64(settings.writers) {
                let chance = Toeval(zaad: settings.seed &* 100 &+ number)
                group.addTask { [ledger] in
                    var writer = ChaosWriter(
                        target: target,
                        ledger: ledger,
                        families: families,
                        deadline: deadline,
                        chance: chance
                    )
                    await writer.write()
                }
            }
            group.addTask { [ledger, settings] in
                var killer = ChaosKiller(target, ledger, until: deadline, Toeval(zaad: settings.seed &* 100))
                do {
                    try await killer.kill()
                } catch {
                    // Otherwise the writers go on asking who is not there.
                    target.close()
                    ledger.violation("de server komt niet terug: \(error)")
                }
            }
            try await group.waitForAll()
        }
    }

    /// Looks at what is stored, after a clean stop and a clean start.
    private func report(of target: ChaosTarget) async throws -> ChaosReport {
        let last = target.server
        last.child.signal(SIGTERM)
        let status = await last.child.ended()
        if status != 0 { ledger.violation("aan het einde stopte de server met \(status)") }
        ledger.check(last.child)
        target.moved(to: try await Server.start(on: last.folder))
        last.child.removeFiles()
        var check = ChaosCheck(server: target.server, settings: settings, sent: ledger.contents.sent)
        try await check.run()
        return ChaosReport(settings, ledger.contents, check)
    }
}
