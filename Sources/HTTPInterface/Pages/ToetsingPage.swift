import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader
import WireValues

/// The verdicts about a family on a day.
struct ToetsingPage {
    let kop: Gezinskop
    let aanpak: String
    let traject: Int
    let themas: [Theme]
    let isGestart: Bool

    struct Theme {
        let code: String
        let naam: String
        let uitleg: String
        let telling: String
        let criteria: [Criterion]
    }

    struct Criterion {
        let code: String
        let naam: String
        let uitkomst: Uitkomstweergave
        let telling: String
        let oordelen: [Oordeelweergave]
    }

    init(_ head: Gezinskop, _ toetsing: Toetsing, _ links: Bewijslinks, _ user: Gebruiker) {
        kop = head
        aanpak = toetsing.aanpak?.description ?? "geen aanpak"
        traject = toetsing.traject
        isGestart = toetsing.isGestart
        let maker = Oordeelmaker(toetsing: toetsing, links: links, user: user, head: head)
        themas = toetsing.themas.map { thema in
            Theme(
                code: thema.thema.rawValue,
                naam: thema.thema.naam,
                uitleg: thema.thema.uitleg.prefix(1).uppercased() + thema.thema.uitleg.dropFirst(),
                telling: thema.telling.woorden,
                criteria: toetsing.criteria.filter { $0.criterium.thema == thema.thema }.map { criterium in
                    Criterion(
                        code: criterium.criterium.rawValue,
                        naam: criterium.criterium.naam,
                        uitkomst: Uitkomstweergave(criterium.uitkomst),
                        telling: criterium.telling.woorden,
                        oordelen: toetsing.oordelen.filter { $0.indicator.criterium == criterium.criterium }
                            .map(maker.weergave)
                    )
                }
            )
        }
    }
}

/// One verdict as a page shows it.
struct Oordeelweergave {
    let nummer: String
    let titel: String
    let uitkomst: Uitkomstweergave
    let isVoorlopig: Bool
    let reden: String?
    let grond: String?
    let letOp: [String]
    let bewijs: [Bewijslinks.Link]
    /// What is left when there is too much to show beside the verdict.
    let meerBewijs: [Bewijslinks.Link]
    let heeftMeerBewijs: Bool
    let aantalMeerBewijs: Int
    let aantalBewijs: Int
    let heeftBewijs: Bool
    let voorstellen: [Proposal]
    let heeftVoorstellen: Bool
    let beletsel: String?
    let omslagdag: String?
    let menselijk: [MenselijkWeergave]
    let norm: String
    let regel: String
    let bron: String
    let oordeelLink: String?

    /// An event that would make it right, with the form to record it.
    struct Proposal {
        let naam: String
        let toelichting: String?
        let adres: String?
        let nummer: Int
    }

    struct MenselijkWeergave {
        let uitkomst: Uitkomstweergave
        let door: String
        let over: String
        let verschilt: Bool
        let adres: String?
    }
}

/// Makes verdicts for a reader.
struct Oordeelmaker {
    let toetsing: Toetsing
    let links: Bewijslinks
    let user: Gebruiker
    let head: Gezinskop

    func weergave(_ oordeel: Oordeel) -> Oordeelweergave {
        let indicator = Indicator.alle.first { $0.nummer == oordeel.indicator }
        let gevonden = links.links(oordeel.bewijs)
        let shown = gevonden.count > 7 ? 5 : gevonden.count
        let proposals = oordeel.ontbreekt?.voorstellen ?? []
        return Oordeelweergave(
            nummer: oordeel.indicator.rawValue,
            titel: indicator?.titel ?? "",
            uitkomst: Uitkomstweergave(oordeel.uitkomst),
            isVoorlopig: oordeel.voorlopig,
            reden: oordeel.zin,
            grond: oordeel.grond.map(Oordeelmaker.words),
            letOp: oordeel.letOp.map { oordeel.zin($0) },
            bewijs: Array(gevonden.prefix(shown)),
            meerBewijs: Array(gevonden.dropFirst(shown)),
            heeftMeerBewijs: gevonden.count > shown,
            aantalMeerBewijs: gevonden.count - shown,
            aantalBewijs: oordeel.bewijs.count,
            heeftBewijs: !oordeel.bewijs.isEmpty,
            voorstellen: proposals.enumerated().map { proposal($1, $0, oordeel.indicator) },
            heeftVoorstellen: !proposals.isEmpty,
            beletsel: oordeel.ontbreekt?.beletsel.map { $0.tekst + ($0.sinds.map { " (sinds \($0.weergave))" } ?? "") },
            omslagdag: oordeel.omslagdag?.weergave,
            menselijk: toetsing.menselijk.filter { $0.indicator == oordeel.indicator }.map(human),
            norm: indicator?.norm ?? "",
            regel: indicator?.regel ?? "",
            bron: indicator?.bron ?? "",
            oordeelLink: form(.oordeelVastgelegd, "indicator=\(oordeel.indicator.rawValue)")
        )
    }

    private static func words(_ grond: Grond) -> String {
        switch grond {
        case .vastgelegdFeit: "Volgt uit een vastgelegd feit."
        case .nietsVastgelegd: "Volgt uit wat niet is vastgelegd; dat is nog niet hetzelfde als niet gedaan."
        }
    }

    private func proposal(
        _ ontbrekend: Ontbrekend,
        _ number: Int,
        _ indicator: Indicatorcode
    ) -> Oordeelweergave.Proposal {
        let which = "voorstel=\(indicator.rawValue)-\(number + 1)&traject=\(toetsing.traject)"
        return Oordeelweergave.Proposal(
            naam: ontbrekend.type.woorden,
            toelichting: ontbrekend.toelichting,
            adres: form(ontbrekend.type, which),
            nummer: number + 1
        )
    }

    private func form(_ type: Feittype, _ query: String) -> String? {
        guard user.magDossierLezen, user.rol(voor: type) != nil else { return nil }
        return "/gezinnen/\(head.gezin)/vastleggen/\(type.naam)?\(query)"
    }

    private func human(_ oordeel: MenselijkOordeel) -> Oordeelweergave.MenselijkWeergave {
        Oordeelweergave.MenselijkWeergave(
            uitkomst: Uitkomstweergave(oordeel.uitkomst),
            door: oordeel.beoordelaarsrol ?? oordeel.rol?.rawValue ?? "onbekend",
            over: oordeel.peildatum.weergave,
            verschilt: oordeel.verschilt,
            adres: links.links([oordeel.gebeurtenis]).first?.adres
        )
    }
}

extension Telling {
    /// The counts in words.
    var woorden: String {
        "✓ \(voldoet) voldoet, X \(verbeterpunt) verbeterpunt, – \(nietVastgesteld) niet vastgesteld"
    }
}

/// Every flip of every verdict.
struct VerloopPage {
    let kop: Gezinskop
    let omslagen: [Flip]
    let aantal: Int
    let isLeeg: Bool

    struct Flip {
        let dag: String
        let dagcode: String
        let indicator: String
        let titel: String
        let van: Uitkomstweergave
        let naar: Uitkomstweergave
        let zin: String?
        let oorzaak: String
        let bewijs: [Bewijslinks.Link]
    }

    init(_ head: Gezinskop, _ omslagen: [Omslag], _ links: Bewijslinks) {
        kop = head
        self.omslagen = omslagen.reversed().map { omslag in
            Flip(
                dag: omslag.dag.weergave,
                dagcode: omslag.dag.description,
                indicator: omslag.indicator.rawValue,
                titel: Indicator.alle.first { $0.nummer == omslag.indicator }?.titel ?? "",
                van: Uitkomstweergave(omslag.van.uitkomst),
                naar: Uitkomstweergave(omslag.naar.uitkomst),
                zin: omslag.zin,
                oorzaak: omslag.oorzaak.woorden,
                bewijs: links.links(omslag.oorzaak.gebeurtenissen)
            )
        }
        aantal = omslagen.count
        isLeeg = omslagen.isEmpty
    }
}

extension Oorzaak {
    /// The cause in words.
    var woorden: String {
        switch self {
        case .termijn: "Er verstreek een termijn."
        case .aanpakversie: "Er geldt een andere versie van de aanpak."
        case .gebeurtenissen(let ids): ids.count == 1 ? "Door een gebeurtenis." : "Door \(ids.count) gebeurtenissen."
        }
    }

    var gebeurtenissen: [UUID] {
        if case .gebeurtenissen(let ids) = self { ids } else { [] }
    }
}
