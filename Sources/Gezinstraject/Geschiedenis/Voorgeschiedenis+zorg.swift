extension Voorgeschiedenis {
    /// Breekt als de zorg al gestart of geweigerd is.
    func nogNietGestart(_ zorg: ZorgId, bij feit: Feit, _ code: String) -> [Schending] {
        if let start = startVan(zorg) {
            return [
                feit.schending(
                    code,
                    "Deze zorg is al gestart.",
                    "Vraag nieuwe zorg aan, of corrigeer wat eerder over deze zorg is vastgelegd.",
                    botstMet: start
                )
            ]
        }
        guard let weigering = laatste(over: zorg, van: [.zorgGeweigerd]) else { return [] }
        return [
            feit.schending(
                code,
                "Deze zorg is geweigerd.",
                "Vraag de zorg opnieuw aan, of corrigeer wat eerder over deze zorg is vastgelegd.",
                botstMet: weigering
            )
        ]
    }

    /// Waarmee de zorg begon: lopende zorg is begonnen toen zij werd vastgelegd (I-H24-SINDS_NIET_NA).
    func startVan(_ zorg: ZorgId) -> Feit? {
        if let invoer = ingevoerd[Idverzamelaar.Gevonden(zorg)], invoer.type == .lopendeZorgVastgelegd { return invoer }
        return laatste(over: zorg, van: [.zorgGestart])
    }

    /// Breekt als de zorg niet loopt: niet gestart, of al beeindigd.
    func loopt(_ zorg: ZorgId, bij feit: Feit, _ code: String) -> [Schending] {
        if let einde = laatste(over: zorg, van: [.zorgBeeindigd]) {
            return [
                feit.schending(
                    code,
                    "Deze zorg is al beeindigd.",
                    "Vraag nieuwe zorg aan, of kies een dag voor het einde.",
                    botstMet: einde
                )
            ]
        }
        guard startVan(zorg) == nil else { return [] }
        return [
            feit.schending(
                code,
                "Deze zorg is dan niet gestart.",
                "Leg eerst ZorgGestart vast, op dezelfde of een eerdere dag.",
                botstMet: laatste(over: zorg, van: [.zorgGeweigerd]),
                vereist: Vereiste([.zorgGestart], over: zorg)
            )
        ]
    }

    /// Breekt als de zorg niet op een wachtlijst staat.
    func opWachtlijst(_ zorg: ZorgId, bij feit: Feit, _ code: String) -> [Schending] {
        let laatste = laatste(over: zorg, van: [.wachtlijstGeplaatst, .wachtlijstVerlaten])
        guard laatste?.type != .wachtlijstGeplaatst else { return [] }
        return [
            feit.schending(
                code,
                laatste == nil
                    ? "Deze zorg staat dan niet op een wachtlijst." : "De wachtlijst is al verlaten.",
                "Leg eerst WachtlijstGeplaatst vast, op dezelfde of een eerdere dag.",
                botstMet: laatste,
                vereist: Vereiste([.wachtlijstGeplaatst], over: zorg)
            )
        ]
    }

    /// Breekt als voor de zorg geen voorrang is gevraagd.
    func voorrangGevraagd(_ zorg: ZorgId, bij feit: Feit, _ code: String) -> [Schending] {
        vereist(
            [.voorrangGevraagd],
            over: zorg,
            bij: feit,
            code,
            "Voor deze zorg is nog geen voorrang gevraagd.",
            "Leg eerst VoorrangGevraagd vast, op dezelfde of een eerdere dag."
        )
    }

    /// Breekt als voor de zorg geen indicatie is aangevraagd.
    func indicatieAangevraagd(_ zorg: ZorgId, bij feit: Feit, _ code: String) -> [Schending] {
        vereist(
            [.indicatieAangevraagd],
            over: zorg,
            bij: feit,
            code,
            "Voor deze zorg is nog geen indicatie aangevraagd.",
            "Leg eerst IndicatieAangevraagd vast, op dezelfde of een eerdere dag."
        )
    }
}
