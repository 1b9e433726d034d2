internal import EventStore

extension Lijsten {
    /// Tot welke positie de lijsten zijn bijgewerkt.
    ///
    /// - Parameters:
    ///   - positie: Wacht hoogstens `wachttijd` tot zij zo ver zijn.
    ///   - wachttijd: Hoogstens zo lang.
    ///   - gebruiker: Wie het vraagt.
    /// - Returns: De positie waar zij zijn.
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest, `nietBeschikbaar` als er nog geen leesmodellen zijn.
    public func positie(
        vanaf positie: Int = 0,
        wachttijd: Duration = .zero,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Int {
        try rijenVoor(gebruiker)
        do throws(EventStoreError) {
            return try await leesmodellen.bijgewerkt(tot: positie, wachttijd: wachttijd, in: gebruiker.gemeente)
        } catch {
            throw Afwijzing(error)
        }
    }
}
