import Foundation
import Gezinstraject
import HTTPTypes
import Hummingbird
import NIOCore
import WireValues

/// The fields of a form that was sent: names with their values, in the order of the form.
struct FormBody: Sendable {
    /// A field; a name may come more than once.
    struct Field: Equatable, Sendable {
        let name: String
        let value: String
    }

    let fields: [Field]

    /// These fields.
    init(_ fields: [Field]) {
        self.fields = fields
    }

    /// The fields of `application/x-www-form-urlencoded`; nil when it is not that.
    init?(_ bytes: some Sequence<UInt8>) {
        var fields: [Field] = []
        for pair in String(decoding: Array(bytes), as: UTF8.self).split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = FormBody.decoded(sides[0]), let value = FormBody.decoded(sides.count > 1 ? sides[1] : "")
            else { return nil }
            fields.append(Field(name: name, value: value))
        }
        self.fields = fields
    }

    /// The first value of a name.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }
}

extension Request {
    /// The fields of the form that was sent.
    ///
    /// - Throws: `Problem` for what is no form, is too large, or was sent by a page of another site.
    func form() async throws -> FormBody {
        guard comesFromHere else { throw Problem.foreignForm }
        let type = headers[.contentType].flatMap(MediaType.init)
        guard type?.name == "application/x-www-form-urlencoded", headers[.contentEncoding] == nil else {
            throw Problem.unsupported("Stuur een formulier (application/x-www-form-urlencoded).")
        }
        guard let form = FormBody(try await bytes().readableBytesView) else {
            throw Problem.invalid([Fault(.body(.root), .vorm, "Verwacht is een formulier.")])
        }
        return form
    }

    /// Whether no browser says that a page of another site sent this.
    private var comesFromHere: Bool {
        guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = headers[name] else { return true }
        return site == "same-origin" || site == "none"
    }
}

extension Problem {
    /// A form that another site made a browser send.
    static let foreignForm = Problem(
        status: .forbidden,
        code: "FORMULIER_VAN_ELDERS",
        title: "Formulier van elders",
        detail: "Dit formulier kwam niet van deze site, en er is niets veranderd."
    )

    /// A form without the proof that a page of this session made it.
    static let formWithoutProof = Problem(
        status: .forbidden,
        code: "FORMULIER_ZONDER_BEWIJS",
        title: "Formulier verlopen",
        detail: "Dit formulier hoort bij een andere of een verlopen sessie, en er is niets veranderd. Open de pagina "
            + "opnieuw en verstuur het formulier nog eens."
    )
}
