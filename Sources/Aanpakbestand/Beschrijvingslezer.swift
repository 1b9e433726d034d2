import CivilTime
import Gezinstraject

/// Leest de beschrijving van een aanpak.
struct Beschrijvingslezer {
    private var lezer: Knooplezer
    private var bronnen: [Aanpakonderdeel: String] = [:]

    init(_ bestand: String) {
        lezer = Knooplezer(bestand)
    }

    var fouten: [Aanpakbestand.Fout] { lezer.fouten }

    /// De beschrijving en de regel waarop elke versie begint; nil met de fouten in `fouten`.
    mutating func lees(_ inhoud: [UInt8]) -> (Aanpakbeschrijving, [Dag: Int])? {
        guard let wortel = lezer.wortel(inhoud),
            let sleutels = lezer.object(wortel, verplicht: ["code", "gemeente", "perioden"])
        else { return nil }
        let code = sleutels["code"].flatMap { leesCode($0) }
        let gemeente = sleutels["gemeente"].flatMap { leesGemeente($0) }
        var perioden: [Periode] = []
        if let plek = sleutels["perioden"] {
            let elementen = lezer.lijst(plek, minstens: 1)
            for (nummer, element) in elementen.enumerated() {
                if let periode = periode(element, isEerste: nummer == 0) { perioden.append(periode) }
            }
            // Whether they join can only be said when all of them are read.
            if perioden.count == elementen.count { toetsAansluiting(perioden) }
        }
        guard lezer.fouten.isEmpty, let code, let gemeente else { return nil }
        let regels = perioden.map { ($0.versie.geldigVanaf, $0.plek.regel) }
        return Aanpakbeschrijving(code: code, gemeente: gemeente, versies: perioden.map(\.versie))
            .map { ($0, Dictionary(regels, uniquingKeysWith: { eerste, _ in eerste })) }
    }

    private mutating func leesCode(_ plek: Plek) -> Aanpakcode? {
        let code = plek.inhoud.flatMap { Aanpakcode($0) }
        if code == nil { lezer.meld(plek, "Verwacht is een code van 1 tot 64 kleine letters, cijfers of streepjes.") }
        return code
    }

    private mutating func leesGemeente(_ plek: Plek) -> String? {
        let tekst = plek.inhoud ?? ""
        guard tekst.wholeMatch(of: /GM[0-9]{4}/) != nil else {
            lezer.meld(plek, "Verwacht is de CBS-code van een gemeente, zoals GM0935.")
            return nil
        }
        return tekst
    }

    // MARK: Perioden

    private struct Periode {
        let plek: Plek
        let ingang: Plek
        let versie: Aanpakversie
        let geldigTot: (plek: Plek, dag: Dag)?
        let ingangsdagen: [(plek: Plek, dag: Dag)]
    }

    private static let onderdelen = [
        "geldigTot", "bron", "normen", "opschaling", "caseload", "overleg", "afsluiting", "nazorg",
    ]

    private mutating func periode(_ plek: Plek, isEerste: Bool) -> Periode? {
        let aantal = lezer.fouten.count
        let ingang = ["geldigVanaf"]
        let sleutels = lezer.object(
            plek,
            verplicht: (isEerste ? [] : ingang) + ["naam", "rollen", "leefgebieden", "prioritering", "drang"],
            mag: (isEerste ? ingang : []) + Beschrijvingslezer.onderdelen
        )
        guard let sleutels else { return nil }
        bronnen = [:]
        bron(sleutels, .aanpak)
        var versie = Aanpakversie(
            // What is not said to have begun on a day holds from the beginning.
            geldigVanaf: lezer.dag(sleutels["geldigVanaf"]) ?? .eerste,
            naam: lezer.tekst(sleutels["naam"]) ?? "",
            rollen: sleutels["rollen"].map { rollen($0) } ?? [],
            leefgebieden: sleutels["leefgebieden"].map { leefgebieden($0) } ?? [],
            prioritering: false,
            drang: false
        )
        let geldigTot = sleutels["geldigTot"].flatMap { plek in lezer.dag(plek).map { (plek, $0) } }
        leesPrioritering(sleutels["prioritering"], in: &versie)
        leesDrang(sleutels["drang"], in: &versie)
        leesOverleg(sleutels["overleg"], in: &versie)
        let ingangsdagen = leesNormen(sleutels["normen"], in: &versie)
        versie.treden = lijst(sleutels["opschaling"], "treden", .opschaling) { $0.teksten($1) }
        versie.nazorg = lijst(sleutels["nazorg"], "vormen", .nazorg) { $0.teksten($1) }
        versie.afsluitredenen = lijst(sleutels["afsluiting"], "redenen", .afsluiting) {
            $0.keuzes($1, AanpakAfgesloten.Reden.self)
        }
        if let plek = sleutels["caseload"], let caseload = object(plek, ["gezinnenPerFte"], .caseload) {
            versie.caseloadNorm = lezer.getal(caseload["gezinnenPerFte"], 1...9999)
        }
        versie.bronnen = bronnen
        guard lezer.fouten.count == aantal else { return nil }
        return Periode(
            plek: plek,
            ingang: sleutels["geldigVanaf"] ?? plek,
            versie: versie,
            geldigTot: geldigTot,
            ingangsdagen: ingangsdagen
        )
    }

    /// Perioden sluiten op elkaar aan: op elke dag geldt er precies een.
    private mutating func toetsAansluiting(_ perioden: [Periode]) {
        for (periode, volgende) in zip(perioden, perioden.dropFirst()) {
            let dag = volgende.versie.geldigVanaf
            guard dag > periode.versie.geldigVanaf else {
                lezer.meld(
                    volgende.ingang,
                    "Verwacht is een dag na \(periode.versie.geldigVanaf), waarop de periode ervoor ingaat: "
                        + "perioden overlappen niet."
                )
                continue
            }
            if let tot = periode.geldigTot, tot.dag.plus(dagen: 1) != dag {
                let wat = tot.dag >= dag ? "de perioden overlappen" : "er ontbreekt een periode tussen beide"
                lezer.meld(
                    tot.plek,
                    "Verwacht is \(dag.plus(dagen: -1)), de dag voor de volgende periode ingaat: \(wat)."
                )
            }
            for ingang in periode.ingangsdagen where ingang.dag >= dag {
                lezer.meld(ingang.plek, "Verwacht is een dag voor \(dag), waarop de volgende periode ingaat.")
            }
        }
        if let tot = perioden.last?.geldigTot {
            lezer.meld(tot.plek, "Verwacht is geen einde: de laatste periode loopt door tot er een volgende is.")
        }
    }

    // MARK: Onderdelen

    private mutating func bron(_ sleutels: Sleutels, _ onderdeel: Aanpakonderdeel) {
        if let bron = lezer.tekst(sleutels["bron"]) { bronnen[onderdeel] = bron }
    }

    /// Een onderdeel met zijn bron.
    private mutating func object(
        _ plek: Plek,
        _ verplicht: [String],
        mag: [String] = [],
        _ onderdeel: Aanpakonderdeel
    ) -> Sleutels? {
        guard let sleutels = lezer.object(plek, verplicht: verplicht + ["bron"], mag: mag) else { return nil }
        bron(sleutels, onderdeel)
        return sleutels
    }

    private mutating func lijst<Waarde>(
        _ plek: Plek?,
        _ sleutel: String,
        _ onderdeel: Aanpakonderdeel,
        _ lees: (inout Knooplezer, Plek?) -> [Waarde]
    ) -> [Waarde] {
        guard let plek, let sleutels = object(plek, [sleutel], onderdeel) else { return [] }
        return lees(&lezer, sleutels[sleutel])
    }

    private mutating func rollen(_ plek: Plek) -> [Aanpakversie.Rol] {
        var rollen: [Aanpakversie.Rol] = []
        for element in lezer.lijst(plek, minstens: 1) {
            guard let sleutels = lezer.object(element, verplicht: ["naam", "regie", "bron"]),
                let naam = lezer.tekst(sleutels["naam"])
            else { continue }
            bron(sleutels, .rol(naam))
            let regie = lezer.keuzes(sleutels["regie"], Regieaspect.self)
            rollen.append(Aanpakversie.Rol(naam, regie: Regieaspect.allCases.filter(regie.contains)))
        }
        for aspect in Regieaspect.allCases where rollen.count(where: { $0.regie.contains(aspect) }) != 1 {
            lezer.meld(plek, "Verwacht is precies een rol met regie over: \(aspect.rawValue).")
        }
        // The order in which an event names them.
        return rollen.enumerated().sorted { ($0.1.plaats, $0.0) < ($1.1.plaats, $1.0) }.map(\.element)
    }

    private mutating func leefgebieden(_ plek: Plek) -> [Aanpakversie.Gebied] {
        guard let sleutels = object(plek, ["lijst"], .leefgebieden), let lijst = sleutels["lijst"] else { return [] }
        var gebieden: [Aanpakversie.Gebied] = []
        for element in lezer.lijst(lijst, minstens: 1) {
            guard let sleutels = lezer.object(element, verplicht: ["code"], mag: ["stj"]),
                let code = lezer.keuze(sleutels["code"], Leefgebied.self)
            else { continue }
            if gebieden.contains(where: { $0.code == code }) { lezer.meld(element, "Dit leefgebied staat er al.") }
            gebieden.append(Aanpakversie.Gebied(code, stj: lezer.keuze(sleutels["stj"], StjLeefgebied.self)))
        }
        return gebieden
    }

    private mutating func leesPrioritering(_ plek: Plek?, in versie: inout Aanpakversie) {
        guard let plek, let sleutels = object(plek, ["aanwezig"], mag: ["criteria"], .prioritering) else { return }
        versie.prioritering = lezer.jaNee(sleutels["aanwezig"]) ?? false
        versie.prioriteringscriteria = lezer.keuzes(sleutels["criteria"], Prioriteringsgrond.self)
    }

    private mutating func leesDrang(_ plek: Plek?, in versie: inout Aanpakversie) {
        guard let plek, let sleutels = object(plek, ["aanwezig"], mag: ["dwangmaatregelen", "overig"], .drang) else {
            return
        }
        versie.drang = lezer.jaNee(sleutels["aanwezig"]) ?? false
        versie.dwangmiddelen = lezer.keuzes(sleutels["dwangmaatregelen"], Dwangmaatregel.self)
        versie.drangmiddelen = lezer.teksten(sleutels["overig"])
        if !versie.drang, !versie.dwangmiddelen.isEmpty || !versie.drangmiddelen.isEmpty {
            lezer.meld(plek, "Verwacht zijn geen middelen als aanwezig false is.")
        }
    }

    private mutating func leesOverleg(_ plek: Plek?, in versie: inout Aanpakversie) {
        guard let plek, let sleutels = object(plek, [], mag: ["mdo", "rondetafel", "overig"], .overleg) else { return }
        versie.mdo = lezer.tekst(sleutels["mdo"])
        versie.rondetafel = lezer.tekst(sleutels["rondetafel"])
        versie.overleg = lezer.teksten(sleutels["overig"])
    }

    // MARK: Normen

    private mutating func leesNormen(_ plek: Plek?, in versie: inout Aanpakversie) -> [(plek: Plek, dag: Dag)] {
        let namen = Normnaam.allCases.map(\.rawValue)
        guard let plek, let sleutels = lezer.object(plek, mag: namen) else { return [] }
        var ingangsdagen: [(plek: Plek, dag: Dag)] = []
        for naam in Normnaam.allCases {
            guard let plek = sleutels[naam.rawValue] else { continue }
            let herkomst = naam == .planTermijn ? ["herkomst"] : []
            guard let norm = object(plek, ["waarde", "eenheid"], mag: ["vanaf"] + herkomst, .norm(naam)) else {
                continue
            }
            let vanaf = lezer.dag(norm["vanaf"])
            if let vanaf, let plek = norm["vanaf"] { ingangsdagen.append((plek, vanaf)) }
            if let plek = norm["herkomst"] {
                versie.planTermijnHerkomst = lezer.keuze(plek, Aanpakprofiel.Herkomst.self) ?? .overgenomen
            } else if naam == .planTermijn {
                versie.planTermijnHerkomst = .gesteld
            }
            if let waarde = waarde(norm, naam) { versie.normen.append(Aanpaknorm(naam, waarde, vanaf: vanaf)) }
        }
        return ingangsdagen
    }

    private mutating func waarde(_ norm: Sleutels, _ naam: Normnaam) -> Normwaarde? {
        guard let plek = norm["eenheid"] else { return nil }
        let eenheden = naam.soort.eenheden
        guard let eenheid = plek.inhoud.flatMap(Eenheid.init), eenheden.contains(eenheid)
        else {
            lezer.meld(plek, "Verwacht is een van: \(eenheden.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
        return lezer.getal(norm["waarde"], naam.soort.grenzen).map(eenheid.waarde)
    }
}

/// Waarin een norm is uitgedrukt.
private enum Eenheid: String {
    case dagen
    case weken
    case maanden
    case jaren
    case aantal
    case procent

    func waarde(_ getal: Int) -> Normwaarde {
        switch self {
        case .dagen: .termijn(.dagen(getal))
        case .weken: .termijn(.weken(getal))
        case .maanden: .termijn(.maanden(getal))
        case .jaren: .termijn(.maanden(12 * getal))
        case .aantal, .procent: .getal(getal)
        }
    }
}

extension Normnaam.Soort {
    fileprivate var eenheden: [Eenheid] {
        switch self {
        case .termijn: [.dagen, .weken, .maanden, .jaren]
        case .maanden: [.maanden, .jaren]
        case .aantal: [.aantal]
        case .procent: [.procent]
        }
    }

    fileprivate var grenzen: ClosedRange<Int> {
        switch self {
        case .termijn: 0...999
        case .maanden, .aantal: 1...999
        case .procent: 0...100
        }
    }
}

extension Aanpakversie.Rol {
    /// Eerst de procesregisseur, dan de inhoudelijke, dan wie geen regie heeft.
    fileprivate var plaats: Int {
        regie.contains(.proces) ? 0 : regie.contains(.inhoud) ? 1 : 2
    }
}
