import CivilTime
public import EventStore
public import Gezinstraject
public import WireValues

/// Een bestand met gebeurtenissen: JSON Lines, een gebeurtenis per regel (import, export en `toets`).
public struct Bestand: Sendable {
    /// De gezinnen, in de volgorde waarin zij voor het eerst voorkomen.
    public let gezinnen: [Gezin]
    /// De aanpakken waarover er regels zijn, in de volgorde waarin zij voor het eerst voorkomen.
    public let aanpakken: [Aanpak]

    /// De regels van een gezin, in de volgorde van het bestand.
    public struct Gezin: Sendable {
        /// Het gezin.
        public let id: UUID
        /// Zijn gebeurtenissen.
        public internal(set) var regels: [Regel]
    }

    /// De regels van een aanpak, in de volgorde van het bestand.
    public struct Aanpak: Sendable {
        /// De code.
        public let code: Aanpakcode
        /// Haar gebeurtenissen.
        public internal(set) var regels: [Regel]
    }

    /// Een gebeurtenis met de plaats waar zij staat.
    public struct Regel: Sendable {
        /// De naam van het bestand.
        public let bestand: String
        /// Het nummer van de regel, vanaf 1.
        public let nummer: Int
        /// De gebeurtenis.
        public let invoer: Invoer
    }

    /// Een fout in een bestand.
    public struct Fout: Error, Hashable, Sendable, CustomStringConvertible {
        /// De naam van het bestand.
        public let bestand: String
        /// Het nummer van de regel, vanaf 1.
        public let regel: Int
        /// Waar op de regel; leeg voor de hele regel.
        public let plaats: JSONPointer
        /// Vaste code.
        public let code: String
        /// Wat er verwacht was.
        public let uitleg: String

        /// Bestand, regel, veld en wat er verwacht was.
        public var description: String {
            let veld = plaats == .root ? "" : " \(plaats)"
            return "\(bestand):\(regel):\(veld) \(uitleg) [\(code)]"
        }
    }

    /// Alle fouten van een of meer bestanden.
    public struct Fouten: Error, Sendable {
        /// De fouten, op bestand en regel; minstens een.
        public let fouten: [Fout]
    }

    /// Leest bestanden; lege regels tellen niet mee, en een regel met een id die er al was ook niet.
    ///
    /// Een regel zonder id krijgt er een die uit zijn inhoud volgt: hetzelfde bestand nog eens opnemen legt niets dubbel
    /// vast. Twee gelijke regels in een bestand zijn twee gebeurtenissen.
    ///
    /// - Throws: `Fouten` met elke fout op elke regel.
    public init(_ bestanden: [(naam: String, inhoud: [UInt8])]) throws(Fouten) {
        var lezer = Bestandslezer()
        for bestand in bestanden { lezer.lees(bestand.naam, bestand.inhoud) }
        guard lezer.fouten.isEmpty else { throw Fouten(fouten: lezer.fouten) }
        gezinnen = lezer.gezinnen
        aanpakken = lezer.aanpakken
    }
}

/// Leest regel voor regel en verzamelt alle fouten.
private struct Bestandslezer {
    var gezinnen: [Bestand.Gezin] = []
    var aanpakken: [Bestand.Aanpak] = []
    var fouten: [Bestand.Fout] = []
    private var plaatsVanGezin: [UUID: Int] = [:]
    private var plaatsVanAanpak: [Aanpakcode: Int] = [:]
    private var regelVanId: [UUID: Bestand.Regel] = [:]
    /// How often the same line without an id stood in this file.
    private var zonderId: [[UInt8]: Int] = [:]

    mutating func lees(_ naam: String, _ inhoud: [UInt8]) {
        zonderId = [:]
        // What Windows puts before a text is no part of it (RFC 8259, section 8.1).
        let inhoud = inhoud.starts(with: [0xef, 0xbb, 0xbf]) ? inhoud.dropFirst(3) : inhoud[...]
        let regels = inhoud.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (nummer, regel) in regels.enumerated() where !regel.allSatisfy({ [0x20, 0x0d, 0x09].contains($0) }) {
            lees(regel, naam, nummer + 1)
        }
    }

    private mutating func lees(_ regel: ArraySlice<UInt8>, _ naam: String, _ nummer: Int) {
        let json: JSON
        do throws(JSONReader.Failure) {
            json = try JSONReader.read(regel)
        } catch {
            meld(naam, nummer, .root, "GEEN_JSON", "Verwacht is een JSON-object op een regel: \(error.description).")
            return
        }
        do throws(Invoerfouten) {
            var invoer =
                json["aanpak"] == nil
                ? try Invoer.lees(json, .root, .bestand)
                : try Invoer.lees(json, .root, .aanpakbestand, stroom: .aanpak)
            if invoer.id == nil { invoer.id = id(bij: json) }
            voegToe(Bestand.Regel(bestand: naam, nummer: nummer, invoer: invoer))
        } catch {
            for fout in error.fouten { meld(naam, nummer, fout.plaats, fout.code.rawValue, fout.uitleg) }
        }
    }

    /// The id of a line that has none: a version 8 identifier of its contents.
    private mutating func id(bij json: JSON) -> UUID? {
        let regel = json.canonicalBytes
        let keer = zonderId[regel, default: 0]
        zonderId[regel] = keer + 1
        return UUID(version8Of: regel + Array(" \(keer)".utf8))
    }

    private mutating func voegToe(_ regel: Bestand.Regel) {
        guard let id = regel.invoer.id else { return }
        if let eerder = regelVanId.updateValue(regel, forKey: id) {
            guard !regel.isHerhaling(van: eerder) else { return }
            let fout = regel.fout(
                JSONPointer.root.member("id"),
                "ID_HERGEBRUIKT",
                "Deze id staat met een andere inhoud al op \(eerder.bestand):\(eerder.nummer)."
            )
            return fouten.append(fout)
        }
        if let gezin = regel.invoer.gezinId {
            voegToe(regel, aan: gezin)
        } else if let aanpak = regel.invoer.aanpak {
            voegToe(regel, aan: aanpak)
        }
    }

    private mutating func voegToe(_ regel: Bestand.Regel, aan gezin: UUID) {
        if let plaats = plaatsVanGezin[gezin] {
            gezinnen[plaats].regels.append(regel)
        } else {
            plaatsVanGezin[gezin] = gezinnen.count
            gezinnen.append(Bestand.Gezin(id: gezin, regels: [regel]))
        }
    }

    private mutating func voegToe(_ regel: Bestand.Regel, aan aanpak: Aanpakcode) {
        if let plaats = plaatsVanAanpak[aanpak] {
            aanpakken[plaats].regels.append(regel)
        } else {
            plaatsVanAanpak[aanpak] = aanpakken.count
            aanpakken.append(Bestand.Aanpak(code: aanpak, regels: [regel]))
        }
    }

    private mutating func meld(
        _ naam: String,
        _ nummer: Int,
        _ plaats: JSONPointer,
        _ code: String,
        _ uitleg: String
    ) {
        fouten.append(Bestand.Fout(bestand: naam, regel: nummer, plaats: plaats, code: code, uitleg: uitleg))
    }
}

extension Bestand.Gezin {
    /// Het dossier van dit gezin, zonder database: een proef voordat er iets is ingericht.
    ///
    /// Een regel zonder `vastgelegdOp` geldt als bekend vanaf 00:00 UTC van zijn `gebeurdOp` (INDICATORS §1.5).
    ///
    /// - Throws: `Bestand.Fout` bij de eerste regel waarmee de geschiedenis niet kan kloppen.
    public func dossier(_ profielen: Aanpakprofielen) throws(Bestand.Fout) -> Dossier {
        var wacht = Dossierwacht(profielen)
        for regel in regels {
            guard let registratie = regel.registratie(versie: wacht.dossier.versie + 1) else { continue }
            if let fout = regel.tijdfout { throw fout }
            do throws(Weigering) {
                try wacht.voegToe(registratie)
            } catch {
                throw regel.fout(error)
            }
        }
        return wacht.dossier
    }
}

extension Bestand.Aanpak {
    /// De bevindingen over het beleid, op de dag waarvan zij zijn, zonder database.
    ///
    /// - Throws: `Bestand.Fout` bij de eerste regel die in de toekomst ligt.
    public func bevindingen() throws(Bestand.Fout) -> [BeleidsbevindingVastgelegd] {
        for regel in regels { if let fout = regel.tijdfout { throw fout } }
        return Beleidsverloop(regels.map { ($0.invoer.gebeurdOp, $0.invoer.gegevens) }).bevindingen
    }
}

extension Bestand.Regel {
    fileprivate func registratie(versie: Int) -> Registratie? {
        guard let id = invoer.id else { return nil }
        return Registratie(
            id: id,
            gezin: invoer.gezinId,
            versie: versie,
            gegevens: invoer.gegevens,
            gebeurdOp: invoer.gebeurdOp,
            traject: invoer.traject,
            precisie: invoer.precisie ?? .dag,
            volgens: invoer.volgens,
            vastgelegdOp: invoer.vastgelegdOp ?? Moment(beginVan: invoer.gebeurdOp),
            vastgelegdDoor: invoer.vastgelegdDoor,
            rol: invoer.rol
        )
    }

    fileprivate func isHerhaling(van eerder: Bestand.Regel) -> Bool {
        let (nieuw, oud) = (invoer, eerder.invoer)
        return nieuw.gezinId == oud.gezinId && nieuw.aanpak == oud.aanpak && nieuw.type == oud.type
            && nieuw.gebeurdOp == oud.gebeurdOp
            && nieuw.traject == oud.traject && nieuw.precisie == oud.precisie
            && nieuw.volgens?.json == oud.volgens?.json && nieuw.vastgelegdOp == oud.vastgelegdOp
            && nieuw.gegevens.json.canonicalBytes == oud.gegevens.json.canonicalBytes
    }

    /// Zonder `vastgelegdOp` geldt een regel als bekend op de dag zelf, en is alleen daar toekomst.
    fileprivate var tijdfout: Bestand.Fout? {
        let uiterlijk = invoer.vastgelegdOp?.dagInNederland ?? invoer.gebeurdOp
        return invoer.toekomstfouten(uiterlijk, .root).first.map { fout($0) }
    }

    fileprivate func fout(_ weigering: Weigering) -> Bestand.Fout {
        switch weigering {
        case .invoer(let fouten):
            let eerste = fouten.fouten.first
            return fout(
                eerste?.plaats.under(JSONPointer.root.member("gegevens")) ?? .root,
                eerste?.code.rawValue ?? "VORM_ONJUIST",
                eerste?.uitleg ?? ""
            )
        case .schending(let schending): return fout(schending)
        }
    }

    /// De fout van een schending, met de gebeurtenis waarbij en waarmee het botst.
    public func fout(_ schending: Schending) -> Bestand.Fout {
        var uitleg = schending.uitleg + " Bij \(schending.bij.type) op \(schending.bij.dag)"
        if let ander = schending.botstMet { uitleg += ", tegenover \(ander.type) op \(ander.dag)" }
        return fout(.root, schending.code, uitleg + ". \(schending.oplossing)")
    }

    /// Een fout op deze regel.
    public func fout(_ plaats: JSONPointer, _ code: String, _ uitleg: String) -> Bestand.Fout {
        Bestand.Fout(bestand: bestand, regel: nummer, plaats: plaats, code: code, uitleg: uitleg)
    }
}

extension Bestand.Gezin {
    /// De gemeente waarin het gezin geregistreerd is, als dat in het bestand staat.
    public var gemeente: LogName? {
        regels.lazy.compactMap { $0.invoer.gegevens as? GezinGeregistreerd }.first.flatMap { LogName($0.gemeente) }
    }

    /// De regel waarop een afwijzing slaat, of nil als zij niet aan de inhoud van het bestand ligt.
    public func fout(_ afwijzing: Afwijzing) -> Bestand.Fout? {
        guard let eerste = regels.first else { return nil }
        switch afwijzing {
        case .schending(let schending, let nummer):
            return regel(nummer, anders: eerste).fout(schending)
        case .idHergebruikt(_, let nummer):
            return regel(nummer, anders: eerste)
                .fout(.root.member("id"), "ID_HERGEBRUIKT", "Deze id is al vastgelegd met een andere inhoud.")
        case .ongeldigeInvoer(let fouten):
            return fouten.first.map { regel($0.nummer, anders: eerste).fout($0.fout) }
        case .nietBevoegd, .versieconflict, .nietGevonden, .nietBeschikbaar, .intern:
            return nil
        }
    }

    /// The lines of a family are the events of its request.
    private func regel(_ nummer: Int?, anders eerste: Bestand.Regel) -> Bestand.Regel {
        nummer.flatMap { regels.indices.contains($0) ? regels[$0] : nil } ?? eerste
    }
}

extension Bestand.Regel {
    fileprivate func fout(_ fout: Invoerfout) -> Bestand.Fout {
        self.fout(fout.plaats, fout.code.rawValue, fout.uitleg)
    }
}
