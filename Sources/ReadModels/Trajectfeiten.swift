import CivilTime
import Gezinstraject

/// De feiten van een traject en die van het gezin als geheel, op volgorde en per type bij de hand.
struct Trajectfeiten {
    let traject: Int
    /// De feiten, eerste eerst.
    let feiten: [Feit]
    /// De aanmelding van het volgende traject.
    let volgendeAanmelding: Feit?
    private let plaatsen: [Feittype: [Int]]

    init(_ geschiedenis: Geschiedenis, traject: Int) {
        self.traject = traject
        feiten = geschiedenis.feiten.filter { $0.traject == nil || $0.traject == traject }
        volgendeAanmelding = geschiedenis.feiten.first { $0.type == .gezinAangemeld && $0.traject == traject + 1 }
        var plaatsen: [Feittype: [Int]] = [:]
        for (plaats, feit) in feiten.enumerated() { plaatsen[feit.type, default: []].append(plaats) }
        self.plaatsen = plaatsen
    }

    /// Alle feiten van een type, op volgorde.
    func alle<G: Gegevens>(_ type: G.Type) -> [FeitVan<G>] {
        (plaatsen[G.type] ?? []).compactMap { plaats in
            feiten[plaats].als(type).map { FeitVan(feit: feiten[plaats], gegevens: $0, plaats: plaats) }
        }
    }

    /// De feiten van deze typen door elkaar, op volgorde.
    func feiten(van typen: [Feittype]) -> [(plaats: Int, feit: Feit)] {
        typen.flatMap { plaatsen[$0] ?? [] }.sorted().map { ($0, feiten[$0]) }
    }

    /// Het eerste feit van een van deze typen na een plaats.
    func eerste(_ typen: [Feittype], na plaats: Int, mits: (Feit) -> Bool = { _ in true }) -> Feit? {
        feiten(van: typen).first { $0.plaats > plaats && mits($0.feit) }?.feit
    }
}

extension [Feit] {
    /// De feiten per dag, oplopend.
    var perDag: [(dag: Dag, feiten: ArraySlice<Feit>)] {
        var dagen: [(Dag, ArraySlice<Feit>)] = []
        var begin = startIndex
        while begin < endIndex {
            let dag = self[begin].dag
            let einde = self[begin...].firstIndex { $0.dag != dag } ?? endIndex
            dagen.append((dag, self[begin..<einde]))
            begin = einde
        }
        return dagen
    }
}
