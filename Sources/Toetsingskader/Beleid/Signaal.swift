public import Gezinstraject

/// Wat uit casussen blijkt over een beleidsindicator: cijfers naast een bevinding, nooit een bevinding (DOMAIN §2.3).
public struct Signaal: Hashable, Sendable {
    /// De indicator.
    public let indicator: Beleidsindicator
    /// De cijfers.
    public let cijfers: [Signaalcijfer]

    /// Onder dit aantal trajecten ziet alleen een auditor een cijfer (DOMAIN §2.3, van ons).
    public static let kleinsteAantal = 5

    /// Hetzelfde signaal voor wie geen auditor is: zonder cijfers over te weinig trajecten.
    public var afgeschermd: Signaal {
        Signaal(indicator: indicator, cijfers: cijfers.map { $0.afgeschermd })
    }
}

/// Een cijfer uit casussen, met het aantal trajecten waar het op rust.
public struct Signaalcijfer: Hashable, Sendable {
    /// Wat er geteld is.
    public let onderwerp: String
    /// Het cijfer; nil als het over te weinig trajecten gaat om te tonen.
    public let waarde: Waarde?

    /// Wat er geteld is.
    public enum Waarde: Hashable, Sendable {
        /// Zoveel van zoveel, in dit aantal trajecten.
        case aandeel(Int, van: Int, trajecten: Int)
        /// De middelste waarde, in dit aantal trajecten; nil als er geen waarde is.
        case mediaan(Int?, trajecten: Int)
        /// Per naam het aantal trajecten, meeste eerst; een traject kan bij meer namen horen.
        ///
        /// Van `verzwegen` namen is het aantal trajecten te klein om te tonen.
        case verdeling([Deel], verzwegen: Int, trajecten: Int)

        var trajecten: Int {
            switch self {
            case .aandeel(_, _, let trajecten), .mediaan(_, let trajecten), .verdeling(_, _, let trajecten): trajecten
            }
        }
    }

    /// Het aantal trajecten met een naam.
    public struct Deel: Hashable, Sendable {
        /// De naam.
        public let naam: String
        /// Het aantal trajecten.
        public let trajecten: Int
    }

    fileprivate var afgeschermd: Signaalcijfer {
        guard let waarde, waarde.trajecten >= Signaal.kleinsteAantal else {
            return Signaalcijfer(onderwerp: onderwerp, waarde: nil)
        }
        return Signaalcijfer(onderwerp: onderwerp, waarde: waarde.zonderKleineDelen)
    }

    /// Het cijfer in woorden.
    public var tekst: String {
        switch waarde {
        case nil: "\(onderwerp): geen cijfer, minder dan \(Signaal.kleinsteAantal) trajecten"
        case .aandeel(let aantal, let totaal, let trajecten):
            "\(onderwerp): \(aantal) van \(totaal)" + (totaal == trajecten ? "" : ", in \(trajecten) trajecten")
        case .mediaan(let middelste, let trajecten):
            "\(onderwerp): \(middelste.map(String.init) ?? "geen") (de middelste, in \(trajecten) trajecten)"
        case .verdeling(let delen, let verzwegen, let trajecten):
            "\(onderwerp): \(Signaalcijfer.tekst(delen, verzwegen)) (in \(trajecten) trajecten)"
        }
    }

    private static func tekst(_ delen: [Deel], _ verzwegen: Int) -> String {
        let namen = delen.map { "\($0.naam) \($0.trajecten)" }
        let rest = verzwegen == 0 ? [] : ["\(verzwegen) andere, te weinig trajecten om te tonen"]
        return namen.isEmpty && rest.isEmpty ? "geen" : (namen + rest).joined(separator: ", ")
    }
}

extension Signaalcijfer.Waarde {
    /// Zonder de namen met te weinig trajecten.
    ///
    /// Wat wegblijft is samen nooit zo weinig dat het uit het totaal is af te leiden; dan blijft er een naam meer weg.
    fileprivate var zonderKleineDelen: Self {
        guard case .verdeling(var delen, var verzwegen, let trajecten) = self else { return self }
        var weggelaten = 0
        while let laatste = delen.last,
            laatste.trajecten < Signaal.kleinsteAantal || (1..<Signaal.kleinsteAantal).contains(weggelaten)
        {
            weggelaten += laatste.trajecten
            verzwegen += 1
            delen.removeLast()
        }
        return .verdeling(delen, verzwegen: verzwegen, trajecten: trajecten)
    }
}
