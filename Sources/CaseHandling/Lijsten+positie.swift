internal import EventStore

extension Lijsten {
    /// Tot welke positie de lijsten zijn bijgewerkt.
    ///
    /// - Parameters:
    ///   - positie: Wacht hoogstens `wachttijd` tot zij zo ver zijn.
    ///   - wachttijd: Hoogstens zo lang.
    ///   - gebruiker: Wie het vraagt.
    /// - Returns: De positie waar zij zijn.
    /// - Throws: `Afwijzing.nietBeschikbaar` als er nog geen leesmodellen zijn.
    public func positie(
        vanaf positie: Int = 0,
        wachttijd: Duration = .zero,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Int {
        try await lees(gebruiker) { modellen, log async throws(EventStoreError) in
            try await modellen.bijgewerkt(tot: positie, wachttijd: wachttijd, in: log)
        }
    }

    /// Wacht kort tot de lijsten minstens tot een positie zijn bijgewerkt.
    ///
    /// - Parameters:
    ///   - positie: De positie die de vrager wil zien.
    ///   - gebruiker: Wie het vraagt.
    ///   - wachttijd: Hoe lang hij hoogstens wacht.
    /// - Throws: `Afwijzing.achter` als zij er na de wachttijd nog niet zijn.
    public func wacht(
        tot positie: Int,
        voor gebruiker: Gebruiker,
        wachttijd: Duration = .seconds(2)
    ) async throws(Afwijzing) {
        let bijgewerkt = try await self.positie(vanaf: positie, wachttijd: wachttijd, voor: gebruiker)
        guard bijgewerkt >= positie else { throw .achter(bijgewerktTot: bijgewerkt) }
    }
}
