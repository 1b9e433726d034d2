import CivilTime
import Foundation
import Gezinstraject
import Testing
import Toevalsgezinnen

@testable import Toetsingskader

@Suite("De omslagdag en het verloop")
struct OmslagTests {
    private let kader = Toetsingskader()

    /// Het oordeel van een indicator op elke dag tot en met een dag, als na de peildag niets gebeurt.
    private func elkeDag(_ casus: Casus, _ indicator: Indicator, tot laatste: Dag) -> [(dag: Dag, kern: Oordeelkern)] {
        stride(from: casus.peildag.nu.dagnummer, through: laatste.dagnummer, by: 1).compactMap(Dag.init(dagnummer:))
            .map { dag in
                let klok = Klok(dag, horizon: dag)
                return (dag, kader.bevinding(indicator, casus.op(dag, kader, klok)).kern)
            }
    }

    @Test(arguments: Casusbestand.alle.flatMap { $0.casussen.prefix(10) })
    func `de omslagdag is de eerste dag waarop een oordeel anders is, dag voor dag geteld`(
        _ voorbeeld: Voorbeeldcasus
    ) throws {
        let geschiedenis = voorbeeld.dossier.geschiedenis()
        let indicator = try #require(Indicator.alle.first { $0.nummer == voorbeeld.indicator })
        for verwacht in voorbeeld.verwacht.prefix(1) {
            let casus = kader.casus(geschiedenis, peildag: verwacht.op, traject: verwacht.traject)
            let dagen = elkeDag(casus, indicator, tot: verwacht.op.plus(maanden: 60))
            let omslagdag = dagen.first { $0.kern != dagen[0].kern }?.dag
            #expect(kader.omslagdag(indicator, casus, dagen[0].kern) == omslagdag, "op \(verwacht.op)")
        }
    }

    /// De omslagen door elke dag opnieuw te oordelen.
    private func dagVoorDag(_ geschiedenis: Geschiedenis, tot laatste: Dag) throws -> [Omslagdeel] {
        let eerste = try #require(geschiedenis.feiten.first?.dag)
        var vorige = kader.beoordeel(geschiedenis, peildag: eerste.plus(dagen: -1)).oordelen
        return (eerste.dagnummer...laatste.dagnummer).compactMap(Dag.init(dagnummer:)).flatMap { dag in
            let toetsing = kader.beoordeel(geschiedenis, peildag: dag)
            defer { vorige = toetsing.oordelen }
            return zip(vorige, toetsing.oordelen).filter { $0.kern != $1.kern }.map { van, naar in
                Omslagdeel(dag, naar.indicator, toetsing.traject, van.kern, naar.kern)
            }
        }
    }

    private func controleer(_ geschiedenis: Geschiedenis) throws {
        let laatste = try #require(geschiedenis.feiten.last?.dag).plus(maanden: 14)
        let verloop = kader.verloop(geschiedenis, tot: laatste)
        #expect(verloop.map(Omslagdeel.init) == (try dagVoorDag(geschiedenis, tot: laatste)))
        for omslag in verloop {
            let zonder = kader.beoordeel(geschiedenis.tot(omslag.dag.plus(dagen: -1)), peildag: omslag.dag)
            let oordeel = try #require(zonder.oordelen.first { $0.indicator == omslag.indicator })
            switch omslag.oorzaak {
            case .termijn: #expect(oordeel.kern == omslag.naar)
            case .aanpakversie: Issue.record("een verloop heeft een kader")
            case .gebeurtenissen(let ids):
                #expect(oordeel.kern != omslag.naar && !ids.isEmpty)
                let vanDieDag = geschiedenis.feiten.filter { $0.dag == omslag.dag }.map(\.id)
                #expect(Set(ids).isSubset(of: vanDieDag))
            }
        }
    }

    @Test(arguments: Maastricht.namen)
    func `het verloop is hetzelfde als dag voor dag oordelen`(_ naam: String) throws {
        var dossier = Dossier()
        for registratie in try Maastricht.registraties(naam) { try dossier.voegToe(registratie) }
        try controleer(dossier.geschiedenis())
    }

    @Test(arguments: 1...OmslagTests.zaden)
    func `ook van een willekeurige geschiedenis is het verloop hetzelfde als dag voor dag oordelen`(
        _ zaad: UInt64
    ) throws {
        try controleer(try Toevalsgezin(zaad: zaad, voorstellen: 25).dossier.geschiedenis())
    }

    static let zaden: UInt64 =
        ProcessInfo.processInfo.environment["WAAKVLAM_ZADEN"].flatMap { UInt64($0) } ?? 3
}

/// Een omslag zonder oorzaak.
private struct Omslagdeel: Equatable {
    let dag: Dag
    let indicator: Indicatorcode
    let traject: Int
    let van: Oordeelkern
    let naar: Oordeelkern

    init(_ dag: Dag, _ indicator: Indicatorcode, _ traject: Int, _ van: Oordeelkern, _ naar: Oordeelkern) {
        self.dag = dag
        self.indicator = indicator
        self.traject = traject
        self.van = van
        self.naar = naar
    }

    init(_ omslag: Omslag) {
        self.init(omslag.dag, omslag.indicator, omslag.traject, omslag.van, omslag.naar)
    }
}
