import CivilTime
import EventStore
import Gezinstraject
import TestSupport
import Testing
import WireValues

@testable import CaseHandling

/// Een logboek in het geheugen waarin gemerkte velden versleuteld staan.
struct Kluis: Sendable {
    let logboek = InMemoryEventStore()
    let sleutels = InMemoryKeyStore()
    let hoofdsleutel = MasterKey.random()
    let gezin = Fixture.uuid()
    let klok: StilleKlok

    init() throws {
        klok = StilleKlok(try #require(Moment("2014-06-02T10:00:00Z")))
    }

    /// Zonder iets te onthouden: zo ziet elke lezing meteen wat er vernietigd is.
    var ring: KeyRing { KeyRing(store: sleutels, masterKeys: MasterKeys([hoofdsleutel]), lifetime: .zero) }
    var store: CodedEventStore { CodedEventStore(logboek, codec: Veldversleuteling(ring, van: logboek)) }
    var cases: CaseHandler { CaseHandler(store: store, klok: klok) }

    @discardableResult
    func legVast(_ events: [JSON], als rollen: [Tokenrol] = [.beheerder, .procesmanager]) async throws -> Ontvangst {
        let invoer = try events.map { try Invoer.lees($0, .root, .importverzoek) }
        return try await cases.legVast(invoer, gezin: gezin, door: try Werkplek.gebruiker(rollen))
    }

    func bewaard() async throws -> [String] {
        try await logboek.events(of: gezin, after: 0, in: Fixture.log).map { event in
            String(decoding: event.event.data, as: UTF8.self) + (event.event.accordingTo ?? "")
        }
    }

    func gelezen() async throws -> [RecordedEvent] { try await store.events(of: gezin, after: 0, in: Fixture.log) }

    func wis(_ lid: String? = nil) async throws {
        _ = try await ring.destroy(KeyHolder(stream: gezin, member: lid), in: Fixture.log)
    }

    /// Een gezin met een kind, een doel dat ernaar heet, en een geboortedag die alleen gewijzigd is.
    static func metGezin() async throws -> (kluis: Kluis, events: [JSON]) {
        let kluis = try Kluis()
        let events: [JSON] = [
            CaseEvents.registration().met(["pseudoniem": "Geheim Een"]),
            CaseEvents.event(
                "GezinslidToegevoegd",
                "2013-01-02",
                ["id": "kind1", "rol": "kind", "geboren": "2001-02-03", "sinds": "2001-02-04"]
            ),
            CaseEvents.event("GezinslidGewijzigd", "2013-01-03", ["gezinslid": "kind1", "geboren": "2001-02-05"]),
            CaseEvents.event(
                "BehoefteGezinVastgelegd",
                "2013-01-04",
                ["gezinslid": "kind1", "behoefte": "Geheim Twee"]
            ),
            CaseEvents.referral("2013-01-05").met(["meldersrol": "Geheim Drie"]),
            CaseEvents.signal(
                "2013-01-06",
                with: [.init("volgens", ["soort": "gezinslid", "wie": "Geheim Nul"])]
            ),
        ]
        try await kluis.legVast(events)
        return (kluis, events)
    }
}

@Suite("Gemerkte velden staan alleen versleuteld in het logboek")
struct VersleutelingTests {
    private static let geheimen = ["Geheim", "2001-02-0"]

    @Test func `wie leest merkt er niets van, en in wat bewaard is staat het niet`() async throws {
        let (kluis, events) = try await Kluis.metGezin()
        #expect(try await kluis.gelezen().map { try $0.gegevens().canonicalText } == events.map(\.gegevens))
        #expect(try await kluis.gelezen().last?.volgens()?.wie == "Geheim Nul")
        for tekst in try await kluis.bewaard() {
            for geheim in Self.geheimen { #expect(!tekst.contains(geheim)) }
            #expect(tekst.contains(#"{"versleuteld":"1."#))
        }
        let beeld = try await kluis.cases.dossier(kluis.gezin, voor: try Werkplek.gebruiker())
        #expect(beeld.dossier.registraties.allSatisfy { !$0.isGewist })
        #expect(try await Verifier(store: kluis.logboek).verify(Fixture.log).isSound)
    }

    @Test func `wie alleen rekent krijgt elk veld, en geen tekst`() async throws {
        let (kluis, events) = try await Kluis.metGezin()
        let gelezen = try #require(
            try await kluis.store.eventsWithoutTexts(of: [kluis.gezin], in: Fixture.log).first
        )
        let gegevens = try gelezen.map { try $0.gegevens().canonicalText }
        #expect(!gegevens.contains { $0.contains("Geheim") })
        #expect(gegevens[1] == events[1].gegevens)
        #expect(gegevens[3] == #"{"behoefte":"[afgeschermd]","gezinslid":"kind1"}"#)
        #expect(try gelezen.last?.volgens()?.wie == "[afgeschermd]")
        #expect(gelezen.allSatisfy { $0.erased.isEmpty })
        #expect(gelezen.map(\.hash) == (try await kluis.gelezen()).map(\.hash))
        try await kluis.cases.speelAf(in: Fixture.log) { gezin in
            try? gezin.gebeurtenissen.map { try $0.gegevens().canonicalText }
        } neem: {
            #expect($0 == gegevens)
        }
        // What is no text is still opened, and gone with its key.
        try await kluis.wis("kind1")
        let gewist = try #require(try await kluis.store.eventsWithoutTexts(of: [kluis.gezin], in: Fixture.log).first)
        #expect(try gewist[1].gegevens().canonicalText == #"{"id":"kind1","rol":"kind"}"#)
    }

    @Test func `een herhaling is een herhaling, en andere inhoud een andere`() async throws {
        let (kluis, events) = try await Kluis.metGezin()
        #expect(try await kluis.legVast(events).isHerhaling)
        let anders = events[4].met(["meldersrol": "Geheim Vier"])
        await #expect(throws: Afwijzing.self) { try await kluis.legVast([anders]) }
        guard
            case .exists(let zelfde) = try await kluis.store.append(
                AppendRequest(stream: kluis.gezin, expected: .any, events: try await kluis.gelezen().map(\.event)),
                to: Fixture.log
            )
        else { return try #require(Bool(false)) }
        #expect(try zelfde.map { try $0.gegevens().canonicalText } == events.map(\.gegevens))
    }

    @Test func `na het vernietigen van de sleutel van een gezinslid leest het zijne als gewist`() async throws {
        let (kluis, events) = try await Kluis.metGezin()
        try await kluis.wis("kind1")
        let gegevens = try await kluis.gelezen().map { try $0.gegevens().canonicalText }
        #expect(gegevens[0] == events[0].gegevens && gegevens[4] == events[4].gegevens)
        #expect(gegevens[1] == #"{"id":"kind1","rol":"kind"}"#)
        #expect(gegevens[2] == #"{"gezinslid":"kind1"}"#)
        #expect(gegevens[3] == #"{"behoefte":"[gewist]","gezinslid":"kind1"}"#)
        let dossier = try await kluis.cases.dossier(kluis.gezin, voor: try Werkplek.gebruiker()).dossier
        #expect(dossier.registraties.map(\.isGewist) == [false, true, true, true, false, false])
        #expect(try await Verifier(store: kluis.logboek).verify(Fixture.log).isSound)
    }

    private func besluit(_ leden: JSON, id: WireValues.UUID? = Fixture.uuid()) -> JSON {
        CaseEvents.event(
            "PersoonsgegevensGewist",
            "2014-06-02",
            id: id,
            ["leden": leden, "grond": "verzoek", "tweedePaarOgen": "BEH2"]
        )
    }

    @Test func `vastleggen dat een gezin gewist is wist het, ook bij een herhaling`() async throws {
        let (kluis, _) = try await Kluis.metGezin()
        let besluit = besluit("alle", id: Fixture.uuid())
        try await kluis.legVast([besluit])
        let gelezen = try await kluis.gelezen()
        #expect(gelezen.dropLast().allSatisfy { !$0.erased.isEmpty })
        for event in gelezen {
            let tekst = try event.gegevens().text + (event.event.accordingTo ?? "")
            for geheim in Self.geheimen { #expect(!tekst.contains(geheim)) }
        }
        #expect(try await kluis.legVast([besluit]).isHerhaling)
    }

    @Test func `vastleggen dat een gezinslid gewist is wist alleen dat`() async throws {
        let (kluis, _) = try await Kluis.metGezin()
        try await kluis.legVast([besluit(["kind1"])])
        let tekst = try await kluis.gelezen().map { try $0.gegevens().text }.joined()
        #expect(!tekst.contains("Geheim Twee") && !tekst.contains("2001-02-0"))
        #expect(tekst.contains("Geheim Een") && tekst.contains("Geheim Drie"))
    }

    @Test func `wat geweigerd wordt wist niets`() async throws {
        let (kluis, _) = try await Kluis.metGezin()
        let alleen = CaseEvents.event(
            "PersoonsgegevensGewist",
            "2014-06-02",
            ["leden": "alle", "grond": "verzoek", "tweedePaarOgen": "PM1"]
        )
        await #expect(throws: Afwijzing.self) { try await kluis.legVast([alleen]) }
        #expect(try await kluis.gelezen().allSatisfy(\.erased.isEmpty))
    }

    @Test func `na het vernietigen van de sleutel van een gezin leest alles als gewist, en gaat het werk door`()
        async throws
    {
        let (kluis, events) = try await Kluis.metGezin()
        try await kluis.wis()
        let gelezen = try await kluis.gelezen()
        for event in gelezen {
            let tekst = try event.gegevens().text + (event.event.accordingTo ?? "")
            for geheim in Self.geheimen { #expect(!tekst.contains(geheim)) }
            #expect(!event.erased.isEmpty)
        }
        let bron = try gelezen.last?.volgens()
        #expect(bron?.wie == "[gewist]" && bron?.soort == .gezinslid)
        // A change of nothing but an erased day is still a change: otherwise the history would not be valid any more.
        try await kluis.legVast([CaseEvents.signal("2013-01-03")])
        #expect(try await kluis.legVast(events).isHerhaling)
        let anders = events[1].met(["rol": "ouder"])
        await #expect(throws: Afwijzing.self) { try await kluis.legVast([anders]) }
    }

    @Test func `wie gewist is krijgt nooit meer een sleutel`() async throws {
        let (kluis, _) = try await Kluis.metGezin()
        try await kluis.wis("kind1")
        let nieuw = CaseEvents.event("BehoefteGezinVastgelegd", "2013-02-01", ["gezinslid": "kind1", "behoefte": "x"])
        let ander = CaseEvents.event(
            "GezinslidToegevoegd",
            "2013-02-01",
            ["id": "kind2", "rol": "kind", "geboren": "2001-02-03"]
        )
        let afwijzing = try await afwijzing { try await kluis.legVast([CaseEvents.signal("2013-02-01"), nieuw]) }
        guard case .sleutelVernietigd(nummer: 1) = afwijzing else { return try #require(Bool(false)) }
        #expect(try await kluis.gelezen().count == 6)
        try await kluis.legVast([ander])
        try await kluis.wis()
        guard
            case .sleutelVernietigd = try await self.afwijzing({
                try await kluis.legVast([
                    CaseEvents.event("BehoefteGezinVastgelegd", "2013-02-02", ["gezinslid": "kind2", "behoefte": "x"])
                ])
            })
        else { return try #require(Bool(false)) }
        try await kluis.legVast([CaseEvents.signal("2013-02-02")])
    }

    private func afwijzing(_ werk: () async throws -> Void) async throws -> Afwijzing? {
        do {
            try await werk()
            return nil
        } catch let afwijzing as Afwijzing {
            return afwijzing
        }
    }

    @Test func `de gegevens in een correctie zijn versleuteld als van hun doel`() async throws {
        let (kluis, events) = try await Kluis.metGezin()
        let doel = try #require(events[1].id)
        let correctie = CaseEvents.event(
            "RegistratieGecorrigeerd",
            "2013-03-01",
            [
                "doelEvent": .string(doel.description), "reden": "Geheim Vijf", "tweedePaarOgen": "PM9",
                "gegevens": ["id": "kind1", "rol": "kind", "geboren": "2001-02-06"],
            ]
        )
        try await kluis.legVast([correctie])
        let bewaard = try #require(try await kluis.bewaard().last)
        #expect(!bewaard.contains("Geheim") && !bewaard.contains("2001-02-06") && bewaard.contains(#""rol":"kind""#))
        #expect(try await kluis.gelezen().last?.gegevens().canonicalText == correctie.gegevens)
        try await kluis.wis("kind1")
        let gewist = try await kluis.gelezen().last?.gegevens()
        #expect(
            gewist?["gegevens"]?.canonicalText == #"{"id":"kind1","rol":"kind"}"# && gewist?["reden"] == "Geheim Vijf"
        )
        try await kluis.legVast([CaseEvents.signal("2013-01-03")])
    }

    @Test func `wat voor de versleuteling is vastgelegd blijft leesbaar`() async throws {
        let kluis = try Kluis()
        let plat = CaseHandler(store: kluis.logboek, klok: kluis.klok)
        let events = [CaseEvents.registration().met(["pseudoniem": "Geheim Een"])]
        let invoer = try events.map { try Invoer.lees($0, .root, .importverzoek) }
        _ = try await plat.legVast(invoer, gezin: kluis.gezin, door: try Werkplek.gebruiker())
        #expect(try await kluis.gelezen().map { try $0.gegevens().canonicalText } == events.map(\.gegevens))
        #expect(try await kluis.legVast(events).isHerhaling)
        try await kluis.legVast([CaseEvents.referral("2013-01-05").met(["meldersrol": "Geheim Drie"])])
        #expect(try await kluis.gelezen().last?.gegevens()["meldersrol"] == "Geheim Drie")
    }

    @Test func `van een type dat niet bekend is wordt niets bewaard`() async throws {
        let kluis = try Kluis()
        await #expect(throws: EventStoreError.invalidRequest(reason: "unknown event type")) {
            try await kluis.store.append(Fixture.request([Fixture.event("Onbekend")]), to: Fixture.log)
        }
    }

    @Test func `een verplaatst, verminkt of verzonnen veld is een beschadigd logboek`() async throws {
        let (kluis, _) = try await Kluis.metGezin()
        let bewaard = try await kluis.logboek.events(of: kluis.gezin, after: 0, in: Fixture.log)
        let codec = Veldversleuteling(kluis.ring, van: kluis.logboek)
        func waarde(_ nummer: Int, _ naam: String) throws -> JSON { try #require(try bewaard[nummer].gegevens()[naam]) }
        let onjuist: [(Int, JSON)] = [
            // From another field, another event, another holder; and what looks like an encrypted value.
            (1, ["id": "kind1", "rol": "kind", "geboren": try waarde(1, "sinds")]),
            (2, ["gezinslid": "kind1", "geboren": try waarde(1, "geboren")]),
            (4, ["meldersrol": try waarde(0, "pseudoniem")]),
            (3, ["gezinslid": "kind1", "behoefte": try waarde(3, "behoefte").omgedraaid]),
            (3, ["behoefte": ["versleuteld": "Geheim"]]),
            (3, ["behoefte": ["versleuteld": try waarde(3, "behoefte")["versleuteld"] ?? "", "z": 1]]),
        ]
        for (nummer, gegevens) in onjuist {
            var event = bewaard[nummer].event
            event.data = gegevens.canonicalBytes
            let fout = EventStoreError.corrupt(log: Fixture.log, position: nummer + 1)
            await #expect(throws: fout) { try await codec.open([[bewaard[nummer].opened(as: event, erased: [])]]) }
        }
    }
}

extension JSON {
    /// De gegevens van een gebeurtenis, als tekst.
    fileprivate var gegevens: String { self["gegevens"]?.canonicalText ?? "" }

    /// Dezelfde gebeurtenis met deze velden erbij, of in de plaats.
    fileprivate func met(_ velden: [String: JSON]) -> JSON {
        guard case .object(let leden) = self else { return self }
        return .object(
            leden.map { lid in
                guard lid.key == "gegevens", case .object(let oud) = lid.value else { return lid }
                return Member("gegevens", .object(oud.filter { velden[$0.key] == nil } + velden.map { Member($0, $1) }))
            }
        )
    }

    /// Een versleutelde waarde waarvan een teken anders is.
    fileprivate var omgedraaid: JSON {
        guard var tekst = self["versleuteld"]?.string else { return self }
        let plaats = tekst.index(tekst.endIndex, offsetBy: -10)
        tekst.replaceSubrange(plaats...plaats, with: tekst[plaats] == "A" ? "B" : "A")
        return ["versleuteld": .string(tekst)]
    }
}
