internal import EventStore

extension Lijsten {
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
