import CaseHandling
import CivilTime
import Gezinstraject
import ReadModels
import WireValues

/// A list of tasks: one page of it, in groups by how much time is left.
struct Takenlijst {
    let titel: String
    let uitleg: String
    let filter: Filterbalk
    let lijst: Lijst?
    /// Without it the filter was not understood.
    let isFout: Bool

    struct Lijst {
        let samenvatting: String
        let tellingen: [Telling]
        let groepen: [Groep]
        let isLeeg: Bool
        let leeg: String
        let voet: Lijstvoet
    }

    /// How many tasks of a kind.
    struct Telling {
        let naam: String
        let open: Int
        let overTijd: Int
        let heeftOverTijd: Bool
    }

    struct Groep {
        let naam: String
        let code: String
        let taken: [Taakweergave]
    }

    init(_ soort: Werklijst, _ filter: Filterbalk, _ lijst: Lijst?) {
        titel = soort.titel
        uitleg = soort.uitleg
        self.filter = filter
        self.lijst = lijst
        isFout = lijst == nil
    }
}

extension Takenlijst.Lijst {
    init(
        _ taken: Leesantwoord<[Taakregel]>,
        _ telling: Leesantwoord<[Taaktelling]>,
        _ maker: Taakmaker,
        leeg: String,
        voet: Lijstvoet
    ) {
        let open = telling.inhoud.compactMap(\.open).reduce(0, +)
        let late = telling.inhoud.compactMap(\.overTijd).reduce(0, +)
        samenvatting = "\(open) \(open == 1 ? "taak" : "taken"), waarvan \(late) over tijd."
        tellingen = telling.inhoud.map { soort in
            Takenlijst.Telling(
                naam: soort.soort.woorden,
                open: soort.open ?? 0,
                overTijd: soort.overTijd ?? 0,
                heeftOverTijd: (soort.overTijd ?? 0) > 0
            )
        }
        .sorted { ($1.overTijd, $1.open) < ($0.overTijd, $0.open) }
        groepen = Termijngroep.allCases.compactMap { groep in
            let own = taken.inhoud.filter { Termijngroep($0.uiterlijk, op: taken.peildag) == groep }
            guard !own.isEmpty else { return nil }
            return Takenlijst.Groep(naam: groep.woorden, code: groep.rawValue, taken: own.map(maker.weergave))
        }
        isLeeg = taken.inhoud.isEmpty
        self.leeg = leeg
        self.voet = voet
    }
}

/// How much time a task leaves.
enum Termijngroep: String, CaseIterable {
    case overTijd = "over-tijd"
    case vandaag
    case week
    case later
    case geen

    init(_ uiterlijk: Dag?, op peildag: Dag) {
        guard let uiterlijk else {
            self = .geen
            return
        }
        switch uiterlijk.dagen(sinds: peildag) {
        case ..<0: self = .overTijd
        case 0: self = .vandaag
        case ...7: self = .week
        default: self = .later
        }
    }

    var woorden: String {
        switch self {
        case .overTijd: "Over tijd"
        case .vandaag: "Vandaag"
        case .week: "Binnen 7 dagen"
        case .later: "Later"
        case .geen: "Zonder termijn"
        }
    }
}

/// A task as a page shows it.
struct Taakweergave {
    let gezin: String
    let gezinKort: String
    let wat: String
    let waarover: String?
    let sinds: String
    let sindsDagen: String
    let aanleiding: String
    let uiterlijk: String?
    let rest: Tabel.Cel?
    let wie: String?
    let vorm: Bewijslinks.Link?
    let andere: [Bewijslinks.Link]
    let heeftAndere: Bool
}

/// Makes tasks for a reader.
struct Taakmaker {
    let peildag: Dag
    let user: Gebruiker
    /// The point as the query of the addresses of a family.
    let punt: String

    func weergave(_ taak: Taakregel) -> Taakweergave {
        let forms = forms(taak)
        return Taakweergave(
            gezin: "/gezinnen/\(taak.gezin)" + punt,
            gezinKort: Gezinskop.short(taak.gezin),
            wat: taak.soort.woorden,
            waarover: Taakmaker.about(taak),
            sinds: taak.sinds.weergave,
            sindsDagen: Taakmaker.days(peildag.dagen(sinds: taak.sinds)),
            aanleiding: Tijdlijn.adres(taak.gezin, punt, taak.aanleiding),
            uiterlijk: taak.uiterlijk?.weergave,
            rest: taak.uiterlijk.map { rest($0.dagen(sinds: peildag)) },
            wie: Taakmaker.people(taak.procesmanager, taak.casemanager),
            vorm: forms.first,
            andere: Array(forms.dropFirst()),
            heeftAndere: forms.count > 1
        )
    }

    /// Who goes about it.
    static func people(_ procesmanager: Actor?, _ casemanager: Actor?) -> String? {
        let people = [procesmanager?.tekst, casemanager.map { "casemanager \($0.tekst)" }].compactMap(\.self)
        return people.isEmpty ? nil : people.joined(separator: ", ")
    }

    private static func about(_ taak: Taakregel) -> String? {
        let party = taak.partij.map { Woorden.vanCode($0) }
        let step = taak.trede.map { "trede \($0)" }
        // The key of what is about a party is that party.
        let key = taak.sleutel.isEmpty || taak.sleutel == taak.partij ? nil : Woorden.sleutel(taak.sleutel)
        let all = [key, party, step].compactMap(\.self)
        return all.isEmpty ? nil : all.joined(separator: ", ")
    }

    private func rest(_ days: Int) -> Tabel.Cel {
        switch days {
        case ..<0: Tabel.Cel("", mark: "\(Taakmaker.days(-days)) over tijd", .fout)
        case 0: Tabel.Cel("", mark: "Vandaag", .wacht)
        default: Tabel.Cel("", mark: "nog \(Taakmaker.days(days))", days <= 7 ? .wacht : .plain)
        }
    }

    static func days(_ days: Int) -> String { days == 1 ? "1 dag" : "\(days) dagen" }

    private func forms(_ taak: Taakregel) -> [Bewijslinks.Link] {
        taak.soort.vormen.filter { user.rol(voor: $0) != nil }.map { type in
            let about = taak.sleutel.isEmpty ? "" : "?over=" + taak.sleutel.escapedInQuery
            return .init(adres: "/gezinnen/\(taak.gezin)/vastleggen/\(type.naam)\(about)", naam: type.woorden)
        }
    }
}
