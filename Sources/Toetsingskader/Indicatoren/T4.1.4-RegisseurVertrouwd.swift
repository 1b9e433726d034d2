import CivilTime
import Gezinstraject

// T4.1.4 De regisseur heeft vertrouwen van het gezin
//
// Bron: MAA Bijlage 1 Samenwerking; MAA §5.1. De gezinnen accepteerden de rol; de procesmanager bracht de slechte
// boodschap, zodat het vertrouwen in casemanager of aanspreekpunt bleef. Uitspraken over het aanspreekpunt, of over
// iemand van voor de huidige regisseur, tellen niet. INDICATORS §1.4, T4.1.4.
extension Indicator {
    static let t414 = Indicator(
        nummer: .t414,
        titel: "De regisseur heeft vertrouwen van het gezin",
        bron: "MAA Bijlage 1 Samenwerking; MAA §5.1",
        norm: "Minstens de helft van de gezinsleden die zich uitspraken vertrouwt of accepteert de huidige regisseur.",
        regel: """
            Telt wat elk gezinslid het laatst zei over de procesmanager, de casemanager of de regisseur van nu. \
            ✓ als minstens de helft een van hen vertrouwt of accepteert, X als meer dan de helft dat niet doet. \
            – als niemand van het gezin zich over hen uitsprak.
            """,
        hangtAfVanTijd: false,
        vraagtOordeel: true,
        hoortBijPlan: false,
        redenen: [.nogNiet, .oordeelOntbreekt, .geenVertrouwen],
        kanttekeningen: [.alleenAanspreekpuntVertrouwd, .alleenAccepteert, .vertrouwenVerouderd, .vertrouwenVerdeeld]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let alle = casus.alle(VertrouwenGezinVastgelegd.self)
        let uitspraken = casus.overDeRegisseur(alle)
        guard let nieuwste = uitspraken.last else {
            let overAanspreekpunt = alle.filter { $0.inRol == .aanspreekpunt }
            return Bevinding.nietVastgesteld(.oordeelOntbreekt)
                .met(.alleenAanspreekpuntVertrouwd, als: !overAanspreekpunt.isEmpty)
                .bewezen(door: overAanspreekpunt)
        }
        let leden = Set(uitspraken.map { $0.gezinslid })
        let vertrouwend = Set(uitspraken.filter { $0.oordeel.isVertrouwen }.map { $0.gezinslid })
        let zonderVertrouwen = leden.count - vertrouwend.count
        guard 2 * zonderVertrouwen <= leden.count else {
            return Bevinding.verbeterpunt(.geenVertrouwen).bewezen(door: uitspraken)
        }
        return Bevinding.voldoet()
            .bewezen(door: uitspraken)
            .met(.vertrouwenVerdeeld, als: 2 * zonderVertrouwen == leden.count)
            .met(.alleenAccepteert, als: !uitspraken.contains { $0.oordeel == .vertrouwt })
            .met(.vertrouwenVerouderd, als: casus.isVerstreken(nieuwste.dag, casus.normen.verouderd))
    }
}

extension Casus {
    /// De laatste uitspraak van elk gezinslid over elke rol, voor zover zij over de huidige regisseur gaat.
    fileprivate func overDeRegisseur(
        _ uitspraken: [FeitVan<VertrouwenGezinVastgelegd>]
    ) -> [FeitVan<VertrouwenGezinVastgelegd>] {
        guard !uitspraken.isEmpty else { return [] }
        let procesmanager = laatstBegonnen(procesmanagerperioden)?.van
        let casemanager = laatstBegonnen(regisseursperioden)?.van
        let een = [procesmanager, casemanager].compactMap { $0 }.min()
        func begin(_ rol: VertrouwenGezinVastgelegd.InRol?) -> Dag? {
            switch rol {
            case .procesmanager: procesmanager
            case .casemanager: casemanager
            case .aanspreekpunt: nil
            case nil: een
            }
        }
        return uitspraken.filter { uitspraak in begin(uitspraak.inRol).map { uitspraak.dag >= $0 } ?? false }
            .laatste { Onderwerp(lid: $0.gezinslid, rol: $0.inRol) }
    }
}

/// Wie iets zegt, en over welke rol.
private struct Onderwerp: Hashable {
    let lid: GezinslidId
    let rol: VertrouwenGezinVastgelegd.InRol?
}

extension VertrouwenGezinVastgelegd.Oordeel {
    /// Het gezinslid vertrouwt of accepteert de regisseur.
    fileprivate var isVertrouwen: Bool {
        switch self {
        case .vertrouwt, .accepteert: true
        case .wantrouwt: false
        }
    }
}
