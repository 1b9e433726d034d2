import CaseHandling
import EventStore
import Gezinstraject
import Hummingbird
import WireValues

/// The events that a request wants to record: one, or a list.
struct EventBody {
    private let shape: BodyShape
    private let invoer: [Invoer]

    /// The most events of one request: a thousand late entries in a long history already take a while to check.
    static let limit = 1000

    /// - Throws: `Problem` with all faults.
    init(_ json: JSON, stroom: Stroomsoort) throws {
        guard case .array(let elements) = json else {
            shape = .single
            do throws(Invoerfouten) {
                invoer = [try Invoer.lees(json, .root, .importverzoek, stroom: stroom)]
            } catch {
                throw Problem.invalid(error.fouten.map { Fault($0) })
            }
            return
        }
        shape = .list
        guard elements.count <= EventBody.limit else {
            let explanation = "Verwacht zijn hoogstens \(EventBody.limit) gebeurtenissen in een verzoek."
            throw Problem.invalid([Fault(.body(.root), .teGroot, explanation)])
        }
        var invoer: [Invoer] = []
        var faults: [Fault] = []
        for (index, element) in elements.enumerated() {
            do throws(Invoerfouten) {
                invoer.append(try Invoer.lees(element, .root.element(index), .importverzoek, stroom: stroom))
            } catch {
                faults += error.fouten.map { Fault($0) }
            }
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
        self.invoer = invoer
    }

    /// The receipt of what `record` stored: one event in, one event out; an array in, an array out.
    func answer(_ record: ([Invoer]) async throws(Afwijzing) -> Ontvangst) async throws -> Response {
        let ontvangst: Ontvangst
        do throws(Afwijzing) {
            ontvangst = try await record(invoer)
        } catch {
            throw RefusedRequest(refusal: error, shape: shape)
        }
        return try ontvangst.response(shape)
    }
}

extension Ontvangst {
    /// The receipt: 201 for what is new, 200 for what was there already.
    func response(_ shape: BodyShape) throws -> Response {
        let events = try gebeurtenissen.map { try $0.antwoord() }
        let answer: JSON = shape == .list ? .array(events) : events.first ?? .null
        return .json(answer, status: isHerhaling ? .ok : .created, version: versie)
    }
}

/// A refusal with what is needed to point into the body it is about.
struct RefusedRequest: Error {
    let refusal: Afwijzing
    let shape: BodyShape
}

extension ExpectedVersion {
    /// The version of an `If-Match` header: one strong entity tag, such as `"7"`.
    ///
    /// - Throws: `Problem` for any other header: a weak tag never matches, and `*` or a list says no version to build on.
    init(ifMatch header: String?) throws {
        guard let header else {
            self = .any
            return
        }
        let tag = header.dropFirst().dropLast()
        guard let version = Int(tag), version >= 0, header == "\"\(version)\"" else {
            let explanation = "Verwacht is een versie tussen aanhalingstekens, zoals \"7\"."
            throw Problem.invalid([Fault(.header("If-Match"), .vorm, explanation)])
        }
        self = .exactly(version)
    }
}
