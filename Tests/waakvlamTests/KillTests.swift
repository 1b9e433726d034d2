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
    private static let families = 250

    @Test(arguments: Victim.allCases)
    func `Everything acknowledged is there once, and the import can be run again`(_ victim: Victim) async throws {
        let folder = try TemporaryFolder("import")
        let server = try await Server.start()
        let lines = try (1...Self.families).map {
            try Families.invented($0, events: Self.size, gemeente: Self.gemeente)
        }
        let file = try folder.write(lines.joined().joined(separator: "\n"), as: "gezinnen.jsonl")
        let token = try await server.token("beheerder", of: Self.gemeente)

        let importing = try Child(["import", file], server.environment)
        // Meanwhile others post families of their own.
        async let posted = post(to: server, token)
        let began = try await eventually { importing.acknowledged >= 20 || !importing.isRunning }
        #expect(began)
        let postmaster = try #require(server.postmaster)
        if victim == .server || victim == .both { server.child.signal(SIGKILL) }
        if victim == .postgres || victim == .both { kill(postmaster, SIGKILL) }
        if victim == .importer { importing.signal(SIGKILL) }
        let status = await importing.ended()
        #expect(status == (victim == .importer ? 128 + SIGKILL : 3))
        let acknowledged = importing.acknowledged
        #expect(acknowledged >= 20)
        #expect(acknowledged < Self.families)
        if victim != .importer { #expect(importing.complaint.contains("Geef dezelfde opdracht nog eens")) }
        importing.removeFiles()

        let own = await posted
        let restarted = try await restart(server, unless: victim == .importer || victim == .postgres)
        let stored = try await events(of: restarted)
        for family in stored.values {
            #expect(family.count == Self.size)
            #expect(Set(family).count == Self.size)
        }
        let ids = try lines.compactMap { try JSONReader.read($0[0])["gezinId"]?.string }
        #expect(ids.prefix(acknowledged).allSatisfy { stored[$0] != nil })
        #expect(own.allSatisfy { stored[$0] != nil })
        #expect(!own.isEmpty)

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

    /// Posts families, one request each, until the server does not answer any more.
    ///
    /// - Returns: Those that were acknowledged.
    private func post(to server: Server, _ token: String) async -> [String] {
        var acknowledged: [String] = []
        for number in 1001...1060 {
            guard let lines = try? Families.invented(number, events: Self.size, gemeente: Self.gemeente),
                let id = try? JSONReader.read(lines[0])["gezinId"]?.string, let body = try? Families.body(lines),
                let answer = try? await server.send("/v1/gezinnen/\(id)/gebeurtenissen", token: token, post: body)
            else { break }
            if answer.status == 201 { acknowledged.append(id) }
        }
        return acknowledged
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
    /// How many families an import says that it has stored.
    fileprivate var acknowledged: Int { complaint.split(separator: "\n").count { $0.hasSuffix(" opgenomen") } }
}
