import EventStore
import Gezinstraject
import Synchronization

/// De gezinnen waarop het laatst is vastgelegd, elk met zijn stand: wie achteraan toevoegt leest het gezin niet opnieuw.
///
/// Een stand is een vermoeden en nooit het bewijs: het logboek neemt alleen op wat op de verwachte versie bouwt, en een
/// weigering wordt altijd uit het logboek zelf afgeleid, want een andere server kan intussen geschreven hebben.
///
/// Er zijn twee helften. Is de jonge vol, dan wordt zij de oude en vervalt wat daar nog stond; wat gebruikt wordt is
/// weer jong. Zo blijft het geheugen begrensd zonder dat iemand een volgorde bijhoudt.
final class Gezinskas: Sendable {
    /// Een gezin zoals het na een versie was.
    struct Stand: Sendable {
        var wacht: Dossierwacht
        /// De versie van de stroom van elke aanpak waarmee de wacht is opgezet.
        let aanpakken: [Aanpakcode: Int]
        /// Hoeveel bytes aan gegevens erin staan.
        var gegevensbytes: Int
        /// Wanneer het gezin uit het logboek gelezen is.
        let gelezenOp = ContinuousClock.now

        var versie: Int { wacht.dossier.versie }

        /// Hoeveel geheugen de stand hoogstens inneemt, in bytes.
        var omvang: Int {
            Gezinskas.bytesPerGezin + versie * Gezinskas.bytesPerGebeurtenis
                + gegevensbytes * Gezinskas.bytesPerGegevensbyte
        }
    }

    // `Ops/bench --alleen memory` measured 1,785 bytes for a family of 1 event and 53,811 for one of
    // 109, which is some 500 an event. Of the random families of the tests it was 770 an event, and text once its size.
    // Rounded up: 128 MiB hold some 100,000 events, in half as much memory.
    private static let bytesPerGezin = 2048
    private static let bytesPerGebeurtenis = 1024
    private static let bytesPerGegevensbyte = 2

    private struct Helften {
        var jong: [Gezinsloket.Plek: Stand] = [:]
        var oud: [Gezinsloket.Plek: Stand] = [:]
        var omvangVanJong = 0
        var jongSinds = ContinuousClock.now

        mutating func wissel() {
            oud = jong
            jong = [:]
            omvangVanJong = 0
            jongSinds = .now
        }
    }

    private let bytesPerHelft: Int
    private let houdbaarheid: Duration
    private let helften = Mutex(Helften())

    /// Een lege kas.
    ///
    /// - Parameters:
    ///   - bytes: Zoveel geheugen nemen alle standen samen hoogstens in; met 0 bewaart zij niets.
    ///   - houdbaarheid: Zo lang na het lezen wordt een stand nog gebruikt. Wordt de sleutel van een gezin vernietigd,
    ///     dan is ook wat hier van het gezin stond daarna vervallen, zoals de sleutel zelf (`KeyRing`).
    init(bytes: Int = 128 << 20, houdbaarheid: Duration = .seconds(60)) {
        bytesPerHelft = bytes / 2
        self.houdbaarheid = houdbaarheid
    }

    /// Hoeveel bytes de standen samen hoogstens innemen.
    var omvang: Int {
        helften.withLock { helften in
            [helften.jong, helften.oud].joined().reduce(0) { $0 + $1.value.omvang }
        }
    }

    /// Haalt de stand van een gezin eruit; wie hem neemt brengt hem terug, of niet als hij niet meer klopt.
    func neem(_ plek: Gezinsloket.Plek) -> Stand? {
        let stand: Stand? = helften.withLock { helften in
            if let stand = helften.jong.removeValue(forKey: plek) {
                helften.omvangVanJong -= stand.omvang
                return stand
            }
            return helften.oud.removeValue(forKey: plek)
        }
        guard let stand, .now - stand.gelezenOp < houdbaarheid else { return nil }
        return stand
    }

    /// Zet de stand van een gezin erin, in de plaats van een vorige.
    func zet(_ stand: Stand, _ plek: Gezinsloket.Plek) {
        var stand = stand
        stand.wacht.rust()
        _ = neem(plek)
        let omvang = stand.omvang
        guard omvang <= bytesPerHelft else { return }
        helften.withLock { helften in
            let isVerouderd = .now - helften.jongSinds >= houdbaarheid
            if isVerouderd || helften.omvangVanJong + omvang > bytesPerHelft { helften.wissel() }
            helften.jong[plek] = stand
            helften.omvangVanJong += omvang
        }
    }
}
