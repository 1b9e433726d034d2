import CaseHandling
import CivilTime
import Gezinstraject
import Toetsingskader

/// The fields in which an overview is narrowed; what is asked besides stays.
struct Selectiebalk {
    let actie: String
    let velden: [Veld]
    let vast: [Vast]

    /// A field to type in.
    struct Veld {
        let id: String
        let naam: String
        let waarde: String
        let klasse: String
    }

    /// What stays as it is.
    struct Vast {
        let id: String
        let waarde: String
    }

    /// The fields of a page that takes these parameters.
    init(_ filter: Leesfilter, _ path: String, _ parameters: [String]) {
        actie = path
        let all = [
            Veld(id: "peildag", naam: "Peildag", waarde: filter.peildag.weergave, klasse: "kort"),
            Veld(id: "regisseur", naam: "Procesmanager", waarde: filter.procesmanager?.tekst ?? "", klasse: "kort"),
            Veld(id: "casemanager", naam: "Casemanager", waarde: filter.casemanager?.tekst ?? "", klasse: "kort"),
            Veld(id: "aanpak", naam: "Aanpak", waarde: filter.aanpak?.description ?? "", klasse: "midden"),
            Veld(id: "wijk", naam: "Wijk", waarde: filter.wijk ?? "", klasse: "kort"),
            Veld(id: "fase", naam: "Fase", waarde: filter.fase?.rawValue ?? "", klasse: "kort"),
            Veld(
                id: "zonderContactSinds",
                naam: "Zonder contact sinds",
                waarde: filter.zonderContactSinds?.weergave ?? "",
                klasse: "kort"
            ),
        ]
        velden = all.filter { parameters.contains($0.id) }
        let kept: [(String, String?)] = [
            ("indicator", filter.oordeel?.indicator.rawValue), ("uitkomst", filter.oordeel?.uitkomst.rawValue),
            ("reden", filter.oordeel?.reden?.text),
        ]
        vast = kept.compactMap { id, value in
            parameters.contains(id) ? value.map { Vast(id: id, waarde: $0) } : nil
        }
    }
}

/// What stands under a list that is not about tasks.
struct Lijstgrond {
    let voet: Lijstvoet
}
