import Foundation

/// Another program, whose output goes to a file and whose memory is followed.
final class ChildProgram {
    /// What a program that ended left.
    struct Ended {
        let status: Int32
        let output: String
        /// From its start until it ended.
        let time: Duration
        let peak: Int
    }

    let pid: Int32
    private let name: String
    private let output: String
    private let started: ContinuousClock.Instant
    private(set) var peak = 0
    private var status: Int32?

    /// Starts `command`, with these variables added to the environment.
    ///
    /// - Throws: `BenchError` when it does not start.
    init(_ command: [String], environment: [String: String] = [:], output: String) throws {
        let all = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // The threads of this program block signals, and pgbench stops at one.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] = all.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var pid: Int32 = 0
        started = .now
        let result = posix_spawnp(&pid, command.first ?? "", &actions, &attributes, arguments, variables)
        name = command.first ?? ""
        guard result == 0 else { throw BenchError("\(name) does not start: error \(result)") }
        self.pid = pid
        self.output = output
    }

    /// Whether it still runs; looks at its memory as well.
    ///
    /// The high-water mark of /proc and not the one of wait4, which includes the memory of the process that started it.
    var isRunning: Bool {
        guard status == nil else { return false }
        peak = max(peak, Machine.peak(of: pid) ?? 0)
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return true }
        self.status = (status & 0x7f) == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
        return false
    }

    /// What it printed so far.
    var printed: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }

    /// Asks it to stop, and waits until it did.
    func stop() async throws {
        if isRunning { kill(pid, SIGTERM) }
        _ = try await ended(within: .now - started + .seconds(60))
    }

    /// Waits until it ended.
    ///
    /// - Throws: `BenchError` when that takes too long; it is killed then.
    func ended(within limit: Duration) async throws -> Ended {
        while isRunning {
            guard ContinuousClock.now - started < limit else {
                kill(pid, SIGKILL)
                throw BenchError("\(name) does not end: \(printed.suffix(2000))")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        return Ended(status: status ?? -1, output: printed, time: .now - started, peak: peak)
    }

    /// Runs a command until it ends.
    ///
    /// - Throws: `BenchError` with what it printed, when it fails or takes too long.
    static func run(
        _ command: [String],
        environment: [String: String] = [:],
        output: String,
        within limit: Duration = .seconds(7200)
    ) async throws -> Ended {
        let child = try ChildProgram(command, environment: environment, output: output)
        let ended = try await child.ended(within: limit)
        guard ended.status == 0 else {
            throw BenchError("\(child.name) ended with \(ended.status): \(ended.output.suffix(2000))")
        }
        return ended
    }
}
