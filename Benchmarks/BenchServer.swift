import EventStore
import Foundation
import Logging
import PostgresClient
import PostgresStore

/// The real server with a PostgreSQL of its own; everything is measured against that one database server.
final class BenchServer {
    private let bench: Bench
    private let folder: String
    private let program: ChildProgram
    let address: String
    /// How the database is reached, as its owner: over the Unix socket.
    let connection: String
    let masterKeys: MasterKeys

    /// Starts the server on a new data folder, and waits until it is ready.
    init(_ bench: Bench) async throws {
        self.bench = bench
        folder = bench.folder + "/data"
        program = try ChildProgram(
            [bench.program, "serve", "--embedded", "--data", folder, "--port", "0"],
            output: bench.folder + "/server.log"
        )
        // Ops/bench stops it when this program is killed.
        try Data("\(program.pid)".utf8).write(to: URL(fileURLWithPath: bench.folder + "/server.pid"))
        address = try await Self.address(of: program)
        connection = try String(contentsOfFile: folder + "/verbinding", encoding: .utf8)
        let text = try String(contentsOfFile: folder + "/hoofdsleutel", encoding: .utf8)
        let key = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines))
        guard let key = key.flatMap({ MasterKey(Array($0)) }) else { throw BenchError("no master key in \(folder)") }
        masterKeys = MasterKeys([key])
    }

    private static func address(of program: ChildProgram) async throws -> String {
        for _ in 0..<1200 {
            guard program.isRunning else { break }
            let line = program.printed.split(separator: "\n").first { $0.contains("luistert op http://") }
            if let address = line?.split(separator: " ").last { return String(address) }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw BenchError("the server does not start: \(program.printed)")
    }

    /// The most memory it had so far, in bytes.
    var peak: Int {
        _ = program.isRunning
        return program.peak
    }

    /// Stops it and throws its data away.
    func discard() async throws {
        try await program.stop()
        try FileManager.default.removeItem(atPath: bench.folder + "/server.pid")
        try FileManager.default.removeItem(atPath: folder)
    }

    /// A store as the server has it: with as many connections, and with marked fields encrypted.
    func withStores<Value>(_ body: (Stores) async throws -> Value) async throws -> Value {
        let stores = Stores(connection: connection, masterKeys: masterKeys)
        do {
            let value = try await body(stores)
            await stores.pool.close()
            return value
        } catch {
            await stores.pool.close()
            throw error
        }
    }

    /// Runs `waakvlam`, for this server's data.
    func waakvlam(_ arguments: [String]) async throws -> ChildProgram.Ended {
        try await ChildProgram.run(
            [bench.program] + arguments + ["--data", folder],
            output: bench.folder + "/waakvlam.log"
        )
    }

    /// Starts `waakvlam` for this server's data, and does not wait for its end.
    func start(_ arguments: [String]) throws -> ChildProgram {
        try ChildProgram([bench.program] + arguments + ["--data", folder], output: bench.folder + "/beside.log")
    }

    /// Runs commands of psql as the owner; gives what they print.
    @discardableResult
    func psql(_ commands: String...) async throws -> String {
        let options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", connection]
        return try await ChildProgram.run(
            [bench.postgres + "/psql"] + options + commands.flatMap { ["-c", $0] },
            environment: ["LC_ALL": "C", "PGOPTIONS": "-c statement_timeout=0"],
            output: bench.folder + "/psql.log"
        ).output
    }

    /// How long psql says that the last of these commands took.
    func psqlTime(_ command: String) async throws -> Duration {
        let printed = try await psql("\\timing on", command)
        let words = printed.split(separator: "\n").last { $0.hasPrefix("Time:") }?.split(separator: " ")
        guard let words, words.count > 1, let time = Double(words[1]) else {
            throw BenchError("psql does not say how long it took: \(printed)")
        }
        return .seconds(time / 1000)
    }

    /// What a reader must know of the database.
    func facts() async throws -> [String: String] {
        var facts: [String: String] = [:]
        for name in ["server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers"] {
            facts[name] = try await psql("show \(name)").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return facts
    }
}

/// The parts of a store, for who measures one of them.
struct Stores: Sendable {
    let pool: PostgresPool
    let base: PostgresEventStore
    let keys: PostgresKeyStore
    let masterKeys: MasterKeys

    init(connection: String, masterKeys: MasterKeys) {
        let logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
        let configuration = PostgresEventStore.configuration(connection)
        pool = PostgresPool(configuration, limits: .init(connections: 8), logger: logger)
        base = PostgresEventStore(pool: pool, logger: logger)
        keys = PostgresKeyStore(pool: pool)
        self.masterKeys = masterKeys
    }
}
