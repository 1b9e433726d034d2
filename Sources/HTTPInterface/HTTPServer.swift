public import CaseHandling
import HTTPTypes
public import Hummingbird
public import Logging
import WireValues

/// The HTTP interface: routes by noun, one list of middleware, and health.
public enum HTTPServer {
    /// Why the program cannot do all of its work, with a short reason for operators.
    public enum Unreadiness: Equatable, Sendable {
        /// The database does not answer, or is of another version.
        case unavailable(String)
        /// It can be read, and nothing can be added to it: a standby, for instance.
        case readOnly
    }

    /// Whether the program can answer and record: nil when it can.
    public typealias Readiness = @Sendable () async -> Unreadiness?

    /// The application that serves `cases` to whoever `verifier` lets in.
    ///
    /// - Parameters:
    ///   - cases: The use cases.
    ///   - lijsten: The lists and overviews.
    ///   - feed: What whoever follows the logs gets; runs as long as the application does.
    ///   - verifier: Who may come in.
    ///   - readiness: Whether the database answers, has the right version and can be written.
    ///   - pages: How people come in on the pages.
    ///   - configuration: Address and port.
    ///   - logger: For operators; never holds personal data.
    ///   - onRunning: Called with the port once connections are accepted.
    /// - Returns: A service that runs until it is told to stop.
    public static func application(
        cases: CaseHandler,
        lijsten: Lijsten,
        feed: Feed,
        verifier: TokenVerifier,
        readiness: @escaping Readiness,
        pages: PageSettings = PageSettings(),
        configuration: ApplicationConfiguration = .init(),
        logger: Logger,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        application(
            cases: cases,
            lijsten: lijsten,
            feed: feed,
            verifier: verifier,
            readiness: readiness,
            pages: pages,
            configuration: configuration,
            deadlines: RequestDeadline.Limits(),
            logger: logger,
            onRunning: onRunning
        )
    }

    static func application(
        cases: CaseHandler,
        lijsten: Lijsten,
        feed: Feed,
        verifier: TokenVerifier,
        readiness: @escaping Readiness,
        pages: PageSettings,
        configuration: ApplicationConfiguration,
        deadlines: RequestDeadline.Limits,
        logger: Logger,
        onRunning: @escaping @Sendable (Int) async -> Void
    ) -> some ApplicationProtocol {
        var configuration = configuration
        if configuration.availableConnectionsDelegate == nil {
            configuration.availableConnectionsDelegate = .maximum(connectionLimit, logger: logger)
        }
        return Application(
            responder: MethodResponder(
                base: router(
                    cases: cases,
                    lijsten: lijsten,
                    feed: feed,
                    verifier: verifier,
                    readiness: readiness,
                    pages: pages
                ).buildResponder()
            ),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [RequestDeadline(deadlines)],
                    idleTimeout: .seconds(60)
                )
            ),
            configuration: configuration,
            services: [feed],
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: logger
        )
    }

    /// The most connections at a time; each holds at most one request in memory.
    private static let connectionLimit = 1024

    private static func router(
        cases: CaseHandler,
        lijsten: Lijsten,
        feed: Feed,
        verifier: TokenVerifier,
        readiness: @escaping Readiness,
        pages settings: PageSettings
    ) -> Router<AppContext> {
        let router = Router(context: AppContext.self)
        router.add(middleware: AnswerMiddleware())
        router.add(middleware: PathMiddleware())
        router.add(openResources(readiness))
        let pages = Pages(cases: cases, lijsten: lijsten, verifier: verifier, settings: settings)
        router.add(pages.openResources + pages.resources)
        router.group("v1")
            .add(middleware: TokenMiddleware(verifier: verifier))
            .add(middleware: AcceptMiddleware())
            .add(resources(cases, lijsten, feed))
        return router
    }

    /// What is there for everyone.
    static func openResources(_ readiness: @escaping Readiness) -> [Resource] {
        [
            Resource("health/live", [.get: { _, _ in .json(["status": "levend"]) }]),
            Resource("health/ready", [.get: { _, context in try await ready(readiness, context) }]),
            OpenAPI.resource,
        ]
    }

    /// What is there under `/v1` for whoever has a token.
    static func resources(_ cases: CaseHandler, _ lijsten: Lijsten, _ feed: Feed) -> [Resource] {
        GezinRoutes(cases: cases).resources + AanpakRoutes(cases: cases).resources
            + ToetsingRoutes(cases: cases).resources + FeedRoutes(feed: feed).resources
            + LijstRoutes(lijsten: lijsten) { cases.vandaag }.resources
            + OverzichtRoutes(cases: cases, lijsten: lijsten).resources
    }

    private static func ready(_ readiness: Readiness, _ context: AppContext) async throws -> Response {
        switch await readiness() {
        case nil: return .json(["status": "gereed"])
        case .unavailable(let reason):
            context.logger.warning("Not ready.", metadata: ["reason": "\(reason)"])
            throw Problem.unavailable
        case .readOnly:
            context.logger.warning("Not ready.", metadata: ["reason": "the database is read-only"])
            throw Problem.readOnly
        }
    }
}
