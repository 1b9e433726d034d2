import CivilTime
import EventStore
import Gezinstraject
import PostgresClient
import ReadModels
import TestSupport
import Testing
import Toetsingskader
import WireValues

@testable import PostgresStore

@Suite struct `The tables of the read models` {
    @Test func `hold what the stand of each family says, row by row`() async throws {
        let stands = try ReadModelFamilies.stands(0..<12)
        try await PostgresTestServer.withDatabase { database async throws in
            let connection = try await database.connectAsApp()
            try await ReadModelFamilies.write(stands, connection)
            for table in ReadModelRows.all {
                let found = try await ReadModelFamilies.rows(table.statement, connection)
                let expected = Set(stands.flatMap { gezin, stand in table.rows(gezin, stand) })
                #expect(!expected.isEmpty)
                #expect(found == expected, "\(table.statement.name)")
            }
        }
    }

    @Test func `are after a second write as if it had been the only one`() async throws {
        let early = try ReadModelFamilies.stands(0..<10, first: 0.6)
        let late = try ReadModelFamilies.stands(0..<10)
        try await PostgresTestServer.withDatabase { database async throws in
            let connection = try await database.connectAsApp()
            try await ReadModelFamilies.write(early, connection)
            let before = try await Self.hash(1, connection)
            try await ReadModelFamilies.write(late, connection)
            try await ReadModelFamilies.write(late, build: 2, connection)
            #expect(try await Self.hash(1, connection) == Self.hash(2, connection))
            #expect(try await Self.hash(1, connection) != before)
            #expect(try await Self.differences(1, 2, connection) == [])
        }
    }

    @Test func `keep the families apart, and say which differ between two builds`() async throws {
        let stands = try ReadModelFamilies.stands(0..<6)
        let early = try ReadModelFamilies.stands(0..<6, first: 0.5)
        try await PostgresTestServer.withDatabase { database async throws in
            let connection = try await database.connectAsApp()
            try await ReadModelFamilies.write(stands, connection)
            // Another order, and two families that are behind; one is not there.
            try await ReadModelFamilies.write(Array(stands[3...].reversed()), build: 2, connection)
            try await ReadModelFamilies.write([stands[0], early[1]], build: 2, connection)
            let differing = try await Self.differences(1, 2, connection)
            #expect(differing == [stands[1].gezin, stands[2].gezin])
            #expect(try await Self.differences(1, 2, limit: 1, connection) == [stands[1].gezin])
            try await ReadModelFamilies.write([stands[1], stands[2]], build: 2, connection)
            #expect(try await Self.hash(1, connection) == Self.hash(2, connection))
        }
    }

    @Test func `leave what did not change untouched`() async throws {
        let stands = try ReadModelFamilies.stands(0..<5)
        try await PostgresTestServer.withDatabase { database async throws in
            let connection = try await database.connectAsApp()
            try await ReadModelFamilies.write(stands, connection)
            let places = try await ReadModelFamilies.rows(Self.places, connection)
            try await ReadModelFamilies.write(stands, connection)
            #expect(try await ReadModelFamilies.rows(Self.places, connection) == places)
            #expect(!places.isEmpty)
        }
    }

    @Test func `are counted, whatever is written over what`() async throws {
        let whole = try ReadModelFamilies.stands(0..<12)
        let half = try ReadModelFamilies.stands(0..<12, first: 0.5)
        try await PostgresTestServer.withDatabase { database async throws in
            let connection = try await database.connectAsApp()
            for stands in [half, whole, Array(half.prefix(5)), whole] {
                try await ReadModelFamilies.write(stands, connection)
                let counts = try await KeptCounts.compare(connection)
                #expect(counts.wrong.isEmpty && counts.right > 1000)
            }
        }
    }

    /// What they count is the same, so each has to wait for the other, and may not wait for one that waits.
    @Test(.timeLimit(.minutes(15))) func `are counted by two who write at the same time`() async throws {
        let whole = try ReadModelFamilies.stands(0..<24)
        let half = try ReadModelFamilies.stands(0..<24, first: 0.5)
        try await PostgresTestServer.withDatabase { database async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for parity in 0..<2 {
                    group.addTask {
                        let connection = try await database.connectAsApp()
                        for round in 0..<6 {
                            let stands = round.isMultiple(of: 2) ? half : whole
                            for number in stands.indices where number % 2 == parity {
                                try await ReadModelFamilies.write([stands[number]], connection)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let connection = try await database.connectAsApp()
            try await connection.use(ReadModelFamilies.log.description, for: "waakvlam.gemeente")
            let counts = try await KeptCounts.compare(connection)
            #expect(counts.wrong.isEmpty && counts.right > 1000)
        }
    }

    @Test func `are removed build by build, a piece at a time`() async throws {
        let stands = try ReadModelFamilies.stands(0..<3)
        try await PostgresTestServer.withDatabase { database async throws in
            let connection = try await database.connectAsApp()
            try await ReadModelFamilies.write(stands, connection)
            try await ReadModelFamilies.write(stands, build: 2, connection)
            let empty = try await Self.hash(3, connection)
            var removed = 0
            while case let number = try await Self.remove(2, connection), number > 0 {
                #expect(number <= 100)
                removed += number
            }
            #expect(removed > 300)
            #expect(try await Self.hash(2, connection) == empty)
            #expect(try await Self.hash(1, connection) != empty)
        }
    }

    @Test func `show a session only the gemeente that it has named`() async throws {
        let stands = try ReadModelFamilies.stands(0..<2)
        let other = try #require(LogName("GM0014"))
        try await PostgresTestServer.withDatabase { database async throws in
            let connection = try await database.connectAsApp()
            try await ReadModelFamilies.write(stands, connection)
            try await ReadModelFamilies.write([stands[0]], log: other, connection)
            for table in ReadModelRows.all {
                for (name, stands) in [("GM0935", stands), ("GM0014", [stands[0]]), ("GM9999", []), ("*", [])] {
                    try await connection.use(name, for: "waakvlam.gemeente")
                    let found = try await ReadModelFamilies.rows(table.statement, connection)
                    #expect(found == Set(stands.flatMap { table.rows($0.gezin, $0.stand) }))
                }
            }
            try await connection.use("GM0014", for: "waakvlam.gemeente")
            await #expect(throws: PostgresError(.server(sqlState: "42501"))) {
                try await ReadModelTables().write(stands, build: 1, log: ReadModelFamilies.log, on: connection)
            }
        }
    }

    @Test func `cannot be changed row by row by the program`() async throws {
        try await PostgresTestServer.withDatabase { database async throws in
            let connection = try await database.connectAsApp()
            for statement in ["UPDATE waakvlam.lees_taak SET soort = ''", "TRUNCATE waakvlam.lees_taak"] {
                await #expect(throws: PostgresError(.server(sqlState: "42501"))) {
                    try await connection.unsafeExecute(statement)
                }
            }
        }
    }

    private static let places = Statement(
        "places",
        """
        SELECT 't' || ctid::text || xmin::text FROM waakvlam.lees_taak UNION ALL
        SELECT 'o' || ctid::text || xmin::text FROM waakvlam.lees_oordeel UNION ALL
        SELECT 'j' || ctid::text || xmin::text FROM waakvlam.lees_traject UNION ALL
        SELECT 'v' || ctid::text || xmin::text FROM waakvlam.lees_overleg UNION ALL
        SELECT 'z' || ctid::text || xmin::text FROM waakvlam.lees_zorg
        """
    )

    private static func hash(_ build: Int16, _ connection: PostgresConnection) async throws -> [UInt8] {
        try await ReadModelTables().stateHash(build: build, log: ReadModelFamilies.log, on: connection)
    }

    private static func remove(_ build: Int16, _ connection: PostgresConnection) async throws -> Int {
        try await ReadModelTables().remove(build: build, log: ReadModelFamilies.log, limit: 100, on: connection)
    }

    private static func differences(
        _ first: Int16,
        _ second: Int16,
        limit: Int = 100,
        _ connection: PostgresConnection
    ) async throws -> [UUID] {
        try await ReadModelTables()
            .differences(first, second, log: ReadModelFamilies.log, limit: limit, on: connection)
    }
}
