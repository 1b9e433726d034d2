import CivilTime
import Gezinstraject
import Testing
import WireValues

@testable import Toetsingskader

@Suite("Het verschil tussen twee peilingen")
struct VerschilTests {
    private let kader = Toetsingskader()

    private func dossier(_ naam: String) throws -> Dossier {
        var dossier = Dossier()
        for registratie in try Maastricht.registraties(naam) { try dossier.voegToe(registratie) }
        return dossier
    }

    private func dag(_ tekst: String) throws -> Dag { try #require(Dag(tekst)) }

    /// Wat de oorzaak belooft: de gebeurtenissen geven met de oude geschiedenis het nieuwe oordeel, en geen kan weg.
    private func controleer(_ dossier: Dossier, van: Peiling, tot: Peiling) throws {
        let verschil = kader.verschil(dossier, van: van, tot: tot)
        let oude = kader.beoordeel(dossier.geschiedenis(van), peildag: van.peildag)
        let nieuwe = kader.beoordeel(dossier.geschiedenis(tot), peildag: tot.peildag)
        let anders = zip(oude.oordelen, nieuwe.oordelen).filter { isAnders($0, $1) }.map(\.0.indicator)
        #expect(verschil.oordelen.map(\.indicator) == anders)
        let geschiedenissen = Geschiedenisverschil(van: dossier.geschiedenis(van), naar: dossier.geschiedenis(tot))
        for oordeel in verschil.oordelen {
            var nodig: [UUID] = []
            if case .gebeurtenissen(let ids) = oordeel.oorzaak { nodig = ids }
            func geeftNieuw(_ ids: [UUID]) throws -> Bool {
                let keuze = geschiedenissen.veranderingen.filter { ids.contains($0.id) }
                let toetsing = kader.beoordeel(geschiedenissen.toegepast(keuze), peildag: tot.peildag)
                return !isAnders(
                    try #require(toetsing.oordelen.first { $0.indicator == oordeel.indicator }),
                    oordeel.naar
                )
            }
            #expect(try geeftNieuw(nodig))
            for id in nodig { #expect(try !geeftNieuw(nodig.filter { $0 != id })) }
        }
    }

    private func isAnders(_ een: Oordeel, _ ander: Oordeel) -> Bool {
        een.kern != ander.kern || een.grond != ander.grond || een.voorlopig != ander.voorlopig
            || een.letOp != ander.letOp
    }

    @Test(arguments: Maastricht.namen)
    func `de oorzaak geeft het nieuwe oordeel, en niets daarvan kan gemist worden`(_ naam: String) throws {
        let dossier = try dossier(naam)
        let dagen = try ["2010-01-01", "2012-03-01", "2013-01-15", "2014-03-31"].map(dag)
        for (van, tot) in zip(dagen, dagen.dropFirst()) {
            try controleer(dossier, van: Peiling(peildag: van), tot: Peiling(peildag: tot))
        }
        let later = try #require(dagen.last)
        let toen = Peiling(peildag: later, bekendOp: Moment(beginVan: try dag("2013-01-15")))
        try controleer(dossier, van: toen, tot: Peiling(peildag: later))
    }

    @Test func `zonder nieuwe gebeurtenis is een termijn de oorzaak`() throws {
        let dossier = try dossier("familie-b")
        let laatste = try #require(dossier.geschiedenis().feiten.last?.dag)
        let verschil = kader.verschil(
            dossier,
            van: Peiling(peildag: laatste),
            tot: Peiling(peildag: laatste.plus(maanden: 14))
        )
        #expect(verschil.gebeurtenissen.isEmpty && !verschil.oordelen.isEmpty)
        #expect(verschil.oordelen.allSatisfy { $0.oorzaak == .termijn })
    }

    @Test func `een correctie zegt welke velden zij verandert, een intrekking dat iets verviel`() throws {
        var dossier = try dossier("familie-a")
        let bekend = Peiling(peildag: try dag("2014-03-31"), bekendOp: Moment(eindeVan: try dag("2014-03-31")))
        let toets = try #require(dossier.registraties.first { $0.type == .definitieGetoetst })
        let contact = try #require(dossier.registraties.last { $0.type == .contactMetGezinGelegd })
        var correctie = RegistratieGecorrigeerd()
        correctie.doelEvent = toets.id
        correctie.gebeurdOp = toets.gebeurdOp.plus(dagen: 1)
        var intrekking = RegistratieIngetrokken()
        intrekking.doelEvent = contact.id
        for (nummer, gegevens) in [correctie as any Gegevens, intrekking].enumerated() {
            try dossier.voegToe(
                Registratie(
                    id: UUID(high: 9, low: UInt64(nummer)),
                    versie: dossier.versie + 1,
                    gegevens: gegevens,
                    gebeurdOp: try dag("2014-05-01"),
                    vastgelegdOp: Moment(beginVan: try dag("2014-05-01"))
                )
            )
        }
        let verschil = kader.verschil(dossier, van: bekend, tot: Peiling(peildag: bekend.peildag))
        #expect(verschil.gebeurtenissen.map(\.id) == [toets.id, contact.id])
        #expect(verschil.gebeurtenissen.map(\.soort) == [.gewijzigd, .vervallen])
        #expect(verschil.gebeurtenissen[0].velden.map(\.description) == ["/gebeurdOp", "/vastgelegdOp"])
        try controleer(dossier, van: bekend, tot: Peiling(peildag: bekend.peildag))
    }
}
