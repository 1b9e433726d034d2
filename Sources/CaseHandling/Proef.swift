public import EventStore
public import Gezinstraject
import WireValues

/// Een import op proef: of opnamen kunnen, zonder er een te doen, alsof de opnamen ervoor er al staan.
///
/// Wat alleen het logboek zelf kan zien, ziet een proef niet: een id die daar bij een ander staat, en een sleutel die
/// vernietigd is.
public struct Proef: Sendable {
    /// Wat er bij een opname al zou staan.
    public struct Grond: Sendable {
        fileprivate let reeksen: [Aanpakcode: Aanpakreeks]
        fileprivate let gezinnen: Set<UUID>
    }

    /// Een opname die kan.
    public struct Uitkomst: Sendable {
        /// De opname.
        public let opname: Opname
        /// Hoeveel gebeurtenissen er nog niet staan.
        public let aantalNieuw: Int
        fileprivate var reeks: Aanpakreeks?
    }

    private var reeksen: [LogName: [Aanpakcode: Aanpakreeks]] = [:]
    private var gezinnen: [LogName: Set<UUID>] = [:]
    private var ids: [LogName: Set<UUID>] = [:]

    /// Een proef waarin nog niets is opgenomen.
    public init() {}

    /// Wat er bij een opname in deze gemeente al zou staan.
    public func grond(voor soort: Stroomsoort, in gemeente: LogName) -> Grond {
        Grond(
            reeksen: reeksen[gemeente] ?? [:],
            // Who holds on to them while others are added makes every addition a copy.
            gezinnen: soort == .toetsing ? gezinnen[gemeente] ?? [] : []
        )
    }

    /// Neemt een opname die kan mee in de proef.
    ///
    /// - Returns: De fouten als een id bij een eerdere opname staat; dan doet zij niet mee.
    public mutating func neemMee(_ uitkomst: Uitkomst) -> [Bestand.Fout] {
        let (deel, gemeente) = (uitkomst.opname.deel, uitkomst.opname.gebruiker.gemeente)
        let nieuw = deel.regels.compactMap(\.invoer.id)
        for (nummer, id) in nieuw.enumerated() where ids[gemeente]?.contains(id) ?? false {
            return deel.fouten(.idHergebruikt(id, nummer: nummer)) ?? []
        }
        ids[gemeente, default: []].formUnion(nieuw)
        switch deel.stroom {
        case .aanpak(let code): reeksen[gemeente, default: [:]][code] = uitkomst.reeks
        case .gezin(let id): gezinnen[gemeente, default: []].insert(id)
        case .toetsing: break
        }
        return []
    }
}

extension CaseHandler {
    /// Toetst of een opname kan, zonder haar te doen.
    ///
    /// - Parameters:
    ///   - opname: De opname.
    ///   - grond: Wat er al zou staan.
    /// - Returns: Wat zij zou toevoegen.
    /// - Throws: `Afwijzing`, zoals `neemOp`.
    public func controleer(_ opname: Opname, op grond: Proef.Grond) async throws(Afwijzing) -> Proef.Uitkomst {
        let (invoer, gebruiker) = (opname.invoer, opname.gebruiker)
        switch opname.deel.stroom {
        case .aanpak(let code):
            let (aantal, reeks) = try await controleer(invoer, aanpak: code, door: gebruiker)
            return Proef.Uitkomst(opname: opname, aantalNieuw: aantal, reeks: reeks)
        case .gezin(let id):
            let aantal = try await controleer(invoer, gezin: id, door: gebruiker, met: grond.reeksen)
            return Proef.Uitkomst(opname: opname, aantalNieuw: aantal)
        case .toetsing(let id):
            let aantal = try await controleer(
                invoer,
                toetsing: id,
                door: gebruiker,
                metGezinnen: grond.gezinnen,
                grond.reeksen
            )
            return Proef.Uitkomst(opname: opname, aantalNieuw: aantal)
        }
    }
}
