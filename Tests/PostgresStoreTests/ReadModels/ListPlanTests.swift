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

/// With 40,000 open tasks and as many that are over, of 10,000 families.
@Suite struct `The first page of a list, on tables with many rows,` {
    private static let fill = """
        SET waakvlam.gemeente = 'GM0935';
        INSERT INTO waakvlam.projectie (bouw, naam, versie, delen, status, code)
        VALUES (1, 'leesmodellen', 2, 1, 'dient', 'test');
        INSERT INTO waakvlam.lees_traject (gemeente, bouw, gezin, traject, van, tot, telt, aanpak, fase, procesmanager,
            wijk, laatste_contact_op, laatste_gebeurtenis_op)
        SELECT 'GM0935', 1, ('00000000-0000-0000-0000-' || lpad(g::text, 12, '0'))::uuid, 1,
            '2024-01-01'::date + p * 100, CASE WHEN p = 3 THEN 'infinity' ELSE '2024-01-01'::date + (p + 1) * 100 END,
            true, 'aanpak-' || g % 3, CASE WHEN g % 5 = 0 THEN 'gesloten' ELSE 'actief' END, 'PM' || g % 300,
            'W' || g % 40, '2025-01-01'::date + g % 300, '2025-01-01'::date + g % 300
        FROM generate_series(1, 10000) g, generate_series(0, 3) p;
        INSERT INTO waakvlam.lees_taak (gemeente, bouw, gezin, traject, soort, sleutel, aanleiding, van, tot, sinds,
            uiterlijk, procesmanager, aanpak, wijk)
        SELECT 'GM0935', 1, ('00000000-0000-0000-0000-' || lpad(g::text, 12, '0'))::uuid, 1,
            (ARRAY['overleg', 'contact_leggen', 'werkafspraak', 'evalueren'])[1 + t % 4], t::text,
            '00000000-0000-0000-0000-000000000001', '2024-01-01',
            CASE WHEN t < 4 THEN 'infinity' ELSE '2024-06-01'::date END, '2024-01-01',
            '2025-01-01'::date + (g * 7 + t) % 600, 'PM' || g % 300, 'aanpak-' || g % 3, 'W' || g % 40
        FROM generate_series(1, 10000) g, generate_series(0, 7) t;
        INSERT INTO waakvlam.lees_oordeel (gemeente, bouw, gezin, traject, indicator, van, tot, uitkomst, reden,
            gebeurtenissen, telt_bij)
        SELECT 'GM0935', 1, ('00000000-0000-0000-0000-' || lpad(g::text, 12, '0'))::uuid, 1, i,
            '2024-01-01'::date + g % 90 + p * 200,
            CASE WHEN p = 2 AND g % 4 = 0 THEN 'infinity' ELSE '2024-01-01'::date + g % 90 + (p + 1) * 200 END
                + CASE WHEN p = 2 THEN 300 ELSE 0 END,
            CASE WHEN (g + p) % 9 = 0 THEN 'verbeterpunt' ELSE 'voldoet' END,
            CASE WHEN (g + p) % 9 = 0 THEN 'GEEN_PLAN' END, '{}', 'aanpak-' || g % 3
        FROM generate_series(1, 10000) g, generate_series(0, 2) p, unnest(ARRAY['T1.1.1', 'T2.1.1', 'T5.2.1']) i;
        ANALYZE waakvlam.lees_traject;
        ANALYZE waakvlam.lees_taak;
        ANALYZE waakvlam.lees_oordeel;
        ANALYZE waakvlam.lees_oordeeltelling;
        ANALYZE waakvlam.lees_taaktelling;
        ANALYZE waakvlam.lees_caseloadtelling;
        """

    private static let build = ServingBuild(id: 1, isCounted: true)
    private static let plan = Statement("plan", "SELECT pg_temp.plan()")

    @Test(.timeLimit(.minutes(15))) func `is found in its order, without reading or sorting the whole`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            try await database.connectAsOwner().unsafeExecute(Self.fill, timeout: .seconds(600))
            let connection = try await database.connectAsApp()
            try await connection.use("GM0935", for: "waakvlam.gemeente")
            try await connection.transaction { connection in
                let serving = PostgresLeesmodellen.serving(ReadModelFamilies.log, .inOrder)
                #expect(try await connection.query(.servingBuild, serving).count == 1)
                try await Self.checkAll(connection)
            }
        }
    }

    private static func checkAll(_ connection: isolated PostgresConnection) async throws {
        let day = try #require(Dag("2026-01-01"))
        for (filter, index) in tasks(day) {
            let page = try TaskPage(filter, after: nil, limit: 50)
            let parameters = page.parameters(build, ReadModelFamilies.log)
            let kinds = filter.soorten.isEmpty ? "" : ", ARRAY['overleg']"
            let rest = "NULL, '0001-01-01', \(none), 0, '', '', \(none), 51\(kinds)"
            try await check(page.statement, parameters, literals(filter) + rest, index, connection)
        }
        for (filter, index) in families(day) {
            let page = try GezinPage(filter, build, after: nil, limit: 50)
            let parameters = page.parameters(build, ReadModelFamilies.log)
            let values = literals(filter) + gezinLiterals(filter) + ", '-infinity', \(none), 51"
            try await check(page.statement, parameters, values, index, connection)
        }
    }

    @Test(.timeLimit(.minutes(15))) func `has counts beside it that come from what is kept, not from the rows`()
        async throws
    {
        try await PostgresTestServer.withDatabase { database async throws in
            try await database.connectAsOwner().unsafeExecute(Self.fill, timeout: .seconds(600))
            let connection = try await database.connectAsApp()
            try await connection.use("GM0935", for: "waakvlam.gemeente")
            try await connection.transaction { connection in
                let serving = PostgresLeesmodellen.serving(ReadModelFamilies.log, .once)
                #expect(try await connection.query(.servingBuild, serving).count == 1)
                try await Self.checkCounts(connection)
            }
        }
    }

    private static func checkCounts(_ connection: isolated PostgresConnection) async throws {
        let whole = Leesfilter(peildag: try #require(Dag("2026-01-01")))
        var aanpak = whole
        aanpak.aanpak = Aanpakcode("aanpak-1")
        let place = PostgresLeesmodellen.place(build, ReadModelFamilies.log)
        for filter in [whole, aanpak] {
            #expect(filter.taskPlanning == .once && filter.oordeelPlanning == .once)
            let tasks = place + filter.parameters + [filter.kinds, .day(filter.uiterlijk)]
            let kinds = literals(filter) + "'{}', NULL"
            try await check(filter.taskCount(build), tasks, kinds, "lees_taaktelling_sleutel", connection)
            let verdicts = place + filter.parameters + filter.gezinParameters
            let values = literals(filter) + gezinLiterals(filter)
            try await check(filter.oordeelCount(build), verdicts, values, "lees_oordeeltelling_sleutel", connection)
        }
    }

    private static let none = "'00000000-0000-0000-0000-000000000000'"

    /// $1 to $7 as the filter gives them.
    private static func literals(_ filter: Leesfilter) -> String {
        let texts = [filter.procesmanager?.tekst, filter.casemanager?.tekst, filter.aanpak?.description, filter.wijk]
        let literals = texts.map { text in text.map { "'\($0)'" } ?? "NULL" }
        return "'GM0935', 1::smallint, '\(filter.peildag)', " + literals.joined(separator: ", ") + ", "
    }

    /// $8 to $12.
    private static func gezinLiterals(_ filter: Leesfilter) -> String {
        var reden: String?
        if case .deze(let gevraagd) = filter.oordeel?.reden { reden = gevraagd.rawValue }
        let texts = [
            filter.fase?.rawValue, nil, filter.oordeel?.indicator.rawValue, filter.oordeel?.uitkomst.rawValue, reden,
        ]
        return texts.map { text in text.map { "'\($0)'" } ?? "NULL" }.joined(separator: ", ")
    }

    private static func tasks(_ day: Dag) -> [(Leesfilter, String)] {
        var manager = Leesfilter(peildag: day)
        manager.procesmanager = Actor("PM7")
        var kinds = Leesfilter(peildag: day)
        kinds.soorten = [.overleg]
        return [
            (Leesfilter(peildag: day), "lees_taak_uiterlijk"), (manager, "lees_taak_regie"), (kinds, "lees_taak_soort"),
        ]
    }

    private static func families(_ day: Dag) -> [(Leesfilter, String)] {
        var manager = Leesfilter(peildag: day)
        manager.procesmanager = Actor("PM7")
        var wijk = Leesfilter(peildag: day)
        wijk.wijk = "W7"
        var fase = Leesfilter(peildag: day)
        (fase.aanpak, fase.fase) = (Aanpakcode("aanpak-1"), .actief)
        var outcome = Leesfilter(peildag: day)
        outcome.oordeel = Oordeelvraag(.t211, .verbeterpunt)
        var verdict = fase
        verdict.oordeel = Oordeelvraag(.t211, Oordeelkern(uitkomst: .verbeterpunt, reden: .geenPlan))
        return [
            (Leesfilter(peildag: day), "lees_traject_stil"), (manager, "lees_traject_regie"),
            (wijk, "lees_traject_wijk"), (fase, "lees_traject_fase"), (outcome, "lees_oordeel_uitkomst"),
            (verdict, "lees_oordeel_reden"),
        ]
    }

    /// Carries the statement out, and looks at its plan: how many rows each step gave, read or sorted.
    private static func check(
        _ statement: Statement,
        _ parameters: [PostgresParameter],
        _ values: String,
        _ index: String,
        _ connection: isolated PostgresConnection
    ) async throws {
        let count = try await connection.query(statement, parameters).count
        #expect(count == 51 || statement.name.hasSuffix("manager") || statement.name.hasPrefix("kept") && count > 0)
        let explain = "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) EXECUTE \(statement.name)(\(values))"
        try await connection.unsafeExecute(
            "CREATE OR REPLACE FUNCTION pg_temp.plan() RETURNS text LANGUAGE plpgsql AS $f$ DECLARE l text; t text := ''; "
                + "BEGIN FOR l IN EXECUTE $q$\(explain)$q$ LOOP t := t || l || E'\\n'; END LOOP; RETURN t; END $f$"
        )
        let plan = try await connection.query(Self.plan).first?.read(0, .text) ?? ""
        #expect(plan.contains(index), "\(statement.name): \(plan)")
        #expect(!plan.contains("Seq Scan"), "\(statement.name): \(plan)")
        let most = plan.matches(of: /actual rows=([0-9.]+)/).compactMap { Double($0.output.1) }.max() ?? 0
        #expect(most <= (statement.name.hasPrefix("kept") ? 1000 : 200), "\(statement.name): \(plan)")
        let removed = plan.matches(of: /Rows Removed by Filter: ([0-9]+)/).compactMap { Int($0.output.1) }.max() ?? 0
        #expect(removed <= 500, "\(statement.name): \(plan)")
    }
}
