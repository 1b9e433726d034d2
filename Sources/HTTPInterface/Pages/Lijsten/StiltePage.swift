import CaseHandling
import CivilTime
import Gezinstraject
import WireValues

/// Families by how long nothing was heard of them.
struct StiltePage {
    let titel: String
    let uitleg: String
    let filter: Filterbalk
    let isFout: Bool
    let lijst: Lijst?

    struct Lijst {
        let samenvatting: String
        let gezinnen: [Gezin]
        let isLeeg: Bool
        let leeg: String
        let voet: Lijstvoet
    }

    struct Gezin {
        let adres: String
        let kort: String
        let fase: String
        let wie: String?
        let wijk: String?
        let contact: Tabel.Cel
        let poging: String?
        let overleg: String?
        let gebeurtenis: String?
        let vorm: Bewijslinks.Link?
    }

    init(_ filter: Filterbalk, _ lijst: Lijst?) {
        titel = "Stilte"
        uitleg = "Gezinnen waarmee lang geen contact was; wat het langst stil is eerst."
        self.filter = filter
        self.lijst = lijst
        isFout = lijst == nil
    }
}

extension StiltePage.Lijst {
    init(_ gezinnen: Leesantwoord<[Gezinsregel]>, _ aantal: Int, _ user: Gebruiker, punt: String, voet: Lijstvoet) {
        samenvatting = "\(aantal) \(aantal == 1 ? "gezin" : "gezinnen")."
        self.gezinnen = gezinnen.inhoud.map { .init($0, gezinnen.peildag, user, punt) }
        isLeeg = gezinnen.inhoud.isEmpty
        leeg = "Met elk gezin was er in deze tijd contact."
        self.voet = voet
    }
}

extension StiltePage.Gezin {
    fileprivate init(_ gezin: Gezinsregel, _ peildag: Dag, _ user: Gebruiker, _ punt: String) {
        func ago(_ day: Dag?) -> String? {
            day.map { "\($0.weergave) (\(Taakmaker.days(peildag.dagen(sinds: $0))))" }
        }
        adres = "/gezinnen/\(gezin.gezin)" + punt
        kort = Gezinskop.short(gezin.gezin)
        fase = Woorden.vanCode(gezin.fase.rawValue)
        wie = Taakmaker.people(gezin.procesmanager, gezin.casemanager)
        wijk = gezin.wijk
        contact =
            gezin.laatsteContactOp.map { day in
                Tabel.Cel(day.weergave, mark: "\(Taakmaker.days(peildag.dagen(sinds: day))) stil", .wacht)
            } ?? Tabel.Cel("", mark: "Nog nooit", .fout)
        poging = ago(gezin.laatstePogingOp)
        overleg = ago(gezin.laatsteOverlegOp)
        gebeurtenis = ago(gezin.laatsteGebeurtenisOp)
        let type = Feittype.contactMetGezinGelegd
        vorm = user.rol(voor: type).map { _ in
            .init(adres: "/gezinnen/\(gezin.gezin)/vastleggen/\(type.naam)", naam: type.woorden)
        }
    }
}
