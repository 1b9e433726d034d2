import Foundation
import Glibc
import Synchronization
import Testing
import WireValues

/// What clients see of a server that is told to stop while they are busy.
@Suite(.serialized) struct `Told to stop while it is busy` {
    private static let gemeente = "GM1402"
    private static let size = 6

    /// The families that were sent, and what was answered.
    private final class Ledger: Sendable {
        private struct State {
            var next = 0
            var answers: [String: [Int]] = [:]
        }

        private let state = Mutex(State())

        func next() -> Int {
            state.withLock { state in
                state.next += 1
                return state.next
            }
        }

        func note(_ id: String, _ status: Int) { state.withLock { $0.answers[id, default: []].append(status) } }

        func families(_ status: Int) -> Set<String> {
            state.withLock { Set($0.answers.filter { $0.value.contains(status) }.keys) }
        }

        var statuses: Set<Int> { state.withLock { Set($0.answers.values.joined()) } }
    }

    /// Posts one family after another until that no longer succeeds.
    private func write(to server: Server, _ token: String, _ ledger: Ledger) async {
        while true {
            let number = ledger.next()
            guard let lines = try? Families.invented(number, events: Self.size, gemeente: Self.gemeente),
                let id = try? JSONReader.read(lines[0])["gezinId"]?.string, let body = try? Families.body(lines),
                let answer = try? await server.send("/v1/gezinnen/\(id)/gebeurtenissen", token: token, post: body)
            else { return }
            ledger.note(id, answer.status)
            guard answer.status == 201 else { return }
        }
    }

    /// How many events of each family are stored.
    private func stored(_ server: Server) async throws -> [String: Int] {
        let export = try await server.run("export", "--gemeente", Self.gemeente)
        var families: [String: Int] = [:]
        for line in export.output.split(separator: "\n") {
            families[try JSONReader.read(line.utf8)["gezinId"]?.string ?? "", default: 0] += 1
        }
        return families
    }

    @Test func `64 writers: what is stored was answered, and what was answered is stored`() async throws {
        let server = try await Server.start()
        let token = try await server.token("beheerder", of: Self.gemeente)
        let ledger = Ledger()
        await withDiscardingTaskGroup { group in
            for _ in 0..<64 { group.addTask { await write(to: server, token, ledger) } }
            group.addTask {
                while ledger.families(201).count < 200 && server.child.isRunning { await Task.yield() }
                server.child.signal(SIGTERM)
            }
        }
        #expect(await server.child.ended() == 0)
        // Either an answer that says what happened, or no answer because the connection was closed before.
        #expect(ledger.statuses.isSubset(of: [201, 503]))

        let again = try await Server.start(on: server.folder)
        let families = try await stored(again)
        #expect(Set(families.keys) == ledger.families(201))
        #expect(families.count >= 200 && families.values.allSatisfy { $0 == Self.size })
        #expect(try await again.run("verify").status == 0)
        await again.remove()
        server.child.removeFiles()
    }

    @Test func `A database that hangs holds nobody up: 503 for what waits for it, and the program ends`() async throws {
        let server = try await Server.start()
        let token = try await server.token("beheerder", of: Self.gemeente)
        let ledger = Ledger()
        let port = try #require(UInt16(server.port))
        let postmaster = try #require(server.postmaster)
        let ended = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { await write(to: server, token, ledger) } }
            while ledger.families(201).count < 20 { try await Task.sleep(for: .milliseconds(5)) }
            for process in [postmaster] + children(of: postmaster) { kill(process, SIGSTOP) }
            // On a busy machine none of the writers may have a request at the server just then; this one has.
            let waiting = try Socket(port)
            let family = try Families.invented(100_000, events: Self.size, gemeente: Self.gemeente)
            waiting.send(try waiting.begin(family, token))
            server.child.signal(SIGTERM)
            // Without a limit on the database this takes a minute.
            let ended = try await eventually(within: .seconds(45)) { !server.child.isRunning }
            #expect(waiting.answers().hasPrefix("HTTP/1.1 503"))
            if !ended { server.child.signal(SIGKILL) }
            try await group.waitForAll()
            return ended
        }
        #expect(ended)
        #expect(await server.child.ended() == 0)
        #expect(ledger.statuses.isSubset(of: [201, 503]))
        // The postmaster was killed; what it had started sees that as soon as it goes on.
        for process in children(ofFolder: server.folder.path) { kill(process, SIGCONT) }

        let again = try await Server.start(on: server.folder)
        let families = try await stored(again)
        #expect(ledger.families(201).isSubset(of: families.keys))
        #expect(families.values.allSatisfy { $0 == Self.size })
        #expect(try await again.run("verify").status == 0)
        await again.remove()
        server.child.removeFiles()
    }

    @Test func `Clients that stay connected or never finish their request do not keep it alive`() async throws {
        let server = try await Server.start()
        let port = try #require(UInt16(server.port))
        let idle = try Socket(port)
        idle.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(idle.answer().hasPrefix("HTTP/1.1 200"))
        let slow = try Socket(port)
        slow.send("POST /v1/gezinnen/\(Families.ids[0])/gebeurtenissen HTTP/1.1\r\nHost: x\r\n")
        slow.send("Authorization: Bearer \(try await server.token("beheerder", of: Self.gemeente))\r\n")
        slow.send("Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n[")
        let silent = try Socket(port)
        server.child.signal(SIGTERM)
        var ended = false
        for _ in 0..<450 where !ended {
            slow.send(" ")
            try await Task.sleep(for: .milliseconds(100))
            ended = !server.child.isRunning
        }
        #expect(ended)
        if !ended { server.child.signal(SIGKILL) }
        #expect(await server.child.ended() == 0)
        #expect(!server.child.complaint.contains("niet alles kwam op tijd klaar"))
        withExtendedLifetime((idle, slow, silent)) {}
        await server.remove()
    }

    @Test func `A request that is half sent is finished, and the next one on its connection is refused`() async throws {
        let server = try await Server.start()
        let (port, token) = (try #require(UInt16(server.port)), try await server.token("beheerder", of: Self.gemeente))
        let lines = try Families.invented(1, events: Self.size, gemeente: Self.gemeente)
        let id = try JSONReader.read(lines[0])["gezinId"]?.string ?? ""
        let head = "Host: x\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/json\r\n"
        let socket = try Socket(port)
        let rest = try socket.begin(lines, token)
        server.child.signal(SIGTERM)
        #expect(try await eventually { (try? Socket(port)) == nil })
        socket.send(rest + "GET /v1/gezinnen/\(id) HTTP/1.1\r\n\(head)\r\n")
        let answers = socket.answers().lowercased().components(separatedBy: "http/1.1 ").dropFirst().map(\.self)
        #expect(answers.map { $0.prefix(3) } == ["201", "503"])
        #expect(answers.allSatisfy { $0.contains("connection: close\r\n") })
        #expect(answers.last?.contains("retry-after: 5\r\n") == true)
        #expect(await server.child.ended() == 0)

        let again = try await Server.start(on: server.folder)
        #expect(try await stored(again) == [id: Self.size])
        await again.remove()
        server.child.removeFiles()
    }

    private func children(of process: Int32) -> [Int32] {
        let text = try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
        return (text ?? "").split(separator: " ").compactMap { Int32($0) }
    }

    /// The processes that work in a folder.
    private func children(ofFolder folder: String) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { process in
            let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
            return place?.hasPrefix(folder) == true
        }
    }
}

/// A connection on which a test writes what it likes.
private final class Socket {
    private let descriptor: Int32

    struct NotConnected: Error {}

    init(_ port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port.bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(16)) }
        }
        guard status == 0 else { throw NotConnected() }
    }

    deinit { close(descriptor) }

    /// Sends the beginning of a request that records a family, and returns the rest of it once the server has read that.
    ///
    /// The beginning goes in one piece with a request before it: what answers that has read both.
    func begin(_ family: [String], _ token: String) throws -> String {
        let (id, body) = (try JSONReader.read(family[0])["gezinId"]?.string ?? "", try Families.body(family))
        let head = """
            GET /health/live HTTP/1.1
            Host: x

            POST /v1/gezinnen/\(id)/gebeurtenissen HTTP/1.1
            Host: x
            Authorization: Bearer \(token)
            Content-Type: application/json
            Content-Length: \(body.utf8.count)


            """
        send(head.replacing("\n", with: "\r\n") + body.prefix(20))
        guard answer().hasPrefix("HTTP/1.1 200") else { throw NotConnected() }
        return String(body.dropFirst(20))
    }

    /// Sends as far as the other side still listens.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Everything that comes until the other side closes.
    func answers() -> String {
        var text = ""
        while true {
            let part = answer()
            if part.isEmpty { return text }
            text += part
        }
    }

    /// What comes first.
    func answer() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
}
