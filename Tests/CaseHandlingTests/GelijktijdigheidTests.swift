import EventStore
import Gezinstraject
import Synchronization
import TestSupport
import Testing
import WireValues

@testable import CaseHandling

@Suite("Gelijktijdig schrijven", .timeLimit(.minutes(15)))
struct GelijktijdigheidTests {
    @Test func `van 64 schrijvers op een gezin gaat niets verloren en valt geen gat`() async throws {
        let plek = try await Werkplek.metGezin()
        let events = (0..<64).map { nummer in
            (0..<3).map { _ in CaseEvents.signal("2013-02-\(nummer % 28 + 1)".padded) }
        }
        let versies = try await withThrowingTaskGroup(of: [Int].self) { groep in
            for eigen in events {
                groep.addTask {
                    var versies: [Int] = []
                    for event in eigen {
                        versies += try await plek.legVast([event]).gebeurtenissen.map(\.version)
                    }
                    return versies
                }
            }
            return try await groep.reduce(into: []) { $0 += $1 }
        }
        #expect(versies.sorted() == Array(2...193))
        let bewaard = try await plek.bewaard()
        #expect(bewaard.map(\.version) == Array(1...193))
        #expect(Set(bewaard.dropFirst().map(\.event.id)) == Set(events.flatMap { $0 }.compactMap(\.id)))
        // The queue lets them in one by one, so that nobody has to begin again.
        #expect(plek.store.appends == 193)
    }

    @Test func `64 schrijvers op twee servers slagen alle`() async throws {
        let plek = try await Werkplek.metGezin()
        let andere = CaseHandler(store: plek.store, klok: plek.klok)
        let gebruiker = try Werkplek.gebruiker()
        try await withThrowingTaskGroup(of: Void.self) { groep in
            for nummer in 0..<64 {
                groep.addTask {
                    let invoer = try [Werkplek.invoer(CaseEvents.signal("2013-02-01"))]
                    let cases = nummer.isMultiple(of: 2) ? plek.cases : andere
                    _ = try await cases.legVast(invoer, gezin: plek.gezin, door: gebruiker)
                }
            }
            try await groep.waitForAll()
        }
        #expect(try await plek.bewaard().map(\.version) == Array(1...65))
    }

    @Test func `hetzelfde verzoek van 16 tegelijk ligt eenmaal vast, en ieder krijgt hetzelfde antwoord`() async throws
    {
        let plek = try await Werkplek.metGezin()
        let events = [CaseEvents.signal("2013-02-01"), CaseEvents.member("a", "2013-02-01")]
        let antwoorden = try await withThrowingTaskGroup(of: Ontvangst.self) { groep in
            for _ in 0..<16 { groep.addTask { try await plek.legVast(events, verwacht: .exactly(1)) } }
            return try await groep.reduce(into: []) { $0.append($1) }
        }
        #expect(antwoorden.filter { !$0.isHerhaling }.count == 1)
        #expect(Set(antwoorden.map(\.gebeurtenissen)).count == 1)
        #expect(try await plek.bewaard().count == 3)
    }

    @Test func `van wie dezelfde versie verwacht slaagt er een`() async throws {
        let plek = try await Werkplek.metGezin()
        let versies = try await withThrowingTaskGroup(of: Int?.self) { groep in
            for _ in 0..<32 {
                groep.addTask {
                    try await plek.weigering([CaseEvents.signal("2013-02-01")], verwacht: .exactly(1))?.werkelijkeVersie
                }
            }
            return try await groep.reduce(into: []) { $0.append($1) }
        }
        #expect(versies.filter { $0 == nil }.count == 1 && versies.filter { $0 == 2 }.count == 31)
    }

    @Test func `wie schrijft houdt een ander gezin niet op, en dezelfde id in een andere gemeente ook niet`()
        async throws
    {
        let plek = try await Werkplek.metGezin()
        let poort = Poort()
        plek.store.beforeAppend { await poort.wacht() }
        try await withThrowingTaskGroup(of: Void.self) { groep in
            groep.addTask { try await plek.legVast([CaseEvents.signal("2013-02-01")]) }
            #expect(await tot { poort.wachtenden == 1 })
            plek.store.beforeAppend(nil)
            let isVrij = try await komtKlaar(anders: poort) {
                try await plek.legVast([CaseEvents.registration()], gezin: Fixture.uuid())
                let elders = CaseEvents.registration(gemeente: "GM0014")
                try await plek.legVast([elders], in: Fixture.log("GM0014"))
            }
            #expect(isVrij)
            poort.open()
            try await groep.waitForAll()
        }
        #expect(try await plek.bewaard().count == 2)
    }
}

@Suite("Het loket van een gezin", .timeLimit(.minutes(15)))
struct GezinsloketTests {
    private let plek = Gezinsloket.Plek(gemeente: Fixture.log, gezin: Fixture.uuid())

    @Test func `wie het opgeeft verlaat de rij, en het gezin blijft niet bezet`() async throws {
        let loket = Gezinsloket()
        let poort = Poort()
        try await withThrowingTaskGroup(of: Bool.self) { groep in
            groep.addTask { [plek] in
                try await loket.metGezin(plek) { () async throws(Afwijzing) -> Bool in
                    await poort.wacht()
                    return true
                }
            }
            #expect(await tot { poort.wachtenden == 1 })
            groep.addTask { [plek] in
                do {
                    return try await loket.metGezin(plek) { () async throws(Afwijzing) -> Bool in true }
                } catch Afwijzing.nietBeschikbaar {
                    return false
                }
            }
            #expect(await tot { loket.aantalWachtenden(op: plek) == 1 })
            // Both are cancelled: the one inside goes on, the one that waits leaves.
            groep.cancelAll()
            #expect(await tot { loket.aantalWachtenden(op: plek) == 0 })
            poort.open()
            var uitkomsten: [Bool] = []
            for try await uitkomst in groep { uitkomsten.append(uitkomst) }
            #expect(uitkomsten.sorted { !$0 && $1 } == [false, true])
        }
        #expect(loket.aantalWachtenden(op: plek) == nil)
        #expect(try await loket.metGezin(plek) { () async throws(Afwijzing) -> Int in 7 } == 7)
    }

    @Test func `wie al had opgegeven komt de rij niet in`() async throws {
        let loket = Gezinsloket()
        let isGeweigerd = await withTaskGroup(of: Bool.self) { groep in
            groep.cancelAll()
            groep.addTask { [plek] in
                do {
                    return try await loket.metGezin(plek) { () async throws(Afwijzing) -> Bool in false }
                } catch {
                    return true
                }
            }
            return await groep.next()
        }
        #expect(isGeweigerd == true && loket.aantalWachtenden(op: plek) == nil)
    }

    @Test func `bij een volle rij wordt weggestuurd in plaats van opgespaard`() async throws {
        let loket = Gezinsloket(langsteRij: 2)
        let poort = Poort()
        let geweigerd = try await withThrowingTaskGroup(of: Bool.self) { groep in
            for _ in 0..<5 {
                groep.addTask { [plek] in
                    do {
                        return try await loket.metGezin(plek) { () async throws(Afwijzing) -> Bool in
                            await poort.wacht()
                            return false
                        }
                    } catch Afwijzing.nietBeschikbaar {
                        return true
                    }
                }
            }
            var geweigerd = 0
            while geweigerd < 2, try await groep.next() == true { geweigerd += 1 }
            poort.open()
            while let rest = try await groep.next() { geweigerd += rest ? 1 : 0 }
            return geweigerd
        }
        #expect(geweigerd == 2 && loket.aantalWachtenden(op: plek) == nil)
    }

    @Test func `een fout in het werk geeft het gezin vrij`() async throws {
        let loket = Gezinsloket()
        await #expect(throws: Afwijzing.self) {
            try await loket.metGezin(plek) { () async throws(Afwijzing) -> Int in throw .nietGevonden }
        }
        #expect(loket.aantalWachtenden(op: plek) == nil)
    }

    @Test func `ieder komt aan de beurt in volgorde van aankomst`() async throws {
        let loket = Gezinsloket()
        let poort = Poort()
        let volgorde = Volgorde()
        try await withThrowingTaskGroup(of: Void.self) { groep in
            for nummer in 0..<20 {
                groep.addTask { [plek] in
                    try await loket.metGezin(plek) { () async throws(Afwijzing) -> Void in
                        if nummer == 0 { await poort.wacht() }
                        volgorde.noteer(nummer)
                    }
                }
                #expect(await tot { loket.aantalWachtenden(op: plek) == nummer })
            }
            poort.open()
            try await groep.waitForAll()
        }
        #expect(volgorde.nummers == Array(0..<20))
    }
}

/// Houdt tegen wie erdoor wil, tot zij opengaat.
final class Poort: Sendable {
    private let stand = Mutex<(isOpen: Bool, wachtenden: [CheckedContinuation<Void, Never>])>((false, []))

    var wachtenden: Int { stand.withLock { $0.wachtenden.count } }

    func wacht() async {
        await withCheckedContinuation { verder in
            let isOpen = stand.withLock { stand in
                if !stand.isOpen { stand.wachtenden.append(verder) }
                return stand.isOpen
            }
            if isOpen { verder.resume() }
        }
    }

    func open() {
        let wachtenden = stand.withLock { stand in
            defer { stand = (true, []) }
            return stand.wachtenden
        }
        for verder in wachtenden { verder.resume() }
    }
}

/// Wie er aan de beurt was, in volgorde.
private final class Volgorde: Sendable {
    private let stand = Mutex<[Int]>([])

    var nummers: [Int] { stand.withLock(\.self) }

    func noteer(_ nummer: Int) { stand.withLock { $0.append(nummer) } }
}

/// Of werk binnen twee minuten klaar is; anders gaat de poort open, zodat de test faalt en niet blijft hangen.
func komtKlaar(anders poort: Poort, _ werk: @escaping @Sendable () async throws -> Void) async throws -> Bool {
    try await withThrowingTaskGroup(of: Bool.self) { groep in
        groep.addTask {
            try await werk()
            return true
        }
        groep.addTask {
            try? await Task.sleep(for: .seconds(120))
            return false
        }
        let isKlaar = try await groep.next() ?? false
        if !isKlaar { poort.open() }
        groep.cancelAll()
        return isKlaar
    }
}

/// Wacht tot iets zo is; false als het dat na vijf minuten nog niet is.
func tot(_ isZo: () -> Bool) async -> Bool {
    let einde = ContinuousClock.now + .seconds(300)
    while ContinuousClock.now < einde {
        if isZo() { return true }
        try? await Task.sleep(for: .milliseconds(2))
    }
    return isZo()
}

extension String {
    /// Een dag waarvan het nummer een nul ervoor mist.
    fileprivate var padded: String {
        count == 9 ? String(dropLast()) + "0" + String(suffix(1)) : self
    }
}
