import CivilTime
public import Gezinstraject
public import Toetsingskader
public import WireValues

extension Sequence<Omslag> {
    /// Het verloop van een gezin als JSON (`GET …/toetsing/verloop`): namen en volgorde liggen vast.
    public func json(van gezin: UUID, _ peiling: Peiling) -> JSON {
        [
            "gezinId": .string(gezin.description),
            "peildag": .string(peiling.peildag.description),
            "bekendOp": JSON(peiling.bekendOp?.description),
            "omslagen": .array(map(\.json)),
        ]
    }
}

extension Omslag {
    fileprivate var json: JSON {
        [
            "dag": .string(dag.description),
            "traject": .integer(traject),
            "indicator": .string(indicator.rawValue),
            "van": van.json,
            "naar": naar.json,
            "oorzaak": oorzaak.json,
        ]
    }
}

extension Oordeelkern {
    var json: JSON { ["uitkomst": .string(uitkomst.rawValue), "reden": JSON(reden?.rawValue)] }
}

extension Oorzaak {
    fileprivate var json: JSON {
        switch self {
        case .termijn: ["soort": "termijn", "gebeurtenissen": .array([])]
        case .aanpakversie: ["soort": "aanpakversie", "gebeurtenissen": .array([])]
        case .gebeurtenissen(let ids):
            ["soort": "gebeurtenissen", "gebeurtenissen": .array(ids.map { .string($0.description) })]
        }
    }
}

extension Verschil {
    /// Het verschil tussen twee peilingen van een gezin als JSON (`GET …/verschil`): namen en volgorde liggen vast.
    public func json(van gezin: UUID) -> JSON {
        [
            "gezinId": .string(gezin.description),
            "van": van.json,
            "tot": tot.json,
            "gebeurtenissen": .array(gebeurtenissen.map(\.json)),
            "oordelen": .array(oordelen.map(\.json)),
        ]
    }
}

extension Verschil.Punt {
    fileprivate var json: JSON {
        [
            "peildag": .string(peiling.peildag.description),
            "bekendOp": JSON(peiling.bekendOp?.description),
            "traject": .integer(traject),
        ]
    }
}

extension Geschiedenisverschil.Verandering {
    fileprivate var json: JSON {
        [
            "id": .string(id.description),
            "type": .string(feit.type.naam),
            "gebeurdOp": .string(feit.dag.description),
            "soort": .string(soort.rawValue),
            "velden": .array(velden.map { .string($0.description) }),
        ]
    }
}

extension Oordeelverschil {
    fileprivate var json: JSON {
        [
            "indicator": .string(indicator.rawValue),
            "van": van.vergeleken,
            "naar": naar.vergeleken,
            "oorzaak": oorzaak.json,
            "doorAanpakversie": .bool(doorAanpakversie),
            "normen": .array(normen.map { .string($0.rawValue) }),
        ]
    }
}

extension Oordeel {
    /// Wat van een oordeel vergeleken wordt.
    fileprivate var vergeleken: JSON {
        [
            "uitkomst": .string(uitkomst.rawValue),
            "reden": JSON(reden?.rawValue),
            "grond": JSON(grond?.rawValue),
            "voorlopig": .bool(voorlopig),
            "letOp": kanttekeningen,
        ]
    }
}
