import CivilTime
import Gezinstraject
import Toetsingskader

extension Trajectklok {
    /// Besluiten over de aanmelding en beginnen.
    var toeleiding: [Verplichting] {
        guard let aanmelding else { return [] }
        return [
            Verplichting(
                soort: aanvangsprofiel.prioritering ? .prioriteren : .starten,
                aanleiding: aanmelding.feit,
                einde: starten.first
            ) { [startDeadline] _ in startDeadline }
        ]
    }

    /// Iemand voor elke rol.
    var regie: [Verplichting] {
        guard let start = starten.first else { return [] }
        let zonderProcesmanager = gaten(
            [.procesmanagerToegewezen, .procesmanagerOvergedragen, .procesmanagerVrijgesteld],
            start
        ) { feit in
            if let toewijzing = feit.als(ProcesmanagerToegewezen.self) { return (nil, toewijzing.wie) }
            if let overdracht = feit.als(ProcesmanagerOvergedragen.self) { return (overdracht.van, overdracht.naar) }
            return (feit.als(ProcesmanagerVrijgesteld.self)?.wie, nil)
        }
        let toewijzen = zonderProcesmanager.map { gat in
            Verplichting(soort: .procesmanagerToewijzen, aanleiding: gat.begin, vanaf: start.dag, einde: gat.einde) {
                max(gat.begin.dag, $0.start ?? gat.begin.dag) + $0.normen.regiegatMax
            }
        }
        guard !aanvangsprofiel.enkeleRegisseur else { return toewijzen }
        let zonderCasemanager = gaten([.casemanagerrolAanvaard, .casemanagerrolBeeindigd], start) { feit in
            (feit.als(CasemanagerrolBeeindigd.self)?.wie, feit.als(CasemanagerrolAanvaard.self)?.wie)
        }
        let vinden = zonderCasemanager.map { gat in
            Verplichting(soort: .casemanagerVinden, aanleiding: gat.begin, vanaf: start.dag, einde: gat.einde) {
                let naVorige = gat.begin.id == start.id ? nil : gat.begin.dag + $0.normen.regiegatMax
                return [naVorige, $0.planDeadline].compactMap { $0 }.max()
            }
        }
        return toewijzen + vinden
    }

    /// De tijdvakken zonder iemand in een rol, vanaf de start: elk met het feit waarmee het begon en dat het sloot.
    private func gaten(
        _ typen: [Feittype],
        _ start: Feit,
        _ wissel: (Feit) -> (weg: Actor?, erbij: Actor?)
    ) -> [(begin: Feit, einde: Feit?)] {
        var actief: [Actor] = []
        var begin: Feit? = start
        var gaten: [(begin: Feit, einde: Feit?)] = []
        for (_, feit) in feiten.feiten(van: typen) {
            let (weg, erbij) = wissel(feit)
            if let weg { actief.removeAll { $0 == weg } }
            if let erbij { actief.append(erbij) }
            if actief.isEmpty {
                // Before the start a role without anyone is no gap yet.
                begin = begin ?? (feit.dag < start.dag ? start : feit)
            } else if let open = begin {
                gaten.append((open, feit))
                begin = nil
            }
        }
        if let begin { gaten.append((begin, nil)) }
        return gaten
    }

    /// Analyse en plan: vaststellen, terugvinden, bijwerken en bijhouden.
    var plan: [Verplichting] {
        guard let start = starten.first else { return [] }
        let plannen = feiten.alle(PlanVastgesteld.self)
        let zoek = feiten.alle(PlanZoekgeraaktGemeld.self).map { melding in
            Verplichting(
                soort: .planTerugvinden,
                aanleiding: melding.feit,
                einde: feiten.eerste([.planTeruggevonden, .planVastgesteld], na: melding.plaats)
            ) { _ in nil }
        }
        let eersteAnalyse = feiten.alle(ProbleemanalyseVastgesteld.self).first?.feit
        return [
            Verplichting(soort: .analyseVaststellen, aanleiding: start, einde: eersteAnalyse) { $0.planDeadline },
            Verplichting(soort: .planVaststellen, aanleiding: start, einde: plannen.first?.feit) { $0.planDeadline },
        ] + zoek + bijwerken(na: plannen.first, start) + bijhouden(na: plannen.first, start)
    }

    /// Elk open probleem van na het eerste plan, tot een versie het kan bevatten.
    private func bijwerken(na eerste: FeitVan<PlanVastgesteld>?, _ start: Feit) -> [Verplichting] {
        guard let eerste else { return [] }
        let versies = feiten.feiten(van: [.planVastgesteld, .planBijgesteld])
        let wijzigingen = Dictionary(grouping: feiten.alle(ProbleemStatusGewijzigd.self), by: { $0.probleem })
        return feiten.alle(ProbleemGeconstateerd.self).filter { $0.dag > eerste.dag }.flatMap { probleem in
            let versie = versies.first { $0.feit.dag >= probleem.dag }?.feit
            var open: [(van: Dag, tot: Feit?)] = []
            var van: Dag? = probleem.dag
            for wijziging in wijzigingen[probleem.gegevens.id] ?? [] {
                let isKlaar = wijziging.status == .opgelost || wijziging.status == .beheersbaar
                if isKlaar, let begin = van { open.append((begin, wijziging.feit)) }
                van = isKlaar ? nil : van ?? wijziging.dag
            }
            if let van { open.append((van, nil)) }
            return open.map { tijdvak in
                Verplichting(
                    soort: .planBijwerken,
                    sleutel: probleem.gegevens.id.tekst,
                    aanleiding: probleem.feit,
                    vanaf: max(tijdvak.van, start.dag),
                    einde: [versie, tijdvak.tot].compactMap { $0 }.min { ($0.dag, $0.versie) < ($1.dag, $1.versie) }
                ) { probleem.dag + $0.normen.planActualisatie }
            }
        }
    }

    /// Van elke versie tot de volgende; doorgaan als conclusie van een evaluatie telt als bijhouden.
    private func bijhouden(na eerste: FeitVan<PlanVastgesteld>?, _ start: Feit) -> [Verplichting] {
        guard let eerste else { return [] }
        let versies = feiten.feiten(van: [.planVastgesteld, .planBijgesteld, .evaluatieGehouden]).filter {
            guard let evaluatie = $0.feit.als(EvaluatieGehouden.self) else { return true }
            return evaluatie.conclusie == .doorgaan
        }
        .filter { $0.plaats >= eerste.plaats }
        return versies.enumerated().map { nummer, versie in
            let volgende = versies.dropFirst(nummer + 1).first?.feit
            return Verplichting(
                soort: .planBijhouden,
                aanleiding: versie.feit,
                vanaf: start.dag,
                einde: volgende
            ) {
                versie.feit.dag + $0.normen.evaluatieInterval
            }
        }
    }

    /// Elk jaar evalueren.
    var evaluatie: [Verplichting] {
        guard let start = starten.first else { return [] }
        let evaluaties = feiten.alle(EvaluatieGehouden.self)
        let eerder = evaluaties.last { ($0.dag, $0.feit.versie) < (start.dag, start.versie) }
        let later = evaluaties.filter { ($0.dag, $0.feit.versie) > (start.dag, start.versie) }
        let vanaf = [eerder?.feit ?? start] + later.map { $0.feit }
        return vanaf.enumerated().map { nummer, feit in
            let volgende = vanaf.dropFirst(nummer + 1).first
            return Verplichting(soort: .evalueren, aanleiding: feit, vanaf: start.dag, einde: volgende) {
                (feit.id == start.id ? $0.start ?? feit.dag : feit.dag) + $0.normen.evaluatieInterval
            }
        }
    }
}
