import EventStore
import Synchronization
import WireValues

/// Laat van de schrijvers op hetzelfde gezin er telkens een door, in volgorde van aankomst.
///
/// Twee gelijktijdige verzoeken op een gezin kunnen niet allebei op dezelfde versie bouwen. Zonder loket zou op een
/// druk gezin telkens een slagen en moesten alle andere opnieuw lezen. De versie in het logboek blijft de waarheid:
/// een andere server kent dit loket niet.
final class Gezinsloket: Sendable {
    /// Een gezin binnen zijn gemeente; wat een andere gemeente onder dezelfde id schrijft staat hier buiten.
    struct Plek: Hashable, Sendable {
        let gemeente: LogName
        let gezin: UUID
    }

    private struct Wachtende {
        let nummer: Int
        let beurt: CheckedContinuation<Bool, Never>
    }

    private struct Stand {
        /// Wie er op een gezin wacht; een gezin dat hier niet in staat is vrij.
        var rijen: [Plek: [Wachtende]] = [:]
        var laatsteNummer = 0
    }

    private let langsteRij: Int
    private let stand = Mutex(Stand())

    /// Een loket waar niemand wacht; wie een rij van deze lengte vindt wordt weggestuurd.
    init(langsteRij: Int = 200) {
        self.langsteRij = langsteRij
    }

    /// Hoeveel schrijvers er op een gezin wachten; nil als het vrij is.
    func aantalWachtenden(op plek: Plek) -> Int? {
        stand.withLock { $0.rijen[plek]?.count }
    }

    /// Voert `werk` uit als eerste van wie op dit gezin wacht.
    ///
    /// - Throws: `Afwijzing.nietBeschikbaar` als de rij te lang is of als wie wacht het opgeeft; `werk` is dan niet
    ///   begonnen.
    func metGezin<Uitkomst: Sendable>(
        _ plek: Plek,
        _ werk: () async throws(Afwijzing) -> Uitkomst
    ) async throws(Afwijzing) -> Uitkomst {
        try await neem(plek)
        defer { geefDoor(plek) }
        return try await werk()
    }

    private func neem(_ plek: Plek) async throws(Afwijzing) {
        let nummer = stand.withLock { stand in
            stand.laatsteNummer += 1
            return stand.laatsteNummer
        }
        let isAanDeBeurt = await withTaskCancellationHandler {
            await withCheckedContinuation { beurt in sluitAan(plek, Wachtende(nummer: nummer, beurt: beurt)) }
        } onCancel: {
            verlaat(plek, nummer)
        }
        guard isAanDeBeurt else { throw .nietBeschikbaar(reden: "stopped waiting for other writers on the family") }
    }

    private func sluitAan(_ plek: Plek, _ wachtende: Wachtende) {
        let antwoord: Bool? = stand.withLock { stand in
            // Cancelled before it stood in the row: `verlaat` has looked for it in vain, or will.
            if Task.isCancelled { return false }
            guard let rij = stand.rijen[plek] else {
                stand.rijen[plek] = []
                return true
            }
            guard rij.count < langsteRij else { return false }
            stand.rijen[plek, default: []].append(wachtende)
            return nil
        }
        if let antwoord { wachtende.beurt.resume(returning: antwoord) }
    }

    private func verlaat(_ plek: Plek, _ nummer: Int) {
        let weg = stand.withLock { stand -> Wachtende? in
            guard let plaats = stand.rijen[plek]?.firstIndex(where: { $0.nummer == nummer }) else { return nil }
            return stand.rijen[plek]?.remove(at: plaats)
        }
        weg?.beurt.resume(returning: false)
    }

    private func geefDoor(_ plek: Plek) {
        let volgende = stand.withLock { stand -> Wachtende? in
            guard let rij = stand.rijen[plek], !rij.isEmpty else {
                stand.rijen[plek] = nil
                return nil
            }
            return stand.rijen[plek]?.removeFirst()
        }
        volgende?.beurt.resume(returning: true)
    }
}
