import HTTPTypes
import Hummingbird
import WireValues

typealias Handler = @Sendable (Request, AppContext) async throws -> Response

/// One address with the methods it knows; any other method is answered with 405 and `Allow`.
struct Resource: Sendable {
    let path: String
    let handlers: [HTTPRequest.Method: Handler]

    init(_ path: String, _ handlers: [HTTPRequest.Method: Handler]) {
        self.path = path
        self.handlers = handlers
    }
}

extension RouterMethods where Context == AppContext {
    func add(_ resources: [Resource]) {
        for resource in resources { add(resource) }
    }

    private func add(_ resource: Resource) {
        var known = resource.handlers
        // HEAD is GET without the contents (RFC 9110), which the outermost middleware leaves out.
        known[.head] = known[.get]
        let allowed = known.keys.sorted { $0.rawValue < $1.rawValue }
        for method in HTTPRequest.Method.routed {
            let handler = known[method] ?? { _, _ in throw Problem.methodNotAllowed(allowed) }
            on(RouterPath(resource.path), method: method, use: handler)
        }
    }
}

extension HTTPRequest.Method {
    /// Stands for every method that HTTP does not define: no client can send it.
    fileprivate static let other = HTTPRequest.Method("X-OTHER-METHOD")

    fileprivate static let routed: [HTTPRequest.Method] =
        [
            .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
        ] + [other].compactMap(\.self)
}

/// Routes a request with a method that HTTP does not define as one with a method that no resource knows.
///
/// The router looks for the method before any middleware runs, and would say of a resource that it does not exist.
struct MethodResponder<Base: HTTPResponder>: HTTPResponder {
    let base: Base

    func respond(to request: Request, context: Base.Context) async throws -> Response {
        guard !HTTPRequest.Method.routed.contains(request.method), let other = HTTPRequest.Method.other else {
            return try await base.respond(to: request, context: context)
        }
        var head = request.head
        head.method = other
        return try await base.respond(to: Request(head: head, body: request.body), context: context)
    }
}

extension Response {
    /// A JSON answer, with the version of the family as its ETag when there is one.
    static func json(_ json: JSON, status: HTTPResponse.Status = .ok, version: Int? = nil) -> Response {
        .json(json.bytes, status: status, version: version)
    }

    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok, version: Int? = nil) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let version { headers[.eTag] = "\"\(version)\"" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension AppContext {
    /// The family in the path; a family that cannot exist is not found.
    func gezinId() throws -> UUID {
        guard let id = parameters.get("gezinId").flatMap({ UUID($0) }) else { throw Problem.notFound }
        return id
    }
}
