import EventStore
import Gezinstraject
import WireValues

extension CaseHandler {
    /// Legt een voorstel vast op de bewaarde stand van het gezin, zonder het gezin te lezen.
    ///
    /// - Returns: Het ontvangstbewijs; nil als er niets is vastgelegd en het logboek zelf gelezen moet worden: een
    ///   afwijzing volgt nooit uit een bewaarde stand.
    /// - Throws: `Afwijzing` als de opslag het laat afweten.
    func legVastOpStand(
        _ voorstel: Voorstel,
        _ plek: Gezinsloket.Plek,
        verwacht: ExpectedVersion
    ) async throws(Afwijzing) -> Ontvangst? {
        // Taken out, so that nothing is copied when it changes, and nothing stays when it turns out to be wrong.
        guard var stand = gezinskas.neem(plek), stand.past(bij: voorstel, verwacht) else { return nil }
        for (code, versie) in stand.aanpakken {
            guard try await aanpakstand(van: code, in: plek.gemeente).versie == versie else { return nil }
        }
        let versie = stand.versie
        do throws(Afwijzing) {
            try stand.volg(voorstel.gebeurtenissen, van: plek.gezin)
        } catch {
            return nil
        }
        let events = voorstel.gebeurtenissen.map(\.event)
        let verzoek = AppendRequest(stream: plek.gezin, expected: .exactly(versie), events: events)
        switch try await append(verzoek, van: voorstel, in: plek.gemeente) {
        case .appended(let vastgelegd):
            gezinskas.zet(stand, plek)
            return Ontvangst(gebeurtenissen: voorstel.opVolgorde(vastgelegd), aantalNieuw: vastgelegd.count)
        case .conflict, .exists: return nil
        }
    }

    /// Legt een voorstel vast op het gezin zoals het in het logboek staat, en bewaart de stand daarna.
    func legVastOpLogboek(
        _ voorstel: Voorstel,
        _ plek: Gezinsloket.Plek,
        verwacht: ExpectedVersion
    ) async throws(Afwijzing) -> Ontvangst {
        var stand: Gezinskas.Stand?
        let ontvangst = try await legVast(voorstel, stroom: plek.gezin, verwacht: verwacht, in: plek.gemeente) {
            nieuw,
            bewaard async throws(Afwijzing) in
            stand = try await toets(nieuw, van: plek.gezin, op: bewaard, in: plek.gemeente)
        }
        // Of a repetition the stand, if there is one, is of a round that recorded nothing.
        if let stand, ontvangst.aantalNieuw > 0 { gezinskas.zet(stand, plek) }
        return ontvangst
    }

    /// De aanpakken die dossiers noemen, voor wie nu vastlegt.
    func aanpakstanden(
        van codes: Set<Aanpakcode>,
        in log: LogName
    ) async throws(Afwijzing) -> [Aanpakcode: Aanpakkas.Stand] {
        var standen: [Aanpakcode: Aanpakkas.Stand] = [:]
        for code in codes { standen[code] = try await aanpakstand(van: code, in: log) }
        return standen
    }

    private func aanpakstand(van code: Aanpakcode, in log: LogName) async throws(Afwijzing) -> Aanpakkas.Stand {
        try await aanpakkas.stand(van: code, in: log) { () async throws(Afwijzing) in
            let dossier = try await aanpakdossier(code, in: log)
            return Aanpakkas.Stand(versie: dossier?.versie ?? 0, reeks: dossier?.vastgesteldeReeks)
        }
    }
}

extension Gezinskas.Stand {
    /// Of het voorstel hierop getoetst kan worden.
    ///
    /// Wie iets herhaalt, overneemt of op een andere versie bouwt, een gemeente verbetert, of een aanpak noemt die hier
    /// nog niet bij was, heeft het logboek nodig.
    fileprivate func past(bij voorstel: Voorstel, _ verwacht: ExpectedVersion) -> Bool {
        if case .exactly(let gevraagd) = verwacht, gevraagd != versie { return false }
        return voorstel.gebeurtenissen.allSatisfy { gebeurtenis in
            wacht.dossier[gebeurtenis.event.id] == nil && !gebeurtenis.invoer.isImport
                && !gebeurtenis.noemtGemeente
                && gebeurtenis.invoer.gegevens.aanpakken.allSatisfy { aanpakken[$0] != nil }
        }
    }

    /// Neemt gebeurtenissen op.
    ///
    /// Hun moment van vastleggen is straks dat van de database en is hier dat van het voorstel; de wacht kijkt er niet
    /// naar, want voor wie vastlegt is alles bekend.
    ///
    /// - Throws: `Afwijzing` als een ervan niet kan; de stand is dan niet meer te gebruiken.
    mutating func volg(_ nieuw: [Voorstel.Gebeurtenis], van gezin: UUID) throws(Afwijzing) {
        for gebeurtenis in nieuw {
            do throws(Weigering) {
                try wacht.voegToe(gebeurtenis.registratie(van: gezin, versie: versie + 1))
            } catch {
                throw gebeurtenis.afwijzing(error)
            }
            gegevensbytes += gebeurtenis.event.gegevensbytes
        }
    }
}

extension NewEvent {
    /// Hoeveel bytes aan gegevens erin staan.
    var gegevensbytes: Int { data.count + (accordingTo?.utf8.count ?? 0) }
}
