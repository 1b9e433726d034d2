import Foundation

/// A table like that of the events, with the same columns and indexes and nothing else: what PostgreSQL itself can do.
struct BareTable {
    private let server: BenchServer
    private let bench: Bench
    private var file: String { bench.folder + "/rijen" }
    private var script: String { bench.folder + "/kaal.sql" }

    init(_ server: BenchServer, _ bench: Bench) {
        self.server = server
        self.bench = bench
    }

    /// Makes it anew, and empty.
    func create() async throws {
        try await server.psql(
            """
            DROP TABLE IF EXISTS public.kaal;
            CREATE TABLE public.kaal (LIKE waakvlam.gebeurtenis INCLUDING INDEXES);
            CREATE SEQUENCE IF NOT EXISTS public.kaal_positie;
            ALTER TABLE public.kaal ALTER positie SET DEFAULT nextval('public.kaal_positie');
            """
        )
    }

    /// Copies all events into it, and says how long that took: only reading the file back counts.
    func copy() async throws -> Duration {
        try await create()
        try await server.psql("\\copy waakvlam.gebeurtenis to '\(file)' (format binary)", "checkpoint")
        let time = try await server.psqlTime("\\copy public.kaal from '\(file)' (format binary)")
        try FileManager.default.removeItem(atPath: file)
        return time
    }

    /// Makes it ready for `insert`: the next position, and rows of the size that the store writes.
    func prepareInserts() async throws {
        try await server.psql(
            "SELECT setval('public.kaal_positie', 1 + coalesce((SELECT max(positie) FROM public.kaal), 0))",
            "VACUUM (ANALYZE) public.kaal",
            "VACUUM (ANALYZE) waakvlam.gebeurtenis",
            "CHECKPOINT"
        )
        // As long as the payload of the event that is measured is when it is encrypted.
        let data = #"{"partij":"mee","reden":"\#(String(repeating: "x", count: 190))"}"#
        let hash = String(repeating: "ab", count: 32)
        let sql = """
            INSERT INTO public.kaal (gemeente, stream_id, versie, event_id, type, schema_versie, gebeurd_op, \
            vastgelegd_op, toegevoegd_op, actor, rol, gegevens, blad, hash) VALUES ('GM0935', gen_random_uuid(), 1, \
            gen_random_uuid(), 'PartijBenodigdVerklaard', 1, '2014-03-31', now(), now(), 'PM1', 'PM', '\(data)', \
            '\\x\(hash)', '\\x\(hash)');

            """
        try Data(sql.utf8).write(to: URL(fileURLWithPath: script))
    }

    /// How many rows a second pgbench inserts, each in a transaction of its own.
    func insert(clients: Int) async throws -> Sample {
        let threads = min(clients, ProcessInfo.processInfo.activeProcessorCount)
        let options = ["-n", "-M", "prepared", "-c", "\(clients)", "-j", "\(threads)", "-T", "\(bench.seconds)"]
        let ended = try await ChildProgram.run(
            [bench.postgres + "/pgbench"] + options + ["-f", script, server.connection],
            environment: ["LC_ALL": "C"],
            output: bench.folder + "/pgbench.log",
            within: .seconds(bench.seconds + 60)
        )
        let line = ended.output.split(separator: "\n").first { $0.hasPrefix("tps = ") }
        guard let rate = line?.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) }) else {
            throw BenchError("pgbench does not say how fast it was: \(ended.output)")
        }
        return Sample(rate: rate)
    }

    /// The name of `insert` as a limit.
    static func name(_ clients: Int) -> String {
        "kale pgbench INSERT, \(clients) verbinding\(clients == 1 ? "" : "en")"
    }
}
