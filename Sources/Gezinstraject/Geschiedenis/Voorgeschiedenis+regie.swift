/// Wie welke regierol heeft (INDICATORS §1.3, "roles").
extension Voorgeschiedenis {
    /// Wie nu procesmanager van een traject is, en het feit waardoor.
    func procesmanager(van traject: Int?) -> (wie: Actor, feit: Feit)? {
        guard let feit = traject.flatMap(aantreden(vanProcesmanagerIn:)) else { return nil }
        switch feit.gegevens {
        case let toewijzing as ProcesmanagerToegewezen: return (toewijzing.wie, feit)
        case let overdracht as ProcesmanagerOvergedragen: return (overdracht.naar, feit)
        default: return nil
        }
    }

    /// Breekt als deze persoon niet de procesmanager is.
    func isProcesmanager(_ wie: Actor, bij feit: Feit, _ code: String) -> [Schending] {
        let actief = procesmanager(van: feit.traject)
        guard actief?.wie != wie else { return [] }
        return [
            feit.schending(
                code,
                actief == nil
                    ? "Dit traject heeft dan geen procesmanager."
                    : "Een ander is dan de procesmanager van dit traject.",
                "Noem wie nu procesmanager is, of leg eerst ProcesmanagerToegewezen vast.",
                botstMet: actief?.feit ?? laatste(ProcesmanagerVrijgesteld.self, in: feit.traject)?.feit,
                vereist: Vereiste { later in
                    later.traject == feit.traject
                        && (later.als(ProcesmanagerToegewezen.self)?.wie == wie
                            || later.als(ProcesmanagerOvergedragen.self)?.naar == wie)
                }
            )
        ]
    }

    /// Breekt als deze persoon niet tot casemanager benoemd is.
    func benoemd(_ wie: Actor, bij feit: Feit, _ code: String) -> [Schending] {
        vereist(
            CasemanagerBenoemd.self,
            in: feit.traject,
            bij: feit,
            code,
            "Deze persoon is in dit traject niet tot casemanager benoemd.",
            "Leg eerst CasemanagerBenoemd vast voor deze persoon, op dezelfde of een eerdere dag."
        ) { $0.wie == wie }
    }

    /// Breekt als deze persoon de rol niet te weigeren heeft: niet gevraagd, niet benoemd.
    ///
    /// Een regisseur voor beide rollen krijgt de rol met de toewijzing als procesmanager, en kan haar dan weigeren.
    func gevraagd(_ wie: Actor, bij feit: Feit, _ code: String) -> [Schending] {
        let vraag = laatste(CasemanagerGevraagd.self, in: feit.traject) { $0.wie == wie }
        guard vraag == nil, benoeming(van: wie, in: feit.traject) == nil else { return [] }
        guard !heeftEnkeleRegisseur(feit.traject) || procesmanager(van: feit.traject)?.wie != wie else { return [] }
        return [
            feit.schending(
                code,
                "Deze persoon is in dit traject niet als casemanager gevraagd of benoemd.",
                "Leg eerst CasemanagerGevraagd of CasemanagerBenoemd vast voor deze persoon.",
                vereist: Vereiste { later in
                    later.traject == feit.traject
                        && (later.als(CasemanagerGevraagd.self)?.wie == wie
                            || later.als(CasemanagerBenoemd.self)?.wie == wie)
                }
            )
        ]
    }

    /// Breekt als er al een casemanager is: aanvaard en niet beeindigd.
    func geenCasemanager(bij feit: Feit, _ code: String) -> [Schending] {
        guard let aanvaarding = laatste(CasemanagerrolAanvaard.self, in: feit.traject),
            let rol = laatsteRolwissel(van: aanvaarding.wie, in: feit.traject), rol.type == .casemanagerrolAanvaard
        else { return [] }
        return [
            feit.schending(
                code,
                "Dit traject heeft al een casemanager die de rol heeft aanvaard.",
                "Leg eerst CasemanagerrolBeeindigd vast voor wie nu casemanager is.",
                botstMet: rol
            )
        ]
    }

    /// Breekt als deze persoon geen casemanager is.
    func isCasemanager(_ wie: Actor, bij feit: Feit, _ code: String) -> [Schending] {
        if heeftEnkeleRegisseur(feit.traject), benoeming(van: wie, in: feit.traject) != nil { return [] }
        let rol = laatsteRolwissel(van: wie, in: feit.traject)
        guard rol?.type != .casemanagerrolAanvaard else { return [] }
        return [
            feit.schending(
                code,
                rol == nil
                    ? "Deze persoon heeft in dit traject de rol van casemanager niet aanvaard."
                    : "De rol van deze persoon als casemanager is al beeindigd.",
                "Leg eerst CasemanagerrolAanvaard vast voor deze persoon, op dezelfde of een eerdere dag.",
                botstMet: rol,
                vereist: Vereiste { later in
                    later.traject == feit.traject && later.als(CasemanagerrolAanvaard.self)?.wie == wie
                }
            )
        ]
    }

    private func heeftEnkeleRegisseur(_ traject: Int?) -> Bool {
        traject.map { profiel(van: $0).enkeleRegisseur } ?? false
    }

    private func benoeming(van wie: Actor, in traject: Int?) -> Feit? {
        laatste(CasemanagerBenoemd.self, in: traject) { $0.wie == wie }?.feit
    }

    private func laatsteRolwissel(van wie: Actor, in traject: Int?) -> Feit? {
        laatste(van: [.casemanagerrolAanvaard, .casemanagerrolBeeindigd], in: traject) { feit in
            feit.als(CasemanagerrolAanvaard.self)?.wie == wie || feit.als(CasemanagerrolBeeindigd.self)?.wie == wie
        }
    }
}
