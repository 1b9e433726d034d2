import ArgumentParser
import CaseHandling
import Configuration
import EventStore
import Foundation
import HTTPInterface
import Hummingbird
import Logging
import PostgresClient
import PostgresStore
import ServiceLifecycle
import UnixSignals

/// The server.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start de server.",
        usage: "waakvlam serve [--embedded] [<opties>]",
        discussion: """
            Voorbeeld: waakvlam serve --embedded
            Stoppen:   Ctrl-C, of kill (SIGTERM)

            Met --embedded start hij een eigen PostgreSQL in de gegevensmap, alleen bereikbaar via een socket in die map, \
            en stopt die weer. Zonder --embedded zijn nodig: DATABASE_URL, en WAAKVLAM_JWKS_BESTAND (openbare sleutels, \
            JSON Web Key Set), WAAKVLAM_TOKEN_UITGEVER en WAAKVLAM_TOKEN_PUBLIEK voor de toegangsbewijzen, en een hoofdsleutel \
            (WAAKVLAM_HOOFDSLEUTEL_BESTAND) voor persoonsgegevens en vrije tekst. Met --embedded maakt hij die zelf, in \
            de gegevensmap.

            Luistert op 127.0.0.1 tenzij --host anders zegt; TLS hoort in een proxy ervoor.

            Bij stoppen neemt hij niets nieuws aan, maakt af wat onderweg is en eindigt binnen tien seconden (daarna stopt \
            PostgreSQL, met --embedded). Wat niet meer kon, krijgt 503: herhaal het met dezelfde id's.
            """
    )

    @Flag(help: "Met een eigen PostgreSQL in de gegevensmap.")
    var embedded = false

    @Option(
        help: ArgumentHelp("Adres om op te luisteren; zonder: WAAKVLAM_HOST, anders 127.0.0.1.", valueName: "adres")
    )
    var host: String?

    @Option(help: ArgumentHelp("Poort; zonder: WAAKVLAM_POORT, anders 8080; 0 voor een vrije.", valueName: "poort"))
    var port: Int?

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard !embedded || database.database == nil else {
            throw ValidationError("Geef --embedded of --database, niet allebei.")
        }
    }

    func run() async throws {
        let settings = try ServerSettings(self)
        do {
            if embedded {
                try await serveEmbedded(settings)
            } else {
                let masterKeys = try database.masterKey.masterKeys()
                guard masterKeys.current != nil else { throw KeyError.noMasterKey }
                let verifier = try await settings.verifier()
                try await serve(settings, database: try database.connectionString(), masterKeys, verifier)
            }
        } catch {
            throw Failure(database: error)
        }
    }

    private func serveEmbedded(_ settings: ServerSettings) async throws {
        let folder = database.data.folder
        try folder.create()
        let key = try DevelopmentKey.readOrCreate(folder)
        let verifier = TokenVerifier(
            keys: try await key.publicKeys(),
            issuer: DevelopmentKey.issuer,
            audience: DevelopmentKey.audience
        )
        Terminal.complain("PostgreSQL start in \(folder.cluster)")
        let postgres = EmbeddedPostgres(folder: folder.cluster, logger: settings.logger)
        let connection = try await postgres.start()
        let result: Result<Void, any Error>
        do {
            try await Migrator(PostgresConfiguration(connectionString: connection), logger: settings.logger).migrate()
            let masterKeys = try await masterKeys(folder, connection)
            try Files.writePrivate(connection, to: folder.connection)
            try await serve(
                settings,
                database: connection,
                masterKeys,
                verifier,
                PageSettings(exampleToken: { try await key.token(of: $0, hours: 8) }),
                with: [PostgresService(postgres)]
            )
            result = .success(())
        } catch {
            result = .failure(error)
        }
        unlink(folder.connection)
        await postgres.stop()
        Terminal.complain("PostgreSQL is gestopt")
        try result.get()
    }

    /// The master keys of the private cluster; the first start makes one.
    private func masterKeys(_ folder: DataFolder, _ connection: String) async throws -> MasterKeys {
        if database.masterKey.file == nil {
            try await folder.makeMasterKey {
                let database = Database(connection, connections: 1)
                do {
                    let isInUse = try await database.hasKeys()
                    await database.pool.close()
                    return isInUse
                } catch {
                    await database.pool.close()
                    throw error
                }
            }
        }
        return try database.masterKey.masterKeys(of: folder)
    }

    private func serve(
        _ settings: ServerSettings,
        database connection: String,
        _ masterKeys: MasterKeys,
        _ verifier: TokenVerifier,
        _ pages: PageSettings = PageSettings(),
        with services: [any Service] = []
    ) async throws {
        let database = Database(connection, connections: 8, logger: settings.logger)
        let background = Background(connection, logger: settings.logger)
        let result: Result<Void, any Error>
        do {
            try await database.store.check()
            let store = SignallingEventStore(try await database.open(masterKeys), background.appended)
            // As it is stored: whoever follows the log gets no contents, so nothing is decrypted for him.
            let feed = Feed(store: database.store, source: settings.source, logger: settings.logger)
            let following = background.appended.subscribe { feed.wake($0) }
            defer { background.appended.unsubscribe(following) }
            let lijsten = Lijsten(PostgresLeesmodellen(pool: database.pool, projected: background.projected))
            let application = application(
                settings,
                CaseHandler(store: store),
                lijsten,
                feed,
                database.store,
                verifier,
                pages
            )
            let runner = try await background.runner(masterKeys, logger: settings.logger)
            let server = Together([application] + (runner.map { [$0] } ?? []))
            var group = ServiceGroupConfiguration(
                services: services + [BoundedServer(server, on: [database.pool] + background.pools)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: settings.logger
            )
            group.maximumGracefulShutdownDuration = Stopping.connections
            try await ServiceGroup(configuration: group).run()
            result = .success(())
        } catch {
            result = .failure(Failure(listening: error, host: settings.host, port: settings.port) ?? error)
        }
        // Nobody is left to answer.
        for pool in [database.pool] + background.pools {
            pool.abandon()
            await pool.close()
        }
        try result.get()
    }

    private func application(
        _ settings: ServerSettings,
        _ cases: CaseHandler,
        _ lijsten: Lijsten,
        _ feed: Feed,
        _ store: PostgresEventStore,
        _ verifier: TokenVerifier,
        _ pages: PageSettings
    ) -> any Service {
        // An address of IPv6 is written between brackets.
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        return HTTPServer.application(
            cases: cases,
            lijsten: lijsten,
            feed: feed,
            verifier: verifier,
            readiness: {
                do throws(EventStoreError) {
                    try await store.check()
                    return try await store.isWritable() ? nil : .readOnly
                } catch {
                    return .unavailable("\(error)")
                }
            },
            pages: pages,
            configuration: .init(address: .hostname(settings.host, port: settings.port), serverName: nil),
            logger: settings.logger,
            onRunning: { port in Terminal.say("waakvlam luistert op http://\(host):\(port)") }
        )
    }
}

/// Keeps the private cluster running for as long as the server runs.
private struct PostgresService: Service {
    private let postgres: EmbeddedPostgres

    init(_ postgres: EmbeddedPostgres) {
        self.postgres = postgres
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await postgres.keepRunning()
        }
        // Not before the group stops: an end of this service would stop the server.
        try? await gracefulShutdown()
    }
}

/// What the server reads from options and environment, once, at its start.
struct ServerSettings {
    /// `WAAKVLAM_HOST` (text, 127.0.0.1): the address to listen on.
    let host: String
    /// `WAAKVLAM_POORT` (0 to 65535, 8080): the port.
    let port: Int
    /// `WAAKVLAM_OIN` (20 digits): who the CloudEvents come from.
    let source: CloudEventSource
    let logger: Logger

    private let config: ConfigReader

    init(_ command: Serve) throws {
        config = ConfigReader(provider: EnvironmentVariablesProvider())
        host = command.host ?? config.string(forKey: "waakvlam.host", default: "127.0.0.1")
        // The default variant would take a port that does not read for a missing one.
        let text = config.string(forKey: "waakvlam.poort")
        port = command.port ?? text.map { Int($0) ?? -1 } ?? 8080
        guard (0...65535).contains(port) else {
            throw Failure(.usage, "De poort (--port of WAAKVLAM_POORT) is een getal van 0 tot en met 65535.")
        }
        if let oin = config.string(forKey: "waakvlam.oin") {
            guard let source = CloudEventSource(oin: oin) else {
                throw Failure(.usage, "WAAKVLAM_OIN is een organisatie-identificatienummer: 20 cijfers.")
            }
            self.source = source
        } else {
            source = .unknown
        }
        var logger = Logger(label: "waakvlam") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        self.logger = logger
    }

    /// Who may come in: `WAAKVLAM_JWKS_BESTAND` (path), `WAAKVLAM_TOKEN_UITGEVER` (text), `WAAKVLAM_TOKEN_PUBLIEK` (text).
    func verifier() async throws -> TokenVerifier {
        guard let path = config.string(forKey: "waakvlam.jwks.bestand"),
            let issuer = config.string(forKey: "waakvlam.token.uitgever"),
            let audience = config.string(forKey: "waakvlam.token.publiek")
        else {
            throw Failure(
                .usage,
                "Zonder --embedded zijn WAAKVLAM_JWKS_BESTAND, WAAKVLAM_TOKEN_UITGEVER en WAAKVLAM_TOKEN_PUBLIEK nodig."
            )
        }
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw Failure(.usage, "\(path): dit bestand met sleutels is er niet of is niet te lezen.")
        }
        do {
            let keys = try await TokenKeys(jwks: String(decoding: contents, as: UTF8.self))
            return TokenVerifier(keys: keys, issuer: issuer, audience: audience)
        } catch {
            throw Failure(
                .usage,
                "\(path): geen bruikbare sleutels; verwacht zijn sleutels voor ES256, elk met een kid."
            )
        }
    }
}
