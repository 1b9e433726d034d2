import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import HTTPTypes
import Hummingbird
import Toetsingskader
import WireValues

/// Choosing what to record, and the form for it.
enum RecordingPages {
    /// The types about a family that a user may record, in the order of the contract.
    static func types(for user: Gebruiker) -> [Feittype] {
        Feittype.allCases.filter { $0.kenmerken.stroom == .gezin && user.rol(voor: $0) != nil }
    }
}

extension Pages {
    var recordingResources: [Resource] {
        [
            Resource("gezinnen/nieuw", [.get: registreerGezin]),
            Resource("gezinnen/{gezinId}/vastleggen", [.get: page([], chooseType)]),
            Resource(
                "gezinnen/{gezinId}/vastleggen/{type}",
                [.get: page(["doel", "indicator", "voorstel", "traject", "over"], showForm), .post: record]
            ),
        ]
    }

    /// A family that is not there yet gets its id here, so that sending its form twice registers it once.
    @Sendable private func registreerGezin(_ request: Request, _ context: AppContext) async throws -> Response {
        try Query(request, allowed: []).check()
        return .see("/gezinnen/\(cases.nieuweId())/vastleggen/\(GezinGeregistreerd.naam)")
    }

    @Sendable private func chooseType(_ visit: inout Visit) async throws -> Page {
        try visit.query.check()
        let gezin = try visit.context.gezinId()
        _ = try await cases.dossier(gezin, voor: visit.user)
        let types = RecordingPages.types(for: visit.user)
        let head = Gezinskop(visit, gezin, Peiling(peildag: visit.today))
        return Page("typekeuze", "Gebeurtenis vastleggen", TypeChoice(head, gezin, types))
    }

    @Sendable private func showForm(_ visit: inout Visit) async throws -> Page {
        let (target, indicator) = (visit.query.text("doel"), visit.query.text("indicator"))
        let (proposal, about) = (visit.query.text("voorstel"), visit.query.text("over"))
        let traject = visit.query.traject()
        try visit.query.check()
        let subject = try await subject(visit)
        var form = RecordingForm(type: subject.type, on: visit.today, id: cases.nieuweId())
        form.prefill(subject, visit.user)
        if let proposal {
            form.data = try await self.proposal(proposal, subject, traject, visit) ?? form.data
        }
        if let target { form.set("doelEvent", .string(target)) }
        if let indicator, subject.type == .oordeelVastgelegd {
            form.set("indicator", .string(indicator))
            form.set("peildatum", .string(visit.today.description))
        }
        if let about { form.refer(to: about, subject) }
        form.showTarget(subject)
        return form.page(subject, visit)
    }

    /// What the rules say is missing, as an example to fill in.
    private func proposal(
        _ text: String,
        _ subject: RecordingSubject,
        _ traject: Int?,
        _ visit: Visit
    ) async throws -> JSON? {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let code = Indicatorcode(rawValue: String(parts[0])), let number = Int(parts[1]) else {
            return nil
        }
        let point = Peiling(peildag: visit.today)
        let toetsing = try await cases.toetsing(subject.gezin, point, traject: traject, voor: visit.user).toetsing
        let all = toetsing.oordelen.first { $0.indicator == code }?.ontbreekt?.voorstellen ?? []
        guard all.indices.contains(number - 1), all[number - 1].type == subject.type else { return nil }
        return all[number - 1].gegevens.json
    }

    /// Records what a form says, or shows it again with what is wrong.
    @Sendable private func record(_ request: Request, _ context: AppContext) async throws -> Response {
        try Query(request, allowed: []).check()
        let body = try await request.form()
        guard let session = await sessions.session(of: request) else { return try signInAgain(request, body) }
        let visit = Visit(request, context, session, allowed: [], today: cases.vandaag)
        let subject = try await subject(visit)
        var form = RecordingForm(body, subject, spareId: cases.nieuweId())
        guard FormProof.isValid(body[FormProof.field], for: session.token) else {
            form.general = ["Dit formulier hoort bij een eerdere sessie. Kijk na wat er staat en verstuur het opnieuw."]
            return try await answer(form.page(subject, visit, .forbidden), visit)
        }
        if let action = body["actie"], action != "vastleggen" {
            form.follow(action, subject)
            return try await answer(form.page(subject, visit), visit)
        }
        do throws(RecordingFault) {
            let id = try await store(form, subject, visit)
            return .see("/gezinnen/\(subject.gezin)/tijdlijn?vastgelegd=\(id)#g-\(id)")
        } catch {
            form.take(error)
            return try await answer(form.page(subject, visit, error.status), visit)
        }
    }

    private func store(
        _ form: RecordingForm,
        _ subject: RecordingSubject,
        _ visit: Visit
    ) async throws(RecordingFault) -> UUID {
        let invoer: Invoer
        do throws(Invoerfouten) {
            invoer = try Invoer.lees(form.json(subject), .root, .verzoek)
        } catch {
            throw .invalid(error.fouten)
        }
        do throws(Afwijzing) {
            let ontvangst = try await cases.legVast([invoer], gezin: subject.gezin, door: visit.user)
            return ontvangst.gebeurtenissen.first?.event.id ?? form.id
        } catch {
            throw .refused(error)
        }
    }

    /// Keeps what was typed while someone signs in elsewhere.
    private func signInAgain(_ request: Request, _ body: FormBody) throws -> Response {
        let data = SignInAgainPage(actie: request.uri.path, velden: body.fields)
        return try .page(
            Page("opnieuw", "Opnieuw inloggen", data, status: .unauthorized),
            PageFrame(paginatitel: "Opnieuw inloggen", balk: nil, voet: nil)
        )
    }

    /// The family and the type in the path, and what may be chosen in the form.
    private func subject(_ visit: Visit) async throws -> RecordingSubject {
        let gezin = try visit.context.gezinId()
        guard let type = visit.context.parameters.get("type").flatMap({ Feittype(naam: $0) }),
            type.kenmerken.stroom == .gezin
        else { throw Problem.notFound }
        guard visit.user.rol(voor: type) != nil else {
            throw Afwijzing.nietBevoegd(wie: Tokenrol.die(leggenVast: type))
        }
        let aanpakken = try await cases.aanpakken(voor: visit.user).map(\.code.description)
        var gelezen: Gezinsdossier?
        if visit.user.magDossierLezen {
            do throws(Afwijzing) {
                gelezen = try await cases.dossier(gezin, voor: visit.user)
            } catch {
                // Only the first event of a family is about one that is not there.
                guard case .nietGevonden = error, type == .gezinGeregistreerd else { throw error }
            }
        }
        return RecordingSubject(gezin: gezin, type: type, gelezen: gelezen, aanpakken: aanpakken)
    }
}

/// Why something was not recorded.
enum RecordingFault: Error {
    case invalid([Invoerfout])
    case refused(Afwijzing)

    var status: HTTPResponse.Status {
        switch self {
        case .invalid: .badRequest
        case .refused(let refusal): Problem(refusal).status
        }
    }
}

/// What a form is about.
struct RecordingSubject {
    let gezin: UUID
    let type: Feittype
    /// The family; nil when it is not there yet, or may not be read.
    let gelezen: Gezinsdossier?
    let aanpakken: [String]
    let words: Dossierwoorden
    private let feiten: [UUID: Feit]

    init(gezin: UUID, type: Feittype, gelezen: Gezinsdossier?, aanpakken: [String]) {
        let feiten = gelezen?.dossier.geschiedenis().feiten ?? []
        self.gezin = gezin
        self.type = type
        self.gelezen = gelezen
        self.aanpakken = aanpakken
        words = Dossierwoorden(feiten)
        self.feiten = Dictionary(feiten.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The event that a form corrects, as it holds now.
    func target(_ id: String?) -> Feit? { id.flatMap { UUID($0) }.flatMap { feiten[$0] } }

    /// The events that can be named, latest first.
    var options: [Formulierveld.Option] {
        (gelezen?.dossier.registraties ?? []).reversed().map { registratie in
            let name = "\(registratie.gebeurdOp.weergave) \(registratie.type.woorden) (versie \(registratie.versie))"
            return .init(waarde: registratie.id.description, naam: name, gekozen: false, optieId: "")
        }
    }
}

/// The types that may be recorded, by group.
struct TypeChoice {
    let kop: Gezinskop
    let groepen: [Group]
    let isLeeg: Bool

    struct Group {
        let code: String
        let naam: String
        let typen: [Bewijslinks.Link]
    }

    init(_ head: Gezinskop, _ gezin: UUID, _ types: [Feittype]) {
        kop = head
        groepen = Feitgroep.allCases.compactMap { group in
            let own = types.filter { $0.kenmerken.groep == group }
            guard !own.isEmpty else { return nil }
            return Group(
                code: group.rawValue,
                naam: group.woorden,
                typen: own.map { .init(adres: "/gezinnen/\(gezin)/vastleggen/\($0.naam)", naam: $0.woorden) }
            )
        }
        isLeeg = types.isEmpty
    }
}

/// A form that was sent without a session, to send again after signing in.
struct SignInAgainPage {
    let actie: String
    let velden: [FormBody.Field]
}
