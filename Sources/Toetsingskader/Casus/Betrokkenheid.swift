import CivilTime
import Gezinstraject

/// Een partij die nu betrokken is.
struct BetrokkenPartij: Sendable {
    /// De laatste keer dat zij betrokken werd.
    let betrokken: FeitVan<PartijBetrokken>
    /// Waar zij nu staat; wat niet is vastgelegd is binnen.
    var schil: Schil
}

extension Casus {
    /// De partijen die nu betrokken zijn: `PartijBetrokken` zonder `PartijBetrokkenheidBeeindigd` erna.
    var betrokkenPartijen: [Partij: BetrokkenPartij] {
        var nu = Dictionary(
            alle(PartijBetrokken.self).map { ($0.partij, BetrokkenPartij(betrokken: $0, schil: $0.schil ?? .binnen)) },
            uniquingKeysWith: { _, laatste in laatste }
        )
        for einde in alle(PartijBetrokkenheidBeeindigd.self) {
            guard let partij = nu[einde.partij], partij.betrokken.plaats < einde.plaats else { continue }
            nu[einde.partij] = nil
        }
        for wijziging in alle(PartijSchilGewijzigd.self) {
            guard let partij = nu[wijziging.partij], partij.betrokken.plaats < wijziging.plaats else { continue }
            nu[wijziging.partij]?.schil = wijziging.schil
        }
        return nu
    }
}

extension Array {
    /// Van elke sleutel het laatste element, op volgorde.
    func laatste<Sleutel: Hashable>(per sleutel: (Element) -> Sleutel) -> [Element] {
        var gezien: Set<Sleutel> = []
        return reversed().filter { gezien.insert(sleutel($0)).inserted }.reversed()
    }
}
