import Aanpakbestand
public import CivilTime
public import EventStore
public import Gezinstraject
public import Toetsingskader
import WireValues

/// Een aanpak zoals een gemeente haar kent: ingebouwd, vastgesteld, of allebei.
public struct Aanpakdossier: Sendable {
    /// De code.
    public let code: Aanpakcode
    /// De versie van de stroom; 0 als de gemeente zelf nog niets vaststelde.
    public let versie: Int
    /// De bewaarde gebeurtenissen, op versie.
    public let gebeurtenissen: [RecordedEvent]
    /// De versies van het profiel die de gemeente zelf vaststelde.
    public let vastgesteld: [Aanpakversie]
    /// Alle versies van het profiel.
    public let beschrijving: Aanpakbeschrijving
    /// De versies zoals de gemeente ze maakte; nil zolang geldt wat het programma zelf heeft.
    let vastgesteldeReeks: Aanpakreeks?
}

extension CaseHandler {
    /// De stroom van een aanpak in een gemeente: altijd dezelfde, en een andere dan in elke andere gemeente.
    static func stroom(van aanpak: Aanpakcode, in log: LogName) throws(Afwijzing) -> UUID {
        try stroom(Stroomsoort.aanpak, aanpak.description, in: log)
    }

    /// De stroom van iets dat een naam heeft in plaats van een id.
    static func stroom(_ soort: Stroomsoort, _ naam: String, in log: LogName) throws(Afwijzing) -> UUID {
        guard let id = UUID(version8Of: Array("waakvlam \(soort.rawValue) \(log) \(naam)".utf8)) else {
            throw .intern(code: "STROOM", reden: "no identifier follows from the name of a stream")
        }
        return id
    }

    /// Legt gebeurtenissen van een aanpak vast: alle of geen.
    ///
    /// - Parameters:
    ///   - invoer: Wat er gebeurde, minstens een; elke id hoogstens een keer.
    ///   - aanpak: De code.
    ///   - verwacht: De versie waarop de gebruiker bouwt.
    ///   - gebruiker: Wie vastlegt, en in welke gemeente.
    /// - Returns: De vastgelegde gebeurtenissen: het ontvangstbewijs.
    /// - Throws: `Afwijzing`, zoals bij een gezin.
    public func legVast(
        _ invoer: [Invoer],
        aanpak: Aanpakcode,
        verwacht: ExpectedVersion = .any,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Ontvangst {
        let voorstel = try Voorstel(invoer, door: gebruiker, nu: klok.nu())
        let log = gebruiker.gemeente
        let stroom = try CaseHandler.stroom(van: aanpak, in: log)
        return try await loket.metGezin(Gezinsloket.Plek(gemeente: log, gezin: stroom)) {
            () async throws(Afwijzing) -> Ontvangst in
            // Also after an error: it may have been recorded.
            defer { aanpakkas.vergeet(aanpak, in: log) }
            return try await legVast(voorstel, stroom: stroom, .aanpak, verwacht: verwacht, in: log) {
                nieuw,
                bewaard async throws(Afwijzing) in
                _ = try toets(nieuw, van: aanpak, stroom, op: bewaard)
            }
        }
    }

    /// De wacht over een aanpak, nadat de nieuwe gebeurtenissen op de bewaarde gevolgd zijn.
    func toets(
        _ nieuw: [Voorstel.Gebeurtenis],
        van aanpak: Aanpakcode,
        _ stroom: UUID,
        op bewaard: [RecordedEvent]
    ) throws(Afwijzing) -> Aanpakwacht {
        var wacht = try wacht(aanpak, bewaard)
        for (nummer, gebeurtenis) in nieuw.enumerated() {
            do throws(Weigering) {
                try wacht.voegToe(gebeurtenis.registratie(van: stroom, versie: bewaard.count + nummer + 1))
            } catch {
                throw gebeurtenis.afwijzing(error)
            }
        }
        return wacht
    }

    /// De wacht over wat van een aanpak is vastgelegd.
    private func wacht(_ aanpak: Aanpakcode, _ bewaard: [RecordedEvent]) throws(Afwijzing) -> Aanpakwacht {
        let registraties = try registraties(bewaard)
        do throws(Invoerfouten) {
            return try Aanpakwacht(aanpak, ingebouwd: Aanpakbestand.ingebouwd[aanpak], registraties)
        } catch {
            throw .intern(code: "LOGBOEK_BESCHADIGD", reden: "an aanpak does not read: \(aanpak)")
        }
    }

    /// Een aanpak in een gemeente; nil als zij er niet is.
    func aanpakdossier(
        _ aanpak: Aanpakcode,
        in log: LogName,
        bekendOp: Moment? = nil,
        totPositie: Int = .max
    ) async throws(Afwijzing) -> Aanpakdossier? {
        let bewaard = try await lees(try CaseHandler.stroom(van: aanpak, in: log), .aanpak, in: log)
        let bekend = bewaard.filter { event in
            event.position <= totPositie && bekendOp.map { event.recordedAt <= $0 } ?? true
        }
        let wacht = try wacht(aanpak, bekend)
        return wacht.beschrijving.map { beschrijving in
            Aanpakdossier(
                code: aanpak,
                versie: bewaard.last?.version ?? 0,
                gebeurtenissen: bekend,
                vastgesteld: wacht.vastgesteld,
                beschrijving: beschrijving,
                vastgesteldeReeks: wacht.vastgesteldeReeks
            )
        }
    }

    /// Een aanpak in de gemeente van de gebruiker, zoals bekend op een moment.
    ///
    /// - Throws: `Afwijzing.nietGevonden` als zij dan niet bekend is.
    public func aanpak(
        _ code: Aanpakcode,
        bekendOp: Moment? = nil,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Aanpakdossier {
        guard let dossier = try await aanpakdossier(code, in: gebruiker.gemeente, bekendOp: bekendOp) else {
            throw .nietGevonden
        }
        return dossier
    }

    /// De aanpakken van de gemeente van de gebruiker, zoals bekend op een moment, op code.
    public func aanpakken(
        bekendOp: Moment? = nil,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> [Aanpakdossier] {
        var dossiers: [Aanpakdossier] = []
        for code in try await codes(in: gebruiker.gemeente).sorted(by: { $0.description < $1.description }) {
            if let dossier = try await aanpakdossier(code, in: gebruiker.gemeente, bekendOp: bekendOp) {
                dossiers.append(dossier)
            }
        }
        return dossiers
    }

    /// De codes van de ingebouwde aanpakken en van die de gemeente zelf vaststelde.
    private func codes(in log: LogName) async throws(Afwijzing) -> Set<Aanpakcode> {
        var codes = Set(kader.profielen.codes)
        let stromen: [UUID]
        do throws(EventStoreError) {
            stromen = try await store.streams(in: log, holding: AanpakprofielVastgesteld.naam)
        } catch {
            throw Afwijzing(error)
        }
        for stroom in stromen {
            let gegevens = try registraties(try await lees(stroom, .aanpak, in: log)).map(\.gegevens)
            codes.formUnion(gegevens.compactMap { ($0 as? AanpakprofielVastgesteld).flatMap { Aanpakcode($0.code) } })
        }
        return codes
    }

    /// Het kader met de aanpakken die dossiers noemen, zoals de gemeente ze vaststelde en een moment ze kende.
    public func kader(
        bij dossiers: [Dossier],
        ook code: Aanpakcode? = nil,
        in log: LogName,
        bekendOp: Moment? = nil
    ) async throws(Afwijzing) -> Toetsingskader {
        let codes = dossiers.reduce(into: Set([code].compactMap(\.self))) { $0.formUnion($1.aanpakken) }
        let lezer = Aanpaklezer(self, in: log, bekendOp: bekendOp)
        return Toetsingskader(try await lezer.profielen(van: codes), kader.normen)
    }
}

/// Leest elke aanpak die een verzoek nodig heeft een keer.
actor Aanpaklezer {
    private let cases: CaseHandler
    private let log: LogName
    private let bekendOp: Moment?
    private let totPositie: Int
    private var gelezen: Set<Aanpakcode> = []
    private var profielen: Aanpakprofielen

    init(_ cases: CaseHandler, in log: LogName, bekendOp: Moment?, totPositie: Int = .max) {
        self.cases = cases
        self.log = log
        self.bekendOp = bekendOp
        self.totPositie = totPositie
        profielen = cases.kader.profielen
    }

    /// De bekende aanpakken, met deze zoals de gemeente ze vaststelde.
    func profielen(van codes: Set<Aanpakcode>) async throws(Afwijzing) -> Aanpakprofielen {
        for code in codes where !gelezen.contains(code) {
            let dossier = try await cases.aanpakdossier(code, in: log, bekendOp: bekendOp, totPositie: totPositie)
            // What the gemeente did not change is as the program has it. Two who ask at once may both read it.
            if gelezen.insert(code).inserted, let reeks = dossier?.vastgesteldeReeks {
                profielen = profielen.met([code: reeks])
            }
        }
        return profielen
    }
}

extension Dossier {
    /// De aanpakken die het dossier noemt, ook in een correctie.
    var aanpakken: Set<Aanpakcode> {
        var codes: Set<Aanpakcode> = []
        for registratie in registraties { codes.formUnion(registratie.gegevens.aanpakken) }
        return codes
    }
}

extension Gegevens {
    /// De aanpakken die een gebeurtenis noemt.
    var aanpakken: [Aanpakcode] {
        switch self {
        case let aanmelding as GezinAangemeld: [aanmelding.aanpak]
        case let correctie as RegistratieGecorrigeerd:
            [correctie.gegevens?.json["aanpak"]?.string.flatMap { Aanpakcode($0) }].compactMap(\.self)
        default: []
        }
    }
}
