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
    let gezin: UUID

    init(_ nu: String = "2014-06-02T10:00:00Z") throws {
        gezin = Fixture.uuid()
        let klok = StilleKlok(try #require(Moment(nu)))
        self.klok = klok
        store = CaseFaultyStore(InMemoryEventStore(now: { klok.nu() }))
        cases = CaseHandler(store: store, klok: klok)
    }

    private init(_ klok: StilleKlok, _ store: CaseFaultyStore, gezin: UUID) {
        (self.klok, self.store, self.gezin) = (klok, store, gezin)
        cases = CaseHandler(store: store, klok: klok)
    }

    /// Dezelfde werkplek met een server die net gestart is: zij kent van elk gezin alleen het logboek.
    func naHerstart() -> Werkplek { Werkplek(klok, store, gezin: gezin) }

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

    var laatsteTraject: Int? { if case .trajectNietGevonden(let laatste) = self { laatste } else { nil } }

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

extension Werkplek {
    /// Neemt een bestand op zoals een import dat doet, of op proef.
    ///
    /// - Returns: Wat er geweigerd is: de regel, de plaats en de code van elke fout, per gezin, aanpak of toetsing.
    func importeer(_ regels: [String], opProef isProef: Bool = false) async throws -> [String] {
        let inhoud = Array(regels.joined(separator: "\n").utf8)
        var index = Bestandsindex()
        index.begin("a.jsonl")
        inhoud.withUnsafeBufferPointer { index.lees($0) }
        index.eindig()
        let beheer = try Werkplek.gebruiker([.beheerder], "BEH1")
        var proef = Proef()
        var fouten: [Bestand.Fout] = []
        for soort in Opname.volgorde {
            for deel in index.delen(soort) {
                let plaatsen = index.regels(van: deel).map { (plaats: $0, tekst: inhoud[$0.bytes]) }
                let deel = try Bestand.Deel(deel.stroom, plaatsen, in: index.namen)
                let opname = Opname(deel, door: beheer)
                do throws(Afwijzing) {
                    if isProef {
                        let grond = proef.grond(voor: soort, in: Fixture.log)
                        fouten += proef.neemMee(try await cases.controleer(opname, op: grond))
                    } else {
                        _ = try await cases.neemOp(opname)
                    }
                } catch {
                    fouten += try #require(deel.fouten(error))
                }
            }
        }
        return fouten.map { "\($0.regel) \($0.plaats) \($0.code)" }
    }
}
