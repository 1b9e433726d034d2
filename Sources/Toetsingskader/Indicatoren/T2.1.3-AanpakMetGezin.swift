import CivilTime
import Gezinstraject

// T2.1.3 De aanpak is met het gezin bepaald
//
// Bron: MAA Bijlage 1 Gezin Centraal; MAA §3.2. Een gezin kon "aangeven wat zij wel/niet wilden qua wijze van
// invulling van de benoemde doelen. Maar niet in alle gevallen". Het gaat om het hoe, niet om de doelen: T2.1.2 kan X
// zijn terwijl deze ✓ is. INDICATORS §1.4, T2.1.3.
extension Indicator {
    static let t213 = Indicator(
        nummer: .t213,
        titel: "De aanpak is met het gezin bepaald",
        bron: "MAA Bijlage 1 Gezin Centraal; MAA §3.2",
        norm: "Binnen de plantermijn is minstens een keer een keuze van het gezin overgenomen.",
        regel: """
            ✓ als bij een bespreking van de aanpak een keuze van het gezin geheel of deels is overgenomen. \
            X als dat op de plantermijn niet gebeurd is. – zolang de termijn loopt, of als het gezin herhaald weigert.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .gezinWeigert, .geenRuimte],
        kanttekeningen: [.nietAllesOvergenomen, .eenGesprek, .gezinWeigerde, .laatVastgelegd, .datumOnzeker]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let besprekingen = casus.alle(AanpakMetGezinBesproken.self)
        if let bepalend = besprekingen.first(where: { $0.uitkomst.isInvloed }) {
            return Bevinding.voldoet()
                .bewezen(door: bepalend)
                .met(.nietAllesOvergenomen, als: besprekingen.contains { $0.uitkomst.isTekort })
                .met(
                    .eenGesprek,
                    als: besprekingen.count == 1 && casus.isVerstreken(bepalend.dag, casus.normen.verouderd)
                )
                .met(casus.vastleggingskanttekeningen(bepalend.feit, deadline: casus.planDeadline))
        }
        if let weigering = casus.weigering(.aanpak) { return weigering }
        guard casus.planVerstreken else { return .nogNiet }
        return Bevinding.verbeterpunt(.geenRuimte, feit: !besprekingen.isEmpty, plantermijn: true)
            .bewezen(door: besprekingen)
    }
}

extension AanpakMetGezinBesproken.Uitkomst {
    /// Het gezin had invloed.
    fileprivate var isInvloed: Bool { [.gezamenlijkBepaald, .overgenomen, .deelsOvergenomen].contains(self) }
    /// Niet alles is overgenomen.
    fileprivate var isTekort: Bool { [.deelsOvergenomen, .nietOvergenomen, .gezinWeigert].contains(self) }
}
