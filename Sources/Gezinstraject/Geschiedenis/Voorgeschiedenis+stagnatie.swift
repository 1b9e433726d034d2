/// Stagnaties en de treden van opschaling.
extension Voorgeschiedenis {
    /// Breekt als de stagnatie al is opgeheven.
    func stagnatieOpen(_ stagnatie: StagnatieId, bij feit: Feit, _ code: String) -> [Schending] {
        nogNiet(
            [.stagnatieOpgeheven],
            over: stagnatie,
            bij: feit,
            code,
            "Deze stagnatie is al opgeheven.",
            "Leg een nieuwe StagnatieGemeld vast, of kies een dag voordat zij was opgeheven."
        )
    }

    /// Breekt als voor de stagnatie niet is opgeschaald.
    func opgeschaald(_ stagnatie: StagnatieId, bij feit: Feit, _ code: String) -> [Schending] {
        vereist(
            [.opgeschaald],
            over: stagnatie,
            bij: feit,
            code,
            "Voor deze stagnatie is nog niet opgeschaald.",
            "Leg eerst Opgeschaald vast voor deze stagnatie, op dezelfde of een eerdere dag."
        )
    }

    /// Breekt als een opschaling treden overslaat zonder te zeggen waarom.
    func tredeVoorTrede(_ opschaling: Opgeschaald, bij feit: Feit, _ code: String) -> [Schending] {
        guard let niveau = opschaling.niveau, opschaling.motiveringSprong == nil else { return [] }
        let hoogste = hoogsteTrede(opschaling.stagnatie, in: feit.traject)
        let volgende = 1 + (hoogste?.niveau ?? 0)
        guard niveau > volgende else { return [] }
        return [
            feit.schending(
                code,
                "De volgende trede van opschaling is hier \(volgende); deze slaat treden over.",
                "Kies niveau \(volgende), of zeg in motiveringSprong waarom treden zijn overgeslagen.",
                botstMet: hoogste?.feit
            )
        ]
    }

    /// Breekt als op een gesloten traject wordt opgeschaald zonder dat terugval is gesignaleerd.
    func naTerugvalAlsGesloten(bij feit: Feit, _ code: String) -> [Schending] {
        guard let sluiting = sluiting(van: feit.traject), laatste(TerugvalGesignaleerd.self, in: feit.traject) == nil
        else { return [] }
        return [
            feit.schending(
                code,
                "Op een gesloten traject wordt alleen opgeschaald nadat terugval is gesignaleerd.",
                "Leg eerst TerugvalGesignaleerd vast, op dezelfde of een eerdere dag.",
                botstMet: sluiting
            )
        ]
    }

    /// De hoogste eerdere trede voor een stagnatie; opschaling zonder stagnatie is per traject een eigen ladder.
    private func hoogsteTrede(_ stagnatie: StagnatieId?, in traject: Int?) -> (niveau: Int, feit: Feit)? {
        let eerder = stagnatie.map { feiten(over: $0) } ?? feiten(Opgeschaald.self, in: traject).map { $0.feit }
        return eerder.compactMap { feit in
            guard let opschaling = feit.als(Opgeschaald.self), opschaling.stagnatie == stagnatie else { return nil }
            return opschaling.niveau.map { ($0, feit) }
        }.max { $0.niveau < $1.niveau }
    }
}
