public import CivilTime
import Foundation

/// Waar het programma de tijd vandaan haalt; tests geven er een die stilstaat.
public protocol Klok: Sendable {
    /// Het moment van nu.
    func nu() -> Moment
}

/// De klok van de machine.
public struct Systeemklok: Klok {
    /// De klok van de machine.
    public init() {}

    /// Het moment van nu, op de microseconde.
    public func nu() -> Moment {
        Moment(microseconden: Int(Date().timeIntervalSince1970 * 1_000_000))
    }
}

extension Moment {
    /// De dag in Nederland (Europe/Amsterdam) waarop dit moment valt.
    ///
    /// De enige plaats waar een moment een dag wordt: alleen volledig Foundation kent op Linux de tijdzones.
    public var dagInNederland: Dag { wandklok.dagUTC }

    /// Hoe laat het op dit moment in Nederland is, als uren en minuten.
    public var tijdInNederland: (uur: Int, minuut: Int) {
        let minuten = (wandklok.microseconden - Moment(beginVan: wandklok.dagUTC).microseconden) / 60_000_000
        return (minuten / 60, minuten % 60)
    }

    /// Het moment in UTC waarop een klok daar zou wijzen wat zij nu hier wijst.
    private var wandklok: Moment {
        let verschil = Moment.nederland.secondsFromGMT(for: Date(timeIntervalSince1970: Double(microseconden) / 1e6))
        return Moment(microseconden: microseconden + verschil * 1_000_000)
    }

    private static let nederland: TimeZone = {
        guard let zone = TimeZone(identifier: "Europe/Amsterdam") else {
            preconditionFailure("the time zone database of this machine does not know Europe/Amsterdam")
        }
        return zone
    }()
}
