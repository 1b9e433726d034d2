import CivilTime
import EventStore
import Foundation
import Gezinstraject
import Synchronization
import TestSupport
import Testing
import Toevalsgezinnen
import Voorbeelden
import WireValues

@testable import CaseHandling

@Suite("Met een kas", .timeLimit(.minutes(15)))
struct KasTests {
    /// Wat iemand van een poging terugkrijgt, zonder wat de klok van het logboek bepaalt.
    enum Antwoord: Equatable {
        case vastgelegd([RecordedEvent], nieuw: Int)
        case afgewezen(String)
    }

    static func legVast(
        _ registraties: [Registratie],
        _ cases: CaseHandler,
        _ gezin: WireValues.UUID,
        verwacht: ExpectedVersion = .any
    ) async throws -> Antwoord {
        let invoer = registraties.map { registratie in
            var invoer = Invoer(registratie.gegevens, op: registratie.gebeurdOp)
            invoer.id = registratie.id
            invoer.traject = registratie.traject
            invoer.precisie = registratie.precisie
            invoer.volgens = registratie.volgens
            return invoer
        }
        do {
            let wie = try Werkplek.gebruiker([.procesmanager, .teamProcesmanagers, .casemanager, .beheerder], "X")
            let ontvangst = try await cases.legVast(invoer, gezin: gezin, verwacht: verwacht, door: wie)
            return .vastgelegd(ontvangst.gebeurtenissen, nieuw: ontvangst.aantalNieuw)
        } catch let afwijzing as Afwijzing {
            return .afgewezen("\(afwijzing)")
        }
    }

    static func server(_ store: any EventStore, _ klok: StilleKlok, bytes: Int = 64 << 20) -> CaseHandler {
        CaseHandler(
            store: store,
            klok: klok,
            gezinskas: Gezinskas(bytes: bytes),
            aanpakkas: Aanpakkas(houdbaarheid: .seconds(bytes == 0 ? 0 : 3600))
        )
    }

    /// De gebeurtenissen in een wat andere volgorde: sommige te vroeg, en dus geweigerd, sommige dubbel; elk met hoeveel
    /// de verwachte versie van de echte verschilt.
    private static func pogingen(_ gezin: Toevalsgezin, _ zaad: UInt64) -> [(wat: [Registratie], verwacht: Int?)] {
        var toeval = Toeval(zaad: zaad)
        var rest = gezin.registraties
        var pogingen: [(wat: [Registratie], verwacht: Int?)] = []
        while !rest.isEmpty {
            let aantal = toeval.kans(20) ? min(rest.count, Int.random(in: 2...4, using: &toeval)) : 1
            let volgende = Array(rest.prefix(aantal))
            if toeval.kans(25), rest.count > aantal + 2 {
                pogingen.append(([rest[aantal + 2]], toeval.kans(30) ? 0 : nil))
            }
            if toeval.kans(5) { pogingen.append((volgende, 1)) }
            pogingen.append((volgende, toeval.kans(30) ? 0 : nil))
            if toeval.kans(10) { pogingen.append((volgende, toeval.kans(50) ? 0 : nil)) }
            rest.removeFirst(aantal)
        }
        return pogingen
    }

    @Test(arguments: Toevalsgezinnen.porties.prefix(4))
    func `krijgt ieder hetzelfde antwoord als zonder, en staat er hetzelfde in het logboek`(_ zaad: UInt64) async throws
    {
        var aantallen = (nieuw: 0, afgewezen: 0, lezingen: 0, lezingenZonder: 0)
        for (nummer, gezin) in try Toevalsgezinnen.portie(vanaf: zaad).enumerated() {
            let klok = StilleKlok(try #require(Moment("2030-06-02T10:00:00Z")))
            let (met, zonder) = (Telstore(klok), Telstore(klok))
            let (een, ander) = (Self.server(met, klok), Self.server(zonder, klok, bytes: 0))
            let id = Fixture.uuid()
            for poging in Self.pogingen(gezin, zaad + UInt64(nummer)) {
                let versie = try await zonder.base.events(of: id, after: 0, in: Fixture.log).count
                let verwacht: ExpectedVersion = poging.verwacht.map { .exactly(versie + $0) } ?? .any
                let antwoord = try await Self.legVast(poging.wat, een, id, verwacht: verwacht)
                #expect(try await Self.legVast(poging.wat, ander, id, verwacht: verwacht) == antwoord)
                switch antwoord {
                case .vastgelegd(_, let nieuw): aantallen.nieuw += nieuw
                case .afgewezen: aantallen.afgewezen += 1
                }
            }
            aantallen.lezingen += met.lezingen(van: id)
            aantallen.lezingenZonder += zonder.lezingen(van: id)
            let (links, rechts) = (try await met.alles(), try await zonder.alles())
            #expect(links == rechts && links.map(\.version) == Array(1...links.count))
        }
        #expect(aantallen.nieuw > 1000 && aantallen.afgewezen > 100)
        #expect(aantallen.lezingen * 2 < aantallen.lezingenZonder)
    }

    @Test func `leest wie achteraan of te laat toevoegt niets`() async throws {
        let plek = try Kasplek()
        try await plek.begin()
        let voor = plek.store.lezingen
        try await plek.legVast([CaseEvents.signal("2013-02-01")])
        try await plek.legVast([CaseEvents.signal("2013-02-02"), CaseEvents.member("b", "2013-02-02")])
        try await plek.legVast([CaseEvents.signal("2013-01-15")], verwacht: .exactly(6))
        #expect(plek.store.lezingen == voor)
        #expect(try await plek.store.alles().map(\.version) == Array(1...7))
    }

    @Test func `leest wie iets anders doet wel`() async throws {
        let plek = try Kasplek()
        try await plek.begin()
        let signaal = CaseEvents.signal("2013-02-01")
        try await plek.legVast([signaal])
        // A repetition, another version than the user knows, and an import.
        #expect(try await plek.legVast([signaal])?.isHerhaling == true)
        let verkeerd = await plek.afwijzing([CaseEvents.signal("2013-02-01")], verwacht: .exactly(3))
        #expect(verkeerd?.werkelijkeVersie == 4)
        let moment = JSON.Member("vastgelegdOp", "2013-02-03T00:00:00Z")
        for verzoek in [CaseEvents.signal("2013-02-02"), CaseEvents.signal("2013-02-02", with: [moment])] {
            let voor = plek.store.lezingen
            try await plek.legVast([verzoek], als: [.beheerder])
            #expect(plek.store.lezingen == voor + 1)
        }
    }

    @Test func `weet iemand van wat een andere server intussen schreef`() async throws {
        let plek = try Kasplek()
        try await plek.begin()
        let andere = plek.andereServer()
        let lid = CaseEvents.member("b", "2013-02-01")
        try await andere.legVast([lid])
        // Here nobody has heard of b; that is no reason to refuse.
        let gewijzigd = CaseEvents.event("GezinslidGewijzigd", "2013-02-02", ["gezinslid": "b", "rol": "stiefouder"])
        try await plek.legVast([gewijzigd])
        #expect(try await plek.store.alles().count == 5)
        // And there nobody has heard that it was taken back.
        let intrekkingen = [gewijzigd, lid].compactMap(\.id).map { CaseEvents.withdrawal(of: $0, "2013-02-03") }
        try await plek.legVast(intrekkingen)
        let nogmaals = CaseEvents.event("GezinslidGewijzigd", "2013-02-04", ["gezinslid": "b", "rol": "ouder"])
        #expect(await andere.afwijzing([nogmaals])?.schending?.code == "I-0-VERWIJZING")
        #expect(try await plek.store.alles().count == 7)
    }

    @Test func `krijgt wie een oude versie verwacht de nieuwe te horen, ook als een andere server haar schreef`()
        async throws
    {
        let plek = try Kasplek()
        try await plek.begin()
        try await plek.andereServer().legVast([CaseEvents.signal("2013-02-01")])
        let event = CaseEvents.signal("2013-02-02")
        #expect(await plek.afwijzing([event], verwacht: .exactly(3))?.werkelijkeVersie == 4)
        try await plek.legVast([event], verwacht: .exactly(4))
        #expect(try await plek.store.alles().count == 5)
    }

    @Test func `is een id uit een ander gezin nog steeds bezet`() async throws {
        let plek = try Kasplek()
        try await plek.begin()
        let elders = CaseEvents.registration()
        try await plek.legVast([elders], gezin: Fixture.uuid())
        let dubbel = CaseEvents.signal("2013-02-01", id: elders.id)
        #expect(await plek.afwijzing([dubbel])?.hergebruikt?.id == elders.id)
    }

    @Test func `gaat na een storing de stand weg en wordt een herhaling eenmaal vastgelegd`() async throws {
        let plek = try Kasplek()
        try await plek.begin()
        let event = CaseEvents.signal("2013-02-01")
        plek.store.mislukNaVastleggen(true)
        #expect(await plek.afwijzing([event])?.isNietBeschikbaar == true)
        plek.store.mislukNaVastleggen(false)
        #expect(plek.cases.gezinskas.omvang == 0)
        #expect(try await plek.legVast([event])?.isHerhaling == true)
        #expect(try await plek.store.alles().count == 4)
    }

    @Test func `kent dezelfde server een nieuwe aanpak meteen, en een andere na een seconde`() async throws {
        let plek = try Kasplek(aanpakken: .seconds(1))
        let andere = plek.andereServer(aanpakken: .seconds(1))
        let gezin = [CaseEvents.registration(), CaseEvents.referral("2013-01-01", aanpak: "een-eigen-aanpak")]
        for server in [plek, andere] {
            #expect(await server.afwijzing(gezin)?.schending?.code == "I-0-VERWIJZING")
        }
        let vastgesteld = ContinuousClock.now
        try await plek.stelVast("2013-01-01")
        try await plek.legVast(gezin)
        try await Task.sleep(until: vastgesteld + .seconds(1))
        let nieuw = [CaseEvents.registration(), CaseEvents.referral("2013-01-01", aanpak: "een-eigen-aanpak")]
        try await andere.legVast(nieuw, gezin: Fixture.uuid())
    }

    @Test func `bouwt niemand op een stand van voor een nieuwe versie van de aanpak`() async throws {
        let plek = try Kasplek()
        try await plek.stelVast("2013-01-01")
        try await plek.begin(aanpak: "een-eigen-aanpak")
        let voor = plek.store.lezingen(van: plek.gezin)
        try await plek.legVast([CaseEvents.signal("2013-02-01")])
        #expect(plek.store.lezingen(van: plek.gezin) == voor)
        try await plek.stelVast("2013-03-01")
        try await plek.legVast([CaseEvents.signal("2013-02-02")])
        #expect(plek.store.lezingen(van: plek.gezin) == voor + 1)
    }
}

@Suite("De kas van gezinnen")
struct GezinskasTests {
    private static func stand(_ bytes: Int = 0) -> Gezinskas.Stand {
        Gezinskas.Stand(wacht: Dossierwacht(.ingebouwd), aanpakken: [:], gegevensbytes: bytes)
    }

    private static func plek(_ nummer: Int) -> Gezinsloket.Plek {
        Gezinsloket.Plek(gemeente: Fixture.log, gezin: UUID(high: 1, low: UInt64(nummer)))
    }

    private static let leeg = stand().omvang

    @Test func `blijft binnen haar geheugen, en wat gebruikt wordt blijft`() {
        let kas = Gezinskas(bytes: 10 * Self.leeg)
        for nummer in 1...100 {
            kas.zet(Self.stand(), Self.plek(nummer))
            #expect(kas.omvang <= 10 * Self.leeg)
            if let eerste = kas.neem(Self.plek(1)) { kas.zet(eerste, Self.plek(1)) }
        }
        #expect(kas.omvang >= 5 * Self.leeg)
        #expect(kas.neem(Self.plek(1)) != nil && kas.neem(Self.plek(100)) != nil && kas.neem(Self.plek(2)) == nil)
    }

    @Test func `telt veel tekst als veel geheugen, en bewaart niet wat te groot is`() {
        let kas = Gezinskas(bytes: 1 << 20)
        for nummer in 1...100 {
            kas.zet(Self.stand(50_000), Self.plek(nummer))
            #expect(kas.omvang <= 1 << 20)
        }
        kas.zet(Self.stand(1 << 20), Self.plek(100))
        #expect(kas.neem(Self.plek(100)) == nil)
        let niets = Gezinskas(bytes: 0)
        niets.zet(Self.stand(), Self.plek(1))
        #expect(niets.omvang == 0)
    }

    @Test func `geeft een stand eenmaal, en elke plek een`() {
        let kas = Gezinskas(bytes: 10 * Self.leeg)
        for _ in 1...20 { kas.zet(Self.stand(), Self.plek(1)) }
        #expect(kas.omvang == Self.leeg)
        #expect(kas.neem(Self.plek(1)) != nil && kas.neem(Self.plek(1)) == nil)
        #expect(kas.omvang == 0)
    }

    @Test func `geeft niet wat te lang geleden gelezen is, en laat het los`() {
        let kas = Gezinskas(houdbaarheid: .zero)
        for nummer in 1...20 { kas.zet(Self.stand(), Self.plek(nummer)) }
        #expect(kas.omvang <= 2 * Self.leeg)
        #expect(kas.neem(Self.plek(20)) == nil)
    }
}

/// Een server met een kas, op een logboek dat telt.
private struct Kasplek {
    let store: Telstore
    let cases: CaseHandler
    let klok: StilleKlok
    let gezin: WireValues.UUID

    init(aanpakken: Duration = .seconds(3600)) throws {
        klok = StilleKlok(try #require(Moment("2014-06-02T10:00:00Z")))
        store = Telstore(klok)
        gezin = Fixture.uuid()
        cases = Kasplek.server(store, klok, aanpakken)
    }

    private init(_ plek: Kasplek, _ aanpakken: Duration) {
        (klok, store, gezin) = (plek.klok, plek.store, plek.gezin)
        cases = Kasplek.server(store, klok, aanpakken)
    }

    private static func server(_ store: Telstore, _ klok: StilleKlok, _ aanpakken: Duration) -> CaseHandler {
        CaseHandler(
            store: store,
            klok: klok,
            gezinskas: Gezinskas(houdbaarheid: .seconds(3600)),
            aanpakkas: Aanpakkas(houdbaarheid: aanpakken)
        )
    }

    /// Een andere server op hetzelfde logboek.
    func andereServer(aanpakken: Duration = .seconds(3600)) -> Kasplek { Kasplek(self, aanpakken) }

    /// Een aangemeld gezin met een lid: drie gebeurtenissen, en dan is de kas warm.
    func begin(aanpak: String = "maastricht-integrale-aanpak") async throws {
        let begin = [CaseEvents.registration(), CaseEvents.member("a", "2013-01-01")]
        try await legVast(begin + [CaseEvents.referral("2013-01-02", aanpak: aanpak)])
    }

    @discardableResult
    func legVast(
        _ events: [JSON],
        gezin: WireValues.UUID? = nil,
        verwacht: ExpectedVersion = .any,
        als rollen: [Tokenrol] = [.beheerder]
    ) async throws -> Ontvangst? {
        let invoer = try events.map(Werkplek.invoer)
        let wie = try Werkplek.gebruiker(rollen)
        return try await cases.legVast(invoer, gezin: gezin ?? self.gezin, verwacht: verwacht, door: wie)
    }

    func afwijzing(_ events: [JSON], verwacht: ExpectedVersion = .any) async -> Afwijzing? {
        do {
            _ = try await legVast(events, verwacht: verwacht)
            return nil
        } catch {
            return error as? Afwijzing
        }
    }

    /// Stelt een versie van de eigen aanpak vast.
    func stelVast(_ geldigVanaf: String) async throws {
        let profiel = CaseEvents.event(
            "AanpakprofielVastgesteld",
            "2013-01-01",
            [
                "code": "een-eigen-aanpak", "naam": "Eigen", "gemeente": "GM0935",
                "geldigVanaf": .string(geldigVanaf), "enkeleRegisseur": true, "prioritering": false,
                "parameters": [["naam": "outreachStart", "waarde": "P12M"]],
            ]
        )
        let invoer = [try Invoer.lees(profiel, .root, .importverzoek, stroom: .aanpak)]
        let aanpak = try #require(Aanpakcode("een-eigen-aanpak"))
        _ = try await cases.legVast(invoer, aanpak: aanpak, door: try Werkplek.gebruiker([.beleid], "BEL1"))
    }
}

/// Een logboek dat telt hoe vaak een stroom gelezen wordt.
final class Telstore: EventStore {
    let base: InMemoryEventStore
    private let gelezen = Mutex<[WireValues.UUID]>([])
    private let mislukt = Mutex(false)

    init(_ klok: StilleKlok) { base = InMemoryEventStore(now: { klok.nu() }) }

    /// Hoe vaak er iets gelezen is.
    var lezingen: Int { gelezen.withLock(\.count) }

    func lezingen(van stroom: WireValues.UUID) -> Int { gelezen.withLock { $0.count { $0 == stroom } } }

    func alles() async throws -> [RecordedEvent] { try await base.events(in: Fixture.log, after: 0, limit: .max) }

    func append(_ request: AppendRequest, to log: LogName) async throws(EventStoreError) -> AppendOutcome {
        let uitkomst = try await base.append(request, to: log)
        if mislukt.withLock(\.self) { throw .unavailable(reason: "the connection was lost") }
        return uitkomst
    }

    /// Legt vast, maar het antwoord raakt zoek.
    func mislukNaVastleggen(_ wel: Bool) { mislukt.withLock { $0 = wel } }

    func events(
        of stream: WireValues.UUID,
        after version: Int,
        in log: LogName
    ) async throws(EventStoreError) -> [RecordedEvent] {
        gelezen.withLock { $0.append(stream) }
        return try await base.events(of: stream, after: version, in: log)
    }

    func events(in log: LogName, after position: Int, limit: Int) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.events(in: log, after: position, limit: limit)
    }

    func streams(in log: LogName, holding type: String) async throws(EventStoreError) -> [WireValues.UUID] {
        try await base.streams(in: log, holding: type)
    }

    func head(of log: LogName) async throws(EventStoreError) -> LogHead { try await base.head(of: log) }

    func logs() async throws(EventStoreError) -> [LogName] { try await base.logs() }
}
