import CivilTime
import WireValues

/// Waakt over een dossier: neemt een registratie alleen op als de geschiedenis er geldig van blijft.
///
/// Wie achteraan toevoegt betaalt alleen de toets van dat ene feit. Een feit dat eerder in de tijd valt, of een ingreep,
/// verandert niets aan wat ervoor ligt: alleen wat volgt wordt opnieuw getoetst. De uitkomst is dezelfde (DOMAIN §4.3).
public struct Dossierwacht: Sendable {
    /// Alles wat is vastgelegd.
    public private(set) var dossier = Dossier()
    /// De stand aan het einde van de geschiedenis: alle dagen, alles wat bekend is.
    public private(set) var verloop: Voorgeschiedenis
    /// De stand kort voor waar het laatst iets eerder in de tijd viel; wat laat komt, komt vaak bij elkaar.
    private var anker: Voorgeschiedenis
    private let profielen: Aanpakprofielen

    /// Hoeveel feiten het anker voor de plaats van de verandering blijft.
    private static let speling = 16

    /// De wacht over een dossier waarin nog niets staat.
    public init(_ profielen: Aanpakprofielen) {
        self.profielen = profielen
        verloop = Voorgeschiedenis(profielen)
        anker = verloop
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
            try voegEerderToe(registratie)
        }
    }

    /// Laat los wat alleen helpt zolang er meer komt: voor wie de wacht een tijd bewaart.
    public mutating func rust() { anker = Voorgeschiedenis(profielen) }

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

    private mutating func voegEerderToe(_ registratie: Registratie) throws(Weigering) {
        let plaats = verloop.feiten.plaats(na: registratie.gebeurdOp)
        var feiten = verloop.feiten
        feiten.insert(Feit(registratie), at: plaats)
        try vouwOpnieuw(tot: try dossier(met: registratie), Geschiedenis(feiten), vanaf: plaats)
    }

    private mutating func grijpIn(_ ingreep: Registratie) throws(Weigering) {
        if let schending = Geldigheid.schending(van: ingreep, op: dossier, na: verloop) { throw .schending(schending) }
        let nieuw = try dossier(met: ingreep)
        let geschiedenis = nieuw.geschiedenis()
        var plaats = 0
        if let doel = nieuw.doel(van: ingreep) {
            plaats = min(verloop.feiten.plaats(van: doel), geschiedenis.feiten.plaats(van: doel))
        }
        try vouwOpnieuw(tot: nieuw, geschiedenis, vanaf: plaats)
    }

    private func dossier(met registratie: Registratie) throws(Weigering) -> Dossier {
        var nieuw = dossier
        do throws(Invoerfouten) {
            try nieuw.voegToe(registratie)
        } catch {
            throw .invoer(error)
        }
        return nieuw
    }

    /// Neemt op wat `nieuw` meer heeft, als deze geschiedenis ervan geldig is; voor `plaats` is zij zoals zij was.
    private mutating func vouwOpnieuw(
        tot nieuw: Dossier,
        _ geschiedenis: Geschiedenis,
        vanaf plaats: Int
    ) throws(Weigering) {
        let feiten = geschiedenis.feiten
        var stand = anker.feiten.count <= plaats ? anker : Voorgeschiedenis(profielen)
        let ankerplaats = max(stand.feiten.count, plaats - Self.speling)
        for feit in feiten[stand.feiten.count..<ankerplaats] { stand.volg(feit) }
        let nieuwAnker = stand
        for feit in feiten[ankerplaats..<plaats] { stand.volg(feit) }
        if let eerste = Geldigheid.schending(in: feiten[plaats...], na: &stand) {
            throw .schending(Geldigheid.schending(eerste, in: geschiedenis, van: nieuw, profielen))
        }
        (dossier, verloop, anker) = (nieuw, stand, nieuwAnker)
    }
}

extension [Feit] {
    /// De plaats achter alles tot en met een dag.
    fileprivate func plaats(na dag: Dag) -> Int {
        // Late is seldom very late.
        (lastIndex { $0.dag <= dag } ?? -1) + 1
    }

    /// De plaats van een feit; achteraan als het er niet is.
    fileprivate func plaats(van id: UUID) -> Int { firstIndex { $0.id == id } ?? count }
}

/// Waarom een registratie niet wordt opgenomen.
public enum Weigering: Error, Hashable, Sendable {
    /// De nieuwe gegevens van een correctie passen niet bij het type van haar doel.
    case invoer(Invoerfouten)
    /// De geschiedenis zou niet meer kloppen.
    case schending(Schending)
}
