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
    @OptionGroup var masterKey: MasterKeyOptions

    /// The database that was named: on the command line or in the environment; nil for that of the data folder.
    private var named: String? {
        if let database { return database }
        // A folder that is named on the command line goes before a database in the environment.
        let environment = data.data == nil ? ProcessInfo.processInfo.environment["DATABASE_URL"] : nil
        return environment.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The master keys that go with the database.
    func masterKeys(rotating: Bool = false) throws -> MasterKeys {
        try masterKey.masterKeys(of: named == nil ? data.folder : nil, rotating: rotating)
    }

    /// The connection string: as given, from the environment, or of the private cluster that runs on the data folder.
    func connectionString() throws -> String {
        if let named { return named }
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

    /// Does `work` with the store, whose schema fits this program and whose marked fields it can read.
    ///
    /// - Parameters:
    ///   - isWriting: Whether there must be a master key for new data keys.
    ///   - work: What to do.
    /// - Returns: What `work` returns.
    /// - Throws: `Failure`.
    func withStore<Value: Sendable>(
        writing isWriting: Bool = false,
        _ work: (any EventStore) async throws -> Value
    ) async throws -> Value {
        try await withDatabase { database in
            let masterKeys = try masterKeys()
            guard !isWriting || masterKeys.current != nil else { throw KeyError.noMasterKey }
            return try await work(try await database.open(masterKeys))
        }
    }

    /// Does `work` with a database, whose schema fits this program; marked fields are as they are stored.
    func withDatabase<Value: Sendable>(_ work: (Database) async throws -> Value) async throws -> Value {
        let database = Database(try connectionString())
        do {
            try await database.store.check()
            let value = try await work(database)
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
    /// The log as it is stored.
    let store: PostgresEventStore
    let keys: PostgresKeyStore

    init(_ connectionString: String, connections: Int = 4, logger: Logger = Logging.Logger.quiet) {
        let configuration = PostgresEventStore.configuration(connectionString)
        pool = PostgresPool(configuration, limits: .init(connections: connections), logger: logger)
        store = PostgresEventStore(pool: pool, logger: logger)
        keys = PostgresKeyStore(pool: pool)
    }

    /// Whether any data key is wrapped by a master key.
    func hasKeys() async throws -> Bool {
        for log in try await store.logs() where try await keys.counts(in: log).contains(where: { $0.masterKey != nil })
        {
            return true
        }
        return false
    }

    /// The log with its marked fields readable, and encrypted when something is added.
    ///
    /// - Throws: `EventStoreError.keys` when data keys are wrapped by a master key that is not among these.
    func open(_ masterKeys: MasterKeys) async throws -> any EventStore {
        let ring = KeyRing(store: keys, masterKeys: masterKeys)
        try await ring.check(try await store.logs())
        return CodedEventStore(store, codec: Veldversleuteling(ring, van: store))
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
