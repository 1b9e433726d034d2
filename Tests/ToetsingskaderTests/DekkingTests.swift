import CivilTime
import Foundation
import Gezinstraject
import Testing
import Toetsingskader

@Suite("De casussen laten van elke indicator alles zien wat hij kan zeggen")
struct DekkingTests {
    /// Wat elke indicator over alle casussen van alle indicatoren zegt, op elke dag die daarin genoemd wordt.
    private static let gezegd: [Indicatorcode: Gezegd] = {
        var gezegd: [Indicatorcode: Gezegd] = [:]
        for casus in Casusbestand.alle.flatMap(\.casussen) {
            let geschiedenis = casus.dossier.geschiedenis()
            for verwacht in casus.verwacht {
                let toetsing = Toetsingskader()
                    .beoordeel(geschiedenis, peildag: verwacht.op, traject: verwacht.traject)
                for oordeel in toetsing.oordelen { gezegd[oordeel.indicator, default: Gezegd()].voegToe(oordeel) }
            }
        }
        return gezegd
    }()

    private struct Gezegd {
        var redenen: Set<Reden> = []
        var kanttekeningen: Set<LetOp> = []

        mutating func voegToe(_ oordeel: Oordeel) {
            if let reden = oordeel.reden { redenen.insert(reden) }
            kanttekeningen.formUnion(oordeel.letOp)
        }
    }

    private func casussen(_ indicator: Indicator) throws -> [Voorbeeldcasus] {
        try #require(Casusbestand.alle.first { $0.indicator == indicator.nummer }).casussen
    }

    @Test(arguments: Indicator.alle)
    func `elke bron is een stuk van de inspectie met het onderdeel erin`(_ indicator: Indicator) throws {
        let stukken = /(MAA|SPI|LEL|ZWO|ZWO-BD|ZWO-BJ|DEL)( en (ZWO|DEL))?,? \S.*/
        for vindplaats in indicator.bron.split(separator: "; ", omittingEmptySubsequences: false) {
            #expect(try stukken.wholeMatch(in: vindplaats) != nil, "\(indicator.nummer.rawValue): \(vindplaats)")
        }
        #expect(indicator.bron.hasPrefix("MAA Bijlage 1 "))
        #expect(!indicator.norm.isEmpty && !indicator.regel.isEmpty)
    }

    @Test(arguments: Indicator.alle)
    func `elke uitkomst, elke reden en elke kanttekening heeft een casus`(_ indicator: Indicator) throws {
        let verwacht = try casussen(indicator).flatMap(\.verwacht)
        let tekens = Set([Uitkomst.voldoet] + indicator.redenen.map(\.uitkomst)).map(\.teken)
        #expect(Set(verwacht.map(\.uitkomst)) == Set(tekens))
        #expect(verwacht.contains { $0.uitkomst == "✓" && $0.reden == nil })
        let redenen = Set(verwacht.compactMap(\.reden))
        #expect(indicator.redenen.map(\.rawValue).filter { !redenen.contains($0) } == [])
        let letOp = Set(verwacht.flatMap(\.letOp))
        #expect(indicator.kanttekeningen.map(\.rawValue).filter { !letOp.contains($0) } == [])
    }

    @Test(arguments: Indicator.alle)
    func `elke indicator heeft twee opeenvolgende dagen met een ander oordeel`(_ indicator: Indicator) throws {
        #expect(try !grenzen(indicator).isEmpty)
    }

    // The table says of T5.1.1 that time matters, but its rule reads no term: only an event changes it.
    @Test(arguments: Indicator.alle.filter { $0.hangtAfVanTijd && $0.nummer != .t511 })
    func `wie van tijd afhangt heeft zo'n paar waarin alleen een dag verstrijkt`(_ indicator: Indicator) throws {
        #expect(try grenzen(indicator).contains { !$0.isErIetsGebeurd })
    }

    private struct Grens {
        /// Op de tweede dag gebeurde er ook iets: dan kan het daaraan liggen.
        let isErIetsGebeurd: Bool
    }

    private func grenzen(_ indicator: Indicator) throws -> [Grens] {
        try casussen(indicator).flatMap { casus in
            let dagen = Set(casus.dossier.geschiedenis().feiten.map(\.dag))
            return zip(casus.verwacht, casus.verwacht.dropFirst()).compactMap { eerst, dan -> Grens? in
                guard dan.op.dagen(sinds: eerst.op) == 1, eerst.traject == dan.traject,
                    (eerst.uitkomst, eerst.reden) != (dan.uitkomst, dan.reden)
                else { return nil }
                return Grens(isErIetsGebeurd: dagen.contains(dan.op))
            }
        }
    }

    @Test(arguments: Indicator.alle)
    func `een indicator zegt precies wat hij zegt te kunnen zeggen`(_ indicator: Indicator) throws {
        let gezegd = try #require(Self.gezegd[indicator.nummer])
        #expect(Set(indicator.redenen).symmetricDifference(gezegd.redenen).map(\.rawValue).sorted() == [])
        let verschil = Set(indicator.kanttekeningen).symmetricDifference(gezegd.kanttekeningen)
        #expect(verschil.map(\.rawValue).sorted() == [])
        #expect(Set(indicator.redenen).count == indicator.redenen.count)
        #expect(Set(indicator.kanttekeningen).count == indicator.kanttekeningen.count)
    }
}
