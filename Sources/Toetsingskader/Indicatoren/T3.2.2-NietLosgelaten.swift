import CivilTime
import Gezinstraject

// T3.2.2 Het gezin wordt niet losgelaten
//
// Bron: MAA Bijlage 1 Aanpak; MAA §3.1; ZWO-BD Vervolg Aanpak. "We pakken het op en laten niet los": drang en dwang
// kunnen als het gezin niet meer wil, en kleine doelen worden gevierd. Weigeren is het gedrag van het gezin; de regel
// meet de reactie. Alleen "in beeld houden" is te weinig. Sluiten is geen reactie op een weigering; een stilte die bij de
// sluiting loopt blijft X (INDICATORS §1.8, 10). INDICATORS §1.4, T3.2.2.
extension Indicator {
    static let t322 = Indicator(
        nummer: .t322,
        titel: "Het gezin wordt niet losgelaten",
        bron: "MAA Bijlage 1 Aanpak; MAA §3.1; ZWO-BD Vervolg Aanpak",
        norm: """
            Op elke weigering volgt binnen een maand een reactie, er is nooit langer dan drie maanden stilte, en er \
            wordt niet gesloten zonder vangnet omdat het gezin niet meewerkt.
            """,
        regel: """
            X als is gesloten om het gezin, de termijn of de capaciteit zonder aanvaarde overdracht en nazorgafspraak \
            (bij verhuizing of zorg elders: zonder aanvaarde overdracht), als een weigering na een maand geen reactie \
            had, of als niets het gezin langer dan drie maanden bereikte. Een stilte die voorbij is telt alleen als zij \
            langer dan zes maanden duurde en hoogstens drie jaar geleden eindigde. Anders ✓, voorlopig zolang de aanpak \
            loopt.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: false,
        redenen: [.nogNiet, .geenGegevens, .losgelaten, .weigeringZonderReactie, .stilte],
        kanttekeningen: [
            .geenDrangOverwogen, .geenDrangmiddelen, .geslotenMetVangnet, .dreigingZonderVervolg, .stilteGeweest,
            .weigeringLaatBeantwoord, .alleenMisluktePogingen,
        ]
    ) { casus in
        guard let start = casus.start, let begin = casus.begin else { return .nogNiet }
        let aandacht = Aandacht(casus, begin: begin)
        return casus.losgelaten(aandacht, begin: begin)
            .met(.alleenMisluktePogingen, als: casus.zijnAllePogingenMislukt(sinds: start))
    }
}

extension Casus {
    /// De stappen 2 tot en met 5.
    fileprivate func losgelaten(_ aandacht: Aandacht, begin: Dag) -> Bevinding {
        if let einde, !heeftVangnet(bij: einde.reden) {
            return Bevinding.verbeterpunt(.losgelaten).bewezen(door: einde)
        }
        let onbeantwoord = aandacht.weigeringen.filter {
            aandacht.reactie(op: $0) == nil && isVerstreken($0.dag, normen.weigeringReactie)
        }
        if !onbeantwoord.isEmpty {
            return Bevinding.verbeterpunt(.weigeringZonderReactie).bewezen(door: onbeantwoord)
        }
        let stiltes = aandacht.stiltes
        if let stilte = stiltes.last(where: telt) {
            let grenzen = [stilte.van.nu, stilte.totEnMet.nu]
            return Bevinding.verbeterpunt(.stilte)
                .bewezen(door: aandacht.bereikt.filter { grenzen.contains($0.dag) }.map { $0.feit.id })
                .bewezen(door: stilte.van.nu == begin ? start.map { [$0.feit.id] } ?? [] : [])
        }
        return Bevinding.voldoet(voorlopig: !isGesloten)
            .bewezen(door: aandacht.bereikt.map { $0.feit.id })
            .bewezen(door: einde)
            .met(.stilteGeweest, als: !stiltes.isEmpty)
            .met(.weigeringLaatBeantwoord, als: isWeigeringLaatBeantwoord(aandacht))
            .met(.geenDrangOverwogen, als: aandacht.weigeringen.count >= 2 && feiten(van: Casus.drangOfDwang).isEmpty)
            .met(.geenDrangmiddelen, als: !profiel.drang)
            .met(
                .geslotenMetVangnet,
                als: einde.map { [.gezinWerktNietMee, .gezinOnbereikbaar].contains($0.reden) } ?? false
            )
            .met(.dreigingZonderVervolg, als: isDreigingZonderVervolg)
    }

    /// Of er bij deze reden van sluiten genoeg geregeld is om het gezin niet los te laten.
    private func heeftVangnet(bij reden: AanpakAfgesloten.Reden) -> Bool {
        switch reden {
        case .gezinWerktNietMee, .gezinOnbereikbaar, .termijnVerstreken, .capaciteit:
            heeft(.overdrachtAanvaard) && heeft(.nazorgAfspraakGemaakt)
        case .verhuisd, .eldersBelegd:
            heeft(.overdrachtAanvaard)
        case .resultaatBereikt, .regieNietMeerNodig, .goedGenoeg, .overleden:
            true
        }
    }

    /// De eerste dag waarop een stilte zo lang was dat zij meetelt, ook al is zij of wordt zij verbroken.
    var langeStilteSinds: Dag? {
        guard let begin else { return nil }
        return Aandacht(self, begin: begin).stiltes.filter(telt).map { ($0.van.nu + normen.langeStilte).plus(dagen: 1) }
            .filter { $0 <= tot.nu }.min()
    }

    /// Een stilte die loopt, of die lang was en nog niet te lang voorbij is.
    private func telt(_ stilte: Stilte) -> Bool {
        let isLang = isVerstreken(stilte.van, normen.langeStilte, op: stilte.totEnMet)
        return stilte.loopt || (isLang && !isVerstreken(stilte.totEnMet, normen.terugkijk))
    }

    private func isWeigeringLaatBeantwoord(_ aandacht: Aandacht) -> Bool {
        aandacht.weigeringen.contains { weigering in
            aandacht.reactie(op: weigering).map { reactie in
                isVerstreken(weigering.dag, normen.weigeringReactie, op: reactie.dag)
            } ?? false
        }
    }

    /// Een dreiging waarop niets volgde: geen maatregel, en geen verandering bij het gezin.
    private var isDreigingZonderVervolg: Bool {
        let vervolg = feiten(
            van: [.dwangmaatregelGeadviseerd, .dwangmaatregelOpgelegd, .medewerkingGezinGewijzigd]
        ).last?.plaats
        return alle(DrangIngezet.self).contains { drang in
            [.dreigingOts, .dreigingHuisuitzetting].contains(drang.instrument)
                && isVerstreken(drang.dag, normen.dreigingTermijn)
                && vervolg.map { $0 < drang.plaats } ?? true
        }
    }

    /// Al lang alleen mislukte pogingen na het laatste contact, zonder dat er meer op volgde.
    ///
    /// Zonder contact tellen de termijn en de pogingen vanaf de start, en de middelen van het hele traject.
    fileprivate func zijnAllePogingenMislukt(sinds start: Start) -> Bool {
        let contact = laatste(ContactMetGezinGelegd.self)
        let vanaf = contact?.feit ?? start.feit
        guard isVerstreken(vanaf.dag, normen.outreachVenster),
            let poging = laatste(ContactpogingMislukt.self), poging.feit.volgtOp(vanaf)
        else { return false }
        let meer = feiten(van: Casus.drangOfDwang + [.opgeschaald, .veiligheidsmeldingGedaan]).last
        return meer.map { contact != nil && !$0.feit.volgtOp(vanaf) } ?? true
    }

    private static let drangOfDwang: [Feittype] = [
        .drangIngezet, .dwangmaatregelGeadviseerd, .dwangmaatregelOpgelegd,
    ]
}

extension Feit {
    /// Of dit feit in de geschiedenis na een ander komt, ook op dezelfde dag.
    fileprivate func volgtOp(_ eerder: Feit) -> Bool {
        (dag, versie) > (eerder.dag, eerder.versie)
    }
}

/// Een tijdvak waarin niets het gezin bereikte.
private struct Stilte {
    let van: Klokdag
    let totEnMet: Klokdag
    /// Op het einde van het tijdvak was er nog steeds niets.
    let loopt: Bool
}

/// Wat het gezin bereikte, waarmee op een weigering is gereageerd, en de stiltes daartussen.
private struct Aandacht {
    let weigeringen: [FeitVan<MedewerkingGezinGewijzigd>]
    /// Wat het gezin in de aanpak bereikte, tussen begin en tot.
    let bereikt: [Feitplaats]
    let stiltes: [Stilte]
    private let reacties: [Feitplaats]

    init(_ casus: Casus, begin: Dag) {
        weigeringen = casus.alle(MedewerkingGezinGewijzigd.self).filter { $0.naar == .weigert }
        reacties = casus.feiten(van: Feittype.reactiesOpWeigering)
        bereikt = reacties.filter { begin <= $0.dag && $0.dag <= casus.tot && $0.feit.bereiktGezin }
        stiltes = Aandacht.stiltes(tussen: bereikt, begin: begin, casus)
    }

    /// De eerste reactie na een weigering, ook later op dezelfde dag.
    func reactie(op weigering: FeitVan<MedewerkingGezinGewijzigd>) -> Feitplaats? {
        reacties.first { $0.plaats > weigering.plaats }
    }

    /// De stiltes van begin tot tot; een dossier dat pas na tot volledig is kent er geen.
    private static func stiltes(tussen bereikt: [Feitplaats], begin: Dag, _ casus: Casus) -> [Stilte] {
        guard begin <= casus.tot else { return [] }
        let dagen = bereikt.map { Klokdag($0.dag) }
        let isBereiktOpHetEind = dagen.last == casus.tot
        var stiltes: [Stilte] = []
        var vorige = Klokdag(begin)
        for dag in dagen + [casus.tot] {
            if casus.isVerstreken(vorige, casus.normen.stilteTermijn, op: dag) {
                stiltes.append(Stilte(van: vorige, totEnMet: dag, loopt: dag == casus.tot && !isBereiktOpHetEind))
            }
            vorige = dag
        }
        return stiltes
    }
}
