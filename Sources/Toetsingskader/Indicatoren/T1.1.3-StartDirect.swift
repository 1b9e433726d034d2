import CivilTime
import Gezinstraject

// T1.1.3 De aanpak start direct na het moment dat het gezin hiervoor is aangemeld
//
// Bron: MAA Bijlage 1 Toeleiding: "Kort na de aanmelding … ongeveer binnen 1 maand". Het kader zegt alleen "direct"; de
// maand is waargenomen en de week speling voor "ongeveer" is van ons. Wachten op toestemming of informatie stopt de
// klok niet. Een late start blijft een feit van dit traject. INDICATORS §1.4, T1.1.3.
extension Indicator {
    static let t113 = Indicator(
        nummer: .t113,
        titel: "De aanpak start direct na het moment dat het gezin hiervoor is aangemeld",
        bron: "MAA Bijlage 1 Toeleiding",
        norm: "De aanpak start binnen een maand na de aanmelding, met een week speling.",
        regel: """
            ✓ als de aanpak binnen een maand na de aanmelding startte, of met een kanttekening binnen een week \
            daarna. X als zij later startte of na een maand nog niet gestart is. – zonder aanmelding, zolang de maand \
            loopt, en als de aanmelding is ingetrokken of afgewezen.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: false,
        redenen: [.nogNiet, .nvt, .geenGegevens, .nietGestart, .teLaat],
        kanttekeningen: [.ongeveerOpTijd, .papierenStart, .laatVastgelegd, .datumOnzeker]
    ) { casus in
        guard let aanmelding = casus.aanmelding else { return .nogNiet }
        let deadline = aanmelding.dag + casus.aanvangsnormen.startTermijn
        guard let start = casus.start else { return casus.bevindingZonderStart(aanmelding, deadline: deadline) }
        let bevinding: Bevinding
        if start.dag <= deadline {
            bevinding = .voldoet()
        } else if start.dag <= deadline + casus.aanvangsnormen.startTolerantie {
            bevinding = .voldoet().met(.ongeveerOpTijd)
        } else {
            bevinding = .verbeterpunt(.teLaat)
        }
        // A start after the deadline is never recorded late, so the two cautions fit the X too.
        return
            bevinding
            .bewezen(door: aanmelding)
            .bewezen(door: [start.feit.id])
            .met(.papierenStart, als: casus.isPapierenStart(start))
            .met(casus.vastleggingskanttekeningen(start.feit, deadline: deadline))
    }
}

extension Casus {
    fileprivate func bevindingZonderStart(_ aanmelding: FeitVan<GezinAangemeld>, deadline: Dag) -> Bevinding {
        let slot = feiten(van: [.prioriteringAfgewezen, .aanmeldingIngetrokken])
        guard slot.isEmpty else { return Bevinding.nietVastgesteld(.nvt).bewezen(door: slot.map({ $0.feit.id })) }
        // An intake that never starts has no closing: the peildag itself counts (INDICATORS §1.8, 1).
        guard peildag > deadline else { return .nogNiet }
        return Bevinding.verbeterpunt(.nietGestart).bewezen(door: aanmelding)
    }

    /// De aanpak is gestart en in de eerste maand was er geen contact, analyse of overleg.
    fileprivate func isPapierenStart(_ start: Start) -> Bool {
        let einde = start.dag + aanvangsnormen.eersteActiviteit
        guard tot > einde else { return false }
        if let dossierVanaf, dossierVanaf > start.dag { return false }
        return !feiten(van: [.contactMetGezinGelegd, .probleemanalyseVastgesteld, .mdoGehouden])
            .contains { start.dag <= $0.dag && $0.dag <= einde }
    }
}
