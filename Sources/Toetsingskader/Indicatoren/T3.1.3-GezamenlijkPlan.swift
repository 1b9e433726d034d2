import CivilTime
import Gezinstraject

// T3.1.3 Er is een gezamenlijk plan voor het gezin
//
// Bron: MAA Bijlage 1 Aanpak; MAA §4.1. Het maatwerkplan is beschreven maar niet altijd gemaakt, en niet bijgehouden: een
// plan gezien, een "niet meer te vinden", een nooit gemaakt. Een concept (PlanOpgesteld) is geen plan. Een plan is van
// een partij alleen als er toen nog een andere in beeld was (INDICATORS §1.8, 8). INDICATORS §1.4, T3.1.3.
extension Indicator {
    static let t313 = Indicator(
        nummer: .t313,
        titel: "Er is een gezamenlijk plan voor het gezin",
        bron: "MAA Bijlage 1 Aanpak; MAA §4.1",
        norm: """
            Binnen de plantermijn is er een plan van alle partijen samen, dat te vinden is, binnen twee maanden een \
            nieuw probleem verwerkt en minstens elk jaar is bijgehouden.
            """,
        regel: """
            X als er op de plantermijn geen vastgesteld plan is, als het zoek is, als een partij het alleen vaststelde \
            terwijl een andere in beeld was, als het twee maanden na een nieuw probleem niet is bijgesteld, of als het \
            langer dan een jaar niet is bijgehouden (een evaluatie met de conclusie doorgaan telt als bijhouden). \
            Anders ✓. – zolang de termijn loopt.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: true,
        redenen: [
            .nogNiet, .nvt, .geenGegevens, .geenPlan, .planNietTeVinden, .nietGezamenlijk, .nietBijgesteld,
            .nietBijgehouden,
        ],
        kanttekeningen: [
            .planTeLaat, .geenSamenvatting, .gezinTekendeNiet, .planNietVerspreid, .losseWerkafspraken,
            .planNietLeidend, .laatVastgelegd, .datumOnzeker,
        ]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let plannen = casus.alle(PlanVastgesteld.self)
        guard let eerste = plannen.first, let laatste = plannen.last else {
            return casus.planVerstreken ? .verbeterpunt(.geenPlan, plantermijn: true) : .nogNiet
        }
        if let vermissing = casus.vermissing(naPlan: laatste) {
            return Bevinding.verbeterpunt(.planNietTeVinden).bewezen(door: vermissing)
        }
        if casus.isAlleen(laatste.partijen, op: laatste.dag) {
            return Bevinding.verbeterpunt(.nietGezamenlijk).bewezen(door: laatste)
        }
        let bijstelling = casus.laatste(PlanBijgesteld.self)
        let laatsteVersie = max(laatste.dag, bijstelling?.dag ?? laatste.dag)
        let onverwerkt = casus.onverwerkteProblemen(sinds: eerste.dag, laatsteVersie: laatsteVersie)
        if !onverwerkt.isEmpty {
            return Bevinding.verbeterpunt(.nietBijgesteld).bewezen(door: onverwerkt.map { $0.feit })
        }
        let doorgaan = casus.alle(EvaluatieGehouden.self).last { $0.conclusie == .doorgaan }
        let bijgehouden = max(laatsteVersie, doorgaan?.dag ?? laatsteVersie)
        let bevinding: Bevinding =
            casus.isVerstreken(bijgehouden, casus.normen.evaluatieInterval)
            ? .verbeterpunt(.nietBijgehouden) : casus.voldoendePlan(eerste, laatste)
        return bevinding.bewezen(door: laatste).bewezen(door: bijstelling).bewezen(door: doorgaan)
    }
}

extension Casus {
    /// De melding dat het plan zoek is, als het daarna niet is teruggevonden of opnieuw vastgesteld.
    fileprivate func vermissing(naPlan laatste: FeitVan<PlanVastgesteld>) -> FeitVan<PlanZoekgeraaktGemeld>? {
        guard let vermissing = self.laatste(PlanZoekgeraaktGemeld.self) else { return nil }
        let gevonden = self.laatste(PlanTeruggevonden.self)?.plaats ?? laatste.plaats
        return vermissing.plaats > max(gevonden, laatste.plaats) ? vermissing : nil
    }

    /// De open problemen van na de dag van het eerste plan die op tijd in geen versie verwerkt zijn.
    fileprivate func onverwerkteProblemen(sinds eerstePlan: Dag, laatsteVersie: Dag) -> [Probleem] {
        problemen.filter { probleem in
            probleem.isOpen && probleem.geconstateerd > eerstePlan && laatsteVersie < probleem.geconstateerd
                && isVerstreken(probleem.geconstateerd, normen.planActualisatie)
        }
    }

    /// ✓ met de kanttekeningen over het plan.
    fileprivate func voldoendePlan(
        _ eerste: FeitVan<PlanVastgesteld>,
        _ laatste: FeitVan<PlanVastgesteld>
    ) -> Bevinding {
        Bevinding.voldoet()
            .met(.planTeLaat, als: planDeadline.map { eerste.dag > $0 } ?? false)
            .met(.geenSamenvatting, als: !heeft(.planSamenvattingVerstrekt))
            .met(.gezinTekendeNiet, als: laatste.gezinAkkoord == .mondeling || laatste.gezinAkkoord == .niet)
            .met(.planNietVerspreid, als: !heeft(.planVerspreid))
            .met(.losseWerkafspraken, als: staanMeesteAfsprakenLos)
            .met(.planNietLeidend, als: isPlanNietLeidend)
            .met(vastleggingskanttekeningen(eerste.feit, deadline: planDeadline))
    }

    /// Meer dan de helft van de afspraken met partners noemt geen doel.
    private var staanMeesteAfsprakenLos: Bool {
        let partnerafspraken = alle(WerkafspraakGemaakt.self).filter { $0.gezinslid == nil }
        return 2 * partnerafspraken.count { $0.doel == nil } > partnerafspraken.count
    }

    /// Een partij zei de laatste keer dat het gevraagd werd dat het plan niet leidend is.
    private var isPlanNietLeidend: Bool {
        var leidend: [Partij: Bool] = [:]
        for beoordeeld in alle(PartijBetrokkenheidBeoordeeld.self) {
            if let isLeidend = beoordeeld.planLeidend { leidend[beoordeeld.partij] = isLeidend }
        }
        return leidend.values.contains(false)
    }
}
