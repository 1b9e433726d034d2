import Foundation
import Testing

@Suite struct `projecties` {
    /// A database with one family, and a projection that serves, of which a part stands still.
    private func withStopped(_ body: (String) async throws -> Void) async throws {
        let server = try await SharedServer.server
        let database = try await server.database()
        let imported = try await Program.run("import", "--database", database, Families.file("familie-a"))
        #expect(imported.status == 0)
        try await server.sql(
            """
            INSERT INTO waakvlam.projectie (bouw, naam, versie, delen, status, code)
                VALUES (1, 'dossiers', 3, 2, 'dient', '0.1.0'), (2, 'dossiers', 3, 2, 'gestopt', '0.1.0');
            SELECT set_config('waakvlam.gemeente', 'GM0935', false);
            INSERT INTO waakvlam.projectie_houder VALUES
                ('een', 1, clock_timestamp() + interval '1 hour'), ('dood', 1, clock_timestamp() - interval '1 hour');
            INSERT INTO waakvlam.projectie_deel
                (gemeente, bouw, deel, positie, houder, stop_code, stop_reden, stop_positie, gestopt_op)
                SELECT 'GM0935', 1, 0, positie, 'een', NULL::text, NULL::text, NULL::bigint, NULL::timestamptz
                FROM waakvlam.logboek WHERE gemeente = 'GM0935'
                UNION ALL VALUES ('GM0935', 1, 1, 7, 'dood', 'RIJEN_GEWEIGERD', 'refused', 8, clock_timestamp());
            """,
            on: database
        )
        try await body(database)
    }

    @Test func `Shows per build and gemeente how far it is, who works on it and what stands still`() async throws {
        try await withStopped { database in
            let outcome = try await Program.run("projecties", "--database", database)
            #expect(outcome.status == 0, "\(outcome.complaint)")
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == 3)
            #expect(outcome.output.contains("dossiers versie 3, bouw 1: dient sinds 2"))
            #expect(outcome.output.contains(/GM0935: positie 7 van \d+, \d+ achter, door een\n/))
            #expect(outcome.output.contains(/deel 1 STAAT STIL sinds 2.* bij positie 8: refused \[RIJEN_GEWEIGERD\]\n/))
        }
    }

    @Test func `Lets what stands still go on, and says so when nothing does`() async throws {
        try await withStopped { database in
            let first = try await Program.run("projecties", "hervat", "dossiers", "--database", database)
            #expect(first.status == 0 && first.output == "dossiers: 1 deel hervat.\n", "\(first.complaint)")
            let second = try await Program.run("projecties", "hervat", "dossiers", "--database", database)
            #expect(second.status == 0 && second.output == "dossiers: er stond niets stil.\n")
            let shown = try await Program.run("projecties", "toon", "--database", database)
            #expect(!shown.output.contains("STAAT STIL"))
        }
    }

    @Test(arguments: ["hervat", "herbouw", "ruimop"])
    func `A name that is not there is refused`(_ command: String) async throws {
        let database = try await SharedServer.server.database()
        let outcome = try await Program.run("projecties", command, "niets", "--database", database)
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(outcome.complaint.contains("Er is geen leesmodel niets"))
    }

    @Test func `Says when there is nothing yet`() async throws {
        let database = try await SharedServer.server.database()
        let outcome = try await Program.run("projecties", "--database", database)
        #expect(outcome.status == 0 && outcome.output.contains("Er zijn nog geen leesmodellen gebouwd"))
    }
}
