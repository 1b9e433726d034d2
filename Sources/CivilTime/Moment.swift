/// An instant in UTC, to the microsecond: as fine as PostgreSQL stores it.
public struct Moment: Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z, negative before it.
    public let microseconden: Int

    /// The instant this many microseconds after 1970-01-01T00:00:00Z.
    public init(microseconden: Int) {
        self.microseconden = microseconden
    }

    /// The first instant of a day in UTC.
    public init(beginVan dag: Dag) {
        self.init(microseconden: dag.dagnummer * Moment.dagduur)
    }

    /// The last instant of a day in UTC.
    public init(eindeVan dag: Dag) {
        self.init(microseconden: (dag.dagnummer + 1) * Moment.dagduur - 1)
    }

    /// The instant written after RFC 3339, with `Z` or any offset but `-00:00`, or nil for any other text.
    ///
    /// At most six decimals of a second, years 1 to 9999; a leap second is refused.
    public init?(_ tekst: some StringProtocol) {
        let tekens = Array(tekst.utf8)
        guard tekens.count >= 20, tekens[10] == UInt8(ascii: "T"), tekens[13] == UInt8(ascii: ":"),
            tekens[16] == UInt8(ascii: ":"),
            let dag = Dag(String(decoding: tekens[0..<10], as: UTF8.self)),
            let uur = Cijfers.getal(tekens[11..<13]), uur < 24,
            let minuut = Cijfers.getal(tekens[14..<16]), minuut < 60,
            let seconde = Cijfers.getal(tekens[17..<19]), seconde < 60,
            let (fractie, rest) = Moment.fractie(tekens[19...]),
            let verschil = Moment.verschil(rest)
        else { return nil }
        let seconden = (uur * 60 + minuut - verschil) * 60 + seconde
        self.init(microseconden: dag.dagnummer * Moment.dagduur + seconden * 1_000_000 + fractie)
    }

    private static let dagduur = 86_400_000_000

    /// The microseconds after a decimal point, and what follows them.
    private static func fractie(_ tekens: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>)? {
        guard tekens.first == UInt8(ascii: ".") else { return (0, tekens) }
        let cijfers = tekens.dropFirst().prefix { $0 &- UInt8(ascii: "0") < 10 }
        guard cijfers.count <= 6, let getal = Cijfers.getal(cijfers) else { return nil }
        let schaal = (cijfers.count..<6).reduce(1) { schaal, _ in schaal * 10 }
        return (getal * schaal, tekens.dropFirst(1 + cijfers.count))
    }

    /// The offset from UTC in minutes.
    private static func verschil(_ tekens: ArraySlice<UInt8>) -> Int? {
        if tekens.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
        let tekens = Array(tekens)
        guard tekens.count == 6, tekens[3] == UInt8(ascii: ":"),
            let uren = Cijfers.getal(tekens[1..<3]), uren < 24,
            let minuten = Cijfers.getal(tekens[4..<6]), minuten < 60
        else { return nil }
        switch tekens[0] {
        case UInt8(ascii: "+"): return uren * 60 + minuten
        case UInt8(ascii: "-") where uren + minuten > 0: return -(uren * 60 + minuten)
        default: return nil
        }
    }

    /// The day in UTC on which the instant falls, at most the last and at least the first day.
    public var dagUTC: Dag {
        Dag(dagnummer: microseconden.gedeeld(Moment.dagduur)) ?? (microseconden < 0 ? .eerste : .laatste)
    }
}

extension Moment: Comparable {
    /// Earlier instants are smaller.
    public static func < (links: Moment, rechts: Moment) -> Bool { links.microseconden < rechts.microseconden }
}

extension Moment: CustomStringConvertible {
    /// RFC 3339 in UTC with `Z`; decimals only when there are any.
    public var description: String {
        let inDag = microseconden.modulo(Moment.dagduur)
        let seconden = inDag / 1_000_000
        let fractie = inDag % 1_000_000
        let tijd = [seconden / 3600, seconden / 60 % 60, seconden % 60]
            .map { Cijfers.tekst($0, breedte: 2) }.joined(separator: ":")
        var decimalen = fractie == 0 ? "" : "." + Cijfers.tekst(fractie, breedte: 6)
        while fractie != 0, decimalen.last == "0" { decimalen.removeLast() }
        return "\(dagUTC)T\(tijd)\(decimalen)Z"
    }
}
