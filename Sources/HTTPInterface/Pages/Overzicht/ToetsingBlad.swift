import CaseHandling
import CivilTime
import EventStore
import Gezinstraject
import Toetsingskader
import WireValues

/// A toetsing: what is frozen with what came out of it later, and what people judged beside it.
struct ToetsingBlad {
    let naam: String
    let aanpak: String
    let peildatum: String
    let staat: String
    let controle: String?
    let formulier: Freeze?
    let koppen: [Head]
    let rijen: [Row]
    let verschillen: Tabel
    let menselijk: Tabel
    let bevindingen: Tabel

    struct Freeze {
        let actie: String
        let formulierbewijs: String
        let gebeurtenis: String
    }

    struct Head {
        let nummer: Int
        let adres: String?
    }

    struct Row {
        let nummer: String
        let titel: String
        let cellen: [Sign]
        let totaal: Sign
    }

    /// A verdict, with the page where its evidence is.
    struct Sign {
        let teken: String
        let woord: String
        let klasse: String
        let reden: String?
        let adres: String?
    }

    init(_ overzicht: Toetsingsoverzicht, _ totaal: Totaaltoetsing, _ visit: Visit, _ fresh: UUID) {
        let start = overzicht.stroom.dossier.start.gegevens
        let id = overzicht.stroom.toetsing.tekst
        let tabel = overzicht.bevroren.map { Uitkomstentabel($0) } ?? overzicht.nu
        let isReader = visit.user.magDossierLezen
        naam = id
        aanpak = start.aanpak.description
        peildatum = start.peildatum.weergave
        staat = ToetsingBlad.state(overzicht)
        controle = overzicht.herberekening.map { opnieuw in
            opnieuw.isGelijk
                ? "Opnieuw uitgerekend komt er hetzelfde uit, en de hash klopt."
                : "Opnieuw uitgerekend komt er iets anders uit, of de hash klopt niet."
        }
        let mayFreeze = overzicht.bevroren == nil && visit.user.rol(voor: .toetsingBevroren) != nil
        formulier =
            mayFreeze
            ? Freeze(
                actie: "/toetsingen/\(id)",
                formulierbewijs: visit.session.formProof,
                gebeurtenis: fresh.description
            ) : nil
        func address(_ gezin: UUID) -> String? {
            isReader ? "/gezinnen/\(gezin)/toetsing?peildag=\(start.peildatum.weergave)" : nil
        }
        koppen = start.gezinnen.enumerated().map { Head(nummer: $0 + 1, adres: address($1)) }
        let cells = Dictionary(grouping: tabel.regels) { $0.indicator }
        rijen = zip(Indicator.alle, totaal.oordelen).map { indicator, totaal in
            let own = Dictionary((cells[indicator.nummer] ?? []).map { ($0.gezinId, $0) }) { first, _ in first }
            return Row(
                nummer: indicator.nummer.rawValue,
                titel: indicator.titel,
                cellen: start.gezinnen.map { gezin in
                    ToetsingBlad.sign(own[gezin], address(gezin).map { $0 + "#o-\(indicator.nummer.rawValue)" })
                },
                totaal: Sign(totaal.uitkomst, totaal.reden)
            )
        }
        verschillen = ToetsingBlad.differences(overzicht.veranderd, start.gezinnen)
        menselijk = ToetsingBlad.human(overzicht.menselijk, start.gezinnen)
        bevindingen = ToetsingBlad.findings(overzicht.stroom)
    }

    private static func state(_ overzicht: Toetsingsoverzicht) -> String {
        guard let bevroren = overzicht.bevroren else {
            return "Niet bevroren: de tabel is die van nu, positie \(overzicht.positie)."
        }
        return "Bevroren, zoals bekend op \(bevroren.bekendOp), positie \(bevroren.positie), "
            + "regels \(bevroren.regelversie)."
    }

    private static func sign(_ regel: ToetsingBevroren.BevrorenUitkomst?, _ address: String?) -> Sign {
        guard let regel else {
            return Sign(teken: "", woord: "niet getoetst", klasse: "open", reden: nil, adres: nil)
        }
        return Sign(Uitkomst(regel.uitkomst), Reden(rawValue: regel.reden), address)
    }

    private static func differences(_ changed: [Uitkomstentabel.Regelverschil], _ gezinnen: [UUID]) -> Tabel {
        Tabel(
            "Wat nu anders is dan bevroren",
            ["Gezin", "Indicator", "Bevroren", "Nu"],
            changed.map { row in
                Tabel.Rij(
                    number(row.gezin, gezinnen),
                    [
                        Tabel.Cel(row.indicator.rawValue), Tabel.Cel(row.van?.uitkomst.rawValue),
                        Tabel.Cel(row.naar?.uitkomst.rawValue),
                    ]
                )
            },
            empty: "Niets."
        )
    }

    private static func human(
        _ judged: [(gezin: UUID, oordeel: MenselijkOordeel)],
        _ gezinnen: [UUID]
    ) -> Tabel {
        Tabel(
            "Wat mensen over deze dag oordeelden",
            ["Gezin", "Indicator", "Mens", "Verschilt van het berekende"],
            judged.map { gezin, oordeel in
                Tabel.Rij(
                    number(gezin, gezinnen),
                    [
                        Tabel.Cel(oordeel.indicator.rawValue),
                        Tabel.Cel("\(oordeel.uitkomst.teken) \(oordeel.uitkomst.woord)"),
                        Tabel.Cel(oordeel.verschilt ? "ja" : "nee"),
                    ]
                )
            },
            empty: "Er is geen menselijk oordeel over deze dag."
        )
    }

    private static func findings(_ stroom: Toetsingsstroom) -> Tabel {
        Tabel(
            "Verbeterpunten uit deze toetsing",
            ["Indicator", "Vastgelegd op", "Uiterlijk"],
            stroom.dossier.verbeterpunten.map { punt in
                Tabel.Rij(
                    punt.gegevens.indicator.rawValue,
                    [
                        Tabel.Cel(punt.registratie.gebeurdOp.weergave), Tabel.Cel(punt.gegevens.uiterlijk?.weergave),
                    ]
                )
            },
            empty: "Er zijn nog geen verbeterpunten vastgelegd."
        )
    }

    private static func number(_ gezin: UUID, _ gezinnen: [UUID]) -> String {
        gezinnen.firstIndex(of: gezin).map { "Gezin \($0 + 1)" } ?? gezin.description
    }
}

extension Uitkomst {
    fileprivate init(_ bevroren: MenselijkeUitkomst) {
        switch bevroren {
        case .voldoet: self = .voldoet
        case .verbeterpunt: self = .verbeterpunt
        case .nietVastgesteld: self = .nietVastgesteld
        }
    }
}

extension ToetsingBlad.Sign {
    fileprivate init(_ uitkomst: Uitkomst, _ reden: Reden?, _ address: String? = nil) {
        teken = uitkomst.teken
        woord = uitkomst.woord
        klasse = uitkomst.klasse
        self.reden = reden.map(Woorden.vanReden)
        adres = address
    }
}
