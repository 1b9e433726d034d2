import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader

/// A page of families: the most silent first, or those behind a figure.
struct GezinnenPage {
    let titel: String
    let uitleg: String
    let tabs: [PageFrame.Link]
    let filter: Filterbalk
    let rijen: [Rij]
    let isLeeg: Bool
    let lijstvoet: Lijstvoet

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

    init(
        _ title: String,
        _ explanation: String,
        _ path: String,
        _ answer: Leesantwoord<[Gezinsregel]>,
        _ filter: Leesfilter,
        _ tabs: [PageFrame.Link]
    ) {
        titel = title
        uitleg = explanation
        self.tabs = tabs
        self.filter = Filterbalk(filter, path, Leesfilter.ofGezinnen)
        rijen = answer.inhoud.map { Rij($0, answer.peildag) }
        isLeeg = rijen.isEmpty
        lijstvoet = Lijstvoet(answer, path, filter)
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
