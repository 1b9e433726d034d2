import CivilTime
import Gezinstraject

// T4.3.2 De beschikbare informatie is toereikend om de problemen in samenhang aan te pakken
//
// Bron: MAA Bijlage 1 Samenwerking. Toereikend, dankzij de rondetafelbesprekingen; "twee van de drie gezinnen …
// terughoudend … bemoeilijkt het in samenhang aanpakken". Die terughoudendheid is een kanttekening, nooit uit zichzelf
// een verbeterpunt. Zonder oordeel telt regelmatig rondetafeloverleg als benadering. INDICATORS §1.4, T4.3.2.
extension Indicator {
    static let t432 = Indicator(
        nummer: .t432,
        titel: "De beschikbare informatie is toereikend om de problemen in samenhang aan te pakken",
        bron: "MAA Bijlage 1 Samenwerking",
        norm: "De informatie is genoeg om de problemen in samenhang aan te pakken.",
        regel: """
            Het laatste oordeel beslist: ✓ bij toereikend of grotendeels, X bij ontoereikend. Zonder oordeel ✓ bij \
            benadering als het laatste half jaar een rondetafel was, er geen open knelpunt is en er een grondslag is. \
            – anders.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: false,
        redenen: [.nogNiet, .ontoereikend, .benadering, .oordeelOntbreekt],
        kanttekeningen: [.gezinTerughoudend, .oordeelOntbreekt, .geenGrondslag, .oordeelVerouderd]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let openheid = casus.alle(MedewerkingGezinGewijzigd.self).last { $0.informatie != nil }
        return casus.informatieInSamenhang.met(.gezinTerughoudend, als: openheid?.informatie == .terughoudend)
    }
}

extension Casus {
    fileprivate var informatieInSamenhang: Bevinding {
        if let oordeel = alle(InformatieToereikendBeoordeeld.self).last(where: { $0.doel == .samenhang }) {
            return InformatieToereikendBeoordeeld.bevinding(oordeel.oordeel)
                .bewezen(door: oordeel)
                .met(.oordeelVerouderd, als: isVerstreken(oordeel.dag, normen.verouderd))
        }
        guard let tafel = laatste(RondetafelbesprekingGehouden.self),
            !isVerstreken(tafel.dag, normen.rondetafelVenster), !heeftOpenKnelpunt
        else { return .nietVastgesteld(.oordeelOntbreekt) }
        guard heeftGrondslag else {
            return Bevinding.nietVastgesteld(.oordeelOntbreekt).met(.geenGrondslag).bewezen(door: tafel)
        }
        return Bevinding.voldoet(.benadering)
            .met(.oordeelOntbreekt)
            .bewezen(door: tafel)
            .bewezen(door: geldigeToestemmingen.map { $0.feit.feit.id })
            .bewezen(door: andereGrondslagen)
    }
}

extension InformatieToereikendBeoordeeld {
    fileprivate static func bevinding(_ oordeel: Oordeel) -> Bevinding {
        switch oordeel {
        case .ja, .grotendeels: .voldoet()
        case .nee: .verbeterpunt(.ontoereikend)
        }
    }
}
