internal import EventStore

extension Lijsten {
    /// Hoeveel taken van elke soort er op de peildag open staan, en hoeveel daarvan over tijd zijn.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest.
    public func taaktelling(
        _ filter: Leesfilter,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Taaktelling]> {
        try rijenVoor(gebruiker)
        do throws(EventStoreError) {
            return try await leesmodellen.taaktelling(filter, in: gebruiker.gemeente)
        } catch {
            throw Afwijzing(error)
        }
    }

    /// Hoeveel gezinnen er op de peildag per procesmanager en fase zijn.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest.
    public func caseload(
        _ filter: Leesfilter,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Caseloadregel]> {
        try rijenVoor(gebruiker)
        do throws(EventStoreError) {
            return try await leesmodellen.caseload(filter, in: gebruiker.gemeente)
        } catch {
            throw Afwijzing(error)
        }
    }
}
