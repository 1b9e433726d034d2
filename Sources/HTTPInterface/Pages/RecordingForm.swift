import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import HTTPTypes
import Hummingbird
import WireValues

/// A form for an event as it is filled in so far.
///
/// Its state is the JSON that it stands for: a form that is shown again is made from what the last one said.
struct RecordingForm {
    let type: Feittype
    /// Chosen when the form was made, so that sending it twice stores it once.
    private(set) var id: UUID
    private let spareId: UUID
    /// The fields of the envelope.
    private var envelope: JSON
    var data: JSON
    /// The event of which the data are shown to be replaced.
    private var target: String?
    private var faults: [Invoerfout] = []
    var general: [String] = []
    private var extraRow: String?

    private static let place = JSONPointer.root.member("gegevens")

    /// The fields of the envelope that people fill in; the others follow from the page.
    private static let envelopeFields = Invoer.Vorm.verzoek.velden.filter {
        ["gebeurdOp", "precisie", "traject", "volgens"].contains($0.naam)
    }

    /// An empty form for an event with this id.
    init(type: Feittype, on today: Dag, id: UUID) {
        self.type = type
        self.id = id
        spareId = id
        envelope = ["gebeurdOp": .string(today.description)]
        data = .object([])
    }

    /// The form that was sent; `spareId` is for when its own id cannot be used.
    init(_ body: FormBody, _ subject: RecordingSubject, spareId: UUID) {
        type = subject.type
        id = body["id"].flatMap { UUID($0) } ?? spareId
        self.spareId = spareId
        target = body["vervangt"].flatMap { $0.isEmpty ? nil : $0 }
        let replacing = subject.target(target)?.type.gegevenstype.velden
        let reader = Formulierlezer(body, vervangend: replacing)
        envelope = .object(reader.leden(RecordingForm.envelopeFields, op: .root))
        data = .object(reader.leden(subject.type.gegevenstype.velden, op: RecordingForm.place))
    }

    /// Fills in what can only be one thing here.
    mutating func prefill(_ subject: RecordingSubject, _ user: Gebruiker) {
        for veld in type.gegevenstype.velden {
            if case .id(let soort) = veld.type { set(veld.naam, .string(subject.words.vrij(soort))) }
        }
        if type == .gezinGeregistreerd { set("gemeente", .string(user.gemeente.description)) }
    }

    /// Sets a field of the data.
    mutating func set(_ name: String, _ value: JSON) {
        guard case .object(let members) = data else { return }
        data = .object(members.filter { $0.key != name } + [.init(name, value)])
    }

    /// Fills in what the event is about, in the first field that can name it.
    mutating func refer(to text: String, _ subject: RecordingSubject) {
        let field = type.gegevenstype.velden.first { veld in
            switch veld.type {
            case .verwijzing(let soort): subject.words.ids[soort, default: []].contains { $0.id == text }
            case .opsomming(let codes): codes.contains(text)
            default: false
            }
        }
        if let field { set(field.naam, .string(text)) }
    }

    /// Shows the data of the event that is to be corrected.
    mutating func showTarget(_ subject: RecordingSubject) {
        guard type == .registratieGecorrigeerd, let feit = subject.target(data["doelEvent"]?.string) else { return }
        target = feit.id.description
        set("gegevens", feit.gegevens.json)
    }

    /// Does what a button other than "vastleggen" asks: one more row, or the data of an event.
    mutating func follow(_ action: String, _ subject: RecordingSubject) {
        if action == "doel" {
            showTarget(subject)
        } else if action.hasPrefix("rij:") {
            extraRow = String(action.dropFirst(4))
        }
    }

    /// Takes over why it was not recorded.
    mutating func take(_ fault: RecordingFault) {
        switch fault {
        case .invalid(let faults): self.faults = faults
        case .refused(.ongeldigeInvoer(let faults)): self.faults = faults.map(\.fout)
        case .refused(.schending(let violation, _)):
            let text = "\(violation.uitleg) \(violation.oplossing)"
            if let veld = violation.veld {
                faults = [Invoerfout(veld, .strijdig, text)]
            } else {
                general = [text]
            }
        case .refused(.idHergebruikt):
            id = spareId
            general = [
                "Dit formulier is al eerder vastgelegd, met andere gegevens. Kijk in de tijdlijn. Verstuur het opnieuw om "
                    + "dit als een nieuwe gebeurtenis vast te leggen."
            ]
        case .refused(let refusal): general = [Problem(refusal).detail]
        }
    }

    /// The event as a client of the API would send it.
    func json(_ subject: RecordingSubject) -> JSON {
        guard case .object(let members) = envelope else { return envelope }
        let fixed: [JSON.Member] = [
            .init("type", .string(type.naam)), .init("id", .string(id.description)),
            .init("gegevens", withoutUnchanged(subject)),
        ]
        return .object(members + fixed)
    }

    /// A correction of the day only says nothing about the data.
    private func withoutUnchanged(_ subject: RecordingSubject) -> JSON {
        guard let feit = subject.target(target), case .object(let members) = data,
            data["gegevens"]?.canonicalBytes == feit.gegevens.json.canonicalBytes
        else { return data }
        return .object(members.filter { $0.key != "gegevens" })
    }

    // MARK: The page

    func page(_ subject: RecordingSubject, _ visit: Visit, _ status: HTTPResponse.Status = .ok) -> Page {
        Page("vastleggen", "Vastleggen: \(type.woorden)", RecordingPage(self, subject, visit), status: status)
    }

    fileprivate func envelope(_ maker: Formuliermaker) -> [Formulierveld] {
        maker.velden(RecordingForm.envelopeFields, envelope, op: .root)
    }

    fileprivate func fields(_ maker: Formuliermaker) -> [Formulierveld] {
        maker.velden(type.gegevenstype.velden, data, op: RecordingForm.place)
    }

    fileprivate func maker(_ subject: RecordingSubject) -> Formuliermaker {
        Formuliermaker(
            words: subject.words,
            gebeurtenissen: subject.options,
            aanpakken: subject.aanpakken,
            fouten: Dictionary(grouping: faults) { $0.plaats.description }.mapValues { $0.map(RecordingForm.words) },
            vervangend: subject.target(target)?.type.gegevenstype.velden,
            extraRij: extraRow
        )
    }

    /// What was expected, in the way that people write it here.
    private static func words(_ fault: Invoerfout) -> String {
        guard fault.code == .datum, fault.uitleg.contains("JJJJ-MM-DD") else { return fault.uitleg }
        return "Vul een bestaande dag in als dd-mm-jjjj, zoals 31-03-2014."
    }

    fileprivate var shownTarget: String { target ?? "" }

    /// The faults that no field of the form shows.
    fileprivate func faultsElsewhere(_ fields: [Formulierveld]) -> [String] {
        let shown = Set(fields.filter(\.isFout).map(\.naam))
        return faults.filter { fault in
            let place = fault.plaats.description
            return !shown.contains { place == $0 || place.hasPrefix($0 + "/") }
        }.map(\.uitleg)
    }
}

/// What the page of a form shows.
struct RecordingPage {
    let kop: Gezinskop?
    let isNieuw: Bool
    let type: String
    let groep: String
    let actie: String
    let formulierbewijs: String
    let eventId: String
    let vervangt: String
    let dag: [Formulierveld]
    let velden: [Formulierveld]
    let meer: [Formulierveld]
    let isMeerOpen: Bool
    let kiestDoel: Bool
    let actoren: [String]
    let samenvatting: [Fault]
    let isFout: Bool
    let isLeeg: Bool

    struct Fault {
        let tekst: String
        let veld: String?
    }

    init(_ form: RecordingForm, _ subject: RecordingSubject, _ visit: Visit) {
        let maker = form.maker(subject)
        let envelope = form.envelope(maker)
        isNieuw = subject.gelezen == nil && form.type == .gezinGeregistreerd
        kop = isNieuw ? nil : Gezinskop(visit, subject.gezin, Peiling(peildag: visit.today))
        type = form.type.woorden
        groep = "\(form.type.kenmerken.groep.rawValue) \(form.type.kenmerken.groep.woorden)"
        actie = visit.request.uri.path
        formulierbewijs = visit.session.formProof
        eventId = form.id.description
        vervangt = form.shownTarget
        dag = envelope.filter { $0.naam == "/gebeurdOp" }
        meer = envelope.filter { $0.naam != "/gebeurdOp" }
        velden = form.fields(maker)
        kiestDoel = form.type == .registratieGecorrigeerd
        actoren = subject.words.actoren
        isLeeg = velden.isEmpty
        let all = Formuliermaker.plaatsen(dag + velden + meer)
        isMeerOpen = Formuliermaker.plaatsen(meer).contains { $0.isFout || $0.regel?.waarde.isEmpty == false }
        samenvatting =
            (form.general + form.faultsElsewhere(all)).map { Fault(tekst: $0, veld: nil) }
            + all.flatMap { veld in veld.fouten.map { Fault(tekst: "\(veld.label): \($0)", veld: veld.veldId) } }
        isFout = !samenvatting.isEmpty
    }
}
