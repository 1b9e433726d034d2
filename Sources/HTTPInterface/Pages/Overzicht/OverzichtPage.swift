import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader
import WireValues

/// The families of an aanpak together: the table of Bijlage 1 as counts, and how it came about.
///
/// Source: casusonderzoek Maastricht, Bijlage 1. Over all families there are counts and no verdict; a verdict is there for a
/// chosen selection only (INDICATORS §1.5).
struct OverzichtPage {
    let naam: String
    let code: String
    let selectiebalk: Selectiebalk
    let aantal: String
    let isSelectie: Bool
    let selectie: String
    let themas: [Theme]
    let trend: Tabel?
    /// What happened over two years.
    let tabellen: [Tabel]
    let grafiek: Grafiek?
    let onderdrukt: Bool
    let lijst: Lijstgrond?

    struct Theme {
        let code: String
        let naam: String
        let criteria: [Criterion]
    }

    struct Criterion {
        let code: String
        let naam: String
        let rijen: [Rij]
    }

    /// An indicator.
    struct Rij {
        let nummer: String
        let titel: String
        let voldoet: Cel
        let verbeterpunt: Cel
        let nietVastgesteld: Cel
        let nvt: Cel
        let oordeel: Uitkomstweergave?
    }

    /// A count with its share, which opens into the families that it counts.
    struct Cel {
        let aantal: String
        let deel: String
        let adres: String?
    }
}

/// The counts of an indicator.
struct Indicatortelling: Hashable {
    /// The indicator.
    let indicator: Indicatorcode
    /// The counts; nil is not shown.
    let aantallen: [Oordeelkern: Int?]

    /// The counts of all indicators.
    static func alle(_ tellingen: [Oordeeltelling]) -> [Indicatortelling] {
        let per = Dictionary(grouping: tellingen, by: \.indicator)
        return Indicatorcode.allCases.map { indicator in
            let own = per[indicator] ?? []
            return Indicatortelling(
                indicator: indicator,
                aantallen: Dictionary(own.map { ($0.oordeel, $0.gezinnen) }, uniquingKeysWith: { first, _ in first })
            )
        }
    }

    /// The counts of chosen assessments.
    static func alle(_ toetsingen: [Toetsing]) -> [Indicatortelling] {
        var counts: [Oordeeltelling] = []
        for indicator in Indicatorcode.allCases {
            let kernen = toetsingen.flatMap { $0.oordelen }.filter { $0.indicator == indicator }.map(\.kern)
            counts += Dictionary(grouping: kernen, by: \.self).map { kern, all in
                Oordeeltelling(indicator: indicator, oordeel: kern, gezinnen: all.count)
            }
        }
        return alle(counts)
    }

    /// How often this outcome, "not applicable" apart; nil when a part of it is not shown.
    func aantal(_ uitkomst: Uitkomst) -> Int? {
        som { $0.uitkomst == uitkomst && $0.reden != .nvt }
    }

    /// How often it does not apply.
    var nvt: Int? { som { $0.reden == .nvt } }

    /// How many families it is about; nil when that is not shown.
    var tellend: Int? { som { $0.reden != .nvt } }

    /// All families.
    var alle: Int? { som { _ in true } }

    private func som(_ telt: (Oordeelkern) -> Bool) -> Int? {
        var som = 0
        for (kern, aantal) in aantallen where telt(kern) {
            guard let aantal else { return nil }
            som += aantal
        }
        return som
    }
}

/// The share of what needs improving, day after day, as a line.
struct Grafiek {
    let lijn: String
    let punten: [Punt]

    struct Punt {
        let x: Int
        let y: Int
        let tekst: String
        let dag: String
        let tekstY: Int
    }

    /// A line through the shares of these days, the first one left; nil with fewer than two.
    init?(_ shares: [(day: Dag, percent: Int)]) {
        guard shares.count > 1 else { return nil }
        let step = 400 / (shares.count - 1)
        punten = shares.enumerated().map { number, share in
            let y = 130 - share.percent
            return Punt(x: 40 + number * step, y: y, tekst: "\(share.percent)%", dag: share.day.weergave, tekstY: y - 8)
        }
        lijn = punten.map { "\($0.x),\($0.y)" }.joined(separator: " ")
    }
}
