import CivilTime
import EventStore
import Gezinstraject
import ReadModels
import Synchronization
import Toetsingskader
import WireValues

/// De standen die het laatst berekend zijn: wie er gebeurtenissen bij krijgt gaat daarvan verder.
///
/// Een bewaarde stand is een tussenstap en nooit het bewijs: zij wordt alleen gebruikt als het gelezen dossier met
/// dezelfde gebeurtenissen begint en kader en horizon dezelfde zijn, en de uitkomst is die van helemaal opnieuw rekenen.
public final class Standenkas: Sendable {
    private struct Plek: Hashable {
        let log: LogName
        let gezin: UUID
    }

    private struct Bewaard {
        let stand: Gezinsstand
        let kader: Toetsingskader
        /// Hoeveel registraties erin zitten, en de laatste daarvan.
        let aantal: Int
        let laatste: UUID

        /// Of een dossier begint met wat hier in zit.
        func begint(_ registraties: [Registratie]) -> Bool {
            aantal <= registraties.count && registraties[aantal - 1].id == laatste
        }
    }

    /// Is de jonge helft vol, dan wordt zij de oude en vervalt wat daar nog stond; zo blijft het geheugen begrensd.
    private struct Helften {
        var jong: [Plek: Bewaard] = [:]
        var oud: [Plek: Bewaard] = [:]
    }

    private let perHelft: Int
    private let helften = Mutex(Helften())

    /// Een lege kas voor zoveel gezinnen; een stand van honderden rijen is enkele tientallen kilobytes.
    public init(gezinnen: Int = 1024) {
        perHelft = max(1, gezinnen / 2)
    }

    /// De stand van een dossier, verder vanaf de bewaarde als dat kan.
    func stand(_ gelezen: Gezinsdossier, _ kader: Toetsingskader, horizon: Dag, in log: LogName) -> Gezinsstand {
        let plek = Plek(log: log, gezin: gelezen.gezin)
        let registraties = gelezen.dossier.registraties
        guard let laatste = registraties.last else { return Gezinsstand(gelezen.dossier, kader, horizon: horizon) }
        let eerder = helften.withLock { $0.jong.removeValue(forKey: plek) ?? $0.oud.removeValue(forKey: plek) }
        let stand: Gezinsstand
        if let eerder, eerder.begint(registraties), eerder.stand.horizon == horizon, eerder.kader == kader {
            let nieuw = Array(registraties.dropFirst(eerder.aantal))
            stand =
                nieuw.isEmpty
                ? eerder.stand : Gezinsstand(gelezen.dossier, kader, horizon: horizon, na: eerder.stand, met: nieuw)
        } else {
            stand = Gezinsstand(gelezen.dossier, kader, horizon: horizon)
        }
        zet(Bewaard(stand: stand, kader: kader, aantal: registraties.count, laatste: laatste.id), plek)
        return stand
    }

    private func zet(_ bewaard: Bewaard, _ plek: Plek) {
        helften.withLock { helften in
            if helften.jong.count >= perHelft { (helften.oud, helften.jong) = (helften.jong, [:]) }
            helften.jong[plek] = bewaard
        }
    }
}
