import CivilTime
import Gezinstraject

// T5.2.1 De regisseur is in staat om de intensiteit van de zorg en de ondersteuning te verminderen of vermeerderen
//
// Bron: MAA Bijlage 1 Continu. Niet vastgesteld: alleen bleek van een CIZ-indicatie die niet uit te breiden was, en dat
// "ligt ook buiten de invloedssfeer van de procesmanager". Of er meer of minder hulpverleners zijn hoort bij T5.2.2.
// Een aangevraagde indicatie telt als poging (INDICATORS §1.8, 17). INDICATORS §1.4, T5.2.1.
extension Indicator {
    static let t521 = Indicator(
        nummer: .t521,
        titel: """
            De regisseur is in staat om de intensiteit van de zorg en de ondersteuning te verminderen \
            of vermeerderen
            """,
        bron: "MAA Bijlage 1 Continu",
        norm: "Een nodige wijziging van intensiteit is doorgevoerd, en binnen twee maanden minstens geprobeerd.",
        regel: """
            ✓ als een wijziging van intensiteit is doorgevoerd. Anders X als een nodige wijziging binnen de eigen \
            invloed is afgewezen, of na twee maanden niet is geprobeerd. – als geen wijziging nodig was, als zij buiten \
            de eigen invloed mislukte, of zolang de termijn loopt.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: false,
        redenen: [.nogNiet, .nvt, .geenGegevens, .afgewezen, .nietGeprobeerd, .buitenInvloedssfeer],
        kanttekeningen: [.andereWijzigingAfgewezen, .wensGezinNietUitgevoerd]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let behoeften = casus.alle(IntensiteitswijzigingNodigGeacht.self)
        return casus.intensiteit(behoeften)
            .met(.wensGezinNietUitgevoerd, als: casus.heeftOnvervuldeWens(behoeften))
    }
}

extension Casus {
    fileprivate func intensiteit(_ behoeften: [FeitVan<IntensiteitswijzigingNodigGeacht>]) -> Bevinding {
        let wijzigingen = alle(ZorgIntensiteitGewijzigd.self)
        let afwijzingen = alle(IntensiteitswijzigingAfgewezen.self)
        let indicaties = afgewezenIndicaties(behoeften)
        let isAfgewezen = !afwijzingen.isEmpty || !indicaties.isEmpty
        if !wijzigingen.isEmpty {
            return Bevinding.voldoet()
                .bewezen(door: wijzigingen)
                .met(.andereWijzigingAfgewezen, als: isAfgewezen)
        }
        guard !behoeften.isEmpty else { return .nietVastgesteld(.nvt) }
        let binnenInvloed = afwijzingen.filter { !$0.buitenInvloedssfeer }
        if !binnenInvloed.isEmpty {
            return Bevinding.verbeterpunt(.afgewezen).bewezen(door: behoeften).bewezen(door: binnenInvloed)
        }
        let nietGeprobeerd = nietGeprobeerd(behoeften, afwijzingen)
        if !nietGeprobeerd.isEmpty { return Bevinding.verbeterpunt(.nietGeprobeerd).bewezen(door: nietGeprobeerd) }
        guard isAfgewezen else { return Bevinding.nogNiet.bewezen(door: behoeften) }
        return Bevinding.nietVastgesteld(.buitenInvloedssfeer)
            .bewezen(door: behoeften)
            .bewezen(door: afwijzingen)
            .bewezen(door: indicaties)
    }

    /// Afgewezen indicaties van zorg met een behoefte, die het laatst bij CIZ of BJZ waren aangevraagd.
    private func afgewezenIndicaties(
        _ behoeften: [FeitVan<IntensiteitswijzigingNodigGeacht>]
    ) -> [FeitVan<IndicatieAfgewezen>] {
        let zorg = Set(behoeften.map { $0.zorg })
        let aanvragen = Dictionary(grouping: alle(IndicatieAangevraagd.self), by: { $0.zorg })
        return alle(IndicatieAfgewezen.self).filter { afwijzing in
            guard zorg.contains(afwijzing.zorg),
                let aanvraag = aanvragen[afwijzing.zorg]?.last(where: { $0.plaats < afwijzing.plaats })
            else { return false }
            switch aanvraag.instantie {
            case .ciz, .bjz: return true
            case .overig: return false
            }
        }
    }

    /// Behoeften waarop binnen de termijn niets volgde: geen afwijzing en geen aanvraag van een indicatie.
    private func nietGeprobeerd(
        _ behoeften: [FeitVan<IntensiteitswijzigingNodigGeacht>],
        _ afwijzingen: [FeitVan<IntensiteitswijzigingAfgewezen>]
    ) -> [FeitVan<IntensiteitswijzigingNodigGeacht>] {
        let pogingen =
            afwijzingen.map { ($0.zorg, $0.plaats) } + alle(IndicatieAangevraagd.self).map { ($0.zorg, $0.plaats) }
        let laatstePoging = Dictionary(pogingen, uniquingKeysWith: max)
        return behoeften.filter { behoefte in
            let isGeprobeerd = laatstePoging[behoefte.zorg].map { $0 > behoefte.plaats } ?? false
            return !isGeprobeerd && isVerstreken(behoefte.dag, normen.planActualisatie)
        }
    }

    /// Het gezin vroeg om een wijziging, en die zorg is daarna niet gewijzigd.
    fileprivate func heeftOnvervuldeWens(_ behoeften: [FeitVan<IntensiteitswijzigingNodigGeacht>]) -> Bool {
        let laatsteWijziging = Dictionary(
            alle(ZorgIntensiteitGewijzigd.self).map { ($0.zorg, $0.plaats) },
            uniquingKeysWith: max
        )
        return behoeften.contains { behoefte in
            let isGewijzigd = laatsteWijziging[behoefte.zorg].map { $0 > behoefte.plaats } ?? false
            return behoefte.doorGezin == true && !isGewijzigd
        }
    }
}
