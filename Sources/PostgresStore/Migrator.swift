internal import EventStore
public import Logging
public import PostgresClient

/// Brings a database to the version of this program: forward only, each migration in a transaction of its own.
///
/// Every step takes a lock first and looks again at what has been done, so several nodes can start at once.
public struct Migrator: Sendable {
    private let configuration: PostgresConfiguration
    private let migrations: [Migration]
    private let logger: Logger

    /// A migrator that connects as the owner of the schema.
    public init(
        _ configuration: PostgresConfiguration,
        migrations: [Migration] = Migration.all,
        logger: Logger
    ) {
        self.configuration = configuration
        self.migrations = migrations
        self.logger = logger
    }

    /// Carries out the migrations that the database does not have yet.
    ///
    /// - Returns: The numbers of those that were carried out.
    /// - Throws: `SchemaError` for a database that does not fit, `PostgresError` otherwise.
    @discardableResult
    public func migrate() async throws -> [Int] {
        var configuration = configuration
        configuration.role = nil
        // A migration can take long; that somebody else is migrating too, not.
        configuration.statementTimeout = nil
        configuration.lockTimeout = .seconds(60)
        let connection = try await PostgresConnection.connect(configuration, logger: logger)
        try await prepare(connection)
        var done: [Int] = []
        while let number = try await next(on: connection) { done.append(number) }
        return done
    }

    private func prepare(_ connection: PostgresConnection) async throws {
        let encoding = try await connection.query(.serverEncoding).first?.read(0, .text)
        guard encoding == "UTF8" else { throw SchemaError.encoding }
        try await connection.transaction { connection in
            try await connection.query(.lock)
            do throws(PostgresError) {
                try await connection.unsafeExecute(Self.role)
            } catch {
                if error.sqlState == "42501" { throw SchemaError.roleMissing }
                throw error
            }
            try await connection.unsafeExecute(Self.bookkeeping)
        }
    }

    private func next(on connection: PostgresConnection) async throws -> Int? {
        let (migrations, logger) = (migrations, logger)
        return try await connection.transaction { connection in
            try await connection.query(.lock)
            let applied = try SchemaVersion.read(try await connection.query(SchemaVersion.statement))
            guard let migration = try SchemaVersion.firstMissing(of: migrations, in: applied) else { return nil }
            try await connection.unsafeExecute(migration.sql)
            let parameters: [PostgresParameter] = [
                .int8(migration.number), .text(migration.name), .text(migration.checksum),
            ]
            try await connection.query(.record, parameters)
            logger.notice(
                "Migrated the database",
                metadata: ["migration": "\(migration.number)", "name": "\(migration.name)"]
            )
            return migration.number
        }
    }

    /// Roles belong to the whole cluster: another database of it can be making the same one at this moment.
    private static let role = """
        DO $$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'waakvlam_app') THEN
                BEGIN
                    CREATE ROLE waakvlam_app NOLOGIN;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN
                    NULL;
                END;
            END IF;
            -- From version 16 on, who made a role is a member of it without the right to take it on.
            IF NOT pg_catalog.pg_has_role(
                current_user, 'waakvlam_app',
                CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END
            ) THEN
                BEGIN
                    EXECUTE pg_catalog.format('GRANT waakvlam_app TO %I', current_user);
                EXCEPTION WHEN unique_violation THEN
                    NULL;
                END;
            END IF;
        END
        $$
        """

    private static let bookkeeping = """
        CREATE SCHEMA IF NOT EXISTS waakvlam;
        CREATE TABLE IF NOT EXISTS waakvlam.migratie (
            nummer bigint NOT NULL PRIMARY KEY,
            naam text NOT NULL,
            controlegetal text NOT NULL,
            uitgevoerd_op timestamptz NOT NULL DEFAULT clock_timestamp()
        )
        """
}

/// What a database says about its schema, compared with what the program knows.
enum SchemaVersion {
    /// Number and checksum of a migration that a database has.
    typealias Applied = (number: Int, checksum: String)

    static let statement = Statement(
        "schema_version",
        "SELECT nummer, controlegetal FROM waakvlam.migratie ORDER BY nummer"
    )

    static func read(_ result: PostgresResult) throws(PostgresError) -> [Applied] {
        var applied: [Applied] = []
        for row in result { applied.append((try row.read(0, .integer), try row.read(1, .text))) }
        return applied
    }

    /// The first migration that the database does not have, or nil when it is at the program's version.
    static func firstMissing(
        of migrations: [Migration],
        in applied: [Applied]
    ) throws(SchemaError) -> Migration? {
        if let newest = applied.last?.number, newest > migrations.last?.number ?? 0 {
            throw .newerThanProgram(database: newest, program: migrations.last?.number ?? 0)
        }
        for (migration, applied) in zip(migrations, applied) {
            guard migration.number == applied.number, migration.checksum == applied.checksum else {
                throw .changed(migration: migration.number)
            }
        }
        return migrations.dropFirst(applied.count).first
    }
}

/// Why a database does not fit this program.
public enum SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not every migration has been carried out: run `waakvlam migrate`.
    case olderThanProgram
    /// The database has migrations that this program does not know.
    case newerThanProgram(database: Int, program: Int)
    /// A migration is not what it was when it was carried out.
    case changed(migration: Int)
    /// The role `waakvlam_app` is missing and this login may not make it.
    case roleMissing
    /// The database does not store text as UTF-8.
    case encoding

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .olderThanProgram: "the database is older than this program: run waakvlam migrate"
        case .newerThanProgram(let database, let program):
            "the database (migration \(database)) is newer than this program (migration \(program))"
        case .changed(let migration):
            "migration \(migration) is not what it was when it was carried out on this database"
        case .roleMissing:
            "the role waakvlam_app is missing or not granted: let an administrator run CREATE ROLE waakvlam_app NOLOGIN "
                + "and GRANT waakvlam_app TO the login of this program"
        case .encoding: "the database must have the encoding UTF8"
        }
    }
}

extension Statement {
    fileprivate static let serverEncoding = Statement(
        "server_encoding",
        "SELECT current_setting('server_encoding')"
    )
    /// The number is arbitrary; it only has to be the same everywhere.
    fileprivate static let lock = Statement("migration_lock", "SELECT pg_advisory_xact_lock(7021957203318)")
    fileprivate static let record = Statement(
        "record_migration",
        "INSERT INTO waakvlam.migratie (nummer, naam, controlegetal) VALUES ($1, $2, $3)"
    )
}
