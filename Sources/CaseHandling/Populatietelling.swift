public import Gezinstraject
public import Toetsingskader
public import WireValues

/// Over alle gezinnen van een aanpak: aantallen per uitkomst en reden, nooit een oordeel (INDICATORS §1.5).
public struct Populatietelling: Sendable {
    private let toetsingen: [Toetsing]

    /// De telling van deze toetsingen, een traject per gezin.
    public init(_ toetsingen: [Toetsing]) {
        self.toetsingen = toetsingen
    }

    /// De telling als JSON.
    public func json(aanpak: Aanpakcode, _ peiling: Peiling) -> JSON {
        let indicatoren = Indicator.alle.enumerated().map { nummer, indicator in
            telling(indicator.nummer, toetsingen.map { $0.oordelen[nummer] })
        }
        return .object(
            peiling.leden(aanpak) + [
                JSON.Member("casussen", .integer(toetsingen.count)),
                JSON.Member("indicatoren", .array(indicatoren)),
            ]
        )
    }

    private func telling(_ indicator: Indicatorcode, _ oordelen: [Oordeel]) -> JSON {
        let nvt = oordelen.count { $0.reden == .nvt }
        let telling = Telling(oordelen.map(\.uitkomst))
        let redenen = Dictionary(grouping: oordelen.compactMap(\.reden), by: \.self)
            .map { JSON.Member($0.key.rawValue, .integer($0.value.count)) }
            .sorted { $0.key < $1.key }
        return [
            "id": .string(indicator.rawValue),
            "voldoet": .integer(telling.voldoet),
            "verbeterpunt": .integer(telling.verbeterpunt),
            "nietVastgesteld": .integer(telling.nietVastgesteld - nvt),
            "nvt": .integer(nvt),
            "redenen": .object(redenen),
        ]
    }
}
