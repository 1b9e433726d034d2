import CivilTime
import Gezinstraject

// T1.1.1 Het gezin valt onder de definitie GGSR
//
// Bron: MAA Bijlage 1 Toeleiding; MAA §1.3, §3.1; ZWO en DEL, definitie. De gezinnen hadden zware, complexe problemen
// op meerdere leefgebieden. De toets aan de ingang telt: problemen die later zijn opgelost maken haar nooit tot X.
// Zorgmijding is geen element van de definitie; de criteria voor prioritering zijn een andere toets. INDICATORS §1.4,
// T1.1.1.
extension Indicator {
    static let t111 = Indicator(
        nummer: .t111,
        titel: "Het gezin valt onder de definitie GGSR",
        bron: "MAA Bijlage 1 Toeleiding; MAA §1.3, §3.1; ZWO en DEL, definitie",
        norm: """
            Een gezin met minstens een ouder en een kind heeft blijvende problemen op minstens vier van de zeven \
            leefgebieden, die de ouders niet zelf kunnen oplossen.
            """,
        regel: """
            Het gaat om de laatste toets op of voor de dag van de start, anders de eerste erna; zonder start om de \
            laatste. ✓ als elk element van de definitie waar is. X als een element niet waar is en de aanpak toch \
            startte. – zonder aanmelding, zonder toets, als niemand oordeelde over blijvendheid of onvermogen, en als \
            een gezin dat niet voldoet ook niet startte.
            """,
        hangtAfVanTijd: false,
        vraagtOordeel: true,
        hoortBijPlan: false,
        redenen: [.nogNiet, .oordeelOntbreekt, .voldoetNiet, .nvt],
        kanttekeningen: [.analyseMinderLeefgebieden, .alleenMetEigenCodes, .persoonsgericht, .hertoetsVoldoetNiet]
    ) { casus in
        guard let aanmelding = casus.aanmelding else { return .nogNiet }
        guard let toets = casus.definitietoets else {
            return Bevinding.nietVastgesteld(.oordeelOntbreekt).bewezen(door: aanmelding)
        }
        return casus.bevinding(van: toets)
            .bewezen(door: aanmelding)
            .bewezen(door: toets)
            .met(.hertoetsVoldoetNiet, als: casus.isLaterOnwaar(toets))
    }
}

extension Casus {
    /// De toets die telt: de laatste op of voor de dag van de start, anders de eerste erna; zonder start de laatste.
    fileprivate var definitietoets: FeitVan<DefinitieGetoetst>? {
        let toetsen = alle(DefinitieGetoetst.self)
        guard let start else { return toetsen.last }
        return toetsen.last { $0.dag <= start.dag } ?? toetsen.first
    }

    fileprivate func bevinding(van toets: FeitVan<DefinitieGetoetst>) -> Bevinding {
        if toets.gegevens.heeftOnwaarElement(minstens: normen.ggsrMinLeefgebieden) {
            guard let start else { return .nietVastgesteld(.nvt) }
            return Bevinding.verbeterpunt(.voldoetNiet).bewezen(door: [start.feit.id])
        }
        guard toets.chronisch != nil, toets.oudersKunnenZelf != nil else {
            return .nietVastgesteld(.oordeelOntbreekt)
        }
        return Bevinding.voldoet()
            .met(leefgebiedkanttekeningen)
            .met(
                .persoonsgericht,
                als: alle(GezinGeprioriteerd.self).last { $0.definitief }?.variant == .persoonsgericht
            )
    }

    /// Of een latere toets een element onwaar vond.
    fileprivate func isLaterOnwaar(_ toets: FeitVan<DefinitieGetoetst>) -> Bool {
        alle(DefinitieGetoetst.self).contains { later in
            later.plaats > toets.plaats && later.gegevens.heeftOnwaarElement(minstens: normen.ggsrMinLeefgebieden)
        }
    }

    /// Wat de problemen na een analyse over het aantal leefgebieden zeggen.
    private var leefgebiedkanttekeningen: Set<LetOp> {
        guard heeft(.probleemanalyseVastgesteld) else { return [] }
        let problemen = alle(ProbleemGeconstateerd.self)
        guard Set(problemen.map({ $0.stj })).count < normen.ggsrMinLeefgebieden else { return [] }
        let eigen = Set(problemen.compactMap { $0.leefgebiedEigen })
        return eigen.count < normen.ggsrMinLeefgebieden
            ? [.analyseMinderLeefgebieden]
            : [.analyseMinderLeefgebieden, .alleenMetEigenCodes]
    }
}

extension DefinitieGetoetst {
    /// Of een element van de definitie onwaar is; wat niemand beoordeelde is niet onwaar.
    fileprivate func heeftOnwaarElement(minstens leefgebieden: Int) -> Bool {
        ouders < 1 || kinderen < 1 || chronisch == false || oudersKunnenZelf == true || Set(stj).count < leefgebieden
    }
}
