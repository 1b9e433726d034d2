import CaseHandling
import CivilTime
import Gezinstraject
import ReadModels
import WireValues

/// A list of tasks under a name of the trade.
struct Takenlijst: Sendable {
    let path: String
    let title: String
    let explanation: String
    /// Only these kinds; none is all of them.
    var kinds: Set<Taaksoort> = []
    /// Only the tasks of who looks.
    var isOwn = false

    static let mijnDag = Takenlijst(
        path: "/mijn-dag",
        title: "Mijn dag",
        explanation: "Wat er te doen staat bij de gezinnen waarvan u procesmanager bent.",
        isOwn: true
    )
    /// The lists of everybody, in the order in which a traject goes.
    static let all = [
        Takenlijst(
            path: "/werkvoorraad",
            title: "Werkvoorraad",
            explanation: "Alles wat er te doen staat, bij alle gezinnen."
        ),
        Takenlijst(
            path: "/aanmeldingen",
            title: "Aanmeldingen en prioritering",
            explanation:
                "Gezinnen die zijn aangemeld: waarover nog besloten moet worden, en waar nog begonnen moet worden.",
            kinds: [.prioriteren, .starten, .procesmanagerToewijzen, .weigeringBeantwoorden, .opnieuwUitnodigen]
        ),
        Takenlijst(
            path: "/plannen",
            title: "Plan te laat",
            explanation: "Waar een plan ontbreekt of bijgewerkt moet worden.",
            kinds: [
                .analyseVaststellen, .planVaststellen, .planTerugvinden, .planBijwerken, .planBijhouden, .evalueren,
            ]
        ),
        Takenlijst(
            path: "/stagnatie",
            title: "Stagnatie en opschalingen",
            explanation: "Waar het vastzit, op welke trede, en wie op antwoord wacht.",
            kinds: [
                .stagnatieOpheffen, .opschalingOpvolgen, .conflictOplossen, .knelpuntOplossen, .partijBetrekken,
                .partijAanspreken, .zorgRegelen,
            ]
        ),
        Takenlijst(
            path: "/mdo-agenda",
            title: "MDO-agenda",
            explanation: "Geplande overleggen en wat daarin terug moet komen: verslagen en werkafspraken.",
            kinds: [.overleg, .verslagVerzenden, .werkafspraak, .partijAanspreken]
        ),
        Takenlijst(
            path: "/nazorg",
            title: "Nazorg",
            explanation:
                "Gezinnen waarvan de waakvlam brandt: contact, terugval, en wat bij het sluiten nog open bleef.",
            kinds: [
                .nazorgcontact, .terugvalOppakken, .nazorgAfspreken, .eindevaluatie, .overdrachtAanvaarden,
                .restzorgBepalen,
            ]
        ),
    ]
}

/// A page of tasks: over time, today, within a week, later, without a term.
struct TakenPage {
    let titel: String
    let uitleg: String
    let tabs: [PageFrame.Link]
    let filter: Filterbalk
    let telling: String
    let groepen: [Groep]
    let isLeeg: Bool
    let lijstvoet: Lijstvoet

    /// The tasks that are equally urgent.
    struct Groep {
        let titel: String
        let rijen: [Rij]
    }

    /// A task, why it is there, and where it is recorded that it is done.
    struct Rij {
        let gezin: String
        let adres: String
        let soort: String
        let over: String?
        let sinds: String
        let bewijs: String
        let uiterlijk: String
        let dagen: String
        let klasse: String
        let wie: String
        let knop: String?
        let knoptekst: String
    }

    init(
        _ list: Takenlijst,
        _ answer: Leesantwoord<[Taakregel]>,
        _ counts: [Taaktelling],
        _ filter: Leesfilter,
        _ tabs: [PageFrame.Link],
        _ user: Gebruiker
    ) {
        titel = list.title
        uitleg = list.explanation
        self.tabs = tabs
        var shown = ["peildag", "regisseur", "casemanager", "aanpak", "wijk"]
        if list.isOwn { shown.removeAll { $0 == "regisseur" } }
        self.filter = Filterbalk(filter, list.path, shown)
        let (open, over) = counts.reduce((0, 0)) { ($0.0 + ($1.open ?? 0), $0.1 + ($1.overTijd ?? 0)) }
        telling = open == 1 ? "1 taak, \(over) over tijd." : "\(open) taken, \(over) over tijd."
        let rows = Dictionary(grouping: answer.inhoud) { Urgency($0, answer.peildag) }
        groepen = Urgency.allCases.compactMap { urgency in
            rows[urgency].map { tasks in
                Groep(
                    titel: urgency.title,
                    rijen: tasks.map { Rij($0, urgency, answer.peildag, user) }
                )
            }
        }
        isLeeg = answer.inhoud.isEmpty
        lijstvoet = Lijstvoet(answer, list.path, filter)
    }
}

/// How soon a task is due.
private enum Urgency: CaseIterable {
    case over
    case vandaag
    case week
    case later
    case zonder

    init(_ taak: Taakregel, _ day: Dag) {
        guard let last = taak.uiterlijk else {
            self = .zonder
            return
        }
        switch last.dagen(sinds: day) {
        case ..<0: self = .over
        case 0: self = .vandaag
        case ...7: self = .week
        default: self = .later
        }
    }

    var title: String {
        switch self {
        case .over: "Over tijd"
        case .vandaag: "Vandaag"
        case .week: "Binnen een week"
        case .later: "Later"
        case .zonder: "Zonder termijn"
        }
    }

    var mark: String {
        switch self {
        case .over: "fout"
        case .vandaag, .week: "wacht"
        case .later, .zonder: ""
        }
    }
}

extension TakenPage.Rij {
    fileprivate init(_ taak: Taakregel, _ urgency: Urgency, _ day: Dag, _ user: Gebruiker) {
        let base = "/gezinnen/\(taak.gezin)"
        gezin = Gezinskop.short(taak.gezin)
        adres = base
        soort = taak.soort.woorden
        let about = [taak.sleutel.isEmpty ? nil : taak.sleutel, taak.trede.map { "trede \($0)" }].compactMap(\.self)
        over = about.isEmpty ? nil : about.joined(separator: ", ")
        sinds = taak.sinds.weergave
        bewijs = "\(base)/tijdlijn#g-\(taak.aanleiding)"
        uiterlijk = taak.uiterlijk?.weergave ?? "geen termijn"
        dagen = taak.uiterlijk.map { Self.words($0.dagen(sinds: day)) } ?? ""
        klasse = urgency.mark
        let names = [taak.partij.map(Woorden.vanCode), taak.procesmanager?.tekst, taak.casemanager?.tekst]
        wie = names.compactMap(\.self).joined(separator: ", ")
        let type = taak.soort.afhandeling
        knop = user.rol(voor: type) == nil ? nil : "\(base)/vastleggen/\(type.naam)"
        knoptekst = type.woorden
    }

    private static func words(_ days: Int) -> String {
        switch days {
        case ..<(-1): "\(-days) dagen over tijd"
        case -1: "1 dag over tijd"
        case 0: "vandaag"
        case 1: "morgen"
        default: "over \(days) dagen"
        }
    }
}
