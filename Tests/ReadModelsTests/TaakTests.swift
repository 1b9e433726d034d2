import CivilTime
import Gezinstraject
import ReadModels
import Testing
import Toetsingskader
import Toevalsgezinnen
import Voorbeelden
import WireValues

/// Of een taak open staat wordt hier op een andere manier nagegaan dan in de code: van een geschiedenis tot en met een dag
/// wordt rechtstreeks gevraagd of het gedaan is.
@Suite("Een taak is open op precies de dagen waarop de geschiedenis tot dan dat zegt")
struct TaakTests {
    private let kader = Toetsingskader()

    @Test(arguments: Toevalsgezinnen.porties)
    func `van willekeurige gezinnen`(_ zaad: UInt64) throws {
        var toeval = Toeval(zaad: zaad)
        for gezin in try Toevalsgezinnen.portie(vanaf: zaad) where toeval.kans(4 * Proefmaat.procent) {
            let geschiedenis = gezin.dossier.geschiedenis()
            let stand = Gezinsstand(geschiedenis, kader, horizon: gezin.laatsteDag.plus(maanden: 24))
            var dagen = geschiedenis.feiten.map(\.dag)
            dagen += dagen.map { $0.plus(dagen: Int.random(in: 1...400, using: &toeval)) }
            for dag in Set(dagen).sorted().filter({ $0 <= stand.horizon }).shuffled(using: &toeval).prefix(12) {
                vergelijk(stand, geschiedenis.tot(dag), op: dag)
            }
        }
    }

    @Test(arguments: Maastricht.namen)
    func `van de gezinnen van Maastricht, op elke dag`(_ naam: String) throws {
        let geschiedenis = try Maastricht.dossier(naam).geschiedenis()
        let eerste = try #require(geschiedenis.feiten.first?.dag)
        let stand = Gezinsstand(geschiedenis, kader, horizon: eerste.plus(maanden: 60))
        var dag = eerste
        while dag <= stand.horizon {
            vergelijk(stand, geschiedenis.tot(dag), op: dag)
            dag = dag.plus(dagen: 5)
        }
    }

    private func vergelijk(_ stand: Gezinsstand, _ toen: Geschiedenis, op dag: Dag) {
        for traject in 1...toen.laatsteTraject {
            let open = stand.taken.filter { $0.traject == traject && $0.geldt(op: dag) }
            let verwacht = Taakcontrole(toen, traject, kader, dag).open
            for soort in Taakcontrole.gecontroleerd {
                let gevonden = open.filter { $0.soort == soort }
                    .map { Taakcontrole.Open($0.sleutel, $0.uiterlijk) }.sorted()
                #expect(gevonden == (verwacht[soort] ?? []).sorted(), "\(soort) van traject \(traject) op \(dag)")
            }
        }
    }

    @Test(arguments: Toevalsgezinnen.porties.prefix(10))
    func `een taak begint en eindigt met feiten, en haar stukken sluiten aan`(_ zaad: UInt64) throws {
        for gezin in try Toevalsgezinnen.portie(vanaf: zaad) {
            let geschiedenis = gezin.dossier.geschiedenis()
            let opId = Dictionary(uniqueKeysWithValues: geschiedenis.feiten.map { ($0.id, $0) })
            let stand = Gezinsstand(geschiedenis, kader, horizon: gezin.laatsteDag.plus(maanden: 12))
            for taak in stand.taken {
                let aanleiding = try #require(opId[taak.aanleiding])
                #expect(
                    aanleiding.dag <= taak.van && taak.sinds <= taak.van && (taak.tot.map { taak.van < $0 } ?? true)
                )
                if let door = taak.afgehandeldDoor { #expect(opId[door]?.dag == taak.tot) }
                let periode = stand.trajectperioden.first { $0.traject == taak.traject && $0.geldt(op: taak.van) }
                #expect(periode?.beeld.procesmanager == taak.procesmanager && periode?.beeld.aanpak == taak.aanpak)
            }
            let sleutels = stand.taken.map {
                [$0.traject, $0.soort, $0.sleutel, $0.aanleiding, $0.van] as [AnyHashable]
            }
            #expect(Set(sleutels).count == sleutels.count)
        }
    }

    @Test func `van willekeurige gezinnen komt elke soort voor`() throws {
        var gezien: Set<Taaksoort> = []
        for zaad in Toevalsgezinnen.porties.prefix(12) {
            for gezin in try Toevalsgezinnen.portie(vanaf: zaad) {
                let stand = Gezinsstand(gezin.dossier, kader, horizon: gezin.laatsteDag.plus(maanden: 12))
                gezien.formUnion(stand.taken.map(\.soort))
            }
        }
        #expect(Set(Taaksoort.allCases).subtracting(gezien).map(\.rawValue).sorted() == [])
    }
}
