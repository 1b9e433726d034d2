/// Wat invarianten over doelen en het plan vragen.
extension Voorgeschiedenis {
    /// Breekt als dit doel behaald of vervallen is.
    func doelIsOpen(_ doel: DoelId, bij feit: Feit, _ code: String) -> [Schending] {
        nogNiet(
            [.doelBehaald, .doelVervallen],
            over: doel,
            bij: feit,
            code,
            "Dit doel is dan al behaald of vervallen.",
            "Kies een dag daarvoor, of stel een nieuw doel."
        )
    }

    /// Breekt als er in het traject nog geen plan is vastgesteld.
    func vereistPlan(bij feit: Feit, _ code: String) -> [Schending] {
        vereist(
            PlanVastgesteld.self,
            in: feit.traject,
            bij: feit,
            code,
            "In dit traject is dan nog geen plan vastgesteld.",
            "Leg eerst PlanVastgesteld vast, op dezelfde of een eerdere dag."
        )
    }

    /// De melding dat het plan zoek is, zolang het niet teruggevonden of opnieuw vastgesteld is.
    func meldingVanZoekPlan(in traject: Int?) -> Feit? {
        let laatste = laatste(van: [.planZoekgeraaktGemeld, .planTeruggevonden, .planVastgesteld], in: traject)
        return laatste?.type == .planZoekgeraaktGemeld ? laatste : nil
    }
}
