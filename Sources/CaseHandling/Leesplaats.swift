public import EventStore
import WireValues

/// Tot waar iemand een logboek las, zoals hij het zelf bewaart.
///
/// Wat hij terugkreeg is `<tijdperk>-<positie>-<begin van de hash>`: genoeg om te merken dat het logboek op die plaats
/// intussen een ander verleden heeft. Een positie alleen mag ook, en bewijst niets over wat eraan voorafging.
public struct Leesplaats: Hashable, Sendable {
    /// De laatste positie die gelezen is; 0 voor geen.
    public let positie: Int

    private let bewijs: Bewijs?

    private struct Bewijs: Hashable {
        let tijdperk: Int
        let hash: [UInt8]
    }

    /// Zoveel bytes van de hash: een ander verleden met hetzelfde begin komt niet bij toeval voor.
    private static let hashlengte = 8

    /// Voor de eerste gebeurtenis.
    public static let begin = Leesplaats(positie: 0, bewijs: nil)

    /// De plaats na een gebeurtenis.
    public init(na head: LogHead) {
        let hash = Array(head.hash.prefix(Leesplaats.hashlengte))
        self.init(positie: head.position, bewijs: Bewijs(tijdperk: head.epoch, hash: hash))
    }

    /// De plaats die zo geschreven is, of nil voor elke andere tekst: elke plaats wordt op een manier geschreven.
    public init?(_ tekst: some StringProtocol) {
        let delen = tekst.split(separator: "-", omittingEmptySubsequences: false)
        let getallen = delen.prefix(2).map { Leesplaats.getal($0) }
        switch (delen.count, getallen.first ?? nil, getallen.last ?? nil) {
        case (1, let positie?, _): self.init(positie: positie, bewijs: nil)
        case (3, let tijdperk?, let positie?):
            guard tijdperk > 0, let hash = Hexadecimal.decode(delen[2]), hash.count == Leesplaats.hashlengte else {
                return nil
            }
            self.init(positie: positie, bewijs: Bewijs(tijdperk: tijdperk, hash: hash))
        default: return nil
        }
    }

    private init(positie: Int, bewijs: Bewijs?) {
        (self.positie, self.bewijs) = (positie, bewijs)
    }

    /// Het logboek waar deze plaats in ligt, met op die positie deze hash; nil als er iets anders gelezen is.
    func controlepunt(in log: LogName, hash: [UInt8]) -> Checkpoint? {
        if let bewijs, !hash.starts(with: bewijs.hash) { return nil }
        // Of a position alone nobody says in which epoch it was read.
        return Checkpoint(log: log, head: LogHead(epoch: bewijs?.tijdperk ?? 1, position: positie, hash: hash))
    }

    /// Een getal van hoogstens 15 cijfers, zonder nullen ervoor.
    private static func getal(_ tekst: some StringProtocol) -> Int? {
        let cijfers = tekst.utf8
        guard (1...15).contains(cijfers.count), cijfers.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }),
            cijfers.count == 1 || cijfers.first != UInt8(ascii: "0")
        else { return nil }
        return Int(tekst)
    }
}

extension Leesplaats: CustomStringConvertible {
    /// De plaats zoals `init(_:)` haar leest.
    public var description: String {
        guard let bewijs else { return String(positie) }
        return "\(bewijs.tijdperk)-\(positie)-\(Hexadecimal.encode(bewijs.hash))"
    }
}
