import CivilTime
public import WireValues

extension Trajectbeeld {
    /// Het beeld als JSON: namen in camelCase, dagen als JJJJ-MM-DD, en null voor wat er niet is.
    public var json: JSON {
        [
            "traject": .integer(traject),
            "aantalTrajecten": .integer(aantalTrajecten),
            "aanpak": .of(aanpak),
            "fase": .string(fase.rawValue),
            "aangemeldOp": .of(aangemeldOp),
            "gestartOp": .of(gestartOp),
            "geslotenOp": .of(geslotenOp),
            "sluitingsreden": .of(sluitingsreden),
            "variant": .of(variant),
            "procesmanager": .of(procesmanager),
            "casemanager": .of(casemanager),
            "aanspreekpunt": .of(aanspreekpunt),
            "gezinsleden": .array(gezinsleden.map { $0.json }),
            "toestemmingen": .array(toestemmingen.map { $0.json }),
            "problemen": .array(problemen.map { $0.json }),
            "doelen": .array(doelen.map { $0.json }),
            "plan": plan?.json ?? .null,
            "partijen": .array(partijen.map { $0.json }),
            "werkafspraken": .array(werkafspraken.map { $0.json }),
            "zorg": .array(zorg.map { $0.json }),
            "openStagnaties": .array(openStagnaties.map { $0.json }),
            "openKnelpunten": .array(openKnelpunten.map { $0.json }),
            "nazorg": nazorg?.json ?? .null,
            "laatsteContactOp": .of(laatsteContactOp),
            "laatsteOverlegOp": .of(laatsteOverlegOp),
        ]
    }
}

extension JSON {
    fileprivate static func of(_ waarde: (some Veldwaarde)?) -> JSON { waarde?.json ?? .null }
}

extension Trajectbeeld.Gezinslid {
    fileprivate var json: JSON {
        [
            "id": id.json, "rol": rol.json, "geboren": .of(geboren), "gezagsdrager": .of(gezagsdrager),
            "status": .string(status.rawValue),
        ]
    }
}

extension Trajectbeeld.Toestemming {
    fileprivate var json: JSON {
        [
            "gezinslid": gezinslid.json, "antwoord": .string(antwoord.rawValue), "op": op.json,
            "geldigTot": .of(geldigTot), "partijen": .of(partijen),
        ]
    }
}

extension Trajectbeeld.Probleem {
    fileprivate var json: JSON {
        [
            "id": id.json, "stj": stj.json, "geconstateerdOp": geconstateerdOp.json, "status": status.json,
            "sinds": sinds.json, "doelen": doelen.json,
        ]
    }
}

extension Trajectbeeld.Doel {
    fileprivate var json: JSON {
        [
            "id": id.json, "problemen": problemen.json, "bepaling": bepaling.json, "termijn": .of(termijn),
            "status": .string(status.rawValue),
        ]
    }
}

extension Trajectbeeld.Plan {
    fileprivate var json: JSON {
        [
            "vastgesteldOp": vastgesteldOp.json, "laatstBijgesteldOp": .of(laatstBijgesteldOp),
            "partijen": partijen.json, "zoekgeraakt": .bool(zoekgeraakt),
        ]
    }
}

extension Trajectbeeld.Partijstand {
    fileprivate var json: JSON {
        [
            "partij": partij.json, "betrokken": .bool(betrokken), "benodigd": .bool(benodigd),
            "ontbreekt": .bool(ontbreekt), "ontbreektSinds": .of(ontbreektSinds), "schil": .of(schil),
        ]
    }
}

extension Trajectbeeld.Werkafspraak {
    fileprivate var json: JSON {
        [
            "id": id.json, "partij": .of(partij), "gezinslid": .of(gezinslid), "uiterlijk": uiterlijk.json,
            "status": .string(status.rawValue),
        ]
    }
}

extension Trajectbeeld.Zorg {
    fileprivate var json: JSON {
        [
            "id": id.json, "soort": soort.json, "partij": .of(partij), "status": .string(status.rawValue),
            "sinds": sinds.json,
        ]
    }
}

extension Trajectbeeld.Stagnatie {
    fileprivate var json: JSON {
        [
            "id": id.json, "bron": .of(bron), "sinds": sinds.json, "hoogsteNiveau": .of(hoogsteNiveau),
            "hoogsteTrede": .of(hoogsteTrede), "buitenLadder": .bool(isBuitenLadder),
        ]
    }
}

extension Trajectbeeld.Knelpunt {
    fileprivate var json: JSON {
        ["id": id.json, "partij": .of(partij), "soort": .of(soort), "sinds": sinds.json]
    }
}

extension Trajectbeeld.Nazorg {
    fileprivate var json: JSON {
        [
            "afgesprokenOp": .of(afgesprokenOp), "intervalMaanden": .of(intervalMaanden),
            "duurMaanden": .of(duurMaanden), "laatsteContactOp": .of(laatsteContactOp),
            "beeindigdOp": .of(beeindigdOp),
        ]
    }
}
