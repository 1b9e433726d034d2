import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import WireValues

@Suite("Vastleggen")
struct VastleggenTests {
    @Test func `een gebeurtenis komt met versie, positie, wie en in welke rol terug en staat in het logboek`()
        async throws
    {
        let plek = try Werkplek()
        let registratie = CaseEvents.registration()
        let ontvangst = try await plek.legVast([registratie])
        let event = try #require(ontvangst.gebeurtenissen.first)
        #expect(!ontvangst.isHerhaling && ontvangst.aantalNieuw == 1 && ontvangst.versie == 1)
        #expect(event.event.id == registratie.id && event.version == 1 && event.position == 1)
        #expect(event.event.actor == "PM1" && event.event.role == "PM")
        #expect(event.recordedAt == plek.klok.nu())
        #expect(try await plek.bewaard() == [event])
    }

    @Test func `veel gebeurtenissen komen in de volgorde van het verzoek terug`() async throws {
        let plek = try Werkplek()
        let events = [CaseEvents.registration()] + (1...9).map { CaseEvents.signal("2013-01-0\($0)") }
        let ontvangst = try await plek.legVast(events)
        #expect(ontvangst.gebeurtenissen.map(\.event.id) == events.map(\.id))
        #expect(ontvangst.gebeurtenissen.map(\.version) == Array(1...10) && ontvangst.versie == 10)
    }

    @Test func `zonder id kiest het programma er een`() async throws {
        let plek = try await Werkplek.metGezin()
        let twee = [CaseEvents.signal("2013-02-01", id: nil), CaseEvents.signal("2013-02-01", id: nil)]
        let ids = try await plek.legVast(twee).gebeurtenissen.map(\.event.id)
        #expect(Set(ids).count == 2)
    }

    @Test func `kan een gebeurtenis niet, dan wordt geen enkele vastgelegd`() async throws {
        let plek = try await Werkplek.metGezin()
        let afwijzing = try await plek.weigering([
            CaseEvents.signal("2013-02-01"), CaseEvents.member("a", "2013-02-02"), CaseEvents.member("a", "2013-02-03"),
        ])
        #expect(afwijzing?.schending?.code == "I-0-ID_UNIEK")
        #expect(afwijzing?.schending?.nummer == 2)
        #expect(try await plek.bewaard().count == 1)
    }

    @Test func `een leeg verzoek wordt geweigerd`() async throws {
        let afwijzing = try await Werkplek.metGezin().weigering([])
        #expect(afwijzing?.fouten == ["-  TE_KLEIN"])
    }

    @Test func `een verzoek groter dan de opslag aankan is een fout in de invoer`() async throws {
        let events = Array(
            repeating: CaseEvents.signal("2013-02-01", id: nil),
            count: AppendRequest.largestCount + 1
        )
        #expect(try await Werkplek.metGezin().weigering(events)?.fouten == ["-  TE_GROOT"])
    }

    @Test func `alle fouten komen tegelijk, elk met het nummer van de gebeurtenis`() async throws {
        let plek = try await Werkplek.metGezin()
        let id = Fixture.uuid()
        let afwijzing = try await plek.weigering([
            CaseEvents.signal("2014-06-03"),
            CaseEvents.signal("2014-06-01", id: id),
            CaseEvents.signal("2014-06-04", id: id),
            CaseEvents.registration(gemeente: "GM0014"),
        ])
        #expect(
            afwijzing?.fouten == [
                "0 /gebeurdOp NIET_IN_TOEKOMST", "2 /gebeurdOp NIET_IN_TOEKOMST", "2 /id DUBBEL",
                "3 /gegevens/gemeente STRIJDIG",
            ]
        )
    }

    @Test func `een gezin van een andere gemeente wordt niet geregistreerd`() async throws {
        let plek = try Werkplek()
        #expect(
            try await plek.weigering([CaseEvents.registration(gemeente: "GM0014")])?.fouten
                == ["0 /gegevens/gemeente STRIJDIG"]
        )
        #expect(try await plek.weigering([CaseEvents.registration()], in: Fixture.log("GM0014")) != nil)
        #expect(try await plek.bewaard().isEmpty)
    }

    @Test func `dezelfde id is in twee gemeenten een ander gezin`() async throws {
        let plek = try await Werkplek.metGezin()
        let elders = Fixture.log("GM0014")
        let id = Fixture.uuid()
        try await plek.legVast([CaseEvents.registration(id: id, gemeente: "GM0014")], in: elders)
        #expect(try await plek.bewaard().count == 1)
        #expect(try await plek.bewaard(in: elders).map(\.event.id) == [id])
    }

    @Test func `een late gebeurtenis komt op haar plaats in de tijd`() async throws {
        let plek = try await Werkplek.metGezin()
        try await plek.legVast([CaseEvents.signal("2013-06-01")])
        let laat = CaseEvents.signal("2013-03-01")
        #expect(try await plek.legVast([laat]).versie == 3)
        let geschiedenis = try await plek.dossier().dossier.geschiedenis()
        #expect(geschiedenis.feiten.map(\.versie) == [1, 3, 2])
        #expect(geschiedenis.feiten[1].id == laat.id)
    }

    @Test func `een late gebeurtenis die een latere onmogelijk maakt wordt geweigerd en noemt die`() async throws {
        let plek = try await Werkplek.metGezin()
        let later = CaseEvents.member("a", "2013-06-01")
        try await plek.legVast([later])
        let eerder = CaseEvents.member("a", "2013-03-01")
        let afwijzing = try await plek.weigering([CaseEvents.signal("2013-02-01"), eerder])
        guard case .schending(let schending, let nummer) = afwijzing else {
            Issue.record("geen schending")
            return
        }
        #expect(nummer == 1 && schending.code == "I-0-ID_UNIEK")
        #expect(schending.bij.id == later.id && schending.botstMet?.id == eerder.id)
        #expect(try await plek.bewaard().count == 2)
    }

    @Test func `voor GezinGeregistreerd wordt niets vastgelegd`() async throws {
        let afwijzing = try await Werkplek().weigering([CaseEvents.signal("2013-01-01")])
        #expect(afwijzing?.schending?.code == "I-0-EERSTE")
    }
}

@Suite("Verwachte versie")
struct VerwachteVersieTests {
    @Test func `met de goede versie wordt vastgelegd`() async throws {
        let plek = try Werkplek()
        try await plek.legVast([CaseEvents.registration()], verwacht: .exactly(0))
        #expect(try await plek.legVast([CaseEvents.signal("2013-02-01")], verwacht: .exactly(1)).versie == 2)
    }

    @Test(arguments: [0, 2, 99, Int.max])
    func `met een andere versie niet, en de werkelijke staat in het antwoord`(_ versie: Int) async throws {
        let plek = try await Werkplek.metGezin()
        let afwijzing = try await plek.weigering([CaseEvents.signal("2013-02-01")], verwacht: .exactly(versie))
        #expect(afwijzing?.werkelijkeVersie == 1)
        #expect(try await plek.bewaard().count == 1)
    }

    @Test func `schrijft een andere server ertussendoor, dan wordt opnieuw begonnen`() async throws {
        let plek = try await Werkplek.metGezin()
        let andere = CaseHandler(store: plek.store, klok: plek.klok)
        let gebruiker = try Werkplek.gebruiker()
        let invoer = try [Werkplek.invoer(CaseEvents.signal("2013-02-01"))]
        plek.store.beforeAppend { [store = plek.store, gezin = plek.gezin] in
            store.beforeAppend(nil)
            _ = try? await andere.legVast(invoer, gezin: gezin, door: gebruiker)
        }
        #expect(try await plek.legVast([CaseEvents.signal("2013-03-01")]).versie == 3)
    }

    @Test func `met een verwachte versie wordt dat een conflict`() async throws {
        let plek = try await Werkplek.metGezin()
        let andere = CaseHandler(store: plek.store, klok: plek.klok)
        let gebruiker = try Werkplek.gebruiker()
        let invoer = try [Werkplek.invoer(CaseEvents.signal("2013-02-01"))]
        plek.store.beforeAppend { [store = plek.store, gezin = plek.gezin] in
            store.beforeAppend(nil)
            _ = try? await andere.legVast(invoer, gezin: gezin, door: gebruiker)
        }
        let afwijzing = try await plek.weigering([CaseEvents.signal("2013-03-01")], verwacht: .exactly(1))
        #expect(afwijzing?.werkelijkeVersie == 2)
    }
}
