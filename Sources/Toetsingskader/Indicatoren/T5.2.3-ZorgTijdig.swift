import CivilTime
import Gezinstraject

// T5.2.3 De inzet van de benodigde zorg en ondersteuning is tijdig
//
// Bron: MAA Bijlage 1 Continu; MAA §3.3. In meerdere casussen waren er wachtlijsten, met name in de GGZ. Wie te lang
// wachtte, wachtte: ook na de start telt dat nog drie jaar, daarna is het een kanttekening. Wachten door het gezin zelf
// telt niet, ook niet voor voorrang. Elke weigering stopt de klok (INDICATORS §1.8, 17). INDICATORS §1.4, T5.2.3.
extension Indicator {
    static let t523 = Indicator(
        nummer: .t523,
        titel: "De inzet van de benodigde zorg en ondersteuning is tijdig",
        bron: "MAA Bijlage 1 Continu; MAA §3.3",
        norm: "Gevraagde zorg start of wordt overbrugd binnen een maand nadat zij gevraagd en gewenst is.",
        regel: """
            X als zorg langer dan een maand op zich liet of laat wachten zonder overbrugging, tenzij dat wachten langer \
            dan drie jaar geleden eindigde; ook X als het gezin intussen afhaakte. Anders ✓ als zorg op tijd kwam. \
            – zolang geen zorg kwam en geen maand voorbij is.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: false,
        redenen: [.nogNiet, .geenGegevens, .wacht, .afgehaaktTijdensWachten],
        kanttekeningen: [.wachtOverbrugd, .voorrangGeweigerd, .voorrangNietNagekomen, .wachtGeweest]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let wachttijden = casus.wachttijden
        return casus.tijdigheid(wachttijden)
            .met(.wachtOverbrugd, als: wachttijden.contains { $0.afloop == .overbrugd })
            .met(.wachtGeweest, als: wachttijden.contains { $0.afloop == .langGeleden })
            .met(.voorrangGeweigerd, als: casus.heeft(.voorrangGeweigerd))
            .met(.voorrangNietNagekomen, als: casus.isVoorrangNietNagekomen(wachttijden))
    }
}

/// Hoe het wachten op een gevraagde zorg afliep.
private struct Wachttijd {
    let aanvraag: Zorgaanvraag
    let afloop: Afloop

    enum Afloop {
        /// Gestart binnen de termijn.
        case opTijd
        /// Geweigerd binnen de termijn, of die loopt nog.
        case neutraal
        /// Te laat, maar op tijd overbrugd.
        case overbrugd
        /// Te laat, en zo lang geleden dat het een kanttekening is.
        case langGeleden
        /// Het gezin weigerde na de termijn.
        case afgehaakt
        /// Te laat, of nog aan het wachten.
        case teLaat
    }
}

extension Casus {
    /// De wachttijden, zonder die waar het laatst op het gezin zelf gewacht werd.
    fileprivate var wachttijden: [Wachttijd] {
        let wachtlijsten = Dictionary(grouping: alle(WachtlijstGeplaatst.self), by: { $0.zorg })
        let overbruggingen = Dictionary(grouping: alle(OverbruggingGeregeld.self), by: { $0.zorg })
        return zorgaanvragen.filter { wachtlijsten[$0.id]?.last?.oorzaak != .gezin }.map { aanvraag in
            let overbrugging = overbruggingen[aanvraag.id]?.first?.dag
            return Wachttijd(aanvraag: aanvraag, afloop: afloop(aanvraag, overbrugging: overbrugging))
        }
    }

    /// De eerste dag waarop zorg te laat was die nu meetelt.
    var zorgTeLaatSinds: Dag? {
        wachttijden.filter { [.teLaat, .afgehaakt].contains($0.afloop) }.map { grens($0.aanvraag).plus(dagen: 1) }.min()
    }

    /// De laatste dag waarop de zorg op tijd is.
    private func grens(_ aanvraag: Zorgaanvraag) -> Dag {
        max(aanvraag.feit.dag, aanvraag.feit.gewenstVanaf ?? aanvraag.feit.dag) + normen.wachttijdNorm
    }

    private func afloop(_ aanvraag: Zorgaanvraag, overbrugging: Dag?) -> Wachttijd.Afloop {
        let grens = grens(aanvraag)
        let stop = aanvraag.gestart?.dag ?? aanvraag.geweigerd?.dag
        if stop.map({ Klokdag($0) }) ?? tot <= grens { return aanvraag.gestart == nil ? .neutraal : .opTijd }
        if let overbrugging, overbrugging <= grens { return .overbrugd }
        if let stop, isVerstreken(stop, normen.terugkijk) { return .langGeleden }
        return aanvraag.geweigerd?.door == .gezin ? .afgehaakt : .teLaat
    }

    fileprivate func tijdigheid(_ wachttijden: [Wachttijd]) -> Bevinding {
        let teLaat = wachttijden.filter { $0.afloop == .teLaat }
        if !teLaat.isEmpty {
            let isGestopt = teLaat.contains { $0.aanvraag.gestart != nil || $0.aanvraag.geweigerd != nil }
            return Bevinding.verbeterpunt(.wacht, feit: isGestopt).bewezen(door: teLaat.flatMap { $0.aanvraag.bewijs })
        }
        let afgehaakt = wachttijden.filter { $0.afloop == .afgehaakt }
        if !afgehaakt.isEmpty {
            return Bevinding.verbeterpunt(.afgehaaktTijdensWachten)
                .bewezen(door: afgehaakt.flatMap { $0.aanvraag.bewijs })
        }
        // What remains is in time or neutral.
        let opTijd = wachttijden.filter { $0.afloop != .neutraal }
        guard !opTijd.isEmpty else { return .nogNiet }
        return Bevinding.voldoet().bewezen(door: opTijd.flatMap { $0.aanvraag.bewijs })
    }

    /// Zorg met verleende voorrang die niet binnen de termijn startte of werd geweigerd, terwijl die voorbij is.
    fileprivate func isVoorrangNietNagekomen(_ wachttijden: [Wachttijd]) -> Bool {
        let metVoorrang = Set(alle(VoorrangVerleend.self).map { $0.zorg })
        return wachttijden.contains { wachttijd in
            switch wachttijd.afloop {
            case .opTijd, .neutraal: false
            case .overbrugd, .langGeleden, .afgehaakt, .teLaat: metVoorrang.contains(wachttijd.aanvraag.id)
            }
        }
    }
}
