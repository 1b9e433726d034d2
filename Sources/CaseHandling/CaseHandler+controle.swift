public import Gezinstraject
public import WireValues

extension CaseHandler {
    /// Toetst of gebeurtenissen van een gezin vastgelegd kunnen worden, zonder het te doen.
    ///
    /// Een import vraagt dit eerst voor elk gezin, zodat een fout in een bestand gevonden wordt voordat er iets staat.
    ///
    /// - Parameters:
    ///   - invoer: Wat er gebeurde, minstens een.
    ///   - gezin: Het gezin.
    ///   - gebruiker: Wie het zou vastleggen, en in welke gemeente.
    /// - Returns: Hoeveel ervan er nog niet staan.
    /// - Throws: `Afwijzing`, zoals vastleggen zou doen.
    public func controleer(
        _ invoer: [Invoer],
        gezin: UUID,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> Int {
        let voorstel = try Voorstel(invoer, door: gebruiker, nu: klok.nu())
        let bewaard = try await lees(gezin, in: gebruiker.gemeente)
        let nieuw = try voorstel.splits(tegen: bewaard).nieuw
        if !nieuw.isEmpty { try await toets(nieuw, van: gezin, op: bewaard, in: gebruiker.gemeente) }
        return nieuw.count
    }
}
