import CivilTime
import Gezinstraject
import WireValues

// T4.1.5 De regisseur zorgt ervoor dat eventuele stagnaties in de zorg en ondersteuning worden opgeheven (NB: opschalen)
//
// Bron: MAA Bijlage 1 Samenwerking; MAA §2.4, §4.4. Het is een formele taak: "In die gevallen waar dit nodig was, is
// dit ook gebeurd". Zonder stagnatie is de indicator niet van toepassing, geen ✓. Wat buiten de invloed ligt wordt
// gesloten als niet op te heffen, met een grond. INDICATORS §1.4, T4.1.5.
extension Indicator {
    static let t415 = Indicator(
        nummer: .t415,
        titel: """
            De regisseur zorgt ervoor dat eventuele stagnaties in de zorg en ondersteuning worden opgeheven \
            (NB: opschalen)
            """,
        bron: "MAA Bijlage 1 Samenwerking; MAA §2.4, §4.4",
        norm: """
            Een stagnatie is binnen twee maanden opgeheven of opgeschaald, en een opschaling heeft binnen twee maanden \
            gevolg.
            """,
        regel: """
            X als een stagnatie langer dan twee maanden open staat en niet is opgeschaald, of als de laatste opschaling \
            langer dan twee maanden geleden is. Anders ✓ als er iets is opgeheven of opgeschaald. – zonder stagnatie, \
            of zolang er alleen een verse is.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: false,
        redenen: [.nogNiet, .nvt, .geenGegevens, .stagnatieOpen, .opschalingZonderGevolg],
        kanttekeningen: [.opgeschaaldNietOpgeheven, .nietOpTeHeffen, .laatOpgeheven, .conflictOpen]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        return casus.opheffing(van: casus.stagnaties).met(.conflictOpen, als: casus.heeftLangOpenConflict)
    }
}

/// Een stagnatie met wat eraan gedaan is.
private struct Stagnatie {
    let gemeld: FeitVan<StagnatieGemeld>
    let opgeheven: FeitVan<StagnatieOpgeheven>?
    let opgeschaald: [FeitVan<Opgeschaald>]

    var bewijs: [UUID] { [gemeld.bron] + opgeschaald.map { $0.bron } + [opgeheven?.bron].compactMap { $0 } }
}

extension Casus {
    fileprivate var stagnaties: [Stagnatie] {
        let opheffingen = Dictionary(grouping: alle(StagnatieOpgeheven.self), by: { $0.stagnatie })
        let opschalingen = Dictionary(grouping: alle(Opgeschaald.self), by: { $0.stagnatie })
        return alle(StagnatieGemeld.self).map { gemeld in
            Stagnatie(
                gemeld: gemeld,
                opgeheven: opheffingen[gemeld.gegevens.id]?.first,
                opgeschaald: opschalingen[gemeld.gegevens.id] ?? []
            )
        }
    }

    fileprivate func opheffing(van stagnaties: [Stagnatie]) -> Bevinding {
        guard !stagnaties.isEmpty else { return .nietVastgesteld(.nvt) }
        let langOpen = stagnaties.filter {
            $0.opgeheven == nil && isVerstreken($0.gemeld.dag, normen.stagnatieTermijn)
        }
        for stagnatie in langOpen {
            guard let laatste = stagnatie.opgeschaald.last else {
                return Bevinding.verbeterpunt(.stagnatieOpen).bewezen(door: stagnatie.gemeld)
            }
            if isVerstreken(laatste.dag, normen.stagnatieTermijn) {
                return Bevinding.verbeterpunt(.opschalingZonderGevolg).bewezen(door: stagnatie.bewijs)
            }
        }
        guard stagnaties.contains(where: { $0.opgeheven != nil || !$0.opgeschaald.isEmpty }) else {
            return Bevinding.nogNiet.bewezen(door: stagnaties.map { $0.gemeld })
        }
        return Bevinding.voldoet()
            .bewezen(door: stagnaties.flatMap { $0.bewijs })
            .met(.opgeschaaldNietOpgeheven, als: !langOpen.isEmpty)
            .met(.nietOpTeHeffen, als: stagnaties.contains { $0.opgeheven?.uitkomst == .nietOpTeHeffen })
            .met(.laatOpgeheven, als: stagnaties.contains(where: isLaatOpgeheven))
    }

    /// Later opgeheven dan de termijn, zonder dat er is opgeschaald.
    private func isLaatOpgeheven(_ stagnatie: Stagnatie) -> Bool {
        guard let opgeheven = stagnatie.opgeheven, stagnatie.opgeschaald.isEmpty else { return false }
        return isVerstreken(stagnatie.gemeld.dag, normen.stagnatieTermijn, op: opgeheven.dag)
    }

    fileprivate var heeftLangOpenConflict: Bool {
        let opgelost = Set(alle(BelangenconflictOpgelost.self).map { $0.conflict })
        return alle(BelangenconflictGemeld.self).contains { conflict in
            !opgelost.contains(conflict.gegevens.id) && isVerstreken(conflict.dag, normen.stagnatieTermijn)
        }
    }
}
