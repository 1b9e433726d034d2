public import CivilTime
public import Gezinstraject

extension Toetsingskader {
    /// De toetsing van een traject op een dag, met bij elk oordeel de omslagdag en wat er ontbreekt.
    ///
    /// Dat kost vele malen wat de toetsing zelf kost: voor een enkel gezin, niet voor een tabel.
    ///
    /// - Parameters:
    ///   - geschiedenis: De effectieve geschiedenis van het gezin; wat na de peildag gebeurde telt niet mee.
    ///   - peildag: De dag waarover geoordeeld wordt.
    ///   - traject: Het nummer van het traject; nil voor het laatste op de peildag.
    /// - Returns: Dezelfde oordelen als `beoordeel`, met `omslagdag` en `ontbreekt` ingevuld.
    public func beoordeelVolledig(_ geschiedenis: Geschiedenis, peildag: Dag, traject: Int? = nil) -> Toetsing {
        let toetsing = beoordeel(geschiedenis, peildag: peildag, traject: traject, omslagdagen: true)
        let zoeker = herstelzoeker(geschiedenis, peildag: peildag, traject: toetsing.traject)
        return toetsing.met(
            zip(Indicator.alle, toetsing.oordelen).map { indicator, oordeel in
                oordeel.met(zoeker.ontbreekt(indicator, oordeel))
            }
        )
    }

    /// Dezelfde toetsing van een dossier, met ook wat mensen oordeelden.
    ///
    /// - Parameters:
    ///   - dossier: Alles wat over het gezin is vastgelegd.
    ///   - peiling: De dag en de kennis.
    ///   - traject: Het nummer van het traject; nil voor het laatste op de peildag.
    /// - Returns: De oordelen, met `omslagdag`, `ontbreekt` en `menselijk` ingevuld.
    public func beoordeelVolledig(_ dossier: Dossier, _ peiling: Peiling, traject: Int? = nil) -> Toetsing {
        let geschiedenis = dossier.geschiedenis(peiling)
        var toetsing = beoordeelVolledig(geschiedenis, peildag: peiling.peildag, traject: traject)
        toetsing.menselijk = menselijkeOordelen(dossier, peiling, traject: toetsing.traject)
        return toetsing
    }

    func herstelzoeker(_ geschiedenis: Geschiedenis, peildag: Dag, traject: Int) -> Herstelzoeker {
        let totPeildag = geschiedenis.tot(peildag)
        return Herstelzoeker(self, totPeildag, casus(totPeildag, peildag: peildag, traject: traject))
    }
}

extension Toetsing {
    /// Dezelfde toetsing met deze oordelen.
    fileprivate func met(_ oordelen: [Oordeel]) -> Toetsing {
        Toetsing(peildag: peildag, traject: traject, aanpak: aanpak, isGestart: isGestart, oordelen: oordelen)
    }
}

extension Oordeel {
    /// Hetzelfde oordeel met wat er ontbreekt.
    func met(_ ontbreekt: Ontbreekt) -> Oordeel {
        var oordeel = self
        oordeel.ontbreekt = ontbreekt
        return oordeel
    }
}
