import Foundation
import Synchronization

/// The built `waakvlam`, run as people run it: as a child process.
enum Program {
    /// How a command ended.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let complaint: String
    }

    /// The executable, which SwiftPM puts beside the bundle of the tests.
    ///
    /// Or the one that `WAAKVLAM_TEST_PROGRAMMA` names: an optimised build fails in other ways.
    static func path() throws -> String {
        if let chosen = ProcessInfo.processInfo.environment["WAAKVLAM_TEST_PROGRAMMA"], !chosen.isEmpty {
            return chosen
        }
        let bundles = Bundle.allBundles.map(\.bundlePath).filter { $0.hasSuffix(".xctest") }
        for place in bundles + CommandLine.arguments.prefix(1) {
            let path = URL(fileURLWithPath: place).deletingLastPathComponent().appending(path: "waakvlam").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw NotFound()
    }

    struct NotFound: Error {}

    /// The master key of databases that tests make, invented.
    static let masterKey = Data(repeating: 7, count: 32).base64EncodedString()

    /// Runs a command to its end, with nothing of the environment of the tests but what every program needs, and with a
    /// master key.
    static func run(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> Outcome {
        let environment = ["WAAKVLAM_HOOFDSLEUTEL": masterKey].merging(environment) { _, given in given }
        await gate.enter()
        let result = Result { try Child(arguments, environment) }
        if case .success(let child) = result { _ = await child.ended() }
        await gate.leave()
        let child = try result.get()
        defer { child.removeFiles() }
        return Outcome(status: await child.ended(), output: child.output, complaint: child.complaint)
    }

    private static let gate = Gate(places: 3)

    /// Runs a command to its end.
    static func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Outcome {
        try await run(arguments, environment)
    }
}

/// Lets a few through at a time: the tests begin all at once, and others that run beside them watch the clock.
private actor Gate {
    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    func enter() async {
        if places > 0 {
            places -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
    }
}

/// A `waakvlam` that runs; what it says goes to files, so that it never waits for a reader.
final class Child: Sendable {
    private struct State {
        var status: Int32?
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    let pid: Int32
    private let folder: TemporaryFolder
    private let state: Ending

    private final class Ending: Sendable {
        private let state = Mutex(State())

        func end(_ status: Int32) {
            let waiting = state.withLock { state in
                state.status = status
                defer { state.waiting = [] }
                return state.waiting
            }
            for one in waiting { one.resume(returning: status) }
        }

        var status: Int32? { state.withLock { $0.status } }

        func value() async -> Int32 {
            await withCheckedContinuation { continuation in
                let status = state.withLock { state in
                    if state.status == nil { state.waiting.append(continuation) }
                    return state.status
                }
                if let status { continuation.resume(returning: status) }
            }
        }
    }

    init(_ arguments: [String], _ environment: [String: String] = [:], program: String? = nil) throws {
        let ending = Ending()
        let folder = try TemporaryFolder("uitvoer")
        let inherited = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "LANG"].contains($0.key) }
        pid = try Self.spawn(
            [try program ?? Program.path()] + arguments,
            inherited.merging(environment) { _, given in given },
            in: folder
        )
        self.folder = folder
        state = ending
        Thread.detachNewThread { [pid] in
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
            // As a shell says it: the exit status, or 128 and the signal that ended it.
            let signal = status & 0x7f
            ending.end(signal == 0 ? (status >> 8) & 0xff : 128 + signal)
        }
    }

    /// Starts a program in `folder`, with its output in files there.
    ///
    /// Not by Foundation's `Process`: that sees the end of a child only when all that the child started has ended too.
    private static func spawn(
        _ words: [String],
        _ environment: [String: String],
        in folder: TemporaryFolder
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (descriptor, name) in [(Int32(1), "uit"), (2, "fout")] {
            posix_spawn_file_actions_addopen(&actions, descriptor, folder.file(name), O_WRONLY | O_CREAT, 0o644)
        }
        let prefix = ["/usr/bin/env", "-i", "-C", folder.path] + environment.map { "\($0.key)=\($0.value)" }
        let arguments = (prefix + words).map { strdup($0) }
        defer { for text in arguments { free(text) } }
        var pid: pid_t = 0
        let status = posix_spawn(&pid, prefix[0], &actions, nil, arguments + [nil], [nil])
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .ENOENT) }
        return pid
    }

    /// The exit status, or 128 and the signal, once it has ended.
    func ended() async -> Int32 { await state.value() }

    var isRunning: Bool { state.status == nil }

    /// Standard output so far.
    var output: String { folder.text("uit") }
    /// Standard error so far.
    var complaint: String { folder.text("fout") }

    func signal(_ number: Int32) {
        if isRunning { kill(pid, number) }
    }

    func removeFiles() { folder.remove() }
}

/// A folder of a test.
struct TemporaryFolder: Sendable {
    let path: String

    init(_ name: String) throws {
        path = "/tmp/waakvlam-\(name)-\(UInt32.random(in: 0...UInt32.max))"
        // PostgreSQL runs as another account when the tests run as root.
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o755]
        )
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and gives its path.
    func write(_ text: String, as name: String) throws -> String {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
        return file(name)
    }

    func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: file(name)) ?? Data(), as: UTF8.self)
    }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// Looks every few milliseconds until something is so.
///
/// - Returns: Whether it became so in time.
func eventually(within limit: Duration = .seconds(300), _ condition: () async throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return try await condition()
}
