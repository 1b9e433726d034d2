import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Hummingbird
import ReadModels
import WireValues

/// What `/v1/aanpakken/{code}` says of all its families together.
struct OverzichtRoutes {
    let cases: CaseHandler
    let lijsten: Lijsten

    var resources: [Resource] {
        [
            Resource("aanpakken/{code}/oordelen/trend", [.get: trend]),
            Resource("aanpakken/{code}/doorlooptijden", [.get: doorlooptijden]),
            Resource("aanpakken/{code}/instroom", [.get: stroom]),
            Resource("aanpakken/{code}/terugkeer", [.get: terugkeer]),
            Resource("aanpakken/{code}/wachttijden", [.get: wachttijden]),
            Resource("aanpakken/{code}/verdeling", [.get: verdeling]),
            Resource("aanpakken/{code}/mijlpalen", [.get: mijlpalen]),
            Resource("aanpakken/{code}/partijen", [.get: partijen]),
            Resource("aanpakken/{code}/leefgebieden", [.get: leefgebieden]),
        ]
    }

    /// The verdicts on a day and at the ends of the quarters before it.
    @Sendable private func trend(_ request: Request, _ context: AppContext) async throws -> Response {
        let user = try context.authenticated()
        var query = Query(request, allowed: ["peildag", "kwartalen", "minimalePositie"])
        let (peildag, kwartalen) = (query.day("peildag") ?? cases.vandaag, query.kwartalen())
        let positie = query.minimalePositie()
        try query.check()
        let code = try await known(context, user)
        if let positie { try await lijsten.wacht(tot: positie, voor: user) }
        let antwoord = try await lijsten.oordeelreeks(code, peildag: peildag, kwartalen: kwartalen, voor: user)
        return .json(antwoord.overzicht("trend", Lijstkolom.trend(code, antwoord.inhoud)))
    }

    @Sendable private func doorlooptijden(_ request: Request, _ context: AppContext) async throws -> Response {
        let (vraag, user) = try await vraag(request, context)
        let antwoord = try await lijsten.doorlooptijden(vraag, voor: user)
        return .json(antwoord.overzicht("doorlooptijden", Lijstkolom.doorlooptijden, vraag))
    }

    @Sendable private func stroom(_ request: Request, _ context: AppContext) async throws -> Response {
        let (vraag, user) = try await vraag(request, context)
        let antwoord = try await lijsten.stroom(vraag, voor: user)
        return .json(antwoord.overzicht("kwartalen", Lijstkolom.stroom, vraag))
    }

    @Sendable private func terugkeer(_ request: Request, _ context: AppContext) async throws -> Response {
        let (vraag, user) = try await vraag(request, context)
        let antwoord = try await lijsten.terugkeer(vraag, voor: user)
        return .json(antwoord.overzicht("terugkeer", Lijstkolom.terugkeer, vraag))
    }

    @Sendable private func wachttijden(_ request: Request, _ context: AppContext) async throws -> Response {
        let (vraag, user) = try await vraag(request, context)
        let antwoord = try await lijsten.wachttijden(vraag, voor: user)
        return .json(antwoord.overzicht("wachttijden", Lijstkolom.wachttijden, vraag))
    }

    @Sendable private func verdeling(_ request: Request, _ context: AppContext) async throws -> Response {
        let (vraag, user) = try await vraag(request, context, period: false)
        let antwoord = try await lijsten.verdeling(vraag, voor: user)
        return .json(antwoord.overzicht("verdeling", Lijstkolom.verdeling))
    }

    @Sendable private func mijlpalen(_ request: Request, _ context: AppContext) async throws -> Response {
        let (vraag, user) = try await vraag(request, context)
        let antwoord = try await lijsten.mijlpaaltelling(vraag, voor: user)
        return .json(antwoord.overzicht("mijlpalen", Lijstkolom.mijlpalen, vraag))
    }

    @Sendable private func partijen(_ request: Request, _ context: AppContext) async throws -> Response {
        let (vraag, user) = try await vraag(request, context)
        let antwoord = try await lijsten.partijtelling(vraag, voor: user)
        return .json(antwoord.overzicht("partijen", Lijstkolom.partijen, vraag))
    }

    @Sendable private func leefgebieden(_ request: Request, _ context: AppContext) async throws -> Response {
        let (vraag, user) = try await vraag(request, context)
        let antwoord = try await lijsten.leefgebiedtelling(vraag, voor: user)
        return .json(antwoord.overzicht("leefgebieden", Lijstkolom.leefgebieden, vraag))
    }

    // MARK: - What is asked

    private func vraag(
        _ request: Request,
        _ context: AppContext,
        period: Bool = true
    ) async throws -> (Overzichtvraag, Gebruiker) {
        let user = try context.authenticated()
        let names = ["peildag", "minimalePositie"] + (period ? ["van", "tot"] : [])
        var query = Query(request, allowed: names)
        let periode = query.periode(vandaag: cases.vandaag)
        let positie = query.minimalePositie()
        try query.check()
        let code = try await known(context, user)
        if let positie { try await lijsten.wacht(tot: positie, voor: user) }
        let vraag = Overzichtvraag(code, van: periode.van, tot: periode.tot, peildag: periode.peildag)
        return (vraag, user)
    }

    /// The aanpak in the path; one that the gemeente does not know is not found.
    private func known(_ context: AppContext, _ user: Gebruiker) async throws -> Aanpakcode {
        guard let code = context.parameters.get("code").flatMap({ Aanpakcode($0) }) else { throw Problem.notFound }
        return try await cases.aanpak(code, voor: user).code
    }
}

extension Query {
    /// How many ends of quarters go before the day.
    mutating func kwartalen() -> Int {
        value("kwartalen", .vorm, "Verwacht is een geheel getal van 0 tot en met 40.") { text in
            guard text.utf8.count <= 2, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
            return Int(text).flatMap { (0...40).contains($0) ? $0 : nil }
        } ?? 7
    }

    /// A period and the day on which it is looked at; without any of it the last eight quarters up to today.
    mutating func periode(vandaag: Dag) -> (peildag: Dag, van: Dag, tot: Dag) {
        let (gevraagd, eerste, laatste) = (day("peildag"), day("van"), day("tot"))
        let peildag = gevraagd ?? max(vandaag, laatste ?? vandaag)
        let tot = laatste ?? peildag
        let van = eerste ?? tot.plus(maanden: -21).eindeVanKwartaal.plus(maanden: -3).eindeVanMaand.plus(dagen: 1)
        if van > tot { refuse("van", .strijdig, "Deze dag ligt na de dag van tot.") }
        if tot > peildag { refuse("tot", .strijdig, "Deze dag ligt na de peildag.") }
        if van.plus(maanden: 600) < tot { refuse("van", .strijdig, "Een periode is hoogstens vijftig jaar.") }
        return (peildag, van, tot)
    }
}

extension Leesantwoord {
    /// The answer with what it rests on.
    fileprivate func overzicht<Row: Sendable>(
        _ name: String,
        _ columns: [Lijstkolom<Row>],
        _ vraag: Overzichtvraag? = nil
    ) -> JSON where Inhoud == [Row] {
        let period: [JSON.Member] =
            vraag.map {
                [.init("van", .string($0.van.description)), .init("tot", .string($0.tot.description))]
            } ?? []
        return .object(
            [
                JSON.Member("positie", .integer(positie)), JSON.Member("peildag", .string(peildag.description)),
                JSON.Member("definitie", .string(definitie)),
            ] + period + [JSON.Member(name, .array(inhoud.map { .object([JSON.Member]($0, columns)) }))]
        )
    }
}
