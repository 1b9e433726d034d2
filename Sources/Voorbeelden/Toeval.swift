/// Een toevalsbron die bij hetzelfde zaad altijd hetzelfde geeft (SplitMix64).
public struct Toeval: RandomNumberGenerator, Sendable {
    private var toestand: UInt64

    /// De bron bij een zaad.
    ///
    /// Niet vermenigvuldigd met de stap van de bron zelf: dan was het ene zaad het andere, een getal verder.
    public init(zaad: UInt64) { toestand = zaad &* 0xD1B5_4A32_D192_ED03 }

    /// Het volgende getal.
    public mutating func next() -> UInt64 {
        toestand &+= 0x9E37_79B9_7F4A_7C15
        var getal = toestand
        getal = (getal ^ (getal >> 30)) &* 0xBF58_476D_1CE4_E5B9
        getal = (getal ^ (getal >> 27)) &* 0x94D0_49BB_1331_11EB
        return getal ^ (getal >> 31)
    }

    /// Waar, in zoveel van de honderd gevallen.
    public mutating func kans(_ procent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < procent }

    /// Een van deze; er is er minstens een.
    public mutating func kies<Waarde>(_ uit: [Waarde]) -> Waarde { uit[Int.random(in: 0..<uit.count, using: &self)] }
}
