import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import Toetsingskader
import WireValues

@testable import CaseHandling

@Suite("Import en export van een aanpak met haar gezinnen")
struct OverdrachtTests {
    private static let gezin = Fixture.uuid()
    private static let code = "een-eigen-aanpak"

    /// Regels, elk met waarvan zij is.
    private func regels(_ stroom: JSON.Member, _ events: [JSON]) -> [String] {
        events.map { event in
            guard case .object(let leden) = event else { return "" }
            return JSON.object([stroom] + leden).text
        }
    }

    private func regels(aanpak: String = Self.code, _ events: [JSON]) -> [String] {
        regels(JSON.Member("aanpak", .string(aanpak)), events)
    }

    private func regels(gezin: UUID, _ events: [JSON]) -> [String] {
        regels(Stroom.gezin(gezin).veld, events)
    }

    private func profiel(
        _ geldigVanaf: String = "2013-01-01",
        outreachStart: String = "P12M",
        gemeente: String = "GM0935",
        enkeleRegisseur: JSON = true,
        vastgelegdOp: String = "2013-01-01T09:00:00Z",
        code: String = Self.code
    ) -> JSON {
        let gegevens: JSON = [
            "code": .string(code), "naam": "Eigen", "gemeente": .string(gemeente),
            "geldigVanaf": .string(geldigVanaf), "enkeleRegisseur": enkeleRegisseur, "prioritering": false,
            "parameters": [["naam": "outreachStart", "waarde": .string(outreachStart)]],
        ]
        let bron: [JSON.Member] = [
            .init("vastgelegdOp", .string(vastgelegdOp)), .init("vastgelegdDoor", "BEL1"), .init("rol", "BEL"),
        ]
        return CaseEvents.event("AanpakprofielVastgesteld", String(vastgelegdOp.prefix(10)), gegevens, with: bron)
    }

    private func bevinding(_ jaar: Int, rol: JSON = "AUD") -> JSON {
        let dag = "\(jaar)-12-31"
        return CaseEvents.event(
            "BeleidsbevindingVastgelegd",
            dag,
            ["indicator": "P1.1.2", "jaar": .integer(jaar), "uitkomst": "voldoet", "geldigVanaf": .string(dag)],
            with: [
                .init("precisie", "jaar"), .init("volgens", ["soort": "document", "wie": "het stuk"]),
                .init("vastgelegdOp", .string("\(dag)T12:00:00Z")), .init("vastgelegdDoor", "stj"), .init("rol", rol),
            ]
        )
    }

    private func aanmelding(aanpak: String = Self.code, gemeente: String = "GM0935") -> [JSON] {
        [
            CaseEvents.registration(gemeente: gemeente), CaseEvents.referral("2013-01-01", aanpak: aanpak),
            CaseEvents.event("ProcesmanagerToegewezen", "2013-01-01", ["wie": "PM1"]),
        ]
    }

    private func bestand(_ regels: [String]) throws -> Bestand {
        try Bestand([(naam: "a.jsonl", inhoud: Array(regels.joined(separator: "\n").utf8))])
    }

    /// Neemt op wat opgenomen kan worden, en geeft de fouten van de rest; een proef geeft dezelfde.
    private func neemOp(_ regels: [String], _ plek: Werkplek) async throws -> [String] {
        let proef = try await plek.importeer(regels, opProef: true)
        let fouten = try await plek.importeer(regels)
        #expect(proef == fouten)
        return fouten
    }

    private func export(_ plek: Werkplek) async throws -> [JSON] {
        var wijzer = try Stroomwijzer(in: Fixture.log)
        return try await plek.store.events(in: Fixture.log, after: 0, limit: 1000).map { event in
            try event.json(van: try wijzer.stroom(van: event))
        }
    }

    /// Zonder wat het logboek dat haar opneemt zelf geeft.
    private func blijvend(_ export: [JSON]) -> [String] {
        export.map { regel in
            guard case .object(let leden) = regel else { return "" }
            return JSON.object(leden.filter { !["positie", "hash", "toegevoegdOp"].contains($0.key) }).text
        }
    }

    @Test func `wat is opgenomen komt er weer uit, en uit een ander logboek precies zo`() async throws {
        let (bron, doel) = (try Werkplek(), try Werkplek("2015-06-02T10:00:00Z"))
        let eigen = regels([profiel(), bevinding(2013)])
        let ingebouwd = regels(aanpak: "delft-gezinscoaching", [bevinding(2013)])
        let gezin = regels(gezin: Self.gezin, aanmelding())
        #expect(try await neemOp(eigen + ingebouwd + gezin, bron) == [])
        let eerst = try await export(bron)
        try #require(eerst.count == 6)
        #expect(eerst.map { $0["aanpak"]?.string } == [Self.code, Self.code, "delft-gezinscoaching", nil, nil, nil])
        #expect(eerst.map { $0["gezinId"] != nil } == [false, false, false, true, true, true])
        #expect(eerst[1]["vastgelegdDoor"] == "stj" && eerst[1]["precisie"] == "jaar")
        #expect(try await neemOp(eerst.map(\.text), doel) == [])
        #expect(try await blijvend(export(doel)) == blijvend(eerst))
        // Once more is nothing new, also of the original lines.
        for regels in [eerst.map(\.text), eigen + gezin] { #expect(try await neemOp(regels, doel) == []) }
        #expect(try await export(doel).count == 6)
    }

    @Test func `een gezin mag in het bestand voor de aanpak staan waarop het rust`() async throws {
        let plek = try Werkplek()
        let gezin = regels(gezin: Self.gezin, aanmelding())
        #expect(try await neemOp(gezin, plek) == ["2  I-0-VERWIJZING"])
        #expect(try await neemOp(gezin + regels([profiel()]), plek) == [])
        #expect(try await export(plek).map { $0["versie"]?.integer } == [1, 1, 2, 3])
    }

    @Test func `klopt een aanpak niet, dan wordt zij niet opgenomen en een gezin dat haar nodig heeft ook niet`()
        async throws
    {
        let plek = try Werkplek()
        let gezin = regels(gezin: Self.gezin, aanmelding())
        let ander = regels(gezin: Fixture.uuid(), [CaseEvents.registration()])
        func fouten(_ events: [JSON], aanpak: String = Self.code) async throws -> [String] {
            let fouten = try await neemOp(gezin + regels(aanpak: aanpak, events) + ander, plek)
            #expect(fouten.last == "2  I-0-VERWIJZING")
            return fouten.dropLast()
        }
        #expect(try await fouten([profiel(gemeente: "GM0193")]) == ["4 /gegevens/gemeente STRIJDIG"])
        #expect(try await fouten([profiel(), profiel("2012-01-01")]) == ["5  I-N1-NIEUWER"])
        #expect(try await fouten([profiel()], aanpak: "een-andere-aanpak") == ["4 /gegevens/code STRIJDIG"])
        #expect(try await fouten([bevinding(2013)]) == ["4  I-0-VERWIJZING"])
        #expect(try await fouten([profiel(), bevinding(2013, rol: "PM")]) == ["5  I-0-ROL"])
        // What has nothing to do with it was taken in, once.
        #expect(try await export(plek).map { $0["gezinId"] != nil } == [true])
        let eerste = profiel()
        #expect(try await neemOp(regels([eerste]), plek) == [])
        let zelfdeId = profiel("2014-01-01").met("id", eerste["id"])
        #expect(try await neemOp(regels([zelfdeId]), plek) == ["1 /id ID_HERGEBRUIKT"])
    }

    @Test func `een id van een ander gezin in het bestand weigert ook een proef`() async throws {
        let plek = try Werkplek()
        let registratie = CaseEvents.registration()
        let andere = CaseEvents.registration().met("id", registratie["id"])
        let dubbel = regels(gezin: Self.gezin, [registratie]) + regels(gezin: Fixture.uuid(), [andere])
        #expect(try await neemOp(dubbel, plek) == ["2 /id ID_HERGEBRUIKT"])
        #expect(try await export(plek).count == 1)
    }

    @Test func `een gezin met de id van een aanpak wordt geweigerd, en de rest niet`() async throws {
        let plek = try Werkplek()
        #expect(try await neemOp(regels([profiel()]), plek) == [])
        let stroom = try CaseHandler.stroom(van: try #require(Aanpakcode(Self.code)), in: Fixture.log)
        let regels = regels(gezin: stroom, [CaseEvents.registration()]) + regels(gezin: Self.gezin, aanmelding())
        #expect(try await neemOp(regels, plek) == ["1  STROOM_STRIJDIG"])
        #expect(try await export(plek).count == 4)
    }

    @Test func `een nieuwe versie in het bestand geldt voor een gezin dat er met haar in staat`() async throws {
        let plek = try Werkplek()
        #expect(try await neemOp(regels([profiel("2012-01-01", enkeleRegisseur: false)]), plek) == [])
        // Only a procesmanager who has both roles can refuse one of them without being asked for it.
        let weigering = CaseEvents.event("CasemanagerrolGeweigerd", "2013-01-02", ["wie": "PM1", "reden": "geen_tijd"])
        let gezin = regels(gezin: Self.gezin, aanmelding() + [weigering])
        #expect(try await neemOp(gezin, plek) == ["4  I-F4-GEVRAAGD"])
        #expect(try await neemOp(gezin + regels([profiel()]), plek) == [])
        #expect(try await export(plek).count == 6)
    }

    @Test func `een aanpak die niemand kent kan niet worden uitgevoerd, en geen gezin neemt haar naam`() async throws {
        let plek = try Werkplek()
        _ = try await neemOp(regels([profiel()]), plek)
        let event = try #require(try await plek.store.events(in: Fixture.log, after: 0, limit: 1).first)
        var wijzer = try Stroomwijzer(in: try #require(LogName("GM0193")))
        #expect(try wijzer.stroom(van: event) == .aanpak(try #require(Aanpakcode(Self.code))))
        let elders = RecordedEvent(
            event: event.event,
            log: event.log,
            stream: Fixture.uuid(),
            version: 1,
            position: 1,
            recordedAt: event.recordedAt,
            addedAt: event.addedAt,
            leaf: [],
            hash: []
        )
        #expect(try await plek.afwijzing { _ = try wijzer.stroom(van: elders) }?.defect?.code == "LOGBOEK_BESCHADIGD")
    }

    // MARK: Toetsen zonder database

    private func outreachend(_ regels: [String], bekendOp: String? = nil) throws -> Uitkomst? {
        let bestand = try bestand(regels)
        let alle = try Bestandskaders(bestand)
        let gezin = try #require(bestand.gezinnen.first)
        let dossier = try gezin.dossier(alle.kader(in: gezin.gemeente).profielen)
        let moment = try bekendOp.map { try #require(Moment($0)) }
        let kader = try Bestandskaders(bestand, bekendOp: moment).kader(in: gezin.gemeente)
        let toetsing = kader.beoordeel(dossier.geschiedenis(), peildag: try #require(Dag("2013-10-01")))
        return toetsing.oordelen.first { $0.indicator == .t321 }?.uitkomst
    }

    @Test func `een gezin in een bestand valt onder de aanpak die zijn gemeente daarin vaststelt`() throws {
        let gezin = regels(gezin: Self.gezin, aanmelding())
        let streng = profiel("2013-07-01", outreachStart: "P1M", vastgelegdOp: "2014-01-01T09:00:00Z")
        #expect(try outreachend(gezin + regels([profiel()])) != .verbeterpunt)
        #expect(try outreachend(gezin + regels([profiel(), streng])) == .verbeterpunt)
        #expect(
            try outreachend(gezin + regels([profiel(), streng]), bekendOp: "2013-12-31T00:00:00Z") != .verbeterpunt
        )
        let ingebouwd = "lelystad-gezinscoaching"
        let aangemeld = regels(gezin: Self.gezin, aanmelding(aanpak: ingebouwd))
        func anders(_ gemeente: String) -> [String] {
            regels(aanpak: ingebouwd, [profiel(outreachStart: "P12M", gemeente: gemeente, code: ingebouwd)])
        }
        #expect(try outreachend(aangemeld) == .verbeterpunt)
        #expect(try outreachend(aangemeld + anders("GM0935")) != .verbeterpunt)
        // What another gemeente makes of it is not for this family.
        #expect(try outreachend(aangemeld + anders("GM0995")) == .verbeterpunt)
    }

    @Test func `een aanpak die niet kan kloppen wordt met haar regel genoemd`() throws {
        func fouten(_ events: [JSON]) throws -> [String] {
            do {
                _ = try Bestandskaders(try bestand(regels(events)))
                return []
            } catch let error as Bestand.Fouten {
                return error.fouten.map { "\($0.regel) \($0.plaats) \($0.code)" }
            }
        }
        #expect(try fouten([profiel(), bevinding(2013)]) == [])
        // The years of findings without a profile are of an aanpak that need not be known here.
        #expect(try fouten([bevinding(2013)]) == [])
        #expect(try fouten([profiel(), profiel("2012-01-01")]) == ["2  I-N1-NIEUWER"])
        #expect(
            try fouten([profiel(), profiel("2014-01-01", gemeente: "GM0193")]) == ["2 /gegevens/gemeente STRIJDIG"]
        )
        let vroeg = profiel("2014-01-01").met("gebeurdOp", "2013-02-01")
        #expect(try fouten([profiel(), vroeg]) == ["2 /gebeurdOp NIET_IN_TOEKOMST"])
    }
}

extension JSON {
    fileprivate func met(_ naam: String, _ waarde: JSON?) -> JSON {
        guard case .object(let leden) = self else { return self }
        return .object(leden.map { $0.key == naam ? Member(naam, waarde ?? .null) : $0 })
    }
}
