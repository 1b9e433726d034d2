import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import HTTPTypes
import Hummingbird
import Toetsingskader
import WireValues

extension Pages {
    /// The pages with which an auditor draws a sample, freezes it and looks back at it.
    var toetsingenResources: [Resource] {
        [
            Resource(
                "toetsingen",
                [.get: page(["aanpak", "peildag", "aantal", "zaad"], toetsingen), .post: startToetsing]
            ),
            Resource("toetsingen/{toetsing}", [.get: page([], toetsing), .post: bevriesToetsing]),
        ]
    }

    @Sendable private func toetsingen(_ visit: inout Visit) async throws -> Page {
        let keuze = visit.query.steekproef(vandaag: visit.today)
        try visit.query.check()
        let user = visit.user
        let all = try await cases.toetsingen(voor: user)
        let isStarter = user.rol(voor: .toetsingGestart) != nil
        let aanpakken = try await cases.aanpakken(voor: user).map(\.code)
        var trekking: Leesantwoord<[UUID]>?
        if let keuze, isStarter {
            _ = try await cases.aanpak(keuze.aanpak, voor: user)
            trekking = try await lijsten.steekproef(
                Overzichtvraag(keuze.aanpak, van: keuze.peildag, tot: keuze.peildag),
                zaad: keuze.zaad,
                aantal: keuze.aantal,
                voor: user
            )
        }
        let data = ToetsingenPage(all, isStarter ? aanpakken : nil, keuze, trekking, visit, cases.nieuweId())
        return Page("toetsingen", "Toetsingen", data)
    }

    /// Records that a toetsing of the drawn families began.
    @Sendable private func startToetsing(_ request: Request, _ context: AppContext) async throws -> Response {
        try Query(request, allowed: []).check()
        let (body, session) = try await ownForm(request)
        let invoer: Invoer
        do throws(Invoerfouten) {
            let gezinnen = body.fields.filter { $0.name == "gezin" }.map { JSON.string($0.value) }
            let gegevens: JSON = [
                "id": .string(body["id"] ?? ""), "aanpak": .string(body["aanpak"] ?? ""),
                "peildatum": .string(body["peildag"] ?? ""), "gezinnen": .array(gezinnen),
            ]
            invoer = try Invoer.lees(
                [
                    "id": .string(body["gebeurtenis"] ?? ""), "type": .string(ToetsingGestart.naam),
                    "gebeurdOp": .string(cases.vandaag.description), "gegevens": gegevens,
                ],
                .root,
                .verzoek,
                stroom: .toetsing
            )
        } catch {
            throw Problem.invalid(error.fouten.map { Fault($0) })
        }
        guard let id = (invoer.gegevens as? ToetsingGestart)?.id else { throw Problem.notFound }
        _ = try await cases.legVast([invoer], toetsing: id, door: session.user)
        return .see("/toetsingen/\(id.tekst)")
    }

    @Sendable private func toetsing(_ visit: inout Visit) async throws -> Page {
        try visit.query.check()
        let id = try visit.context.toetsing()
        let overzicht = try await cases.toetsingsoverzicht(id, voor: visit.user)
        let name = "Toetsing \(id.tekst)"
        let start = overzicht.stroom.dossier.start.gegevens
        let toetsingen = try await cases.toetsingen(
            aanpak: start.aanpak,
            gezinnen: start.gezinnen,
            Peiling(peildag: start.peildatum),
            totPositie: overzicht.positie,
            voor: visit.user
        )
        let kader = try await cases.kader(bij: [], ook: start.aanpak, in: visit.user.gemeente)
        let normen = kader.normen(van: start.aanpak, op: start.peildatum)
        let totaal = Totaaltoetsing(toetsingen.map(\.toetsing), normen)
        return Page("toetsingblad", name, ToetsingBlad(overzicht, totaal, visit, cases.nieuweId()))
    }

    @Sendable private func bevriesToetsing(_ request: Request, _ context: AppContext) async throws -> Response {
        try Query(request, allowed: []).check()
        let (body, session) = try await ownForm(request)
        let id = try context.toetsing()
        guard let event = body["gebeurtenis"].flatMap({ UUID($0) }) else {
            throw Problem.invalid([Fault(.body(.root.member("gebeurtenis")), .vorm, "Verwacht is een UUID.")])
        }
        _ = try await cases.bevries(id, id: event, door: session.user)
        return .see("/toetsingen/\(id.tekst)")
    }

    /// A form that a page of this session made.
    private func ownForm(_ request: Request) async throws -> (FormBody, Session) {
        let body = try await request.form()
        guard let session = await sessions.session(of: request),
            FormProof.isValid(body[FormProof.field], for: session.token)
        else { throw Problem.formWithoutProof }
        return (body, session)
    }
}

/// Which sample is asked for.
struct Steekproefkeuze {
    let aanpak: Aanpakcode
    let peildag: Dag
    let aantal: Int
    let zaad: String
}

extension Query {
    /// The sample that is asked for; nil when none is.
    fileprivate mutating func steekproef(vandaag: Dag) -> Steekproefkeuze? {
        let aanpak = value("aanpak", .vorm, "Verwacht is de code van een aanpak.") { Aanpakcode($0) }
        let peildag = day("peildag")
        let aantal = value("aantal", .vorm, "Verwacht is een geheel getal van 1 tot en met 50.") { text -> Int? in
            guard text.utf8.count <= 2 else { return nil }
            return Int(text).flatMap { (1...50).contains($0) ? $0 : nil }
        }
        let zaad = value("zaad", .vorm, "Verwacht zijn 1 tot en met 40 letters, cijfers, _ of -.") { text -> String? in
            text.utf8.count <= 40 ? ToetsingId(text).map { $0.tekst } : nil
        }
        guard let aanpak else { return nil }
        return Steekproefkeuze(
            aanpak: aanpak,
            peildag: peildag ?? vandaag,
            aantal: aantal ?? 3,
            zaad: zaad ?? "1"
        )
    }
}

/// The toetsingen of a gemeente, and the form that draws another sample.
struct ToetsingenPage {
    let toetsingen: [Line]
    let isLeeg: Bool
    let formulier: Form?

    struct Line {
        let adres: String
        let naam: String
        let aanpak: String
        let peildatum: String
        let gezinnen: Int
        let staat: String
    }

    struct Form {
        let aanpakken: [Gezinskop.Choice]
        let peildag: String
        let aantal: Int
        let zaad: String
        let trekking: Draw?
    }

    struct Draw {
        let formulierbewijs: String
        let gebeurtenis: String
        let id: String
        let aanpak: String
        let peildag: String
        let peildagwoord: String
        let zaad: String
        let positie: Int
        let gezinnen: [Gezin]
        let isLeeg: Bool
    }

    /// A family that was drawn.
    struct Gezin {
        let id: String
    }

    init(
        _ all: [Toetsingsstroom],
        _ aanpakken: [Aanpakcode]?,
        _ keuze: Steekproefkeuze?,
        _ trekking: Leesantwoord<[UUID]>?,
        _ visit: Visit,
        _ fresh: UUID
    ) {
        toetsingen = all.map { stroom in
            let start = stroom.dossier.start.gegevens
            return Line(
                adres: "/toetsingen/\(stroom.toetsing.tekst)",
                naam: stroom.toetsing.tekst,
                aanpak: start.aanpak.description,
                peildatum: start.peildatum.weergave,
                gezinnen: start.gezinnen.count,
                staat: stroom.dossier.bevriezing.map { "bevroren op \($0.registratie.gebeurdOp.weergave)" }
                    ?? "niet bevroren"
            )
        }
        isLeeg = all.isEmpty
        formulier = aanpakken.map { codes in
            Form(
                aanpakken: codes.map { code in
                    Gezinskop.Choice(
                        waarde: code.description,
                        naam: code.description,
                        gekozen: code == keuze?.aanpak
                    )
                },
                peildag: (keuze?.peildag ?? visit.today).weergave,
                aantal: keuze?.aantal ?? 3,
                zaad: keuze?.zaad ?? "1",
                trekking: ToetsingenPage.draw(keuze, trekking, visit, fresh)
            )
        }
    }

    private static func draw(
        _ keuze: Steekproefkeuze?,
        _ trekking: Leesantwoord<[UUID]>?,
        _ visit: Visit,
        _ fresh: UUID
    ) -> Draw? {
        guard let keuze, let trekking else { return nil }
        return Draw(
            formulierbewijs: visit.session.formProof,
            gebeurtenis: fresh.description,
            id: "steekproef-\(keuze.peildag)-\(keuze.zaad)",
            aanpak: keuze.aanpak.description,
            peildag: keuze.peildag.description,
            peildagwoord: keuze.peildag.weergave,
            zaad: keuze.zaad,
            positie: trekking.positie,
            gezinnen: trekking.inhoud.map { ToetsingenPage.Gezin(id: $0.description) },
            isLeeg: trekking.inhoud.isEmpty
        )
    }
}
