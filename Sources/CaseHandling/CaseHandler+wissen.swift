import EventStore
import Gezinstraject
import WireValues

extension CaseHandler {
    /// Voert uit wat als gewist is vastgelegd: vernietigt de sleutels van wie genoemd is (DOMAIN §4.5).
    ///
    /// Het besluit staat er eerst, en wie antwoord krijgt weet dat het is uitgevoerd. Valt de server er tussen weg, dan
    /// maakt een herhaling met dezelfde id het af: vernietigen wat al vernietigd is kan geen kwaad.
    ///
    /// - Throws: `Afwijzing`; de sleutels zijn er dan misschien nog.
    func wis(volgens ontvangst: Ontvangst, op plek: Gezinsloket.Plek) async throws(Afwijzing) {
        for event in ontvangst.gebeurtenissen where event.event.type == PersoonsgegevensGewist.naam {
            // What is erased does not stay in memory either.
            _ = gezinskas.neem(plek)
            do throws(EventStoreError) {
                guard let besluit = try Opslag.registratie(event).gegevens as? PersoonsgegevensGewist else { continue }
                for houder in besluit.houders(in: event.stream) { try await store.erase(houder, in: plek.gemeente) }
            } catch {
                throw Afwijzing(error)
            }
        }
    }
}

extension PersoonsgegevensGewist {
    fileprivate func houders(in gezin: UUID) -> [KeyHolder] {
        switch leden {
        case .alle: [KeyHolder(stream: gezin)]
        case .lijst(let leden): leden.map { KeyHolder(stream: gezin, member: $0.tekst) }
        }
    }
}
