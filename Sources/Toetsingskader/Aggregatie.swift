import CivilTime
public import Gezinstraject

/// Het oordeel over een indicator in een selectie van casussen (INDICATORS §1.5).
public struct Totaaloordeel: Hashable, Sendable {
    /// De indicator.
    public let indicator: Indicatorcode
    /// ✓, X of –.
    public let uitkomst: Uitkomst
    /// Waarom; nil voor ✓.
    public let reden: Reden?
    /// Aantal casussen met ✓.
    public let voldoet: Int
    /// Aantal casussen met X.
    public let verbeterpunt: Int
    /// Aantal casussen met –, zonder NVT.
    public let nietVastgesteld: Int
    /// Aantal casussen waarop de indicator niet van toepassing is.
    public let nvt: Int
    /// De kanttekeningen, op code.
    public let letOp: [LetOp]

    /// Aantal casussen in de selectie.
    public var casussen: Int { voldoet + verbeterpunt + nietVastgesteld + nvt }
}

/// De tabel van een gekozen selectie van casussen, een traject per gezin: Bijlage 1 van de nota.
public struct Totaaltoetsing: Sendable {
    /// Het aantal casussen.
    public let casussen: Int
    /// De 33 oordelen.
    public let oordelen: [Totaaloordeel]

    /// De tabel van deze toetsingen.
    public init(_ toetsingen: [Toetsing], _ normen: Normen) {
        casussen = toetsingen.count
        oordelen = Indicator.alle.enumerated().map { nummer, indicator in
            Totaaloordeel(indicator.nummer, toetsingen.map { $0.oordelen[nummer] }, normen)
        }
    }

    /// De 12 criteria met hun afgeleide uitkomst.
    public var criteria: [Criteriumuitkomst] {
        Criterium.allCases.map { criterium in
            let kernen = oordelen.filter { $0.indicator.criterium == criterium }
                .map { Oordeelkern(uitkomst: $0.uitkomst, reden: $0.reden) }
            return Criteriumuitkomst(criterium, kernen)
        }
    }

    /// De 5 thema's met hun tellingen.
    public var themas: [Thematelling] {
        Thema.allCases.map { thema in
            let uitkomsten = oordelen.filter { $0.indicator.criterium.thema == thema }.map { $0.uitkomst }
            return Thematelling(thema: thema, telling: Telling(uitkomsten))
        }
    }
}

extension Totaaloordeel {
    /// De regel is gereconstrueerd: de inspectie geeft er geen, en deze geeft elke cel van Bijlage 1.
    init(_ indicator: Indicatorcode, _ oordelen: [Oordeel], _ normen: Normen) {
        let tellend = oordelen.filter { $0.reden != .nvt }
        let telling = Telling(tellend.map { $0.uitkomst })
        let beslist = telling.voldoet + telling.verbeterpunt
        var letOp: [LetOp] = []
        if tellend.isEmpty {
            (uitkomst, reden) = (.nietVastgesteld, .nvt)
        } else if beslist == 0 || beslist < min(normen.minBeslist, tellend.count) {
            (uitkomst, reden) = (.nietVastgesteld, .teWeinigCasussen)
        } else if 2 * telling.verbeterpunt >= beslist {
            (uitkomst, reden) = (.verbeterpunt, .meerderheidVerbeterpunt)
        } else {
            (uitkomst, reden) = (.voldoet, nil)
            if tellend.contains(where: { $0.uitkomst != .voldoet || !$0.letOp.isEmpty }) {
                letOp.append(.nietAlleCasussen)
            }
        }
        let weigeringen = tellend.count { $0.reden == .gezinWeigert }
        if !tellend.isEmpty, 2 * weigeringen >= tellend.count { letOp.append(.veelWeigering) }
        self.letOp = letOp.sorted { $0.rawValue < $1.rawValue }
        self.indicator = indicator
        voldoet = telling.voldoet
        verbeterpunt = telling.verbeterpunt
        nietVastgesteld = telling.nietVastgesteld
        nvt = oordelen.count - tellend.count
    }
}
