import CivilTime
import Gezinstraject

// T2.3.1 Het sociale netwerk van het gezin is in kaart gebracht
//
// Bron: MAA Bijlage 1 Gezin Centraal; MAA §4.3. In twee analyses stond "geen sociaal netwerk" terwijl een gezin leraren
// en goede vrienden noemde: wat professionals aannemen zonder het gezin te vragen is niet in kaart gebracht. Latere
// informatie van professionals maakt een kaart met het gezin niet ongedaan. INDICATORS §1.4, T2.3.1.
extension Indicator {
    static let t231 = Indicator(
        nummer: .t231,
        titel: "Het sociale netwerk van het gezin is in kaart gebracht",
        bron: "MAA Bijlage 1 Gezin Centraal; MAA §4.3",
        norm: "Binnen de plantermijn is het netwerk met het gezin in kaart gebracht.",
        regel: """
            ✓ als het netwerk minstens een keer met het gezin in kaart is gebracht; dat er geen is, is ook een \
            antwoord. X als het alleen zonder het gezin is gedaan, of op de plantermijn helemaal niet. – zolang de \
            termijn loopt, of als het gezin herhaald weigert.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .gezinWeigert, .zonderGezinAangenomen, .nietGedaan],
        kanttekeningen: [.gezinWeigerde, .netwerkkaartVerouderd, .laatVastgelegd, .datumOnzeker]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let kaarten = casus.alle(NetwerkInKaartGebracht.self)
        let metGezin = kaarten.filter { $0.metGezin }
        if let eerste = metGezin.first, let laatste = metGezin.last {
            return Bevinding.voldoet()
                .bewezen(door: metGezin)
                .met(.netwerkkaartVerouderd, als: casus.isVerstreken(laatste.dag, casus.normen.verouderd))
                .met(casus.vastleggingskanttekeningen(eerste.feit, deadline: casus.planDeadline))
        }
        if let weigering = casus.weigering(.netwerk) { return weigering }
        guard kaarten.isEmpty else { return Bevinding.verbeterpunt(.zonderGezinAangenomen).bewezen(door: kaarten) }
        return casus.planVerstreken ? .verbeterpunt(.nietGedaan, plantermijn: true) : .nogNiet
    }
}
