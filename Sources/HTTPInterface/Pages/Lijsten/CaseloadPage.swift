import CaseHandling
import Gezinstraject
import ReadModels

/// Who carries what.
struct CaseloadPage {
    let filter: Filterbalk
    let isFout: Bool
    let lijst: Lijst?

    struct Lijst {
        let samenvatting: String
        let fasen: [String]
        let personen: [Persoon]
        let isLeeg: Bool
        let stilte: String
        /// What an aanpak says of how many families somebody has; how many hours he works is not known here.
        let normen: [String]
        let voet: Lijstvoet
    }

    struct Persoon {
        let naam: String
        let adres: String?
        let stilteAdres: String?
        let gezinnen: Int
        let perFase: [String]
        let open: Int
        let overTijd: Tabel.Cel
        let stil: Tabel.Cel
    }

    init(_ filter: Filterbalk, _ lijst: Lijst?) {
        self.filter = filter
        self.lijst = lijst
        isFout = lijst == nil
    }
}

/// What is counted of each procesmanager.
struct Caseloadcijfers {
    let caseload: Leesantwoord<[Caseloadregel]>
    /// The same of families without contact for long.
    let stil: [Caseloadregel]
    let taken: [Actor: [Taaktelling]]
    let normen: [String]

    /// The phases in which a family asks for work.
    static let fasen: [Fase] = [.aangemeld, .geprioriteerd, .actief, .afronding, .gesloten, .nazorg]

    /// Everybody who carries families in such a phase; nobody last.
    static func personen(_ caseload: [Caseloadregel]) -> [Actor?] {
        let carrying = Set(caseload.filter { fasen.contains($0.fase) }.map(\.procesmanager))
        return carrying.sorted { one, other in
            guard let one, let other else { return one != nil }
            return one.tekst < other.tekst
        }
    }
}

extension CaseloadPage.Lijst {
    init(_ cijfers: Caseloadcijfers, _ filter: Lijstfilter, voet: Lijstvoet) {
        let fasen = Caseloadcijfers.fasen
        let own = cijfers.caseload.inhoud.filter { fasen.contains($0.fase) }
        let people = Caseloadcijfers.personen(cijfers.caseload.inhoud)
        let total = own.map(\.gezinnen).reduce(0, +)
        samenvatting =
            "\(total) \(total == 1 ? "gezin" : "gezinnen") bij \(people.compactMap(\.self).count) "
            + (people.compactMap(\.self).count == 1 ? "procesmanager." : "procesmanagers.")
        self.fasen = fasen.map { Woorden.vanCode($0.rawValue) }
        personen = people.map { person in
            CaseloadPage.Persoon(
                person,
                own.filter { $0.procesmanager == person },
                cijfers.stil.filter { $0.procesmanager == person }.map(\.gezinnen).reduce(0, +),
                person.flatMap { cijfers.taken[$0] } ?? [],
                filter
            )
        }
        isLeeg = people.isEmpty
        stilte = "Stil: actieve gezinnen zonder contact in \(filter.stilte ?? 3) maanden."
        normen = cijfers.normen
        self.voet = voet
    }
}

extension CaseloadPage.Persoon {
    fileprivate init(
        _ person: Actor?,
        _ caseload: [Caseloadregel],
        _ silent: Int,
        _ taken: [Taaktelling],
        _ filter: Lijstfilter
    ) {
        let late = taken.compactMap(\.overTijd).reduce(0, +)
        naam = person?.tekst ?? "Niemand"
        adres = person.map { CaseloadPage.Persoon.address("/werkvoorraad", $0, filter) }
        stilteAdres = person.map { CaseloadPage.Persoon.address("/stilte", $0, filter) }
        gezinnen = caseload.map(\.gezinnen).reduce(0, +)
        perFase = Caseloadcijfers.fasen.map { fase in
            String(caseload.filter { $0.fase == fase }.map(\.gezinnen).reduce(0, +))
        }
        open = taken.compactMap(\.open).reduce(0, +)
        overTijd = late > 0 ? Tabel.Cel("", mark: "\(late) over tijd", .fout) : "0"
        stil = silent > 0 ? Tabel.Cel("", mark: "\(silent) stil", .wacht) : "0"
    }

    private static func address(_ path: String, _ person: Actor, _ filter: Lijstfilter) -> String {
        let own = ["procesmanager", "stilte"]
        let rest = filter.paren.filter { !own.contains($0.naam) || (path == "/stilte" && $0.naam == "stilte") }
        let pairs = [("procesmanager", person.tekst)] + rest.map { ($0.naam, $0.waarde) }
        return path + "?" + pairs.map { "\($0.0)=\($0.1.escapedInQuery)" }.joined(separator: "&")
    }
}
