/// A calendar day (proleptic Gregorian), without a time of day or a time zone.
///
/// What happens to a family happens on a day in the Netherlands. Years 1 to 9999.
public struct Dag: Hashable, Sendable {
    /// Days since 1970-01-01, negative before it.
    public let dagnummer: Int

    /// The first day that can be written.
    public static let eerste = Dag(geldigJaar: 1, maand: 1, dag: 1)
    /// The last day that can be written.
    public static let laatste = Dag(geldigJaar: 9999, maand: 12, dag: 31)

    /// The day this many days after 1970-01-01, or nil outside the years 1 to 9999.
    public init?(dagnummer: Int) {
        guard (Dag.eerste.dagnummer...Dag.laatste.dagnummer).contains(dagnummer) else { return nil }
        self.init(ongecontroleerd: dagnummer)
    }

    /// The day with this date, or nil when there is no such day.
    public init?(jaar: Int, maand: Int, dag: Int) {
        guard (1...9999).contains(jaar), (1...12).contains(maand),
            (1...Dag.lengte(vanMaand: maand, jaar: jaar)).contains(dag)
        else { return nil }
        self.init(geldigJaar: jaar, maand: maand, dag: dag)
    }

    /// The day written as `YYYY-MM-DD`, or nil for any other text.
    public init?(_ tekst: some StringProtocol) {
        let tekens = Array(tekst.utf8)
        guard tekens.count == 10, tekens[4] == UInt8(ascii: "-"), tekens[7] == UInt8(ascii: "-"),
            let jaar = Cijfers.getal(tekens[0..<4]), let maand = Cijfers.getal(tekens[5..<7]),
            let dag = Cijfers.getal(tekens[8..<10])
        else { return nil }
        self.init(jaar: jaar, maand: maand, dag: dag)
    }

    private init(ongecontroleerd dagnummer: Int) {
        self.dagnummer = dagnummer
    }

    /// Howard Hinnant's `days_from_civil`: exact for every Gregorian date.
    private init(geldigJaar jaar: Int, maand: Int, dag: Int) {
        let verschoven = maand > 2 ? jaar : jaar - 1
        let tijdvak = (verschoven >= 0 ? verschoven : verschoven - 399) / 400
        let jaarInTijdvak = verschoven - tijdvak * 400
        let dagInJaar = (153 * (maand > 2 ? maand - 3 : maand + 9) + 2) / 5 + dag - 1
        let dagInTijdvak = jaarInTijdvak * 365 + jaarInTijdvak / 4 - jaarInTijdvak / 100 + dagInJaar
        self.init(ongecontroleerd: tijdvak * 146_097 + dagInTijdvak - 719_468)
    }

    /// The number of days of a month.
    static func lengte(vanMaand maand: Int, jaar: Int) -> Int {
        switch maand {
        case 4, 6, 9, 11: 30
        case 2: jaar % 4 == 0 && (jaar % 100 != 0 || jaar % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Year, month (1 to 12) and day of the month.
    public var datum: (jaar: Int, maand: Int, dag: Int) {
        let verschoven = dagnummer + 719_468
        let tijdvak = (verschoven >= 0 ? verschoven : verschoven - 146_096) / 146_097
        let dagInTijdvak = verschoven - tijdvak * 146_097
        let jaarInTijdvak =
            (dagInTijdvak - dagInTijdvak / 1460 + dagInTijdvak / 36_524 - dagInTijdvak / 146_096) / 365
        let dagInJaar = dagInTijdvak - (365 * jaarInTijdvak + jaarInTijdvak / 4 - jaarInTijdvak / 100)
        let maandVanafMaart = (5 * dagInJaar + 2) / 153
        let dag = dagInJaar - (153 * maandVanafMaart + 2) / 5 + 1
        let maand = maandVanafMaart < 10 ? maandVanafMaart + 3 : maandVanafMaart - 9
        return (jaarInTijdvak + tijdvak * 400 + (maand <= 2 ? 1 : 0), maand, dag)
    }

    /// Day of the week, Monday = 1 to Sunday = 7 (ISO 8601).
    public var weekdag: Int {
        (dagnummer + 3).modulo(7) + 1
    }

    /// The day `dagen` days later (earlier when negative), at most the last and at least the first day.
    public func plus(dagen: Int) -> Dag {
        let nummer = dagnummer + dagen
        return Dag(dagnummer: nummer) ?? (nummer < Dag.eerste.dagnummer ? .eerste : .laatste)
    }

    /// The day `maanden` calendar months later (earlier when negative), clamped to the end of the month: 31 January
    /// plus one month is the last day of February.
    ///
    /// Source: INDICATORS §1.3, "d ⊕ n maanden". At most the last and at least the first day.
    public func plus(maanden: Int) -> Dag {
        let (jaar, maand, dag) = datum
        let telling = jaar * 12 + maand - 1 + maanden
        let nieuwJaar = telling.gedeeld(12)
        let nieuweMaand = telling.modulo(12) + 1
        guard (1...9999).contains(nieuwJaar) else { return nieuwJaar < 1 ? .eerste : .laatste }
        let lengte = Dag.lengte(vanMaand: nieuweMaand, jaar: nieuwJaar)
        return Dag(geldigJaar: nieuwJaar, maand: nieuweMaand, dag: min(dag, lengte))
    }

    /// The number of days from `eerder` to this day.
    public func dagen(sinds eerder: Dag) -> Int {
        dagnummer - eerder.dagnummer
    }

    /// The last day of the week (Monday to Sunday) of this day.
    public var eindeVanWeek: Dag { plus(dagen: 7 - weekdag) }

    /// The last day of the month of this day.
    public var eindeVanMaand: Dag { eindeVanTijdvak(maanden: 1) }

    /// The last day of the quarter of this day.
    public var eindeVanKwartaal: Dag { eindeVanTijdvak(maanden: 3) }

    /// The last day of the year of this day.
    public var eindeVanJaar: Dag { eindeVanTijdvak(maanden: 12) }

    private func eindeVanTijdvak(maanden: Int) -> Dag {
        let (jaar, maand, _) = datum
        let laatsteMaand = (maand - 1) / maanden * maanden + maanden
        return Dag(geldigJaar: jaar, maand: laatsteMaand, dag: Dag.lengte(vanMaand: laatsteMaand, jaar: jaar))
    }
}

extension Dag: Comparable {
    /// Earlier days are smaller.
    public static func < (links: Dag, rechts: Dag) -> Bool { links.dagnummer < rechts.dagnummer }
}

extension Dag: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String {
        let (jaar, maand, dag) = datum
        return Cijfers.tekst(jaar, breedte: 4) + "-" + Cijfers.tekst(maand, breedte: 2) + "-"
            + Cijfers.tekst(dag, breedte: 2)
    }
}

extension Int {
    /// Division that rounds down, also for negative numbers.
    func gedeeld(_ deler: Int) -> Int {
        self >= 0 ? self / deler : (self - deler + 1) / deler
    }

    /// The remainder that goes with `gedeeld`: never negative.
    func modulo(_ deler: Int) -> Int {
        self - gedeeld(deler) * deler
    }
}
