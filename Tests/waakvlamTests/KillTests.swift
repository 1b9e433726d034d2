import Foundation
import Testing
import WireValues

/// What is stored when something is killed with SIGKILL, which nothing can prepare for.
@Suite(.serialized) struct `Killed in the middle of an import` {
    enum Victim: String, CaseIterable {
        case server
        case postgres = "PostgreSQL"
        case both = "server and PostgreSQL"
        case importer = "the import itself"
    }

    private static let gemeente = "GM1401"
    private static let size = 12
    private static let families = 1000
    /// Made once, for it takes longer than to take them in.
    private static let lines = Result {
        try (1...families).map { try Families.invented($0, events: size, gemeente: gemeente) }
    }

    @Test(arguments: Victim.allCases)
    func `Everything acknowledged is there once, and the import can be run again`(_ victim: Victim) async throws {
        let folder = try TemporaryFolder("import")
        let server = try await Server.start()
        let lines = try Self.lines.get()
        let ids = try lines.compactMap { try JSONReader.read($0[0])["gezinId"]?.string }
        let file = try folder.write(lines.joined().joined(separator: "\n"), as: "gezinnen.jsonl")
        let token = try await server.token("beheerder", of: Self.gemeente)

        // Asked of the server: a command of its own would wait for its turn among those of other tests, and the import end.
        let reader = try await server.token("auditor", of: Self.gemeente)
        let importing = try Child(["import", file], server.environment)
        // Meanwhile others post families of their own.
        let posts = Posts()
        async let posted: Void = post(to: server, token, posts)
        let began = try await eventually {
            guard await !posts.acknowledged.isEmpty else { return false }
            return try await isStored(ids[20], by: server, reader)
        }
        #expect(began && importing.isRunning)
        let postmaster = try #require(server.postmaster)
        if victim == .server || victim == .both { server.child.signal(SIGKILL) }
        if victim == .postgres || victim == .both { kill(postmaster, SIGKILL) }
        if victim == .importer { importing.signal(SIGKILL) }
        let status = await importing.ended()
        #expect(status == (victim == .importer ? 128 + SIGKILL : 3))
        let acknowledged = importing.acknowledged ?? 1
        #expect(acknowledged > 0 && acknowledged < Self.families * Self.size)
        if victim != .importer { #expect(importing.complaint.contains("Geef dezelfde opdracht nog eens")) }
        importing.removeFiles()

        await posted
        let own = await posts.acknowledged
        let restarted = try await restart(server, unless: victim == .importer || victim == .postgres)
        let stored = try await events(of: restarted)
        for family in stored.values {
            #expect(family.count == Self.size)
            #expect(Set(family).count == Self.size)
        }
        #expect(stored[ids[20]] != nil)
        #expect(ids.count { stored[$0] != nil } * Self.size >= acknowledged)
        #expect(own.allSatisfy { stored[$0] != nil })

        let again = try await restarted.run("import", file)
        #expect(again.status == 0)
        #expect(again.output.hasSuffix(" stonden er al, 0 gezinnen geweigerd.\n"))
        let whole = try await events(of: restarted)
        #expect(ids.allSatisfy { whole[$0]?.count == Self.size })
        #expect(try await restarted.run("verify").output.contains("\(whole.count * Self.size) gebeurtenissen in orde"))
        await restarted.remove()
        server.child.removeFiles()
        folder.remove()
    }

    /// The families that were posted and acknowledged.
    private actor Posts {
        private(set) var acknowledged: [String] = []

        func acknowledge(_ family: String) { acknowledged.append(family) }
    }

    /// Posts families, one request each, until the server does not answer any more.
    private func post(to server: Server, _ token: String, _ posts: Posts) async {
        for number in 5001...5060 {
            guard let lines = try? Families.invented(number, events: Self.size, gemeente: Self.gemeente),
                let id = try? JSONReader.read(lines[0])["gezinId"]?.string, let body = try? Families.body(lines),
                let answer = try? await server.send("/v1/gezinnen/\(id)/gebeurtenissen", token: token, post: body)
            else { break }
            if answer.status == 201 { await posts.acknowledge(id) }
        }
    }

    private func isStored(_ family: String, by server: Server, _ token: String) async throws -> Bool {
        try await server.send("/v1/gezinnen/\(family)/gebeurtenissen", token: token).status == 200
    }

    /// The server after its death, or the same once PostgreSQL answers again.
    private func restart(_ server: Server, unless survives: Bool) async throws -> Server {
        guard survives else {
            _ = await server.child.ended()
            return try await Server.start(on: server.folder)
        }
        let isReady = try await eventually { try await server.send("/health/ready").status == 200 }
        #expect(isReady)
        return server
    }

    /// The ids of the stored events, by family.
    private func events(of server: Server) async throws -> [String: [String]] {
        let export = try await server.run("export", "--gemeente", Self.gemeente)
        #expect(export.status == 0)
        var families: [String: [String]] = [:]
        for line in export.output.split(separator: "\n") {
            let event = try JSONReader.read(line.utf8)
            families[event["gezinId"]?.string ?? "", default: []].append(event["id"]?.string ?? "")
        }
        return families
    }
}

extension Child {
    /// How many events an import that was cut short says that it has stored.
    fileprivate var acknowledged: Int? {
        complaint.firstMatch(of: #/(\d+) gebeurtenis(?:sen)? opgenomen, /#).flatMap { Int($0.1) }
    }
}
