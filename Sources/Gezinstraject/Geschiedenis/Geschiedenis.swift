public import CivilTime

/// Een effectieve geschiedenis: feiten op volgorde van (dag, versie), elk met zijn traject.
public struct Geschiedenis: Sendable {
    /// De feiten, eerste eerst.
    public private(set) var feiten: [Feit]

    /// De geschiedenis van feiten die al op volgorde staan; hun traject wordt hier bepaald.
    ///
    /// Een feit hoort bij het genoemde traject, anders bij het laatste traject dat tot en met het feit is aangemeld,
    /// en minstens bij traject 1 (DOMAIN §4.1).
    init(_ opVolgorde: [Feit]) {
        var aanmeldingen = 0
        feiten = opVolgorde.map { feit in
            if feit.type == .gezinAangemeld { aanmeldingen += 1 }
            return feit.in(traject: feit.genoemdTraject ?? max(1, aanmeldingen))
        }
    }

    /// Het deel tot en met een dag.
    public func tot(_ peildag: Dag) -> Geschiedenis {
        var deel = self
        deel.feiten = Array(feiten.prefix { $0.dag <= peildag })
        return deel
    }

    /// De geschiedenis met feiten erachter die er nog niet zijn, om te zien wat zij zouden veranderen.
    ///
    /// De registraties staan op volgorde; geen ervan is van een eerdere dag dan het laatste feit.
    public func gevolgd(door registraties: [Registratie]) -> Geschiedenis {
        var aanmeldingen = aantalAanmeldingen
        var vervolg = self
        for registratie in registraties {
            if registratie.type == .gezinAangemeld { aanmeldingen += 1 }
            vervolg.feiten.append(Feit(registratie).in(traject: registratie.traject ?? max(1, aanmeldingen)))
        }
        return vervolg
    }

    /// De eerste zoveel feiten.
    public func eerste(_ aantal: Int) -> Geschiedenis {
        var deel = self
        deel.feiten = Array(feiten.prefix(aantal))
        return deel
    }

    /// Het aantal trajecten dat is aangemeld.
    public var aantalAanmeldingen: Int {
        feiten.count { $0.type == .gezinAangemeld }
    }

    /// Het laatste traject: 1 zolang er niet is aangemeld (INDICATORS §1.3).
    public var laatsteTraject: Int { max(1, aantalAanmeldingen) }

    /// Het laatste traject op een dag.
    public func laatsteTraject(op dag: Dag) -> Int {
        max(1, feiten.prefix { $0.dag <= dag }.count { $0.type == .gezinAangemeld })
    }

    /// De aanmelding die een traject opende, als die er is.
    public func aanmelding(van traject: Int) -> GezinAangemeld? {
        for feit in feiten where feit.traject == traject {
            if let aanmelding = feit.als(GezinAangemeld.self) { return aanmelding }
        }
        return nil
    }
}
