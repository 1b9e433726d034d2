import Foundation
import Toevalsgezinnen
import Voorbeelden

/// Ends the server, PostgreSQL or both at random moments, and starts the server again.
struct ChaosKiller {
    let target: ChaosTarget
    let ledger: ChaosLedger
    let deadline: ContinuousClock.Instant
    var chance: Toeval

    private var server: Server { target.server }

    init(_ target: ChaosTarget, _ ledger: ChaosLedger, until deadline: ContinuousClock.Instant, _ chance: Toeval) {
        (self.target, self.ledger, self.deadline, self.chance) = (target, ledger, deadline, chance)
    }

    /// Goes on until the deadline, and leaves a server that runs.
    mutating func kill() async throws {
        var waiting: [ChaosStrike.Kind] = []
        while true {
            // Often while what the blow before did is not over yet.
            try await Task.sleep(for: .milliseconds(Int.random(in: 150...2500, using: &chance)))
            guard ContinuousClock.now < deadline else { break }
            // Each in its turn, in another order every time: a short run has them all too.
            if waiting.isEmpty { waiting = ChaosStrike.Kind.allCases.shuffled(using: &chance) }
            try await strike(waiting.removeLast())
        }
        if !server.child.isRunning { try await restart() }
    }

    private mutating func strike(_ kind: ChaosStrike.Kind) async throws {
        guard server.child.isRunning else {
            ledger.violation("de server is uit zichzelf gestopt: \(server.child.complaint.suffix(400))")
            return try await restart()
        }
        ledger.struck(kind)
        switch kind {
        case .server: server.child.signal(SIGKILL)
        case .postgres: ChaosProcess.kill(postmaster)
        case .backend: ChaosProcess.kill(backend() ?? postmaster)
        case .both:
            ChaosProcess.kill(postmaster)
            server.child.signal(SIGKILL)
        case .stop: server.child.signal(SIGTERM)
        case .starting:
            server.child.signal(SIGKILL)
            try await killWhileStarting()
        }
        if kind == .postgres || kind == .backend { return }
        let status = await server.child.ended()
        if kind == .stop, status != 0 {
            ledger.violation("netjes gestopt eindigde de server met \(status): \(server.child.complaint.suffix(400))")
        }
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...600, using: &chance)))
        try await restart()
    }

    private mutating func killWhileStarting() async throws {
        _ = await server.child.ended()
        let child = try Child(["serve", "--embedded", "--port", "0"], server.environment)
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...900, using: &chance)))
        child.signal(SIGKILL)
        _ = await child.ended()
        child.removeFiles()
    }

    private func restart() async throws {
        _ = await server.child.ended()
        ledger.check(server.child)
        let next = try await Server.start(on: server.folder)
        server.child.removeFiles()
        target.moved(to: next)
    }

    // MARK: PostgreSQL

    /// Its first process, as far as it runs: a dead one leaves its number behind, which may be another's by now.
    private var postmaster: Int32? {
        server.postmaster.flatMap { ChaosProcess.command(of: $0).contains(server.folder.path) ? $0 : nil }
    }

    /// One of the processes that serve the program.
    private mutating func backend() -> Int32? {
        let backends = postmaster.map(ChaosProcess.children) ?? []
        return backends.filter { ChaosProcess.command(of: $0).hasPrefix("postgres: waakvlam") }
            .randomElement(using: &chance)
    }
}

/// Processes as the kernel shows them.
enum ChaosProcess {
    static func command(of process: Int32) -> String {
        let bytes = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
        return String(decoding: bytes.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }

    static func children(of process: Int32) -> [Int32] {
        let bytes = FileManager.default.contents(atPath: "/proc/\(process)/task/\(process)/children") ?? Data()
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
    }

    static func kill(_ process: Int32?) {
        guard let process, process > 1 else { return }
        _ = Foundation.kill(process, SIGKILL)
    }
}
