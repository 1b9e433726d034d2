import CaseHandling
import Testing
import Voorbeelden

@Suite("Kleine aantallen zijn niet te zien en niet uit te rekenen")
struct KleineAantallenTests {
    @Test func `van een tot en met vier wordt niet getoond, nul en vijf wel`() {
        #expect((0...6).map { KleineAantallen.toon($0, van: 100) } == [0, nil, nil, nil, nil, 5, 6])
    }

    @Test func `een aantal dat bijna het geheel is wordt niet getoond, het geheel zelf wel`() {
        #expect((94...100).map { KleineAantallen.toon($0, van: 100) } == [94, 95, nil, nil, nil, nil, 100])
    }

    @Test func `een kleine cel krijgt de kleinste andere mee`() {
        #expect(KleineAantallen.onderdruk([40, 3, 12, 0, 7]) == [40, nil, 12, 0, nil])
        #expect(KleineAantallen.onderdruk([40, 12, 0, 7]) == [40, 12, 0, 7])
        #expect(KleineAantallen.onderdruk([1, 1, 40]) == [nil, nil, nil])
        #expect(KleineAantallen.onderdruk([3, 4, 40]) == [nil, nil, 40])
        #expect(!KleineAantallen.toonTotaal([2, 0]) && KleineAantallen.toonTotaal([2, 9]))
    }

    @Test(arguments: 0..<200) func `wat van een getoond totaal overblijft is van geen enkele cel`(_ zaad: Int) {
        var toeval = Toeval(zaad: UInt64(zaad))
        let aantallen = (0..<Int.random(in: 1...8, using: &toeval)).map { _ in
            Int.random(in: 0...toeval.kies([3, 6, 40]), using: &toeval)
        }
        let getoond = KleineAantallen.onderdruk(aantallen)
        for (aantal, zichtbaar) in zip(aantallen, getoond) {
            #expect(zichtbaar == nil || zichtbaar == aantal && !(1...4).contains(aantal))
        }
        let verborgen = zip(aantallen, getoond).filter { $0.1 == nil }.map(\.0)
        if KleineAantallen.toonTotaal(aantallen), !verborgen.isEmpty {
            #expect(verborgen.count > 1 && verborgen.reduce(0, +) >= 5)
        }
        if verborgen.isEmpty { #expect(aantallen.allSatisfy { !(1...4).contains($0) }) }
    }
}
