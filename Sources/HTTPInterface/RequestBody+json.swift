import Gezinstraject
import HTTPTypes
import Hummingbird
import NIOCore
import WireValues

extension Request {
    /// The largest body, in bytes.
    static let bodyLimit = 1_048_576

    /// The body, which must be JSON that is not larger than the limit.
    ///
    /// - Throws: `Problem`.
    func json() async throws -> JSON {
        try checkContentType()
        let bytes = try await bytes()
        do throws(JSONReader.Failure) {
            return try JSONReader.read(bytes.readableBytesView)
        } catch {
            throw Problem.invalid([Fault(.body(.root), .geenJSON, "Verwacht is JSON: \(error.description).")])
        }
    }

    private func checkContentType() throws {
        guard headers[.contentEncoding] == nil else {
            throw Problem.unsupported(
                "Een ingepakt verzoek (Content-Encoding) wordt niet gelezen.",
                headers: [.acceptEncoding: "identity"]
            )
        }
        guard let type = headers[.contentType].flatMap(MediaType.init), type.name == "application/json",
            ["utf-8", nil].contains(type.parameters["charset"]?.lowercased())
        else { throw Problem.unsupported("Stuur application/json, in UTF-8.") }
    }

    /// The body as it was sent, when it is not larger than the limit.
    func bytes() async throws -> ByteBuffer {
        let limit = Request.bodyLimit
        // What says that it is too large is not read at all.
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Problem.tooLarge(limit: limit)
        }
        do {
            return try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge(limit: limit)
        } catch {
            // The connection broke, or the framing is wrong: not a fault of this program.
            throw Problem.invalid([Fault(.body(.root), .geenJSON, "Het verzoek kwam niet heel aan.")])
        }
    }
}
