import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Synchronization
import TestSupport
import Testing
import WireValues

@Suite("Afspelen")
struct AfspelenTests {
    private static let aantal = 200

    /// Een log met veel gezinnen; het gezin met nummer n heeft n % 3 aanmeldingen en intrekkingen na zijn registratie.
    private func gezinnen(_ plek: Werkplek) async throws -> [UUID] {
        var gezinnen: [UUID] = []
        for nummer in 0..<Self.aantal {
            let gezin = Fixture.uuid()
            try await plek.legVast([CaseEvents.registration()], gezin: gezin)
            let verder = [CaseEvents.referral("2013-03-04"), CaseEvents.signal("2013-03-05")].prefix(nummer % 3)
            if !verder.isEmpty { try await plek.legVast(Array(verder), gezin: gezin) }
            gezinnen.append(gezin)
        }
        return gezinnen
    }

    private func speelAf(
        _ plek: Werkplek,
        _ gezinnen: [UUID]? = nil,
        totPositie: Int = .max
    ) async throws -> [(gezin: UUID, versie: Int)] {
        var gezien: [(gezin: UUID, versie: Int)] = []
        try await plek.cases.speelAf(gezinnen, totPositie: totPositie, in: Fixture.log) {
            ($0.gezin, $0.dossier.versie)
        } neem: {
            gezien.append(($0.0, $0.1))
        }
        return gezien
    }

    @Test func `alle gezinnen komen een keer, in volgorde van registratie, met alles wat er staat`() async throws {
        let plek = try Werkplek()
        let gezinnen = try await gezinnen(plek)
        let gezien = try await speelAf(plek)
        #expect(gezien.map(\.gezin) == gezinnen)
        #expect(gezien.map(\.versie) == (0..<Self.aantal).map { 1 + $0 % 3 })
    }

    @Test func `een keuze komt in haar eigen volgorde`() async throws {
        let plek = try Werkplek()
        let keuze = Array(try await gezinnen(plek).reversed().prefix(50))
        #expect(try await speelAf(plek, keuze).map(\.gezin) == keuze)
        #expect(try await speelAf(plek, []).isEmpty)
    }

    @Test func `wat na een positie kwam telt niet mee`() async throws {
        let plek = try Werkplek()
        let gezinnen = try await gezinnen(plek)
        // The third family is registered at position 4, and goes on to 6.
        #expect(try await speelAf(plek, [gezinnen[2]], totPositie: 5).map(\.versie) == [2])
        #expect(try await plek.afwijzing { _ = try await speelAf(plek, [gezinnen[2]], totPositie: 3) } != nil)
    }

    @Test func `het eerste gezin dat niet lukt bepaalt de afwijzing, en wat ervoor kwam is genomen`() async throws {
        let plek = try Werkplek()
        var gezinnen = try await gezinnen(plek)
        gezinnen.insert(Fixture.uuid(), at: 70)
        var genomen = 0
        let afwijzing = try await plek.afwijzing {
            try await plek.cases.speelAf(gezinnen, in: Fixture.log) {
                $0.gezin
            } neem: { _ in
                genomen += 1
            }
        }
        guard case .nietGevonden = afwijzing else {
            Issue.record("\(String(describing: afwijzing))")
            return
        }
        // Those of the same question as the one that is not there are not given.
        #expect((1...70).contains(genomen))
    }

    @Test func `er is telkens maar een klein aantal gezinnen in het geheugen`() async throws {
        let plek = try Werkplek()
        let gezinnen = try await gezinnen(plek)
        let gelezen = Mutex(0)
        var meeste = 0
        var genomen = 0
        try await plek.cases.speelAf(gezinnen, in: Fixture.log) { _ in
            gelezen.withLock { $0 += 1 }
        } neem: { _ in
            genomen += 1
            meeste = max(meeste, gelezen.withLock { $0 } - genomen)
        }
        #expect(genomen == Self.aantal && meeste <= 80)
    }

    @Test func `wie niet meer wacht laat niets doorlopen`() async throws {
        let plek = try Werkplek()
        let gezinnen = try await gezinnen(plek)
        let taak = Task { try await speelAf(plek, gezinnen).count }
        taak.cancel()
        await #expect(throws: Afwijzing.self) { _ = try await taak.value }
    }
}
