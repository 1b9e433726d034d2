public import EventStore
public import Gezinstraject
import WireValues

/// Waar in een of meer bestanden de regels van elk gezin, elke aanpak en elke toetsing staan.
///
/// Een bestand kan veel groter zijn dan het geheugen, en de regels van een gezin kunnen er overal in staan: de export van
/// een logboek heeft ze in volgorde van vastleggen. De index leest elke regel net ver genoeg om te weten waarvan zij is
/// en onthoudt alleen haar plaats, in 16 bytes.
public struct Bestandsindex: Sendable {
    /// De plaats van een regel.
    public struct Plaats: Sendable {
        /// Het nummer van het bestand, vanaf 0 in de volgorde waarin zij gelezen zijn.
        public let bestand: Int
        /// Het nummer van de regel, vanaf 1.
        public let nummer: Int
        /// De bytes in het bestand, zonder het regeleinde.
        public let bytes: Range<Int>
    }

    /// Waarvan regels zijn.
    public struct Deel: Sendable {
        /// Het gezin, de aanpak of de toetsing.
        public let stroom: Stroom
        /// De gemeente waarin het gezin geregistreerd of de aanpak vastgesteld is; nil als die er niet staat.
        public let gemeente: LogName?
        /// Of er een gemeente genoemd wordt, ook als zij niet te lezen is.
        public let noemtGemeente: Bool
        fileprivate let eerste: UInt32
    }

    /// De naam van elk bestand.
    public private(set) var namen: [String] = []
    /// De eerste fouten: regels waarvan niet te zeggen is van welk gezin, welke aanpak of welke toetsing zij zijn.
    public private(set) var fouten: [Bestand.Fout] = []
    /// Hoeveel fouten er zijn.
    public private(set) var aantalFouten = 0

    /// Meer fouten leest niemand.
    private static let meesteFouten = 50
    /// Langer is geen regel die iemand schreef: een vergeten regeleinde of een ander soort bestand.
    private static let langsteRegel = 16 << 20
    /// Na de laatste regel van een stroom komt er geen.
    private static let geen = UInt32.max
    private static let ongenoemd: Int32 = -1
    private static let onleesbaar: Int32 = -2

    /// Elke regel van elk bestand, ook een lege: haar nummer volgt uit haar plaats in deze lijst.
    private var regels: [Regel] = []
    private var stromen: [Kop] = []
    private var plaatsVanStroom: [Stroom: UInt32] = [:]
    private var eersteRegels: [Int] = []
    private var gemeenten: [LogName] = []
    private var splitser = Regelsplitser(langste: langsteRegel)
    private var isBegonnen = false
    private var isGeenBestand = false

    private struct Regel {
        var begin: UInt64
        var lengte: UInt32
        /// De volgende regel van dezelfde stroom.
        var volgende: UInt32
    }

    private struct Kop {
        let stroom: Stroom
        /// Het nummer in `gemeenten`, `ongenoemd` of `onleesbaar`.
        var gemeente: Int32
        let eerste: UInt32
        var laatste: UInt32
    }

    /// Een index van niets.
    public init() {}

    // MARK: Lezen

    /// Begint een bestand; wat hierna gelezen wordt is daarvan.
    public mutating func begin(_ naam: String) {
        namen.append(naam)
        eersteRegels.append(regels.count)
        splitser = Regelsplitser(langste: Bestandsindex.langsteRegel)
        (isBegonnen, isGeenBestand) = (false, false)
    }

    /// Leest het volgende blok van het bestand.
    public mutating func lees(_ blok: UnsafeBufferPointer<UInt8>) {
        guard !isGeenBestand else { return }
        var splitser = splitser
        // While it works it is the only one that has its text.
        self.splitser = Regelsplitser(langste: 0)
        splitser.lees(blok) { neem($0) }
        self.splitser = splitser
    }

    /// Het bestand is gelezen.
    public mutating func eindig() {
        guard !isGeenBestand else { return }
        var splitser = splitser
        splitser.eindig { neem($0) }
    }

    private mutating func neem(_ regel: Regelsplitser.Regel) {
        guard !isGeenBestand, let eersteRegel = eersteRegels.last else { return }
        var (begin, tekst) = (regel.begin, regel.tekst)
        // What Windows puts before a text is no part of it (RFC 8259, section 8.1).
        if begin == 0, let volle = tekst, volle.starts(with: [0xef, 0xbb, 0xbf]) {
            begin = 3
            tekst = UnsafeBufferPointer(rebasing: volle[3...])
        }
        regels.append(Regel(begin: UInt64(begin), lengte: UInt32(clamping: tekst?.count ?? 0), volgende: Self.geen))
        guard let tekst else {
            return meld(regels.count - eersteRegel, "TE_GROOT", "Deze regel is langer dan 16 MiB.")
        }
        guard !tekst.allSatisfy(\.isWit) else { return }
        if !isBegonnen {
            isBegonnen = true
            guard Regellezer.begintAlsRegel(tekst) else {
                isGeenBestand = true
                return meld(regels.count - eersteRegel, "GEEN_JSON", Regellezer.geenBestand)
            }
        }
        zoekStroom(tekst, nummer: regels.count - eersteRegel)
    }

    private mutating func zoekStroom(_ tekst: UnsafeBufferPointer<UInt8>, nummer: Int) {
        if let kop = Regelkop(snel: tekst) { return voegToe(kop) }
        do throws(Bestand.Fouten) {
            voegToe(try Regellezer.kop(tekst, namen.last ?? "", nummer))
        } catch {
            for fout in error.fouten { meld(fout) }
        }
    }

    private mutating func voegToe(_ kop: Regelkop) {
        let regel = UInt32(regels.count - 1)
        if let plaats = plaatsVanStroom[kop.stroom] {
            let vorige = stromen[Int(plaats)].laatste
            regels[Int(vorige)].volgende = regel
            stromen[Int(plaats)].laatste = regel
        } else {
            plaatsVanStroom[kop.stroom] = UInt32(stromen.count)
            stromen.append(Kop(stroom: kop.stroom, gemeente: Self.ongenoemd, eerste: regel, laatste: regel))
        }
        guard let gemeente = kop.gemeente, let plaats = plaatsVanStroom[kop.stroom] else { return }
        // The first that its lines name.
        if stromen[Int(plaats)].gemeente == Self.ongenoemd { stromen[Int(plaats)].gemeente = nummer(van: gemeente) }
    }

    private mutating func nummer(van genoemd: Regelkop.Gemeente) -> Int32 {
        guard case .genoemd(let gemeente) = genoemd else { return Self.onleesbaar }
        if let plaats = gemeenten.firstIndex(of: gemeente) { return Int32(plaats) }
        gemeenten.append(gemeente)
        return Int32(gemeenten.count - 1)
    }

    private mutating func meld(_ nummer: Int, _ code: String, _ uitleg: String) {
        let naam = namen.last ?? ""
        meld(Bestand.Fout(bestand: naam, regel: nummer, plaats: .root, code: code, uitleg: uitleg))
    }

    private mutating func meld(_ fout: Bestand.Fout) {
        aantalFouten += 1
        if fouten.count < Bestandsindex.meesteFouten { fouten.append(fout) }
    }

    // MARK: Wat er gevonden is

    /// De gemeenten die de bestanden noemen.
    public var genoemdeGemeenten: Set<LogName> { Set(gemeenten) }

    /// Hoeveel gezinnen, aanpakken of toetsingen er zijn.
    public func aantal(_ soort: Stroomsoort) -> Int { stromen.count { $0.stroom.soort == soort } }

    /// De gezinnen, aanpakken of toetsingen, in de volgorde waarin zij voor het eerst voorkomen.
    public func delen(_ soort: Stroomsoort) -> some Sequence<Deel> {
        stromen.lazy.filter { $0.stroom.soort == soort }.map { kop in
            Deel(
                stroom: kop.stroom,
                gemeente: kop.gemeente < 0 ? nil : gemeenten[Int(kop.gemeente)],
                noemtGemeente: kop.gemeente != Bestandsindex.ongenoemd,
                eerste: kop.eerste
            )
        }
    }

    /// De regels van een deel, in de volgorde van de bestanden.
    public func regels(van deel: Deel) -> [Plaats] {
        var plaatsen: [Plaats] = []
        var bestand = 0
        var nummer = deel.eerste
        while nummer != Self.geen {
            let regel = regels[Int(nummer)]
            while bestand + 1 < eersteRegels.count, eersteRegels[bestand + 1] <= Int(nummer) { bestand += 1 }
            let begin = Int(regel.begin)
            plaatsen.append(
                Plaats(
                    bestand: bestand,
                    nummer: Int(nummer) - eersteRegels[bestand] + 1,
                    bytes: begin..<begin + Int(regel.lengte)
                )
            )
            nummer = regel.volgende
        }
        return plaatsen
    }
}
