import CivilTime
import EventStore
import Gezinstraject
import PostgresClient
import ReadModels
import TestSupport
import Testing
import Toetsingskader
import Voorbeelden
import WireValues

@testable import PostgresStore

/// Families of an invented municipality, for the tables of the read models.
enum ReadModelFamilies {
    static let log = Fixture.log
    static let lastDay = Dag(jaar: 2026, maand: 3, dag: 31) ?? .laatste

    /// The stands of so many families, as they were known when only the first part of their events was recorded.
    static func stands(
        _ numbers: Range<Int>,
        first share: Double = 1
    ) throws -> [(gezin: UUID, stand: Gezinsstand)] {
        let gemeente = Voorbeeldgemeente(log.description, zaad: 1, totEnMet: lastDay)
        let kader = Toetsingskader()
        return try numbers.map { number in
            let lines = gemeente.gezin(number)
            var dossier = Dossier()
            for (place, line) in lines.prefix(max(1, Int(share * Double(lines.count)))).enumerated() {
                try dossier.voegToe(registratie(line, place + 1))
            }
            return (
                UUID(high: 0x1111, low: UInt64(number)),
                Gezinsstand(dossier, kader, horizon: lastDay.plus(maanden: 24))
            )
        }
    }

    private static func registratie(_ line: JSON, _ version: Int) throws -> Registratie {
        let invoer = try Invoer.lees(line, .root, .bestand)
        return Registratie(
            id: try #require(invoer.id),
            versie: version,
            gegevens: invoer.gegevens,
            gebeurdOp: invoer.gebeurdOp,
            traject: invoer.traject,
            vastgelegdOp: try #require(invoer.vastgelegdOp),
            vastgelegdDoor: invoer.vastgelegdDoor,
            rol: invoer.rol
        )
    }

    /// Writes stands as the runner does.
    static func write(
        _ stands: [(gezin: UUID, stand: Gezinsstand)],
        build: Int16 = 1,
        log: LogName = log,
        _ connection: PostgresConnection
    ) async throws {
        try await connection.use(log.description, for: "waakvlam.gemeente")
        try await connection.transaction { connection in
            try await ReadModelTables().write(stands, build: build, log: log, on: connection)
        }
    }

    /// Lists over a database in which a build with these stands serves.
    static func lists(
        _ database: TestDatabase,
        _ stands: [(gezin: UUID, stand: Gezinsstand)],
        version: Int = PostgresLeesmodellen.version
    ) async throws -> PostgresLeesmodellen {
        let connection = try await database.connectAsApp()
        try await write(stands, connection)
        // Another build beside it, that nobody reads.
        try await write(Array(stands.prefix(5)), build: 2, connection)
        try await database.connectAsOwner().unsafeExecute(
            """
            INSERT INTO waakvlam.projectie (bouw, naam, versie, delen, status, code)
            VALUES (1, 'leesmodellen', \(version), 1, 'dient', 'test')
            """
        )
        return PostgresLeesmodellen(pool: database.pool(connections: 1))
    }

    /// Every row of a table as text, one column after the other.
    static func rows(_ statement: Statement, _ connection: PostgresConnection) async throws -> Set<String> {
        var rows: Set<String> = []
        for row in try await connection.query(statement) { rows.insert(try row.read(0, .text)) }
        return rows
    }
}
