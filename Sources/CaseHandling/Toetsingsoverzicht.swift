import CivilTime
import EventStore
public import Gezinstraject
public import Toetsingskader
public import WireValues

/// Een toetsing van gekozen gezinnen: wat bevroren is, wat daar nu uit zou komen, en wat mensen oordeelden.
public struct Toetsingsoverzicht: Sendable {
    /// De toetsing zoals zij is vastgelegd.
    public let stroom: Toetsingsstroom
    /// De bevroren tabel opnieuw uitgerekend; nil zolang er niet bevroren is.
    public let herberekening: Herberekening?
    /// De tabel over dezelfde dag met alles wat nu bekend is.
    public let nu: Uitkomstentabel
    /// De laatste positie waarmee `nu` is uitgerekend.
    public let positie: Int
    /// De menselijke oordelen over de gekozen gezinnen die op de peildatum gelden.
    public let menselijk: [(gezin: UUID, oordeel: MenselijkOordeel)]

    /// De bevroren tabel naast dezelfde som met de regels van nu: van dezelfde gebeurtenissen, tot dezelfde positie en
    /// met dezelfde kennis.
    public struct Herberekening: Sendable {
        /// Of de hash bij de bevroren tabel hoort.
        public let hashKlopt: Bool
        /// De laatste positie die meetelt; nil als de bevriezing uit een ander logboek is overgenomen, waarin de posities
        /// anders waren.
        public let positie: Int?
        /// De tabel die er nu uitkomt.
        public let tabel: Uitkomstentabel
        /// De regels die anders zijn dan bevroren.
        public let verschillen: [Uitkomstentabel.Regelverschil]

        /// Of de bevroren tabel ongeschonden is en er opnieuw hetzelfde uitkomt.
        public var isGelijk: Bool { hashKlopt && verschillen.isEmpty }
    }

    /// De bevroren tabel; nil zolang er niet bevroren is.
    public var bevroren: ToetsingBevroren? { stroom.dossier.bevriezing?.gegevens }

    /// Wat er sinds het bevriezen anders werd: door wat later bekend werd, of door andere regels.
    public var veranderd: [Uitkomstentabel.Regelverschil] {
        bevroren.map { Uitkomstentabel($0).verschillen(met: nu) } ?? []
    }
}

extension CaseHandler {
    /// De toetsingen van de gemeente van de gebruiker, op id.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen toetsingen leest.
    public func toetsingen(voor gebruiker: Gebruiker) async throws(Afwijzing) -> [Toetsingsstroom] {
        try toetsLezer(gebruiker)
        let log = gebruiker.gemeente
        let stromen: [UUID]
        do throws(EventStoreError) {
            stromen = try await store.streams(in: log, holding: ToetsingGestart.naam)
        } catch {
            throw Afwijzing(error)
        }
        var gevonden: [Toetsingsstroom] = []
        for stroom in stromen {
            let gestart = try registraties(try await lees(stroom, .toetsing, in: log))
            for case let start as ToetsingGestart in gestart.map(\.gegevens) {
                gevonden.append(try await stand(van: start.id, in: log))
            }
        }
        return gevonden.sorted { $0.toetsing.tekst < $1.toetsing.tekst }
    }

    /// Een toetsing zoals zij is vastgelegd.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen toetsingen leest, `nietGevonden` als zij er niet is.
    public func toetsingsstroom(
        _ toetsing: ToetsingId,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Toetsingsstroom {
        try toetsLezer(gebruiker)
        return try await stand(van: toetsing, in: gebruiker.gemeente)
    }

    /// Een toetsing, met de bevroren tabel opnieuw uitgerekend en naast die van nu.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen toetsingen leest, `nietGevonden` als zij er niet is, en
    ///   `intern` als de gezinnen niet meer te lezen zijn.
    public func toetsingsoverzicht(
        _ toetsing: ToetsingId,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Toetsingsoverzicht {
        let stroom = try await toetsingsstroom(toetsing, voor: gebruiker)
        let start = stroom.dossier.start.gegevens
        let positie = try await laatstePositie(in: gebruiker.gemeente)
        let nu = try await toetsingen(
            aanpak: start.aanpak,
            gezinnen: start.gezinnen,
            Peiling(peildag: start.peildatum),
            totPositie: positie,
            voor: gebruiker
        )
        return Toetsingsoverzicht(
            stroom: stroom,
            herberekening: try await herberekening(van: stroom, door: gebruiker),
            nu: Uitkomstentabel(nu),
            positie: positie,
            menselijk: try await menselijkeOordelen(start, nu, door: gebruiker)
        )
    }

    private func toetsLezer(_ gebruiker: Gebruiker) throws(Afwijzing) {
        guard gebruiker.magToetsingLezen else {
            throw .nietBevoegd(wie: Tokenrol.allCases.filter(\.leestToetsingen))
        }
    }

    private func herberekening(
        van stroom: Toetsingsstroom,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Toetsingsoverzicht.Herberekening? {
        guard let vastgelegd = stroom.dossier.bevriezing else { return nil }
        let bevroren = vastgelegd.gegevens
        let gebeurtenis = stroom.gebeurtenissen.first { $0.event.id == vastgelegd.registratie.id }
        let positie = gebeurtenis.flatMap { $0.recordedAt == $0.addedAt ? bevroren.positie : nil }
        let start = stroom.dossier.start.gegevens
        let peiling = Peiling(peildag: start.peildatum, bekendOp: Moment(bevroren.bekendOp))
        let tabel = try await uitkomsten(start, peiling, totPositie: positie ?? .max, door: gebruiker)
        return Toetsingsoverzicht.Herberekening(
            hashKlopt: Uitkomstentabel(bevroren).hash == bevroren.hash,
            positie: positie,
            tabel: tabel,
            verschillen: Uitkomstentabel(bevroren).verschillen(met: tabel)
        )
    }

    private func menselijkeOordelen(
        _ start: ToetsingGestart,
        _ toetsingen: [(gezin: UUID, toetsing: Toetsing)],
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> [(gezin: UUID, oordeel: MenselijkOordeel)] {
        var gevonden: [(gezin: UUID, oordeel: MenselijkOordeel)] = []
        for (gezin, toetsing) in toetsingen {
            let dossier = try await dossier(gezin, in: gebruiker).dossier
            let kader = try await kader(bij: [dossier], ook: start.aanpak, in: gebruiker.gemeente)
            let peiling = Peiling(peildag: start.peildatum)
            let oordelen = kader.menselijkeOordelen(dossier, peiling, traject: toetsing.traject)
            gevonden += oordelen.filter { $0.peildatum == start.peildatum }.map { (gezin, $0) }
        }
        return gevonden
    }
}
