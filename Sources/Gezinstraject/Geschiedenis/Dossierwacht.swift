/// Waakt over een dossier: neemt een registratie alleen op als de geschiedenis er geldig van blijft.
///
/// Wie achteraan toevoegt betaalt alleen de toets van dat ene feit; alleen een feit dat eerder in de tijd valt, of een
/// ingreep, vouwt de hele geschiedenis opnieuw. De uitkomst is dezelfde (DOMAIN §4.3).
public struct Dossierwacht: Sendable {
    /// Alles wat is vastgelegd.
    public private(set) var dossier = Dossier()
    /// De stand aan het einde van de geschiedenis: alle dagen, alles wat bekend is.
    public private(set) var verloop: Voorgeschiedenis
    private let profielen: Aanpakprofielen

    /// De wacht over een dossier waarin nog niets staat.
    public init(_ profielen: Aanpakprofielen) {
        self.profielen = profielen
        verloop = Voorgeschiedenis(profielen)
    }

    /// De wacht over wat al is vastgelegd; dat is bij het vastleggen getoetst en wordt vertrouwd.
    ///
    /// - Parameters:
    ///   - registraties: De registraties, in de volgorde van vastleggen.
    ///   - profielen: De bekende aanpakken.
    /// - Throws: `Invoerfouten` als een correctie gegevens draagt die niet bij het type van haar doel passen.
    public init(_ registraties: some Sequence<Registratie>, _ profielen: Aanpakprofielen) throws(Invoerfouten) {
        self.init(profielen)
        for registratie in registraties { try dossier.voegToe(registratie) }
        for feit in dossier.geschiedenis().feiten { verloop.volg(feit) }
    }

    /// Neemt een nieuwe registratie op, als de hele geschiedenis er geldig van blijft.
    ///
    /// - Throws: `Weigering`; er is dan niets veranderd.
    public mutating func voegToe(_ registratie: Registratie) throws(Weigering) {
        if let schending = Geldigheid.schending(vanVastleggenVan: registratie, in: dossier) {
            throw .schending(schending)
        }
        if registratie.type.isIngreep {
            try grijpIn(registratie)
        } else if verloop.laatste.map({ registratie.gebeurdOp >= $0.dag }) ?? true {
            try voegAchteraanToe(registratie)
        } else {
            try vouwOpnieuw(met: registratie)
        }
    }

    private mutating func voegAchteraanToe(_ registratie: Registratie) throws(Weigering) {
        let los = Feit(registratie)
        let feit = los.in(traject: verloop.traject(van: los))
        if let schending = Geldigheid.schendingen(van: feit, na: verloop).first { throw .schending(schending) }
        do throws(Invoerfouten) {
            try dossier.voegToe(registratie)
        } catch {
            throw .invoer(error)
        }
        verloop.volg(feit)
    }

    private mutating func grijpIn(_ ingreep: Registratie) throws(Weigering) {
        if let schending = Geldigheid.schending(van: ingreep, op: dossier, na: verloop) { throw .schending(schending) }
        try vouwOpnieuw(met: ingreep)
    }

    private mutating func vouwOpnieuw(met registratie: Registratie) throws(Weigering) {
        var nieuw = dossier
        do throws(Invoerfouten) {
            try nieuw.voegToe(registratie)
        } catch {
            throw .invoer(error)
        }
        let geschiedenis = nieuw.geschiedenis()
        if let schending = Geldigheid.schending(door: registratie, in: geschiedenis, nieuw, profielen) {
            throw .schending(schending)
        }
        dossier = nieuw
        verloop = Voorgeschiedenis(profielen)
        for feit in geschiedenis.feiten { verloop.volg(feit) }
    }
}

/// Waarom een registratie niet wordt opgenomen.
public enum Weigering: Error, Hashable, Sendable {
    /// De nieuwe gegevens van een correctie passen niet bij het type van haar doel.
    case invoer(Invoerfouten)
    /// De geschiedenis zou niet meer kloppen.
    case schending(Schending)
}
