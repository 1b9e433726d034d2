import CivilTime
import EventStore
import Gezinstraject
import WireValues

/// Wat een gebruiker wil vastleggen, getoetst op alles waarvoor de geschiedenis niet nodig is.
struct Voorstel: Sendable {
    let gebeurtenissen: [Gebeurtenis]

    /// Een gebeurtenis met haar nummer in het verzoek, vanaf 0.
    struct Gebeurtenis: Sendable {
        let invoer: Invoer
        let event: NewEvent
        let nummer: Int
        let vastgelegdOp: Moment

        func registratie(van gezin: UUID, versie: Int) -> Registratie {
            Registratie(
                id: event.id,
                gezin: gezin,
                versie: versie,
                gegevens: invoer.gegevens,
                gebeurdOp: invoer.gebeurdOp,
                traject: invoer.traject,
                precisie: invoer.precisie ?? .dag,
                volgens: invoer.volgens,
                vastgelegdOp: vastgelegdOp,
                vastgelegdDoor: event.actor.flatMap { Actor($0) },
                rol: event.role.flatMap(Rol.init)
            )
        }

        /// Een ingreep uit een bronsysteem gaat alleen over wat daar ook vandaan komt.
        ///
        /// Wat hier is vastgelegd wordt ook hier gecorrigeerd of ingetrokken: anders omzeilt een beheerder het tweede
        /// paar ogen.
        func toetsOvergenomenIngreep(op bewaard: [RecordedEvent]) throws(Afwijzing) {
            guard invoer.isImport, let doel = invoer.gegevens.doelVanIngreep,
                let geraakt = bewaard.first(where: { $0.event.id == doel }), geraakt.recordedAt == geraakt.addedAt
            else { return }
            let plaats = JSONPointer.root.member("vastgelegdOp")
            let uitleg = "Wat hier is vastgelegd wordt zonder velden van een bronsysteem gecorrigeerd of ingetrokken."
            throw .ongeldigeInvoer([Afwijzing.Fout(nummer: nummer, Invoerfout(plaats, .strijdig, uitleg))])
        }

        /// Wat twee personen vraagt wordt over een gezin dat hier wordt bijgehouden ook hier besloten.
        ///
        /// Anders wist een beheerder het alleen, op naam van iemand die er niet is. Van een gezin dat in zijn geheel is
        /// overgenomen komt ook het besluit mee.
        func toetsOvergenomenBesluit(op bewaard: [RecordedEvent]) throws(Afwijzing) {
            guard invoer.isImport, invoer.gegevens.tweedePersoon != nil,
                bewaard.contains(where: { $0.recordedAt == $0.addedAt })
            else { return }
            let plaats = JSONPointer.root.member("vastgelegdOp")
            let uitleg =
                "Over een gezin dat hier wordt bijgehouden wordt dit zonder velden van een bronsysteem vastgelegd."
            throw .ongeldigeInvoer([Afwijzing.Fout(nummer: nummer, Invoerfout(plaats, .strijdig, uitleg))])
        }

        /// Of een correctie een gemeente noemt.
        var noemtGemeente: Bool {
            (invoer.gegevens as? RegistratieGecorrigeerd)?.gegevens?.json["gemeente"] != nil
        }

        /// Wie een gezin naar een andere gemeente verbetert zou het onvindbaar maken: het logboek blijft waar het is.
        func toetsGemeente(op bewaard: [RecordedEvent], in log: LogName) throws(Afwijzing) {
            guard let correctie = invoer.gegevens as? RegistratieGecorrigeerd,
                let genoemd = correctie.gegevens?.json["gemeente"]?.string, genoemd != log.description,
                bewaard.contains(where: {
                    $0.event.id == correctie.doelEvent && $0.event.type == GezinGeregistreerd.naam
                })
            else { return }
            let plaats = JSONPointer.root.member("gegevens").member("gegevens").member("gemeente")
            let uitleg = "Verwacht is \(log), waar het gezin geregistreerd is; een verhuizing is GezinVerhuisd."
            throw .ongeldigeInvoer([Afwijzing.Fout(nummer: nummer, Invoerfout(plaats, .strijdig, uitleg))])
        }

        func afwijzing(_ weigering: Weigering) -> Afwijzing {
            switch weigering {
            case .invoer(let fouten):
                .ongeldigeInvoer(
                    fouten.fouten.map { Afwijzing.Fout(nummer: nummer, $0.onder(JSONPointer.root.member("gegevens"))) }
                )
            case .schending(let schending): .schending(schending, nummer: nummer)
            }
        }
    }

    /// - Throws: `Afwijzing.nietBevoegd` of `ongeldigeInvoer`, met alle fouten tegelijk.
    init(_ invoer: [Invoer], door gebruiker: Gebruiker, nu: Moment) throws(Afwijzing) {
        try Voorstel.toetsAantal(invoer.count)
        var fouten: [Afwijzing.Fout] = []
        var ids: Set<UUID> = []
        var gebeurtenissen: [Gebeurtenis] = []
        var generator = SystemRandomNumberGenerator()
        for (nummer, een) in invoer.enumerated() {
            guard let rol = een.rol ?? gebruiker.rol(voor: een.type) else {
                throw .nietBevoegd(wie: Tokenrol.die(leggenVast: een.type))
            }
            let id = een.id ?? .version7(unixMilliseconds: Int64(nu.microseconden / 1000), using: &generator)
            var eigenFouten = een.fouten(nu, gebruiker)
            if !ids.insert(id).inserted {
                let plaats = JSONPointer.root.member("id")
                eigenFouten.append(Invoerfout(plaats, .dubbel, "Deze id staat tweemaal in het verzoek."))
            }
            fouten += eigenFouten.map { Afwijzing.Fout(nummer: nummer, $0) }
            // An import that does not know who recorded something must not say that the importer did.
            let actor = een.vastgelegdDoor ?? (een.isImport ? nil : gebruiker.actor)
            gebeurtenissen.append(
                Gebeurtenis(
                    invoer: een,
                    event: Opslag.nieuw(een, id: id, door: actor, in: een.isImport ? een.rol : rol),
                    nummer: nummer,
                    vastgelegdOp: een.vastgelegdOp ?? nu
                )
            )
        }
        guard fouten.isEmpty else { throw .ongeldigeInvoer(fouten) }
        self.gebeurtenissen = gebeurtenissen
    }

    private static func toetsAantal(_ aantal: Int) throws(Afwijzing) {
        guard aantal > 0 else {
            let fout = Invoerfout(.root, .teKlein, "Verwacht is minstens een gebeurtenis.")
            throw .ongeldigeInvoer([Afwijzing.Fout(nummer: nil, fout)])
        }
        guard aantal <= AppendRequest.largestCount else {
            let meeste = AppendRequest.largestCount
            let fout = Invoerfout(.root, .teGroot, "Verwacht zijn hoogstens \(meeste) gebeurtenissen.")
            throw .ongeldigeInvoer([Afwijzing.Fout(nummer: nil, fout)])
        }
    }

    /// Wat hiervan al bewaard is, en wat nog niet.
    ///
    /// - Throws: `Afwijzing.idHergebruikt` als een id met andere inhoud bewaard is.
    func splits(
        tegen bewaard: [RecordedEvent]
    ) throws(Afwijzing) -> (eerder: [RecordedEvent], nieuw: [Gebeurtenis]) {
        let opId = Dictionary(bewaard.map { ($0.event.id, $0) }, uniquingKeysWith: { eerste, _ in eerste })
        var eerder: [RecordedEvent] = []
        var nieuw: [Gebeurtenis] = []
        for gebeurtenis in gebeurtenissen {
            guard let zelfdeId = opId[gebeurtenis.event.id] else {
                nieuw.append(gebeurtenis)
                continue
            }
            guard Opslag.isHerhaling(gebeurtenis.event, van: zelfdeId) else {
                throw .idHergebruikt(zelfdeId.event.id, nummer: gebeurtenis.nummer)
            }
            eerder.append(zelfdeId)
        }
        return (eerder, nieuw)
    }

    /// De afwijzing omdat deze id's van het verzoek in een ander gezin staan, of nil als dat zo niet is.
    func afwijzing(elders: [RecordedEvent], dan gezin: UUID) -> Afwijzing? {
        let vreemd = Set(elders.filter { $0.stream != gezin }.map(\.event.id))
        return gebeurtenissen.first { vreemd.contains($0.event.id) }
            .map { .idHergebruikt($0.event.id, nummer: $0.nummer) }
    }

    /// De afwijzing als de opslag het voorstel niet kan bewaren.
    func afwijzing(_ fout: EventStoreError) -> Afwijzing {
        guard case .keyDestroyed(let id) = fout, let gebeurtenis = gebeurtenissen.first(where: { $0.event.id == id })
        else { return Afwijzing(fout) }
        return .sleutelVernietigd(nummer: gebeurtenis.nummer)
    }

    /// De gebeurtenissen in de volgorde van het verzoek.
    func opVolgorde(_ vastgelegd: [RecordedEvent]) -> [RecordedEvent] {
        // So it mostly is already, and an import is a hundred at a time.
        guard !gebeurtenissen.map(\.event.id).elementsEqual(vastgelegd.map(\.event.id)) else { return vastgelegd }
        let opId = Dictionary(vastgelegd.map { ($0.event.id, $0) }, uniquingKeysWith: { eerste, _ in eerste })
        return gebeurtenissen.compactMap { opId[$0.event.id] }
    }
}

extension Invoer {
    /// Draagt velden van een bronsysteem.
    var isImport: Bool { vastgelegdOp != nil || vastgelegdDoor != nil || rol != nil }

    /// De fouten waarvoor de geschiedenis niet nodig is.
    fileprivate func fouten(_ nu: Moment, _ gebruiker: Gebruiker) -> [Invoerfout] {
        (gebruiker.magImporteren ? herkomstfouten : importfouten) + tijdfouten(nu) + gemeentefouten(gebruiker)
            + trajectfouten + tweedePersoonfouten(gebruiker)
    }

    /// Wie iets overneemt is ook zelf niet de tweede persoon; wie het zonder velden van een bronsysteem vastlegt krijgt de
    /// invariant van het type te horen.
    private func tweedePersoonfouten(_ gebruiker: Gebruiker) -> [Invoerfout] {
        guard isImport, gegevens.tweedePersoon == gebruiker.actor else { return [] }
        let plaats = JSONPointer.root.member("gegevens").member("tweedePaarOgen")
        return [Invoerfout(plaats, .strijdig, "Verwacht is een ander dan wie dit opneemt.")]
    }

    /// Wie iets op naam van een ander opneemt zegt ook wanneer die het vastlegde: dan blijft zichtbaar dat het is
    /// overgenomen, want dit logboek nam het later op.
    private var herkomstfouten: [Invoerfout] {
        guard vastgelegdOp == nil, vastgelegdDoor != nil || rol != nil else { return [] }
        let plaats = JSONPointer.root.member("vastgelegdOp")
        return [Invoerfout(plaats, .ontbreekt, "Dit veld is verplicht bij vastgelegdDoor of rol.")]
    }

    /// Alleen een beheerder neemt over wat een ander systeem vastlegde.
    private var importfouten: [Invoerfout] {
        let velden = [
            ("vastgelegdOp", vastgelegdOp != nil), ("vastgelegdDoor", vastgelegdDoor != nil), ("rol", rol != nil),
        ]
        return velden.filter(\.1).map { veld, _ in
            Invoerfout(JSONPointer.root.member(veld), .alleenImport, "Dit veld geeft alleen een beheerder mee.")
        }
    }

    /// Niets wordt vastgelegd voordat het gebeurd is (G3), en niets is in de toekomst vastgelegd.
    private func tijdfouten(_ nu: Moment) -> [Invoerfout] {
        let plaats = JSONPointer.root.member("vastgelegdOp")
        if let vastgelegdOp, vastgelegdOp > nu {
            return [Invoerfout(plaats, .toekomst, "Dit moment ligt in de toekomst.")]
        }
        if let vastgelegdOp, vastgelegdOp < Moment(beginVan: .eerste) {
            return [Invoerfout(plaats, .teKlein, "Verwacht is een moment vanaf \(Moment(beginVan: .eerste)).")]
        }
        return toekomstfouten((vastgelegdOp ?? nu).dagInNederland, .root)
    }

    /// Alleen een gezin heeft trajecten.
    private var trajectfouten: [Invoerfout] {
        let stroom = type.kenmerken.stroom
        guard traject != nil, stroom != .gezin else { return [] }
        return [
            Invoerfout(JSONPointer.root.member("traject"), .strijdig, "Een \(stroom.rawValue) heeft geen trajecten.")
        ]
    }

    /// Een gezin wordt geregistreerd, en een aanpak vastgesteld, in de gemeente van wie het doet: een ander logboek bestaat voor hem niet.
    private func gemeentefouten(_ gebruiker: Gebruiker) -> [Invoerfout] {
        let veld = JSONPointer.root.member("gegevens").member("gemeente")
        let genoemd = (gegevens as? GezinGeregistreerd)?.gemeente ?? (gegevens as? AanpakprofielVastgesteld)?.gemeente
        guard let genoemd, genoemd != gebruiker.gemeente.description else { return [] }
        return [
            Invoerfout(veld, .strijdig, "Verwacht is \(gebruiker.gemeente), de gemeente waarin dit wordt vastgelegd.")
        ]
    }
}

extension Gegevens {
    /// Wie instemt met wat niemand alleen besluit.
    fileprivate var tweedePersoon: Actor? {
        switch self {
        case let wissing as PersoonsgegevensGewist: wissing.tweedePaarOgen
        case let samenvoeging as DossiersSamengevoegd: samenvoeging.tweedePaarOgen
        default: nil
        }
    }

    /// De gebeurtenis waarop een ingreep ingrijpt.
    fileprivate var doelVanIngreep: UUID? {
        switch self {
        case let correctie as RegistratieGecorrigeerd: correctie.doelEvent
        case let intrekking as RegistratieIngetrokken: intrekking.doelEvent
        case let herstel as RegistratieHersteld: herstel.doelEvent
        default: nil
        }
    }
}
