import CaseHandling
import CivilTime
import HTTPTypes
import Hummingbird
import WireValues

/// Lists over families, their counts and their exports: one filter, wherever it is asked.
struct LijstRoutes {
    let lijsten: Lijsten
    let vandaag: @Sendable () -> Dag

    /// The addresses that also answer in the form of an export.
    static let paths = ["werkvoorraad", "werkvoorraad/telling", "gezinnen", "caseload", "oordelen/telling"]

    var resources: [Resource] {
        [
            Resource("werkvoorraad", [.get: taken]),
            Resource("werkvoorraad/telling", [.get: taaktelling]),
            Resource("gezinnen", [.get: gezinnen]),
            Resource("caseload", [.get: caseload]),
            Resource("oordelen/telling", [.get: oordeeltelling]),
        ]
    }

    @Sendable private func taken(_ request: Request, _ context: AppContext) async throws -> Response {
        let vraag = try await vraag(request, context, Leesfilter.ofTaken, isPaged: true)
        let antwoord = try await lijsten.taken(vraag.filter, na: vraag.na, limiet: vraag.limiet, voor: vraag.user)
        return try vraag.antwoord(antwoord, "taken", Lijstkolom.taken(op: antwoord.peildag))
    }

    @Sendable private func gezinnen(_ request: Request, _ context: AppContext) async throws -> Response {
        let vraag = try await vraag(request, context, Leesfilter.ofGezinnen, isPaged: true)
        let antwoord = try await lijsten.gezinnen(vraag.filter, na: vraag.na, limiet: vraag.limiet, voor: vraag.user)
        return try vraag.antwoord(antwoord, "gezinnen", Lijstkolom.gezinnen(op: antwoord.peildag))
    }

    @Sendable private func taaktelling(_ request: Request, _ context: AppContext) async throws -> Response {
        let vraag = try await vraag(request, context, Leesfilter.ofTaken)
        let antwoord = try await lijsten.taaktelling(vraag.filter, voor: vraag.user)
        return try vraag.antwoord(antwoord, "telling", Lijstkolom.taaktelling(vraag.filter))
    }

    @Sendable private func caseload(_ request: Request, _ context: AppContext) async throws -> Response {
        let vraag = try await vraag(request, context, Leesfilter.ofGezinnen, isPaged: true)
        let antwoord = try await lijsten.caseload(vraag.filter, na: vraag.na, limiet: vraag.limiet, voor: vraag.user)
        return try vraag.antwoord(antwoord, "caseload", Lijstkolom.caseload(vraag.filter))
    }

    @Sendable private func oordeeltelling(_ request: Request, _ context: AppContext) async throws -> Response {
        let vraag = try await vraag(request, context, Leesfilter.ofGezinnen)
        let antwoord = try await lijsten.oordeeltelling(vraag.filter, voor: vraag.user)
        return try vraag.antwoord(antwoord, "telling", Lijstkolom.oordeeltelling(vraag.filter))
    }

    /// What a request asks of a list, when the list is as far as it wants.
    private func vraag(
        _ request: Request,
        _ context: AppContext,
        _ parameters: [String],
        isPaged: Bool = false
    ) async throws -> Lijstvraag {
        let user = try context.authenticated()
        var query = Query(request, allowed: parameters + ["minimalePositie"] + (isPaged ? ["na", "limiet"] : []))
        let filter = query.leesfilter(vandaag: vandaag())
        let (na, limiet, positie) = (query.lijstplaats(), query.limiet(), query.minimalePositie())
        try query.check()
        if let positie { try await lijsten.wacht(tot: positie, voor: user) }
        return Lijstvraag(
            path: request.uri.path,
            user: user,
            filter: filter,
            vorm: Lijstvorm(request),
            na: na,
            gevraagdeLimiet: limiet
        )
    }
}

/// What a request asks of a list.
private struct Lijstvraag {
    let path: String
    let user: Gebruiker
    let filter: Leesfilter
    let vorm: Lijstvorm
    let na: Lijstplaats?
    let gevraagdeLimiet: Int

    /// An export holds all rows: it is read at one moment, so that it can be made again.
    var limiet: Int { vorm == .page ? gevraagdeLimiet : Lijsten.grootsteUitvoer }

    func antwoord<Row>(
        _ antwoord: Leesantwoord<[Row]>,
        _ name: String,
        _ columns: [Lijstkolom<Row>]
    ) throws -> Response {
        switch vorm {
        case .page: return .json(pagina(antwoord, name, columns))
        case .lines: return try uitvoer(antwoord) { ByteBuffer(lines: antwoord.inhoud, columns) }
        case .csv: return try uitvoer(antwoord) { ByteBuffer(csv: antwoord.inhoud, columns) }
        }
    }

    private func pagina<Row>(_ antwoord: Leesantwoord<[Row]>, _ name: String, _ columns: [Lijstkolom<Row>]) -> JSON {
        var members: [JSON.Member] = [
            .init("positie", .integer(antwoord.positie)),
            .init("peildag", .string(antwoord.peildag.description)),
            .init("definitie", .string(antwoord.definitie)),
            .init(name, .array(antwoord.inhoud.map { .object([JSON.Member]($0, columns)) })),
        ]
        if let volgende = antwoord.volgende {
            let place = "na=\(volgende.tekst.escapedInQuery)&limiet=\(gevraagdeLimiet)"
            members.append(.init("volgende", .string("\(path)?\(filter.query)&\(place)")))
        }
        return .object(members)
    }

    private func uitvoer<Row>(_ antwoord: Leesantwoord<[Row]>, _ bytes: () -> ByteBuffer) throws -> Response {
        guard antwoord.volgende == nil, na == nil else { throw Problem.tooManyRows }
        let (type, ending) = vorm.file
        let name = path.split(separator: "/").dropFirst().joined(separator: "-")
        let file = "\(name)-\(antwoord.peildag)-positie-\(antwoord.positie).\(ending)"
        var headers: HTTPFields = [
            .contentType: type, .contentDisposition: "attachment; filename=\"\(file)\"",
        ]
        for (name, value) in [
            ("Waakvlam-Positie", String(antwoord.positie)), ("Waakvlam-Peildag", antwoord.peildag.description),
            ("Waakvlam-Definitie", antwoord.definitie),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes()))
    }
}

extension Problem {
    /// An export would be larger than what is read at one moment.
    static let tooManyRows = Problem(
        status: .badRequest,
        code: "TE_VEEL_RIJEN",
        title: "Te veel rijen",
        detail: "Een uitvoer heeft hoogstens \(Lijsten.grootsteUitvoer) rijen, en begint bij de eerste. "
            + "Maak het filter nauwer, of vraag de lijst per bladzijde."
    )
}
