public import CivilTime
public import Gezinstraject
import WireValues

/// Het kader op casusniveau: 33 indicatoren, hun normen en de aanpakken die het kent.
///
/// Dezelfde geschiedenis, dag en kennis geven altijd dezelfde toetsing: er is geen klok en geen toestand.
public struct Toetsingskader: Equatable, Sendable {
    /// De aanpakken.
    public let profielen: Aanpakprofielen
    /// De normen.
    public let normen: GedateerdeNormen

    /// Het kader met deze aanpakken en normen.
    public init(_ profielen: Aanpakprofielen = .ingebouwd, _ normen: GedateerdeNormen = .kader) {
        self.profielen = profielen
        self.normen = normen
    }

    /// De normen zoals zij voor een aanpak op een dag gelden.
    public func normen(van aanpak: Aanpakcode?, op dag: Dag) -> Normen {
        normen.op(dag).met(profielen.profiel(van: aanpak, op: dag), op: dag)
    }

    /// De eerste dag na een dag waarop voor een aanpak een ander profiel of een andere norm ingaat.
    public func normwijziging(van aanpak: Aanpakcode?, na dag: Dag) -> Dag? {
        [normen.eerstvolgende(na: dag), profielen.eerstvolgende(van: aanpak, na: dag)].compactMap { $0 }.min()
    }

    /// De versie van regels en normen: verandert zodra een uitkomst anders kan worden.
    public static let versie = "stj-ggsr-casus-1"

    /// Elke versie waarmee ooit getoetst is, eerste eerst.
    public static let versies = [versie]

    /// De toetsing van een traject op een dag.
    ///
    /// - Parameters:
    ///   - geschiedenis: De effectieve geschiedenis van het gezin; wat na de peildag gebeurde telt niet mee.
    ///   - peildag: De dag waarover geoordeeld wordt.
    ///   - traject: Het nummer van het traject; nil voor het laatste op de peildag.
    ///   - omslagdagen: Of van elk oordeel ook de omslagdag wordt berekend; dat kost meer dan het oordeel zelf.
    /// - Returns: De 33 oordelen, in de volgorde van het kader.
    public func beoordeel(
        _ geschiedenis: Geschiedenis,
        peildag: Dag,
        traject: Int? = nil,
        omslagdagen: Bool = false
    ) -> Toetsing {
        let casus = casus(geschiedenis, peildag: peildag, traject: traject)
        return Toetsing(
            peildag: peildag,
            traject: casus.traject,
            // Without an aanmelding: the aanpak it is assessed under, when one was chosen.
            aanpak: casus.aanmelding?.aanpak ?? casus.profiel.code,
            isGestart: casus.start != nil,
            oordelen: Indicator.alle.map { indicator in
                let bevinding = bevinding(indicator, casus)
                let omslagdag = omslagdagen ? omslagdag(indicator, casus, bevinding.kern) : nil
                return oordeel(indicator, casus, bevinding, omslagdag: omslagdag)
            }
        )
    }

    /// De casus van een traject op een dag.
    func casus(_ geschiedenis: Geschiedenis, peildag: Dag, traject: Int? = nil) -> Casus {
        let traject = traject ?? geschiedenis.laatsteTraject(op: peildag)
        return Casus(geschiedenis, traject: traject, peildag: peildag, profielen, normen)
    }

    /// De toetsing die in een selectie telt.
    public func beoordeelVoorSelectie(_ geschiedenis: Geschiedenis, peildag: Dag) -> Toetsing {
        beoordeel(geschiedenis, peildag: peildag, traject: keuze(geschiedenis, peildag: peildag).traject)
    }

    /// Het traject dat in een selectie telt, en de aanpak waarvoor dan is aangemeld: van de trajecten tot de peildag het
    /// laatste dat gestart is, anders het laatste (INDICATORS §1.5).
    public func keuze(_ geschiedenis: Geschiedenis, peildag: Dag) -> (traject: Int, aanpak: Aanpakcode?) {
        let laatste = geschiedenis.laatsteTraject(op: peildag)
        let casussen = stride(from: laatste, through: 1, by: -1).lazy.map { traject in
            casus(geschiedenis, peildag: peildag, traject: traject)
        }
        let gekozen = casussen.first { $0.start != nil } ?? casus(geschiedenis, peildag: peildag, traject: laatste)
        return (gekozen.traject, gekozen.aanmelding?.aanpak ?? gekozen.profiel.code)
    }

    private func oordeel(
        _ indicator: Indicator,
        _ casus: Casus,
        _ bevinding: Bevinding,
        omslagdag: Dag?
    ) -> Oordeel {
        Oordeel(
            indicator: indicator.nummer,
            uitkomst: bevinding.uitkomst,
            reden: bevinding.reden,
            zin: zin(bevinding, casus),
            normen: casus.genoemdeNormen,
            grond: bevinding.grond,
            voorlopig: bevinding.voorlopig,
            bewijs: casus.opVolgorde(bevinding.bewijs),
            letOp: bevinding.letOp.sorted { $0.rawValue < $1.rawValue },
            omslagdag: omslagdag
        )
    }

    /// Wat voor elke regel geldt: sluiten binnen de plantermijn gaat eraan vooraf, het begin van het dossier erna.
    func bevinding(_ indicator: Indicator, _ casus: Casus) -> Bevinding {
        if indicator.hoortBijPlan, casus.isGeslotenBinnenPlantermijn {
            return .nietVastgesteld(.nvt).bewezen(door: casus.einde)
        }
        let bevinding = indicator.beoordeel(casus)
        guard let dossierVanaf = casus.dossierVanaf else { return bevinding }
        // What concerns aftercare goes on after the closing: there the peildag itself counts.
        let naAfsluiting: [Reden] = [.terugvalNietOpgepakt, .waakvlamGedoofd]
        let nu = bevinding.reden.map(naAfsluiting.contains) == true ? casus.peildag : casus.tot
        return casus.isVerstreken(dossierVanaf, casus.normen.dossierRespijt, op: nu)
            ? bevinding : bevinding.gespaardVoorDossierbegin()
    }

    func zin(_ bevinding: Bevinding, _ casus: Casus) -> String? {
        guard let zin = bevinding.reden?.zin(casus.genoemdeNormen) else { return nil }
        guard bevinding.rustOpPlantermijn, casus.aanvangsprofiel.planTermijnHerkomst == .overgenomen else { return zin }
        return zin + " (termijn overgenomen van Maastricht, geen eigen norm)"
    }
}
