public import CivilTime
public import Gezinstraject
public import Toetsingskader

/// Het oordeel over een indicator in een traject, in een tijdvak.
///
/// Het tijdvak waarin een peildag valt is het oordeel van die dag en `tot` zijn omslagdag; alle samen zijn het verloop.
public struct Oordeelperiode: Hashable, Sendable, Tijdvak {
    /// Het nummer van het traject.
    public let traject: Int
    /// De indicator.
    public let indicator: Indicatorcode
    /// De eerste dag.
    public let van: Dag
    /// De dag waarop het omslaat.
    public fileprivate(set) var tot: Dag?
    /// Uitkomst en reden.
    public let oordeel: Oordeelkern
    /// Waardoor het op de eerste dag omsloeg; nil voor het begin van een traject.
    public let oorzaak: Oorzaak?
}

extension Oordeelperiode {
    /// De tijdvakken van de 33 indicatoren van een traject, per indicator op volgorde, zonder gaten en zonder overlap.
    ///
    /// Zij beginnen op de eerste dag van het traject (`Trajectperiode`).
    ///
    /// - Parameters:
    ///   - geschiedenis: De effectieve geschiedenis.
    ///   - traject: Het nummer van het traject.
    ///   - kader: De normen en de aanpakken.
    ///   - horizon: De laatste dag.
    ///   - eerder: De tijdvakken zoals zij waren, als er alleen op of na een dag iets bij kwam.
    /// - Returns: De tijdvakken.
    static func alle(
        _ geschiedenis: Geschiedenis,
        traject: Int,
        _ kader: Toetsingskader,
        tot horizon: Dag,
        na eerder: (perioden: [Oordeelperiode], vanaf: Dag)? = nil
    ) -> [Oordeelperiode] {
        let eigen = geschiedenis.feiten.first { $0.type == .gezinAangemeld && $0.traject == traject }
        guard let begin = traject == 1 ? geschiedenis.feiten.first?.dag : eigen?.dag else { return [] }
        let gebleven = eerder?.perioden.filter { $0.traject == traject && $0.van < eerder?.vanaf ?? begin } ?? []
        let vanaf = gebleven.isEmpty ? begin : eerder?.vanaf ?? begin
        let verloop = kader.kernverloop(geschiedenis, traject: traject, vanaf: vanaf, tot: horizon)
        let perIndicator = Dictionary(grouping: gebleven) { $0.indicator }
        return Indicatorcode.allCases.enumerated().flatMap { nummer, indicator in
            verloop.perioden(nummer, indicator, traject, van: vanaf, na: perIndicator[indicator] ?? [])
        }
    }
}

extension Kernverloop {
    fileprivate func perioden(
        _ nummer: Int,
        _ indicator: Indicatorcode,
        _ traject: Int,
        van begin: Dag,
        na gebleven: [Oordeelperiode]
    ) -> [Oordeelperiode] {
        var perioden = gebleven
        func periode(_ van: Dag, _ oordeel: Oordeelkern, _ oorzaak: Oorzaak?) -> Oordeelperiode {
            Oordeelperiode(
                traject: traject,
                indicator: indicator,
                van: van,
                tot: nil,
                oordeel: oordeel,
                oorzaak: oorzaak
            )
        }
        let eigen = omslagen[nummer]
        if !perioden.isEmpty {
            perioden[perioden.count - 1].tot = nil
        } else if eigen.first?.dag != begin {
            perioden.append(periode(begin, aanvang[nummer], nil))
        }
        for omslag in eigen {
            if !perioden.isEmpty { perioden[perioden.count - 1].tot = omslag.dag }
            perioden.append(periode(omslag.dag, omslag.naar, omslag.oorzaak))
        }
        return perioden
    }
}
