import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import Toetsingskader
import WireValues

@Suite("Toetsen")
struct ToetsenTests {
    private let maastricht = "maastricht-integrale-aanpak"

    private func toetsing(
        _ plek: Werkplek,
        _ peiling: Peiling,
        traject: Int? = nil
    ) async throws -> (versie: Int, toetsing: Toetsing) {
        let gebruiker = try Werkplek.gebruiker([.dashboard])
        return try await plek.cases.toetsing(plek.gezin, peiling, traject: traject, voor: gebruiker)
    }

    @Test func `een toetsing heeft 33 oordelen, 12 criteria en 5 themas, en de versie van het gezin`() async throws {
        let plek = try await Werkplek.metGezin()
        try await plek.legVast([CaseEvents.referral("2013-03-04")])
        let (versie, toetsing) = try await toetsing(plek, try peiling("2013-06-30"))
        let json = toetsing.json(van: plek.gezin)
        #expect(versie == 2 && json["aanpak"] == .string(maastricht) && json["peildag"] == "2013-06-30")
        #expect(json["indicatoren"]?.array?.count == 33)
        #expect(json["criteria"]?.array?.count == 12 && json["themas"]?.array?.count == 5)
    }

    @Test func `een correctie verandert een oordeel pas voor wie haar kent`() async throws {
        let plek = try await Werkplek.metGezin()
        let aanmelding = CaseEvents.referral("2013-03-04")
        try await plek.legVast([aanmelding])
        try plek.klok.verzet(naar: "2014-07-01T10:00:00Z")
        try await plek.legVast([CaseEvents.withdrawal(of: try #require(aanmelding.id), "2014-07-01")])
        let voor = try await toetsing(plek, try peiling("2013-06-30", bekendOp: "2014-06-30T00:00:00Z")).toetsing
        let na = try await toetsing(plek, try peiling("2013-06-30")).toetsing
        #expect(voor.aanpak?.description == maastricht && na.aanpak == nil)
        #expect(voor.json(van: plek.gezin) != na.json(van: plek.gezin))
    }

    @Test func `een traject dat er niet is wordt niet gevonden, en het gezin wel`() async throws {
        let plek = try await Werkplek.metGezin()
        try await plek.legVast([CaseEvents.referral("2013-03-04")])
        let dag = try peiling("2013-06-30")
        #expect(try await toetsing(plek, dag, traject: 1).toetsing.traject == 1)
        #expect(try await plek.afwijzing { _ = try await toetsing(plek, dag, traject: 2) }?.laatsteTraject == 1)
        let gebruiker = try Werkplek.gebruiker()
        let beeld = try await plek.afwijzing {
            _ = try await plek.cases.trajectbeeld(plek.gezin, dag, traject: 2, voor: gebruiker)
        }
        #expect(beeld?.laatsteTraject == 1)
    }

    @Test func `het trajectbeeld noemt gezin, peildag en fase zoals toen bekend`() async throws {
        let plek = try await Werkplek.metGezin()
        try plek.klok.verzet(naar: "2014-06-03T10:00:00Z")
        try await plek.legVast([CaseEvents.referral("2013-03-04")])
        let gebruiker = try Werkplek.gebruiker([.auditor])
        func fase(_ peiling: Peiling) async throws -> JSON? {
            let (versie, beeld) = try await plek.cases.trajectbeeld(plek.gezin, peiling, voor: gebruiker)
            #expect(versie == 2)
            let json = beeld.json(van: plek.gezin, peiling)
            #expect(json["gezinId"]?.string == plek.gezin.description)
            #expect(json["peildag"]?.string == peiling.peildag.description)
            #expect(json["bekendOp"] == JSON(peiling.bekendOp?.description))
            return json["fase"]
        }
        #expect(try await fase(try peiling("2013-06-30")) == "aangemeld")
        #expect(try await fase(try peiling("2013-03-03")) == "geen")
        #expect(try await fase(try peiling("2013-06-30", bekendOp: "2014-06-02T23:00:00Z")) == "geen")
    }

    @Test func `over een aanpak gaat wie ervoor is aangemeld, of wie gekozen is`() async throws {
        let plek = try Werkplek()
        let gezinnen = (0..<4).map { _ in Fixture.uuid() }
        for (nummer, gezin) in gezinnen.enumerated() {
            try await plek.legVast([CaseEvents.registration()], gezin: gezin)
            if nummer < 2 { try await plek.legVast([CaseEvents.referral("2013-03-04")], gezin: gezin) }
            if nummer == 2 {
                try await plek.legVast([CaseEvents.referral("2013-03-04", aanpak: "delft-team-jeugd")], gezin: gezin)
            }
        }
        let aanpak = try #require(Aanpakcode(maastricht))
        let dashboard = try Werkplek.gebruiker([.dashboard])
        func gezinnenVan(_ keuze: [UUID]?, op dag: String) async throws -> [UUID] {
            try await plek.cases.toetsingen(aanpak: aanpak, gezinnen: keuze, try peiling(dag), voor: dashboard)
                .map(\.gezin)
        }
        #expect(try await gezinnenVan(nil, op: "2013-06-30") == Array(gezinnen[..<2]))
        #expect(try await gezinnenVan([gezinnen[1], gezinnen[3]], op: "2013-06-30") == [gezinnen[1], gezinnen[3]])
        let andereAanpak = try await plek.afwijzing {
            _ = try await gezinnenVan([gezinnen[1], gezinnen[2]], op: "2013-06-30")
        }
        #expect(andereAanpak?.fouten == ["-  STRIJDIG"])
        #expect(try await gezinnenVan(nil, op: "2013-03-03").isEmpty)
        let onbekend = try await plek.afwijzing { _ = try await gezinnenVan([Fixture.uuid()], op: "2013-06-30") }
        #expect(onbekend?.isNietGevonden == true)
    }

    @Test func `een aanpak die er niet is wordt niet gevonden`() async throws {
        let plek = try await Werkplek.metGezin()
        let gebruiker = try Werkplek.gebruiker()
        let afwijzing = try await plek.afwijzing {
            let code = try #require(Aanpakcode("bestaat-niet"))
            _ = try await plek.cases.toetsingen(aanpak: code, try peiling("2014-01-01"), voor: gebruiker)
        }
        #expect(afwijzing?.isNietGevonden == true)
    }

    @Test func `over de hele populatie zijn er aantallen en geen oordelen`() async throws {
        let plek = try await Werkplek.metGezin()
        try await plek.legVast([CaseEvents.referral("2013-03-04")])
        let aanpak = try #require(Aanpakcode(maastricht))
        let dag = try peiling("2014-01-01", bekendOp: "2014-06-02T12:00:00Z")
        let toetsingen = try await plek.cases.toetsingen(
            aanpak: aanpak,
            dag,
            voor: try Werkplek.gebruiker([.dashboard])
        )
        let json = Populatietelling(toetsingen.map(\.toetsing)).json(aanpak: aanpak, dag)
        #expect(json["casussen"] == 1 && json["bekendOp"] == "2014-06-02T12:00:00Z")
        let indicatoren = try #require(json["indicatoren"]?.array)
        #expect(indicatoren.count == 33)
        for indicator in indicatoren {
            #expect(indicator["uitkomst"] == nil)
            let aantallen = ["voldoet", "verbeterpunt", "nietVastgesteld", "nvt"].map { indicator[$0]?.integer ?? -1 }
            #expect(aantallen.reduce(0, +) == 1 && aantallen.allSatisfy { $0 >= 0 })
        }
        #expect(json["criteria"] == nil && json["themas"] == nil)
    }
}
