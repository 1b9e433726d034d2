import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import Toetsingskader
import WireValues

@testable import CaseHandling

@Suite("Aanpakken van een gemeente")
struct AanpakkenTests {
    private let eigen: Aanpakcode

    init() throws {
        eigen = try #require(Aanpakcode("een-eigen-aanpak"))
    }

    /// Een profiel van de eigen aanpak, met een regisseur en deze termijn voor het eerste bezoek.
    private func profiel(
        _ geldigVanaf: String,
        outreachStart: String = "P12M",
        gemeente: String = "GM0935",
        id: UUID? = Fixture.uuid(),
        code: String = "een-eigen-aanpak"
    ) -> JSON {
        CaseEvents.event(
            "AanpakprofielVastgesteld",
            "2013-01-01",
            id: id,
            [
                "code": .string(code), "naam": "Eigen", "gemeente": .string(gemeente),
                "geldigVanaf": .string(geldigVanaf), "enkeleRegisseur": true, "prioritering": false,
                "parameters": [["naam": "outreachStart", "waarde": .string(outreachStart)]],
            ]
        )
    }

    @discardableResult
    private func stelVast(
        _ events: [JSON],
        _ plek: Werkplek,
        als rollen: [Tokenrol] = [.beleid],
        aanpak: Aanpakcode? = nil,
        verwacht: ExpectedVersion = .any,
        in gemeente: LogName = Fixture.log
    ) async throws -> Ontvangst {
        try await plek.cases.legVast(
            try events.map { try Invoer.lees($0, .root, .importverzoek, stroom: .aanpak) },
            aanpak: aanpak ?? eigen,
            verwacht: verwacht,
            door: try Werkplek.gebruiker(rollen, "BEL1", in: gemeente)
        )
    }

    private func aanmelding() -> [JSON] {
        [
            CaseEvents.registration(), CaseEvents.referral("2013-01-01", aanpak: "een-eigen-aanpak"),
            CaseEvents.event("ProcesmanagerToegewezen", "2013-01-01", ["wie": "PM1"]),
        ]
    }

    private func outreachend(_ plek: Werkplek, _ peiling: Peiling) async throws -> Uitkomst? {
        let toetsing = try await plek.cases.toetsing(plek.gezin, peiling, voor: try Werkplek.gebruiker()).toetsing
        return toetsing.oordelen.first { $0.indicator == .t321 }?.uitkomst
    }

    @Test func `een gezin wordt aangemeld voor een aanpak die de gemeente vaststelde, en eerder niet`() async throws {
        let plek = try Werkplek()
        let eerder = try await plek.weigering(aanmelding(), als: [.beheerder])
        guard case .schending(let schending, nummer: 1) = eerder else {
            Issue.record("niet geweigerd")
            return
        }
        #expect(schending.code == "I-0-VERWIJZING")
        try await stelVast([profiel("2013-01-01")], plek)
        try await plek.legVast(aanmelding(), als: [.beheerder])
        // In another gemeente nobody knows it.
        let elders = try #require(LogName("GM0193"))
        let daar = [CaseEvents.registration(gemeente: "GM0193")] + aanmelding().dropFirst()
        #expect(try await plek.weigering(daar, als: [.beheerder], gezin: Fixture.uuid(), in: elders) != nil)
    }

    @Test func `een oordeel over een dag heeft de normen van die dag, en met de kennis van toen`() async throws {
        let plek = try Werkplek()
        try await stelVast([profiel("2013-01-01")], plek)
        try await plek.legVast(aanmelding(), als: [.beheerder])
        #expect(try await outreachend(plek, peiling("2013-10-01")) != .verbeterpunt)
        let voor = try peiling("2013-10-01", bekendOp: "2014-06-30T00:00:00Z")
        try plek.klok.verzet(naar: "2014-07-01T10:00:00Z")
        try await stelVast([profiel("2013-07-01", outreachStart: "P1M")], plek)
        #expect(try await outreachend(plek, peiling("2013-06-30")) != .verbeterpunt)
        #expect(try await outreachend(plek, peiling("2013-07-01")) == .verbeterpunt)
        #expect(try await outreachend(plek, peiling("2013-10-01")) == .verbeterpunt)
        #expect(try await outreachend(plek, voor) != .verbeterpunt)
    }

    @Test func `ook omslagdag, verloop en verschil volgen de aanpak van de gemeente`() async throws {
        let plek = try Werkplek()
        let gebruiker = try Werkplek.gebruiker()
        func omslagdag(_ peildag: String) async throws -> Dag? {
            let (_, toetsing) = try await plek.cases.toetsing(plek.gezin, peiling(peildag), voor: gebruiker)
            return try #require(toetsing.oordelen.first { $0.indicator == .t321 }).omslagdag
        }
        func omslagen() async throws -> [Dag] {
            let (_, omslagen) = try await plek.cases.verloop(plek.gezin, peiling("2014-06-30"), voor: gebruiker)
            return omslagen.filter { $0.indicator == .t321 && $0.naar.uitkomst == .verbeterpunt }.map(\.dag)
        }
        func verschilt(_ van: String, _ tot: String) async throws -> Bool {
            let (van, tot) = (try peiling(van), try peiling(tot))
            let (_, verschil) = try await plek.cases.verschil(plek.gezin, van: van, tot: tot, voor: gebruiker)
            return verschil.oordelen.contains { $0.indicator == .t321 }
        }
        try await stelVast([profiel("2013-01-01")], plek)
        try await plek.legVast(aanmelding(), als: [.beheerder])
        let (jaarLater, versie) = (try #require(Dag("2014-01-02")), try #require(Dag("2013-07-01")))
        #expect(try await omslagdag("2013-02-15") == jaarLater)
        #expect(try await omslagen() == [jaarLater])
        #expect(try await !verschilt("2013-02-15", "2014-01-01"))
        #expect(try await verschilt("2013-02-15", "2014-01-02"))
        try await stelVast([profiel("2013-07-01", outreachStart: "P1M")], plek)
        #expect(try await omslagdag("2013-02-15") == versie)
        #expect(try await omslagen() == [versie])
        #expect(try await verschilt("2013-02-15", "2013-07-01"))
    }

    @Test func `een verschil beoordeelt elk punt met de aanpak zoals die toen bekend was, en noemt haar norm`()
        async throws
    {
        let plek = try Werkplek()
        try await stelVast([profiel("2013-01-01")], plek)
        try await plek.legVast(aanmelding(), als: [.beheerder])
        let van = try peiling("2013-10-01", bekendOp: "2014-06-30T00:00:00Z")
        try plek.klok.verzet(naar: "2014-07-01T10:00:00Z")
        try await stelVast([profiel("2013-07-01", outreachStart: "P1M")], plek)
        let (_, verschil) = try await plek.cases.verschil(
            plek.gezin,
            van: van,
            tot: try peiling("2013-10-01"),
            voor: try Werkplek.gebruiker()
        )
        #expect(verschil.gebeurtenissen.isEmpty)
        let outreach = try #require(verschil.oordelen.first { $0.indicator == .t321 })
        #expect(outreach.oorzaak == .aanpakversie && outreach.normen == [.outreachStart])
        let json = try #require(
            verschil.json(van: plek.gezin)["oordelen"]?.array?.first { $0["indicator"] == "T3.2.1" }
        )
        #expect(json["oorzaak"] == ["soort": "aanpakversie", "gebeurtenissen": []])
        #expect(json["doorAanpakversie"] == true && json["normen"] == ["outreachStart"])
    }

    @Test func `wat gold verandert niet, en alleen beleid of beheer stelt vast`() async throws {
        let plek = try Werkplek()
        let eerste = profiel("2013-01-01")
        #expect(try await stelVast([eerste], plek).aantalNieuw == 1)
        #expect(try await stelVast([eerste], plek).isHerhaling)
        for dag in ["2013-01-01", "2012-12-31"] {
            let afwijzing = try await plek.afwijzing { try await stelVast([profiel(dag)], plek) }
            guard case .schending(let schending, nummer: 0) = afwijzing else {
                Issue.record("\(dag) niet geweigerd")
                continue
            }
            #expect(schending.code == "I-N1-NIEUWER" && !schending.oplossing.isEmpty)
        }
        let rollen = Tokenrol.allCases.filter { ![.beleid, .beheerder].contains($0) }
        let onbevoegd = try await plek.afwijzing { try await stelVast([profiel("2014-01-01")], plek, als: rollen) }
        guard case .nietBevoegd(let wie) = onbevoegd else {
            Issue.record("bevoegd")
            return
        }
        #expect(Set(wie) == [.beleid, .beheerder])
        let vreemd = try await plek.afwijzing {
            try await stelVast([profiel("2014-01-01", gemeente: "GM0193")], plek)
        }
        #expect(vreemd?.fouten == ["0 /gegevens/gemeente STRIJDIG"])
        let versie = try await plek.afwijzing {
            try await stelVast([profiel("2014-01-01")], plek, verwacht: .exactly(0))
        }
        guard case .versieconflict(werkelijk: 1) = versie else {
            Issue.record("geen conflict")
            return
        }
    }

    @Test func `een ingebouwde aanpak krijgt een nieuwe versie, en de oude blijft gelden`() async throws {
        let plek = try Werkplek()
        let maastricht = try #require(Aanpakcode("maastricht-integrale-aanpak"))
        let event = profiel("2014-01-01", outreachStart: "P3M", code: maastricht.description)
        try await stelVast([event], plek, aanpak: maastricht)
        let gebruiker = try Werkplek.gebruiker()
        let dossier = try await plek.cases.aanpak(maastricht, voor: gebruiker)
        #expect(dossier.versie == 1 && dossier.vastgesteld.count == 1)
        #expect(dossier.beschrijving.versies.map(\.geldigVanaf) == [.eerste, try #require(Dag("2014-01-01"))])
        let codes = try await plek.cases.aanpakken(voor: gebruiker).map(\.code)
        #expect(codes == Aanpakprofielen.ingebouwd.codes)
        try await stelVast([profiel("2014-01-01")], plek)
        #expect(try await plek.cases.aanpakken(voor: gebruiker).map(\.code).contains(eigen))
    }

    @Test func `de stroom van een aanpak is geen gezin, en die van een gezin geen aanpak`() async throws {
        let plek = try Werkplek()
        try await stelVast([profiel("2013-01-01")], plek)
        let stroom = try CaseHandler.stroom(van: eigen, in: Fixture.log)
        let afwijzingen = [
            try await plek.weigering([CaseEvents.registration()], gezin: stroom),
            try await plek.afwijzing {
                _ = try await plek.cases.dossier(stroom, voor: try Werkplek.gebruiker())
            },
        ]
        for afwijzing in afwijzingen {
            guard case .nietGevonden = afwijzing else {
                Issue.record("\(String(describing: afwijzing))")
                continue
            }
        }
        #expect(try CaseHandler.stroom(van: eigen, in: try #require(LogName("GM0193"))) != stroom)
        let json = try await plek.cases.aanpak(eigen, voor: try Werkplek.gebruiker()).gebeurtenissen.map {
            try $0.antwoord()
        }
        #expect(json.map { $0["gezinId"] } == [nil] && json[0]["type"] == "AanpakprofielVastgesteld")
    }

    @Test func `overnemen legt vast wat er nog niet staat, en herschrijft niets`() async throws {
        let plek = try Werkplek()
        let beheer = try Werkplek.gebruiker([.beheerder], "BEH1")
        func beschrijving(_ versies: [(String, Int)]) throws -> Aanpakbeschrijving {
            let lijst = try versies.map { dag, caseload in
                var versie = Aanpakversie(
                    geldigVanaf: try #require(Dag(dag)),
                    naam: "Eigen",
                    rollen: [Aanpakversie.Rol("regisseur", regie: [.proces, .inhoud])],
                    leefgebieden: [Aanpakversie.Gebied(.gezin, stj: .gezin)],
                    prioritering: false,
                    drang: true
                )
                versie.caseloadNorm = caseload
                return versie
            }
            return try #require(Aanpakbeschrijving(code: eigen, gemeente: "GM0935", versies: lijst))
        }
        func neemOver(_ versies: [(String, Int)]) async throws -> (nieuw: Int, bekend: Int, geweigerd: [String]) {
            let overname = try await plek.cases.vergelijk(try beschrijving(versies), voor: beheer)
            if overname.geweigerd.isEmpty { try await plek.cases.neemOver(overname, aanpak: eigen, door: beheer) }
            return (overname.nieuw.count, overname.aantalBekend, overname.geweigerd.map(\.geldigVanaf.description))
        }
        let eerst = try await neemOver([("2013-01-01", 10), ("2014-01-01", 12)])
        #expect(eerst == (2, 0, []))
        let weer = try await neemOver([("2013-01-01", 10), ("2014-01-01", 12)])
        #expect(weer == (0, 2, []))
        let later = try await neemOver([("2014-01-01", 12), ("2015-01-01", 14)])
        #expect(later == (1, 1, []))
        let anders = try await neemOver([("2013-01-01", 11), ("2013-07-01", 11), ("2014-01-01", 12)])
        #expect(anders == (0, 1, ["2013-01-01", "2013-07-01"]))
        let dossier = try await plek.cases.aanpak(eigen, voor: beheer)
        #expect(dossier.vastgesteld.map(\.caseloadNorm) == [10, 12, 14] && dossier.versie == 3)
    }
}
