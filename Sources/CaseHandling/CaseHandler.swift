public import CivilTime
public import EventStore
public import Gezinstraject
public import Toetsingskader
public import WireValues

/// Wat gebruikers met casussen doen: vastleggen, teruglezen en toetsen, elk binnen hun bevoegdheid en gemeente.
public struct CaseHandler: Sendable {
    /// Het logboek.
    let store: any EventStore
    /// Het kader waarmee getoetst wordt.
    public let kader: Toetsingskader
    let klok: any Klok
    let loket = Gezinsloket()
    let gezinskas: Gezinskas
    let aanpakkas: Aanpakkas

    /// Zo vaak wordt opnieuw begonnen als een andere server tegelijk op hetzelfde gezin schreef.
    private static let pogingen = 20

    /// De behandeling van casussen in dit logboek.
    ///
    /// - Parameters:
    ///   - store: Het logboek.
    ///   - kader: Het kader waarmee getoetst wordt.
    ///   - klok: De klok.
    ///   - onthoudtGezinnen: Of gezinnen waarop pas is vastgelegd in het geheugen blijven; wie van elk gezin alles in een
    ///     keer vastlegt heeft daar niets aan.
    public init(
        store: any EventStore,
        kader: Toetsingskader = Toetsingskader(),
        klok: any Klok = Systeemklok(),
        onthoudtGezinnen: Bool = true
    ) {
        self.init(
            store: store,
            kader: kader,
            klok: klok,
            gezinskas: onthoudtGezinnen ? Gezinskas() : Gezinskas(bytes: 0)
        )
    }

    init(
        store: any EventStore,
        kader: Toetsingskader = Toetsingskader(),
        klok: any Klok,
        gezinskas: Gezinskas,
        aanpakkas: Aanpakkas = Aanpakkas()
    ) {
        self.store = store
        self.kader = kader
        self.klok = klok
        self.gezinskas = gezinskas
        self.aanpakkas = aanpakkas
    }

    /// Vandaag, in Nederland.
    public var vandaag: Dag { klok.nu().dagInNederland }

    /// Een nieuwe id voor wat nog vastgelegd gaat worden: gekozen voor het verzoek, zodat een herhaling herkend wordt.
    public func nieuweId() -> UUID {
        var generator = SystemRandomNumberGenerator()
        return .version7(unixMilliseconds: Int64(klok.nu().microseconden / 1000), using: &generator)
    }

    /// Legt gebeurtenissen van een gezin vast: alle of geen.
    ///
    /// - Parameters:
    ///   - invoer: Wat er gebeurde, minstens een; elke id hoogstens een keer.
    ///   - gezin: Het gezin.
    ///   - verwacht: De versie waarop de gebruiker bouwt.
    ///   - gebruiker: Wie vastlegt, en in welke gemeente.
    /// - Returns: De vastgelegde gebeurtenissen: het ontvangstbewijs.
    /// - Throws: `Afwijzing`; dan is er niets vastgelegd, op `nietBeschikbaar` na: dan is dat onbekend, en een herhaling
    ///   met dezelfde id's legt ze eenmaal vast.
    public func legVast(
        _ invoer: [Invoer],
        gezin: UUID,
        verwacht: ExpectedVersion = .any,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Ontvangst {
        let voorstel = try Voorstel(invoer, door: gebruiker, nu: klok.nu())
        let plek = Gezinsloket.Plek(gemeente: gebruiker.gemeente, gezin: gezin)
        let ontvangst = try await loket.metGezin(plek) { () async throws(Afwijzing) -> Ontvangst in
            if let ontvangst = try await legVastOpStand(voorstel, plek, verwacht: verwacht) { return ontvangst }
            return try await legVastOpLogboek(voorstel, plek, verwacht: verwacht)
        }
        try await wis(volgens: ontvangst, op: plek)
        return ontvangst
    }

    /// Legt een voorstel vast op een stroom, zodra `toets` er geen bezwaar tegen heeft.
    func legVast(
        _ voorstel: Voorstel,
        stroom: UUID,
        _ soort: Stroomsoort = .gezin,
        verwacht: ExpectedVersion,
        in log: LogName,
        _ toets: ([Voorstel.Gebeurtenis], [RecordedEvent]) async throws(Afwijzing) -> Void
    ) async throws(Afwijzing) -> Ontvangst {
        for _ in 0..<CaseHandler.pogingen {
            let bewaard = try await lees(stroom, soort, in: log)
            let (eerder, nieuw) = try voorstel.splits(tegen: bewaard)
            guard !nieuw.isEmpty else { return Ontvangst(gebeurtenissen: eerder, aantalNieuw: 0) }
            let versie = bewaard.last?.version ?? 0
            if case .exactly(let gevraagd) = verwacht, gevraagd != versie {
                throw .versieconflict(werkelijk: versie)
            }
            try await toets(nieuw, bewaard)
            let verzoek = AppendRequest(stream: stroom, expected: .exactly(versie), events: nieuw.map(\.event))
            switch try await append(verzoek, van: voorstel, in: log) {
            case .appended(let vastgelegd):
                return Ontvangst(
                    gebeurtenissen: voorstel.opVolgorde(eerder + vastgelegd),
                    aantalNieuw: vastgelegd.count
                )
            case .conflict: continue
            case .exists(let elders):
                // In this family the next round sees them; in another family the id is taken.
                if let afwijzing = voorstel.afwijzing(elders: elders, dan: stroom) { throw afwijzing }
            }
        }
        throw .nietBeschikbaar(reden: "other servers kept writing to the family")
    }

    func append(
        _ verzoek: AppendRequest,
        van voorstel: Voorstel,
        in log: LogName
    ) async throws(Afwijzing) -> AppendOutcome {
        do throws(EventStoreError) {
            return try await store.append(verzoek, to: log)
        } catch {
            throw voorstel.afwijzing(error)
        }
    }

    /// Toetst of de nieuwe gebeurtenissen op de bewaarde kunnen volgen.
    ///
    /// - Returns: De stand van het gezin na de nieuwe.
    @discardableResult
    func toets(
        _ nieuw: [Voorstel.Gebeurtenis],
        van gezin: UUID,
        op bewaard: [RecordedEvent],
        in log: LogName,
        met reeksen: [Aanpakcode: Aanpakreeks] = [:]
    ) async throws(Afwijzing) -> Gezinskas.Stand {
        let registraties = try registraties(bewaard)
        let codes = Set(registraties.flatMap(\.gegevens.aanpakken) + nieuw.flatMap(\.invoer.gegevens.aanpakken))
        let aanpakken = try await aanpakstanden(van: codes, in: log)
        let profielen = kader.profielen.met(aanpakken.compactMapValues(\.reeks)).met(reeksen)
        var stand = Gezinskas.Stand(
            wacht: try dossierwacht(registraties, profielen, bewaard),
            aanpakken: aanpakken.mapValues(\.versie),
            gegevensbytes: bewaard.reduce(0) { $0 + $1.event.gegevensbytes }
        )
        for gebeurtenis in nieuw {
            try gebeurtenis.toetsOvergenomenIngreep(op: bewaard)
            try gebeurtenis.toetsOvergenomenBesluit(op: bewaard)
            try gebeurtenis.toetsGemeente(op: bewaard, in: log)
            try stand.volg([gebeurtenis], van: gezin)
        }
        return stand
    }

    private func dossierwacht(
        _ registraties: [Registratie],
        _ profielen: Aanpakprofielen,
        _ bewaard: [RecordedEvent]
    ) throws(Afwijzing) -> Dossierwacht {
        do throws(Invoerfouten) {
            return try Dossierwacht(registraties, profielen)
        } catch {
            throw CaseHandler.onleesbareCorrectie(bewaard)
        }
    }

    func dossier(_ bewaard: [RecordedEvent]) throws(Afwijzing) -> Dossier {
        let registraties = try registraties(bewaard)
        var dossier = Dossier()
        do throws(Invoerfouten) {
            for registratie in registraties { try dossier.voegToe(registratie) }
        } catch {
            throw CaseHandler.onleesbareCorrectie(bewaard)
        }
        return dossier
    }

    func registraties(_ bewaard: [RecordedEvent]) throws(Afwijzing) -> [Registratie] {
        do throws(EventStoreError) {
            var registraties: [Registratie] = []
            for event in bewaard { registraties.append(try Opslag.registratie(event)) }
            return registraties
        } catch {
            throw Afwijzing(error)
        }
    }

    /// What was checked when it was recorded does not read any more.
    private static func onleesbareCorrectie(_ bewaard: [RecordedEvent]) -> Afwijzing {
        let plaats = bewaard.last.map { "\($0.log) up to position \($0.position)" } ?? ""
        return .intern(code: "LOGBOEK_BESCHADIGD", reden: "a correction does not read: \(plaats)")
    }

    /// De gebeurtenissen van een stroom.
    ///
    /// - Throws: `Afwijzing.nietGevonden` als het een stroom van een andere soort is: een gezin is geen aanpak en geen toetsing.
    func lees(
        _ stroom: UUID,
        _ soort: Stroomsoort = .gezin,
        in log: LogName
    ) async throws(Afwijzing) -> [RecordedEvent] {
        let bewaard: [RecordedEvent]
        do throws(EventStoreError) {
            bewaard = try await store.events(of: stroom, after: 0, in: log)
        } catch {
            throw Afwijzing(error)
        }
        return try CaseHandler.alleen(soort, bewaard)
    }

    /// De gebeurtenissen van een stroom, als het er een van deze soort is.
    static func alleen(_ soort: Stroomsoort, _ bewaard: [RecordedEvent]) throws(Afwijzing) -> [RecordedEvent] {
        guard let type = bewaard.first.flatMap({ Feittype(naam: $0.event.type) }) else { return bewaard }
        guard type.kenmerken.stroom == soort else { throw .nietGevonden }
        return bewaard
    }
}

/// Het bewijs van wat is vastgelegd.
public struct Ontvangst: Sendable {
    /// De gebeurtenissen zoals het logboek ze heeft, in de volgorde van het verzoek.
    public let gebeurtenissen: [RecordedEvent]
    /// Hoeveel er nu voor het eerst zijn vastgelegd.
    public let aantalNieuw: Int

    /// Alles stond er al: dit is het oorspronkelijke antwoord.
    public var isHerhaling: Bool { aantalNieuw == 0 }

    /// De versie van het gezin na de laatste van deze gebeurtenissen.
    public var versie: Int { gebeurtenissen.map(\.version).max() ?? 0 }
}
