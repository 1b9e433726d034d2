public import CivilTime
public import EventStore
internal import Gezinstraject
public import ReadModels
import Toetsingskader
public import WireValues

extension CaseHandler {
    /// De standen van gezinnen zoals het logboek ze tot en met een positie kent, zonder tekst te ontsleutelen.
    ///
    /// - Parameters:
    ///   - gezinnen: De gezinnen; wie er dan nog niet is wordt overgeslagen.
    ///   - positie: Wat het logboek daarna opnam telt niet mee.
    ///   - horizon: Tot en met deze dag worden tijdvakken vooruit berekend.
    ///   - kas: Wat eerder berekend is, om van verder te gaan; zonder wordt alles opnieuw berekend.
    ///   - log: De gemeente.
    /// - Returns: Van elk gezin de stand, in de volgorde van de vraag.
    /// - Throws: `Afwijzing` van het eerste gezin waarvan het niet lukt.
    public func standen(
        _ gezinnen: [UUID],
        totPositie positie: Int,
        horizon: Dag,
        kas: Standenkas? = nil,
        in log: LogName
    ) async throws(Afwijzing) -> [(gezin: UUID, stand: Gezinsstand)] {
        var standen: [(gezin: UUID, stand: Gezinsstand)] = []
        try await speelAfMetKader(gezinnen, totPositie: positie, magOntbreken: true, in: log) {
            gelezen,
            kader throws(Afwijzing) in
            let stand =
                kas?.stand(gelezen, kader, horizon: horizon, in: log)
                ?? Gezinsstand(gelezen.dossier, kader, horizon: horizon)
            return (gezin: gelezen.gezin, stand: stand)
        } neem: { (stand: (gezin: UUID, stand: Gezinsstand)) throws(Afwijzing) in
            standen.append(stand)
        }
        return standen
    }

    /// De gezinnen van wie de stand door deze gebeurtenissen een andere kan zijn.
    ///
    /// Wat over een aanpak is vastgelegd kan elk gezin raken, want welke gezinnen haar noemen staat niet in het logboek
    /// van de aanpak. Een toetsing raakt er geen.
    ///
    /// - Throws: `Afwijzing` als het logboek niet te lezen is.
    public func geraakt(door gebeurtenissen: [RecordedEvent], in log: LogName) async throws(Afwijzing) -> [UUID] {
        var gezinnen: [UUID] = []
        var gezien: Set<UUID> = []
        var raaktAlle = false
        for gebeurtenis in gebeurtenissen {
            switch gebeurtenis.soort {
            case .gezin, nil: if gezien.insert(gebeurtenis.stream).inserted { gezinnen.append(gebeurtenis.stream) }
            case .aanpak: raaktAlle = true
            case .toetsing: break
            }
        }
        guard raaktAlle else { return gezinnen }
        return gezinnen + (try await gekozen(nil, in: log)).filter { !gezien.contains($0) }
    }

    /// De dag tot en met welke standen nu vooruit berekend worden: de laatste van het tweede jaar na dit.
    ///
    /// Het hele jaar dezelfde, zodat wie nu opnieuw rekent hetzelfde vindt als wie dat eerder deed.
    public var horizon: Dag { Dag(jaar: vandaag.datum.jaar + 2, maand: 12, dag: 31) ?? .laatste }
}
