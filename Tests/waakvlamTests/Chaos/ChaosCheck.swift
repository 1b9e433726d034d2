import Foundation
import Toevalsgezinnen
import Voorbeelden
import WireValues

/// Compares what is stored with what was acknowledged.
struct ChaosCheck {
    let server: Server
    let settings: ChaosSettings
    let sent: [String: ChaosLedger.Sent]

    private(set) var stored = 0
    private(set) var lost = 0
    private(set) var duplicated = 0
    private(set) var different = 0
    private(set) var unsent = 0
    private(set) var gaps = 0
    private(set) var families = 0
    private(set) var days: [String] = []
    private(set) var violations: [String] = []

    init(server: Server, settings: ChaosSettings, sent: [String: ChaosLedger.Sent]) {
        (self.server, self.settings, self.sent) = (server, settings, sent)
    }

    mutating func run() async throws {
        let chain = try await server.run("verify")
        if chain.status != 0 { violations.append("de keten klopt niet: \(chain.output)\(chain.complaint)") }
        var chance = Toeval(zaad: settings.seed)
        days = (0..<2).map { _ in "201\(3 + chance.next() % 3)-0\(1 + chance.next() % 9)-01" }
        var found: Set<String> = []
        for gemeente in settings.gemeenten {
            let export = try await server.run("export", "--gemeente", gemeente)
            if export.status != 0 { violations.append("export eindigde met \(export.status): \(export.complaint)") }
            let events = try export.output.split(separator: "\n").map { try JSONReader.read($0.utf8) }
            compare(events, in: gemeente, &found)
            try await compareVerdicts(on: export.output, events, in: gemeente)
        }
        for (id, sent) in sent where sent.receipt != nil && !found.contains(id) {
            lost += 1
            violations.append("\(id) is bevestigd en staat er niet")
        }
        try await compareReadModels()
    }

    /// The rows of the read models, as they were kept while everything was killed, with rows made anew from the log.
    private mutating func compareReadModels() async throws {
        let end = ContinuousClock.now + .seconds(300)
        while try await !isCaughtUp() {
            guard ContinuousClock.now < end else { return violations.append("de leesmodellen komen niet bij") }
            try await Task.sleep(for: .milliseconds(200))
        }
        let rebuilt = try await server.run("projecties", "herbouw", "leesmodellen")
        let same = rebuilt.output.split(separator: "\n").count { $0.hasPrefix("  0 gezinnen stonden anders in bouw") }
        if rebuilt.status != 0 || same != settings.gemeenten.count {
            let said = rebuilt.output + rebuilt.complaint
            violations.append("de leesmodellen zijn niet wat uit het logboek volgt: \(said)")
        }
    }

    private func isCaughtUp() async throws -> Bool {
        let shown = try await server.run("projecties").output.split(separator: "\n")
        let logs = shown.filter { line in settings.gemeenten.contains { line.hasPrefix("  \($0): ") } }
        return logs.count == settings.gemeenten.count && logs.allSatisfy { $0.contains(", bij") }
    }

    private mutating func compare(_ events: [JSON], in gemeente: String, _ found: inout Set<String>) {
        var versions: [String: Int] = [:]
        stored += events.count
        for (index, json) in events.enumerated() {
            let event = ChaosEvent(json)
            let family = json["gezinId"]?.string ?? ""
            let isNew = found.insert(event.id).inserted
            if !isNew {
                duplicated += 1
                violations.append("\(event.id) staat er dubbel")
            }
            versions[family, default: 0] += 1
            if json["positie"]?.integer != index + 1 || json["versie"]?.integer != versions[family] {
                gaps += 1
                violations.append("\(gemeente): een gat bij positie \(index + 1)")
            }
            compare(event, of: family, in: gemeente)
        }
    }

    private mutating func compare(_ event: ChaosEvent, of family: String, in gemeente: String) {
        guard let sent = sent[event.id] else {
            unsent += 1
            return violations.append("\(event.id) staat er en is nooit verstuurd")
        }
        if sent.isRefused, sent.receipt == nil { violations.append("\(event.id) staat er en is geweigerd") }
        let isAsReceipt = sent.receipt == nil || sent.receipt == ChaosReceipt(event.json)
        let isAsSent =
            sent.event.contents == event.contents && sent.family.id == family && sent.family.gemeente == gemeente
        guard isAsReceipt, isAsSent else {
            different += 1
            return violations.append("\(event.id) is anders dan bevestigd")
        }
    }

    /// The verdicts on every family, from the database and from what was exported of it.
    private mutating func compareVerdicts(on export: String, _ events: [JSON], in gemeente: String) async throws {
        let folder = try TemporaryFolder("chaos")
        defer { folder.remove() }
        let file = try folder.write(export, as: "export.jsonl")
        var known: Set<String> = []
        let ids = events.compactMap { $0["gezinId"]?.string }.filter { known.insert($0).inserted }
        families += ids.count
        for day in days {
            let folded = try await server.run("toets", file, "--peildag", day, "--json")
            let arguments = ["toets", "--gemeente", gemeente, "--peildag", day, "--json"]
            let asked = try await Program.run(arguments + ids.flatMap { ["--gezin", $0] }, server.environment)
            if folded.status != 0 || asked.status != 0 || folded.output != asked.output || folded.output.count < 3 {
                violations.append("\(gemeente), \(day): toets uit de database is anders dan uit de export")
            }
        }
    }
}
