import CivilTime
import Gezinstraject

// T2.2.1 Met het gezin wordt bekeken welke problemen zij zelf kunnen oplossen
//
// Bron: MAA Bijlage 1 Gezin Centraal. Het is gedaan, al lukte het "niet altijd" door beperkende factoren als
// leerbaarheid; bij het afsluiten is de vraag of het gezin sterk genoeg is. Een meting over het gezin, zoals de
// Zelfredzaamheid-Matrix (MAA §6.2), is geen verkenning met het gezin. INDICATORS §1.4, T2.2.1.
extension Indicator {
    static let t221 = Indicator(
        nummer: .t221,
        titel: "Met het gezin wordt bekeken welke problemen zij zelf kunnen oplossen",
        bron: "MAA Bijlage 1 Gezin Centraal",
        norm: "Binnen de plantermijn is minstens een keer met het gezin verkend wat het zelf kan.",
        regel: """
            ✓ als de eigen kracht bij minstens een probleem met het gezin is verkend, wat er ook uitkwam. X als dat op \
            de plantermijn niet gebeurd is. – zolang de termijn loopt, of als het gezin herhaald weigert.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .gezinWeigert, .nietVerkend],
        kanttekeningen: [.gezinWeigerde, .nietsZelf, .nietHerbeoordeeld, .laatVastgelegd, .datumOnzeker]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let verkenningen = casus.alle(EigenKrachtVerkend.self)
        let metGezin = verkenningen.filter { $0.metGezin }
        if let eerste = metGezin.first {
            return Bevinding.voldoet()
                .bewezen(door: metGezin)
                .met(.nietsZelf, als: !metGezin.contains { $0.uitkomst.isZelfOfMetHulp })
                .met(.nietHerbeoordeeld, als: casus.isNietHerbeoordeeld(metGezin))
                .met(casus.vastleggingskanttekeningen(eerste.feit, deadline: casus.planDeadline))
        }
        if let weigering = casus.weigering(.eigenKracht) { return weigering }
        guard casus.planVerstreken else { return .nogNiet }
        return Bevinding.verbeterpunt(.nietVerkend, feit: !verkenningen.isEmpty, plantermijn: true)
            .bewezen(door: verkenningen)
    }
}

extension Casus {
    /// Of er sinds de afronding (zonder afronding: sinds de afsluiting) niet opnieuw met het gezin is verkend.
    fileprivate func isNietHerbeoordeeld(_ metGezin: [FeitVan<EigenKrachtVerkend>]) -> Bool {
        guard let afronding = eerste(AfrondingGestart.self)?.dag ?? einde?.dag else { return false }
        return metGezin.allSatisfy { $0.dag < afronding }
    }
}

extension EigenKrachtVerkend.Uitkomst {
    /// Het gezin kan het zelf, al of niet met hulp.
    fileprivate var isZelfOfMetHulp: Bool {
        switch self {
        case .zelf, .metHulp: true
        case .nogNiet, .nietZelf: false
        }
    }
}
