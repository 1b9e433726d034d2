internal import EventStore

/// De lijsten en overzichten van een gemeente, voor wie ze mag zien.
public struct Lijsten: Sendable {
    let leesmodellen: any Leesmodellen

    /// Lijsten uit deze leesmodellen.
    public init(_ leesmodellen: any Leesmodellen) {
        self.leesmodellen = leesmodellen
    }

    /// Taken die op de peildag open staan: wat het langst over tijd is eerst.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest.
    public func taken(
        _ filter: Leesfilter,
        na plaats: Lijstplaats? = nil,
        limiet: Int,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Taakregel]> {
        try rijenVoor(gebruiker)
        do throws(EventStoreError) {
            return try await leesmodellen.taken(filter, na: plaats, limiet: limiet, in: gebruiker.gemeente)
        } catch {
            throw Afwijzing(error)
        }
    }

    /// Gezinnen op de peildag: wat het langst geen contact had eerst.
    ///
    /// - Throws: `Afwijzing.nietBevoegd` voor wie geen dossiers leest.
    public func gezinnen(
        _ filter: Leesfilter,
        na plaats: Lijstplaats? = nil,
        limiet: Int,
        voor gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Leesantwoord<[Gezinsregel]> {
        try rijenVoor(gebruiker)
        do throws(EventStoreError) {
            return try await leesmodellen.gezinnen(filter, na: plaats, limiet: limiet, in: gebruiker.gemeente)
        } catch {
            throw Afwijzing(error)
        }
    }

    /// Rijen gaan over een gezin: wie geen dossiers leest krijgt er geen.
    func rijenVoor(_ gebruiker: Gebruiker) throws(Afwijzing) {
        guard gebruiker.magDossierLezen else {
            throw .nietBevoegd(wie: Tokenrol.allCases.filter(\.leestDossiers))
        }
    }
}
