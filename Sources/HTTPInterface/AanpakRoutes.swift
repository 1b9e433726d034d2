import CaseHandling
import Gezinstraject
import Hummingbird
import Toetsingskader
import WireValues

/// `/v1/aanpakken/{code}` and what is nested in it.
struct AanpakRoutes {
    let cases: CaseHandler

    var resources: [Resource] {
        [Resource("aanpakken/{code}/toetsing", [.get: toetsing])]
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
        guard let code = context.parameters.get("code").flatMap({ Aanpakcode($0) }) else { throw Problem.notFound }
        let toetsingen = try await cases.toetsingen(aanpak: code, gezinnen: gekozen, peiling, voor: user)
            .map(\.toetsing)
        guard gekozen != nil else {
            return .json(Populatietelling(toetsingen).json(aanpak: code, peiling))
        }
        let normen = cases.kader.normen.op(peiling.peildag)
        return .json(Totaaltoetsing(toetsingen, normen).json(aanpak: code, peiling))
    }
}
