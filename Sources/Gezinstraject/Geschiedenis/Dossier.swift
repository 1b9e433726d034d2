public import CivilTime
public import WireValues

/// Alles wat over een gezin is vastgelegd, in de volgorde van vastleggen.
public struct Dossier: Sendable {
    /// De registraties, op versie.
    public private(set) var registraties: [Registratie] = []
    /// De plaats van een registratie in `registraties`.
    private var plaatsVanId: [UUID: Int] = [:]
    /// De gegevens die een correctie in de plaats stelt, gelezen als die van haar doel.
    private var vervangend: [UUID: any Gegevens] = [:]

    /// Een dossier waarin nog niets staat.
    public init() {}

    /// De versie van de laatste registratie; 0 als er geen is.
    public var versie: Int { registraties.last?.versie ?? 0 }

    /// De registratie met deze id, of nil.
    public subscript(id: UUID) -> Registratie? {
        plaatsVanId[id].map { registraties[$0] }
    }

    /// De gebeurtenis van de geschiedenis die een ingreep raakt, ook als hij dat via een andere ingreep doet.
    ///
    /// nil als dat er geen is, of niet een enkele.
    func doel(van ingreep: Registratie) -> UUID? {
        var geraakt = ingreep
        while geraakt.type.isIngreep {
            let doel: UUID
            switch geraakt.gegevens {
            case let correctie as RegistratieGecorrigeerd: doel = correctie.doelEvent
            case let intrekking as RegistratieIngetrokken: doel = intrekking.doelEvent
            case let herstel as RegistratieHersteld: doel = herstel.doelEvent
            default: return nil
            }
            // Earlier than what acts upon it, so this ends.
            guard let volgende = self[doel], volgende.versie < geraakt.versie else { return nil }
            geraakt = volgende
        }
        return geraakt.id
    }

    /// Voegt een registratie achteraan toe.
    ///
    /// - Throws: `Invoerfouten` als een correctie gegevens draagt die niet bij het type van haar doel passen, met de
    ///   plaats binnen `gegevens`. Of de geschiedenis geldig blijft toetst `Geldigheid`.
    public mutating func voegToe(_ registratie: Registratie) throws(Invoerfouten) {
        if let correctie = registratie.gegevens as? RegistratieGecorrigeerd, let nieuw = correctie.gegevens {
            vervangend[registratie.id] = try lees(nieuw, voor: correctie.doelEvent)
        }
        plaatsVanId[registratie.id] = registraties.count
        registraties.append(registratie)
    }

    private func lees(
        _ nieuw: VervangendeGegevens,
        voor doel: UUID
    ) throws(Invoerfouten) -> (any Gegevens)? {
        // Without a target there is no type to read it as; Geldigheid refuses it (I-M1-DOEL_BESTAAT).
        guard let type = self[doel]?.type else { return nil }
        return try type.lees(nieuw.json, JSONPointer.root.member("gegevens"))
    }

    /// De effectieve geschiedenis op een dag, zoals bekend op een moment.
    ///
    /// Alle registraties met `vastgelegdOp` tot en met `bekendOp`, zonder de ingetrokken, met correcties erin, met
    /// `gebeurdOp` tot en met `peildag`, op (`gebeurdOp`, `versie`). Bron: DOMAIN §4.3 en §4.5.
    ///
    /// - Parameters:
    ///   - peildag: De laatste dag die meetelt; nil voor alle dagen.
    ///   - bekendOp: Het laatste moment van vastleggen dat meetelt; nil voor alles wat bekend is.
    /// - Returns: De feiten op volgorde, elk met zijn traject.
    public func geschiedenis(tot peildag: Dag? = nil, bekendOp: Moment? = nil) -> Geschiedenis {
        let bekend = bekendOp.map { moment in registraties.filter { $0.vastgelegdOp <= moment } } ?? registraties
        let ingrepen = Ingrepen(bekend, vervangend)
        let geldend = bekend.filter { !$0.type.isIngreep && !ingrepen.isIngetrokken($0.id) }
        let opVolgorde = geldend.map(ingrepen.verwerk)
            .filter { feit in peildag.map { feit.dag <= $0 } ?? true }
            .sorted { ($0.dag, $0.versie) < ($1.dag, $1.versie) }
        return Geschiedenis(opVolgorde)
    }

    /// De id's die op een moment als ingetrokken bekend zijn: van gebeurtenissen en van correcties.
    public func ingetrokken(bekendOp: Moment? = nil) -> Set<UUID> {
        Ingrepen(registraties.filter { registratie in bekendOp.map { registratie.vastgelegdOp <= $0 } ?? true }, [:])
            .ingetrokken
    }
}

extension Feittype {
    /// Of dit type op andere registraties ingrijpt, en zelf geen deel is van de geschiedenis (DOMAIN §4.3).
    public var isIngreep: Bool { kenmerken.groep == .m }

    /// De gegevens van dit type die `json` voorstelt.
    ///
    /// - Throws: `Invoerfouten` met elke fout, gezien vanaf `plaats`.
    public func lees(_ json: JSON, _ plaats: JSONPointer) throws(Invoerfouten) -> any Gegevens {
        var fouten: [Invoerfout] = []
        func lees<G: Gegevens>(_ type: G.Type) -> (any Gegevens)? { Veldlezer.lees(type, json, plaats, &fouten) }
        guard let gegevens = lees(gegevenstype) else { throw Invoerfouten(fouten) }
        return gegevens
    }
}

/// Wat intrekkingen, herstel en correcties samen doen; later vastgelegd gaat voor.
private struct Ingrepen {
    private(set) var ingetrokken: Set<UUID> = []
    private var correcties: [UUID: [Registratie]] = [:]
    private var gewist: [(versie: Int, leden: AlleOf<GezinslidId>)] = []
    private let vervangend: [UUID: any Gegevens]

    init(_ registraties: [Registratie], _ vervangend: [UUID: any Gegevens]) {
        self.vervangend = vervangend
        for registratie in registraties where registratie.type.isIngreep {
            switch registratie.gegevens {
            case let intrekking as RegistratieIngetrokken: ingetrokken.insert(intrekking.doelEvent)
            case let herstel as RegistratieHersteld: ingetrokken.remove(herstel.doelEvent)
            case let correctie as RegistratieGecorrigeerd:
                correcties[correctie.doelEvent, default: []].append(registratie)
            case let wissing as PersoonsgegevensGewist: gewist.append((registratie.versie, wissing.leden))
            default: break
            }
        }
    }

    func isIngetrokken(_ id: UUID) -> Bool { ingetrokken.contains(id) }

    /// De registratie met wat haar correcties in de plaats stellen; elke vervangt alleen wat zij draagt.
    func verwerk(_ registratie: Registratie) -> Feit {
        var (gegevens, bron) = (registratie.gegevens, registratie)
        var dag = registratie.gebeurdOp
        var vastgelegdOp = registratie.vastgelegdOp
        for correctie in correcties[registratie.id] ?? [] where !isIngetrokken(correctie.id) {
            guard let inhoud = correctie.gegevens as? RegistratieGecorrigeerd else { continue }
            if let nieuw = vervangend[correctie.id] { (gegevens, bron) = (nieuw, correctie) }
            dag = inhoud.gebeurdOp ?? dag
            vastgelegdOp = correctie.vastgelegdOp
        }
        let isGewist = isGewist(gegevens, uit: bron.versie)
        return Feit(
            registratie,
            isGewist ? gegevens.zonderGeboortedag : gegevens,
            dag,
            laatstVastgelegdOp: vastgelegdOp,
            isGewist: isGewist || bron.isGewist
        )
    }

    /// Of na het vastleggen van deze versie is vastgelegd dat de gegevens van het genoemde gezinslid gewist zijn.
    private func isGewist(_ gegevens: any Gegevens, uit versie: Int) -> Bool {
        guard !gewist.isEmpty else { return false }
        let lid = (gegevens as? GezinslidToegevoegd)?.id ?? (gegevens as? GezinslidGewijzigd)?.gezinslid
        guard let lid else { return false }
        return gewist.contains { $0.versie > versie && $0.leden.bevat(lid) }
    }
}

extension Gegevens {
    /// Wat nog meetelt nadat de gegevens van een gezinslid gewist zijn: alles, op de geboortedag na.
    ///
    /// Andere versleutelde velden leest geen regel, of alleen of zij er zijn; dat blijft zichtbaar (DOMAIN §4.5).
    fileprivate var zonderGeboortedag: any Gegevens {
        if var lid = self as? GezinslidToegevoegd {
            lid.geboren = nil
            return lid
        }
        if var lid = self as? GezinslidGewijzigd {
            lid.geboren = nil
            return lid
        }
        return self
    }
}
