import EventStore
import Foundation
import PostgresClient
import TestSupport
import Testing

@testable import PostgresStore

/// A small file system of its own, in memory, on which files of PostgreSQL are put.
private struct SmallDisk {
    let path: String

    /// Whether this account may mount one; the server's processes must be on this machine too.
    static let isPossible: Bool = {
        guard geteuid() == 0, (ProcessInfo.processInfo.environment["WAAKVLAM_TEST_DATABASE_URL"] ?? "").isEmpty,
            let disk = try? SmallDisk(megabytes: 1)
        else { return false }
        disk.remove()
        return true
    }()

    struct NotMounted: Error {}

    init(megabytes: Int) throws {
        path = "/tmp/waakvlam-schijf-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        guard system("mount -t tmpfs -o size=\(megabytes)m,mode=0700 tmpfs '\(path)' 2>/dev/null") == 0 else {
            rmdir(path)
            throw NotMounted()
        }
        let account = try Account.forServer()
        chown(path, account.user, account.group)
    }

    /// Gives `body` a disk that is there until it returns.
    static func with(megabytes: Int, _ body: (SmallDisk) async throws -> Void) async throws {
        let disk = try SmallDisk(megabytes: megabytes)
        let result: Result<Void, any Error>
        do { result = .success(try await body(disk)) } catch { result = .failure(error) }
        disk.remove()
        try result.get()
    }

    func remove() {
        _ = system("umount -l '\(path)'")
        rmdir(path)
    }

    /// Leaves no room at all.
    func fill() {
        _ = system("dd if=/dev/zero of='\(path)/vol' bs=4096 2>/dev/null")
    }

    func makeRoom() {
        unlink(path + "/vol")
    }
}

@Suite(
    .serialized,
    .timeLimit(.minutes(15)),
    .enabled(if: SmallDisk.isPossible, "needs root, to mount a small file system, and PostgreSQL on this machine")
)
struct `A full disk` {
    /// An event whose text takes this many bytes, which do not compress.
    private static func event(bytes: Int) -> NewEvent {
        let text = (0..<bytes / 16).map { _ in
            let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return Fixture.event(text: text.joined())
    }

    /// Appends until there is no room.
    ///
    /// - Returns: How many events were acknowledged, the request that was not, and why.
    private static func append(
        to store: any EventStore,
        bytes: Int
    ) async throws -> (acknowledged: Int, refused: AppendRequest, error: EventStoreError) {
        var acknowledged = 0
        while true {
            let request = Fixture.request([Fixture.event(), event(bytes: bytes)])
            do throws(EventStoreError) {
                acknowledged += try await store.append(request, to: Fixture.log).appended?.count ?? 0
            } catch {
                return (acknowledged, request, error)
            }
        }
    }

    private static func isUnavailable(_ error: any Error) -> Bool {
        if case .unavailable = error as? EventStoreError { true } else { false }
    }

    @Test func `for the events is unavailable, stores nothing half, and takes the same ids once there is room`()
        async throws
    {
        try await SmallDisk.with(megabytes: 4) { disk async throws in
            try await PostgresTestServer.withDatabase(migrated: false) { other async throws in
                let space = "klein_\(other.name)"
                let administrator = try await other.connectAsOwner()
                try await administrator.unsafeExecute("CREATE TABLESPACE \(space) LOCATION '\(disk.path)'")
                try await PostgresTestServer.withDatabase { database async throws in
                    try await database.connectAsOwner().unsafeExecute(
                        "ALTER TABLE waakvlam.gebeurtenis SET TABLESPACE \(space)"
                    )
                    try await Self.fillEvents(on: disk, of: database.store())
                }
                try await administrator.unsafeExecute("DROP TABLESPACE \(space)")
            }
        }
    }

    private static func fillEvents(on disk: SmallDisk, of store: PostgresEventStore) async throws {
        _ = try await store.append(Fixture.request([event(bytes: 30_000)]), to: Fixture.log)
        disk.fill()
        let (more, refused, error) = try await append(to: store, bytes: 30_000)
        let acknowledged = 1 + more
        #expect(error == .unavailable(reason: "PostgreSQL refused the statement (SQLSTATE 53100)"))
        // Also many at a time, which go together.
        let requests = (0..<8).map { _ in Fixture.request([event(bytes: 30_000)]) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for request in requests {
                group.addTask {
                    await #expect(throws: error) { try await store.append(request, to: Fixture.log) }
                }
            }
            try await group.waitForAll()
        }
        let full = try await Verifier(store: store).verify(Fixture.log)
        #expect(full.isSound && full.verified.position == acknowledged)
        #expect(try await store.events(of: refused.stream, after: 0, in: Fixture.log).isEmpty)

        disk.makeRoom()
        #expect(try await store.append(refused, to: Fixture.log).appended?.count == 2)
        #expect(try await store.append(refused, to: Fixture.log).existing?.count == 2)
        for request in requests { #expect(try await store.append(request, to: Fixture.log).appended?.count == 1) }
        let roomy = try await Verifier(store: store).verify(since: full.checkpoint)
        #expect(roomy.isSound && roomy.verified.position == acknowledged + 2 + 8)
    }

    @Test func `for the write-ahead log takes PostgreSQL down, which comes back by itself once there is room`()
        async throws
    {
        let folder = "/tmp/waakvlam-vol-\(UInt64.random(in: 0...UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // Two segments of 16 MiB, and a third once there is room: how far the second is filled is not ours to say, and
        // recovery may need more than is left of it.
        try await SmallDisk.with(megabytes: 56) { disk async throws in
            let settings = ["shared_buffers": "16MB", "min_wal_size": "32MB", "max_wal_size": "64MB"]
            let cluster = EmbeddedPostgres(folder: folder, settings: settings, logger: PostgresTestServer.logger)
            let connection = try await cluster.start()
            try await Migrator(.init(connectionString: connection), logger: PostgresTestServer.logger).migrate()
            await cluster.stop()
            let log = "\(folder)/data/pg_wal"
            #expect(system("cp -a '\(log)/.' '\(disk.path)/' && rm -r '\(log)' && ln -s '\(disk.path)' '\(log)'") == 0)
            try await cluster.start()
            let result: Result<Void, any Error>
            do {
                result = .success(try await Self.fillWriteAheadLog(on: disk, of: cluster, connection))
            } catch {
                result = .failure(error)
            }
            await cluster.stop()
            try result.get()
        }
    }

    private static func fillWriteAheadLog(
        on disk: SmallDisk,
        of cluster: EmbeddedPostgres,
        _ connection: String
    ) async throws {
        let pool = PostgresPool(PostgresEventStore.configuration(connection), logger: PostgresTestServer.logger)
        let store = PostgresEventStore(pool: pool, logger: PostgresTestServer.logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await cluster.keepRunning() }
            disk.fill()
            let (acknowledged, refused, error) = try await append(to: store, bytes: 500_000)
            #expect(error == .unavailable(reason: "the connection to PostgreSQL was lost"))
            // Down or coming up, and still nothing that anyone was told is stored.
            await #expect(throws: EventStoreError.self) { try await store.append(refused, to: Fixture.log) }
            disk.makeRoom()
            while true {
                do throws(EventStoreError) {
                    // Whether an attempt before this one stored it was not known; that it is stored once is looked at below.
                    _ = try await store.append(refused, to: Fixture.log)
                    break
                } catch {
                    try #require(isUnavailable(error))
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            #expect(try await store.append(refused, to: Fixture.log).existing?.count == 2)
            let report = try await Verifier(store: store).verify(Fixture.log)
            #expect(report.isSound && report.verified.position == acknowledged + 2)
            group.cancelAll()
        }
    }
}
