import CaseHandling
import EventStore
import Gezinstraject
import Hummingbird
import WireValues

/// `/v1/toetsingen` and what is nested in it: audits of chosen families.
struct ToetsingRoutes {
    let cases: CaseHandler

    var resources: [Resource] {
        [
            Resource("toetsingen", [.get: toetsingen]),
            Resource("toetsingen/{toetsing}", [.get: toetsing]),
            Resource("toetsingen/{toetsing}/gebeurtenissen", [.get: gebeurtenissen, .post: legVast]),
            Resource("toetsingen/{toetsing}/bevriezing", [.post: bevries]),
        ]
    }

    @Sendable private func toetsingen(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        try Query(request, allowed: []).check()
        return .json(.array(try await cases.toetsingen(voor: user).map(\.kort)))
    }

    @Sendable private func toetsing(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        try Query(request, allowed: []).check()
        let overzicht = try await cases.toetsingsoverzicht(try context.toetsing(), voor: user)
        return .json(overzicht.json, version: overzicht.stroom.versie)
    }

    @Sendable private func gebeurtenissen(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        try Query(request, allowed: []).check()
        let stroom = try await cases.toetsingsstroom(try context.toetsing(), voor: user)
        return .json(.array(try stroom.gebeurtenissen.map { try $0.antwoord() }), version: stroom.versie)
    }

    @Sendable private func legVast(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        try Query(request, allowed: []).check()
        let toetsing = try context.toetsing()
        let expected = try ExpectedVersion(ifMatch: request.headers[.ifMatch])
        let body = try EventBody(try await request.json(), stroom: .toetsing)
        return try await body.answer { invoer async throws(Afwijzing) in
            try await cases.legVast(invoer, toetsing: toetsing, verwacht: expected, door: user)
        }
    }

    /// Works out the table of the chosen families and records it.
    @Sendable private func bevries(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        try Query(request, allowed: []).check()
        let toetsing = try context.toetsing()
        let expected = try ExpectedVersion(ifMatch: request.headers[.ifMatch])
        var faults: [Invoerfout] = []
        let verzoek = Veldlezer.lees(Bevriesverzoek.self, try await request.json(), .root, &faults)
        guard let verzoek, faults.isEmpty else { throw Problem.invalid(faults.map { Fault($0) }) }
        let ontvangst: Ontvangst
        do throws(Afwijzing) {
            ontvangst = try await cases.bevries(toetsing, id: verzoek.id, verwacht: expected, door: user)
        } catch {
            throw RefusedRequest(refusal: error, shape: .single)
        }
        return try ontvangst.response(.single)
    }
}

/// What a request to freeze says: nothing, or the id under which it is recorded.
private struct Bevriesverzoek: Veldobject {
    var id: UUID?

    mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("id", &id, "Gekozen door de client; sleutel voor idempotentie")
    }
}

extension AppContext {
    /// The toetsing in the path; one that cannot exist is not found.
    func toetsing() throws -> ToetsingId {
        guard let id = parameters.get("toetsing").flatMap({ ToetsingId($0) }) else { throw Problem.notFound }
        return id
    }
}
