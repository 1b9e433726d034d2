import CivilTime
import Gezinstraject
import WireValues

/// Een geschiedenis in de volgorde van vastleggen: elke dag een minuut na de vorige, lang na wat er gebeurde.
struct Verhaal {
    private(set) var registraties: [Registratie] = []

    /// Een geregistreerd gezin met een ouder en een kind.
    static func gezin() throws -> Verhaal {
        var verhaal = Verhaal()
        try verhaal.op("2013-01-01", "GezinGeregistreerd", ["gemeente": "GM0935"])
        try verhaal.op("2013-01-02", "GezinslidToegevoegd", ["id": "ouder", "rol": "ouder"])
        try verhaal.op("2013-01-02", "GezinslidToegevoegd", ["id": "kind", "rol": "kind"])
        return verhaal
    }

    /// Een gezin dat op 4 maart 2013 is aangemeld en op 18 maart geprioriteerd.
    static func gestart(aanpak: JSON = "maastricht-integrale-aanpak") throws -> Verhaal {
        var verhaal = try gezin()
        try verhaal.op("2013-03-04", "GezinAangemeld", ["aanpak": aanpak, "trajectNr": 1])
        try verhaal.op("2013-03-18", "GezinGeprioriteerd", ["definitief": true])
        return verhaal
    }

    /// Een traject dat gesloten is op 1 december 2013.
    static func gesloten() throws -> Verhaal {
        var verhaal = try gestart()
        try verhaal.op("2013-12-01", "AanpakAfgesloten", ["reden": "resultaat_bereikt"])
        return verhaal
    }

    /// Legt een gebeurtenis vast, zonder te toetsen; geeft haar id.
    @discardableResult
    mutating func op(
        _ dag: String,
        _ type: String,
        _ gegevens: JSON = .object([]),
        traject: Int? = nil,
        door: String? = nil,
        rol: Rol? = nil
    ) throws -> UUID {
        let nieuw = try volgende(dag, type, gegevens, traject: traject, door: door, rol: rol)
        registraties.append(nieuw)
        return nieuw.id
    }

    /// De registratie die nu zou volgen.
    func volgende(
        _ dag: String,
        _ type: String,
        _ gegevens: JSON = .object([]),
        traject: Int? = nil,
        door: String? = nil,
        rol: Rol? = nil
    ) throws -> Registratie {
        guard let dag = Dag(dag), let type = Feittype(naam: type) else { throw Verhaalfout.onbekend }
        let versie = registraties.count + 1
        return Registratie(
            id: UUID(high: 9, low: UInt64(versie)),
            versie: versie,
            gegevens: try type.lees(gegevens, .root),
            gebeurdOp: dag,
            traject: traject,
            vastgelegdOp: Verhaal.moment(versie),
            vastgelegdDoor: door.flatMap { Actor($0) },
            rol: rol
        )
    }

    /// Het moment waarop een versie is vastgelegd.
    static func moment(_ versie: Int) -> Moment {
        Moment(microseconden: 1_600_000_000_000_000 + versie * 60_000_000)
    }

    @discardableResult
    mutating func trekIn(_ id: UUID, rol: Rol? = nil) throws -> UUID {
        try op("2015-01-01", "RegistratieIngetrokken", ["doelEvent": id.json, "reden": "onjuist"], rol: rol)
    }

    @discardableResult
    mutating func herstel(_ id: UUID) throws -> UUID {
        try op("2015-01-01", "RegistratieHersteld", ["doelEvent": id.json])
    }

    @discardableResult
    mutating func corrigeer(_ id: UUID, gegevens: JSON? = nil, dag: String? = nil) throws -> UUID {
        try op("2015-01-01", "RegistratieGecorrigeerd", Verhaal.correctie(id, gegevens: gegevens, dag: dag))
    }

    static func correctie(_ id: UUID, gegevens: JSON? = nil, dag: String? = nil) -> JSON {
        var json: JSON = ["doelEvent": id.json, "reden": "schrijffout"]
        if let gegevens { json = json.met("gegevens", gegevens) }
        if let dag { json = json.met("gebeurdOp", .string(dag)) }
        return json
    }

    func dossier() throws -> Dossier {
        var dossier = Dossier()
        for registratie in registraties { try dossier.voegToe(registratie) }
        return dossier
    }

    /// De feiten als "dag type", zoals bekend na het vastleggen van een versie.
    func feiten(naVersie versie: Int? = nil, tot peildag: String? = nil) throws -> [String] {
        try dossier().geschiedenis(tot: peildag.flatMap { Dag($0) }, bekendOp: versie.map(Verhaal.moment)).feiten
            .map { "\($0.dag) \($0.type.naam)" }
    }

    var schending: Schending? {
        get throws { Geldigheid.schending(in: try dossier(), .ingebouwd) }
    }

    var wacht: Dossierwacht {
        get throws { try Dossierwacht(registraties, .ingebouwd) }
    }

    /// De schending als deze registratie zou volgen; nil als zij wordt aangenomen.
    func schending(_ registratie: Registratie) throws -> Schending? {
        var wacht = try wacht
        do throws(Weigering) {
            try wacht.voegToe(registratie)
            return nil
        } catch .schending(let schending) {
            return wacht.dossier.versie == registraties.count ? schending : nil
        } catch {
            throw error
        }
    }

    /// De schending als deze gebeurtenis nu zou worden vastgelegd.
    func schending(
        _ dag: String,
        _ type: String,
        _ gegevens: JSON = .object([]),
        traject: Int? = nil,
        door: String? = nil,
        rol: Rol? = nil
    ) throws -> Schending? {
        try schending(volgende(dag, type, gegevens, traject: traject, door: door, rol: rol))
    }
}

enum Verhaalfout: Error {
    case onbekend
}
