import CivilTime
import Gezinstraject

// T3.1.5 Er vindt een gezamenlijke evaluatie plaats van de resultaten van de aanpak voor het gezin
//
// Bron: MAA Bijlage 1 Aanpak; MAA §4.1. De gesloten casus is niet geevalueerd; in de open casussen is evalueren zonder
// plan "lastig", en dat is geen excuus. Een rondetafel over de voortgang is geen evaluatie. Een evaluatie is van een
// partij alleen als er toen nog een andere in beeld was (INDICATORS §1.8, 8). INDICATORS §1.4, T3.1.5.
extension Indicator {
    static let t315 = Indicator(
        nummer: .t315,
        titel: "Er vindt een gezamenlijke evaluatie plaats van de resultaten van de aanpak voor het gezin",
        bron: "MAA Bijlage 1 Aanpak; MAA §4.1",
        norm: """
            Minstens elk jaar is er een evaluatie met alle partijen, en een eindevaluatie binnen een maand na de \
            afsluiting.
            """,
        regel: """
            ✓ als een evaluatie van het laatste jaar (gesloten: een eindevaluatie) gezamenlijk was. X als er langer dan \
            een jaar niet is geevalueerd, als een maand na de afsluiting de eindevaluatie ontbreekt, of als elke \
            evaluatie van een partij alleen was terwijl een andere in beeld was. – zolang de termijn loopt.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .nietGeevalueerd, .nietGezamenlijk],
        kanttekeningen: [.evaluatieZonderPlan, .geenDoelresultaten, .alleenProcesmatig, .evaluatieTeLaat]
    ) { casus in
        guard let start = casus.start else { return .nogNiet }
        switch casus.evaluatiestatus(start) {
        case .nogNiet:
            return .nogNiet
        case .gemist:
            return Bevinding.verbeterpunt(.nietGeevalueerd)
                .bewezen(door: [casus.laatste(EvaluatieGehouden.self)?.bron ?? start.feit.id])
                .bewezen(door: casus.einde)
                .met(.evaluatieZonderPlan, als: !casus.heeft(.planVastgesteld))
        case .gehouden(let evaluaties):
            let gezamenlijk = evaluaties.filter { !casus.isAlleen($0.partijen, op: $0.dag) }
            guard let evaluatie = gezamenlijk.last else {
                return Bevinding.verbeterpunt(.nietGezamenlijk).bewezen(door: evaluaties)
            }
            let plan = casus.eerste(PlanVastgesteld.self)
            return Bevinding.voldoet()
                .bewezen(door: evaluatie)
                .met(.evaluatieZonderPlan, als: plan.map { $0.plaats > evaluatie.plaats } ?? true)
                .met(.geenDoelresultaten, als: (evaluatie.doelen ?? []).isEmpty)
                .met(.alleenProcesmatig, als: evaluatie.gericht == .proces)
                .met(.evaluatieTeLaat, als: casus.isEvaluatieTeLaat(gezamenlijk))
        }
    }
}
