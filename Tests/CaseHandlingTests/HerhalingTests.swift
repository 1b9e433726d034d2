import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import WireValues

@Suite("Herhaling")
struct HerhalingTests {
    @Test func `een herhaald verzoek krijgt het oorspronkelijke antwoord en legt niets vast`() async throws {
        let plek = try await Werkplek.metGezin()
        let events = [CaseEvents.signal("2013-02-01"), CaseEvents.member("a", "2013-02-02")]
        let eerste = try await plek.legVast(events)
        try await plek.legVast([CaseEvents.signal("2013-03-01")])
        try plek.klok.verzet(naar: "2014-06-09T10:00:00Z")
        let tweede = try await plek.legVast(events)
        #expect(tweede.isHerhaling && tweede.aantalNieuw == 0)
        #expect(tweede.gebeurtenissen == eerste.gebeurtenissen && tweede.versie == eerste.versie)
        #expect(try await plek.bewaard().count == 4)
    }

    @Test func `ook met de versie van toen`() async throws {
        let plek = try await Werkplek.metGezin()
        let signaal = CaseEvents.signal("2013-02-01")
        let eerste = try await plek.legVast([signaal], verwacht: .exactly(1))
        try await plek.legVast([CaseEvents.signal("2013-03-01")])
        #expect(try await plek.legVast([signaal], verwacht: .exactly(1)).gebeurtenissen == eerste.gebeurtenissen)
    }

    @Test func `ook als een ander het herhaalt, in een andere rol`() async throws {
        let plek = try await Werkplek.metGezin()
        let signaal = CaseEvents.signal("2013-02-01")
        let eerste = try await plek.legVast([signaal])
        let tweede = try await plek.legVast([signaal], als: [.professional], actor: "PRO9")
        #expect(tweede.isHerhaling && tweede.gebeurtenissen == eerste.gebeurtenissen)
        #expect(tweede.gebeurtenissen.first?.event.actor == "PM1")
    }

    @Test func `de volgorde van de velden in JSON en precisie dag maken geen verschil`() async throws {
        let plek = try await Werkplek.metGezin()
        let id = Fixture.uuid()
        let data: JSON = ["id": "a", "rol": "ouder"]
        let omgekeerd: JSON = ["rol": "ouder", "id": "a"]
        try await plek.legVast([CaseEvents.event("GezinslidToegevoegd", "2013-02-01", id: id, data)])
        let precisie = JSON.Member("precisie", "dag")
        let weer = CaseEvents.event("GezinslidToegevoegd", "2013-02-01", id: id, omgekeerd, with: [precisie])
        #expect(try await plek.legVast([weer]).isHerhaling)
    }

    static let anders: [(String, JSON)] = [
        ("een andere dag", CaseEvents.event("SignaalOntvangen", "2013-02-02", id: vast, ["route": "politiemelding"])),
        ("andere gegevens", CaseEvents.event("SignaalOntvangen", "2013-02-01", id: vast, ["route": "verwijzing"])),
        (
            "een ander type",
            CaseEvents.event("GezinslidToegevoegd", "2013-02-01", id: vast, ["id": "a", "rol": "kind"])
        ),
        ("een traject", CaseEvents.signal("2013-02-01", id: vast, with: [.init("traject", 1)])),
        ("een precisie", CaseEvents.signal("2013-02-01", id: vast, with: [.init("precisie", "maand")])),
        ("een bron", CaseEvents.signal("2013-02-01", id: vast, with: [.init("volgens", ["soort": "partij"])])),
    ]
    static let vast = UUID(high: 7, low: 7)

    @Test(arguments: anders.map(\.0))
    func `dezelfde id met iets anders wordt geweigerd`(_ wat: String) async throws {
        let plek = try await Werkplek.metGezin()
        try await plek.legVast([CaseEvents.signal("2013-02-01", id: Self.vast)])
        let anders = try #require(Self.anders.first { $0.0 == wat }).1
        let afwijzing = try await plek.weigering([CaseEvents.signal("2013-04-01"), anders])
        #expect(afwijzing?.hergebruikt?.id == Self.vast)
        #expect(afwijzing?.hergebruikt?.nummer == 1)
        #expect(try await plek.bewaard().count == 2)
    }

    @Test func `een id die in een ander gezin staat wordt geweigerd, ook met dezelfde inhoud`() async throws {
        let plek = try await Werkplek.metGezin()
        let signaal = CaseEvents.signal("2013-02-01")
        try await plek.legVast([signaal])
        let ander = Fixture.uuid()
        let afwijzing = try await plek.weigering([CaseEvents.registration(), signaal], gezin: ander)
        #expect(afwijzing?.hergebruikt?.id == signaal.id)
        #expect(afwijzing?.hergebruikt?.nummer == 1)
        #expect(try await plek.bewaard(ander).isEmpty)
    }

    @Test func `van een verzoek dat deels al vastligt wordt de rest vastgelegd`() async throws {
        let plek = try await Werkplek.metGezin()
        let events = (1...4).map { CaseEvents.signal("2013-02-0\($0)") }
        try await plek.legVast([events[1], events[3]])
        let ontvangst = try await plek.legVast(events)
        #expect(!ontvangst.isHerhaling && ontvangst.aantalNieuw == 2)
        #expect(ontvangst.gebeurtenissen.map(\.event.id) == events.map(\.id))
        #expect(ontvangst.gebeurtenissen.map(\.version) == [4, 2, 5, 3])
        #expect(try await plek.bewaard().count == 5)
    }

    @Test func `een moment van vastleggen dat de bron niet gaf is een andere inhoud`() async throws {
        let plek = try await Werkplek.metGezin()
        let signaal = CaseEvents.signal("2013-02-01", id: Self.vast)
        try await plek.legVast([signaal], als: [.beheerder])
        let met = CaseEvents.signal(
            "2013-02-01",
            id: Self.vast,
            with: [.init("vastgelegdOp", "2013-02-01T10:00:00Z")]
        )
        #expect(try await plek.weigering([met], als: [.beheerder])?.hergebruikt?.id == Self.vast)
    }
}
