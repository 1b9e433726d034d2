import CaseHandling
import CivilTime
import Gezinstraject
import Hummingbird
import WireValues

extension Pages {
    /// What a meeting about a family needs on paper.
    @Sendable func mdo(_ visit: inout Visit) async throws -> Page {
        let (peiling, traject) = try visit.point()
        let gezin = try visit.context.gezinId()
        let beeld = try await cases.trajectbeeld(gezin, peiling, traject: traject, voor: visit.user).beeld
        let feiten = try await cases.dossier(gezin, voor: visit.user).dossier.geschiedenis(peiling).feiten
        let head = Gezinskop(visit, gezin, peiling, beeld.aantalTrajecten, traject: beeld.traject)
        var changes: Changes?
        if let meeting = beeld.laatsteOverlegOp {
            let van = Peiling(peildag: meeting, bekendOp: peiling.bekendOp)
            let verschil = try await cases.verschil(gezin, van: van, tot: peiling, traject: traject, voor: visit.user)
            let links = try await bewijslinks(gezin, peiling, visit)
            changes = DifferenceMaker(links: links, words: feiten).changes(verschil.verschil)
        }
        let maker = Gezinskaartmaker(beeld: beeld, words: Dossierwoorden(feiten), peildag: peiling.peildag)
        return Page("mdo", "MDO-blad", MdoPage(head, maker, changes))
    }
}

/// The sheet of a family for a meeting.
struct MdoPage {
    let kop: Gezinskop
    let stand: [Dossierwoorden.Regel]
    let overleg: String?
    let verandering: Changes?
    let tabellen: [Tabel]

    init(_ head: Gezinskop, _ maker: Gezinskaartmaker, _ changes: Changes?) {
        kop = head
        stand = maker.stand
        overleg = maker.beeld.laatsteOverlegOp?.weergave
        verandering = changes
        tabellen = [maker.afspraken, maker.doelen, maker.stagnaties, maker.knelpunten, maker.partijen, maker.zorg]
    }
}
