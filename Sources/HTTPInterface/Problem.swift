import Gezinstraject
import HTTPTypes
import Hummingbird
import WireValues

/// An error answer after RFC 9457: a stable kind, a Dutch text without personal data, and the faults one by one.
struct Problem: Error {
    let status: HTTPResponse.Status
    /// Stable code, also the last part of `type`.
    let code: String
    let title: String
    var detail: String
    var faults: [Fault] = []
    /// Members of this kind only, such as the actual version.
    var members: [JSON.Member] = []
    var headers: HTTPFields = [:]

    /// The most faults in one answer: a request of one mebibyte can hold a hundred thousand.
    static let faultLimit = 100

    /// `type`: a stable URI per kind.
    private var type: String {
        "urn:waakvlam:probleem:" + code.lowercased().map { $0 == "_" ? "-" : String($0) }.joined()
    }

    var json: JSON {
        var all: [JSON.Member] = [
            .init("type", .string(type)),
            .init("title", .string(title)),
            .init("status", .integer(status.code)),
            .init("detail", .string(detail)),
            .init("code", .string(code)),
        ]
        if !faults.isEmpty { all.append(.init("fouten", .array(faults.prefix(Problem.faultLimit).map(\.json)))) }
        if faults.count > Problem.faultLimit { all.append(.init("aantalFouten", .integer(faults.count))) }
        return .object(all + members)
    }

    var response: Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}

/// One fault of a request: where, what, and what was expected; never what was sent.
struct Fault {
    /// The part of the request that it is in.
    enum Place {
        case body(JSONPointer)
        /// A query parameter; nil for one that is not known, for the client wrote its name.
        case query(String?)
        case header(String)
    }

    let place: Place
    let code: String
    let explanation: String

    init(_ place: Place, _ code: Invoerfout.Code, _ explanation: String) {
        self.place = place
        self.code = code.rawValue
        self.explanation = explanation
    }

    /// A fault in the body.
    init(_ fault: Invoerfout) {
        self.init(.body(fault.plaats), fault.code, fault.uitleg)
    }

    var json: JSON {
        let place: JSON.Member =
            switch place {
            case .body(let pointer): .init("pointer", .string(Fault.withoutContents(pointer)))
            case .query(let name): .init("parameter", JSON(name))
            case .header(let name): .init("header", .string(name))
            }
        return .object([place, .init("code", .string(code)), .init("uitleg", .string(explanation))])
    }

    /// A pointer as far as it holds names and numbers only.
    ///
    /// The name of a field that the contract does not know was written by the client. One that looks like the name of a
    /// field is a slip that it must be able to find; anything else could be data, and the object it is in must do.
    private static func withoutContents(_ pointer: JSONPointer) -> String {
        let segments = pointer.description.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        return segments.prefix { segment in
            (1...40).contains(segment.utf8.count)
                && segment.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                        true
                    default: false
                    }
                }
        }
        .map { "/" + $0 }.joined()
    }
}

extension Problem {
    static let notFound = Problem(
        status: .notFound,
        code: "NIET_GEVONDEN",
        title: "Niet gevonden",
        detail: "Dit bestaat niet, of niet in uw gemeente."
    )

    /// No token was sent.
    static let unauthorized = Problem(
        status: .unauthorized,
        code: "NIET_AANGEMELD",
        title: "Niet aangemeld",
        detail: "Stuur een geldig toegangsbewijs mee in de kop Authorization: Bearer.",
        headers: [.wwwAuthenticate: #"Bearer realm="waakvlam""#]
    )

    /// A token was sent that is not accepted; why stays unsaid.
    static let invalidToken = Problem(
        status: .unauthorized,
        code: "TOEGANGSBEWIJS_ONGELDIG",
        title: "Toegangsbewijs niet geldig",
        detail: "Het toegangsbewijs is verlopen of wordt hier niet aanvaard.",
        headers: [.wwwAuthenticate: #"Bearer realm="waakvlam", error="invalid_token""#]
    )

    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
        Problem(
            status: .methodNotAllowed,
            code: "METHODE_NIET_TOEGESTAAN",
            title: "Methode niet toegestaan",
            detail: "Dit adres kent deze methode niet.",
            headers: [.allow: allowed.map(\.rawValue).joined(separator: ", ")]
        )
    }

    static func invalid(_ faults: [Fault]) -> Problem {
        Problem(
            status: .badRequest,
            code: "ONGELDIGE_INVOER",
            title: "Ongeldige invoer",
            detail: "De invoer klopt niet, en er is niets veranderd. Zie fouten.",
            faults: faults
        )
    }

    static func unsupported(_ detail: String, headers: HTTPFields = [:]) -> Problem {
        Problem(
            status: .unsupportedMediaType,
            code: "MEDIATYPE_NIET_ONDERSTEUND",
            title: "Mediatype niet ondersteund",
            detail: detail,
            headers: headers
        )
    }

    static let notAcceptable = Problem(
        status: .notAcceptable,
        code: "NIET_AANVAARDBAAR",
        title: "Niet aanvaardbaar",
        detail: "Antwoorden zijn er alleen als application/json."
    )

    /// The same of the address that answers with a stream.
    static let notAcceptableStream: Problem = {
        var problem = notAcceptable
        problem.detail = "Dit antwoord is er alleen als text/event-stream."
        return problem
    }()

    static func tooLarge(limit: Int) -> Problem {
        Problem(
            status: .contentTooLarge,
            code: "TE_GROOT",
            title: "Verzoek te groot",
            detail: "Een verzoek is hoogstens \(limit) bytes groot."
        )
    }

    static let unavailable = Problem(
        status: .serviceUnavailable,
        code: "NIET_BESCHIKBAAR",
        title: "Tijdelijk niet beschikbaar",
        detail: "De opslag is nu niet bereikbaar. Probeer het later opnieuw met dezelfde id's.",
        headers: [.retryAfter: "5"]
    )

    /// The same while the server stops: another one, or the next, will answer.
    static let stopping = Problem(
        status: .serviceUnavailable,
        code: "NIET_BESCHIKBAAR",
        title: "Tijdelijk niet beschikbaar",
        detail: "De server stopt, en er is niets veranderd. Probeer het later opnieuw met dezelfde id's.",
        headers: [.retryAfter: "5"]
    )

    /// There are as many streams as there can be.
    static let tooManyReaders = Problem(
        status: .serviceUnavailable,
        code: "TE_VEEL_VOLGERS",
        title: "Te veel volgers",
        detail: "Er volgen er nu te veel de gebeurtenissen. Probeer het later opnieuw, of vraag ze per bladzijde.",
        headers: [.retryAfter: "5"]
    )

    /// The store can be read, and nothing can be added to it.
    static let readOnly = Problem(
        status: .serviceUnavailable,
        code: "ALLEEN_LEZEN",
        title: "Alleen lezen",
        detail: "Lezen kan, vastleggen nu niet: deze opslag volgt een andere of staat op alleen lezen.",
        headers: [.retryAfter: "5"]
    )

    static let `internal` = Problem(
        status: .internalServerError,
        code: "INTERNE_FOUT",
        title: "Interne fout",
        detail: "Er ging iets mis. Het is vastgelegd voor de beheerder."
    )
}
