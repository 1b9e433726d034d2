import EventStore
import Foundation
import PostgresClient
import TestSupport
import Testing

@testable import PostgresStore

/// A primary and a standby that follows it, both real.
private struct Pair {
    let primary: EmbeddedPostgres
    let standby: EmbeddedPostgres
    let primaryConnection: String
    let standbyConnection: String

    private static let applied = Statement("applied", "SELECT pg_last_wal_replay_lsn() >= $1::text::pg_lsn")
    private static let written = Statement("written", "SELECT pg_current_wal_lsn()::text")
    private static let shared = ["shared_buffers": "16MB", "fsync": "off"]

    struct NotCopied: Error {}

    /// Gives `body` a pair of which the primary has the schema of the program; both are removed after it.
    static func with(_ body: (Pair) async throws -> Void) async throws {
        let folder = "/tmp/waakvlam-paar-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let primary = EmbeddedPostgres(folder: folder + "/a", settings: shared, logger: PostgresTestServer.logger)
        // Whoever reads on the standby gives way to the primary at once.
        let settings = shared.merging(["max_standby_streaming_delay": "0"]) { $1 }
        let standby = EmbeddedPostgres(folder: folder + "/b", settings: settings, logger: PostgresTestServer.logger)
        let result: Result<Void, any Error>
        do {
            let connection = try await primary.start()
            try await Migrator(.init(connectionString: connection), logger: PostgresTestServer.logger).migrate()
            try await copy(folder)
            let other = try await standby.start()
            result = .success(try await body(Pair(primary, standby, connection, other)))
        } catch {
            result = .failure(error)
        }
        await standby.stop()
        await primary.stop()
        try result.get()
    }

    private init(_ primary: EmbeddedPostgres, _ standby: EmbeddedPostgres, _ first: String, _ second: String) {
        (self.primary, self.standby, primaryConnection, standbyConnection) = (primary, standby, first, second)
    }

    /// Copies the running primary to the folder of the standby, which will follow it.
    private static func copy(_ folder: String) async throws {
        let cluster = try ClusterFolder(folder + "/b", account: Account.forServer())
        let binaries = try PostgresBinaries.locate(version: nil)
        let command = [
            "\(binaries.folder)/pg_basebackup", "--pgdata=\(cluster.data)", "--write-recovery-conf",
            "--wal-method=stream", "--checkpoint=fast", "--host=\(folder)/a/socket", "--port=5432",
            "--username=waakvlam",
        ]
        let child = await ChildProcess.start(cluster.account.prefix() + command, log: cluster.log)
        guard await child?.ended(within: .seconds(120)) == 0 else { throw NotCopied() }
    }

    static func connect(_ connectionString: String) async throws -> PostgresConnection {
        try await PostgresConnection.connect(
            PostgresConfiguration(connectionString: connectionString),
            logger: PostgresTestServer.logger
        )
    }

    static func pool(_ connectionString: String) -> PostgresPool {
        PostgresPool(
            PostgresEventStore.configuration(connectionString),
            limits: .init(connections: 2, waitTimeout: .seconds(300)),
            logger: PostgresTestServer.logger
        )
    }

    /// Waits until the standby has everything that the primary has.
    func catchUp() async throws {
        let (first, second) = (try await Self.connect(primaryConnection), try await Self.connect(standbyConnection))
        let position = try #require(try await first.query(Self.written).first?.read(0, .text))
        while try await second.query(Self.applied, [.text(position)]).first?.read(0, .bool) != true {
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

@Suite(
    .serialized,
    .timeLimit(.minutes(15)),
    .enabled(if: access("/usr/bin/setpriv", X_OK) == 0 || geteuid() != 0, "root needs setpriv to run PostgreSQL")
)
struct `A standby` {
    private static func expectUnavailable(_ body: () async throws -> Void) async {
        await #expect {
            try await body()
        } throws: { error in
            if case .unavailable = error as? EventStoreError { true } else { false }
        }
    }

    private static func key() -> StoredKey {
        let wrapped = WrappedKey(masterKey: MasterKey.random().id, bytes: [UInt8](repeating: 1, count: 60))
        return StoredKey(id: Fixture.uuid(), holder: KeyHolder(stream: Fixture.uuid()), wrapped: wrapped)
    }

    @Test func `reads and keeps nothing, and takes everything on the same pool once it is promoted`() async throws {
        try await Pair.with { pair async throws in
            let first = PostgresEventStore(pool: Pair.pool(pair.primaryConnection), logger: PostgresTestServer.logger)
            for _ in 0..<3 { _ = try await first.append(Fixture.request([Fixture.event()]), to: Fixture.log) }
            let checkpoint = Checkpoint(log: Fixture.log, head: try await first.head(of: Fixture.log))
            try await pair.catchUp()

            let pool = Pair.pool(pair.standbyConnection)
            let (store, keys) = (
                PostgresEventStore(pool: pool, logger: PostgresTestServer.logger), PostgresKeyStore(pool: pool)
            )
            try await store.check()
            #expect(try await !store.isWritable())
            #expect(try await first.isWritable())
            let request = Fixture.request([Fixture.event(), Fixture.event()], .exactly(0))
            let key = Self.key()
            for _ in 0..<3 {
                await Self.expectUnavailable { _ = try await store.append(request, to: Fixture.log) }
                await Self.expectUnavailable { _ = try await keys.add([key], to: Fixture.log) }
            }
            #expect(try await Verifier(store: store).verify(Fixture.log).checkpoint == checkpoint)
            #expect(try await keys.keys(withIds: [key.id], in: Fixture.log).isEmpty)

            // What the primary takes meanwhile is read here.
            _ = try await first.append(Fixture.request([Fixture.event()]), to: Fixture.log)
            try await pair.catchUp()
            #expect(try await LogReader(store: store).page(after: checkpoint).events.map(\.position) == [4])

            await pair.primary.stop()
            try await Pair.connect(pair.standbyConnection).unsafeExecute("SELECT pg_promote()")
            #expect(try await store.isWritable())
            #expect(try await store.append(request, to: Fixture.log).appended?.map(\.position) == [5, 6])
            #expect(try await store.append(request, to: Fixture.log).existing?.count == 2)
            _ = try await keys.add([key], to: Fixture.log)
            #expect(try await keys.keys(withIds: [key.id], in: Fixture.log) == [key])
            #expect(try await Verifier(store: store).verify(since: checkpoint).verified.position == 6)
            #expect(try await Verifier(store: store).verify(Fixture.log).isSound)
        }
    }

    @Test func `a reader that is in the way of the primary is unavailable, and can read again`() async throws {
        let read = Statement("read", "SELECT pg_sleep(100) FROM public.t")
        let readers = Statement("readers", "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
        try await Pair.with { pair async throws in
            let owner = try await Pair.connect(pair.primaryConnection)
            try await owner.unsafeExecute("CREATE TABLE public.t (n int)")
            try await owner.unsafeExecute("INSERT INTO public.t VALUES (1)")
            try await pair.catchUp()
            let reader = try await Pair.connect(pair.standbyConnection)
            let observer = try await Pair.connect(pair.standbyConnection)
            async let reading = reader.query(read, timeout: .seconds(200))
            while try await observer.query(readers).first?.read(0, .integer) != 1 {
                try await Task.sleep(for: .milliseconds(5))
            }
            // On the standby this waits for whoever reads the table.
            try await owner.unsafeExecute("TRUNCATE public.t")
            var error: PostgresError?
            do { _ = try await reading } catch let failure as PostgresError { error = failure }
            #expect(error?.sqlState == "40001" && error?.kind == .unavailable)
            try await pair.catchUp()
            #expect(try await reader.query(read).isEmpty)
        }
    }
}
