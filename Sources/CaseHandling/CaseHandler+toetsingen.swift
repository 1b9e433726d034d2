import CivilTime
public import EventStore
public import Gezinstraject
import Toetsingskader
public import WireValues

/// Een toetsing van gekozen gezinnen zoals het logboek haar kent.
public struct Toetsingsstroom: Sendable {
    /// De id van de toetsing.
    public let toetsing: ToetsingId
    /// De versie van de stroom.
    public let versie: Int
    /// De bewaarde gebeurtenissen, op versie.
    public let gebeurtenissen: [RecordedEvent]
    /// Dezelfde, gelezen.
    public let dossier: Toetsingsdossier
}

extension CaseHandler {
    /// De stroom van een toetsing in een gemeente: altijd dezelfde, en een andere dan in elke andere gemeente.
    static func stroom(van toetsing: ToetsingId, in log: LogName) throws(Afwijzing) -> UUID {
        try stroom(Stroomsoort.toetsing, toetsing.tekst, in: log)
    }

    /// Legt gebeurtenissen van een toetsing vast: alle of geen.
    ///
    /// - Parameters:
    ///   - invoer: Wat er gebeurde, minstens een; elke id hoogstens een keer.
    ///   - toetsing: De id; een nieuwe begint met `ToetsingGestart`.
    ///   - verwacht: De versie waarop de gebruiker bouwt.
    ///   - gebruiker: Wie vastlegt, en in welke gemeente.
    /// - Returns: De vastgelegde gebeurtenissen: het ontvangstbewijs.
    /// - Throws: `Afwijzing`, zoals bij een gezin; ook als een gekozen gezin er niet is, of op de peildatum voor een
    ///   andere aanpak is aangemeld, en als de hash van een bevroren tabel niet de hare is.
    public func legVast(
        _ invoer: [Invoer],
        toetsing: ToetsingId,
        verwacht: ExpectedVersion = .any,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Ontvangst {
        let stroom = try CaseHandler.stroom(van: toetsing, in: gebruiker.gemeente)
        let plek = Gezinsloket.Plek(gemeente: gebruiker.gemeente, gezin: stroom)
        try CaseHandler.toetsBevriezing(invoer)
        return try await loket.metGezin(plek) { () async throws(Afwijzing) -> Ontvangst in
            try await legVastAanLoket(invoer, toetsing: toetsing, stroom, verwacht: verwacht, door: gebruiker)
        }
    }

    /// Een tabel wordt uitgerekend en niet opgegeven; alleen een beheerder neemt er een over uit een ander logboek.
    private static func toetsBevriezing(_ invoer: [Invoer]) throws(Afwijzing) {
        let opgegeven = invoer.enumerated().filter { $1.type == .toetsingBevroren && !$1.isImport }
        guard !opgegeven.isEmpty else { return }
        let uitleg = "De tabel wordt hier uitgerekend: bevries met POST op …/bevriezing."
        let fout = Invoerfout(JSONPointer.root.member("type"), .strijdig, uitleg)
        throw .ongeldigeInvoer(opgegeven.map { Afwijzing.Fout(nummer: $0.offset, fout) })
    }

    /// Bevriest een toetsing: rekent de tabel van de gekozen gezinnen uit en legt haar vast.
    ///
    /// De tabel volgt uit wat tot en met de laatste positie in het logboek stond en nu bekend is; met die positie en dat
    /// kennismoment is zij later opnieuw uit te rekenen.
    ///
    /// - Parameters:
    ///   - toetsing: De id.
    ///   - id: De id van de gebeurtenis; een herhaling met dezelfde id geeft de eerste tabel.
    ///   - verwacht: De versie waarop de gebruiker bouwt.
    ///   - gebruiker: Wie bevriest, en in welke gemeente.
    /// - Returns: De vastgelegde gebeurtenis.
    /// - Throws: `Afwijzing.nietGevonden` als de toetsing er niet is, `schending` als zij al bevroren is, en
    ///   `ongeldigeInvoer` als zij over een dag gaat die nog komt of een gezin dan voor een andere aanpak is aangemeld.
    public func bevries(
        _ toetsing: ToetsingId,
        id: UUID? = nil,
        verwacht: ExpectedVersion = .any,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Ontvangst {
        guard gebruiker.rol(voor: .toetsingBevroren) != nil else {
            throw .nietBevoegd(wie: Tokenrol.die(leggenVast: .toetsingBevroren))
        }
        let stroom = try CaseHandler.stroom(van: toetsing, in: gebruiker.gemeente)
        let plek = Gezinsloket.Plek(gemeente: gebruiker.gemeente, gezin: stroom)
        return try await loket.metGezin(plek) { () async throws(Afwijzing) -> Ontvangst in
            let stand = try await stand(van: toetsing, in: gebruiker.gemeente)
            let eerder = stand.gebeurtenissen.filter { $0.event.id == id && $0.event.type == ToetsingBevroren.naam }
            guard eerder.isEmpty else { return Ontvangst(gebeurtenissen: eerder, aantalNieuw: 0) }
            // What is frozen already is refused below: its table need not be worked out once more.
            let bevroren = stand.dossier.bevriezing?.gegevens
            let gegevens = if let bevroren { bevroren } else { try await bevriezing(van: stand, door: gebruiker) }
            var invoer = Invoer(gegevens, op: vandaag)
            invoer.id = id
            return try await legVastAanLoket([invoer], toetsing: toetsing, stroom, verwacht: verwacht, door: gebruiker)
        }
    }

    private func legVastAanLoket(
        _ invoer: [Invoer],
        toetsing: ToetsingId,
        _ stroom: UUID,
        verwacht: ExpectedVersion,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Ontvangst {
        let voorstel = try Voorstel(invoer, door: gebruiker, nu: klok.nu())
        return try await legVast(voorstel, stroom: stroom, .toetsing, verwacht: verwacht, in: gebruiker.gemeente) {
            nieuw,
            bewaard async throws(Afwijzing) in
            try toets(nieuw, van: toetsing, stroom, op: bewaard)
            for gebeurtenis in nieuw {
                guard let start = gebeurtenis.invoer.gegevens as? ToetsingGestart else { continue }
                try await toetsKeuze(start, nummer: gebeurtenis.nummer, door: gebruiker)
            }
        }
    }

    /// Toetst of gebeurtenissen van een toetsing vastgelegd kunnen worden, zonder het te doen.
    ///
    /// - Parameters:
    ///   - invoer: Wat er gebeurde, minstens een.
    ///   - toetsing: De id.
    ///   - gebruiker: Wie het zou vastleggen, en in welke gemeente.
    ///   - gezinnen: Gezinnen die er dan ook zijn.
    ///   - reeksen: Aanpakken die er dan anders of meer zijn dan nu.
    /// - Returns: Hoeveel ervan er nog niet staan.
    /// - Throws: `Afwijzing`, zoals vastleggen zou doen.
    func controleer(
        _ invoer: [Invoer],
        toetsing: ToetsingId,
        door gebruiker: Gebruiker,
        metGezinnen gezinnen: Set<UUID>,
        _ reeksen: [Aanpakcode: Aanpakreeks]
    ) async throws(Afwijzing) -> Int {
        let log = gebruiker.gemeente
        try CaseHandler.toetsBevriezing(invoer)
        let voorstel = try Voorstel(invoer, door: gebruiker, nu: klok.nu())
        let stroom = try CaseHandler.stroom(van: toetsing, in: log)
        let bewaard = try await lees(stroom, .toetsing, in: log)
        let nieuw = try voorstel.splits(tegen: bewaard).nieuw
        try toets(nieuw, van: toetsing, stroom, op: bewaard)
        for gebeurtenis in nieuw {
            guard let start = gebeurtenis.invoer.gegevens as? ToetsingGestart else { continue }
            try await toetsKeuze(start, nummer: gebeurtenis.nummer, door: gebruiker, behalve: gezinnen, met: reeksen)
        }
        return nieuw.count
    }

    private func toets(
        _ nieuw: [Voorstel.Gebeurtenis],
        van toetsing: ToetsingId,
        _ stroom: UUID,
        op bewaard: [RecordedEvent]
    ) throws(Afwijzing) {
        var wacht = Toetsingswacht(toetsing, try registraties(bewaard))
        for (nummer, gebeurtenis) in nieuw.enumerated() {
            do throws(Weigering) {
                let registratie = gebeurtenis.registratie(van: stroom, versie: bewaard.count + nummer + 1)
                try (registratie.gegevens as? ToetsingBevroren)?.toetsInhoud(vastgelegdOp: registratie.vastgelegdOp)
                try wacht.voegToe(registratie)
            } catch {
                throw gebeurtenis.afwijzing(error)
            }
        }
    }

    /// Een toetsing over gezinnen die er niet zijn, of die niet bij de aanpak horen, is later niet te bevriezen.
    private func toetsKeuze(
        _ start: ToetsingGestart,
        nummer: Int,
        door gebruiker: Gebruiker,
        behalve gezinnen: Set<UUID> = [],
        met reeksen: [Aanpakcode: Aanpakreeks] = [:]
    ) async throws(Afwijzing) {
        let gegevens = JSONPointer.root.member("gegevens")
        var fouten: [Invoerfout] = []
        let lezer = Aanpaklezer(self, in: gebruiker.gemeente, bekendOp: nil)
        if try await !lezer.profielen(van: [start.aanpak]).met(reeksen).kent(start.aanpak) {
            fouten.append(Invoerfout(gegevens.member("aanpak"), .onbekendeWaarde, "Deze aanpak is hier niet bekend."))
        }
        for (plaats, gezin) in start.gezinnen.enumerated() where !gezinnen.contains(gezin) {
            guard let uitleg = try await bezwaar(tegen: gezin, in: start, lezer, gebruiker) else { continue }
            fouten.append(Invoerfout(gegevens.member("gezinnen").element(plaats), .strijdig, uitleg))
        }
        guard fouten.isEmpty else { throw .ongeldigeInvoer(fouten.map { Afwijzing.Fout(nummer: nummer, $0) }) }
    }

    /// Waarom een gezin niet in een toetsing kan.
    private func bezwaar(
        tegen gezin: UUID,
        in start: ToetsingGestart,
        _ lezer: Aanpaklezer,
        _ gebruiker: Gebruiker
    ) async throws(Afwijzing) -> String? {
        let dossier: Dossier
        do throws(Afwijzing) {
            dossier = try await self.dossier(gezin, in: gebruiker).dossier
        } catch {
            guard case .nietGevonden = error else { throw error }
            return "Dit gezin is er in deze gemeente niet."
        }
        let profielen = try await lezer.profielen(van: dossier.aanpakken.union([start.aanpak]))
        let kader = Toetsingskader(profielen.met(anders: start.aanpak), kader.normen)
        let keuze = kader.keuze(dossier.geschiedenis(Peiling(peildag: start.peildatum)), peildag: start.peildatum)
        return keuze.aanpak == start.aanpak ? nil : "Dit gezin is op de peildatum voor een andere aanpak aangemeld."
    }

    private func bevriezing(
        van stand: Toetsingsstroom,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> ToetsingBevroren {
        let start = stand.dossier.start.gegevens
        let positie = try await laatstePositie(in: gebruiker.gemeente)
        let nu = klok.nu()
        guard start.peildatum <= nu.dagInNederland else {
            let uitleg = "Deze toetsing gaat over \(start.peildatum); bevriezen kan vanaf die dag."
            throw .ongeldigeInvoer([Afwijzing.Fout(nummer: nil, Invoerfout(.root, .toekomst, uitleg))])
        }
        let peiling = Peiling(peildag: start.peildatum, bekendOp: nu)
        let tabel = try await uitkomsten(start, peiling, totPositie: positie, door: gebruiker)
        var gegevens = ToetsingBevroren()
        gegevens.toetsing = stand.toetsing
        gegevens.bekendOp = nu.description
        gegevens.regelversie = Toetsingskader.versie
        gegevens.positie = positie
        gegevens.uitkomsten = tabel.regels
        gegevens.hash = tabel.hash
        return gegevens
    }

    /// Een toetsing zoals zij nu is vastgelegd.
    func stand(van toetsing: ToetsingId, in log: LogName) async throws(Afwijzing) -> Toetsingsstroom {
        let bewaard = try await lees(try CaseHandler.stroom(van: toetsing, in: log), .toetsing, in: log)
        guard let dossier = Toetsingswacht(toetsing, try registraties(bewaard)).dossier, let laatste = bewaard.last
        else { throw .nietGevonden }
        return Toetsingsstroom(
            toetsing: toetsing,
            versie: laatste.version,
            gebeurtenissen: bewaard,
            dossier: dossier
        )
    }

    /// De tabel van de gekozen gezinnen.
    func uitkomsten(
        _ start: ToetsingGestart,
        _ peiling: Peiling,
        totPositie: Int = .max,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Uitkomstentabel {
        Uitkomstentabel(
            try await toetsingen(
                aanpak: start.aanpak,
                gezinnen: start.gezinnen,
                peiling,
                totPositie: totPositie,
                voor: gebruiker
            )
        )
    }
}
