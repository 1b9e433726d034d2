import CivilTime
import Gezinstraject
import WireValues

// T2.2.2 Het gezin wordt geholpen met problemen die zij (nog) niet zelf kunnen oplossen
//
// Bron: MAA Bijlage 1 Gezin Centraal. Op meerdere terreinen is hulp ingezet, eerst huisvesting en schulden, later
// andere "zelfs als het gezin daar geen behoefte aan heeft". Op een wachtlijst staan is geen hulp; overbrugging,
// lopende zorg en zorg die anders dan door afhaken eindigde wel. De laatste verkenning van een probleem telt
// (INDICATORS §1.8, 5). INDICATORS §1.4, T2.2.2.
extension Indicator {
    static let t222 = Indicator(
        nummer: .t222,
        titel: "Het gezin wordt geholpen met problemen die zij (nog) niet zelf kunnen oplossen",
        bron: "MAA Bijlage 1 Gezin Centraal",
        norm:
            "Een probleem dat het gezin niet zelf oplost, heeft binnen drie maanden hulp, of is voor de lange termijn.",
        regel: """
            ✓ als er hulp is, en geen open probleem voor de korte termijn dat het gezin niet zelf oplost langer dan \
            drie maanden zonder is. X als er zo'n probleem is, of als er na drie maanden voor niets hulp is. – zonder \
            problemen, als het gezin alles zelf kan of niets meer open is, en zolang de drie maanden lopen.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .geenHulp],
        kanttekeningen: [.hulpZonderBehoefte, .langNooitBereikt]
    ) { casus in
        guard let start = casus.start else { return .nogNiet }
        let problemen = casus.problemen
        let nietZelf = casus.nietZelfOpTeLossen(problemen)
        guard !nietZelf.isEmpty else {
            guard !problemen.isEmpty else { return .nogNiet }
            return Bevinding.nietVastgesteld(.nvt).bewezen(door: casus.alle(EigenKrachtVerkend.self))
        }
        let hulp = casus.hulp
        let open = nietZelf.filter { $0.isOpen }
        let zonderHulp = open.filter { !hulp.geholpen.contains($0.id) }
        let teLang = zonderHulp.filter { probleem in
            probleem.feit.prioriteit != .lang
                && casus.isHulpTeLaat([probleem.geconstateerd, hulp.afgehaakt[probleem.id]])
        }
        guard teLang.isEmpty else { return Bevinding.verbeterpunt(.geenHulp).bewezen(door: teLang.map({ $0.feit })) }

        if hulp.geholpen.isEmpty {
            guard let eerste = open.first else {
                return Bevinding.nietVastgesteld(.nvt).bewezen(door: nietZelf.flatMap { $0.wijzigingen })
            }
            let isTeLaat = casus.isHulpTeLaat([start.dag, eerste.geconstateerd, hulp.afgehaakt.values.max()])
            return isTeLaat ? Bevinding.verbeterpunt(.geenHulp).bewezen(door: open.map { $0.feit }) : .nogNiet
        }
        return Bevinding.voldoet()
            .bewezen(door: hulp.bewijs)
            .met(.hulpZonderBehoefte, als: casus.alle(ZorgAangevraagd.self).contains { $0.gezinWenst == false })
            .met(
                .langNooitBereikt,
                als: casus.isGesloten && zonderHulp.contains { $0.feit.prioriteit == .lang }
            )
    }
}

/// Welke problemen hulp hebben, en tot wanneer hulp liep waarvoor het gezin afhaakte.
private struct Hulp {
    /// De problemen met hulp.
    var geholpen: Set<ProbleemId> = []
    /// Per probleem de laatste dag waarop het gezin voor zorg afhaakte.
    var afgehaakt: [ProbleemId: Dag] = [:]
    /// De hulp.
    var bewijs: [UUID] = []
}

extension Casus {
    /// De problemen waarvan de laatste verkenning, als die er is, niet zegt dat het gezin het zelf kan.
    fileprivate func nietZelfOpTeLossen(_ problemen: [Probleem]) -> [Probleem] {
        let laatste = Dictionary(
            alle(EigenKrachtVerkend.self).map { ($0.probleem, $0.uitkomst) },
            uniquingKeysWith: { _, laatste in laatste }
        )
        return problemen.filter { laatste[$0.id] != .zelf }
    }

    /// De praktische hulp, en de zorg die liep, startte of overbrugd werd zonder dat het gezin afhaakte.
    fileprivate var hulp: Hulp {
        let afgehaakt = Dictionary(
            alle(ZorgBeeindigd.self).filter { $0.reden == .afgehaakt }.map { ($0.zorg, $0.dag) },
            uniquingKeysWith: max
        )
        let ingezet = Set(alle(ZorgGestart.self).map { $0.zorg }).union(alle(OverbruggingGeregeld.self).map { $0.zorg })
        let zorg =
            alle(LopendeZorgVastgelegd.self).map { (id: $0.gegevens.id, $0.problemen, $0.bron, ingezet: true) }
            + alle(ZorgAangevraagd.self).map { ($0.gegevens.id, $0.problemen, $0.bron, ingezet.contains($0.id)) }

        var hulp = Hulp()
        for (id, problemen, bron, isIngezet) in zorg {
            if let dag = afgehaakt[id] {
                for probleem in problemen { hulp.afgehaakt[probleem] = max(dag, hulp.afgehaakt[probleem] ?? dag) }
            } else if isIngezet {
                hulp.geholpen.formUnion(problemen)
                hulp.bewijs.append(bron)
            }
        }
        for praktisch in alle(PraktischeHulpGeregeld.self) {
            hulp.geholpen.formUnion(praktisch.problemen)
            hulp.bewijs.append(praktisch.bron)
        }
        return hulp
    }

    /// Of de hulptermijn vanaf de laatste van deze dagen voorbij is.
    fileprivate func isHulpTeLaat(_ dagen: [Dag?]) -> Bool {
        dagen.compactMap { $0 }.max().map { isVerstreken($0, normen.hulpTermijn) } ?? false
    }
}
