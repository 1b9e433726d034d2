import CivilTime
import Gezinstraject
import WireValues

// T2.1.2 De doelen zijn met het gezin bepaald
//
// Bron: MAA Bijlage 1 Gezin Centraal; MAA §3.2. "De hulpverleners hebben de doelen bedacht … Daar waren we het wel mee
// eens": achteraf instemmen is niet samen bepalen, en een handtekening onder het plan ook niet. Een vervallen doel telt
// zoals het gesteld is, tot een later doel een van zijn problemen overneemt. INDICATORS §1.4, T2.1.2.
extension Indicator {
    static let t212 = Indicator(
        nummer: .t212,
        titel: "De doelen zijn met het gezin bepaald",
        bron: "MAA Bijlage 1 Gezin Centraal; MAA §3.2",
        norm: "Binnen de plantermijn zijn er doelen, en minstens de helft is gezamenlijk of door het gezin bepaald.",
        regel: """
            ✓ als minstens de helft van de doelen gezamenlijk of door het gezin is bepaald; een bijstelling die zegt \
            wie bepaalde, gaat voor. X als dat minder is, of als er op de plantermijn geen doel is. – zolang de \
            termijn loopt, of als het gezin herhaald weigert.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .gezinWeigert, .afgeleid, .voorGezinBepaald],
        kanttekeningen: [
            .gezinWeigerde, .instemmingAchteraf, .deelVoorGezinBepaald, .opgelegdDoel, .laatVastgelegd, .datumOnzeker,
        ]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        guard let eerste = casus.eerste(DoelGesteld.self) else {
            return casus.planVerstreken ? .verbeterpunt(.afgeleid, plantermijn: true) : .nogNiet
        }
        let doelen = casus.doelenMetBepaling
        let bepalingen = doelen.map { $0.bepaling }
        let metGezin = bepalingen.count(where: { $0.isMetGezin })

        let bevinding: Bevinding
        if 100 * metGezin >= casus.normen.doelenNorm * bepalingen.count {
            bevinding = Bevinding.voldoet()
                .met(.deelVoorGezinBepaald, als: metGezin < bepalingen.count)
                .met(.opgelegdDoel, als: bepalingen.contains(.opgelegd))
                .met(casus.vastleggingskanttekeningen(eerste.feit, deadline: casus.planDeadline))
        } else {
            bevinding = casus.weigering(.doelen) ?? .verbeterpunt(.voorGezinBepaald)
        }
        return
            bevinding
            .bewezen(door: doelen.flatMap { $0.bewijs })
            .met(.instemmingAchteraf, als: bepalingen.contains(.instemmingAchteraf))
    }
}

/// Een doel met wie het nu bepaald heeft.
private struct BepaaldDoel {
    let doel: FeitVan<DoelGesteld>
    let bijstelling: FeitVan<DoelBijgesteld>?

    var bepaling: Doelbepaling { bijstelling?.bepaling ?? doel.bepaling }
    var bewijs: [UUID] { [doel.bron] + (bijstelling.map { [$0.bron] } ?? []) }
}

extension Casus {
    /// De doelen, zonder de vervallen doelen waarvan een later doel een probleem overnam.
    fileprivate var doelenMetBepaling: [BepaaldDoel] {
        let vervallen = Set(alle(DoelVervallen.self).map { $0.doel })
        let bijstellingen = Dictionary(
            alle(DoelBijgesteld.self).filter { $0.bepaling != nil }.map { ($0.doel, $0) },
            uniquingKeysWith: { _, laatste in laatste }
        )
        var overgenomen: Set<ProbleemId> = []
        var tellend: [BepaaldDoel] = []
        for doel in alle(DoelGesteld.self).reversed() {
            if !vervallen.contains(doel.id) || overgenomen.isDisjoint(with: doel.problemen) {
                tellend.append(BepaaldDoel(doel: doel, bijstelling: bijstellingen[doel.id]))
            }
            overgenomen.formUnion(doel.problemen)
        }
        return tellend.reversed()
    }
}

extension Doelbepaling {
    /// Samen met of door het gezin.
    fileprivate var isMetGezin: Bool { [.gezamenlijk, .doorGezin].contains(self) }
}
