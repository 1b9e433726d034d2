/// Welke partijen meedoen, en wat zij afspraken.
extension Voorgeschiedenis {
    /// Breekt als de partij niet betrokken is.
    func betrokken(_ partij: Partij, bij feit: Feit, _ code: String) -> [Schending] {
        let laatste = laatsteWissel(van: partij, in: feit.traject)
        guard laatste?.type != .partijBetrokken else { return [] }
        return [
            feit.schending(
                code,
                laatste == nil
                    ? "De partij \(partij.rawValue) is dan nog niet bij dit traject betrokken."
                    : "De betrokkenheid van \(partij.rawValue) is al beeindigd.",
                "Leg eerst PartijBetrokken vast voor deze partij, op dezelfde of een eerdere dag.",
                botstMet: laatste,
                vereist: Vereiste { later in
                    later.traject == feit.traject && later.als(PartijBetrokken.self)?.partij == partij
                }
            )
        ]
    }

    /// Breekt als de partij al betrokken is.
    func nietBetrokken(_ partij: Partij, bij feit: Feit, _ code: String) -> [Schending] {
        guard let laatste = laatsteWissel(van: partij, in: feit.traject), laatste.type == .partijBetrokken else {
            return []
        }
        return [
            feit.schending(
                code,
                "De partij \(partij.rawValue) is al bij dit traject betrokken.",
                "Leg eerst PartijBetrokkenheidBeeindigd vast, of wijzig de schil met PartijSchilGewijzigd.",
                botstMet: laatste
            )
        ]
    }

    /// Breekt als een overleg onder een aanpak met prioritering van een partij alleen is.
    func tweePartijen(_ partijen: [Partij], bij feit: Feit, _ code: String) -> [Schending] {
        guard let traject = feit.traject, profiel(van: traject).prioritering, Set(partijen).count < 2 else { return [] }
        return [
            feit.schending(
                code,
                "Bij deze aanpak is een overleg van minstens twee verschillende partijen.",
                "Noem in partijen iedereen die aanwezig was; leg een gesprek met een partij anders vast."
            )
        ]
    }

    /// Breekt als van de werkafspraak al is vastgelegd wat ervan kwam.
    func afspraakOpen(_ afspraak: WerkafspraakId, bij feit: Feit, _ code: String) -> [Schending] {
        nogNiet(
            uitkomstenVanAfspraak,
            over: afspraak,
            bij: feit,
            code,
            "Van deze werkafspraak is al vastgelegd wat ervan kwam.",
            "Maak een nieuwe werkafspraak, of trek de eerdere uitkomst in als die niet klopt."
        )
    }

    /// Breekt als de werkafspraak niet als niet nagekomen bekend is.
    func nietNagekomen(_ afspraak: WerkafspraakId, bij feit: Feit, _ code: String) -> [Schending] {
        let uitkomst = laatste(over: afspraak, van: uitkomstenVanAfspraak)
        guard uitkomst?.type != .werkafspraakNietNagekomen else { return [] }
        return [
            feit.schending(
                code,
                "Een partij wordt aangesproken op een werkafspraak die niet is nagekomen; dat is deze niet.",
                "Leg eerst WerkafspraakNietNagekomen vast, op dezelfde of een eerdere dag.",
                botstMet: uitkomst,
                vereist: Vereiste([.werkafspraakNietNagekomen], over: afspraak)
            )
        ]
    }

    private var uitkomstenVanAfspraak: Set<Feittype> {
        [.werkafspraakNagekomen, .werkafspraakNietNagekomen, .werkafspraakVervallen]
    }

    private func laatsteWissel(van partij: Partij, in traject: Int?) -> Feit? {
        laatste(van: [.partijBetrokken, .partijBetrokkenheidBeeindigd], in: traject) { feit in
            feit.als(PartijBetrokken.self)?.partij == partij
                || feit.als(PartijBetrokkenheidBeeindigd.self)?.partij == partij
        }
    }
}
