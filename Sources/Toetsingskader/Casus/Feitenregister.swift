import CivilTime
import Gezinstraject
import WireValues

/// Een feit met zijn plaats in de geschiedenis.
struct Feitplaats: Sendable {
    let feit: Feit
    let plaats: Int

    var dag: Dag { feit.dag }
    var type: Feittype { feit.type }
}

/// De feiten die een traject ziet, per type bij de hand: zo leest een regel alleen wat zij nodig heeft.
struct Feitenregister: Sendable {
    private let opVolgorde: [Feit]
    private let traject: Int
    /// Zoveel feiten zijn van op of voor de peildag.
    private var aantal: Int
    /// Per type de plaatsen in `feiten`, oplopend.
    private var plaatsen: [[Int]]
    /// Leeg als er geen bewijs gevraagd wordt.
    private let plaatsVanId: [UUID: Int]

    private var feiten: ArraySlice<Feit> { opVolgorde[..<aantal] }

    /// Het register van de feiten (op volgorde) van een traject en van het gezin als geheel, tot en met de peildag.
    ///
    /// - Parameters:
    ///   - opVolgorde: De feiten.
    ///   - traject: Het nummer van het traject.
    ///   - peildag: De laatste dag die meetelt.
    ///   - metBewijs: Of feiten ook op hun id gevonden worden.
    init(_ opVolgorde: [Feit], traject: Int, peildag: Dag, metBewijs: Bool = true) {
        let aantal = Feitenregister.aantal(opVolgorde, tot: peildag)
        self.opVolgorde = opVolgorde
        self.traject = traject
        self.aantal = 0
        plaatsen = [[Int]](repeating: [], count: Feittype.allCases.count)
        plaatsVanId =
            metBewijs
            ? Dictionary(uniqueKeysWithValues: opVolgorde[..<aantal].enumerated().map { ($0.element.id, $0.offset) })
            : [:]
        neemOp(tot: aantal)
    }

    /// Neemt er feiten bij, tot er zoveel zijn.
    ///
    /// - Parameter nieuw: Het aantal.
    /// - Returns: De typen die het traject erbij ziet.
    @discardableResult
    mutating func neemOp(tot nieuw: Int) -> Feittypen {
        var typen = Feittypen()
        for plaats in aantal..<nieuw {
            let feit = opVolgorde[plaats]
            guard feit.traject == nil || feit.traject == traject else { continue }
            plaatsen[feit.type.rawValue].append(plaats)
            typen.voegToe(feit.type)
        }
        aantal = nieuw
        return typen
    }

    /// Het aantal feiten tot en met een dag.
    private static func aantal(_ feiten: [Feit], tot peildag: Dag) -> Int {
        var onder = 0
        var boven = feiten.count
        while onder < boven {
            let midden = (onder + boven) / 2
            if feiten[midden].dag <= peildag { onder = midden + 1 } else { boven = midden }
        }
        return onder
    }

    func heeft(_ type: Feittype) -> Bool { !plaatsen[type.rawValue].isEmpty }

    func alle<G: Gegevens>(_ type: G.Type) -> [FeitVan<G>] {
        plaatsen[G.type.rawValue].compactMap { plaats in
            feiten[plaats].als(type).map { FeitVan(feit: feiten[plaats], gegevens: $0, plaats: plaats) }
        }
    }

    func feiten(van typen: [Feittype]) -> [Feitplaats] {
        typen.flatMap { plaatsen[$0.rawValue] }.sorted().map { Feitplaats(feit: feiten[$0], plaats: $0) }
    }

    /// De plaatsen van deze feiten, oplopend en zonder dubbele.
    func plaatsen(van ids: [UUID]) -> [Int] {
        Set(ids.compactMap { plaatsVanId[$0] }).sorted()
    }

    func id(op plaats: Int) -> UUID { feiten[plaats].id }

    var geschiedenis: [Feitplaats] {
        feiten.enumerated().map { Feitplaats(feit: $0.element, plaats: $0.offset) }
    }
}
