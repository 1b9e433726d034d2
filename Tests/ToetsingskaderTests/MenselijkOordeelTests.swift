import CivilTime
import Gezinstraject
import Testing
import WireValues

@testable import Toetsingskader

@Suite("Het menselijk oordeel naast het berekende")
struct MenselijkOordeelTests {
    private let kader = Toetsingskader()
    private let peildag = Dag(jaar: 2014, maand: 3, dag: 31) ?? .eerste

    private func oordeel(
        _ id: String,
        _ indicator: Indicatorcode,
        _ uitkomst: MenselijkeUitkomst,
        over peildatum: Dag
    ) throws -> OordeelVastgelegd {
        var gegevens = OordeelVastgelegd()
        gegevens.id = try #require(OordeelId(id))
        gegevens.indicator = indicator
        gegevens.uitkomst = uitkomst
        gegevens.onderbouwing = "verzonnen"
        gegevens.beoordelaarsrol = "inspecteur"
        gegevens.peildatum = peildatum
        return gegevens
    }

    private func intrekking(_ id: String) throws -> OordeelIngetrokken {
        var gegevens = OordeelIngetrokken()
        gegevens.oordeel = try #require(OordeelId(id))
        return gegevens
    }

    /// Familie A met deze gebeurtenissen van een dag erachter.
    private func dossier(_ gegevens: [any Gegevens], op dag: Dag, traject: Int? = nil) throws -> Dossier {
        let registraties = try Maastricht.registraties("familie-a")
        var dossier = Dossier()
        for registratie in registraties { try dossier.voegToe(registratie) }
        for (nummer, een) in gegevens.enumerated() {
            let id = try #require(UUID("00000000-0000-7000-8000-00000000f\(100 + nummer)"))
            let registratie = Registratie(
                id: id,
                versie: registraties.count + nummer + 1,
                gegevens: een,
                gebeurdOp: dag,
                traject: traject,
                vastgelegdOp: Moment(eindeVan: dag),
                rol: .aud
            )
            try dossier.voegToe(registratie)
        }
        return dossier
    }

    private func berekend(_ indicator: Indicatorcode, _ geschiedenis: Geschiedenis, op dag: Dag) throws -> Oordeelkern {
        try #require(
            kader.beoordeel(geschiedenis, peildag: dag).oordelen.first { $0.indicator == indicator }
        ).kern
    }

    @Test func `elk geldend oordeel staat naast wat over zijn eigen dag berekend is`() throws {
        let eerder = peildag.plus(maanden: -30)
        let dossier = try dossier(
            [
                oordeel("een", .t211, .verbeterpunt, over: eerder),
                oordeel("twee", .t211, .voldoet, over: peildag),
                oordeel("drie", .t523, .nietVastgesteld, over: peildag),
            ],
            op: peildag
        )
        let oordelen = kader.menselijkeOordelen(dossier, Peiling(peildag: peildag))
        #expect(oordelen.map(\.oordeel.tekst) == ["een", "twee", "drie"])
        #expect(oordelen.map(\.peildatum) == [eerder, peildag, peildag])
        #expect(oordelen.map(\.uitkomst) == [.verbeterpunt, .voldoet, .nietVastgesteld])
        #expect(oordelen.allSatisfy { $0.rol == .aud && $0.beoordelaarsrol == "inspecteur" && $0.traject == 1 })
        for oordeel in oordelen {
            let verwacht = try berekend(oordeel.indicator, dossier.geschiedenis(), op: oordeel.peildatum)
            #expect(oordeel.berekend == verwacht)
            #expect(oordeel.verschilt == (verwacht.uitkomst != oordeel.uitkomst))
        }
        // The same indicator is judged otherwise over the two days, or the comparison by day shows nothing.
        #expect(oordelen[0].berekend != oordelen[1].berekend)
    }

    @Test func `een ingetrokken oordeel telt niet`() throws {
        let eerst = try oordeel("een", .t211, .voldoet, over: peildag)
        let ingetrokken = try dossier([eerst, intrekking("een")], op: peildag)
        #expect(kader.menselijkeOordelen(ingetrokken, Peiling(peildag: peildag)).isEmpty)
        let geldend = try dossier([eerst], op: peildag)
        #expect(kader.menselijkeOordelen(geldend, Peiling(peildag: peildag)).count == 1)
    }

    @Test func `een oordeel staat bij de dag waarover het gaat, zodra het bekend is`() throws {
        let later = peildag.plus(maanden: 8)
        let dossier = try dossier([oordeel("een", .t211, .voldoet, over: peildag)], op: later)
        func aantal(_ dag: Dag, bekendOp: Moment? = nil) -> Int {
            kader.menselijkeOordelen(dossier, Peiling(peildag: dag, bekendOp: bekendOp)).count
        }
        #expect(aantal(peildag) == 1 && aantal(peildag.plus(dagen: -1)) == 0)
        #expect(aantal(peildag, bekendOp: Moment(beginVan: later)) == 0)
        #expect(aantal(peildag, bekendOp: Moment(eindeVan: later)) == 1)
    }

    @Test func `een oordeel over een ander traject staat daar`() throws {
        let dossier = try dossier([oordeel("een", .t211, .voldoet, over: peildag)], op: peildag)
        #expect(kader.menselijkeOordelen(dossier, Peiling(peildag: peildag), traject: 2).isEmpty)
        #expect(kader.menselijkeOordelen(dossier, Peiling(peildag: peildag), traject: 1).count == 1)
    }

    @Test func `een menselijk oordeel verandert geen berekend oordeel`() throws {
        let zonder = try dossier([], op: peildag)
        let met = try dossier(
            Indicatorcode.allCases.enumerated().map { nummer, indicator in
                try oordeel("o\(nummer)", indicator, .nietVastgesteld, over: peildag)
            },
            op: peildag
        )
        let toetsing = kader.beoordeelVolledig(met, Peiling(peildag: peildag))
        #expect(toetsing.oordelen == kader.beoordeelVolledig(zonder, Peiling(peildag: peildag)).oordelen)
        #expect(toetsing.menselijk.map(\.indicator) == Indicatorcode.allCases)
        #expect(
            toetsing.menselijk.filter(\.verschilt).count == toetsing.oordelen.count { $0.uitkomst != .nietVastgesteld }
        )
    }
}
