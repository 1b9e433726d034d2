import CivilTime
import Gezinstraject
import ReadModels
import Testing
import Toetsingskader
import Toevalsgezinnen
import Voorbeelden
import WireValues

@Suite("De stand van een gezin is op elke dag wat naspelen zegt")
struct GezinsstandTests {
    private let kader = Toetsingskader()

    @Test(arguments: Maastricht.namen)
    func `op 31 maart 2014 staan er de oordelen van de drie gezinnen van Maastricht`(_ naam: String) throws {
        let geschiedenis = try Maastricht.dossier(naam).geschiedenis()
        let peildag = try #require(Dag("2014-03-31"))
        let stand = Gezinsstand(geschiedenis, kader, horizon: peildag.plus(maanden: 24))
        let toetsing = kader.beoordeelVoorSelectie(geschiedenis.tot(peildag), peildag: peildag)
        let telt = try #require(stand.trajectperioden.first { $0.telt && $0.geldt(op: peildag) })
        #expect(telt.traject == toetsing.traject && telt.beeld.aanpak == toetsing.aanpak)
        let oordelen = stand.oordeelperioden.filter { $0.traject == telt.traject && $0.geldt(op: peildag) }
        #expect(oordelen.map(\.indicator) == toetsing.oordelen.map(\.indicator))
        #expect(oordelen.map(\.oordeel) == toetsing.oordelen.map(\.kern))
    }

    @Test(arguments: Toevalsgezinnen.porties)
    func `elk oordeel en elk traject is op een willekeurige dag, ook een die nog komt, zoals getoetst`(
        _ zaad: UInt64
    ) throws {
        var toeval = Toeval(zaad: zaad)
        for gezin in try Toevalsgezinnen.portie(vanaf: zaad) where toeval.kans(Proefmaat.procent) {
            let horizon = gezin.laatsteDag.plus(maanden: 24)
            let geschiedenis = gezin.dossier.geschiedenis()
            let stand = Gezinsstand(geschiedenis, kader, horizon: horizon)
            let eerste = try #require(geschiedenis.feiten.first?.dag)
            for _ in 0..<6 {
                let dag = Int.random(in: eerste.dagnummer...horizon.dagnummer, using: &toeval)
                try vergelijk(stand, geschiedenis, op: try #require(Dag(dagnummer: dag)))
            }
            // Flips sit around the days of events and their terms.
            let feit = toeval.kies(geschiedenis.feiten)
            for dag in [feit.dag, feit.dag.plus(maanden: 1), feit.dag.plus(maanden: 3).plus(dagen: 1)] {
                try vergelijk(stand, geschiedenis, op: dag)
            }
        }
    }

    @Test(arguments: 0..<3)
    func `ook van gezinnen van een verzonnen gemeente`(_ deel: Int) throws {
        let laatste = try #require(Dag("2026-03-31"))
        let gemeente = Voorbeeldgemeente("GM0935", zaad: 1, totEnMet: laatste)
        var toeval = Toeval(zaad: UInt64(deel))
        for nummer in deel * 8..<deel * 8 + 8 {
            let geschiedenis = try Verzonnen.dossier(gemeente.gezin(nummer)).geschiedenis()
            let horizon = laatste.plus(maanden: 24)
            let stand = Gezinsstand(geschiedenis, kader, horizon: horizon)
            let eerste = try #require(geschiedenis.feiten.first?.dag)
            for _ in 0..<15 {
                let dag = Int.random(in: eerste.dagnummer...horizon.dagnummer, using: &toeval)
                try vergelijk(stand, geschiedenis, op: try #require(Dag(dagnummer: dag)))
            }
        }
    }

    private func vergelijk(_ stand: Gezinsstand, _ geschiedenis: Geschiedenis, op dag: Dag) throws {
        let toen = geschiedenis.tot(dag)
        for traject in 1...toen.laatsteTraject {
            let toetsing = kader.beoordeel(toen, peildag: dag, traject: traject)
            let oordelen = stand.oordeelperioden.filter { $0.traject == traject && $0.geldt(op: dag) }
            #expect(oordelen.map(\.oordeel) == toetsing.oordelen.map(\.kern), "traject \(traject) op \(dag)")
            let periode = try #require(stand.trajectperioden.first { $0.traject == traject && $0.geldt(op: dag) })
            #expect(periode.telt == (kader.keuze(toen, peildag: dag).traject == traject))
            vergelijk(periode.beeld, Trajectbeeld(toen, traject: traject, kader.profielen))
            vergelijk(stand, Trajectbeeld(toen, traject: traject, kader.profielen), traject, dag)
        }
    }

    private func vergelijk(_ regel: Trajectregel, _ beeld: Trajectbeeld) {
        #expect(regel.aanpak == beeld.aanpak && regel.fase == beeld.fase && regel.variant == beeld.variant)
        #expect(regel.procesmanager == beeld.procesmanager && regel.casemanager == beeld.casemanager)
        #expect(regel.aanspreekpunt == beeld.aanspreekpunt)
        #expect(regel.aangemeldOp == beeld.aangemeldOp && regel.gestartOp == beeld.gestartOp)
        #expect(regel.geslotenOp == beeld.geslotenOp && regel.sluitingsreden == beeld.sluitingsreden)
        #expect(regel.laatsteContactOp == beeld.laatsteContactOp)
        #expect(regel.laatsteOverlegOp == beeld.laatsteOverlegOp)
    }

    private func vergelijk(_ stand: Gezinsstand, _ beeld: Trajectbeeld, _ traject: Int, _ dag: Dag) {
        let partijen = stand.partijperioden.filter { $0.traject == traject && $0.geldt(op: dag) }
        #expect(Set(partijen.map(\.stand)) == Set(beeld.partijen) && partijen.count == beeld.partijen.count)
        let problemen = stand.probleemperioden.filter { $0.traject == traject && $0.geldt(op: dag) }
        #expect(
            Set(problemen.map { [$0.probleem.tekst, $0.stj.rawValue, $0.status.rawValue] })
                == Set(beeld.problemen.map { [$0.id.tekst, $0.stj.rawValue, $0.status.rawValue] })
        )
        let zorg = stand.zorg.filter { $0.traject == traject && $0.begonOp(dag) }
        #expect(zorg.count >= beeld.zorg.count { $0.status == .gestart })
    }

    @Test(arguments: Toevalsgezinnen.porties.prefix(8))
    func `tijdvakken van een sleutel sluiten aan, en het laatste blijft open of loopt verder dan de horizon`(
        _ zaad: UInt64
    ) throws {
        for gezin in try Toevalsgezinnen.portie(vanaf: zaad) {
            let stand = Gezinsstand(gezin.dossier, kader, horizon: gezin.laatsteDag.plus(maanden: 12))
            let oordelen = Dictionary(grouping: stand.oordeelperioden) { [$0.traject, $0.indicator.hashValue] }
            for perioden in oordelen.values { sluitAan(perioden) }
            for perioden in Dictionary(grouping: stand.trajectperioden, by: \.traject).values { sluitAan(perioden) }
            for perioden in Dictionary(grouping: stand.partijperioden, by: { [$0.traject, $0.partij.hashValue] }).values
            {
                sluitAan(perioden)
            }
            #expect(oordelen.count == 33 * Set(stand.trajectperioden.map(\.traject)).count)
            for (periode, volgende) in zip(stand.oordeelperioden, stand.oordeelperioden.dropFirst())
            where periode.indicator == volgende.indicator && periode.traject == volgende.traject {
                #expect(periode.oordeel != volgende.oordeel && volgende.oorzaak != nil)
            }
        }
    }

    @Test(arguments: Toevalsgezinnen.porties.prefix(8))
    func `oordelen tellen op elke dag bij de aanpak van het traject dat dan telt`(_ zaad: UInt64) throws {
        var gesplitst = 0
        for gezin in try Toevalsgezinnen.portie(vanaf: zaad) {
            let stand = Gezinsstand(gezin.dossier, kader, horizon: gezin.laatsteDag.plus(maanden: 12))
            let stukken = stand.oordeelstukken
            gesplitst += stukken.count - stand.oordeelperioden.count
            for stuk in stukken {
                // Where a piece begins and on its last day.
                for dag in [stuk.van, stuk.tot?.plus(dagen: -1) ?? stand.horizon] {
                    let periode = try #require(
                        stand.oordeelperioden.first {
                            $0.traject == stuk.traject && $0.indicator == stuk.indicator && $0.geldt(op: dag)
                        }
                    )
                    #expect(stuk.oordeel == periode.oordeel)
                    #expect(stuk.oorzaak == (stuk.van == periode.van ? periode.oorzaak : nil))
                    let regel = try #require(
                        stand.trajectperioden.first { $0.traject == stuk.traject && $0.geldt(op: dag) }
                    )
                    #expect(stuk.telling == (regel.telt ? .aanpak(regel.beeld.aanpak) : .geen))
                }
            }
            for perioden in Dictionary(grouping: stukken, by: { [$0.traject, $0.indicator.hashValue] }).values {
                sluitAan(perioden)
            }
        }
        #expect(gesplitst > 0)
    }

    private func sluitAan(_ perioden: [some Tijdvak]) {
        for (eerste, tweede) in zip(perioden, perioden.dropFirst()) {
            #expect(eerste.tot == tweede.van && eerste.van < tweede.van)
        }
        #expect(perioden.last?.tot == nil)
    }

    @Test(arguments: Toevalsgezinnen.porties.prefix(6))
    func `verder rekenen van een eerdere stand geeft hetzelfde als opnieuw`(_ zaad: UInt64) throws {
        var toeval = Toeval(zaad: zaad)
        for gezin in try Toevalsgezinnen.portie(vanaf: zaad).prefix(12) {
            let horizon = gezin.laatsteDag.plus(maanden: 12)
            var dossier = Dossier()
            var stand = Gezinsstand(dossier, kader, horizon: horizon)
            var over = gezin.registraties[...]
            while !over.isEmpty {
                let nieuw = over.prefix(Int.random(in: 1...6, using: &toeval))
                over = over.dropFirst(nieuw.count)
                for registratie in nieuw { try dossier.voegToe(registratie) }
                stand = Gezinsstand(dossier, kader, horizon: horizon, na: stand, met: Array(nieuw))
                #expect(stand == Gezinsstand(dossier, kader, horizon: horizon))
            }
        }
    }

    @Test func `wie nergens geregistreerd is heeft een lege stand`() {
        let stand = Gezinsstand(Dossier(), kader, horizon: .laatste)
        #expect(stand.trajectperioden.isEmpty && stand.oordeelperioden.isEmpty && stand.taken.isEmpty)
    }
}

extension Zorgregel {
    fileprivate func begonOp(_ dag: Dag) -> Bool { (aangevraagdOp ?? gestartOp).map { $0 <= dag } ?? false }
}
