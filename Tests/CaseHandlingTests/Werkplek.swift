import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Synchronization
import TestSupport
import Testing
import WireValues

/// Een klok die stilstaat tot een test haar verzet.
final class StilleKlok: Klok {
    private let moment: Mutex<Moment>

    init(_ moment: Moment) { self.moment = Mutex(moment) }

    func nu() -> Moment { moment.withLock(\.self) }

    func verzet(naar tekst: String) throws {
        let nieuw = try #require(Moment(tekst))
        moment.withLock { $0 = nieuw }
    }
}

/// Een logboek in het geheugen met een klok, en wat tests daarmee doen.
struct Werkplek: Sendable {
    let klok: StilleKlok
    let store: CaseFaultyStore
    let cases: CaseHandler
    let gezin = Fixture.uuid()

    init(_ nu: String = "2014-06-02T10:00:00Z") throws {
        let klok = StilleKlok(try #require(Moment(nu)))
        self.klok = klok
        store = CaseFaultyStore(InMemoryEventStore(now: { klok.nu() }))
        cases = CaseHandler(store: store, klok: klok)
    }

    /// Een werkplek met een geregistreerd gezin.
    static func metGezin() async throws -> Werkplek {
        let plek = try Werkplek()
        _ = try await plek.legVast([CaseEvents.registration()])
        return plek
    }

    static func gebruiker(
        _ rollen: [Tokenrol] = [.procesmanager],
        _ actor: String = "PM1",
        in gemeente: LogName = Fixture.log
    ) throws -> Gebruiker {
        Gebruiker(actor: try #require(Actor(actor)), gemeente: gemeente, rollen: rollen)
    }

    @discardableResult
    func legVast(
        _ events: [JSON],
        gezin: UUID? = nil,
        verwacht: ExpectedVersion = .any,
        als rollen: [Tokenrol] = [.procesmanager],
        actor: String = "PM1",
        in gemeente: LogName = Fixture.log
    ) async throws -> Ontvangst {
        let invoer = try events.map { try Invoer.lees($0, .root, .importverzoek) }
        return try await cases.legVast(
            invoer,
            gezin: gezin ?? self.gezin,
            verwacht: verwacht,
            door: try Werkplek.gebruiker(rollen, actor, in: gemeente)
        )
    }

    /// Waarom iets niet kan; nil als het kon.
    func afwijzing(_ werk: () async throws -> Void) async throws -> Afwijzing? {
        do {
            try await werk()
            return nil
        } catch let afwijzing as Afwijzing {
            return afwijzing
        }
    }

    /// De afwijzing van wat wordt vastgelegd.
    func weigering(
        _ events: [JSON],
        verwacht: ExpectedVersion = .any,
        als rollen: [Tokenrol] = [.procesmanager],
        actor: String = "PM1",
        gezin: UUID? = nil,
        in gemeente: LogName = Fixture.log
    ) async throws -> Afwijzing? {
        try await afwijzing {
            try await legVast(events, gezin: gezin, verwacht: verwacht, als: rollen, actor: actor, in: gemeente)
        }
    }

    func bewaard(_ gezin: UUID? = nil, in gemeente: LogName = Fixture.log) async throws -> [RecordedEvent] {
        try await store.events(of: gezin ?? self.gezin, after: 0, in: gemeente)
    }

    func dossier(als rollen: [Tokenrol] = [.procesmanager]) async throws -> Gezinsdossier {
        try await cases.dossier(gezin, voor: try Werkplek.gebruiker(rollen))
    }
}

func peiling(_ dag: String, bekendOp: String? = nil) throws -> Peiling {
    Peiling(peildag: try #require(Dag(dag)), bekendOp: try bekendOp.map { try #require(Moment($0)) })
}

extension Afwijzing {
    /// Plaats en code van elke fout, zoals `0 /gebeurdOp NIET_IN_TOEKOMST`.
    var fouten: [String] {
        guard case .ongeldigeInvoer(let fouten) = self else { return [] }
        return fouten.map { "\($0.nummer.map(String.init) ?? "-") \($0.fout.plaats) \($0.fout.code.rawValue)" }
    }

    var schending: (code: String, nummer: Int)? {
        guard case .schending(let schending, let nummer) = self else { return nil }
        return (schending.code, nummer)
    }

    var wie: [Tokenrol]? {
        guard case .nietBevoegd(let wie) = self else { return nil }
        return wie
    }

    var isNietGevonden: Bool { if case .nietGevonden = self { true } else { false } }

    var werkelijkeVersie: Int? { if case .versieconflict(let werkelijk) = self { werkelijk } else { nil } }

    var hergebruikt: (id: UUID, nummer: Int)? {
        if case .idHergebruikt(let id, let nummer) = self { (id, nummer) } else { nil }
    }

    var isNietBeschikbaar: Bool { if case .nietBeschikbaar = self { true } else { false } }

    var defect: (code: String, reden: String)? {
        if case .intern(let code, let reden) = self { (code, reden) } else { nil }
    }
}

extension JSON {
    /// De id van een gebeurtenis.
    var id: UUID? { self["id"]?.string.flatMap { UUID($0) } }
}

extension Werkplek {
    static func invoer(_ json: JSON) throws -> Invoer { try Invoer.lees(json, .root, .importverzoek) }
}
