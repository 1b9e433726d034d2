import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import PostgresClient
import ReadModels
import TestSupport
import Testing
import Toetsingskader
import WireValues

@testable import PostgresStore

@Suite struct `The lists of the read models` {
    private static let day = ReadModelFamilies.lastDay

    @Test(.timeLimit(.minutes(15))) func `give page by page what the stands of the families say`() async throws {
        let stands = try ReadModelFamilies.stands(0..<60)
        try await PostgresTestServer.withDatabase { database async throws in
            let lists = try await Self.fill(database, stands)
            for filter in Self.filters(stands) {
                let tasks = try await Self.all(filter) { try await lists.taken($0, na: $1, limiet: 7, in: $2) }
                let expected = stands.flatMap { gezin, stand in
                    stand.taken.filter { $0.geldt(op: filter.peildag) && Self.admits(filter, $0) }
                        .map { Self.key(gezin, $0) }
                }
                #expect(Set(tasks.map(Self.key)) == Set(expected) && tasks.count == expected.count)
                #expect(tasks.map { $0.uiterlijk ?? .laatste } == tasks.map { $0.uiterlijk ?? .laatste }.sorted())
                let counts = try await lists.taaktelling(filter, in: ReadModelFamilies.log).inhoud
                #expect(counts.reduce(0) { $0 + $1.open } == expected.count)
                let overdue = tasks.count { $0.uiterlijk.map { $0 < filter.peildag } ?? false }
                #expect(counts.reduce(0) { $0 + $1.overTijd } == overdue)
            }
        }
    }

    @Test(.timeLimit(.minutes(15))) func `give the families, the most silent first`() async throws {
        let stands = try ReadModelFamilies.stands(0..<60)
        try await PostgresTestServer.withDatabase { database async throws in
            let lists = try await Self.fill(database, stands)
            for filter in Self.filters(stands) where filter.soorten.isEmpty && filter.uiterlijk == nil {
                let families = try await Self.all(filter) { try await lists.gezinnen($0, na: $1, limiet: 7, in: $2) }
                let expected = stands.filter { _, stand in
                    stand.trajectperioden.contains {
                        $0.telt && $0.geldt(op: filter.peildag) && Self.admits(filter, $0.beeld)
                    }
                }
                #expect(Set(families.map(\.gezin)) == Set(expected.map(\.gezin)) && families.count == expected.count)
                let contacts = families.map { $0.laatsteContactOp ?? .eerste }
                #expect(contacts == contacts.sorted())
                let caseload = try await lists.caseload(filter, in: ReadModelFamilies.log).inhoud
                #expect(caseload.reduce(0) { $0 + $1.gezinnen } == families.count)
                let verdicts = try await lists.oordeeltelling(filter, in: ReadModelFamilies.log).inhoud
                #expect(verdicts.reduce(0) { $0 + $1.gezinnen } == 33 * families.count)
                try Self.compare(verdicts, expected, filter)
            }
        }
    }

    @Test func `say that there is nothing yet while no build serves`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let lists = PostgresLeesmodellen(pool: database.pool(connections: 1))
            await #expect(throws: EventStoreError.self) {
                _ = try await lists.caseload(Leesfilter(peildag: Self.day), in: ReadModelFamilies.log)
            }
        }
    }

    // MARK: - Helpers

    private static func fill(
        _ database: TestDatabase,
        _ stands: [(gezin: UUID, stand: Gezinsstand)]
    ) async throws -> PostgresLeesmodellen {
        let connection = try await database.connectAsApp()
        try await ReadModelFamilies.write(stands, connection)
        // Another build beside it, that nobody reads.
        try await ReadModelFamilies.write(Array(stands.prefix(5)), build: 2, connection)
        try await database.connectAsOwner().unsafeExecute(
            """
            INSERT INTO waakvlam.projectie (bouw, naam, versie, delen, status, code)
            VALUES (1, 'leesmodellen', 1, 1, 'dient', 'test')
            """
        )
        return PostgresLeesmodellen(pool: database.pool(connections: 1))
    }

    private static func filters(_ stands: [(gezin: UUID, stand: Gezinsstand)]) -> [Leesfilter] {
        let now = stands.flatMap { $0.stand.trajectperioden.filter { $0.telt && $0.geldt(op: day) } }
        var filters = [day, day.plus(maanden: -14), day.plus(maanden: 2)].map { Leesfilter(peildag: $0) }
        func add(_ change: (inout Leesfilter) -> Void) {
            var filter = Leesfilter(peildag: day)
            change(&filter)
            filters.append(filter)
        }
        add { $0.procesmanager = now.lazy.compactMap(\.beeld.procesmanager).first }
        add { $0.casemanager = now.lazy.compactMap(\.beeld.casemanager).first }
        add { $0.wijk = now.lazy.compactMap(\.beeld.wijk).first }
        add { ($0.aanpak, $0.fase) = (now.lazy.compactMap(\.beeld.aanpak).first, .actief) }
        add { $0.zonderContactSinds = day.plus(maanden: -3) }
        add { $0.soorten = [.overleg, .contactLeggen, .werkafspraak, .verslagVerzenden] }
        add { ($0.soorten, $0.uiterlijk) = ([.contactLeggen, .nazorgcontact], day.plus(dagen: 14)) }
        return filters
    }

    private static func admits(_ filter: Leesfilter, _ taak: Taak) -> Bool {
        (filter.procesmanager == nil || taak.procesmanager == filter.procesmanager)
            && (filter.casemanager == nil || taak.casemanager == filter.casemanager)
            && (filter.aanpak == nil || taak.aanpak == filter.aanpak)
            && (filter.wijk == nil || taak.wijk == filter.wijk)
            && (filter.soorten.isEmpty || filter.soorten.contains(taak.soort))
            && filter.uiterlijk.map { last in taak.uiterlijk.map { $0 <= last } ?? false } ?? true
    }

    private static func admits(_ filter: Leesfilter, _ beeld: Trajectregel) -> Bool {
        (filter.procesmanager == nil || beeld.procesmanager == filter.procesmanager)
            && (filter.casemanager == nil || beeld.casemanager == filter.casemanager)
            && (filter.aanpak == nil || beeld.aanpak == filter.aanpak)
            && (filter.wijk == nil || beeld.wijk == filter.wijk) && (filter.fase == nil || beeld.fase == filter.fase)
            && filter.zonderContactSinds.map { (beeld.laatsteContactOp ?? .eerste) < $0 } ?? true
    }

    private static func key(_ gezin: UUID, _ taak: Taak) -> String {
        "\(gezin) \(taak.traject) \(taak.soort) \(taak.sleutel) \(taak.aanleiding) \(taak.sinds)"
    }

    private static func key(_ taak: Taakregel) -> String {
        "\(taak.gezin) \(taak.traject) \(taak.soort) \(taak.sleutel) \(taak.aanleiding) \(taak.sinds)"
    }

    private static func compare(
        _ found: [Oordeeltelling],
        _ stands: [(gezin: UUID, stand: Gezinsstand)],
        _ filter: Leesfilter
    ) throws {
        var expected: [String: Int] = [:]
        for (_, stand) in stands {
            let telt = try #require(stand.trajectperioden.first { $0.telt && $0.geldt(op: filter.peildag) })
            for periode in stand.oordeelperioden where periode.traject == telt.traject {
                guard periode.geldt(op: filter.peildag) else { continue }
                expected["\(periode.indicator) \(periode.oordeel)", default: 0] += 1
            }
        }
        let counted = Dictionary(uniqueKeysWithValues: found.map { ("\($0.indicator) \($0.oordeel)", $0.gezinnen) })
        #expect(counted == expected)
    }

    /// All pages of a list.
    private static func all<Row: Sendable>(
        _ filter: Leesfilter,
        _ page: (Leesfilter, Lijstplaats?, LogName) async throws -> Leesantwoord<[Row]>
    ) async throws -> [Row] {
        var rows: [Row] = []
        var place: Lijstplaats?
        repeat {
            let answer = try await page(filter, place, ReadModelFamilies.log)
            #expect(answer.peildag == filter.peildag && answer.definitie == Toetsingskader.versie)
            #expect(answer.inhoud.count <= 7)
            rows += answer.inhoud
            // As a link carries it.
            place = try answer.volgende.map { try #require(Lijstplaats($0.tekst)) }
        } while place != nil
        return rows
    }
}
