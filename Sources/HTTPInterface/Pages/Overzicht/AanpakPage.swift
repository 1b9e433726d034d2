import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader

/// The table of Bijlage 1 over all families of an aanpak: counts with their trend, never a verdict on the whole.
///
/// Source: INDICATORS §1.5, "Only a chosen selection gets a verdict".
struct AanpakPage {
    let naam: String
    let code: String
    let actie: String
    let peildag: String
    let positie: Int
    let regels: String
    let periode: String
    let themas: [Theme]
    let trend: Tabel
    let tabellen: [Tabel]
    let zonderKleine: Bool

    struct Theme {
        let code: String
        let naam: String
        let criteria: [Criterion]
    }

    struct Criterion {
        let code: String
        let naam: String
        let indicatoren: [Row]
    }

    struct Row {
        let nummer: String
        let titel: String
        let cellen: [Cell]
        let redenen: [Cell]
        let lijn: Sparkline?
    }

    /// A figure, with the families that it counts for whoever may see them.
    struct Cell {
        let tekst: String
        let naam: String
        let aandeel: String?
        let adres: String?
    }

    init(
        naam: String,
        code: Aanpakcode,
        antwoord: Leesantwoord<[Oordeelpunt]>,
        user: Gebruiker,
        period: Overzichtvraag,
        tables: [Tabel]
    ) {
        let maker = OordeelcijferMaker(aanpak: code, antwoord: antwoord, user: user)
        self.naam = naam
        self.code = code.description
        actie = "/aanpakken/\(code)"
        peildag = antwoord.peildag.weergave
        positie = antwoord.positie
        regels = antwoord.definitie
        periode = "\(period.van.weergave) tot en met \(period.tot.weergave)"
        themas = Thema.allCases.map { thema in
            Theme(
                code: thema.rawValue,
                naam: thema.naam,
                criteria: Criterium.allCases.filter { $0.thema == thema }.map { criterium in
                    Criterion(
                        code: criterium.rawValue,
                        naam: criterium.naam,
                        indicatoren: Indicator.alle.filter { $0.nummer.criterium == criterium }.map(maker.row)
                    )
                }
            )
        }
        trend = maker.trend
        tabellen = tables
        zonderKleine = !user.magDossierLezen
    }
}

/// A line through the share of ✓ at a few days.
struct Sparkline {
    let id: String
    let titel: String
    let omschrijving: String
    let punten: String

    /// A line; nil with fewer than two shares.
    init?(_ indicator: Indicatorcode, _ shares: [(dag: Dag, share: Int?)]) {
        let last = max(1, shares.count - 1)
        let known = shares.enumerated().compactMap { place, point in point.share.map { (place, point.dag, $0) } }
        guard known.count > 1 else { return nil }
        id = indicator.rawValue.split(separator: ".").joined(separator: "-")
        titel = "Aandeel ✓ bij \(indicator.rawValue)"
        omschrijving = known.map { "\($0.1.weergave): \($0.2)%" }.joined(separator: ", ")
        // From 4 to 116 across and from 22 up to 2.
        punten = known.map { "\(4 + 112 * $0.0 / last),\(22 - $0.2 / 5)" }.joined(separator: " ")
    }
}

/// Makes figures of counts of verdicts.
struct OordeelcijferMaker {
    let aanpak: Aanpakcode
    let peildag: Dag
    let dagen: [Dag]
    let isLinked: Bool
    private let tellingen: [Dag: [Indicatorcode: [Oordeeltelling]]]

    init(aanpak: Aanpakcode, antwoord: Leesantwoord<[Oordeelpunt]>, user: Gebruiker) {
        self.aanpak = aanpak
        peildag = antwoord.peildag
        dagen = Set(antwoord.inhoud.map(\.dag)).union([antwoord.peildag]).sorted()
        isLinked = user.magDossierLezen
        tellingen = Dictionary(grouping: antwoord.inhoud) { $0.dag }.mapValues { punten in
            Dictionary(grouping: punten.map(\.telling)) { $0.indicator }
        }
    }

    /// The sum of what is counted; nil when a part of it is not shown.
    private func sum(_ dag: Dag, _ indicator: Indicatorcode, _ admits: (Oordeelkern) -> Bool) -> Int? {
        let parts = (tellingen[dag]?[indicator] ?? []).filter { admits($0.oordeel) }.map(\.gezinnen)
        return parts.contains(nil) ? nil : parts.compactMap(\.self).reduce(0, +)
    }

    private func count(_ dag: Dag, _ indicator: Indicatorcode, _ uitkomst: Uitkomst) -> Int? {
        sum(dag, indicator) { $0.uitkomst == uitkomst && $0.reden != .nvt }
    }

    /// The share of ✓ in what was decided, in percents.
    private func share(_ dag: Dag, _ indicator: Indicatorcode) -> Int? {
        guard let goed = count(dag, indicator, .voldoet), let fout = count(dag, indicator, .verbeterpunt),
            goed + fout > 0
        else { return nil }
        return 100 * goed / (goed + fout)
    }

    func row(_ indicator: Indicator) -> AanpakPage.Row {
        let code = indicator.nummer
        let total = sum(peildag, code) { $0.reden != .nvt }
        let cells = Uitkomst.allCases.map { uitkomst -> AanpakPage.Cell in
            let number = count(peildag, code, uitkomst)
            return cell(
                number,
                "\(code.rawValue) \(uitkomst.woord.lowercased())",
                share: total.flatMap { whole in number.flatMap { whole > 0 ? 100 * $0 / whole : nil } },
                // What is not established is opened reason by reason: what does not apply is not among it.
                uitkomst == .nietVastgesteld ? nil : Oordeelvraag(code, uitkomst)
            )
        }
        let open = (tellingen[peildag]?[code] ?? []).filter { $0.oordeel.uitkomst == .nietVastgesteld }
        let reasons = open.compactMap { telling -> AanpakPage.Cell? in
            guard let reden = telling.oordeel.reden else { return nil }
            let vraag = Oordeelvraag(code, .nietVastgesteld, reden)
            return cell(telling.gezinnen, Woorden.vanReden(reden), share: nil, vraag)
        }
        return AanpakPage.Row(
            nummer: code.rawValue,
            titel: indicator.titel,
            cellen: cells,
            redenen: reasons,
            lijn: Sparkline(code, dagen.map { ($0, share($0, code)) })
        )
    }

    private func cell(_ number: Int?, _ name: String, share: Int?, _ vraag: Oordeelvraag?) -> AanpakPage.Cell {
        var filter = Leesfilter(peildag: peildag)
        (filter.aanpak, filter.oordeel) = (aanpak, vraag)
        let isOpen = isLinked && vraag != nil && (number ?? 0) > 0
        return AanpakPage.Cell(
            tekst: number.map { String($0) } ?? "<5",
            naam: name,
            aandeel: share.map { "\($0)%" },
            adres: isOpen ? "/oordelen?" + filter.query : nil
        )
    }

    /// The same as the lines, in figures.
    var trend: Tabel {
        Tabel(
            "Aandeel ✓ van wat beslist is, door de tijd",
            ["Indicator"] + dagen.map(\.weergave),
            Indicator.alle.map { indicator in
                Tabel.Rij(
                    indicator.nummer.rawValue,
                    dagen.map { dag in Tabel.Cel(share(dag, indicator.nummer).map { "\($0)%" }) }
                )
            },
            empty: "Er zijn geen oordelen."
        )
    }
}
