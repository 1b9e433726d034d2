import EventStore
public import Gezinstraject
import WireValues

/// Wat een import van een gezin, aanpak of toetsing opneemt, en wie dat in welke gemeente doet.
public struct Opname: Sendable {
    /// De regels.
    public let deel: Bestand.Deel
    /// Wie haar doet.
    public let gebruiker: Gebruiker

    /// De opname van deze regels.
    public init(_ deel: Bestand.Deel, door gebruiker: Gebruiker) {
        self.deel = deel
        self.gebruiker = gebruiker
    }

    var invoer: [Invoer] { deel.regels.map(\.invoer) }

    /// De volgorde waarin opnamen elkaar niet in de weg zitten: een gezin is aangemeld voor een aanpak, een toetsing kiest
    /// gezinnen.
    public static let volgorde: [Stroomsoort] = [.aanpak, .gezin, .toetsing]
}

extension CaseHandler {
    /// Legt een opname vast: alles of niets.
    ///
    /// - Throws: `Afwijzing`, zoals `legVast` van een gezin, aanpak of toetsing.
    public func neemOp(_ opname: Opname) async throws(Afwijzing) -> Ontvangst {
        switch opname.deel.stroom {
        case .aanpak(let code): try await legVast(opname.invoer, aanpak: code, door: opname.gebruiker)
        case .gezin(let id): try await legVast(opname.invoer, gezin: id, door: opname.gebruiker)
        case .toetsing(let id): try await legVast(opname.invoer, toetsing: id, door: opname.gebruiker)
        }
    }
}
