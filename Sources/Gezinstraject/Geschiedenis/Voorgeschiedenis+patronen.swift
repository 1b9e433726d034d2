/// Bezwaren die bij veel typen horen: iets moet voorafgaan, iets mag nog niet gebeurd zijn, iets mag maar eenmaal.
extension Voorgeschiedenis {
    /// Breekt als er geen feit van dit type voorafgaat; met `traject` in dat traject, en met `mits` alleen zo een.
    func vereist<G: Gegevens>(
        _: G.Type,
        in traject: Int? = nil,
        bij feit: Feit,
        _ code: String,
        _ uitleg: String,
        _ oplossing: String,
        mits: @escaping @Sendable (G) -> Bool = { _ in true }
    ) -> [Schending] {
        guard laatste(G.self, in: traject, mits: { mits($0.gegevens) }) == nil else { return [] }
        let vereiste = Vereiste { later in
            (traject == nil || later.traject == traject) && (later.als(G.self).map(mits) ?? false)
        }
        return [feit.schending(code, uitleg, oplossing, vereist: vereiste)]
    }

    /// Breekt als er in het traject geen feit van een van deze typen voorafgaat.
    func vereist(
        eenVan typen: [Feittype],
        bij feit: Feit,
        _ code: String,
        _ uitleg: String,
        _ oplossing: String
    ) -> [Schending] {
        guard laatste(van: typen, in: feit.traject) == nil else { return [] }
        return [feit.schending(code, uitleg, oplossing, vereist: Vereiste(Set(typen), in: feit.traject))]
    }

    /// Breekt als er over een lokale id geen feit van een van deze typen voorafgaat.
    func vereist<Soort>(
        _ typen: Set<Feittype>,
        over id: LokaleId<Soort>,
        bij feit: Feit,
        _ code: String,
        _ uitleg: String,
        _ oplossing: String
    ) -> [Schending] {
        guard laatste(over: id, van: typen) == nil else { return [] }
        return [feit.schending(code, uitleg, oplossing, vereist: Vereiste(typen, over: id))]
    }

    /// Breekt als er over een lokale id al een feit van een van deze typen is.
    func nogNiet<Soort>(
        _ einden: Set<Feittype>,
        over id: LokaleId<Soort>,
        bij feit: Feit,
        _ code: String,
        _ uitleg: String,
        _ oplossing: String
    ) -> [Schending] {
        guard let einde = laatste(over: id, van: einden) else { return [] }
        return [feit.schending(code, uitleg, oplossing, botstMet: einde)]
    }

    /// Breekt als het traject al een feit van dit type heeft; met `mits` alleen zo een.
    func nogNiet<G: Gegevens>(
        _: G.Type,
        bij feit: Feit,
        _ code: String,
        _ uitleg: String,
        _ oplossing: String,
        mits: (FeitVan<G>) -> Bool = { _ in true }
    ) -> [Schending] {
        guard let eerder = laatste(G.self, in: feit.traject, mits: mits) else { return [] }
        return [feit.schending(code, uitleg, oplossing, botstMet: eerder.feit)]
    }
}
