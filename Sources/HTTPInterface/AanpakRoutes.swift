import CaseHandling
import EventStore
import Gezinstraject
import Hummingbird
import Toetsingskader
import WireValues

/// `/v1/aanpakken/{code}` and what is nested in it.
struct AanpakRoutes {
    let cases: CaseHandler

    var resources: [Resource] {
        [
            Resource("aanpakken", [.get: aanpakken]),
            Resource("aanpakken/{code}", [.get: aanpak]),
            Resource("aanpakken/{code}/gebeurtenissen", [.get: gebeurtenissen, .post: legVast]),
            Resource("aanpakken/{code}/toetsing", [.get: toetsing]),
            Resource("aanpakken/{code}/verbeterpunten", [.get: verbeterpunten]),
        ]
    }

    @Sendable private func aanpakken(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        let peiling = try peiling(request)
        let aanpakken = try await cases.aanpakken(bekendOp: peiling.bekendOp, voor: user)
        return .json(.array(aanpakken.map { $0.kort(op: peiling.peildag) }))
    }

    @Sendable private func aanpak(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        let peiling = try peiling(request)
        let dossier = try await cases.aanpak(try context.aanpak(), bekendOp: peiling.bekendOp, voor: user)
        return .json(dossier.json(peiling, cases.kader.normen), version: dossier.versie)
    }

    @Sendable private func gebeurtenissen(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        let peiling = try peiling(request)
        let dossier = try await cases.aanpak(try context.aanpak(), bekendOp: peiling.bekendOp, voor: user)
        let events = try dossier.gebeurtenissen.filter { $0.event.occurredOn <= peiling.peildag }.map {
            try $0.antwoord()
        }
        return .json(.array(events), version: dossier.versie)
    }

    @Sendable private func legVast(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        try Query(request, allowed: []).check()
        let code = try context.aanpak()
        let expected = try ExpectedVersion(ifMatch: request.headers[.ifMatch])
        let body = try EventBody(try await request.json(), stroom: .aanpak)
        return try await body.answer { invoer async throws(Afwijzing) in
            try await cases.legVast(invoer, aanpak: code, verwacht: expected, door: user)
        }
    }

    private func peiling(_ request: Request) throws -> Peiling {
        var query = Query(request, allowed: ["peildag", "bekendOp"])
        let peiling = query.peiling(vandaag: cases.vandaag)
        try query.check()
        return peiling
    }

    /// What was to be improved in one year and what was found of it in another, with signals from cases.
    @Sendable private func verbeterpunten(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        var query = Query(request, allowed: ["van", "tot"])
        let jaren = query.jaren()
        try query.check()
        let code = try context.aanpak()
        return .json(try await cases.verbeterpunten(aanpak: code, van: jaren.van, tot: jaren.tot, voor: user).json)
    }

    /// Over a chosen selection of families the table with verdicts; over all families counts only.
    ///
    /// Source: INDICATORS §1.5, "Only a chosen selection gets a verdict".
    @Sendable private func toetsing(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        var query = Query(request, allowed: ["peildag", "bekendOp", "gezinnen"])
        let peiling = query.peiling(vandaag: cases.vandaag)
        let gekozen = query.gezinnen()
        try query.check()
        let code = try context.aanpak()
        let toetsingen = try await cases.toetsingen(aanpak: code, gezinnen: gekozen, peiling, voor: user)
            .map(\.toetsing)
        guard gekozen != nil else {
            return .json(Populatietelling(toetsingen).json(aanpak: code, peiling))
        }
        let kader = try await cases.kader(bij: [], ook: code, in: user.gemeente, bekendOp: peiling.bekendOp)
        let normen = kader.normen(van: code, op: peiling.peildag)
        return .json(Totaaltoetsing(toetsingen, normen).json(aanpak: code, peiling))
    }
}

extension AppContext {
    /// The aanpak in the path; one that cannot exist is not found.
    fileprivate func aanpak() throws -> Aanpakcode {
        guard let code = parameters.get("code").flatMap({ Aanpakcode($0) }) else { throw Problem.notFound }
        return code
    }
}
