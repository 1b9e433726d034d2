import CivilTime
import Gezinstraject
import Testing
import WireValues

@testable import Toetsingskader

@Suite("Van casussen naar een indicator van een aanpak, en van indicatoren naar een criterium")
struct AggregatieTests {
    @Test(arguments: [
        // n = 0: nothing is left to judge.
        Selectie([], .nietVastgesteld, .nvt),
        Selectie([.nvt, .nvt], .nietVastgesteld, .nvt),
        // d = 0, or fewer than two of several cases.
        Selectie([.nogNiet], .nietVastgesteld, .teWeinigCasussen),
        Selectie([.voldoet, .nogNiet], .nietVastgesteld, .teWeinigCasussen),
        Selectie([.verbeterpunt, .nogNiet, .nogNiet], .nietVastgesteld, .teWeinigCasussen),
        // One case decides on itself; a case with NVT does not count.
        Selectie([.voldoet], .voldoet, nil),
        Selectie([.verbeterpunt], .verbeterpunt, .meerderheidVerbeterpunt),
        Selectie([.voldoet, .nvt, .nvt], .voldoet, nil),
        Selectie([.verbeterpunt, .nvt], .verbeterpunt, .meerderheidVerbeterpunt),
        // Half of the decided cases is a verbeterpunt, less is not.
        Selectie([.voldoet, .verbeterpunt], .verbeterpunt, .meerderheidVerbeterpunt),
        Selectie([.voldoet, .verbeterpunt, .nogNiet], .verbeterpunt, .meerderheidVerbeterpunt),
        Selectie([.voldoet, .voldoet, .verbeterpunt], .voldoet, nil, [.nietAlleCasussen]),
        Selectie([.voldoet, .voldoet, .verbeterpunt, .verbeterpunt], .verbeterpunt, .meerderheidVerbeterpunt),
        Selectie([.voldoet, .voldoet, .voldoet], .voldoet, nil),
        // Any counted case that is not a plain ✓ is a remark.
        Selectie([.voldoet, .voldoet, .nogNiet], .voldoet, nil, [.nietAlleCasussen]),
        Selectie([.voldoet, .metKanttekening], .voldoet, nil, [.nietAlleCasussen]),
        Selectie([.voldoet, .benadering], .voldoet, nil),
        Selectie([.voldoet, .nvtMetKanttekening], .voldoet, nil),
        // Refusal in at least half of the counted cases is a remark at any outcome.
        Selectie([.weigert], .nietVastgesteld, .teWeinigCasussen, [.veelWeigering]),
        Selectie([.weigert, .nvt, .nvt], .nietVastgesteld, .teWeinigCasussen, [.veelWeigering]),
        Selectie([.weigert, .nogNiet, .nogNiet], .nietVastgesteld, .teWeinigCasussen),
        Selectie([.weigert, .weigert, .voldoet, .voldoet], .voldoet, nil, [.nietAlleCasussen, .veelWeigering]),
        Selectie([.weigert, .voldoet, .voldoet], .voldoet, nil, [.nietAlleCasussen]),
        Selectie(
            [.weigert, .weigert, .verbeterpunt, .verbeterpunt],
            .verbeterpunt,
            .meerderheidVerbeterpunt,
            [.veelWeigering]
        ),
    ])
    func `een selectie geeft een uitkomst bij meerderheid`(_ selectie: Selectie) {
        let totaal = Totaaloordeel(.t531, selectie.casussen.map(\.oordeel), Normen())
        #expect(totaal.uitkomst == selectie.uitkomst)
        #expect(totaal.reden == selectie.reden)
        #expect(totaal.letOp == selectie.letOp)
    }

    @Test
    func `NVT wordt apart geteld, en alles samen is het aantal casussen`() {
        let casussen: [Voorbeeldoordeel] = [.voldoet, .metKanttekening, .verbeterpunt, .nogNiet, .weigert, .nvt]
        let totaal = Totaaloordeel(.t211, casussen.map(\.oordeel), Normen())
        #expect(totaal.voldoet == 2)
        #expect(totaal.verbeterpunt == 1)
        #expect(totaal.nietVastgesteld == 2)
        #expect(totaal.nvt == 1)
        #expect(totaal.casussen == 6)
    }

    @Test(arguments: [
        ([Voorbeeldoordeel.voldoet, .voldoet], Uitkomst.voldoet),
        ([.voldoet, .nvt], .voldoet),
        ([.nvt, .nvt], .nietVastgesteld),
        ([.voldoet, .nogNiet], .nietVastgesteld),
        ([.voldoet, .weigert, .verbeterpunt], .verbeterpunt),
        ([.verbeterpunt, .nvt], .verbeterpunt),
        ([.benadering, .metKanttekening], .voldoet),
        ([.nogNiet], .nietVastgesteld),
    ])
    func `een criterium volgt uit zijn indicatoren`(_ indicatoren: [Voorbeeldoordeel], _ uitkomst: Uitkomst) {
        let criterium = Criteriumuitkomst(.t41, indicatoren.map(\.oordeel.kern))
        #expect(criterium.uitkomst == uitkomst)
        let telling = criterium.telling
        #expect(telling.voldoet + telling.verbeterpunt + telling.nietVastgesteld == indicatoren.count)
    }

    @Test
    func `een tabel heeft elke indicator, elk criterium en elk thema, ook zonder casussen`() {
        let tabel = Totaaltoetsing([], Normen())
        #expect(tabel.casussen == 0)
        #expect(tabel.oordelen.map(\.indicator) == Indicator.alle.map(\.nummer))
        #expect(tabel.oordelen.allSatisfy { $0.uitkomst == .nietVastgesteld && $0.reden == .nvt })
        #expect(tabel.criteria.map(\.criterium) == Criterium.allCases)
        #expect(tabel.criteria.allSatisfy { $0.uitkomst == .nietVastgesteld })
        #expect(tabel.themas.map(\.thema) == Thema.allCases)
        #expect(tabel.themas.map { $0.telling.nietVastgesteld } == [3, 9, 7, 9, 5])
    }

    @Test
    func `in een selectie telt het laatste traject dat gestart is, anders het laatste`() throws {
        let kader = Toetsingskader()
        let casus = try #require(try Casusbestand(.t531).casussen.first { $0.naam.contains("heraanmelding beeindigt") })
        let geschiedenis = casus.dossier.geschiedenis()
        let opnieuwAangemeld = try #require(Dag(jaar: 2014, maand: 9, dag: 1))
        #expect(kader.beoordeelVoorSelectie(geschiedenis, peildag: opnieuwAangemeld).traject == 1)
        #expect(kader.beoordeel(geschiedenis, peildag: opnieuwAangemeld).traject == 2)
        let voorDeStart = try #require(Dag(jaar: 2013, maand: 3, dag: 10))
        #expect(kader.beoordeelVoorSelectie(geschiedenis, peildag: voorDeStart).traject == 1)
    }
}

/// Oordelen van casussen en wat er samen uit komt.
struct Selectie: Sendable {
    let casussen: [Voorbeeldoordeel]
    let uitkomst: Uitkomst
    let reden: Reden?
    let letOp: [LetOp]

    init(_ casussen: [Voorbeeldoordeel], _ uitkomst: Uitkomst, _ reden: Reden?, _ letOp: [LetOp] = []) {
        self.casussen = casussen
        self.uitkomst = uitkomst
        self.reden = reden
        self.letOp = letOp
    }
}

/// Een oordeel over een casus, voor zover het samen met andere telt.
enum Voorbeeldoordeel: Sendable {
    case voldoet
    case metKanttekening
    case benadering
    case verbeterpunt
    case nogNiet
    case weigert
    case nvt
    case nvtMetKanttekening

    var oordeel: Oordeel {
        switch self {
        case .voldoet: maak(.voldoet)
        case .metKanttekening: maak(.voldoet, letOp: [.calamiteit])
        case .benadering: maak(.voldoet, .benadering)
        case .verbeterpunt: maak(.verbeterpunt, .restzorgNietBepaald)
        case .nogNiet: maak(.nietVastgesteld, .nogNiet)
        case .weigert: maak(.nietVastgesteld, .gezinWeigert, letOp: [.gezinWeigerde])
        case .nvt: maak(.nietVastgesteld, .nvt)
        case .nvtMetKanttekening: maak(.nietVastgesteld, .nvt, letOp: [.conflictOpen])
        }
    }

    private func maak(_ uitkomst: Uitkomst, _ reden: Reden? = nil, letOp: [LetOp] = []) -> Oordeel {
        Oordeel(
            indicator: .t531,
            uitkomst: uitkomst,
            reden: reden,
            zin: reden?.zin,
            normen: Normen(),
            grond: reden?.vasteGrond,
            voorlopig: false,
            bewijs: [],
            letOp: letOp,
            omslagdag: nil
        )
    }
}
