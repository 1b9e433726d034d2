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
    static func alle(
        _ geschiedenis: Geschiedenis,
        traject: Int,
        _ kader: Toetsingskader,
        tot horizon: Dag
    ) -> [Oordeelperiode] {
        let eigen = geschiedenis.feiten.first { $0.type == .gezinAangemeld && $0.traject == traject }
        guard let begin = traject == 1 ? geschiedenis.feiten.first?.dag : eigen?.dag else { return [] }
        let verloop = kader.kernverloop(geschiedenis, traject: traject, vanaf: begin, tot: horizon)
        return Indicatorcode.allCases.enumerated().flatMap { nummer, indicator in
            verloop.perioden(nummer, indicator, traject, van: begin)
        }
    }
}

extension Kernverloop {
    fileprivate func perioden(
        _ nummer: Int,
        _ indicator: Indicatorcode,
        _ traject: Int,
        van begin: Dag
    ) -> [Oordeelperiode] {
        var perioden: [Oordeelperiode] = []
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
        if eigen.first?.dag != begin { perioden.append(periode(begin, aanvang[nummer], nil)) }
        for omslag in eigen {
            if !perioden.isEmpty { perioden[perioden.count - 1].tot = omslag.dag }
            perioden.append(periode(omslag.dag, omslag.naar, omslag.oorzaak))
        }
        return perioden
    }
}
