import EventStore
import Foundation
import PostgresClient
import TestSupport
import Testing

@testable import PostgresStore

@Suite struct `Migrating` {
    private static let last = Migration.all.count
    private static let later = Migration(
        number: last + 1,
        name: "later",
        file: Array("CREATE TABLE waakvlam.later ()".utf8)
    )

    private static let opening = Statement(
        "opening",
        "SELECT indexdef FROM pg_indexes WHERE indexname = 'gebeurtenis_opening'"
    )

    private static func migrate(
        _ database: TestDatabase,
        _ migrations: [Migration] = Migration.all
    ) async throws -> [Int] {
        try await Migrator(database.owner, migrations: migrations, logger: PostgresTestServer.logger).migrate()
    }

    @Test func `every file of Schema-Migrations is in the program, unchanged and in order`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Schema/Migrations")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        #expect(files.count == Migration.all.count)
        for (index, (file, migration)) in zip(files, Migration.all).enumerated() {
            let number = String(format: "%04d", migration.number)
            #expect(migration.number == index + 1)
            #expect(file.lastPathComponent == "\(number)_\(migration.name).sql")
            #expect(try String(contentsOf: file, encoding: .utf8) == migration.sql)
        }
    }

    @Test func `of a log from before the data keys leaves it as it is, and readable`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let before = Migration.all.prefix { $0.name != "sleutels" }
            #expect(try await Self.migrate(database, Array(before)) == before.map(\.number))
            let request = Fixture.request([Fixture.fullEvent()])
            let stored = try await database.store().append(request, to: Fixture.log).appended
            #expect(try await Self.migrate(database).count == Migration.all.count - before.count)
            #expect(try await database.store().events(in: Fixture.log, after: 0, limit: 9) == stored)
            #expect(try await Verifier(store: database.store()).verify(Fixture.log).isSound)
        }
    }

    @Test func `is done once and can be repeated`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            #expect(try await Self.migrate(database) == Migration.all.map(\.number))
            #expect(try await Self.migrate(database).isEmpty)
            #expect(try await Self.migrate(database, Migration.all + [Self.later]) == [Self.last + 1])
        }
    }

    @Test func `a database of an earlier program keeps its log, and finds its streams as a new one does`() async throws
    {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            #expect(try await Self.migrate(database, [Migration](Migration.all.prefix(1))) == [1])
            let store = database.store()
            let older = EventStoreError.failed(reason: SchemaError.olderThanProgram.description)
            await #expect(throws: older) { try await store.check() }
            let request = Fixture.request([Fixture.event("GezinGeregistreerd"), Fixture.event("Anders")])
            let before = try await store.append(request, to: Fixture.log).appended
            #expect(try await Self.migrate(database) == Array(2...Self.last))
            try await store.check()
            #expect(try await store.events(in: Fixture.log, after: 0, limit: 9) == before)
            let aanpak = Fixture.request([Fixture.event("AanpakprofielVastgesteld")])
            _ = try await store.append(aanpak, to: Fixture.log)
            for (type, stream) in [("GezinGeregistreerd", request.stream), (aanpak.events[0].type, aanpak.stream)] {
                #expect(try await store.streams(in: Fixture.log, holding: type) == [stream])
            }
            let definition = try await database.connectAsOwner().query(Self.opening).first?.read(0, .text)
            for type in Statement.openings { #expect(definition?.contains("'\(type)'") == true) }
        }
    }

    @Test func `by eight nodes at once does each step once`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let done = try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 0..<8 { group.addTask { try await Self.migrate(database, Migration.all + [Self.later]) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(done.sorted() == Array(1...Self.last + 1))
        }
    }

    @Test func `a database that is newer than the program is refused`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            _ = try await Self.migrate(database, Migration.all + [Self.later])
            await #expect(throws: SchemaError.newerThanProgram(database: Self.last + 1, program: Self.last)) {
                try await Self.migrate(database)
            }
            let expected = EventStoreError.failed(
                reason: SchemaError.newerThanProgram(database: Self.last + 1, program: Self.last).description
            )
            await #expect(throws: expected) { try await database.store().check() }
        }
    }

    @Test func `a migration that was changed after it was carried out is refused`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let first = try #require(Migration.all.first)
            let changed = Migration(number: 1, name: first.name, file: Array("\(first.sql) ".utf8))
            await #expect(throws: SchemaError.changed(migration: 1)) {
                try await Self.migrate(database, [changed] + Migration.all.dropFirst() + [Self.later])
            }
        }
    }

    @Test func `a step that fails leaves nothing behind`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let sql = "CREATE TABLE waakvlam.half (); SELECT 1 / 0"
            let failing = Migration(number: Self.last + 1, name: "half", file: Array(sql.utf8))
            await #expect(throws: PostgresError(.server(sqlState: "22012"))) {
                try await Self.migrate(database, Migration.all + [failing])
            }
            #expect(try await Self.migrate(database, Migration.all + [Self.later]) == [Self.last + 1])
            await #expect(throws: PostgresError(.server(sqlState: "42P01"))) {
                try await database.connectAsOwner().unsafeExecute("SELECT FROM waakvlam.half")
            }
        }
    }

    @Test func `a login that may not grant the role is told what an administrator must do`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let login = "gast_\(UInt64.random(in: 0...UInt64.max))"
            let administrator = try await database.connectAsOwner()
            try await administrator.unsafeExecute("CREATE ROLE \(login) LOGIN")
            let guest = database.login(login)
            // The role itself exists in the cluster.
            try await PostgresTestServer.withDatabase { _ in }
            await #expect(throws: SchemaError.roleMissing) {
                try await Migrator(guest, logger: PostgresTestServer.logger).migrate()
            }
            try await administrator.unsafeExecute("DROP ROLE \(login)")
        }
    }

    @Test func `a database without the schema is recognised, one with it is ready`() async throws {
        try await PostgresTestServer.withDatabase(migrated: false) { database async throws in
            let store = database.store()
            let expected = EventStoreError.failed(reason: SchemaError.olderThanProgram.description)
            await #expect(throws: expected) { try await store.check() }
            _ = try await Self.migrate(database)
            try await store.check()
        }
    }
}
