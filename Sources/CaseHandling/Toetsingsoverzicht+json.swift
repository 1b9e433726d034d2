import CivilTime
import Gezinstraject
import Toetsingskader
public import WireValues

extension Toetsingsstroom {
    /// Welke toetsing het is, en of zij bevroren is (`GET /v1/toetsingen`).
    public var kort: JSON { .object(leden) }

    fileprivate var leden: [JSON.Member] {
        let start = dossier.start
        return [
            JSON.Member("toetsing", .string(toetsing.tekst)),
            JSON.Member("aanpak", .string(start.gegevens.aanpak.description)),
            JSON.Member("peildatum", .string(start.gegevens.peildatum.description)),
            JSON.Member("gestartOp", .string(start.registratie.gebeurdOp.description)),
            JSON.Member("bevrorenOp", JSON(dossier.bevriezing?.registratie.gebeurdOp.description)),
            JSON.Member("gezinnen", .array(start.gegevens.gezinnen.map { .string($0.description) })),
        ]
    }
}

extension Toetsingsoverzicht {
    /// De toetsing met wat er bevroren is, wat er opnieuw uitkomt en wat er nu uitkomt (`GET /v1/toetsingen/{toetsing}`).
    public var json: JSON {
        .object(
            stroom.leden + [
                JSON.Member("bevriezing", bevriezing ?? .null),
                JSON.Member("herberekening", herberekening?.json ?? .null),
                JSON.Member(
                    "nu",
                    [
                        "positie": .integer(positie),
                        "regelversie": .string(Toetsingskader.versie),
                        "uitkomsten": .array(nu.regels.map(\.json)),
                        "verschillen": .array(veranderd.map { $0.json(naar: "nu") }),
                    ]
                ),
                JSON.Member("menselijk", .array(menselijk.map { $0.oordeel.json(van: $0.gezin) })),
                JSON.Member("reacties", .array(stroom.dossier.reacties.map(\.json))),
                JSON.Member("verbeterpunten", .array(verbeterpunten)),
            ]
        )
    }

    private var bevriezing: JSON? {
        guard let vastgelegd = stroom.dossier.bevriezing else { return nil }
        return [
            "gebeurtenis": .string(vastgelegd.registratie.id.description),
            "bekendOp": .string(vastgelegd.gegevens.bekendOp),
            "regelversie": .string(vastgelegd.gegevens.regelversie),
            "positie": .integer(vastgelegd.gegevens.positie),
            "hash": .string(vastgelegd.gegevens.hash),
            "uitkomsten": .array(vastgelegd.gegevens.uitkomsten.map(\.json)),
        ]
    }

    private var verbeterpunten: [JSON] {
        stroom.dossier.verbeterpunten.map { punt in
            [
                "id": .string(punt.gegevens.id.tekst),
                "indicator": .string(punt.gegevens.indicator.rawValue),
                "tekst": .string(punt.gegevens.tekst),
                "gebeurdOp": .string(punt.registratie.gebeurdOp.description),
                "uiterlijk": JSON(punt.gegevens.uiterlijk?.description),
                "opgepakt": .array(
                    stroom.dossier.opgepakt.filter { $0.gegevens.verbeterpunt == punt.gegevens.id }.map { gedaan in
                        [
                            "gebeurdOp": .string(gedaan.registratie.gebeurdOp.description),
                            "tekst": JSON(gedaan.gegevens.tekst),
                        ]
                    }
                ),
            ]
        }
    }
}

extension Toetsingsoverzicht.Herberekening {
    fileprivate var json: JSON {
        [
            "regelversie": .string(Toetsingskader.versie),
            "positie": positie.map(JSON.integer) ?? .null,
            "hash": .string(tabel.hash),
            "hashKlopt": .bool(hashKlopt),
            "gelijk": .bool(isGelijk),
            "verschillen": .array(verschillen.map { $0.json(naar: "herberekend") }),
        ]
    }
}

extension Toetsingsdossier.Vastgelegd<ReactieGemeenteVastgelegd> {
    fileprivate var json: JSON {
        [
            "gebeurtenis": .string(registratie.id.description),
            "gebeurdOp": .string(registratie.gebeurdOp.description),
            "reactie": .string(gegevens.reactie),
        ]
    }
}

extension Uitkomstentabel.Regelverschil {
    fileprivate func json(naar naam: String) -> JSON {
        [
            "gezinId": .string(gezin.description),
            "indicator": .string(indicator.rawValue),
            "bevroren": van?.json ?? .null,
            naam: naar?.json ?? .null,
        ]
    }
}

extension Uitkomstentabel.Stand {
    fileprivate var json: JSON { ["uitkomst": .string(uitkomst.rawValue), "reden": JSON(reden)] }
}

extension MenselijkOordeel {
    /// Het menselijke oordeel naast het berekende.
    var json: JSON { .object(leden) }

    fileprivate func json(van gezin: UUID) -> JSON {
        .object(
            [
                JSON.Member("gezinId", .string(gezin.description)),
                JSON.Member("indicator", .string(indicator.rawValue)),
            ] + leden
        )
    }

    private var leden: [JSON.Member] {
        [
            JSON.Member("gebeurtenis", .string(gebeurtenis.description)),
            JSON.Member("oordeel", .string(oordeel.tekst)),
            JSON.Member("gebeurdOp", .string(gebeurdOp.description)),
            JSON.Member("peildatum", .string(peildatum.description)),
            JSON.Member("rol", JSON(rol?.rawValue)),
            JSON.Member("beoordelaarsrol", JSON(beoordelaarsrol)),
            JSON.Member("uitkomst", .string(uitkomst.rawValue)),
            JSON.Member("berekend", berekend.json),
            JSON.Member("verschilt", .bool(verschilt)),
        ]
    }
}
