public import CivilTime
public import Gezinstraject
public import WireValues

/// Een oordeel dat een mens vastlegde, naast wat over dezelfde dag berekend wordt.
///
/// Bron: MAA B1 (`OordeelVastgelegd`, groep L). Het verandert het berekende oordeel niet.
public struct MenselijkOordeel: Hashable, Sendable {
    /// De gebeurtenis waarmee het is vastgelegd; daar staat ook de onderbouwing.
    public let gebeurtenis: UUID
    /// De lokale id.
    public let oordeel: OordeelId
    /// De indicator.
    public let indicator: Indicatorcode
    /// Het traject.
    public let traject: Int
    /// De dag waarop het oordeel gegeven is.
    public let gebeurdOp: Dag
    /// De dag waarover het gaat.
    public let peildatum: Dag
    /// ✓, X of – volgens de mens.
    public let uitkomst: Uitkomst
    /// De rol waarin het is vastgelegd, als die bekend is.
    public let rol: Rol?
    /// De rol van de beoordelaar, zoals vastgelegd.
    public let beoordelaarsrol: String?
    /// Wat over de peildatum berekend wordt, met de kennis van de geschiedenis waarin het oordeel staat.
    public let berekend: Oordeelkern

    /// Of mens en berekening een andere uitkomst hebben.
    public var verschilt: Bool { uitkomst != berekend.uitkomst }
}

extension Toetsingskader {
    /// De menselijke oordelen over dagen tot en met de peildag, in de volgorde van het kader en dan van de geschiedenis.
    ///
    /// Een oordeel over een dag wordt daarna gegeven; het telt zodra het bekend is, ook als het na de peildag gegeven is.
    ///
    /// - Parameters:
    ///   - dossier: Alles wat over het gezin is vastgelegd.
    ///   - peiling: De laatste dag waarover zij gaan, en de kennis.
    ///   - traject: Het nummer van het traject; nil voor het laatste op de peildag.
    /// - Returns: Wat is vastgelegd en niet ingetrokken; van een indicator kunnen het er meer zijn.
    public func menselijkeOordelen(
        _ dossier: Dossier,
        _ peiling: Peiling,
        traject: Int? = nil
    ) -> [MenselijkOordeel] {
        let geschiedenis = dossier.geschiedenis(bekendOp: peiling.bekendOp)
        let traject = traject ?? geschiedenis.laatsteTraject(op: peiling.peildag)
        let feiten = geschiedenis.feiten
        let ingetrokken = Set(feiten.compactMap { $0.als(OordeelIngetrokken.self)?.oordeel })
        var toetsingen: [Dag: Toetsing] = [:]
        let oordelen = feiten.filter { $0.traject == traject }.compactMap { feit -> MenselijkOordeel? in
            guard let gegevens = feit.als(OordeelVastgelegd.self), !ingetrokken.contains(gegevens.id),
                gegevens.peildatum <= peiling.peildag
            else { return nil }
            let dag = gegevens.peildatum
            let toetsing = toetsingen[dag] ?? beoordeel(geschiedenis, peildag: dag, traject: traject)
            toetsingen[dag] = toetsing
            return toetsing.oordelen.first { $0.indicator == gegevens.indicator }
                .map { MenselijkOordeel(feit, gegevens, traject, berekend: $0.kern) }
        }
        return Indicator.alle.flatMap { indicator in oordelen.filter { $0.indicator == indicator.nummer } }
    }
}

extension MenselijkOordeel {
    fileprivate init(_ feit: Feit, _ gegevens: OordeelVastgelegd, _ traject: Int, berekend: Oordeelkern) {
        gebeurtenis = feit.id
        oordeel = gegevens.id
        indicator = gegevens.indicator
        self.traject = traject
        gebeurdOp = feit.dag
        peildatum = gegevens.peildatum
        uitkomst = Uitkomst(gegevens.uitkomst)
        rol = feit.rol
        beoordelaarsrol = gegevens.beoordelaarsrol
        self.berekend = berekend
    }
}

extension Uitkomst {
    /// De uitkomst die een mens vastlegde.
    public init(_ menselijk: MenselijkeUitkomst) {
        switch menselijk {
        case .voldoet: self = .voldoet
        case .verbeterpunt: self = .verbeterpunt
        case .nietVastgesteld: self = .nietVastgesteld
        }
    }
}

extension MenselijkeUitkomst {
    /// De uitkomst zoals het contract haar bij een menselijk of bevroren oordeel schrijft.
    public init(_ uitkomst: Uitkomst) {
        switch uitkomst {
        case .voldoet: self = .voldoet
        case .verbeterpunt: self = .verbeterpunt
        case .nietVastgesteld: self = .nietVastgesteld
        }
    }
}
