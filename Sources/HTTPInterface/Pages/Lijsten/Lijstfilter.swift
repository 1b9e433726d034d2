import CaseHandling
import CivilTime
import Gezinstraject
import Hummingbird
import ReadModels

/// What a list is asked for, as its address and its form carry it.
struct Lijstfilter {
    /// A part of the filter, by its name in the address.
    enum Veld: String, CaseIterable {
        case peildag
        case procesmanager
        case casemanager
        case aanpak
        case wijk
        case termijn
        case fase
        case stilte
    }

    /// How far ahead a list of tasks looks.
    enum Termijn: String, CaseIterable {
        case alles
        case overTijd = "over-tijd"
        case vandaag
        case week

        var woorden: String {
            switch self {
            case .alles: "Alles"
            case .overTijd: "Alleen over tijd"
            case .vandaag: "Tot en met de peildag"
            case .week: "Tot en met 7 dagen"
            }
        }

        /// The last day that a task of this list must be done.
        func uiterlijk(_ peildag: Dag) -> Dag? {
            switch self {
            case .alles: nil
            case .overTijd: peildag.plus(dagen: -1)
            case .vandaag: peildag
            case .week: peildag.plus(dagen: 7)
            }
        }
    }

    /// For how many months there has been no contact.
    static let stiltes = [1, 2, 3, 6, 12]

    /// What is asked of the lists.
    private(set) var lees: Leesfilter
    private(set) var termijn: Termijn
    private(set) var fase: Fase?
    private(set) var stilte: Int?
    /// The pairs of the query, without the place of the page.
    private(set) var paren: [(naam: String, waarde: String)] = []

    /// Reads the filter of an address; what is wrong with it is noted there.
    init(_ visit: inout Visit, _ velden: [Veld], termijn standaard: Termijn = .alles) {
        lees = Leesfilter(peildag: visit.query.peiling(vandaag: visit.today).peildag)
        termijn = standaard
        for veld in velden {
            if veld == .peildag {
                if lees.peildag != visit.today { paren.append((veld.rawValue, lees.peildag.description)) }
                continue
            }
            if let text = visit.query.text(veld.rawValue) { paren.append((veld.rawValue, text)) }
            read(veld, &visit.query)
        }
        lees.uiterlijk = termijn.uiterlijk(lees.peildag)
        if velden.contains(.stilte) {
            let maanden = stilte ?? 3
            stilte = maanden
            lees.zonderContactSinds = lees.peildag.plus(maanden: -maanden)
        }
    }

    private mutating func read(_ veld: Veld, _ query: inout Query) {
        switch veld {
        case .peildag: break
        case .procesmanager: lees.procesmanager = query.actor(veld.rawValue)
        case .casemanager: lees.casemanager = query.actor(veld.rawValue)
        case .aanpak: lees.aanpak = query.aanpak()
        case .wijk: lees.wijk = query.wijk()
        case .termijn:
            termijn =
                query.choice(veld.rawValue, Termijn.allCases.map(\.rawValue)).flatMap { Termijn(rawValue: $0) }
                ?? termijn
        case .fase:
            let choices = Fase.allCases.map(\.rawValue) + ["alle"]
            let chosen = query.choice(veld.rawValue, choices) ?? Fase.actief.rawValue
            fase = Fase(rawValue: chosen)
            lees.fase = fase
        case .stilte: stilte = query.choice(veld.rawValue, Lijstfilter.stiltes.map(String.init)).flatMap { Int($0) }
        }
    }

    /// The tasks or families of one person.
    mutating func van(_ gebruiker: Gebruiker) {
        if gebruiker.rollen.contains(.procesmanager) || !gebruiker.rollen.contains(.casemanager) {
            lees.procesmanager = gebruiker.actor
        } else {
            lees.casemanager = gebruiker.actor
        }
    }

    mutating func soorten(_ soorten: Set<Taaksoort>) { lees.soorten = soorten }

    /// The query of the same list, with another page or without one.
    func vraag(na plaats: Lijstplaats? = nil, limiet: Int? = nil) -> String {
        var pairs = paren.map { "\($0.naam)=\($0.waarde.escapedInQuery)" }
        if let limiet { pairs.append("limiet=\(limiet)") }
        if let plaats { pairs.append("na=" + plaats.tekst.escapedInQuery) }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }
}

/// The form in which the filter of a list is chosen.
struct Filterbalk {
    let actie: String
    let teksten: [Tekst]
    let keuzes: [Keuze]
    let isLeeg: Bool

    struct Tekst {
        let naam: String
        let label: String
        let waarde: String
        let uitleg: String?
        let fout: String?
        let isGetal: Bool
    }

    struct Keuze {
        let naam: String
        let label: String
        let opties: [Gezinskop.Choice]
        let fout: String?
    }

    /// The form as it was sent, with what is wrong in it beside the field.
    init(_ visit: Visit, _ velden: [Lijstfilter.Veld], _ filter: Lijstfilter, aanpakken: [String]) {
        actie = visit.request.uri.path
        let query = visit.query
        func tekst(_ veld: Lijstfilter.Veld, _ label: String, uitleg: String? = nil, isGetal: Bool = false) -> Tekst? {
            guard velden.contains(veld) else { return nil }
            let typed = query.text(veld.rawValue).map { Dag($0)?.weergave ?? $0 }
            return Tekst(
                naam: veld.rawValue,
                label: label,
                waarde: typed ?? (veld == .peildag ? filter.lees.peildag.weergave : ""),
                uitleg: uitleg,
                fout: query.explanation(veld.rawValue)
                    .map { veld == .peildag ? "Verwacht is een bestaande dag, als dd-mm-jjjj." : $0 },
                isGetal: isGetal
            )
        }
        func keuze(_ veld: Lijstfilter.Veld, _ label: String, _ opties: [(String, String)], _ gekozen: String) -> Keuze?
        {
            guard velden.contains(veld) else { return nil }
            let choices = opties.map { Gezinskop.Choice(waarde: $0.0, naam: $0.1, gekozen: $0.0 == gekozen) }
            return Keuze(naam: veld.rawValue, label: label, opties: choices, fout: query.explanation(veld.rawValue))
        }
        teksten = [
            tekst(.peildag, "Peildag", isGetal: true),
            tekst(.procesmanager, "Procesmanager"), tekst(.casemanager, "Casemanager"), tekst(.wijk, "Wijk"),
        ].compactMap(\.self)
        let asked = query.text(Lijstfilter.Veld.aanpak.rawValue) ?? ""
        let codes = aanpakken.contains(asked) || asked.isEmpty ? aanpakken : aanpakken + [asked]
        keuzes = [
            keuze(.aanpak, "Aanpak", [("", "Alle")] + codes.map { ($0, $0) }, asked),
            keuze(
                .termijn,
                "Termijn",
                Lijstfilter.Termijn.allCases.map { ($0.rawValue, $0.woorden) },
                filter.termijn.rawValue
            ),
            keuze(
                .fase,
                "Fase",
                [("alle", "Alle")]
                    + Fase.allCases.filter { $0 != .geen }.map { ($0.rawValue, Woorden.vanCode($0.rawValue)) },
                filter.fase?.rawValue ?? "alle"
            ),
            keuze(
                .stilte,
                "Geen contact in",
                Lijstfilter.stiltes.map { (String($0), $0 == 1 ? "1 maand" : "\($0) maanden") },
                String(filter.stilte ?? 3)
            ),
        ].compactMap(\.self)
        isLeeg = visit.request.uri.query?.isEmpty ?? true
    }
}

/// What a list says of itself: how far, of which day, by which rules, and where it goes on.
struct Lijstvoet {
    let positie: Int
    let peildag: String
    let definitie: String
    /// How much was recorded that is not in it yet.
    let achter: Int?
    let volgende: String?
    let eerste: String?
    let heeftBladen: Bool

    init<Inhoud>(_ antwoord: Leesantwoord<Inhoud>, _ laatste: Int, volgende: String? = nil, eerste: String? = nil) {
        positie = antwoord.positie
        peildag = antwoord.peildag.weergave
        definitie = antwoord.definitie
        achter = laatste > antwoord.positie ? laatste - antwoord.positie : nil
        self.volgende = volgende
        self.eerste = eerste
        heeftBladen = volgende != nil || eerste != nil
    }
}
