import CivilTime
import Gezinstraject

// T3.1.2 Er zijn doelen gesteld voor alle problemen
//
// Bron: MAA Bijlage 1 Aanpak; MAA §3.2. Bij alle problemen zijn doelen gesteld en is bekeken wat eerst wordt opgepakt,
// ook in twee casussen zonder plan: doelen staan los van een plan. Een opgelost probleem telt als gedekt, wanneer het
// ook is opgelost; een beheersbaar probleem alleen als het dat op tijd was (INDICATORS §1.8, 7).
// INDICATORS §1.4, T3.1.2.
extension Indicator {
    static let t312 = Indicator(
        nummer: .t312,
        titel: "Er zijn doelen gesteld voor alle problemen",
        bron: "MAA Bijlage 1 Aanpak; MAA §3.2",
        norm: """
            Elk probleem heeft een doel, of is opgelost, binnen twee maanden na de constatering en niet voor het einde \
            van de plantermijn.
            """,
        regel: """
            ✓ als elk probleem een doel heeft dat niet vervallen is, is opgelost, of op tijd beheersbaar was; een \
            werkafspraak voor het probleem is ook genoeg. X als een probleem na zijn termijn geen van deze heeft, of \
            als er op de plantermijn geen problemen zijn vastgelegd. – zolang de termijn loopt en er nog geen doel is.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .afgeleid, .probleemZonderDoel],
        kanttekeningen: [.alleenWerkafspraak]
    ) { casus in
        guard let planDeadline = casus.planDeadline else { return .nogNiet }
        let problemen = casus.problemen
        guard !problemen.isEmpty else {
            return casus.planVerstreken ? .verbeterpunt(.afgeleid, plantermijn: true) : .nogNiet
        }
        let doelen = casus.geldendeDoelen
        let metDoel = Set(doelen.flatMap { $0.problemen })
        let afspraken = casus.alle(WerkafspraakGemaakt.self)
        let metAfspraak = Set(afspraken.flatMap { $0.problemen ?? [] })

        let zonderDoel = problemen.filter { !metDoel.contains($0.id) && !casus.isAfgehandeld($0, planDeadline) }
        let zonderIets = zonderDoel.filter { !metAfspraak.contains($0.id) }
        let teLaat = zonderIets.filter { casus.deadline($0, planDeadline) < casus.tot }
        guard teLaat.isEmpty else {
            return Bevinding.verbeterpunt(.probleemZonderDoel).bewezen(door: teLaat.map { $0.feit })
        }
        if metDoel.isEmpty, !zonderIets.isEmpty { return .nogNiet }
        return Bevinding.voldoet()
            .bewezen(door: problemen.flatMap { [$0.feit.bron] + $0.wijzigingen.map { $0.bron } })
            .bewezen(door: doelen)
            .bewezen(door: afspraken.filter { !($0.problemen ?? []).isEmpty })
            .met(.alleenWerkafspraak, als: zonderDoel.count > zonderIets.count)
    }
}

extension Casus {
    /// De doelen die tellen: gesteld en niet vervallen.
    fileprivate var geldendeDoelen: [FeitVan<DoelGesteld>] {
        let vervallen = Set(alle(DoelVervallen.self).map { $0.doel })
        return alle(DoelGesteld.self).filter { !vervallen.contains($0.id) }
    }

    /// De dag waarop een probleem uiterlijk een doel moet hebben.
    fileprivate func deadline(_ probleem: Probleem, _ planDeadline: Dag) -> Dag {
        max(probleem.geconstateerd + normen.planActualisatie, planDeadline)
    }

    /// Opgelost, of beheersbaar op de dag waarop het een doel moest hebben.
    fileprivate func isAfgehandeld(_ probleem: Probleem, _ planDeadline: Dag) -> Bool {
        let opTijd = probleem.status(op: min(Klokdag(deadline(probleem, planDeadline)), tot))
        return probleem.status == .opgelost || Probleem.klaar.contains(opTijd)
    }
}
