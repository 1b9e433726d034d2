import CaseHandling
import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle

// The order in which a request passes: headers and errors (outermost) -> shape of the path -> token -> media types.

/// Puts the fixed headers on every answer and turns every error into problem details.
struct AnswerMiddleware: RouterMiddleware {
    /// Also `info.version` of the OpenAPI document.
    static let apiVersion = "1.0.0"

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            // What comes while the server stops could only be half done.
            if Task.isShuttingDownGracefully { throw Problem.stopping }
            response = try await next(request, context)
        } catch {
            let problem = AnswerMiddleware.problem(error, context.logger)
            response = request.wantsPage ? .page(problem, context) : problem.response
        }
        if Task.isShuttingDownGracefully { response.headers[.connection] = "close" }
        // A page says itself what it may load, and a style sheet how long it stays.
        for header in AnswerMiddleware.headers where response.headers[header.name] == nil {
            response.headers[header.name] = header.value
        }
        // Also an error has no contents here: a client would take them for the next answer.
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// What an error is to who sent the request; what it is to operators is logged.
    static func problem(_ error: any Error, _ logger: Logger) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let refused as RefusedRequest:
            log(refused.refusal, logger)
            return Problem(refused.refusal, in: refused.shape)
        case let refusal as Afwijzing:
            log(refusal, logger)
            return Problem(refusal)
        case let error as HTTPError where error.status == .notFound: return .notFound
        case is CancellationError: return .unavailable
        default:
            // The kind only: the text of an unknown error may hold what the request held.
            logger.error("Request failed unexpectedly.", metadata: ["error": "\(type(of: error))"])
            return .internal
        }
    }

    private static func log(_ refusal: Afwijzing, _ logger: Logger) {
        switch refusal {
        case .intern(let code, let reason):
            let metadata: Logger.Metadata = ["code": "\(code)", "reason": "\(reason)"]
            logger.error("Request failed on a defect.", metadata: metadata)
        case .nietBeschikbaar(let reason):
            logger.warning("The store is not available.", metadata: ["reason": "\(reason)"])
        case .anderVerleden(let reason):
            logger.warning("The log has another past than was read.", metadata: ["reason": "\(reason)"])
        case .nietBevoegd, .ongeldigeInvoer, .schending, .idHergebruikt, .sleutelVernietigd, .versieconflict,
            .nietGevonden, .trajectNietGevonden, .filterNietToegestaan, .achter:
            break
        }
    }

    private static let headers: HTTPFields = {
        var fields: HTTPFields = [
            .cacheControl: "no-store",
            .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
            .strictTransportSecurity: "max-age=31536000; includeSubDomains",
            .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in [
            ("API-Version", apiVersion), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
        ] {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }()
}

/// Refuses paths that the router would read leniently: a slash at the end, or two in a row.
struct PathMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard path == "/" || !path.hasSuffix("/"), !path.contains("//") else { throw Problem.notFound }
        return try await next(request, context)
    }
}

/// Speaks JSON only, event streams at the address of one, and exports of lists: refuses to answer who takes none of them.
struct AcceptMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        if let accept = request.headers[.accept] {
            if request.uri.path == "/v1/" + FeedRoutes.stream {
                guard MediaType.acceptsEventStream(accept) else { throw Problem.notAcceptableStream }
            } else {
                let isList = LijstRoutes.paths.contains { request.uri.path == "/v1/" + $0 }
                guard MediaType.acceptsJSON(accept) || isList && MediaType.accepts(accept, Lijstvorm.exports) else {
                    throw Problem.notAcceptable
                }
            }
        }
        return try await next(request, context)
    }
}

/// Lets nobody in without a token.
struct TokenMiddleware: RouterMiddleware {
    let verifier: TokenVerifier

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization] else { throw Problem.unauthorized }
        let scheme = "bearer "
        guard header.prefix(scheme.count).lowercased() == scheme,
            let token = await verifier.accepted(MediaType.trimmed(header.dropFirst(scheme.count)))
        else { throw Problem.invalidToken }
        var context = context
        (context.user, context.expires) = (token.user, token.expires)
        return try await next(request, context)
    }
}
