import CaseHandling
import CivilTime
import Gezinstraject
import HTTPTypes
import WireValues

/// How the body of a request held its events, and so where an event stands in it.
enum BodyShape {
    /// The body is the event.
    case single
    /// The body is an array of events.
    case list

    func pointer(_ number: Int?) -> JSONPointer {
        switch self {
        case .single: .root
        case .list: number.map { JSONPointer.root.element($0) } ?? .root
        }
    }
}

extension Problem {
    /// The answer to a refusal of the case handling.
    init(_ refusal: Afwijzing, in shape: BodyShape = .single) {
        switch refusal {
        case .nietBevoegd(let who): self = .forbidden(who)
        case .ongeldigeInvoer(let faults):
            self = .invalid(faults.map { Fault($0.fout.onder(shape.pointer($0.nummer))) })
        case .schending(let violation, let number):
            let event = shape.pointer(number)
            self.init(violation, at: violation.veld.map { $0.under(event) } ?? event)
        case .idHergebruikt(let id, let number):
            self.init(
                status: .conflict,
                code: "ID_HERGEBRUIKT",
                title: "Id al gebruikt",
                detail: "Deze id is al vastgelegd met een andere inhoud (I-0-IDEMPOTENT).",
                members: [
                    .init("pointer", .string(shape.pointer(number).description)),
                    .init("gebeurtenis", .string(id.description)),
                ]
            )
        case .sleutelVernietigd(let number):
            self.init(
                status: .conflict,
                code: "SLEUTEL_VERNIETIGD",
                title: "Gegevens gewist",
                detail: "Dit gaat over iemand van wie de gegevens gewist zijn. Laat de velden over hem weg; komt een "
                    + "gewist gezin terug, registreer het dan onder een nieuwe id.",
                members: [.init("pointer", .string(shape.pointer(number).description))]
            )
        case .versieconflict(let actual):
            self.init(
                status: .preconditionFailed,
                code: "VERSIECONFLICT",
                title: "Intussen gewijzigd",
                detail: "Dit is intussen bijgewerkt tot versie \(actual). Lees het opnieuw.",
                members: [.init("versie", .integer(actual))],
                headers: [.eTag: "\"\(actual)\""]
            )
        case .nietGevonden: self = .notFound
        case .trajectNietGevonden(let last):
            var problem = Problem.notFound
            problem.detail = "Dit gezin heeft op dat punt geen traject met dit nummer; het laatste is \(last)."
            self = problem
        case .anderVerleden:
            self.init(
                status: .conflict,
                code: "ANDER_VERLEDEN",
                title: "Ander verleden",
                detail: "Dit logboek heeft niet het verleden dat u las: het is teruggezet, of dit is een andere "
                    + "database. Ga hier niet verder: lees het vanaf het begin, en bouw opnieuw op wat u ervan maakte."
            )
        case .filterNietToegestaan: self = .filterForbidden
        case .achter(let position): self = .behind(position)
        case .nietBeschikbaar: self = .unavailable
        case .intern: self = .internal
        }
    }

    private static func forbidden(_ who: [Tokenrol]) -> Problem {
        let names = who.map(\.rawValue)
        return Problem(
            status: .forbidden,
            code: "NIET_BEVOEGD",
            title: "Niet bevoegd",
            detail: "Uw rol mag dit niet. Wel: \(names.joined(separator: ", ")).",
            members: [.init("bevoegd", .array(names.map(JSON.string)))]
        )
    }

    private static let filterForbidden = Problem(
        status: .forbidden,
        code: "FILTER_NIET_TOEGESTAAN",
        title: "Filter niet toegestaan",
        detail: "Uw rol telt per aanpak, op de laatste dag van een maand, en met geen ander filter: "
            + "anders zou een verschil van twee getallen een gezin kunnen aanwijzen."
    )

    private static func behind(_ position: Int) -> Problem {
        Problem(
            status: .serviceUnavailable,
            code: "NOG_NIET_BIJGEWERKT",
            title: "Nog niet bijgewerkt",
            detail: "De lijsten zijn bijgewerkt tot en met positie \(position), nog niet tot de gevraagde. "
                + "Vraag het over enkele seconden opnieuw.",
            members: [.init("bijgewerktTot", .integer(position))],
            headers: [.retryAfter: "2"]
        )
    }

    private init(_ violation: Schending, at pointer: JSONPointer) {
        var members: [JSON.Member] = [
            .init("pointer", .string(pointer.description)),
            .init("invariant", .string(violation.code)),
            .init("bij", violation.bij.json),
            .init("oplossing", .string(violation.oplossing)),
        ]
        if let other = violation.botstMet { members.append(.init("botstMet", other.json)) }
        if !violation.gevolgen.isEmpty {
            members.append(.init("gevolgen", .array(violation.gevolgen.map(\.asConsequence))))
        }
        self.init(
            status: .conflict,
            code: "GESCHIEDENIS_ONGELDIG",
            title: "Dit kan niet zo gebeurd zijn",
            detail: violation.uitleg,
            members: members
        )
    }
}

extension Schending {
    /// An event that would no longer be right after a withdrawal or a correction.
    fileprivate var asConsequence: JSON {
        [
            "invariant": .string(code), "uitleg": .string(uitleg), "bij": bij.json,
            "oplossing": .string(oplossing),
        ]
    }
}

extension Schending.Plaats {
    fileprivate var json: JSON {
        ["id": .string(id.description), "type": .string(type), "gebeurdOp": .string(dag.description)]
    }
}
