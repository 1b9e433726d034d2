import CivilTime
import Gezinstraject
import WireValues

/// Who a family is, who is involved and what was agreed.
struct Gezinskaart {
    let kop: Gezinskop
    let stand: [Dossierwoorden.Regel]
    let tabellen: [Tabel]
    /// For the print of an MDO.
    let openAfspraken: Tabel
    let nazorg: [Dossierwoorden.Regel]
    let heeftNazorg: Bool

    init(_ head: Gezinskop, _ beeld: Trajectbeeld, _ words: Dossierwoorden, _ peildag: Dag) {
        kop = head
        let maker = Gezinskaartmaker(beeld: beeld, words: words, peildag: peildag)
        stand = maker.stand
        tabellen = [
            maker.leden, maker.toestemmingen, maker.partijen, maker.problemen, maker.doelen, maker.zorg,
            maker.stagnaties, maker.knelpunten,
        ]
        openAfspraken = maker.afspraken
        nazorg = maker.nazorg
        heeftNazorg = !nazorg.isEmpty
    }
}

/// Makes the tables of a family.
struct Gezinskaartmaker {
    let beeld: Trajectbeeld
    let words: Dossierwoorden
    let peildag: Dag

    private typealias Cel = Tabel.Cel

    var stand: [Dossierwoorden.Regel] {
        let sluiting = beeld.geslotenOp.map { dag in
            [dag.weergave, beeld.sluitingsreden.map { Woorden.vanCode($0.rawValue) }].compactMap(\.self)
                .joined(separator: " – ")
        }
        let regels: [(String, String?)] = [
            ("Fase", Woorden.vanCode(beeld.fase.rawValue)),
            ("Aanpak", beeld.aanpak?.description),
            ("Traject", "\(beeld.traject) van \(max(1, beeld.aantalTrajecten))"),
            ("Procesmanager", beeld.procesmanager?.tekst),
            ("Casemanager", beeld.casemanager?.tekst),
            ("Aanspreekpunt", beeld.aanspreekpunt?.tekst),
            ("Aangemeld", beeld.aangemeldOp?.weergave),
            ("Gestart", beeld.gestartOp?.weergave),
            ("Afgesloten", sluiting),
            ("Plan", plan),
            ("Laatste contact", beeld.laatsteContactOp.map(geleden)),
            ("Laatste overleg", beeld.laatsteOverlegOp.map(geleden)),
        ]
        return regels.map { Dossierwoorden.Regel(naam: $0.0, waarde: $0.1 ?? "–") }
    }

    private var plan: String? {
        guard let plan = beeld.plan else { return nil }
        let bijgesteld = plan.laatstBijgesteldOp.map { ", bijgesteld \($0.weergave)" } ?? ""
        return "Vastgesteld \(plan.vastgesteldOp.weergave)\(bijgesteld)\(plan.zoekgeraakt ? ", zoekgeraakt" : "")"
    }

    private func geleden(_ dag: Dag) -> String {
        let dagen = peildag.dagen(sinds: dag)
        return "\(dag.weergave) (\(dagen == 0 ? "vandaag" : dagen == 1 ? "1 dag geleden" : "\(dagen) dagen geleden"))"
    }

    var leden: Tabel {
        Tabel(
            "Gezinsleden",
            ["Gezinslid", "Rol", "Geboren", "Gezag", "Status"],
            beeld.gezinsleden.map { lid in
                Tabel.Rij(
                    lid.id.tekst,
                    [
                        Cel(Woorden.vanCode(lid.rol.rawValue)), Cel(lid.geboren.map(geboren)),
                        Cel(lid.gezagsdrager.map { $0 ? "Ja" : "Nee" } ?? "Onbekend"),
                        Cel(Woorden.vanCode(lid.status.rawValue)),
                    ]
                )
            },
            empty: "Er is nog geen gezinslid vastgelegd."
        )
    }

    private func geboren(_ dag: Dag) -> String {
        let (toen, nu) = (dag.datum, peildag.datum)
        let leeftijd = nu.jaar - toen.jaar - ((nu.maand, nu.dag) < (toen.maand, toen.dag) ? 1 : 0)
        return "\(dag.weergave) (\(max(0, leeftijd)) jaar)"
    }

    var toestemmingen: Tabel {
        Tabel(
            "Toestemming",
            ["Gezinslid", "Antwoord", "Op", "Geldig tot en met", "Voor"],
            beeld.toestemmingen.map { toestemming in
                Tabel.Rij(
                    words.woorden(.gezinslid, toestemming.gezinslid.tekst),
                    [
                        Cel(Woorden.vanCode(toestemming.antwoord.rawValue)), Cel(toestemming.op.weergave),
                        geldig(toestemming), Cel(voor(toestemming.partijen)),
                    ]
                )
            },
            empty: "Er is nog niet om toestemming gevraagd, of er kwam nog geen antwoord."
        )
    }

    private func geldig(_ toestemming: Trajectbeeld.Toestemming) -> Cel {
        guard toestemming.antwoord == .verleend else { return Cel(nil) }
        guard let tot = toestemming.geldigTot else { return "Zonder einddag" }
        guard tot >= peildag else { return Cel(tot.weergave, mark: "Verlopen", .fout) }
        let dagen = tot.dagen(sinds: peildag)
        return dagen > 60 ? Cel(tot.weergave) : Cel(tot.weergave, mark: "Nog \(dagen) dagen", .wacht)
    }

    private func voor(_ partijen: AlleOf<Partij>?) -> String? {
        switch partijen {
        case nil: nil
        case .alle: "Alle partijen"
        case .lijst(let partijen): partijen.map { Woorden.vanCode($0.rawValue) }.joined(separator: ", ")
        }
    }

    var partijen: Tabel {
        Tabel(
            "Partijen",
            ["Partij", "Schil", "Stand"],
            beeld.partijen.map { partij in
                let schil = partij.schil.map { $0 == .binnen ? "Binnenschil" : "Buitenschil" }
                return Tabel.Rij(Woorden.vanCode(partij.partij.rawValue), [Cel(schil), stand(partij)])
            },
            empty: "Er is nog geen partij betrokken of nodig verklaard."
        )
    }

    private func stand(_ partij: Trajectbeeld.Partijstand) -> Cel {
        if let sinds = partij.ontbreektSinds {
            return Cel("Nodig, sinds \(sinds.weergave)", mark: "Ontbreekt", .fout)
        }
        if partij.betrokken { return Cel(partij.benodigd ? "Betrokken en nodig" : "Betrokken") }
        return "Niet betrokken"
    }

    var problemen: Tabel {
        Tabel(
            "Problemen",
            ["Probleem", "Leefgebied", "Omschrijving", "Status", "Doelen"],
            beeld.problemen.map { probleem in
                Tabel.Rij(
                    probleem.id.tekst,
                    [
                        Cel(Woorden.vanCode(probleem.stj.rawValue)),
                        Cel(words.omschrijving(.probleem, probleem.id.tekst)),
                        Cel("\(Woorden.vanCode(probleem.status.rawValue)) sinds \(probleem.sinds.weergave)"),
                        probleem.doelen.isEmpty
                            ? Cel("", mark: "Geen doel", .wacht)
                            : Cel(probleem.doelen.map(\.tekst).joined(separator: ", ")),
                    ]
                )
            },
            empty: "Er is nog geen probleem geconstateerd."
        )
    }

    var doelen: Tabel {
        Tabel(
            "Doelen",
            ["Doel", "Omschrijving", "Bij", "Bepaald", "Termijn", "Status"],
            beeld.doelen.map { doel in
                Tabel.Rij(
                    doel.id.tekst,
                    [
                        Cel(words.omschrijving(.doel, doel.id.tekst)),
                        Cel(doel.problemen.isEmpty ? nil : doel.problemen.map(\.tekst).joined(separator: ", ")),
                        Cel(Woorden.vanCode(doel.bepaling.rawValue)),
                        Cel(doel.termijn.map { Woorden.vanCode($0.rawValue) }),
                        Cel(Woorden.vanCode(doel.status.rawValue)),
                    ]
                )
            },
            empty: "Er is nog geen doel gesteld."
        )
    }

    var afspraken: Tabel {
        let open = beeld.werkafspraken.filter { $0.status == .open }.sorted { $0.uiterlijk < $1.uiterlijk }
        let rest = beeld.werkafspraken.filter { $0.status != .open }
        return Tabel(
            "Werkafspraken",
            ["Afspraak", "Omschrijving", "Wie", "Uiterlijk", "Status"],
            (open + rest).map { afspraak in
                let wie = [
                    afspraak.partij.map { Woorden.vanCode($0.rawValue) },
                    afspraak.gezinslid.map { words.woorden(.gezinslid, $0.tekst) },
                ]
                return Tabel.Rij(
                    afspraak.id.tekst,
                    [
                        Cel(words.omschrijving(.werkafspraak, afspraak.id.tekst)),
                        Cel(wie.compactMap(\.self).joined(separator: ", ")), Cel(afspraak.uiterlijk.weergave),
                        status(afspraak),
                    ]
                )
            },
            empty: "Er is nog geen werkafspraak gemaakt."
        )
    }

    private func status(_ afspraak: Trajectbeeld.Werkafspraak) -> Cel {
        guard afspraak.status == .open else { return Cel(Woorden.vanCode(afspraak.status.rawValue)) }
        let dagen = peildag.dagen(sinds: afspraak.uiterlijk)
        return dagen > 0 ? Cel("Open", mark: "\(dagen) \(dagen == 1 ? "dag" : "dagen") over tijd", .fout) : "Open"
    }

    var zorg: Tabel {
        Tabel(
            "Zorg en ondersteuning",
            ["Zorg", "Soort", "Partij", "Status", "Sinds"],
            beeld.zorg.map { zorg in
                Tabel.Rij(
                    zorg.id.tekst,
                    [
                        Cel(Woorden.vanCode(zorg.soort.rawValue)),
                        Cel(zorg.partij.map { Woorden.vanCode($0.rawValue) }),
                        Cel(Woorden.vanCode(zorg.status.rawValue)), Cel(zorg.sinds.weergave),
                    ]
                )
            },
            empty: "Er is geen zorg aangevraagd of vastgelegd."
        )
    }

    var stagnaties: Tabel {
        Tabel(
            "Open stagnaties",
            ["Stagnatie", "Waar", "Sinds", "Opgeschaald tot"],
            beeld.openStagnaties.map { stagnatie in
                Tabel.Rij(
                    stagnatie.id.tekst,
                    [
                        Cel(stagnatie.bron.map { Woorden.vanCode($0.rawValue) }), Cel(geleden(stagnatie.sinds)),
                        Cel(stagnatie.hoogsteTrede ?? stagnatie.hoogsteNiveau.map { "Trede \($0)" }),
                    ]
                )
            },
            empty: "Er is geen stagnatie open."
        )
    }

    var knelpunten: Tabel {
        Tabel(
            "Open knelpunten in informatie",
            ["Knelpunt", "Partij", "Soort", "Sinds"],
            beeld.openKnelpunten.map { knelpunt in
                Tabel.Rij(
                    knelpunt.id.tekst,
                    [
                        Cel(knelpunt.partij.map { Woorden.vanCode($0.rawValue) }),
                        Cel(knelpunt.soort.map { Woorden.vanCode($0.rawValue) }), Cel(geleden(knelpunt.sinds)),
                    ]
                )
            },
            empty: "Er is geen knelpunt open."
        )
    }

    var nazorg: [Dossierwoorden.Regel] {
        guard let nazorg = beeld.nazorg else { return [] }
        let regels: [(String, String?)] = [
            ("Afgesproken", nazorg.afgesprokenOp?.weergave),
            ("Contact elke", nazorg.intervalMaanden.map { $0 == 1 ? "maand" : "\($0) maanden" }),
            ("Zolang na afsluiting", nazorg.duurMaanden.map { $0 == 1 ? "1 maand" : "\($0) maanden" }),
            ("Laatste nazorgcontact", nazorg.laatsteContactOp.map(geleden)),
            ("Beëindigd", nazorg.beeindigdOp?.weergave),
        ]
        return regels.map { Dossierwoorden.Regel(naam: $0.0, waarde: $0.1 ?? "–") }
    }
}
