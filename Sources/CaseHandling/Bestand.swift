import CivilTime
public import Gezinstraject
public import WireValues

/// Een bestand met gebeurtenissen: JSON Lines, een gebeurtenis per regel (import, export en `toets`).
public struct Bestand: Sendable {
    /// De gezinnen en aanpakken, in de volgorde waarin zij voor het eerst voorkomen.
    public let delen: [Deel]

    /// De regels van een gezin of van een aanpak, in de volgorde van het bestand.
    public struct Deel: Sendable {
        /// Waarvan zij zijn.
        public let stroom: Stroom
        /// De gebeurtenissen; minstens een.
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
        delen = lezer.delen
    }
}

/// Leest bestanden en verzamelt alle fouten.
private struct Bestandslezer {
    var delen: [Bestand.Deel] = []
    var fouten: [Bestand.Fout] = []
    private var plaatsVanStroom: [Stroom: Int] = [:]
    private var regelVanId: [UUID: Bestand.Regel] = [:]
    private var lezer = Regellezer()

    mutating func lees(_ naam: String, _ inhoud: [UInt8]) {
        lezer.begin()
        // What Windows puts before a text is no part of it (RFC 8259, section 8.1).
        let inhoud = inhoud.starts(with: [0xef, 0xbb, 0xbf]) ? inhoud.dropFirst(3) : inhoud[...]
        let regels = inhoud.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated().filter { _, regel in !regel.allSatisfy(\.isWit) }
        guard let (plaats, eerste) = regels.first else { return }
        guard Regellezer.begintAlsRegel(eerste) else {
            let fout = Bestand.Fout(
                bestand: naam,
                regel: plaats + 1,
                plaats: .root,
                code: "GEEN_JSON",
                uitleg: Regellezer.geenBestand
            )
            return fouten.append(fout)
        }
        for (plaats, regel) in regels {
            do throws(Bestand.Fouten) {
                voegToe(try lezer.lees(regel, naam, plaats + 1))
            } catch {
                fouten += error.fouten
            }
        }
    }

    private mutating func voegToe(_ regel: Bestand.Regel) {
        guard let id = regel.invoer.id else { return }
        if let eerder = regelVanId.updateValue(regel, forKey: id) {
            guard !regel.isHerhaling(van: eerder) else { return }
            return fouten.append(regel.foutOmId(van: eerder))
        }
        guard let stroom = regel.invoer.stroom else { return }
        if let plaats = plaatsVanStroom[stroom] {
            delen[plaats].regels.append(regel)
        } else {
            plaatsVanStroom[stroom] = delen.count
            delen.append(Bestand.Deel(stroom: stroom, regels: [regel]))
        }
    }
}

extension Bestand.Deel {
    /// Leest de regels van een gezin, aanpak of toetsing zoals `Bestand` dat doet, zonder de rest van de bestanden.
    ///
    /// - Parameters:
    ///   - stroom: Waarvan de regels zijn.
    ///   - regels: De regels die de index noemt, op volgorde, elk met haar tekst.
    ///   - namen: De namen van de bestanden.
    /// - Throws: `Bestand.Fouten` met elke fout op elke regel.
    public init(
        _ stroom: Stroom,
        _ regels: some Sequence<(plaats: Bestandsindex.Plaats, tekst: ArraySlice<UInt8>)>,
        in namen: [String]
    ) throws(Bestand.Fouten) {
        self.init(stroom: stroom, regels: [])
        var fouten: [Bestand.Fout] = []
        var lezer = Regellezer()
        var bestand: Int?
        var nummerVanId: [UUID: Int] = [:]
        for (plaats, tekst) in regels {
            if bestand != plaats.bestand { lezer.begin() }
            bestand = plaats.bestand
            do throws(Bestand.Fouten) {
                let regel = try lezer.lees(tekst, namen[plaats.bestand], plaats.nummer)
                if let fout = neem(regel, &nummerVanId) { fouten.append(fout) }
            } catch {
                fouten += error.fouten
            }
        }
        guard fouten.isEmpty else { throw Bestand.Fouten(fouten: fouten) }
    }

    private mutating func neem(_ regel: Bestand.Regel, _ nummerVanId: inout [UUID: Int]) -> Bestand.Fout? {
        guard let id = regel.invoer.id, regel.invoer.stroom == stroom else {
            return regel.fout(.root, "STRIJDIG", "Deze regel is veranderd terwijl het bestand gelezen werd.")
        }
        guard let nummer = nummerVanId.updateValue(regels.count, forKey: id) else {
            regels.append(regel)
            return nil
        }
        nummerVanId[id] = nummer
        return regel.isHerhaling(van: regels[nummer]) ? nil : regel.foutOmId(van: regels[nummer])
    }
}

extension Bestand.Regel {
    func registratie(versie: Int) -> Registratie? {
        guard let id = invoer.id else { return nil }
        let gezin: UUID? = if case .gezin(let id) = invoer.stroom { id } else { nil }
        return Registratie(
            id: id,
            gezin: gezin,
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
        return nieuw.stroom == oud.stroom && nieuw.type == oud.type && nieuw.gebeurdOp == oud.gebeurdOp
            && nieuw.traject == oud.traject && nieuw.precisie == oud.precisie
            && nieuw.volgens?.json == oud.volgens?.json && nieuw.vastgelegdOp == oud.vastgelegdOp
            && nieuw.gegevens.json.canonicalBytes == oud.gegevens.json.canonicalBytes
    }

    fileprivate func foutOmId(van eerder: Bestand.Regel) -> Bestand.Fout {
        fout(
            JSONPointer.root.member("id"),
            "ID_HERGEBRUIKT",
            "Deze id staat met een andere inhoud al op \(eerder.bestand):\(eerder.nummer)."
        )
    }

    /// Zonder `vastgelegdOp` geldt een regel als bekend op de dag zelf, en is alleen daar toekomst.
    var tijdfout: Bestand.Fout? {
        let uiterlijk = invoer.vastgelegdOp?.dagInNederland ?? invoer.gebeurdOp
        return invoer.toekomstfouten(uiterlijk, .root).first.map { fout($0) }
    }

    func fout(_ weigering: Weigering) -> Bestand.Fout {
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

    func fout(_ fout: Invoerfout) -> Bestand.Fout { self.fout(fout.plaats, fout.code.rawValue, fout.uitleg) }

    /// Een fout op deze regel.
    public func fout(_ plaats: JSONPointer, _ code: String, _ uitleg: String) -> Bestand.Fout {
        Bestand.Fout(bestand: bestand, regel: nummer, plaats: plaats, code: code, uitleg: uitleg)
    }
}
