import CaseHandling
import Foundation
import Gezinstraject
import WireValues

/// What a family costs that is kept between appends: the numbers that the budget of `Gezinskas` counts with.
///
/// Must be the first that a process does, for what others gave back to the allocator is taken again unseen.
struct MemoryBenchmark {
    func run(_ report: inout Report) throws {
        guard let file = FileManager.default.contents(atPath: JudgeBenchmark.path) else { return }
        let lines = Array(file).split(separator: UInt8(ascii: "\n"))
        let (small, smallBytes) = try measure(10_000, of: lines.prefix(1))
        let (large, largeBytes) = try measure(400, of: lines[...])
        report.add(row("een bewaard gezin van 1 gebeurtenis", small, smallBytes))
        report.add(row("een bewaard gezin als familie B", large, largeBytes))
    }

    private func row(_ what: String, _ bytes: Int, _ data: Int) -> Row {
        let (figure, limit) = (Sample(rate: Double(bytes)), Sample(rate: Double(data)))
        var row = Row(.memory, what + " (bytes)", [figure], limit: "de bytes van zijn gegevens", [limit])
        row.unit = "bytes"
        return row
    }

    /// The resident bytes per family, grown one by one from an event at a time, and how many bytes its payloads have.
    private func measure(_ count: Int, of lines: ArraySlice<ArraySlice<UInt8>>) throws -> (resident: Int, data: Int) {
        let file = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
        var families: [Dossierwacht] = []
        var data = 0
        let before = resident
        for _ in 0..<count {
            var family = Dossierwacht(.ingebouwd)
            guard let gezin = try Bestand([(naam: "b", inhoud: file)]).gezinnen.first else { return (0, 0) }
            let registraties = try gezin.dossier(.ingebouwd).registraties
            for registratie in registraties { try family.voegToe(registratie) }
            data = registraties.reduce(0) { $0 + $1.gegevens.json.canonicalBytes.count }
            families.append(family)
        }
        return ((resident - before) / max(1, families.count), data)
    }

    /// How much of this process is in memory; 0 where the system does not say so in /proc.
    private var resident: Int {
        let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return text?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 4096 } ?? 0
    }
}
