import Gezinstraject

// T3 De aanpak

extension Herstel {
    /// Een doel bij elk probleem dat er nog geen heeft; zonder problemen eerst een probleem.
    var doelVoorElkProbleem: Alternatief {
        guard !casus.problemen.isEmpty else { return probleem.vooraf + [doel([probleem.id])] }
        let vervallen = Set(casus.alle(DoelVervallen.self).map { $0.doel })
        let metDoel = casus.alle(DoelGesteld.self).filter { !vervallen.contains($0.gegevens.id) }.flatMap {
            $0.problemen
        }
        let zonder = casus.problemen.filter { $0.status != .opgelost && !metDoel.contains($0.id) }
        return zonder.isEmpty ? [] : [doel(zonder.map { $0.id })]
    }

    /// Terugvinden of bijstellen als het kan; anders een nieuw plan, dat in overleg en met een doel tot stand komt.
    var gezamenlijkPlan: [Alternatief] {
        let overleg = gebeurtenis(MdoGehouden.self) { $0.partijen = tweePartijen }
        let plan = gebeurtenis(PlanVastgesteld.self) { $0.partijen = tweePartijen }
        let evaluatie = gebeurtenis(EvaluatieGehouden.self) {
            $0.soort = .tussentijds
            $0.partijen = tweePartijen
            $0.gezin = .geheel
            $0.conclusie = .doorgaan
        }
        let open = casus.problemen.filter { $0.isOpen }.map { $0.id }
        let nieuwPlan = aanloop + [overleg, doel(Array(open.prefix(1))), plan]
        guard casus.heeft(.planVastgesteld) else { return [nieuwPlan] }
        return [[gebeurtenis(PlanTeruggevonden.self)], aanloop + [planBijgesteld], [evaluatie], nieuwPlan]
    }

    private var planBijgesteld: any Gegevens {
        let eerstePlan = casus.eerste(PlanVastgesteld.self)?.dag ?? casus.peildag.nu
        let nieuweProblemen = casus.problemen.filter { $0.isOpen && $0.geconstateerd > eerstePlan }.map { $0.id }
        return gebeurtenis(PlanBijgesteld.self) {
            $0.aanleiding = nieuweProblemen.isEmpty ? .periodiek : .nieuwProbleem
            $0.problemen = nieuweProblemen.isEmpty ? nil : nieuweProblemen
        }
    }

    /// Contact; na een afsluiting ook een vangnet, zolang dat nog kan.
    var nietLosgelaten: [Alternatief] {
        [aanvaardeOverdrachten + [nazorgafspraak], aanloop + [contact]]
    }
}
