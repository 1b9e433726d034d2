import EventStore
import Foundation
import PostgresClient
import TestSupport
import Testing

@testable import PostgresStore

@Suite(.timeLimit(.minutes(15))) struct `A private cluster` {
    private static let mark = Statement("mark", "SELECT count(*) FROM public.mark")

    /// A folder that the server's account can reach, removed afterwards.
    private static func withFolder(
        _ name: String = "cluster",
        _ body: (String) async throws -> Void
    ) async throws {
        let folder = "/tmp/waakvlam-\(name)-\(UInt64.random(in: 0...UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private static func cluster(_ folder: String) -> EmbeddedPostgres {
        EmbeddedPostgres(folder: folder, settings: ["shared_buffers": "16MB"], logger: PostgresTestServer.logger)
    }

    private static func connect(_ connectionString: String) async throws -> PostgresConnection {
        let configuration = PostgresConfiguration(connectionString: connectionString)
        return try await PostgresConnection.connect(configuration, logger: PostgresTestServer.logger)
    }

    /// Waits until a process is gone.
    private static func waitForEnd(of process: Int32) async throws {
        for _ in 0..<500 where kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    }

    @Test func `starts, stops, and keeps what was stored`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            for count in 1...2 {
                let connection = try await Self.connect(try await cluster.start())
                try await connection.unsafeExecute("CREATE TABLE IF NOT EXISTS public.mark (n int)")
                try await connection.unsafeExecute("INSERT INTO public.mark VALUES (1)")
                #expect(try await connection.query(Self.mark).first?.read(0, .integer) == count)
                let process = try #require(await cluster.processId)
                await cluster.stop()
                #expect(kill(process, 0) != 0)
                #expect(await cluster.processId == nil)
            }
        }
    }

    @Test func `comes back with everything committed after its postmaster was killed`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            let connection = try await Self.connect(try await cluster.start())
            try await connection.unsafeExecute("CREATE TABLE public.mark (n int)")
            try await connection.unsafeExecute("INSERT INTO public.mark VALUES (1)")
            kill(try #require(await cluster.processId), SIGKILL)
            let again = try await Self.connect(try await cluster.start())
            #expect(try await again.query(Self.mark).first?.read(0, .integer) == 1)
            await cluster.stop()
        }
    }

    @Test func `is started again by itself when its postmaster was killed`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            let connectionString = try await cluster.start()
            let first = try #require(await cluster.processId)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await cluster.keepRunning() }
                kill(first, SIGKILL)
                for _ in 0..<600 {
                    let process = await cluster.processId
                    let answers = (try? await Self.connect(connectionString)) != nil
                    if let process, process != first, answers { break }
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(await cluster.processId != first)
                _ = try await Self.connect(connectionString)
                group.cancelAll()
            }
            await cluster.stop()
        }
    }

    @Test func `is tried again when it does not start, until it does`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            let connectionString = try await cluster.start()
            let first = try #require(await cluster.processId)
            let settings = "\(folder)/data/postgresql.conf"
            #expect(rename(settings, settings + ".weg") == 0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await cluster.keepRunning() }
                kill(first, SIGKILL)
                // A start is twenty attempts; these belong to a second one.
                var refusals = 0
                while refusals < 25 {
                    try await Task.sleep(for: .milliseconds(50))
                    let log = try String(contentsOfFile: "\(folder)/log", encoding: .utf8)
                    refusals = log.split(separator: "\n").count { $0.contains("postgresql.conf") }
                }
                #expect(rename(settings + ".weg", settings) == 0)
                while (try? await Self.connect(connectionString)) == nil {
                    try await Task.sleep(for: .milliseconds(50))
                }
                group.cancelAll()
                try await group.waitForAll()
            }
            await cluster.stop()
        }
    }

    @Test func `stopping while it starts again after a crash is no failure`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            try await cluster.start()
            let first = try #require(await cluster.processId)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await cluster.keepRunning() }
                kill(first, SIGKILL)
                while await [nil, first].contains(cluster.processId) { await Task.yield() }
                group.cancelAll()
                try await group.waitForAll()
            }
            await cluster.stop()
            #expect(await cluster.processId == nil)
        }
    }

    @Test func `holds nothing open of the program that started it`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            var ends: [Int32] = [0, 0]
            #expect(pipe(&ends) == 0)
            defer { for end in ends { close(end) } }
            let link = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(ends[1])")
            try await cluster.start()
            let held = "/proc/\(try #require(await cluster.processId))/fd"
            let links = try FileManager.default.contentsOfDirectory(atPath: held)
                .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(held)/\($0)") }
            #expect(links.contains("\(folder)/log"))
            #expect(!links.contains(link))
            await cluster.stop()
        }
    }

    @Test(arguments: [true, false])
    func `is not begun for a program that died meanwhile`(_ lives: Bool) async throws {
        try await Self.withFolder { folder async throws in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            let prefix = try Account.forServer().prefix(parent: lives ? getpid() : getppid())
            let child = await ChildProcess.start(prefix + ["/bin/true"], log: "\(folder)/log")
            #expect(await child?.ended(within: .seconds(60)) == (lives ? 0 : 1 << 8))
        }
    }

    @Test func `takes over from a postmaster that outlived its program`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            let connectionString = try await cluster.start()
            try await Self.connect(connectionString).unsafeExecute("CREATE TABLE public.mark (n int)")
            let process = try #require(await cluster.processId)
            // A second postmaster, started as a killed program would have left it: alive and without a parent.
            let command = try String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)
                .split(separator: "\0").map { "'\($0)'" }.joined(separator: " ")
            await cluster.stop()
            let account = getuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : ""
            #expect(system("setsid \(account)\(command) >/dev/null 2>&1 &") == 0)
            var orphan: Int32?
            for _ in 0..<200 where orphan == nil {
                try await Task.sleep(for: .milliseconds(50))
                guard (try? await Self.connect(connectionString)) != nil else { continue }
                let file = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
                orphan = file.split(separator: "\n").first.flatMap { Int32($0) }
            }
            let left = try #require(orphan)
            let connection = try await Self.connect(try await cluster.start())
            #expect(await cluster.processId != left)
            try await Self.waitForEnd(of: left)
            #expect(kill(left, 0) != 0)
            #expect(try await connection.query(Self.mark).first?.read(0, .integer) == 0)
            await cluster.stop()
        }
    }

    @Test func `starts although its pid file names another living process`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            try await cluster.start()
            kill(try #require(await cluster.processId), SIGKILL)
            await cluster.stop()
            let file = "\(folder)/data/postmaster.pid"
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
            let changed = (["\(getppid())"] + lines.map(String.init)).joined(separator: "\n")
            try Data(changed.utf8).write(to: URL(filePath: file))
            try await cluster.start()
            await cluster.stop()
        }
    }

    @Test func `is not started twice on one folder`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            try await cluster.start()
            await #expect {
                try await Self.cluster(folder).start()
            } throws: { error in
                if case .inUse = error as? EmbeddedPostgresError { true } else { false }
            }
            #expect(await cluster.processId != nil)
            await cluster.stop()
        }
    }

    @Test func `works in a folder whose path is too long for a socket`() async throws {
        try await Self.withFolder(String(repeating: "lang", count: 30)) { folder async throws in
            let cluster = Self.cluster(folder)
            _ = try await Self.connect(try await cluster.start())
            await cluster.stop()
        }
    }

    @Test func `does not take over a folder of something else`() async throws {
        try await Self.withFolder { folder async throws in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            try Data().write(to: URL(filePath: "\(folder)/thesis.txt"))
            await #expect(throws: EmbeddedPostgresError.folderUnusable(folder: folder)) {
                try await Self.cluster(folder).start()
            }
        }
    }

    @Test(.enabled(if: getuid() == 0)) func `says which folder the server's account cannot pass`() async throws {
        try await Self.withFolder("closed") { closed async throws in
            let permissions: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            try FileManager.default.createDirectory(
                atPath: closed,
                withIntermediateDirectories: false,
                attributes: permissions
            )
            await #expect {
                try await Self.cluster("\(closed)/cluster").start()
            } throws: { error in
                guard case .folderNotReachable(_, _, let blockedBy) = error as? EmbeddedPostgresError else {
                    return false
                }
                return blockedBy == closed
            }
        }
    }

    @Test func `a store on it is unavailable while it is down and works again after it is up`() async throws {
        try await Self.withFolder { folder async throws in
            let cluster = Self.cluster(folder)
            var configuration = PostgresConfiguration(connectionString: try await cluster.start())
            try await Migrator(configuration, logger: PostgresTestServer.logger).migrate()
            configuration.role = PostgresEventStore.role
            let pool = PostgresPool(configuration, limits: .init(connections: 2), logger: PostgresTestServer.logger)
            let store = PostgresEventStore(pool: pool, logger: PostgresTestServer.logger)
            let request = Fixture.request([Fixture.event()])
            _ = try await store.append(request, to: Fixture.log)
            await cluster.stop()

            for _ in 0..<5 {
                await #expect {
                    _ = try await store.append(Fixture.request([Fixture.event()]), to: Fixture.log)
                } throws: { error in
                    if case .unavailable = error as? EventStoreError { true } else { false }
                }
            }
            await #expect(throws: EventStoreError.self) { try await store.check() }

            try await cluster.start()
            var answer: AppendOutcome?
            for _ in 0..<100 where answer == nil {
                answer = try? await store.append(request, to: Fixture.log)
                if answer == nil { try await Task.sleep(for: .milliseconds(30)) }
            }
            #expect(answer?.existing?.first?.event.id == request.events.first?.id)
            try await store.check()
            await pool.close()
            await cluster.stop()
        }
    }
}
