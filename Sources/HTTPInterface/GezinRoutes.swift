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

    /// The most events of one request: a thousand late entries in a long history already take a while to check.
    static let eventLimit = 1000

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
        let json = try await request.json()
        let shape: BodyShape = if case .array = json { .list } else { .single }
        let invoer = try read(json)
        let ontvangst: Ontvangst
        do throws(Afwijzing) {
            ontvangst = try await cases.legVast(invoer, gezin: gezin, verwacht: expected, door: user)
        } catch {
            throw RefusedRequest(refusal: error, shape: shape)
        }
        // One event in, one event out; an array in, an array out.
        let events = try ontvangst.gebeurtenissen.map { try $0.json() }
        let answer: JSON = shape == .list ? .array(events) : events.first ?? .null
        return .json(answer, status: ontvangst.isHerhaling ? .ok : .created, version: ontvangst.versie)
    }

    private func read(_ json: JSON) throws -> [Invoer] {
        guard case .array(let elements) = json else {
            do throws(Invoerfouten) {
                return [try Invoer.lees(json, .root, .importverzoek)]
            } catch {
                throw Problem.invalid(error.fouten.map { Fault($0) })
            }
        }
        guard elements.count <= GezinRoutes.eventLimit else {
            let explanation = "Verwacht zijn hoogstens \(GezinRoutes.eventLimit) gebeurtenissen in een verzoek."
            throw Problem.invalid([Fault(.body(.root), .teGroot, explanation)])
        }
        var invoer: [Invoer] = []
        var faults: [Fault] = []
        for (index, element) in elements.enumerated() {
            do throws(Invoerfouten) {
                invoer.append(try Invoer.lees(element, .root.element(index), .importverzoek))
            } catch {
                faults += error.fouten.map { Fault($0) }
            }
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
        return invoer
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

/// A refusal with what is needed to point into the body it is about.
struct RefusedRequest: Error {
    let refusal: Afwijzing
    let shape: BodyShape
}

extension ExpectedVersion {
    /// The version of an `If-Match` header: one strong entity tag, such as `"7"`.
    ///
    /// - Throws: `Problem` for any other header: a weak tag never matches, and `*` or a list says no version to build on.
    fileprivate init(ifMatch header: String?) throws {
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
