extension Voorgeschiedenis {
    /// Breekt als de zorg al gestart of geweigerd is.
    func nogNietGestart(_ zorg: ZorgId, bij feit: Feit, _ code: String) -> [Schending] {
        if let start = startVan(zorg) {
            return [
                feit.schending(
                    code,
                    "Deze zorg is al gestart.",
                    "Vraag nieuwe zorg aan, of kies een dag voor de start.",
                    botstMet: start
                )
            ]
        }
        guard let weigering = laatste(over: zorg, van: [.zorgGeweigerd]) else { return [] }
        return [
            feit.schending(
                code,
                "Deze zorg is geweigerd.",
                "Vraag de zorg opnieuw aan, of kies een dag voor de weigering.",
                botstMet: weigering
            )
        ]
    }

    /// Waarmee de zorg begon: lopende zorg is begonnen toen zij werd vastgelegd (I-H24-SINDS_NIET_NA).
    func startVan(_ zorg: ZorgId) -> Feit? {
        if let invoer = ingevoerd[Idverzamelaar.Gevonden(zorg)], invoer.type == .lopendeZorgVastgelegd { return invoer }
        return laatste(over: zorg, van: [.zorgGestart])
    }
}
