import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader

/// The families behind a figure, in the order of `Leesmodellen.gezinnen`.
struct GezinnenPage {
    let uitleg: String
    let selectiebalk: Selectiebalk
    let rijen: [Rij]
    let isLeeg: Bool
    let lijst: Lijstgrond

    /// A family.
    struct Rij {
        let gezin: String
        let adres: String
        let fase: String
        let contact: String
        let dagen: String
        let klasse: String
        let poging: String
        let overleg: String
        let gebeurtenis: String
        let wie: String
        let wijk: String
    }

    private static let path = "/gezinnen/lijst"

    init(_ explanation: String, _ answer: Leesantwoord<[Gezinsregel]>, _ last: Int, _ filter: Leesfilter) {
        uitleg = explanation
        selectiebalk = Selectiebalk(filter, Self.path, Leesfilter.ofGezinnen)
        rijen = answer.inhoud.map { Rij($0, answer.peildag) }
        isLeeg = rijen.isEmpty
        let next = answer.volgende.map { "\(Self.path)?\(filter.query)&na=\($0.tekst.escapedInQuery)" }
        lijst = Lijstgrond(voet: Lijstvoet(answer, last, volgende: next))
    }
}

extension GezinnenPage.Rij {
    /// So many days without contact are mentioned as silence; the norm of the aanpak decides in the verdicts.
    private static let silence = 90

    fileprivate init(_ row: Gezinsregel, _ day: Dag) {
        gezin = Gezinskop.short(row.gezin)
        adres = "/gezinnen/\(row.gezin)"
        fase = Woorden.vanCode(row.fase.rawValue)
        let days = row.laatsteContactOp.map { day.dagen(sinds: $0) }
        contact = row.laatsteContactOp?.weergave ?? "nog nooit"
        dagen = days.map { $0 == 1 ? "1 dag" : "\($0) dagen" } ?? "geen contact"
        klasse = days.map { $0 > Self.silence } ?? true ? "fout" : ""
        poging = row.laatstePogingOp?.weergave ?? "–"
        overleg = row.laatsteOverlegOp?.weergave ?? "–"
        gebeurtenis = row.laatsteGebeurtenisOp?.weergave ?? "–"
        wie = [row.procesmanager?.tekst, row.casemanager?.tekst].compactMap(\.self).joined(separator: ", ")
        wijk = row.wijk ?? "–"
    }
}
