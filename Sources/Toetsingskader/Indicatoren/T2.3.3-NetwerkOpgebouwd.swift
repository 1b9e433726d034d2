import CivilTime
import Gezinstraject

// T2.3.3 Als een (positief) sociaal netwerk ontbreekt, maakt het opbouwen hiervan deel uit van de aanpak
//
// Bron: MAA Bijlage 1 Gezin Centraal; MAA §4.3; SPI Beschrijving. Bij geen van de gezinnen is er tijd in gestoken, ook
// waar de analyse het als doel noemde: "taak voor de casemanager", "tijdgebrek". Een doel zonder activiteit is dus X.
// Niet van toepassing is het alleen als met het gezin een positief netwerk is vastgesteld; wat niet in kaart is,
// ontbreekt. INDICATORS §1.4, T2.3.3.
extension Indicator {
    static let t233 = Indicator(
        nummer: .t233,
        titel: "Als een (positief) sociaal netwerk ontbreekt, maakt het opbouwen hiervan deel uit van de aanpak",
        bron: "MAA Bijlage 1 Gezin Centraal; MAA §4.3; SPI Beschrijving",
        norm: """
            Ontbreekt een positief netwerk, dan wordt er binnen de plantermijn, of binnen twee maanden nadat het een \
            doel werd, aan gebouwd.
            """,
        regel: """
            ✓ als er een activiteit is uitgevoerd om het netwerk op te bouwen. X als dat op de termijn niet gebeurd \
            is, ook als het een doel is. – als de laatste kaart met het gezin een positief netwerk toont, zolang een \
            termijn loopt, of als het gezin herhaald weigert.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .gezinWeigert, .nietOpgebouwd],
        kanttekeningen: [
            .gezinWeigerde, .opbouwZonderDoel, .opbouwUitgesteld, .laatVastgelegd, .datumOnzeker, .opbouwStilgevallen,
        ]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        if let kaart = casus.alle(NetwerkInKaartGebracht.self).last(where: { $0.metGezin }),
            kaart.resultaat == .positiefAanwezig
        {
            return Bevinding.nietVastgesteld(.nvt).bewezen(door: kaart)
        }
        let uitstel = casus.alle(NetwerkopbouwUitgesteld.self)
        return casus.bevindingOverOpbouw
            .met(.opbouwUitgesteld, als: uitstel.count >= casus.normen.opbouwUitstel)
    }
}

extension Casus {
    fileprivate var bevindingOverOpbouw: Bevinding {
        let doel = alle(DoelGesteld.self).first { $0.netwerk == true }
        let activiteiten = alle(NetwerkopbouwActiviteitUitgevoerd.self)
        if let eerste = activiteiten.first, let laatste = activiteiten.last {
            return Bevinding.voldoet()
                .bewezen(door: activiteiten)
                .met(.opbouwZonderDoel, als: doel == nil)
                .met(.opbouwStilgevallen, als: isVerstreken(laatste.dag, normen.verouderd))
                .met(vastleggingskanttekeningen(eerste.feit, deadline: planDeadline))
        }
        if let weigering = weigering(.netwerk) { return weigering }
        if let doel, !isVerstreken(doel.dag, normen.planActualisatie) { return Bevinding.nogNiet.bewezen(door: doel) }
        guard planVerstreken else { return .nogNiet }
        return Bevinding.verbeterpunt(.nietOpgebouwd, plantermijn: true)
            .bewezen(door: doel)
            .bewezen(door: alle(NetwerkopbouwUitgesteld.self))
    }
}
