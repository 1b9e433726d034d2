import CaseHandling
import Gezinstraject
import Toetsingskader

extension Verbeterpuntenoverzicht {
    /// The table of "Uitkomsten verbeterpunten" for people: two columns, and below a row what cases show.
    var text: String {
        var lines = ["Verbeterpunten \(aanpak)", ""]
        for thema in Beleidsthema.allCases {
            let rows = tabel.rijen.filter { $0.criterium.thema == thema }
            guard !rows.isEmpty else { continue }
            lines += [thema.naam, "", Columns.line(String(tabel.van), String(tabel.tot)), ""]
            lines += rows.flatMap { $0.lines + signalLines($0) + [""] }
        }
        if tabel.rijen.isEmpty { lines += ["In \(tabel.van) is geen verbeterpunt vastgelegd.", ""] }
        if !tabel.nietHertoetst.isEmpty {
            let names = tabel.nietHertoetst.map(\.rawValue).joined(separator: ", ")
            lines += Layout.hanging("Niet hertoetst in \(tabel.tot): ", names) + [""]
        }
        return lines.joined(separator: "\n")
    }

    private func signalLines(_ row: Verbeterpuntentabel.Rij) -> [String] {
        let signals = signalen(bij: row)
        guard !signals.isEmpty else { return [] }
        let figures = signals.flatMap { signal in
            signal.cijfers.flatMap { Layout.hanging("  \(signal.indicator.rawValue) ", $0.tekst) }
        }
        return ["Uit casussen blijkt op \(peildag), geen bevinding:"] + figures
    }
}

extension Verbeterpuntentabel.Rij {
    fileprivate var lines: [String] {
        let titles = indicatoren.flatMap { Layout.hanging("\($0.rawValue) ", $0.titel) }
        return titles + Columns.lines(van.lines, tot?.lines ?? ["geen bevinding"])
    }
}

extension Beleidsbevinding {
    /// The cell, within its column.
    fileprivate var lines: [String] {
        Layout.hanging("\(uitkomst.teken) ", tekst ?? "", width: Columns.width)
            + (letOp.map { Layout.hanging("  ", $0, width: Columns.width) } ?? [])
    }
}

/// Two columns next to each other.
private enum Columns {
    static let between = " | "
    static let width = (Layout.width - between.count) / 2

    static func line(_ left: String, _ right: String) -> String {
        Layout.padded(left, width) + (right.isEmpty ? " |" : between + right)
    }

    static func lines(_ left: [String], _ right: [String]) -> [String] {
        (0..<max(left.count, right.count)).map { row in
            line(left.indices.contains(row) ? left[row] : "", right.indices.contains(row) ? right[row] : "")
        }
    }
}
