/// Decimal digits of a fixed width.
enum Cijfers {
    /// The number these digits spell, or nil when one is not a digit or there is none.
    static func getal(_ tekens: some Collection<UInt8>) -> Int? {
        guard !tekens.isEmpty, tekens.count <= 18 else { return nil }
        var getal = 0
        for teken in tekens {
            let cijfer = teken &- UInt8(ascii: "0")
            guard cijfer < 10 else { return nil }
            getal = getal * 10 + Int(cijfer)
        }
        return getal
    }

    /// `getal` (not negative) in at least `breedte` digits, with zeroes in front.
    static func tekst(_ getal: Int, breedte: Int) -> String {
        let cijfers = String(getal)
        return String(repeating: "0", count: max(0, breedte - cijfers.count)) + cijfers
    }
}
