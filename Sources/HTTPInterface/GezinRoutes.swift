import CaseHandling
import EventStore
import Gezinstraject
import HTTPTypes
import Hummingbird
import Toetsingskader
import WireValues

/// `/v1/gezinnen/{gezinId}` and what is nested in it.
struct GezinRoutes {
    let cases: CaseHandler

    var resources: [Resource] {
        [
            Resource("gezinnen/{gezinId}", [.get: trajectbeeld]),
            Resource("gezinnen/{gezinId}/gebeurtenissen", [.get: gebeurtenissen, .post: legVast]),
            Resource("gezinnen/{gezinId}/toetsing", [.get: toetsing]),
            Resource("gezinnen/{gezinId}/toetsing/verloop", [.get: verloop]),
            Resource("gezinnen/{gezinId}/verschil", [.get: verschil]),
        ]
    }

    @Sendable private func legVast(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        try Query(request, allowed: []).check()
        let gezin = try context.gezinId()
        let expected = try ExpectedVersion(ifMatch: request.headers[.ifMatch])
        let body = try EventBody(try await request.json(), stroom: .gezin)
        return try await body.answer { invoer async throws(Afwijzing) in
            try await cases.legVast(invoer, gezin: gezin, verwacht: expected, door: user)
        }
    }

    @Sendable private func gebeurtenissen(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        var query = Query(request, allowed: ["peildag", "bekendOp", "alles"])
        let peiling = query.peiling(vandaag: cases.vandaag)
        let alles = query.alles()
        try query.check()
        let gelezen = try await cases.dossier(try context.gezinId(), voor: user)
        let events = try alles ? gelezen.alle(peiling) : gelezen.effectief(peiling)
        return .json(.array(events), version: gelezen.versie)
    }

    @Sendable private func trajectbeeld(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        let (peiling, traject) = try momentAndTraject(request)
        let gezin = try context.gezinId()
        let (versie, beeld) = try await cases.trajectbeeld(gezin, peiling, traject: traject, voor: user)
        return .json(beeld.json(van: gezin, peiling), version: versie)
    }

    @Sendable private func toetsing(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        let (peiling, traject) = try momentAndTraject(request)
        let gezin = try context.gezinId()
        let (versie, toetsing) = try await cases.toetsing(gezin, peiling, traject: traject, voor: user)
        return .json(toetsing.json(van: gezin), version: versie)
    }

    @Sendable private func verloop(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        let (peiling, traject) = try momentAndTraject(request)
        let gezin = try context.gezinId()
        let (versie, omslagen) = try await cases.verloop(gezin, peiling, traject: traject, voor: user)
        return .json(omslagen.json(van: gezin, peiling), version: versie)
    }

    @Sendable private func verschil(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        var query = Query(request, allowed: ["van", "tot", "bekendOpVan", "bekendOpTot", "traject"])
        let (van, tot) = query.verschil(vandaag: cases.vandaag)
        let traject = query.traject()
        try query.check()
        let gezin = try context.gezinId()
        let (versie, verschil) = try await cases.verschil(gezin, van: van, tot: tot, traject: traject, voor: user)
        return .json(verschil.json(van: gezin), version: versie)
    }

    private func momentAndTraject(_ request: Request) throws -> (Peiling, Int?) {
        var query = Query(request, allowed: ["peildag", "bekendOp", "traject"])
        let peiling = query.peiling(vandaag: cases.vandaag)
        let traject = query.traject()
        try query.check()
        return (peiling, traject)
    }
}
