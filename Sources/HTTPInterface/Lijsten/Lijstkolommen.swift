import CaseHandling
import CivilTime
import Gezinstraject
import ReadModels
import Toetsingskader
import WireValues

extension Lijstkolom<Taakregel> {
    /// What a list says of an open task on a day.
    static func taken(op peildag: Dag) -> [Lijstkolom] {
        [
            Lijstkolom("gezinId") { .string($0.gezin.description) },
            Lijstkolom("traject") { .integer($0.traject) },
            Lijstkolom("soort") { .string($0.soort.rawValue) },
            // What it is about: an id within the family; empty when there is only one.
            Lijstkolom("sleutel") { $0.sleutel.isEmpty ? nil : .string($0.sleutel) },
            Lijstkolom("sinds") { .string($0.sinds.description) },
            Lijstkolom("uiterlijk") { ($0.uiterlijk?.description).map(JSON.string) },
            Lijstkolom("dagenOver") { row in row.uiterlijk.map { .integer($0.dagen(sinds: peildag)) } },
            Lijstkolom("trede") { $0.trede.map(JSON.integer) },
            Lijstkolom("partij") { $0.partij.map(JSON.string) },
            Lijstkolom("procesmanager") { ($0.procesmanager?.tekst).map(JSON.string) },
            Lijstkolom("casemanager") { ($0.casemanager?.tekst).map(JSON.string) },
            Lijstkolom("aanleiding") { .string($0.aanleiding.description) },
            Lijstkolom("gezin") { .string("/v1/gezinnen/\($0.gezin)?peildag=\(peildag)") },
        ]
    }
}

extension Lijstkolom<Gezinsregel> {
    /// What a list says of a family on a day.
    static func gezinnen(op peildag: Dag) -> [Lijstkolom] {
        [
            Lijstkolom("gezinId") { .string($0.gezin.description) },
            Lijstkolom("traject") { .integer($0.traject) },
            Lijstkolom("fase") { .string($0.fase.rawValue) },
            Lijstkolom("aanpak") { ($0.aanpak?.description).map(JSON.string) },
            Lijstkolom("procesmanager") { ($0.procesmanager?.tekst).map(JSON.string) },
            Lijstkolom("casemanager") { ($0.casemanager?.tekst).map(JSON.string) },
            Lijstkolom("wijk") { $0.wijk.map(JSON.string) },
            Lijstkolom("gestartOp") { ($0.gestartOp?.description).map(JSON.string) },
            Lijstkolom("geslotenOp") { ($0.geslotenOp?.description).map(JSON.string) },
            Lijstkolom("laatsteContactOp") { ($0.laatsteContactOp?.description).map(JSON.string) },
            Lijstkolom("dagenZonderContact") { row in
                row.laatsteContactOp.map { .integer(peildag.dagen(sinds: $0)) }
            },
            Lijstkolom("laatstePogingOp") { ($0.laatstePogingOp?.description).map(JSON.string) },
            Lijstkolom("laatsteOverlegOp") { ($0.laatsteOverlegOp?.description).map(JSON.string) },
            Lijstkolom("laatsteGebeurtenisOp") { ($0.laatsteGebeurtenisOp?.description).map(JSON.string) },
            Lijstkolom("gezin") { .string("/v1/gezinnen/\($0.gezin)?peildag=\(peildag)") },
        ]
    }
}

/// A count is null when it is too small to be shown.
private func shown(_ count: Int?) -> JSON { count.map(JSON.integer) ?? .null }

extension Lijstkolom<Taaktelling> {
    /// How many tasks of a kind there are, and where the rows are that are counted.
    static func taaktelling(_ filter: Leesfilter) -> [Lijstkolom] {
        [
            Lijstkolom("soort") { .string($0.soort.rawValue) },
            Lijstkolom("open") { shown($0.open) },
            Lijstkolom("overTijd") { shown($0.overTijd) },
            Lijstkolom("taken") { row in
                .string("/v1/werkvoorraad?" + filter.with { $0.soorten = [row.soort] }.query)
            },
        ]
    }
}

extension Lijstkolom<Caseloadregel> {
    /// How many families someone has in a phase; where they are, unless nobody has them.
    static func caseload(_ filter: Leesfilter) -> [Lijstkolom] {
        [
            Lijstkolom("procesmanager") { ($0.procesmanager?.tekst).map(JSON.string) },
            Lijstkolom("aanpak") { ($0.aanpak?.description).map(JSON.string) },
            Lijstkolom("fase") { .string($0.fase.rawValue) },
            Lijstkolom("aantal") { .integer($0.gezinnen) },
            Lijstkolom("gezinnen") { row in
                guard let wie = row.procesmanager, let aanpak = row.aanpak else { return nil }
                let own = filter.with { ($0.procesmanager, $0.aanpak, $0.fase) = (wie, aanpak, row.fase) }
                return .string("/v1/gezinnen?" + own.query)
            },
        ]
    }
}

extension Lijstkolom<Oordeeltelling> {
    /// How often a verdict occurs, and where the families are that have it.
    static func oordeeltelling(_ filter: Leesfilter) -> [Lijstkolom] {
        [
            Lijstkolom("indicator") { .string($0.indicator.rawValue) },
            Lijstkolom("uitkomst") { .string($0.oordeel.uitkomst.rawValue) },
            Lijstkolom("reden") { ($0.oordeel.reden?.rawValue).map(JSON.string) },
            Lijstkolom("aantal") { shown($0.gezinnen) },
            Lijstkolom("gezinnen") { row in
                let vraag = Oordeelvraag(row.indicator, row.oordeel)
                return .string("/v1/gezinnen?" + filter.with { $0.oordeel = vraag }.query)
            },
        ]
    }
}
