import EventStore
import Gezinstraject
import Synchronization

/// De aanpakken die het laatst gelezen zijn, even bewaard.
///
/// Een nieuwe versie van een aanpak verandert niets aan wat al is vastgelegd, en gaat in op een dag. Wie op een andere
/// server in dezelfde seconde nog op de vorige bouwt, had dat een seconde eerder ook gedaan.
final class Aanpakkas: Sendable {
    /// Een aanpak zoals haar stroom na een versie was.
    struct Stand: Sendable {
        let versie: Int
        /// Wat de gemeente vaststelde; nil als zij haar gebruikt zoals zij is.
        let reeks: Aanpakreeks?
    }

    private struct Plek: Hashable {
        let gemeente: LogName
        let code: Aanpakcode
    }

    private struct Inhoud {
        var standen: [Plek: (stand: Stand, gelezenOp: ContinuousClock.Instant)] = [:]
        /// Hoe vaak er iets vergeten is: wat daarvoor werd gelezen kan verouderd zijn.
        var vergeten = 0
    }

    private let houdbaarheid: Duration
    private let grootste: Int
    private let inhoud = Mutex(Inhoud())

    /// Een lege kas, voor zoveel aanpakken, elk zo lang na het lezen.
    init(houdbaarheid: Duration = .seconds(1), grootste: Int = 1000) {
        self.houdbaarheid = houdbaarheid
        self.grootste = grootste
    }

    /// De stand van een aanpak: bewaard, of anders zoals `lees` haar vindt.
    func stand(
        van code: Aanpakcode,
        in gemeente: LogName,
        _ lees: () async throws(Afwijzing) -> Stand
    ) async throws(Afwijzing) -> Stand {
        let plek = Plek(gemeente: gemeente, code: code)
        let begin = ContinuousClock.now
        let (bewaard, vergeten) = inhoud.withLock { ($0.standen[plek], $0.vergeten) }
        if let bewaard, begin - bewaard.gelezenOp < houdbaarheid { return bewaard.stand }
        let gelezen = try await lees()
        inhoud.withLock { inhoud in
            // Somebody recorded something meanwhile: this may be what was there before.
            guard inhoud.vergeten == vergeten else { return }
            if inhoud.standen.count >= grootste { inhoud.standen = [:] }
            inhoud.standen[plek] = (gelezen, begin)
        }
        return gelezen
    }

    /// Er is zojuist misschien iets over de aanpak vastgelegd.
    func vergeet(_ code: Aanpakcode, in gemeente: LogName) {
        inhoud.withLock { inhoud in
            inhoud.standen[Plek(gemeente: gemeente, code: code)] = nil
            inhoud.vergeten += 1
        }
    }
}
