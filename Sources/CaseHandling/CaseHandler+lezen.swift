import CivilTime
public import EventStore
public import Gezinstraject
public import Toetsingskader
public import WireValues

/// Een gezin zoals het logboek het kent.
public struct Gezinsdossier: Sendable {
    /// Het gezin.
    public let gezin: UUID
    /// De versie van de stroom.
    public let versie: Int
    /// De bewaarde gebeurtenissen, op versie.
    public let gebeurtenissen: [RecordedEvent]
    /// Dezelfde, gelezen.
    public let dossier: Dossier
}

extension Gezinsdossier {
    /// De effectieve geschiedenis, als het gevraagde traject daarin bestaat.
    func geschiedenis(_ peiling: Peiling, met traject: Int?) throws(Afwijzing) -> Geschiedenis {
        let geschiedenis = dossier.geschiedenis(peiling)
        let laatste = geschiedenis.laatsteTraject
        if let traject, traject > laatste { throw .trajectNietGevonden(laatste: laatste) }
        return geschiedenis
    }
}

extension CaseHandler {
    /// Het dossier van een gezin.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest, `nietGevonden` als het gezin er niet is.
    public func dossier(_ gezin: UUID, voor gebruiker: Gebruiker) async throws(Afwijzing) -> Gezinsdossier {
        guard gebruiker.magDossierLezen else {
            throw .nietBevoegd(wie: Tokenrol.allCases.filter(\.leestDossiers))
        }
        return try await dossier(gezin, in: gebruiker)
    }

    /// De toetsing van een gezin.
    ///
    /// - Parameters:
    ///   - gezin: Het gezin.
    ///   - peiling: De dag en de kennis.
    ///   - traject: Het nummer van het traject; nil voor het laatste.
    ///   - gebruiker: Wie het vraagt.
    /// - Returns: De versie van het gezin en de toetsing.
    /// - Throws: `Afwijzing.nietGevonden` als het gezin er niet is, `trajectNietGevonden` als het traject er niet is.
    public func toetsing(
        _ gezin: UUID,
        _ peiling: Peiling,
        traject: Int? = nil,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> (versie: Int, toetsing: Toetsing) {
        let gelezen = try await dossier(gezin, in: gebruiker)
        _ = try gelezen.geschiedenis(peiling, met: traject)
        let kader = try await kader(bij: [gelezen.dossier], in: gebruiker.gemeente, bekendOp: peiling.bekendOp)
        return (gelezen.versie, kader.beoordeelVolledig(gelezen.dossier, peiling, traject: traject))
    }

    /// Het beeld van een traject van een gezin.
    ///
    /// - Parameters:
    ///   - gezin: Het gezin.
    ///   - peiling: De dag en de kennis.
    ///   - traject: Het nummer van het traject; nil voor het laatste.
    ///   - gebruiker: Wie het vraagt.
    /// - Returns: De versie van het gezin en het beeld.
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest, `nietGevonden` als het gezin er niet is en
    ///   `trajectNietGevonden` als het traject er niet is.
    public func trajectbeeld(
        _ gezin: UUID,
        _ peiling: Peiling,
        traject: Int? = nil,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> (versie: Int, beeld: Trajectbeeld) {
        let gelezen = try await dossier(gezin, voor: gebruiker)
        let geschiedenis = try gelezen.geschiedenis(peiling, met: traject)
        let kader = try await kader(bij: [gelezen.dossier], in: gebruiker.gemeente, bekendOp: peiling.bekendOp)
        return (gelezen.versie, Trajectbeeld(geschiedenis, traject: traject, kader.profielen))
    }

    /// De toetsingen van de gezinnen van een aanpak, een traject per gezin.
    ///
    /// - Parameters:
    ///   - aanpak: De code.
    ///   - gezinnen: Alleen deze gezinnen; nil voor alle.
    ///   - peiling: De dag en de kennis.
    ///   - totPositie: Wat het logboek na deze positie opnam telt niet mee.
    ///   - gebruiker: Wie het vraagt.
    /// - Returns: De toetsingen van de gezinnen die voor deze aanpak zijn aangemeld.
    /// - Throws: `Afwijzing.nietGevonden` als de aanpak niet bestaat of een gekozen gezin er niet is, en
    ///   `ongeldigeInvoer` als een gekozen gezin dan voor een andere aanpak is aangemeld.
    public func toetsingen(
        aanpak: Aanpakcode,
        gezinnen: [UUID]? = nil,
        _ peiling: Peiling,
        totPositie: Int = .max,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> [(gezin: UUID, toetsing: Toetsing)] {
        let lezer = Aanpaklezer(self, in: gebruiker.gemeente, bekendOp: peiling.bekendOp, totPositie: totPositie)
        guard try await lezer.profielen(van: [aanpak]).kent(aanpak) else { throw .nietGevonden }
        let isKeuze = gezinnen != nil
        var toetsingen: [(gezin: UUID, toetsing: Toetsing)] = []
        var aantal = 0
        try await speelAfMetKader(
            gezinnen,
            ook: aanpak,
            bekendOp: peiling.bekendOp,
            totPositie: totPositie,
            in: gebruiker.gemeente
        ) { gelezen, kader throws(Afwijzing) in
            // A chosen family without an aanmelding is assessed under this aanpak (INDICATORS §1.5).
            let kader = isKeuze ? Toetsingskader(kader.profielen.met(anders: aanpak), kader.normen) : kader
            let geschiedenis = gelezen.dossier.geschiedenis(peiling)
            return (gelezen.gezin, kader.beoordeelVoorSelectie(geschiedenis, peildag: peiling.peildag))
        } neem: { (gezin: UUID, toetsing: Toetsing) throws(Afwijzing) in
            aantal += 1
            if toetsing.aanpak == aanpak {
                toetsingen.append((gezin, toetsing))
            } else if isKeuze {
                // A table over fewer families than were chosen would not be what was asked.
                let uitleg = "Gekozen gezin \(aantal) is op deze dag voor een andere aanpak aangemeld."
                throw .ongeldigeInvoer([Afwijzing.Fout(nummer: nil, Invoerfout(.root, .strijdig, uitleg))])
            }
        }
        return toetsingen
    }

    /// De gezinnen van de gemeente van de gebruiker, in de volgorde van registratie.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest.
    public func gezinnen(voor gebruiker: Gebruiker) async throws(Afwijzing) -> [UUID] {
        guard gebruiker.magDossierLezen else {
            throw .nietBevoegd(wie: Tokenrol.allCases.filter(\.leestDossiers))
        }
        return try await gekozen(nil, in: gebruiker.gemeente)
    }

    /// De laatste positie van een logboek.
    public func laatstePositie(in log: LogName) async throws(Afwijzing) -> Int {
        do throws(EventStoreError) {
            return try await store.head(of: log).position
        } catch {
            throw Afwijzing(error)
        }
    }

    func gekozen(_ gezinnen: [UUID]?, in log: LogName) async throws(Afwijzing) -> [UUID] {
        if let gezinnen { return gezinnen }
        do throws(EventStoreError) {
            return try await store.streams(in: log, holding: GezinGeregistreerd.naam)
        } catch {
            throw Afwijzing(error)
        }
    }

    func dossier(
        _ gezin: UUID,
        totPositie: Int = .max,
        in gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Gezinsdossier {
        let bewaard = try await lees(gezin, in: gebruiker.gemeente)
        return try gezinsdossier(gezin, bewaard, totPositie: totPositie)
    }

    func gezinsdossier(
        _ gezin: UUID,
        _ alles: [RecordedEvent],
        totPositie: Int
    ) throws(Afwijzing) -> Gezinsdossier {
        let bewaard = totPositie == .max ? alles : alles.filter { $0.position <= totPositie }
        guard let laatste = bewaard.last else { throw .nietGevonden }
        return Gezinsdossier(
            gezin: gezin,
            versie: laatste.version,
            gebeurtenissen: bewaard,
            dossier: try dossier(bewaard)
        )
    }
}
