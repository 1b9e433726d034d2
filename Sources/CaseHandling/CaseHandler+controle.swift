import EventStore
public import Gezinstraject
public import WireValues

extension CaseHandler {
    /// Toetst of gebeurtenissen van een gezin vastgelegd kunnen worden, zonder het te doen.
    ///
    /// - Parameters:
    ///   - invoer: Wat er gebeurde, minstens een.
    ///   - gezin: Het gezin.
    ///   - gebruiker: Wie het zou vastleggen, en in welke gemeente.
    ///   - reeksen: Aanpakken die er dan anders of meer zijn dan nu.
    /// - Returns: Hoeveel ervan er nog niet staan.
    /// - Throws: `Afwijzing`, zoals vastleggen zou doen.
    public func controleer(
        _ invoer: [Invoer],
        gezin: UUID,
        door gebruiker: Gebruiker,
        met reeksen: [Aanpakcode: Aanpakreeks] = [:]
    ) async throws(Afwijzing) -> Int {
        let voorstel = try Voorstel(invoer, door: gebruiker, nu: klok.nu())
        let bewaard = try await lees(gezin, in: gebruiker.gemeente)
        let nieuw = try voorstel.splits(tegen: bewaard).nieuw
        if !nieuw.isEmpty { try await toets(nieuw, van: gezin, op: bewaard, in: gebruiker.gemeente, met: reeksen) }
        return nieuw.count
    }

    /// Toetst of gebeurtenissen van een aanpak vastgelegd kunnen worden, zonder het te doen.
    ///
    /// - Returns: Hoeveel ervan er nog niet staan, en de aanpak zoals de gemeente haar dan vaststelde; nil als zij blijft
    ///   zoals het programma haar heeft.
    /// - Throws: `Afwijzing`, zoals vastleggen zou doen.
    func controleer(
        _ invoer: [Invoer],
        aanpak: Aanpakcode,
        door gebruiker: Gebruiker
    ) async throws(Afwijzing) -> (aantalNieuw: Int, reeks: Aanpakreeks?) {
        let voorstel = try Voorstel(invoer, door: gebruiker, nu: klok.nu())
        let stroom = try CaseHandler.stroom(van: aanpak, in: gebruiker.gemeente)
        let bewaard = try await lees(stroom, .aanpak, in: gebruiker.gemeente)
        let nieuw = try voorstel.splits(tegen: bewaard).nieuw
        return (nieuw.count, try toets(nieuw, van: aanpak, stroom, op: bewaard).vastgesteldeReeks)
    }
}
