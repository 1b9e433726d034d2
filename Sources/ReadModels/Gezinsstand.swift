public import CivilTime
public import Gezinstraject
public import Toetsingskader

/// Alles wat lijsten en overzichten van een gezin tonen, als rijen die elk een tijdvak gelden.
///
/// De kennis is die van nu, de dag een gegeven: een tijdvak `[van, tot)` is van dagen waarop iets was, is of, als er niets
/// meer gebeurt, zal zijn. Een oordeel dat op een dag vanzelf omslaat is dus niet meer dan het volgende tijdvak; "over
/// tijd" en "stil" zijn vragen met een peildag. Een einde dat er niet is (`tot` nil) ligt na de horizon.
///
/// Een zuivere functie van dossier, kader en horizon. Vrije tekst en persoonsgegevens staan er niet in: alleen codes,
/// dagen, id's en pseudonieme actoren. "Zoals toen bekend" staat er evenmin in: dat is een dossier naspelen.
public struct Gezinsstand: Hashable, Sendable {
    /// De laatste dag waarop tijdvakken zeker kloppen.
    public let horizon: Dag
    /// Hoe de trajecten ervoor staan.
    public let trajectperioden: [Trajectperiode]
    /// De oordelen.
    public let oordeelperioden: [Oordeelperiode]
    /// Wat er te doen staat of stond.
    public let taken: [Taak]
    /// Wat er op een dag gebeurde en in een overzicht telt.
    public let mijlpalen: [Mijlpaal]
    /// De overleggen met wie er was.
    public let overleggen: [Overlegregel]
    /// De gevraagde en lopende zorg.
    public let zorg: [Zorgregel]
    /// De partijen die nodig of betrokken zijn.
    public let partijperioden: [Partijperiode]
    /// De problemen.
    public let probleemperioden: [Probleemperiode]

    /// De stand van een gezin.
    ///
    /// - Parameters:
    ///   - dossier: Wat er is vastgelegd.
    ///   - kader: De normen en de aanpakken, ook die nog moeten ingaan.
    ///   - horizon: Tot en met deze dag worden tijdvakken vooruit berekend.
    public init(_ dossier: Dossier, _ kader: Toetsingskader, horizon: Dag) {
        self.init(dossier.geschiedenis(), kader, horizon: horizon)
    }

    /// De stand van een gezin met deze effectieve geschiedenis.
    public init(_ geschiedenis: Geschiedenis, _ kader: Toetsingskader, horizon: Dag) {
        self.init(geschiedenis, kader, horizon: horizon, na: nil)
    }

    /// De stand van een gezin waarvan eerder een stand gemaakt is, voor minder werk dezelfde als zonder.
    ///
    /// - Parameters:
    ///   - dossier: Wat er is vastgelegd.
    ///   - kader: Hetzelfde kader als toen.
    ///   - horizon: Tot en met deze dag worden tijdvakken vooruit berekend.
    ///   - eerder: De stand van hetzelfde dossier zonder zijn laatste registraties.
    ///   - nieuw: Die laatste registraties.
    public init(
        _ dossier: Dossier,
        _ kader: Toetsingskader,
        horizon: Dag,
        na eerder: Gezinsstand,
        met nieuw: [Registratie]
    ) {
        // What acts upon other events can change any day.
        let vanaf = nieuw.contains { $0.type.isIngreep } ? nil : nieuw.map { $0.gebeurdOp }.min()
        let oordelen = vanaf.map { (perioden: eerder.oordeelperioden, vanaf: $0) }
        self.init(dossier.geschiedenis(), kader, horizon: horizon, na: oordelen)
    }

    private init(
        _ geschiedenis: Geschiedenis,
        _ kader: Toetsingskader,
        horizon: Dag,
        na eerder: (perioden: [Oordeelperiode], vanaf: Dag)?
    ) {
        let trajecten = geschiedenis.feiten.isEmpty ? [] : Array(1...geschiedenis.laatsteTraject)
        let feiten = trajecten.map { Trajectfeiten(geschiedenis, traject: $0) }
        let perioden = Trajectperiode.alle(geschiedenis, kader)
        self.horizon = horizon
        trajectperioden = perioden
        oordeelperioden = trajecten.flatMap { traject in
            Oordeelperiode.alle(geschiedenis, traject: traject, kader, tot: horizon, na: eerder)
        }
        taken = feiten.flatMap { eigen in
            Taak.alle(eigen, perioden.filter { $0.traject == eigen.traject }, kader, horizon: horizon)
        }
        mijlpalen = feiten.flatMap { Mijlpaal.alle($0) }
        overleggen = feiten.flatMap { Overlegregel.alle($0) }
        zorg = feiten.flatMap { Zorgregel.alle($0) }
        partijperioden = feiten.flatMap { Partijperiode.alle($0) }
        probleemperioden = feiten.flatMap { Probleemperiode.alle($0) }
    }
}
