import Foundation
import Gezinstraject
import Testing
import Toetsingskader

@Suite("De code zegt wat in Schema/Kader/INDICATORS.md staat")
struct KadertekstTests {
    private let regels: [Substring]

    init() throws {
        let map = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let tekst = try String(contentsOf: map.appending(path: "Schema/Kader/INDICATORS.md"), encoding: .utf8)
        regels = tekst.split(separator: "\n")
    }

    /// De cellen van de rijen onder de tabel met deze kop.
    private func tabel(_ kop: String) throws -> [[String]] {
        let begin = try #require(regels.firstIndex { $0.hasPrefix(kop) })
        return regels[(begin + 2)...].prefix { $0.hasPrefix("|") }.map { rij in
            rij.dropFirst().dropLast().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// De codes in de regel van een indicator, zoals `→ X WACHT`.
    private func codesInRegel(_ indicator: Indicator) throws -> Set<String> {
        let begin = try #require(regels.firstIndex { $0.hasPrefix("##### \(indicator.nummer.rawValue) ") })
        let regel = try #require(regels[begin...].first { $0.hasPrefix("- **Regel**") })
        let codes = Set(Reden.allCases.map(\.rawValue))
        return Set(regel.matches(of: /[A-Z]+(_[A-Z]+)*/).map { String($0.output.0) }).intersection(codes)
    }

    @Test func `dezelfde indicatoren, met dezelfde tekst, tijd en oordeel`() throws {
        let tabel = try tabel("| Nr | Id | Indicator (exact, Bijlage 1)")
        #expect(tabel.map { $0[1] } == Indicator.alle.map(\.nummer.rawValue))
        #expect(tabel.map { $0[2] } == Indicator.alle.map(\.titel))
        #expect(tabel.map { $0[4] != "nee" } == Indicator.alle.map(\.hangtAfVanTijd))
        #expect(tabel.map { $0[5] != "nee" } == Indicator.alle.map(\.vraagtOordeel))
    }

    @Test func `dezelfde redenen, met dezelfde uitkomst, grond en zin`() throws {
        let tabel = try tabel("| Code | Bij | grond | Zin voor mensen |")
        let inCode = Reden.allCases.map { reden in
            [reden.rawValue, reden.uitkomst.teken, grond(reden), reden.zin]
        }
        #expect(tabel.sorted { $0[0] < $1[0] } == inCode.sorted { $0[0] < $1[0] })
    }

    private func grond(_ reden: Reden) -> String {
        switch reden.gronden {
        case []: "–"
        case [.vastgelegdFeit]: "feit"
        case [.nietsVastgelegd]: "niets"
        default: "beide"
        }
    }

    @Test func `dezelfde kanttekeningen, met dezelfde zin en indicatoren`() throws {
        let tabel = try tabel("| Code | Indicatoren | Zin voor mensen |")
        let inCode = LetOp.allCases.map { letOp in
            let indicatoren = Indicator.alle.filter { $0.kanttekeningen.contains(letOp) }.map(\.nummer.rawValue)
            return [letOp.rawValue, indicatoren.isEmpty ? "aanpak" : indicatoren.joined(separator: ", "), letOp.zin]
        }
        #expect(tabel.sorted { $0[0] < $1[0] } == inCode.sorted { $0[0] < $1[0] })
    }

    @Test(arguments: Indicator.alle)
    func `dezelfde redenen per indicator`(_ indicator: Indicator) throws {
        var verwacht = try codesInRegel(indicator)
        // T3.1.4 takes over what T3.1.2 finds.
        if indicator.nummer == .t314, let ander = Indicator.alle.first(where: { $0.nummer == .t312 }) {
            verwacht.formUnion(ander.redenen.filter { $0.uitkomst == .verbeterpunt }.map(\.rawValue))
        }
        // What holds for every rule (§1.3): closed within the plan month, and the begin of the dossier.
        if indicator.hoortBijPlan { verwacht.insert(Reden.nvt.rawValue) }
        let uitNiets = indicator.redenen.contains { $0.gronden.contains(.nietsVastgelegd) }
        if uitNiets { verwacht.insert(Reden.geenGegevens.rawValue) }
        #expect(Set(indicator.redenen.map(\.rawValue)).symmetricDifference(verwacht).sorted() == [])
    }
}
