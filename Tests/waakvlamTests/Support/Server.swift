import Foundation
import FoundationNetworking
import PostgresClient
import Synchronization
import TestSupport
import WireValues

/// `waakvlam serve --embedded` on a folder of its own, and the commands that go with that folder.
struct Server: Sendable {
    let folder: TemporaryFolder
    let child: Child
    let address: String

    var port: String { String(address.split(separator: ":").last ?? "") }
    var environment: [String: String] { ["WAAKVLAM_DATA": folder.path] }

    /// Starts a server and waits until it listens.
    ///
    /// Without a folder it gets one in which a cluster stands already: making one takes seconds.
    static func start(
        on given: TemporaryFolder? = nil,
        environment: [String: String] = [:]
    ) async throws -> Server {
        let folder: TemporaryFolder
        if let given {
            folder = given
        } else {
            folder = try TemporaryFolder("server")
            try await FreshCluster.copy(to: folder)
        }
        let variables = environment.merging(["WAAKVLAM_DATA": folder.path]) { $1 }
        let child = try Child(["serve", "--embedded", "--port", "0"], variables)
        let says = "waakvlam luistert op "
        guard try await eventually({ child.output.contains(says) || !child.isRunning }), child.isRunning else {
            throw NotStarted(complaint: child.complaint)
        }
        let address = child.output.split(separator: "\n").first { $0.hasPrefix(says) } ?? ""
        return Server(folder: folder, child: child, address: String(address.dropFirst(says.count)))
    }

    struct NotStarted: Error { let complaint: String }

    /// Gives `body` a server of its own, which is stopped and removed after it.
    static func with<Value>(_ body: (Server) async throws -> Value) async throws -> Value {
        let server = try await start()
        let result: Result<Value, any Error>
        do { result = .success(try await body(server)) } catch { result = .failure(error) }
        await server.remove()
        return try result.get()
    }

    /// Stops whatever still runs on the folder, and removes it.
    func remove() async {
        child.signal(SIGTERM)
        _ = await child.ended()
        child.removeFiles()
        if let postmaster { kill(postmaster, SIGQUIT) }
        folder.remove()
    }

    /// Runs a command on the folder of this server.
    func run(_ arguments: String...) async throws -> Program.Outcome { try await Program.run(arguments, environment) }

    /// The number of PostgreSQL's first process, when it left one.
    var postmaster: Int32? {
        folder.text("postgres/data/postmaster.pid").split(separator: "\n").first.flatMap { Int32($0) }
    }

    // MARK: Databases

    /// How the superuser reaches a database of the cluster.
    func connection(to database: String = "waakvlam") -> String {
        folder.text("verbinding").replacing("dbname=waakvlam", with: "dbname=\(database)")
    }

    /// Makes a database, with the schema of the program or without, and says how to reach it.
    func database(migrated: Bool = true) async throws -> String {
        let name = "test_\(UInt32.random(in: 0...UInt32.max))"
        try await sql("CREATE DATABASE \(name)")
        if migrated {
            let outcome = try await Program.run("migrate", "--database", connection(to: name))
            guard outcome.status == 0 else { throw NotStarted(complaint: outcome.complaint) }
        }
        return connection(to: name)
    }

    /// Runs a statement as the superuser.
    func sql(_ text: String, on connection: String? = nil) async throws {
        let configuration = PostgresConfiguration(connectionString: connection ?? self.connection())
        let connection = try await PostgresConnection.connect(configuration, logger: PostgresTestServer.logger)
        try await connection.unsafeExecute(text)
    }

    /// How many events the log of a gemeente has.
    func count(of gemeente: String) async throws -> Int {
        let outcome = try await run("export", "--gemeente", gemeente)
        return outcome.output.split(separator: "\n").count
    }

    // MARK: HTTP

    /// A token of this server.
    func token(_ role: String, of gemeente: String) async throws -> String {
        let outcome = try await run("token", "--gemeente", gemeente, "--rol", role, "--actor", "PM1")
        return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Sends a request.
    func send(
        _ path: String,
        token: String? = nil,
        post body: String? = nil,
        ifMatch version: Int? = nil
    ) async throws -> Answer {
        guard let url = URL(string: address + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url, timeoutInterval: 60)
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        if let version { request.setValue("\"\(version)\"", forHTTPHeaderField: "If-Match") }
        if let body {
            request.httpMethod = "POST"
            request.httpBody = Data(body.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, response) = try await Self.session.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        return Answer(status: status, text: String(decoding: data, as: UTF8.self))
    }

    struct Answer: Sendable {
        let status: Int
        let text: String
        var json: JSON { get throws { try JSONReader.read(text) } }
    }

    /// By itself a session opens only a few connections to a host.
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 100
        return URLSession(configuration: configuration)
    }()
}

/// A cluster that was made and stopped, to copy.
private actor FreshCluster {
    private static let shared = FreshCluster()
    private var making: Task<TemporaryFolder, any Error>?

    static func copy(to folder: TemporaryFolder) async throws {
        let fresh = try await shared.made()
        // As the account that owns it, which a copy by Foundation would not keep.
        let copy = try Child(["-a", fresh.file("postgres"), folder.path], program: "/bin/cp")
        guard await copy.ended() == 0 else { throw Server.NotStarted(complaint: copy.complaint) }
        copy.removeFiles()
    }

    private func made() async throws -> TemporaryFolder {
        if let making { return try await making.value }
        let task = Task {
            let folder = try TemporaryFolder("sjabloon")
            let server = try await Server.start(on: folder)
            server.child.signal(SIGTERM)
            guard await server.child.ended() == 0 else { throw Server.NotStarted(complaint: server.child.complaint) }
            server.child.removeFiles()
            AtExit.remove(folder)
            return folder
        }
        making = task
        return try await task.value
    }
}

/// Folders that tests share until the end.
enum AtExit {
    private static let folders = Mutex<[TemporaryFolder]>([])

    static func remove(_ folder: TemporaryFolder) {
        let isFirst = folders.withLock { folders in
            folders.append(folder)
            return folders.count == 1
        }
        guard isFirst else { return }
        atexit { for folder in AtExit.folders.withLock({ $0 }) { folder.remove() } }
    }
}

/// The server that tests share, which each have a gemeente or a database of their own; it ends with the process.
actor SharedServer {
    private static let shared = SharedServer()
    private static let running = Mutex<Server?>(nil)
    private var starting: Task<Server, any Error>?

    static var server: Server { get async throws { try await shared.started() } }

    private func started() async throws -> Server {
        if let starting { return try await starting.value }
        let task = Task {
            let server = try await Server.start()
            Self.running.withLock { $0 = server }
            atexit { SharedServer.stop() }
            return server
        }
        starting = task
        return try await task.value
    }

    private static func stop() {
        guard let server = running.withLock({ $0 }) else { return }
        kill(server.child.pid, SIGTERM)
        for _ in 0..<1000 where server.folder.has("verbinding") { usleep(10_000) }
        for _ in 0..<1000 where server.postmaster != nil { usleep(10_000) }
        server.child.removeFiles()
        server.folder.remove()
    }
}
