public import Gezinstraject
public import WireValues

/// De uitkomsten van gezinnen bij elkaar, zoals zij bij een bevriezing worden vastgelegd.
public struct Uitkomstentabel: Sendable {
    /// Een regel per gezin en indicator, op gezin en dan in de volgorde van het kader.
    public let regels: [ToetsingBevroren.BevrorenUitkomst]

    /// De reden van een gewone ✓: het contract vraagt een tekst, en zo'n oordeel heeft geen reden.
    public static let geenReden = "-"

    /// De tabel van deze toetsingen.
    public init(_ toetsingen: [(gezin: UUID, toetsing: Toetsing)]) {
        regels = toetsingen.sorted { $0.gezin.description < $1.gezin.description }.flatMap { gezin, toetsing in
            toetsing.oordelen.map { oordeel in
                var regel = ToetsingBevroren.BevrorenUitkomst()
                regel.gezinId = gezin
                regel.indicator = oordeel.indicator
                regel.uitkomst = MenselijkeUitkomst(oordeel.uitkomst)
                regel.reden = oordeel.reden?.rawValue ?? Uitkomstentabel.geenReden
                return regel
            }
        }
    }

    /// De tabel die is vastgelegd.
    public init(_ bevriezing: ToetsingBevroren) { regels = bevriezing.uitkomsten }

    /// De regels waarin een andere tabel anders is, op gezin en dan in de volgorde van het kader.
    public func verschillen(met andere: Uitkomstentabel) -> [Regelverschil] {
        let eerst = opPlaats
        let daarna = andere.opPlaats
        let gezinnen = Set(eerst.keys.map { $0.gezin } + daarna.keys.map { $0.gezin })
        return gezinnen.sorted { $0.description < $1.description }.flatMap { gezin in
            Indicator.alle.compactMap { indicator in
                let plaats = Plaats(gezin: gezin, indicator: indicator.nummer)
                guard eerst[plaats] != daarna[plaats] else { return nil }
                return Regelverschil(
                    gezin: gezin,
                    indicator: indicator.nummer,
                    van: eerst[plaats],
                    naar: daarna[plaats]
                )
            }
        }
    }

    /// Wat er in een tabel over een gezin en een indicator staat.
    public struct Stand: Hashable, Sendable {
        /// ✓, X of –.
        public let uitkomst: Uitkomst
        /// De code van de reden; nil voor een gewone ✓.
        public let reden: String?
    }

    /// Een regel die in twee tabellen anders is.
    public struct Regelverschil: Hashable, Sendable {
        /// Het gezin.
        public let gezin: UUID
        /// De indicator.
        public let indicator: Indicatorcode
        /// Wat er in de ene tabel staat; nil als de regel daar ontbreekt.
        public let van: Stand?
        /// Wat er in de andere tabel staat; nil als de regel daar ontbreekt.
        public let naar: Stand?
    }

    private struct Plaats: Hashable {
        let gezin: UUID
        let indicator: Indicatorcode
    }

    private var opPlaats: [Plaats: Stand] {
        Dictionary(
            regels.map { regel in
                let reden = regel.reden == Uitkomstentabel.geenReden ? nil : regel.reden
                return (
                    Plaats(gezin: regel.gezinId, indicator: regel.indicator),
                    Stand(uitkomst: Uitkomst(regel.uitkomst), reden: reden)
                )
            },
            uniquingKeysWith: { eerste, _ in eerste }
        )
    }
}
