import CivilTime
public import Gezinstraject
public import Toetsingskader
public import WireValues

extension Toetsing {
    /// De toetsing van een gezin als JSON (`toets --json` en `GET …/toetsing`): namen en volgorde liggen vast.
    public func json(van gezin: UUID) -> JSON {
        [
            "gezinId": .string(gezin.description),
            "aanpak": JSON(aanpak?.description),
            "peildag": .string(peildag.description),
            "traject": .integer(traject),
            "indicatoren": .array(
                oordelen.map { oordeel in oordeel.json(menselijk.filter { $0.indicator == oordeel.indicator }) }
            ),
            "criteria": .array(criteria.map(\.json)),
            "themas": .array(themas.map(\.json)),
            "verschillen": .array(menselijk.filter(\.verschilt).map(\.verschil)),
        ]
    }
}

extension MenselijkOordeel {
    /// Waar mens en berekening een andere uitkomst hebben.
    fileprivate var verschil: JSON {
        [
            "indicator": .string(indicator.rawValue),
            "gebeurtenis": .string(gebeurtenis.description),
            "peildatum": .string(peildatum.description),
            "menselijk": .string(uitkomst.rawValue),
            "berekend": .string(berekend.uitkomst.rawValue),
        ]
    }
}

extension Oordeel {
    fileprivate func json(_ menselijk: [MenselijkOordeel]) -> JSON {
        [
            "id": .string(indicator.rawValue),
            "uitkomst": .string(uitkomst.rawValue),
            "reden": JSON(reden?.rawValue),
            "grond": JSON(grond?.rawValue),
            "voorlopig": .bool(voorlopig),
            "bewijs": .array(bewijs.map { .string($0.description) }),
            "letOp": kanttekeningen,
            "ontbreekt": ontbreekt.map { .array($0.voorstellen.map(\.json)) } ?? .null,
            "ontbreektNiet": ontbreekt?.beletsel?.json ?? .null,
            "omslagdag": JSON(omslagdag?.description),
            "menselijk": .array(menselijk.map(\.json)),
        ]
    }

    /// De kanttekeningen, onder de normen van dit oordeel.
    var kanttekeningen: JSON { .array(letOp.map { $0.json(zin($0)) }) }
}

extension Ontbrekend {
    var json: JSON {
        ["type": .string(type.naam), "velden": gegevens.json, "toelichting": JSON(toelichting)]
    }
}

extension Beletsel {
    var json: JSON { ["code": .string(code.rawValue), "tekst": .string(tekst), "sinds": JSON(sinds?.description)] }
}

extension LetOp {
    fileprivate func json(_ zin: String) -> JSON { ["code": .string(rawValue), "tekst": .string(zin)] }
}

extension Criteriumuitkomst {
    var json: JSON {
        .object(
            [
                JSON.Member("id", .string(criterium.rawValue)), JSON.Member("uitkomst", .string(uitkomst.rawValue)),
            ] + telling.leden
        )
    }
}

extension Thematelling {
    var json: JSON { .object([JSON.Member("id", .string(thema.rawValue))] + telling.leden) }
}

extension Telling {
    fileprivate var leden: [JSON.Member] {
        [
            JSON.Member("voldoet", .integer(voldoet)),
            JSON.Member("verbeterpunt", .integer(verbeterpunt)),
            JSON.Member("nietVastgesteld", .integer(nietVastgesteld)),
        ]
    }
}

extension Totaaloordeel {
    var json: JSON {
        [
            "id": .string(indicator.rawValue),
            "uitkomst": .string(uitkomst.rawValue),
            "reden": JSON(reden?.rawValue),
            "voldoet": .integer(voldoet),
            "verbeterpunt": .integer(verbeterpunt),
            "nietVastgesteld": .integer(nietVastgesteld),
            "nvt": .integer(nvt),
            "casussen": .integer(casussen),
            "letOp": .array(letOp.map { $0.json($0.zin) }),
        ]
    }
}

extension Totaaltoetsing {
    /// De tabel van een selectie als JSON (`toets --totaal`): namen en volgorde liggen vast.
    public var json: JSON { .object(leden) }

    /// De tabel van een selectie uit een aanpak, met de peiling erbij.
    public func json(aanpak: Aanpakcode, _ peiling: Peiling) -> JSON {
        .object(peiling.leden(aanpak) + leden)
    }

    private var leden: [JSON.Member] {
        [
            JSON.Member("casussen", .integer(casussen)),
            JSON.Member("indicatoren", .array(oordelen.map(\.json))),
            JSON.Member("criteria", .array(criteria.map(\.json))),
            JSON.Member("themas", .array(themas.map(\.json))),
        ]
    }
}

extension Peiling {
    func leden(_ aanpak: Aanpakcode) -> [JSON.Member] {
        [
            JSON.Member("aanpak", .string(aanpak.description)),
            JSON.Member("peildag", .string(peildag.description)),
            JSON.Member("bekendOp", JSON(bekendOp?.description)),
        ]
    }
}

extension Trajectbeeld {
    /// Het beeld van een gezin als JSON, met de peiling erbij (`GET /v1/gezinnen/{gezinId}`).
    public func json(van gezin: UUID, _ peiling: Peiling) -> JSON {
        let kop: [JSON.Member] = [
            JSON.Member("gezinId", .string(gezin.description)),
            JSON.Member("peildag", .string(peiling.peildag.description)),
            JSON.Member("bekendOp", JSON(peiling.bekendOp?.description)),
        ]
        guard case .object(let leden) = json else { return json }
        return .object(kop + leden)
    }
}
