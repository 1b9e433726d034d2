import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import ReadModels
import TestSupport
import Testing
import Toetsingskader
import WireValues

/// What somebody who reads no files sees of an invented gemeente, month after month, beside what there is.
@Suite struct `Who reads no files` {
    private static let log = ReadModelFamilies.log
    private static let limit = KleineAantallen.grens

    @Test func `sees no number of a few families, and cannot tell one from the others`() async throws {
        let stands = try ReadModelFamilies.stands(0..<150)
        let lists = Lijsten(FoldedLeesmodellen { _ in (0, stands) })
        let aanpak = try #require(stands.lazy.flatMap { $0.stand.trajectperioden }.compactMap(\.beeld.aanpak).first)
        let reader = Gebruiker(actor: try #require(Actor("TPM1")), gemeente: Self.log, rollen: [.teamProcesmanagers])
        let other = Gebruiker(actor: try #require(Actor("DB1")), gemeente: Self.log, rollen: [.dashboard])
        var (hidden, shown) = (0, 0)
        for month in 1...12 {
            let day = ReadModelFamilies.lastDay.plus(maanden: -month).eindeVanMaand
            let there = try await Self.cells(lists, aanpak, day, reader)
            let seen = try await Self.cells(lists, aanpak, day, other)
            #expect(there.keys == seen.keys && !there.isEmpty)
            for (name, whole) in there {
                let visible = try #require(seen[name])
                #expect(visible.count == whole.count, "\(name) \(day)")
                var left: [Int] = []
                for (number, count) in zip(whole, visible) {
                    guard let count, let number else {
                        left.append(number ?? 0)
                        continue
                    }
                    #expect(count == number && !(1..<Self.limit).contains(count), "\(name) \(day)")
                    shown += 1
                }
                hidden += left.count
                // What is left of a whole is never that of one, and never small.
                let isWholeKnown = left.count < whole.count
                #expect(
                    left.isEmpty || !isWholeKnown || (left.count > 1 && left.reduce(0, +) >= Self.limit),
                    "\(name) \(day) \(left)"
                )
            }
        }
        #expect(hidden > 100 && shown > 100)
    }

    /// The numbers of what can be asked of an aanpak on a day, by the whole that they are parts of.
    private static func cells(
        _ lists: Lijsten,
        _ aanpak: Aanpakcode,
        _ day: Dag,
        _ user: Gebruiker
    ) async throws -> [String: [Int?]] {
        var filter = Leesfilter(peildag: day)
        filter.aanpak = aanpak
        let period = Overzichtvraag(aanpak, van: day.plus(maanden: -24).eindeVanMaand.plus(dagen: 1), tot: day)
        var cells: [String: [Int?]] = [:]
        for row in try await lists.oordeeltelling(filter, voor: user).inhoud {
            cells["oordeel \(row.indicator.rawValue)", default: []].append(row.gezinnen)
        }
        for row in try await lists.verdeling(period, voor: user).inhoud {
            cells["verdeling \(row.kenmerk.rawValue)", default: []].append(row.gezinnen)
        }
        for row in try await lists.leefgebiedtelling(period, voor: user).inhoud {
            cells["leefgebied \(row.leefgebied.rawValue)", default: []].append(row.problemen)
        }
        for row in try await lists.mijlpaaltelling(period, voor: user).inhoud {
            cells["mijlpaal \(row.soort.naam)", default: []].append(row.aantal)
        }
        return cells
    }
}
