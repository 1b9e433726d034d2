import CivilTime
import EventStore
import Foundation
import Logging
import PostgresClient
import PostgresStore
import WireValues

/// Durable appends through the store, beside bare single-row inserts with the same client and as many indexes.
struct AppendBenchmark {
    private let logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
    private static let payload = Array(#"{"initiatief":"professional","partij":"mee","plaats":"thuis"}"#.utf8)

    func run() async throws {
        let folder = "/tmp/waakvlam-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
        let postgres = EmbeddedPostgres(folder: folder, logger: logger)
        let connection = try await postgres.start()
        let owner = PostgresConfiguration(connectionString: connection)
        try await Migrator(owner, logger: logger).migrate()
        try await prepareLimit(owner)
        for (writers, connections) in [(1, 1), (64, 8)] {
            let limit = try await inserts(owner, writers: writers, connections: connections)
            let program = PostgresEventStore.configuration(connection)
            let rate = try await appends(program, writers: writers, connections: connections)
            Benchmarks.report(
                "append one event, \(writers) writers, chain (events)",
                rate,
                limit: ("bare INSERT, \(connections) connections", limit)
            )
        }
        await postgres.stop()
        try FileManager.default.removeItem(atPath: folder)
    }

    private func appends(
        _ configuration: PostgresConfiguration,
        writers: Int,
        connections: Int
    ) async throws -> Double {
        let pool = PostgresPool(configuration, limits: .init(connections: connections), logger: logger)
        let store = PostgresEventStore(pool: pool, logger: logger)
        guard let log = LogName("GM0935"), let day = Dag("2014-03-31") else { return 0 }
        let each = max(1, 6400 / writers)
        let rate = try await Benchmarks.rate(of: writers * each) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<writers {
                    group.addTask {
                        for _ in 0..<each {
                            let event = NewEvent(
                                id: .random(),
                                type: "ContactMetGezinGelegd",
                                occurredOn: day,
                                data: Self.payload
                            )
                            let request = AppendRequest(stream: .random(), expected: .exactly(0), events: [event])
                            _ = try await store.append(request, to: log)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        await pool.close()
        return rate
    }

    /// A table with the same number of indexes and about the same row.
    private func prepareLimit(_ configuration: PostgresConfiguration) async throws {
        let connection = try await PostgresConnection.connect(configuration, logger: logger)
        try await connection.unsafeExecute(
            """
            CREATE TABLE public.bare (positie bigserial PRIMARY KEY, stream_id uuid NOT NULL, versie int NOT NULL,
                event_id uuid NOT NULL UNIQUE, type text NOT NULL, gegevens text NOT NULL, UNIQUE (stream_id, versie));
            CREATE INDEX ON public.bare (type, positie);
            """
        )
    }

    private func inserts(
        _ configuration: PostgresConfiguration,
        writers: Int,
        connections: Int
    ) async throws -> Double {
        let pool = PostgresPool(configuration, limits: .init(connections: connections), logger: logger)
        let each = max(1, 3200 / writers)
        let rate = try await Benchmarks.rate(of: writers * each) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<writers {
                    group.addTask {
                        for _ in 0..<each {
                            try await pool.withConnection { connection in
                                _ = try await connection.query(.bareInsert)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        await pool.close()
        return rate
    }
}

extension Statement {
    fileprivate static let bareInsert = Statement(
        "bare_insert",
        """
        INSERT INTO public.bare (stream_id, versie, event_id, type, gegevens)
        VALUES (gen_random_uuid(), 1, gen_random_uuid(), 'ContactMetGezinGelegd',
            '{"initiatief":"professional","partij":"mee","plaats":"thuis"}')
        """
    )
}

extension WireValues.UUID {
    fileprivate static func random() -> WireValues.UUID {
        WireValues.UUID(high: .random(in: 0...UInt64.max), low: .random(in: 0...UInt64.max))
    }
}
