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
    private let feiten: ArraySlice<Feit>
    /// Per type de plaatsen in `feiten`, oplopend.
    private let plaatsen: [[Int]]
    private let plaatsVanId: [UUID: Int]

    /// Het register van de feiten (op volgorde) van een traject en van het gezin als geheel, tot en met de peildag.
    init(_ opVolgorde: [Feit], traject: Int, peildag: Dag) {
        feiten = opVolgorde[..<Feitenregister.aantal(opVolgorde, tot: peildag)]
        var plaatsen = [[Int]](repeating: [], count: Feittype.allCases.count)
        for (plaats, feit) in feiten.enumerated() where feit.traject == nil || feit.traject == traject {
            plaatsen[feit.type.rawValue].append(plaats)
        }
        self.plaatsen = plaatsen
        plaatsVanId = Dictionary(uniqueKeysWithValues: feiten.enumerated().map { ($0.element.id, $0.offset) })
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
