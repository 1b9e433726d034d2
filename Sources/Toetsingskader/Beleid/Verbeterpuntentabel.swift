public import Gezinstraject

/// Een bevinding in een cel: wat iemand vond, nooit iets wat berekend is.
public struct Beleidsbevinding: Hashable, Sendable {
    /// De uitkomst.
    public let uitkomst: BeleidsbevindingVastgelegd.Uitkomst
    /// Wat er als LET OP of NB bij staat.
    public let letOp: String?
    /// De bevinding in woorden.
    public let tekst: String?

    /// De bevinding zoals zij is vastgelegd.
    public init(_ vastgelegd: BeleidsbevindingVastgelegd) {
        uitkomst = vastgelegd.uitkomst
        letOp = vastgelegd.letOp
        tekst = vastgelegd.tekst
    }
}

extension BeleidsbevindingVastgelegd.Uitkomst {
    /// Het teken in de stukken: ✓, X of –; voor niet hertoetst de woorden, want dat is geen ✓.
    public var teken: String {
        switch self {
        case .voldoet: "✓"
        case .verbeterpunt: "X"
        case .nietVastgesteld: "–"
        case .nietHertoetst: "niet hertoetst"
        }
    }
}

/// De twee kolommen van "Uitkomsten verbeterpunten" (ZWO, DEL): wat een verbeterpunt was, en wat er daarna gevonden is.
///
/// De tabel heeft alleen de verbeterpunten van het eerste jaar. Wat dan al voldeed en niet opnieuw is bekeken, staat er
/// niet als ✓ in (DOMAIN V26).
public struct Verbeterpuntentabel: Hashable, Sendable {
    /// Het jaar van de eerste kolom.
    public let van: Int
    /// Het jaar van de tweede kolom.
    public let tot: Int
    /// De rijen, in de volgorde van het kader.
    public let rijen: [Rij]
    /// De indicatoren die geen verbeterpunt waren en waarvan in het tweede jaar is vastgelegd dat zij niet hertoetst zijn.
    public let nietHertoetst: [Beleidsindicator]

    /// Een rij: een indicator, of meer met samen een bevinding.
    public struct Rij: Hashable, Sendable {
        /// De indicatoren, in de volgorde van het kader.
        public fileprivate(set) var indicatoren: [Beleidsindicator]
        /// De bevinding in het eerste jaar: een verbeterpunt.
        public let van: Beleidsbevinding
        /// De bevinding in het tweede jaar; nil als er geen is vastgelegd.
        public let tot: Beleidsbevinding?

        /// Het criterium.
        public var criterium: Beleidscriterium { indicatoren[0].criterium }
    }

    /// De tabel van deze bevindingen over een aanpak; van een indicator in een jaar telt de laatste.
    ///
    /// - Parameters:
    ///   - bevindingen: De bevindingen, op volgorde.
    ///   - van: Het jaar van de eerste kolom.
    ///   - tot: Het jaar van de tweede kolom.
    public init(_ bevindingen: [BeleidsbevindingVastgelegd], van: Int, tot: Int) {
        let eerste = Verbeterpuntentabel.kolom(bevindingen, van)
        let tweede = Verbeterpuntentabel.kolom(bevindingen, tot)
        var rijen: [Rij] = []
        for indicator in Beleidsindicator.allCases {
            guard let bevinding = eerste[indicator], bevinding.uitkomst == .verbeterpunt else { continue }
            let rij = Rij(indicatoren: [indicator], van: bevinding, tot: tweede[indicator])
            if let vorige = rijen.last, vorige.hoortBij(rij) {
                rijen[rijen.count - 1].indicatoren.append(indicator)
            } else {
                rijen.append(rij)
            }
        }
        self.van = van
        self.tot = tot
        self.rijen = rijen
        nietHertoetst = Beleidsindicator.allCases.filter { indicator in
            tweede[indicator]?.uitkomst == .nietHertoetst && eerste[indicator]?.uitkomst != .verbeterpunt
        }
    }

    private static func kolom(
        _ bevindingen: [BeleidsbevindingVastgelegd],
        _ jaar: Int
    ) -> [Beleidsindicator: Beleidsbevinding] {
        Dictionary(
            bevindingen.filter { $0.jaar == jaar }.map { ($0.indicator, Beleidsbevinding($0)) },
            uniquingKeysWith: { _, laatste in laatste }
        )
    }
}

extension Verbeterpuntentabel.Rij {
    /// Indicatoren van een criterium die in beide jaren met dezelfde woorden beoordeeld zijn, staan in een rij.
    fileprivate func hoortBij(_ ander: Self) -> Bool {
        criterium == ander.criterium && van.tekst != nil && van == ander.van && tot == ander.tot
    }
}
