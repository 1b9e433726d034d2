import CivilTime
import Foundation
import Gezinstraject
import Testing
import WireValues

@testable import Toetsingskader

@Suite("Normen en rollen komen van de aanpak, zoals zij op de dag van het oordeel is")
struct AanpaknormenTests {
    private let code: Aanpakcode

    init() throws {
        code = try #require(Aanpakcode("een-eigen-aanpak"))
    }

    private func dag(_ tekst: String) throws -> Dag { try #require(Dag(tekst)) }

    private func profiel(_ normen: [Aanpaknorm], prioritering: Bool = false) -> Aanpakprofiel {
        var versie = Aanpakversie(
            geldigVanaf: .eerste,
            naam: "Eigen",
            rollen: [Aanpakversie.Rol("regisseur", regie: [.proces, .inhoud])],
            leefgebieden: Aanpakprofiel.leefgebiedenVanDeDefinitie.map { Aanpakversie.Gebied($0, stj: nil) },
            prioritering: prioritering,
            drang: true
        )
        versie.normen = normen
        return versie.profiel(code)
    }

    private func kader(_ versies: [(String, Aanpakprofiel)]) throws -> Toetsingskader {
        let versies = try versies.map { Aanpakreeks.Versie(vanaf: try dag($0.0), $0.1) }
        return Toetsingskader(Aanpakprofielen([code: try #require(Aanpakreeks(versies))]))
    }

    /// Een gezin dat op een dag is aangemeld en begon; elke gebeurtenis is vastgelegd op haar eigen dag.
    private func geschiedenis(
        _ meer: [(String, String, JSON)] = [],
        aangemeld: Bool = true
    ) throws -> Geschiedenis {
        try dossier(meer, aangemeld: aangemeld).geschiedenis()
    }

    private func dossier(
        _ meer: [(String, String, JSON)] = [],
        aangemeld: Bool = true
    ) throws -> Dossier {
        let aanmelding: (String, String, JSON) = (
            "2014-01-01", "GezinAangemeld", ["aanpak": .string(code.description), "trajectNr": 1]
        )
        let vast: [(String, String, JSON)] =
            [("2014-01-01", "GezinGeregistreerd", ["gemeente": "GM0001"])] + (aangemeld ? [aanmelding] : []) + [
                ("2014-01-10", "ProcesmanagerToegewezen", ["wie": "PM1"])
            ]
        var dossier = Dossier()
        for (nummer, (dag, naam, gegevens)) in (vast + meer).enumerated() {
            let type = try #require(Feittype(naam: naam))
            try dossier.voegToe(
                Registratie(
                    id: UUID(high: 7, low: UInt64(nummer)),
                    gezin: UUID(high: 8, low: 1),
                    versie: nummer + 1,
                    gegevens: try type.lees(gegevens, .root),
                    gebeurdOp: try self.dag(dag),
                    vastgelegdOp: Moment(beginVan: try self.dag(dag))
                )
            )
        }
        return dossier
    }

    private func oordeel(_ indicator: Indicatorcode, _ kader: Toetsingskader, _ peildag: String) throws -> Oordeel {
        let toetsing = kader.beoordeel(try geschiedenis(), peildag: try dag(peildag))
        return try #require(toetsing.oordelen.first { $0.indicator == indicator })
    }

    @Test func `elke norm van het kader is door een aanpak te stellen`() {
        for naam in Normnaam.allCases {
            let waarde: Normwaarde = [.termijn, .maanden].contains(naam.soort) ? .termijn(.maanden(97)) : .getal(97)
            let normen = Normen().met(profiel([Aanpaknorm(naam, waarde)]), op: .eerste)
            let anders = zip(Mirror(reflecting: normen).children, Mirror(reflecting: Normen()).children)
                .filter { "\($0.value)" != "\($1.value)" }.map(\.0.label)
            #expect(anders == [naam.rawValue])
        }
        #expect(Mirror(reflecting: Normen()).children.map(\.label) == Normnaam.allCases.map(\.rawValue))
    }

    @Test func `een oordeel over 2014 houdt de normen van 2014`() throws {
        let kader = try kader([
            ("2014-01-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(12)))])),
            ("2015-01-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(1)))])),
        ])
        #expect(try oordeel(.t321, kader, "2014-12-31").uitkomst != .verbeterpunt)
        #expect(try oordeel(.t321, kader, "2015-01-01").uitkomst == .verbeterpunt)
        // Without norms of its own those of the framework hold: two months.
        let zonder = try self.kader([("2014-01-01", profiel([]))])
        #expect(try oordeel(.t321, zonder, "2014-03-10").uitkomst != .verbeterpunt)
        #expect(try oordeel(.t321, zonder, "2014-03-11").uitkomst == .verbeterpunt)
    }

    @Test func `een norm geldt vanaf haar eigen dag`() throws {
        let vanaf = try dag("2014-07-01")
        let kader = try kader([
            ("2014-01-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(9)), vanaf: vanaf)]))
        ])
        #expect(try oordeel(.t321, kader, "2014-06-30").uitkomst == .verbeterpunt)
        #expect(try oordeel(.t321, kader, "2014-07-01").uitkomst != .verbeterpunt)
    }

    @Test func `wat bij het begin hoort verandert niet door een latere versie`() throws {
        let kader = try kader([
            ("2014-01-01", profiel([Aanpaknorm(.planTermijn, .termijn(.weken(6)))])),
            ("2014-02-01", profiel([Aanpaknorm(.planTermijn, .termijn(.dagen(1)))], prioritering: true)),
        ])
        #expect(try oordeel(.t313, kader, "2014-02-21").uitkomst == .nietVastgesteld)
        #expect(try oordeel(.t313, kader, "2014-02-22").uitkomst == .verbeterpunt)
    }

    @Test func `voor de eerste versie geldt de eerste`() throws {
        let kader = try kader([("2020-01-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(12)))]))])
        #expect(try oordeel(.t321, kader, "2014-12-31").uitkomst != .verbeterpunt)
    }

    /// Telt dag voor dag na wat er zonder nieuwe gebeurtenissen omslaat, en geeft de omslagdag van T3.2.1.
    private func omslagdag(_ kader: Toetsingskader, _ geschiedenis: Geschiedenis, _ peildag: String) throws -> Dag? {
        let peildag = try dag(peildag)
        let laatste = peildag.plus(maanden: 15)
        let oordelen = kader.beoordeel(geschiedenis, peildag: peildag, omslagdagen: true).oordelen
        let dagen = (peildag.dagnummer...laatste.dagnummer).compactMap(Dag.init(dagnummer:)).map { dag in
            (dag: dag, kernen: kader.beoordeel(geschiedenis, peildag: dag).oordelen.map(\.kern))
        }
        let verloop = kader.verloop(geschiedenis, tot: laatste).filter { $0.dag > peildag }
        for (nummer, oordeel) in oordelen.enumerated() {
            let omslagen = zip(dagen, dagen.dropFirst()).filter { $0.kernen[nummer] != $1.kernen[nummer] }.map(\.1.dag)
            #expect(oordeel.omslagdag.flatMap { $0 <= laatste ? $0 : nil } == omslagen.first, "\(oordeel.indicator)")
            #expect(verloop.filter { $0.indicator == oordeel.indicator }.map(\.dag) == omslagen)
        }
        return try #require(oordelen.first { $0.indicator == .t321 }).omslagdag
    }

    @Test func `de omslagdag rekent met een norm die na de peildag ingaat`() throws {
        let later = Aanpaknorm(.outreachStart, .termijn(.maanden(3)), vanaf: try dag("2014-11-20"))
        let ruim = Aanpaknorm(.outreachStart, .termijn(.maanden(60)))
        let kader = try kader([("2014-01-01", profiel([ruim, later]))])
        #expect(try omslagdag(kader, try geschiedenis(), "2014-06-01") == dag("2014-11-20"))
    }

    @Test func `de omslagdag rekent met een versie die na de peildag ingaat, en met haar normen`() throws {
        let later = Aanpaknorm(.outreachStart, .termijn(.maanden(3)), vanaf: try dag("2014-11-20"))
        let ruim = Aanpaknorm(.outreachStart, .termijn(.maanden(60)))
        let kader = try kader([
            ("2014-01-01", profiel([ruim])), ("2014-09-01", profiel([ruim, later])), ("2015-02-01", profiel([ruim])),
        ])
        #expect(try omslagdag(kader, try geschiedenis(), "2014-06-01") == dag("2014-11-20"))
        #expect(try omslagdag(kader, try geschiedenis(), "2014-12-01") == dag("2015-02-01"))
    }

    @Test func `zonder aanmelding schuift het begin van de aanpak mee met haar versies`() throws {
        let profielen = try kader([
            ("2014-01-01", profiel([], prioritering: true)), ("2014-08-01", profiel([])),
        ]).profielen
        let kader = Toetsingskader(profielen.met(anders: code))
        #expect(try omslagdag(kader, try geschiedenis(aangemeld: false), "2014-06-01") == dag("2014-08-01"))
    }

    @Test func `een gesloten traject houdt de normen van de afsluiting`() throws {
        let kader = try kader([
            ("2014-01-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(60)))])),
            ("2014-08-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(1)))])),
        ])
        let gesloten = try geschiedenis([("2014-06-01", "AanpakAfgesloten", ["reden": "resultaat_bereikt"])])
        #expect(try omslagdag(kader, gesloten, "2014-06-01") == nil)
    }

    @Test func `een lange stilte is tweemaal de stilte van de aanpak`() {
        let normen = Normen().met(profiel([Aanpaknorm(.stilteTermijn, .termijn(.weken(6)))]), op: .eerste)
        #expect(normen.langeStilte == .dagen(84) && Normen().langeStilte == .maanden(6))
    }

    @Test func `een reden, kanttekening en beletsel noemen de norm van de aanpak`() throws {
        let normen = [
            Aanpaknorm(.stilteTermijn, .termijn(.weken(6))), Aanpaknorm(.terugkijk, .termijn(.maanden(24))),
            Aanpaknorm(.eersteActiviteit, .termijn(.dagen(10))),
        ]
        let kader = try kader([("2014-01-01", profiel(normen))])
        let toetsing = kader.beoordeelVolledig(try geschiedenis(), peildag: try dag("2014-06-01"))
        let stilte = try #require(toetsing.oordelen.first { $0.indicator == .t322 })
        #expect(stilte.zin == "Er was meer dan zes weken stilte.")
        #expect(
            stilte.ontbreekt?.beletsel?.tekst
                == "Er was meer dan twaalf weken stilte. Ook na nieuw contact telt dat tot twee jaar na het einde ervan."
        )
        let start = try #require(toetsing.oordelen.first { $0.indicator == .t113 })
        #expect(
            start.letOp.map(start.zin) == [
                "In de eerste tien dagen na de start was er geen contact, analyse of overleg."
            ]
        )
        let omslag = try #require(
            kader.verloop(try geschiedenis(), tot: try dag("2014-06-01")).last { $0.indicator == .t322 }
        )
        #expect(omslag.zin == stilte.zin)
    }

    @Test func `wat bij het begin hoort wordt genoemd met de norm van het begin`() throws {
        let kader = try kader([
            ("2014-01-01", profiel([Aanpaknorm(.startTermijn, .termijn(.weken(5)))], prioritering: true)),
            ("2014-02-01", profiel([Aanpaknorm(.startTermijn, .termijn(.dagen(2)))], prioritering: true)),
        ])
        #expect(
            try oordeel(.t113, kader, "2014-03-01").zin
                == "De aanpak is niet binnen vijf weken na aanmelding gestart."
        )
    }

    /// Wat er bij T3.2.1 verschilt: de oorzaak, en de normen als die meetellen.
    private func verschil(
        _ dossier: Dossier,
        _ eerder: Toetsingskader,
        _ later: Toetsingskader,
        van: Peiling,
        tot: Peiling
    ) throws -> Oordeelverschil? {
        let verschil = later.verschil(dossier, eerder, van: van, tot: tot)
        return verschil.oordelen.first { $0.indicator == .t321 }
    }

    @Test func `een versie die tussen twee punten ingaat is de oorzaak, geen termijn en geen gebeurtenis`() throws {
        let kader = try kader([
            ("2014-01-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(12)))])),
            ("2014-07-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(1)))])),
        ])
        let (voor, na) = (Peiling(peildag: try dag("2014-06-30")), Peiling(peildag: try dag("2014-07-01")))
        let anders = try #require(try verschil(try dossier(), kader, kader, van: voor, tot: na))
        #expect(anders.oorzaak == .aanpakversie && anders.doorAanpakversie && anders.normen == [.outreachStart])
        // Within one version it is the term.
        let vast = try self.kader([("2014-01-01", profiel([]))])
        let (gisteren, vandaag) = (Peiling(peildag: try dag("2014-03-10")), Peiling(peildag: try dag("2014-03-11")))
        let termijn = try #require(try verschil(try dossier(), vast, vast, van: gisteren, tot: vandaag))
        #expect(termijn.oorzaak == .termijn && !termijn.doorAanpakversie && termijn.normen.isEmpty)
    }

    @Test func `een norm die tussen twee punten ingaat is ook een andere versie`() throws {
        let later = Aanpaknorm(.outreachStart, .termijn(.maanden(3)), vanaf: try dag("2014-07-01"))
        let kader = try kader([("2014-01-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(60))), later]))])
        let (voor, na) = (Peiling(peildag: try dag("2014-06-30")), Peiling(peildag: try dag("2014-07-01")))
        let anders = try #require(try verschil(try dossier(), kader, kader, van: voor, tot: na))
        #expect(anders.oorzaak == .aanpakversie && anders.normen == [.outreachStart])
    }

    @Test func `elk punt wordt beoordeeld met de aanpak zoals dat punt haar kent`() throws {
        let eerder = try kader([("2014-01-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(12)))]))])
        let later = try kader([("2014-01-01", profiel([Aanpaknorm(.outreachStart, .termijn(.maanden(1)))]))])
        let punt = Peiling(peildag: try dag("2014-06-01"))
        let anders = try #require(try verschil(try dossier(), eerder, later, van: punt, tot: punt))
        #expect(anders.van.uitkomst != .verbeterpunt && anders.naar.uitkomst == .verbeterpunt)
        #expect(anders.oorzaak == .aanpakversie && anders.normen == [.outreachStart])
        #expect(try verschil(try dossier(), later, later, van: punt, tot: punt) == nil)
    }

    @Test func `naast een gebeurtenis telt een andere versie alleen als zij nodig was`() throws {
        func kader(_ norm: Normnaam, _ maanden: Int) throws -> Toetsingskader {
            try self.kader([("2014-01-01", profiel([Aanpaknorm(norm, .termijn(.maanden(maanden)))]))])
        }
        let dossier = try dossier([
            ("2014-02-01", "ContactMetGezinGelegd", ["initiatief": "professional", "plaats": "thuis"])
        ])
        let contact = try #require(dossier.registraties.last?.id)
        let tot = Peiling(peildag: try dag("2014-06-01"))
        let van = Peiling(peildag: tot.peildag, bekendOp: Moment(beginVan: try dag("2014-01-31")))
        let nodig = try #require(
            try verschil(dossier, try kader(.outreachVenster, 1), try kader(.outreachVenster, 6), van: van, tot: tot)
        )
        #expect(nodig.oorzaak == .gebeurtenissen([contact]))
        #expect(nodig.doorAanpakversie && nodig.normen == [.outreachVenster])
        let onnodig = try #require(
            try verschil(dossier, try kader(.hulpTermijn, 1), try kader(.hulpTermijn, 6), van: van, tot: tot)
        )
        #expect(onnodig.oorzaak == .gebeurtenissen([contact]) && !onnodig.doorAanpakversie && onnodig.normen.isEmpty)
    }

    @Test func `geen voorwaarde in een regel noemt een aanpak of een rol van een aanpak`() throws {
        let map = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Toetsingskader")
        let voorwaarde = [
            "if ", "guard ", "switch ", "case ", "where ", "==", "!=", "&&", "||", " ? ", "filter", "contains",
        ]
        let namen =
            Aanpakprofielen.ingebouwd.codes.map(\.description) + [
                "aastricht", "pijkenisse", "elystad", "wolle", "delft", "Delft", "gezinscoach", "trajectbegeleider",
                "casusregisseur", "procesregisseur", "adviseur", "\"coach\"", "\"procesmanager\"", "\"casemanager\"",
                "profiel.code", "Aanpakcode(", "aanpak ==", "code ==",
            ]
        var voorwaarden = 0
        let alle = try #require(FileManager.default.enumerator(at: map, includingPropertiesForKeys: nil))
        for case let bestand as URL in alle where bestand.pathExtension == "swift" {
            for regel in try String(contentsOf: bestand, encoding: .utf8).split(separator: "\n") {
                // Which families belong to the aanpak that was asked for is a selection, not a rule.
                let regel = regel.replacing("toetsing.aanpak == aanpak", with: "")
                guard !regel.contains("//"), voorwaarde.contains(where: regel.contains) else { continue }
                voorwaarden += 1
                let gevonden = namen.filter { regel.contains($0) }
                #expect(gevonden.isEmpty, "\(bestand.lastPathComponent): \(regel)")
            }
        }
        #expect(voorwaarden > 300)
    }
}
