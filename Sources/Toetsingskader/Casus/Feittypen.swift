import Gezinstraject

/// Een verzameling typen gebeurtenissen, klein genoeg om er voor elk oordeel een bij te houden.
struct Feittypen: Hashable {
    private var woorden: (UInt64, UInt64, UInt64) = (0, 0, 0)

    /// Geen typen.
    init() {}

    /// Deze typen.
    init(_ typen: some Sequence<Feittype>) {
        for type in typen { voegToe(type) }
    }

    /// Alle typen.
    static let alle = Feittypen(Feittype.allCases)

    mutating func voegToe(_ type: Feittype) {
        let bit: UInt64 = 1 << UInt64(type.rawValue & 63)
        switch type.rawValue >> 6 {
        case 0: woorden.0 |= bit
        case 1: woorden.1 |= bit
        default: woorden.2 |= bit
        }
    }

    func bevat(_ type: Feittype) -> Bool { deelt(Feittypen([type])) }

    /// Of er een type in beide staat.
    func deelt(_ andere: Feittypen) -> Bool {
        (woorden.0 & andere.woorden.0) | (woorden.1 & andere.woorden.1) | (woorden.2 & andere.woorden.2) != 0
    }

    static func == (links: Feittypen, rechts: Feittypen) -> Bool { links.woorden == rechts.woorden }

    func hash(into hasher: inout Hasher) {
        hasher.combine(woorden.0)
        hasher.combine(woorden.1)
        hasher.combine(woorden.2)
    }
}
