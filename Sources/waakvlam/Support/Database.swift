import ArgumentParser
import CaseHandling
import EventStore
import Foundation
import Gezinstraject
import Logging
import PostgresClient
import PostgresStore

/// The options of every command that reads or writes a database.
struct DatabaseOptions: ParsableArguments {
    @Option(
        name: .customLong("database"),
        help: ArgumentHelp(
            "Verbinding met PostgreSQL, als URL of in sleutelwoorden van libpq (ook: DATABASE_URL). "
                + "Zonder: de database van serve --embedded die op de gegevensmap draait.",
            valueName: "verbinding"
        )
    )
    var database: String?

    @OptionGroup var data: DataOptions

    /// The connection string: as given, from the environment, or of the private cluster that runs on the data folder.
    func connectionString() throws -> String {
        if let database { return database }
        // A folder that is named on the command line goes before a database in the environment.
        let environment = data.data == nil ? ProcessInfo.processInfo.environment["DATABASE_URL"] : nil
        if let environment, !environment.isEmpty { return environment }
        let path = data.folder.connection
        if let running = FileManager.default.contents(atPath: path) { return String(decoding: running, as: UTF8.self) }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                .unreachable,
                "\(path): dit bestand is niet te lezen. Geef de opdracht als de gebruiker die de server startte."
            )
        }
        throw Failure(
            .unreachable,
            "Er is geen database: geef --database of DATABASE_URL, of start eerst `waakvlam serve --embedded` "
                + "met dezelfde gegevensmap (\(data.folder.path))."
        )
    }

    /// Does `work` with the store, whose schema fits this program.
    func withStore<Value: Sendable>(
        _ work: (PostgresEventStore) async throws -> Value
    ) async throws -> Value {
        let database = Database(try connectionString())
        do {
            try await database.store.check()
            let value = try await work(database.store)
            await database.pool.close()
            return value
        } catch {
            await database.pool.close()
            throw Failure(database: error)
        }
    }
}

/// A database with its pool.
struct Database {
    let pool: PostgresPool
    let store: PostgresEventStore

    init(_ connectionString: String, connections: Int = 4, logger: Logger = Logging.Logger.quiet) {
        let configuration = PostgresEventStore.configuration(connectionString)
        pool = PostgresPool(configuration, limits: .init(connections: connections), logger: logger)
        store = PostgresEventStore(pool: pool, logger: logger)
    }
}

extension Logger {
    /// For commands that answer on the terminal: only what is wrong.
    static var quiet: Logger {
        var logger = Logger(label: "waakvlam") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }
}

/// The option that chooses a log.
struct GemeenteOptions: ParsableArguments {
    @Option(help: ArgumentHelp("CBS-code van de gemeente; nodig als de database er meer heeft.", valueName: "GM0000"))
    var gemeente: LogName?

    /// The chosen gemeente, or the only one there is.
    func log(in store: any EventStore) async throws -> LogName {
        if let gemeente { return gemeente }
        let logs = try await store.logs()
        guard let only = logs.first else {
            throw Failure(
                .refused,
                "De database is nog leeg: neem eerst gezinnen op, bijvoorbeeld met `waakvlam import`."
            )
        }
        guard logs.count == 1 else {
            let names = logs.map(\.description).joined(separator: ", ")
            throw Failure(.usage, "Kies een gemeente met --gemeente: \(names).")
        }
        return only
    }

    /// Someone who may read and import everything of that gemeente: whoever reaches the database itself.
    func beheerder(in store: any EventStore) async throws -> Gebruiker {
        Gebruiker.beheerder(van: try await log(in: store))
    }
}

extension Gebruiker {
    /// Whoever reaches the database itself.
    static func beheerder(van gemeente: LogName) -> Gebruiker {
        guard let actor = Actor("opdrachtregel") else { preconditionFailure("this text is an actor") }
        return Gebruiker(actor: actor, gemeente: gemeente, rollen: [.beheerder])
    }
}
