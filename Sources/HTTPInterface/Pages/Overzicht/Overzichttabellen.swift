import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader

/// Makes tables of what is counted over an aanpak.
struct Overzichttabellen {
    let user: Gebruiker

    /// A count; what is not shown is small.
    private func cel(_ count: Int?) -> Tabel.Cel { Tabel.Cel(count.map { String($0) } ?? "<5") }

    private func days(_ days: Int?, _ count: Int?) -> Tabel.Cel {
        Tabel.Cel(count == nil ? "<5" : days.map { "\($0)" })
    }

    private func spread(_ spread: Spreiding) -> [Tabel.Cel] {
        [cel(spread.aantal), days(spread.mediaan, spread.aantal), days(spread.p90, spread.aantal)]
    }

    func doorlooptijden(_ rows: [Doorlooptijd]) -> Tabel {
        Tabel(
            "Doorlooptijden in dagen",
            ["Stap", "Kwartaal tot en met", "Aantal", "Mediaan", "P90"],
            rows.map { row in
                Tabel.Rij(row.stap.woorden, [Tabel.Cel(row.kwartaal?.weergave ?? "hele periode")] + spread(row.dagen))
            },
            empty: "In deze periode eindigde geen stap."
        )
    }

    func stroom(_ rows: [Stroomkwartaal]) -> Tabel {
        Tabel(
            "Instroom, uitstroom en stand",
            ["Tot en met", "Aangemeld", "Gestart", "Afgesloten", "Lopend op die dag"],
            rows.map { row in
                Tabel.Rij(
                    row.eindigtOp.weergave,
                    [cel(row.aangemeld), cel(row.gestart), cel(row.afgesloten), cel(row.stand)]
                )
            },
            empty: "Er is niets in deze periode."
        )
    }

    func wachttijden(_ rows: [Wachttijd]) -> Tabel {
        Tabel(
            "Wachten op zorg, in dagen",
            [
                "Soort zorg", "Begonnen", "Mediaan", "P90", "Wacht nog", "Mediaan wacht nog", "P90 wacht nog",
                "Overbrugd", "Voorrang gevraagd", "Voorrang verleend",
            ],
            rows.map { row in
                Tabel.Rij(
                    Woorden.vanCode(row.soort.rawValue),
                    spread(row.begonnen) + spread(row.wachtend)
                        + [cel(row.overbrugd), cel(row.voorrangGevraagd), cel(row.voorrangVerleend)]
                )
            },
            empty: "In deze periode is geen zorg aangevraagd."
        )
    }

    func terugkeer(_ rows: [Terugkeer]) -> Tabel {
        Tabel(
            "Terugkeer na afsluiting",
            ["Binnen", "Zo lang geleden afgesloten", "Teruggekeerd"],
            rows.map { Tabel.Rij("\($0.maanden) maanden", [cel($0.gevolgd), cel($0.teruggekeerd)]) },
            empty: "Er is niets afgesloten."
        )
    }

    func verdeling(_ rows: [Verdelingsregel]) -> [Tabel] {
        let titles: [(Verdelingsregel.Kenmerk, String, String)] = [
            (.wijk, "Wijken", "Wijk"), (.melder, "Melders", "Melder"), (.route, "Routes van aanmelding", "Route"),
        ]
        return titles.map { kenmerk, title, head in
            Tabel(
                title,
                [head, "Gezinnen"],
                rows.filter { $0.kenmerk == kenmerk }.map { row in
                    let name = row.waarde.map { kenmerk == .wijk ? $0 : Woorden.vanCode($0) }
                    return Tabel.Rij(name ?? "Niet bekend", [cel(row.gezinnen)])
                },
                empty: "Er zijn geen gezinnen."
            )
        }
    }

    func partijen(_ rows: [Partijtelling]) -> Tabel {
        Tabel(
            "Partijen: wie doet mee, wie ontbreekt",
            [
                "Partij", "Nodig", "Betrokken", "Ontbreekt", "Mediaan dagen", "P90 dagen", "Bij overleg",
                "Niet bij overleg",
            ],
            rows.map { row in
                Tabel.Rij(
                    Woorden.vanCode(row.partij.rawValue),
                    [cel(row.benodigd), cel(row.betrokken)] + spread(row.ontbreekt)
                        + [cel(row.aanwezig), cel(row.afwezig)]
                )
            },
            empty: "Er is geen partij nodig of betrokken."
        )
    }

    func leefgebieden(_ rows: [Leefgebiedtelling]) -> Tabel {
        Tabel(
            "Resultaten per leefgebied",
            ["Leefgebied", "Status", "Problemen", "Trajecten"],
            rows.map { row in
                Tabel.Rij(
                    Woorden.vanCode(row.leefgebied.rawValue),
                    [Tabel.Cel(Woorden.vanCode(row.status.rawValue)), cel(row.problemen), cel(row.trajecten)]
                )
            },
            empty: "In deze periode is geen probleem geconstateerd."
        )
    }

    /// Who was asked to be casemanager, who accepted and who refused, and what else is counted by what happened.
    func mijlpalen(_ rows: [Mijlpaaltelling]) -> [Tabel] {
        func table(_ title: String, _ kinds: [Feittype]) -> Tabel {
            Tabel(
                title,
                ["Gebeurtenis", "Nader", "Aantal", "Trajecten"],
                rows.filter { kinds.contains($0.soort) }.map { row in
                    Tabel.Rij(
                        row.soort.woorden,
                        [Tabel.Cel(row.code.map(Woorden.vanCode)), cel(row.aantal), cel(row.trajecten)]
                    )
                },
                empty: "In deze periode niet voorgekomen."
            )
        }
        return [
            table(
                "Casemanager gevraagd, aanvaard, geweigerd",
                [
                    .casemanagerGevraagd, .casemanagerBenoemd, .casemanagerrolAanvaard, .casemanagerrolGeweigerd,
                    .casemanagerrolBeeindigd,
                ]
            ),
            table(
                "Wisselingen van procesmanager",
                [.procesmanagerToegewezen, .procesmanagerOvergedragen, .procesmanagerVrijgesteld]
            ),
            table(
                "Drang en dwang",
                [
                    .drangIngezet, .dwangmaatregelGeadviseerd, .dwangmaatregelOpgelegd, .dwangmaatregelBeeindigd,
                    .medewerkingGezinGewijzigd,
                ]
            ),
            table("Informatie gedeeld", [.informatieGedeeld, .informatieZonderGrondslagGedeeld]),
        ]
    }

    func verbeterpunten(_ table: Verbeterpuntentabel) -> Tabel {
        Tabel(
            "Verbeterpunten van beleid, \(table.van) en \(table.tot)",
            ["Indicator", String(table.van), String(table.tot)],
            table.rijen.map { row in
                Tabel.Rij(
                    row.indicatoren.map(\.rawValue).joined(separator: ", "),
                    [Tabel.Cel(row.van.teken), Tabel.Cel(row.tot?.teken)]
                )
            },
            empty: "In \(table.van) zijn geen verbeterpunten van beleid vastgelegd."
        )
    }
}

extension Beleidsbevinding {
    /// The sign, with the finding in words when there are any.
    fileprivate var teken: String { uitkomst.teken + (tekst.map { " " + $0 } ?? "") }
}

extension Doorlooptijd.Stap {
    /// The step in words.
    var woorden: String {
        switch self {
        case .eersteContact: "Aanmelding tot eerste contact"
        case .planVastgesteld: "Aanmelding tot plan"
        case .eersteMdo: "Aanmelding tot eerste MDO"
        case .afsluiting: "Start tot afsluiting"
        }
    }
}
