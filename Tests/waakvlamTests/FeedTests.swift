import Foundation
import TestSupport
import Testing
import WireValues

/// Who follows what is recorded, with the program and a database as they are.
@Suite(.timeLimit(.minutes(15))) struct `The feed of the program` {
    private static let stream = "/v1/gebeurtenissen/stroom"

    private func follow(_ server: Server, _ token: String, after last: String?) async throws -> EventStreamReader {
        var headers = ["Authorization": "Bearer \(token)", "Accept": "text/event-stream"]
        headers["Last-Event-ID"] = last
        let port = try #require(Int(server.port))
        let reader = try EventStreamReader(Self.stream, port: port, headers: headers)
        #expect(try await reader.head().hasPrefix("HTTP/1.1 200"))
        return reader
    }

    /// Records `families` invented families of 6 events, one after the other.
    private func write(_ families: Range<Int>, to server: Server, _ token: String, of gemeente: String) async throws {
        for number in families {
            let lines = try Families.invented(number, events: 6, gemeente: gemeente)
            let id = try JSONReader.read(lines[0])["gezinId"]?.string ?? ""
            let path = "/v1/gezinnen/\(id)/gebeurtenissen"
            #expect(try await server.send(path, token: token, post: Families.body(lines)).status == 201)
        }
    }

    @Test func `64 writers and a reader that is cut off: every position once, of its own gemeente`() async throws {
        let server = try await SharedServer.server
        let total = 64 * 2 * 6
        var tokens: [String: String] = [:]
        for gemeente in ["GM1411", "GM1412"] { tokens[gemeente] = try await server.token("beheerder", of: gemeente) }
        let (token, other) = (try #require(tokens["GM1411"]), try #require(tokens["GM1412"]))
        let seen = try await withThrowingTaskGroup(of: [JSON].self) { group in
            for writer in 0..<64 {
                group.addTask {
                    let numbers = (writer * 2)..<(writer * 2 + 2)
                    try await write(numbers, to: server, token, of: "GM1411")
                    if writer < 8 { try await write(numbers, to: server, other, of: "GM1412") }
                    return []
                }
            }
            group.addTask {
                var (seen, last) = ([JSON](), String?.none)
                while seen.count < total {
                    let reader = try await follow(server, token, after: last)
                    for _ in 0..<Int.random(in: 1...150) where seen.count < total {
                        let message = try #require(try await reader.nextEvent())
                        seen.append(try JSONReader.read(message.data ?? ""))
                        last = message.id
                    }
                    await reader.leave()
                }
                return seen
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(seen.compactMap { $0["data"]?["positie"]?.integer } == Array(1...total))

        // The same as the log has, and as the pages give.
        let export = try await server.run("export", "--gemeente", "GM1411").output
        let stored = try export.split(separator: "\n").map { try JSONReader.read($0.utf8) }
        #expect(seen.map { $0["id"] } == stored.map { $0["id"] })
        #expect(seen.map { $0["time"] } == stored.map { $0["vastgelegdOp"] })
        #expect(seen.map { $0["sequence"]?.string } == stored.map { $0["versie"]?.integer.map(String.init) })
        var (uri, pages) = ("/v1/gebeurtenissen?limiet=100", [JSON]())
        while true {
            let page = try await server.send(uri, token: token).json
            guard let events = page["gebeurtenissen"]?.array, !events.isEmpty else { break }
            pages += events
            uri = page["volgende"]?.string ?? ""
        }
        let isSame = pages == seen
        #expect(isSame)
        let elsewhere = try await server.send("/v1/gebeurtenissen?limiet=1000", token: other).json
        #expect(elsewhere["gebeurtenissen"]?.array?.count == 8 * 2 * 6)
    }

    @Test func `Told to stop it ends the streams at once, and says from whom the events come`() async throws {
        let server = try await Server.start(environment: ["WAAKVLAM_OIN": "00000001823288444000"])
        let token = try await server.token("beheerder", of: "GM1413")
        try await write(0..<1, to: server, token, of: "GM1413")
        let reader = try await follow(server, token, after: nil)
        let first = try JSONReader.read(try #require(try await reader.nextEvent()).data ?? "")
        #expect(first["source"] == "urn:nld:oin:00000001823288444000:systeem:waakvlam")
        let idle = try await follow(server, token, after: "6")
        server.child.signal(SIGTERM)
        while try await reader.nextEvent() != nil {}
        #expect(try await idle.nextEvent() == nil)
        #expect(await reader.isFinished)
        #expect(await idle.isFinished)
        #expect(await server.child.ended() == 0)
        #expect(!server.child.complaint.contains("niet alles kwam op tijd klaar"))
        await server.remove()
    }

    @Test func `An OIN that is none is a mistake`() async throws {
        let outcome = try await Program.run(["serve", "--embedded"], ["WAAKVLAM_OIN": "123"])
        #expect(outcome.status == 2 && outcome.complaint.contains("WAAKVLAM_OIN"))
    }
}
