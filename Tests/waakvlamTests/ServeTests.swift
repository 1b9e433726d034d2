import Foundation
import Testing

/// Each test has servers of its own; a few at a time is enough for two cores.
@Suite(.serialized) struct `serve` {
    private func isAlive(_ process: Int32?) -> Bool { process.map { kill($0, 0) == 0 } ?? false }

    /// The addresses on which the kernel has a socket listening at this port, as `/proc/net/tcp` writes them.
    private func listening(at port: String) throws -> [String] {
        let hexadecimal = String(Int(port) ?? 0, radix: 16, uppercase: true)
        return try ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { file in
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
            return lines.compactMap { line -> String? in
                let fields = line.split(separator: " ")
                guard fields[3] == "0A", fields[1].hasSuffix(":" + hexadecimal) else { return nil }
                return String(fields[1].dropLast(1 + hexadecimal.count))
            }
        }
    }

    @Test func `It listens on loopback only, and keeps its secrets to its owner`() async throws {
        try await Server.with { server in
            #expect(server.address.hasPrefix("http://127.0.0.1:"))
            #expect(try listening(at: server.port) == ["0100007F"])
            #expect(try await server.send("/health/live").status == 200)
            #expect(try await server.send("/health/ready").status == 200)
            #expect(try await server.send("/v1/gezinnen/\(Families.ids[0])/toetsing").status == 401)
            for name in ["token-sleutel.pem", "verbinding"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: server.folder.file(name))
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
            let cluster = try FileManager.default.attributesOfItem(atPath: server.folder.file("postgres"))
            #expect(cluster[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `Told to stop it ends with 0, with PostgreSQL stopped and nothing of it left`(_ signal: Int32) async throws {
        try await Server.with { server async throws in
            let postmaster = server.postmaster
            #expect(isAlive(postmaster))
            server.child.signal(signal)
            #expect(await server.child.ended() == 0)
            #expect(!isAlive(postmaster))
            #expect(server.postmaster == nil)
            #expect(!server.folder.has("verbinding"))
            #expect(server.child.complaint.contains("PostgreSQL is gestopt"))
            #expect(try await server.run("verify").status == 3)
        }
    }

    @Test func `Stopped and started again it has everything that it had`() async throws {
        let folder = try TemporaryFolder("server")
        let first = try await Server.start(on: folder)
        _ = try await first.run("import", Families.file("familie-a"))
        let before = try await first.run("export").output
        let token = try await first.token("auditor", of: "GM0935")
        first.child.signal(SIGTERM)
        _ = await first.child.ended()
        let second = try await Server.start(on: folder)
        #expect(try await second.run("export").output == before)
        // Tokens outlive a restart: the key stayed.
        #expect(try await second.send("/v1/gezinnen/\(Families.ids[0])", token: token).status == 200)
        await second.remove()
        first.child.removeFiles()
    }

    @Test func `A second server on the same folder says so and leaves the first alone`() async throws {
        try await Server.with { server in
            let outcome = try await server.run("serve", "--embedded", "--port", "0")
            #expect(outcome.status == 3)
            #expect(outcome.complaint.contains("Er draait al een server op deze gegevensmap"))
            #expect(try await server.send("/health/ready").status == 200)
            #expect(try await server.run("verify").status == 0)
        }
    }

    @Test func `A port in use is named, and no PostgreSQL stays behind`() async throws {
        let server = try await SharedServer.server
        let folder = try TemporaryFolder("server")
        defer { folder.remove() }
        let arguments = ["serve", "--embedded", "--port", server.port]
        let outcome = try await Program.run(arguments, ["WAAKVLAM_DATA": folder.path])
        #expect(outcome.status == 2)
        #expect(outcome.complaint.contains("127.0.0.1:\(server.port) is al in gebruik: kies een andere poort"))
        #expect(outcome.complaint.contains("PostgreSQL is gestopt"))
        #expect(!folder.has("postgres/data/postmaster.pid"))
        #expect(!folder.has("verbinding"))
    }

    @Test func `An address that is not of this machine is refused`() async throws {
        let folder = try TemporaryFolder("server")
        defer { folder.remove() }
        let arguments = ["serve", "--embedded", "--port", "0", "--host", "203.0.113.1"]
        let outcome = try await Program.run(arguments, ["WAAKVLAM_DATA": folder.path])
        #expect(outcome.status == 2)
        #expect(outcome.complaint.contains("--host"))
    }

    @Test func `A folder that cannot be used is refused with what to do`() async throws {
        let folder = try TemporaryFolder("server")
        defer { folder.remove() }
        let file = try folder.write("een bestand", as: "bestand")
        let closed = folder.file("dicht")
        try FileManager.default.createDirectory(
            atPath: closed,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: geteuid() == 0 ? 0o700 : 0o500]
        )
        let taken = folder.file("bezet/postgres")
        try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
        try "iets anders".write(toFile: taken + "/brief.txt", atomically: true, encoding: .utf8)
        for data in [file + "/data", closed + "/data", folder.file("bezet")] {
            let outcome = try await Program.run("serve", "--embedded", "--port", "0", "--data", data)
            #expect(outcome.status == 2)
            #expect(outcome.complaint.contains("--data of WAAKVLAM_DATA"))
        }
        #expect(FileManager.default.fileExists(atPath: taken + "/brief.txt"))
    }

    @Test func `A server that was killed with PostgreSQL starts again on what it left`() async throws {
        let folder = try TemporaryFolder("server")
        let first = try await Server.start(on: folder)
        _ = try await first.run("import", Families.file("familie-c"))
        kill(try #require(first.postmaster), SIGKILL)
        first.child.signal(SIGKILL)
        #expect(await first.child.ended() == 128 + SIGKILL)
        // The note of the dead server does not make other commands hang.
        #expect(try await first.run("verify").status == 3)
        let second = try await Server.start(on: folder)
        #expect(try await second.run("verify").output.contains("GM0935: 84 gebeurtenissen in orde"))
        await second.remove()
        first.child.removeFiles()
    }
}
