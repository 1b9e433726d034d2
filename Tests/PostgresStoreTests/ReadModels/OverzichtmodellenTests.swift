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

@Suite struct `The overview of an aanpak` {
    private static let log = ReadModelFamilies.log
    private static let last = ReadModelFamilies.lastDay

    @Test(.timeLimit(.minutes(15))) func `says of tables what the stands of the families say`() async throws {
        let stands = try ReadModelFamilies.stands(0..<120)
        let folded = FoldedLeesmodellen { _ in (0, stands) }
        let aanpak = try #require(stands.lazy.flatMap { $0.stand.trajectperioden }.compactMap(\.beeld.aanpak).first)
        try await PostgresTestServer.withDatabase { database async throws in
            let lists = try await ReadModelFamilies.lists(database, stands)
            var seen = Seen()
            for vraag in Self.questions(aanpak) {
                let durations = try await lists.doorlooptijden(vraag, in: Self.log)
                #expect(durations.inhoud == (try await folded.doorlooptijden(vraag, in: Self.log)).inhoud, "\(vraag)")
                let flow = try await lists.stroom(vraag, in: Self.log)
                #expect(flow.inhoud == (try await folded.stroom(vraag, in: Self.log)).inhoud, "\(vraag)")
                let returns = try await lists.terugkeer(vraag, in: Self.log)
                #expect(returns.inhoud == (try await folded.terugkeer(vraag, in: Self.log)).inhoud, "\(vraag)")
                let waiting = try await lists.wachttijden(vraag, in: Self.log)
                #expect(waiting.inhoud == (try await folded.wachttijden(vraag, in: Self.log)).inhoud, "\(vraag)")
                let distribution = try await lists.verdeling(vraag, in: Self.log)
                let spread = try await folded.verdeling(vraag, in: Self.log)
                #expect(Set(distribution.inhoud) == Set(spread.inhoud), "\(vraag)")
                let milestones = try await lists.mijlpaaltelling(vraag, in: Self.log)
                let counted = try await folded.mijlpaaltelling(vraag, in: Self.log)
                #expect(Set(milestones.inhoud) == Set(counted.inhoud), "\(vraag)")
                let parties = try await lists.partijtelling(vraag, in: Self.log).inhoud
                #expect(parties == (try await folded.partijtelling(vraag, in: Self.log)).inhoud, "\(vraag)")
                let problems = try await lists.leefgebiedtelling(vraag, in: Self.log).inhoud
                #expect(problems == (try await folded.leefgebiedtelling(vraag, in: Self.log)).inhoud, "\(vraag)")
                seen.add(parties, problems)
                #expect(milestones.peildag == vraag.peildag && milestones.definitie == Toetsingskader.versie)
                seen.add(durations.inhoud, flow.inhoud, returns.inhoud, waiting.inhoud, distribution.inhoud)
            }
            // Equal and empty would prove nothing.
            #expect(seen.isWhole, "\(seen)")
        }
    }

    @Test(.timeLimit(.minutes(15))) func `counts verdicts on several days at once`() async throws {
        let stands = try ReadModelFamilies.stands(0..<40)
        let folded = FoldedLeesmodellen { _ in (0, stands) }
        let aanpak = try #require(stands.lazy.flatMap { $0.stand.trajectperioden }.compactMap(\.beeld.aanpak).first)
        let days = (0...5).map { Self.last.plus(maanden: -3 * $0) } + [Self.last.plus(maanden: 4)]
        try await PostgresTestServer.withDatabase { database async throws in
            let lists = try await ReadModelFamilies.lists(database, stands)
            let found = try await lists.oordeelreeks(aanpak, days, in: Self.log)
            let expected = try await folded.oordeelreeks(aanpak, days, in: Self.log)
            #expect(Set(found.inhoud) == Set(expected.inhoud) && found.inhoud.count == expected.inhoud.count)
            #expect(found.peildag == days.max() && Set(found.inhoud.map(\.dag)).count == days.count)
        }
    }

    @Test(.timeLimit(.minutes(15))) func `draws the same families from the same seed, and others from another`()
        async throws
    {
        let stands = try ReadModelFamilies.stands(0..<60)
        let folded = FoldedLeesmodellen { _ in (0, stands) }
        let aanpak = try #require(stands.lazy.flatMap { $0.stand.trajectperioden }.compactMap(\.beeld.aanpak).first)
        let vraag = Overzichtvraag(aanpak, van: Self.last, tot: Self.last)
        try await PostgresTestServer.withDatabase { database async throws in
            let lists = try await ReadModelFamilies.lists(database, stands)
            var drawn: Set<[UUID]> = []
            for seed in ["1", "2", "een zaad met spaties"] {
                let found = try await lists.steekproef(vraag, zaad: seed, aantal: 5, in: Self.log).inhoud
                let expected = try await folded.steekproef(vraag, zaad: seed, aantal: 5, in: Self.log).inhoud
                #expect(found == expected && found.count == 5)
                let more = try await lists.steekproef(vraag, zaad: seed, aantal: 8, in: Self.log).inhoud
                #expect(Array(more.prefix(5)) == found)
                drawn.insert(found)
            }
            #expect(drawn.count == 3)
        }
    }

    // MARK: - Helpers

    private static func questions(_ aanpak: Aanpakcode) -> [Overzichtvraag] {
        [
            Overzichtvraag(aanpak, van: last.plus(maanden: -60), tot: last),
            Overzichtvraag(aanpak, van: last.plus(maanden: -26).plus(dagen: 9), tot: last.plus(maanden: -1)),
            Overzichtvraag(aanpak, van: last.plus(maanden: -40), tot: last.plus(maanden: -25), peildag: last),
            Overzichtvraag(aanpak, van: last, tot: last),
        ]
    }

    /// What the answers held, over all questions.
    private struct Seen {
        var steps: Set<Doorlooptijd.Stap> = []
        var started = 0
        var returned = 0
        var waiting = 0
        var kinds: Set<Verdelingsregel.Kenmerk> = []
        var missing = 0
        var present = 0
        var statuses: Set<ProbleemStatusGewijzigd.Status> = []

        var isWhole: Bool {
            steps.count == Doorlooptijd.Stap.allCases.count && started > 0 && returned > 0 && waiting > 0
                && kinds.count == Verdelingsregel.Kenmerk.allCases.count
                && missing > 0 && present > 0 && statuses.count > 2
        }

        mutating func add(_ parties: [Partijtelling], _ problems: [Leefgebiedtelling]) {
            missing += parties.reduce(0) { $0 + ($1.ontbreekt.aantal ?? 0) }
            present += parties.reduce(0) { $0 + ($1.aanwezig ?? 0) }
            statuses.formUnion(problems.map(\.status))
        }

        mutating func add(
            _ durations: [Doorlooptijd],
            _ flow: [Stroomkwartaal],
            _ returns: [Terugkeer],
            _ care: [Wachttijd],
            _ distribution: [Verdelingsregel]
        ) {
            steps.formUnion(durations.map(\.stap))
            started += flow.reduce(0) { $0 + ($1.gestart ?? 0) }
            returned += returns.reduce(0) { $0 + ($1.teruggekeerd ?? 0) }
            waiting += care.reduce(0) { $0 + ($1.wachtend.aantal ?? 0) }
            kinds.formUnion(distribution.map(\.kenmerk))
        }
    }
}
