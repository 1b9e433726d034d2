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

    /// Also a build by a version of which no counts are kept.
    @Test(.timeLimit(.minutes(15)), arguments: [1, PostgresLeesmodellen.version])
    func `answer what the stands of the families say`(_ version: Int) async throws {
        let stands = try ReadModelFamilies.stands(0..<60)
        let folded = FoldedLeesmodellen { _ in (0, stands) }
        try await PostgresTestServer.withDatabase { database async throws in
            let lists = try await ReadModelFamilies.lists(database, stands, version: version)
            for filter in Self.filters(stands) {
                let tasks = try await Self.all(filter) { try await lists.taken($0, na: $1, limiet: 7, in: $2) }
                let families = try await Self.all(filter) { try await lists.gezinnen($0, na: $1, limiet: 7, in: $2) }
                // Every row once, and the list and its counts agree.
                let log = ReadModelFamilies.log
                Self.compare(tasks, try await folded.taken(filter, na: nil, limiet: .max, in: log), filter)
                Self.compare(families, try await folded.gezinnen(filter, na: nil, limiet: .max, in: log), filter)
                #expect(tasks.map { $0.uiterlijk ?? .laatste } == tasks.map { $0.uiterlijk ?? .laatste }.sorted())
                if filter.oordeel == nil || filter.procesmanager != nil || version == 1 {
                    let contacts = families.map { $0.laatsteContactOp ?? .eerste }
                    #expect(contacts == contacts.sorted())
                } else {
                    #expect(families == (try await folded.gezinnen(filter, na: nil, limiet: .max, in: log)).inhoud)
                }
                Self.compare(
                    try await lists.taaktelling(filter, in: log).inhoud,
                    try await folded.taaktelling(filter, in: log),
                    filter
                )
                let caseload = try await Self.all(filter) { try await lists.caseload($0, na: $1, limiet: 7, in: $2) }
                #expect(caseload == (try await folded.caseload(filter, na: nil, limiet: .max, in: log)).inhoud)
                Self.compare(
                    try await lists.oordeeltelling(filter, in: log).inhoud,
                    try await folded.oordeeltelling(filter, in: log),
                    filter
                )
            }
        }
    }

    @Test func `say that there is nothing yet while no build serves`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let lists = PostgresLeesmodellen(pool: database.pool(connections: 1))
            await #expect(throws: EventStoreError.self) {
                _ = try await lists.caseload(
                    Leesfilter(peildag: Self.day),
                    na: nil,
                    limiet: 7,
                    in: ReadModelFamilies.log
                )
            }
        }
    }

    // MARK: - Helpers

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
        for peildag in [day, day.plus(maanden: -9)] {
            add { ($0.peildag, $0.aanpak) = (peildag, now.lazy.compactMap(\.beeld.aanpak).first) }
        }
        add { ($0.procesmanager, $0.oordeel) = (filters[3].procesmanager, Oordeelvraag(.t111, .voldoet)) }
        add { $0.fase = .nazorg }
        add { $0.wijk = now.lazy.compactMap(\.beeld.wijk).first }
        add { ($0.aanpak, $0.fase) = (now.lazy.compactMap(\.beeld.aanpak).first, .actief) }
        add { $0.zonderContactSinds = day.plus(maanden: -3) }
        add { $0.oordeel = Oordeelvraag(.t111, .verbeterpunt) }
        let notApplicable = Oordeelkern(uitkomst: .nietVastgesteld, reden: .nvt)
        add { ($0.oordeel, $0.fase) = (Oordeelvraag(.t521, notApplicable), .actief) }
        // With and without a reason there are more of them than with neither.
        for indicator in [Indicatorcode.t111, .t413] {
            add { $0.oordeel = Oordeelvraag(indicator, Oordeelkern(uitkomst: .voldoet, reden: nil)) }
        }
        add { $0.soorten = [.overleg, .contactLeggen, .werkafspraak, .verslagVerzenden] }
        add { ($0.soorten, $0.uiterlijk) = ([.contactLeggen, .nazorgcontact], day.plus(dagen: 14)) }
        return filters
    }

    private static func compare<Row: Hashable>(_ found: [Row], _ expected: Leesantwoord<[Row]>, _ filter: Leesfilter) {
        #expect(Set(found) == Set(expected.inhoud) && found.count == expected.inhoud.count, "\(filter)")
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
