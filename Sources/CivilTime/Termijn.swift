/// A term in calendar time, such as a month (`P1M`), six weeks (`P6W`) or two days (`P2D`); ISO 8601.
public struct Termijn: Hashable, Sendable {
    /// Whole calendar months.
    public let maanden: Int
    /// Whole days, added after the months.
    public let dagen: Int

    /// A term of calendar months.
    public static func maanden(_ aantal: Int) -> Termijn { Termijn(maanden: aantal, dagen: 0) }
    /// A term of weeks.
    public static func weken(_ aantal: Int) -> Termijn { Termijn(maanden: 0, dagen: 7 * aantal) }
    /// A term of days.
    public static func dagen(_ aantal: Int) -> Termijn { Termijn(maanden: 0, dagen: aantal) }

    private init(maanden: Int, dagen: Int) {
        self.maanden = maanden
        self.dagen = dagen
    }

    /// The term written as `P<n>Y`, `P<n>M`, `P<n>W` or `P<n>D`, or nil for any other text.
    public init?(_ tekst: some StringProtocol) {
        let tekens = Array(tekst.utf8)
        guard tekens.count >= 3, tekens.count <= 7, tekens[0] == UInt8(ascii: "P"),
            let aantal = Cijfers.getal(tekens[1..<(tekens.count - 1)])
        else { return nil }
        switch tekens[tekens.count - 1] {
        case UInt8(ascii: "Y"): self = .maanden(12 * aantal)
        case UInt8(ascii: "M"): self = .maanden(aantal)
        case UInt8(ascii: "W"): self = .weken(aantal)
        case UInt8(ascii: "D"): self = .dagen(aantal)
        default: return nil
        }
    }
}

extension Termijn {
    /// The term this many times over.
    public func maal(_ keer: Int) -> Termijn { Termijn(maanden: keer * maanden, dagen: keer * dagen) }
}

extension Termijn: CustomStringConvertible {
    /// ISO 8601, in months or in days.
    public var description: String {
        switch (maanden, dagen) {
        case (let maanden, 0) where maanden != 0: "P\(maanden)M"
        case (0, let dagen): "P\(dagen)D"
        case (let maanden, let dagen): "P\(maanden)M\(dagen)D"
        }
    }
}

extension Dag {
    /// The day a term later; months first, clamped to the end of the month.
    public static func + (dag: Dag, termijn: Termijn) -> Dag {
        let naMaanden = termijn.maanden == 0 ? dag : dag.plus(maanden: termijn.maanden)
        return naMaanden.plus(dagen: termijn.dagen)
    }
}
