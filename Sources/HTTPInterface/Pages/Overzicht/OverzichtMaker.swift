import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader

/// Makes the page about the families of an aanpak.
struct OverzichtMaker {
    let code: Aanpakcode
    let naam: String
    let filter: Leesfilter
    let path: String
    /// Whether a count is a link: for who reads files, and over all families.
    let opensRows: Bool

    /// Over all families: counts, and how they were on earlier days.
    func page(_ answer: Leesantwoord<[Oordeelpunt]>, _ last: Int, tables: [Tabel]) -> OverzichtPage {
        let perDay = Dictionary(grouping: answer.inhoud, by: \.dag).mapValues { $0.map(\.telling) }
        // Before the first family there is nothing to compare.
        let days = Set(perDay.keys).union([answer.peildag]).sorted()
            .map { ($0, Indicatortelling.alle(perDay[$0] ?? [])) }
        let now = Indicatortelling.alle(perDay[answer.peildag] ?? [])
        let total = now.first?.alle
        return OverzichtPage(
            naam: naam,
            code: code.description,
            selectiebalk: Selectiebalk(filter, path, ["peildag"]),
            aantal: total.map { $0 == 1 ? "1 gezin" : "\($0) gezinnen" } ?? "Minder dan vijf gezinnen",
            isSelectie: false,
            selectie: "",
            themas: themes(now, samen: nil),
            trend: trend(days),
            tabellen: tables,
            grafiek: Grafiek(days.compactMap { day, counts in Self.share(counts).map { (day, $0) } }),
            onderdrukt: answer.inhoud.contains { $0.telling.gezinnen == nil },
            lijst: Lijstgrond(voet: Lijstvoet(answer, last))
        )
    }

    /// Over a chosen selection: the table with verdicts.
    func page(_ toetsingen: [Toetsing], _ normen: Normen, selection: String) -> OverzichtPage {
        let total = Totaaltoetsing(toetsingen, normen)
        return OverzichtPage(
            naam: naam,
            code: code.description,
            selectiebalk: Selectiebalk(filter, path, ["peildag"]),
            aantal: total.casussen == 1 ? "1 gekozen gezin" : "\(total.casussen) gekozen gezinnen",
            isSelectie: true,
            selectie: selection,
            themas: themes(Indicatortelling.alle(toetsingen), samen: total.oordelen),
            trend: nil,
            tabellen: [],
            grafiek: nil,
            onderdrukt: false,
            lijst: nil
        )
    }

    private func themes(_ counts: [Indicatortelling], samen: [Totaaloordeel]?) -> [OverzichtPage.Theme] {
        Thema.allCases.map { thema in
            OverzichtPage.Theme(
                code: thema.rawValue,
                naam: thema.naam,
                criteria: Criterium.allCases.filter { $0.thema == thema }.map { criterium in
                    OverzichtPage.Criterion(
                        code: criterium.rawValue,
                        naam: criterium.naam,
                        rijen: counts.filter { $0.indicator.criterium == criterium }.map { own in
                            row(own, samen?.first { $0.indicator == own.indicator })
                        }
                    )
                }
            )
        }
    }

    private func row(_ own: Indicatortelling, _ eigen: Totaaloordeel?) -> OverzichtPage.Rij {
        OverzichtPage.Rij(
            nummer: own.indicator.rawValue,
            titel: Indicator.alle.first { $0.nummer == own.indicator }?.titel ?? "",
            voldoet: cell(own, .voldoet),
            verbeterpunt: cell(own, .verbeterpunt),
            nietVastgesteld: cell(own, .nietVastgesteld),
            nvt: OverzichtPage.Cel(
                aantal: own.nvt.map(String.init) ?? "·",
                deel: "",
                adres: link(own.nvt, Oordeelvraag(own.indicator, Oordeelkern(uitkomst: .nietVastgesteld, reden: .nvt)))
            ),
            oordeel: eigen.map { Uitkomstweergave($0.uitkomst) }
        )
    }

    private func cell(_ own: Indicatortelling, _ uitkomst: Uitkomst) -> OverzichtPage.Cel {
        let count = own.aantal(uitkomst)
        // What is not applicable is counted apart, and a filter cannot leave it out.
        let opens = uitkomst != .nietVastgesteld || own.nvt == 0
        return OverzichtPage.Cel(
            aantal: count.map(String.init) ?? "·",
            deel: Self.percent(count, of: own.tellend).map { "\($0)%" } ?? "",
            adres: opens ? link(count, Oordeelvraag(own.indicator, uitkomst)) : nil
        )
    }

    private func link(_ count: Int?, _ oordeel: Oordeelvraag) -> String? {
        guard opensRows, let count, count > 0 else { return nil }
        return "/gezinnen/lijst?" + filter.with { $0.oordeel = oordeel }.query
    }

    private func trend(_ days: [(Dag, [Indicatortelling])]) -> Tabel? {
        guard days.count > 1 else { return nil }
        let all = Tabel.Rij(
            "Alle indicatoren",
            days.map { Tabel.Cel(Self.share($0.1).map { "\($0)%" }) }
        )
        let rows = Indicatorcode.allCases.map { indicator in
            Tabel.Rij(
                Woorden.vanIndicator(indicator),
                days.map { _, counts in
                    let own = counts.first { $0.indicator == indicator }
                    return Tabel.Cel(own.flatMap { Self.share([$0]) }.map { "\($0)%" })
                }
            )
        }
        return Tabel(
            "Aandeel X van wat beslist is",
            ["Indicator"] + days.map { $0.0.weergave },
            [all] + rows,
            empty: "Er is niets om te vergelijken."
        )
    }

    /// How much of what is decided needs improving, in percent; nil when nothing is decided or not all is shown.
    private static func share(_ counts: [Indicatortelling]) -> Int? {
        let known = counts.compactMap { own -> (Int, Int)? in
            guard let good = own.aantal(.voldoet), let bad = own.aantal(.verbeterpunt) else { return nil }
            return (bad, good + bad)
        }
        guard known.count == counts.count else { return nil }
        return percent(known.reduce(0) { $0 + $1.0 }, of: known.reduce(0) { $0 + $1.1 })
    }

    private static func percent(_ part: Int?, of whole: Int?) -> Int? {
        guard let part, let whole, whole > 0 else { return nil }
        return (200 * part + whole) / (2 * whole)
    }
}
