import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import WireValues

/// What happened with a family, and when that became known.
struct Tijdlijn {
    let kop: Gezinskop
    let filter: FilterBar
    let gebeurtenissen: [Event]
    let aantal: Int
    let bladen: Bladen
    let verborgen: Int
    let isLeeg: Bool
    let melding: String?

    struct Filter {
        let alles: Bool
        let groep: Feitgroep?
        let vastgelegd: UUID?
        /// The event whose page is shown.
        let bij: UUID?
        let bladzijde: Int?

        /// The query of another page of the same events.
        fileprivate func vraag(_ peiling: String, _ bladzijde: Int) -> String {
            let pairs = [
                alles ? "alles=ja" : nil, groep.map { "groep=\($0.rawValue)" },
                bladzijde > 1 ? "bladzijde=\(bladzijde)" : nil,
            ].compactMap(\.self)
            guard !pairs.isEmpty else { return peiling }
            return (peiling.isEmpty ? "?" : peiling + "&") + pairs.joined(separator: "&")
        }
    }

    /// Where this page is among the others.
    struct Bladen {
        let nummer: Int
        let aantal: Int
        let nieuwer: String?
        let ouder: String?
        let zijnEr: Bool
    }

    /// The most events of a page.
    static let lengte = 100

    /// Where an event stands in the timeline, whatever page it is on.
    static func adres(_ gezin: UUID, _ peiling: String, _ gebeurtenis: UUID) -> String {
        let query = (peiling.isEmpty ? "?" : peiling + "&") + "bij=\(gebeurtenis)"
        return "/gezinnen/\(gezin)/tijdlijn\(query)#g-\(gebeurtenis)"
    }

    struct FilterBar {
        let groepen: [Gezinskop.Choice]
        let alles: Bool
    }

    struct Event {
        let ankerId: String
        let dag: String
        let dagcode: String
        let type: String
        let groep: String
        let traject: String?
        let vastgelegd: String
        let door: String
        let regels: [Dossierwoorden.Regel]
        let merken: [Mark]
        let corrigeer: String?
        let trekIn: String?
        let herstel: String?
    }

    /// Says in a word what is special about an event.
    struct Mark {
        let woord: String
        let klasse: String
    }

    init(
        _ head: Gezinskop,
        _ gelezen: Gezinsdossier,
        _ peiling: Peiling,
        _ filter: Filter,
        _ user: Gebruiker
    ) throws {
        kop = head
        let feiten = gelezen.dossier.geschiedenis(peiling).feiten
        let maker = Eventmaker(gelezen, feiten, user)
        let events = try filter.alles ? gelezen.alle(peiling) : gelezen.effectief(peiling)
        let shown = events.filter { json in
            filter.groep == nil || filter.groep == json["type"]?.string.flatMap { Feittype(naam: $0) }?.kenmerken.groep
        }
        bladen = Bladen(shown.reversed(), filter, head)
        let first = (bladen.nummer - 1) * Tijdlijn.lengte
        gebeurtenissen = shown.reversed().dropFirst(first).prefix(Tijdlijn.lengte).compactMap(maker.event)
        aantal = shown.count
        verborgen = events.count - shown.count
        isLeeg = gebeurtenissen.isEmpty
        self.filter = FilterBar(
            groepen: Feitgroep.allCases.filter { $0 != .n }.map { group in
                Gezinskop.Choice(
                    waarde: group.rawValue,
                    naam: "\(group.rawValue) \(group.woorden)",
                    gekozen: group == filter.groep
                )
            },
            alles: filter.alles
        )
        melding = filter.vastgelegd.flatMap { id in
            gelezen.gebeurtenissen.first { $0.event.id == id }.map { bewaard in
                let type = Feittype(naam: bewaard.event.type)?.woorden ?? ""
                return "Vastgelegd: \(type) van \(bewaard.event.occurredOn.weergave). "
                    + "Versie \(bewaard.version), positie \(bewaard.position)."
            }
        }
    }
}

extension Tijdlijn.Bladen {
    /// The page that was asked for, or the one with the event that was.
    fileprivate init(_ events: [JSON], _ filter: Tijdlijn.Filter, _ head: Gezinskop) {
        let count = max(1, (events.count + Tijdlijn.lengte - 1) / Tijdlijn.lengte)
        let near = (filter.bij ?? filter.vastgelegd).flatMap { id in
            events.firstIndex { $0["id"]?.string == id.description }
        }
        let number = near.map { $0 / Tijdlijn.lengte + 1 } ?? min(filter.bladzijde ?? 1, count)
        func address(_ number: Int) -> String? {
            guard (1...count).contains(number) else { return nil }
            return "/gezinnen/\(head.gezin)/tijdlijn" + filter.vraag(head.punt, number)
        }
        nummer = number
        aantal = count
        nieuwer = address(number - 1)
        ouder = address(number + 1)
        zijnEr = count > 1
    }
}

/// Makes the events of a timeline.
private struct Eventmaker {
    private let gelezen: Gezinsdossier
    private let words: Dossierwoorden
    private let feiten: [UUID: Feit]
    private let user: Gebruiker

    init(_ gelezen: Gezinsdossier, _ feiten: [Feit], _ user: Gebruiker) {
        self.gelezen = gelezen
        words = Dossierwoorden(feiten)
        self.feiten = Dictionary(feiten.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.user = user
    }

    func event(_ json: JSON) -> Tijdlijn.Event? {
        guard let id = json["id"]?.string, let type = json["type"]?.string.flatMap({ Feittype(naam: $0) }),
            let dag = json["gebeurdOp"]?.string.flatMap({ Dag($0) }),
            let moment = json["vastgelegdOp"]?.string.flatMap({ Moment($0) })
        else { return nil }
        let isWithdrawn = json["ingetrokken"]?.bool == true
        let feit = UUID(id).flatMap { feiten[$0] }
        let numbers = [
            json["versie"]?.integer.map { "versie \($0)" }, json["positie"]?.integer.map { "positie \($0)" },
        ]
        let role = json["rol"]?.string.map { " (\($0))" } ?? ""
        let who = (json["vastgelegdDoor"]?.string).map { $0 + role }
        return Tijdlijn.Event(
            ankerId: "g-\(id)",
            dag: dag.weergave,
            dagcode: dag.description,
            type: type.woorden,
            groep: "\(type.kenmerken.groep.rawValue) \(type.kenmerken.groep.woorden)",
            traject: feit?.traject.map { "Traject \($0)" },
            vastgelegd: moment.weergave,
            door: ([who] + numbers).compactMap(\.self).joined(separator: ", "),
            regels: words.regels(type, json["gegevens"] ?? .object([])),
            merken: marks(json, dag, moment, isWithdrawn),
            corrigeer: isWithdrawn || type.isIngreep ? nil : link(.registratieGecorrigeerd, id),
            trekIn: isWithdrawn ? nil : link(.registratieIngetrokken, id),
            herstel: isWithdrawn ? link(.registratieHersteld, id) : nil
        )
    }

    private func link(_ type: Feittype, _ id: String) -> String? {
        user.rol(voor: type) == nil ? nil : "/gezinnen/\(gelezen.gezin)/vastleggen/\(type.naam)?doel=\(id)"
    }

    private func marks(_ json: JSON, _ dag: Dag, _ moment: Moment, _ isWithdrawn: Bool) -> [Tijdlijn.Mark] {
        var marks: [Tijdlijn.Mark] = []
        if isWithdrawn { marks.append(.init(woord: "Ingetrokken", klasse: "fout")) }
        if let corrected = json["gecorrigeerdOp"]?.string.flatMap({ Moment($0) }) {
            marks.append(.init(woord: "Gecorrigeerd op \(corrected.weergave)", klasse: "wacht"))
        }
        // The border of the caution LAAT_VASTGELEGD (INDICATORS §1.7).
        if moment.dagInNederland > dag.plus(maanden: 1) {
            let days = moment.dagInNederland.dagen(sinds: dag)
            marks.append(.init(woord: "Laat vastgelegd: \(days) dagen later", klasse: "wacht"))
        }
        if let added = json["toegevoegdOp"]?.string.flatMap({ Moment($0) }), added != moment {
            marks.append(.init(woord: "Hier opgenomen op \(added.weergave)", klasse: "plain"))
        }
        if let precision = json["precisie"]?.string, precision != "dag" {
            marks.append(.init(woord: "Dag bekend op \(precision)", klasse: "plain"))
        }
        return marks
    }
}
