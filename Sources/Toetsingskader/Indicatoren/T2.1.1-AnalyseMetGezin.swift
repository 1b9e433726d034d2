import CivilTime
import Gezinstraject

// T2.1.1 De probleemanalyse is met het gezin gemaakt.
//
// Bron: MAA Bijlage 1 Gezin Centraal; MAA §3.2. De analyse was "zonder het gezin opgesteld vanwege de veelheid en
// complexiteit". Ouders die "na het maken van de analyse" aansluiten en meedenken hebben haar niet mee gemaakt: X.
// Beoordeeld wordt een versie, de laatste volledige; een latere versie over een deel maakt haar niet ongedaan
// (INDICATORS §1.8, 4). INDICATORS §1.4, T2.1.1.
extension Indicator {
    static let t211 = Indicator(
        nummer: .t211,
        titel: "De probleemanalyse is met het gezin gemaakt.",
        bron: "MAA Bijlage 1 Gezin Centraal; MAA §3.2",
        norm: "Binnen de plantermijn is er een probleemanalyse die gezamenlijk of deels met het gezin is gemaakt.",
        regel: """
            Het gaat om de laatste analyse die zelf elk leefgebied van de aanpak beoordeelt; is die er niet, om de \
            laatste. ✓ als het gezin haar geheel of deels mee maakte. X als het pas daarna of niet betrokken was, of \
            als er op de plantermijn geen analyse is. – zolang de termijn loopt, of als het gezin herhaald weigert.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .gezinWeigert, .afgeleid, .zonderGezin],
        kanttekeningen: [
            .gezinDeelsBetrokken, .eenOuder, .jongerenNietGehoord, .gezinWeigerde, .laatVastgelegd, .datumOnzeker,
            .latereAnalyseZonderGezin,
        ]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let analyses = casus.alle(ProbleemanalyseVastgesteld.self)
        guard let analyse = analyses.last(where: { casus.beoordeeltAlles($0.gegevens) }) ?? analyses.last else {
            return casus.planVerstreken ? .verbeterpunt(.afgeleid, plantermijn: true) : .nogNiet
        }
        if analyse.gezin.isBetrokken {
            let latere = analyses.filter { $0.plaats > analyse.plaats }
            return Bevinding.voldoet()
                .bewezen(door: analyse)
                .met(.gezinDeelsBetrokken, als: analyse.gezin == .deels)
                .met(.latereAnalyseZonderGezin, als: latere.contains { !$0.gezin.isBetrokken })
                .met(.eenOuder, als: casus.isEenVanDeOuders(analyse.deelnemers))
                .met(.jongerenNietGehoord, als: casus.mistJongeren(analyse.deelnemers, op: analyse.dag))
                .met(casus.vastleggingskanttekeningen(analyse.feit, deadline: casus.planDeadline))
        }
        if let weigering = casus.weigering(.analyse) { return weigering.bewezen(door: analyse) }
        return Bevinding.verbeterpunt(.zonderGezin).bewezen(door: analyse)
    }
}

extension Casus {
    /// Of een analyse zelf elk leefgebied van de aanpak beoordeelt.
    fileprivate func beoordeeltAlles(_ analyse: ProbleemanalyseVastgesteld) -> Bool {
        profiel.leefgebieden.allSatisfy { analyse.leefgebieden.bevat($0) }
    }

    /// Of van twee of meer ouders er precies een bij de deelnemers staat.
    fileprivate func isEenVanDeOuders(_ deelnemers: [GezinslidId]?) -> Bool {
        guard let deelnemers else { return false }
        let ouders = huidigeLeden.filter { [.ouder, .stiefouder].contains($0.rol) }
        return ouders.count >= 2 && ouders.count { deelnemers.contains($0.id) } == 1
    }
}

extension ProbleemanalyseVastgesteld.Gezin {
    /// Het gezin maakte haar mee, geheel of deels.
    fileprivate var isBetrokken: Bool { [.gezamenlijk, .deels].contains(self) }
}
