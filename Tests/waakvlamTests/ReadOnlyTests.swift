import Testing
import WireValues

@Suite struct `A database that can only be read` {
    private static let gemeente = "GM1403"
    private static let change = "ALTER DATABASE waakvlam SET default_transaction_read_only"

    @Test func `Reading goes on, recording is 503 and nothing is stored, and after it all works without a restart`()
        async throws
    {
        try await Server.with { server async throws in
            let token = try await server.token("beheerder", of: Self.gemeente)
            let families = try (1...2).map { try Families.invented($0, gemeente: Self.gemeente) }
            let ids = try families.map { try JSONReader.read($0[0])["gezinId"]?.string ?? "" }
            let bodies = try families.map { try Families.body($0) }
            func post(_ index: Int) async throws -> Server.Answer {
                try await server.send("/v1/gezinnen/\(ids[index])/gebeurtenissen", token: token, post: bodies[index])
            }
            #expect(try await post(0).status == 201)

            try await server.sql("\(Self.change) = on")
            try await server.sql(
                """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """
            )
            let refused = try await post(1)
            #expect(refused.status == 503)
            #expect(try refused.json["code"]?.string == "NIET_BESCHIKBAAR")
            let ready = try await server.send("/health/ready")
            #expect(ready.status == 503)
            #expect(try ready.json["code"]?.string == "ALLEEN_LEZEN")
            #expect(try await server.send("/v1/gezinnen/\(ids[0])", token: token).status == 200)
            #expect(try await server.send("/v1/gezinnen/\(ids[1])", token: token).status == 404)
            #expect(try await server.run("verify").status == 0)
            let imported = try await server.run("import", Families.file("familie-a"))
            #expect(imported.status == 3 && imported.complaint.contains("alleen te lezen"), "\(imported.complaint)")

            try await server.sql("BEGIN READ WRITE; \(Self.change) = off; COMMIT")
            // A connection that was made before is dropped when it is used.
            let works = try await eventually { try await server.send("/health/ready").status == 200 }
            #expect(works)
            let stored = try await eventually { try await post(1).status == 201 }
            #expect(stored)
            #expect(try await post(1).status == 200)
            #expect(try await server.run("verify").output.contains("\(Self.gemeente): 24 gebeurtenissen in orde"))
        }
    }
}
