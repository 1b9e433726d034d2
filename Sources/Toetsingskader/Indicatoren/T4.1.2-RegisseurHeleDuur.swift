import CivilTime
import Gezinstraject

// T4.1.2 De regisseur is bij het gezin betrokken voor de gehele duur van de aanpak.
//
// Bron: MAA Bijlage 1 Samenwerking. Er is continuiteit van "case- dan wel procesmanagers": anders dan bij T4.1.1 is elk
// van beide rollen genoeg. Een overdracht op dezelfde dag is geen gat. INDICATORS §1.4, T4.1.2.
extension Indicator {
    static let t412 = Indicator(
        nummer: .t412,
        titel: "De regisseur is bij het gezin betrokken voor de gehele duur van de aanpak.",
        bron: "MAA Bijlage 1 Samenwerking",
        norm:
            "Van de start tot het einde is er altijd een procesmanager of casemanager; een gat van veertien dagen mag.",
        regel: """
            X als de regie langer dan veertien dagen onbezet is, of dat was en het gat hoogstens drie jaar geleden \
            eindigde. Anders ✓, voorlopig zolang de aanpak loopt. Bezet is elke dag met een procesmanager of met een \
            casemanager die de rol aanvaardde.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: false,
        redenen: [.nogNiet, .geenGegevens, .regiegat],
        kanttekeningen: [.wisselZonderDossier, .veelWissels, .regiegatGeweest]
    ) { casus in
        guard let begin = casus.begin else { return .nogNiet }
        let perioden = casus.procesmanagerperioden + casus.regisseursperioden
        let gaten = casus.regiegaten(perioden, begin: begin)
        guard !gaten.contains(where: casus.telt) else {
            return Bevinding.verbeterpunt(.regiegat).bewezen(door: perioden.map { $0.bron })
        }
        let overdrachten = casus.alle(ProcesmanagerOvergedragen.self)
        return Bevinding.voldoet(voorlopig: !casus.isGesloten)
            .bewezen(door: perioden.map { $0.bron })
            .met(.regiegatGeweest, als: !gaten.isEmpty)
            .met(.wisselZonderDossier, als: overdrachten.contains { $0.overdrachtsdossier != true })
            .met(.veelWissels, als: casus.zijnErVeelWissels(overdrachten))
    }
}

/// Dagen zonder procesmanager en zonder casemanager.
private struct Regiegat {
    /// De laatste dag dat er iemand was, of het begin.
    let van: Klokdag
    /// De eerste dag dat er weer iemand is, of `tot`.
    let totEnMet: Klokdag
    let loopt: Bool
}

extension Casus {
    /// De eerste dag waarop een gat te lang was dat nu meetelt.
    var regiegatSinds: Dag? {
        guard let begin else { return nil }
        let gaten = regiegaten(procesmanagerperioden + regisseursperioden, begin: begin)
        return gaten.filter(telt).map { ($0.van.nu + normen.regiegatMax).plus(dagen: 1) }.min()
    }

    /// De gaten tussen begin en tot die te lang zijn.
    fileprivate func regiegaten(_ perioden: [Regieperiode], begin: Dag) -> [Regiegat] {
        guard begin <= tot else { return [] }
        var gaten: [Regiegat] = []
        var laatste = Klokdag(begin)
        for stuk in gedekteDagen(perioden, van: begin, totEnMet: tot) {
            gaten.append(Regiegat(van: laatste, totEnMet: stuk.lowerBound, loopt: false))
            laatste = stuk.upperBound
        }
        gaten.append(Regiegat(van: laatste, totEnMet: tot, loopt: true))
        return gaten.filter { isVerstreken($0.van, normen.regiegatMax, op: $0.totEnMet) }
    }

    /// Een gat dat loopt, of dat nog niet te lang voorbij is.
    fileprivate func telt(_ gat: Regiegat) -> Bool {
        gat.loopt || !isVerstreken(gat.totEnMet, normen.terugkijk)
    }

    /// Meer wissels dan gewoon in het laatste jaar: overdrachten, en toewijzingen na de eerste.
    fileprivate func zijnErVeelWissels(_ overdrachten: [FeitVan<ProcesmanagerOvergedragen>]) -> Bool {
        let wissels = overdrachten.map { $0.dag } + alle(ProcesmanagerToegewezen.self).dropFirst().map { $0.dag }
        return wissels.count { !isVerstreken($0, normen.wisselVenster) } > normen.maxWissels
    }
}
