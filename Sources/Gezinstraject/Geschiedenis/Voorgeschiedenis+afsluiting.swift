import CivilTime

/// Wat rust op de start, de afsluiting en het einde van een traject.
extension Voorgeschiedenis {
    /// De afsluiting van een traject, zolang die niet herroepen is.
    func sluiting(van traject: Int?) -> Feit? {
        guard let traject, toestand(van: traject).geslotenOp != nil else { return nil }
        return laatste(AanpakAfgesloten.self, in: traject)?.feit
    }

    /// Breekt als het traject niet gesloten is.
    func gesloten(bij feit: Feit, _ code: String) -> [Schending] {
        guard sluiting(van: feit.traject) == nil else { return [] }
        let belet: [Feittype] = [.afsluitingHerroepen, .aanmeldingIngetrokken, .prioriteringAfgewezen]
        return [
            feit.schending(
                code,
                "\(feit.type.naam) hoort bij een gesloten traject; dit traject is dan niet gesloten.",
                "Leg eerst AanpakAfgesloten vast, of noem in traject het nummer van het gesloten traject.",
                botstMet: laatste(van: belet, in: feit.traject),
                vereist: Vereiste([.aanpakAfgesloten], in: feit.traject)
            )
        ]
    }

    /// Breekt als er na dit traject al een volgend is aangemeld.
    func laatsteTraject(bij feit: Feit, _ code: String) -> [Schending] {
        guard let traject = feit.traject, traject < aantalAanmeldingen else { return [] }
        return [
            feit.schending(
                code,
                "Na dit traject is het gezin opnieuw aangemeld; alleen het laatste traject gaat weer open.",
                "Werk verder in het laatste traject, of trek de nieuwe aanmelding in als die niet klopt.",
                botstMet: laatste(GezinAangemeld.self)?.feit
            )
        ]
    }

    /// Breekt als het traject nog geen start heeft.
    func gestart(bij feit: Feit, _ code: String) -> [Schending] {
        guard let traject = feit.traject, gestartOp(traject: traject) == nil else { return [] }
        let profiel = profiel(van: traject)
        let begin =
            profiel.prioritering
            ? "AanpakGestart of een definitieve GezinGeprioriteerd"
            : "AanpakGestart, ProcesmanagerToegewezen of CasemanagerBenoemd"
        return [
            feit.schending(
                code,
                "Dit traject is dan nog niet gestart.",
                "Leg eerst \(begin) vast, op dezelfde of een eerdere dag.",
                vereist: Vereiste { $0.traject == traject && $0.isStart(profiel) }
            )
        ]
    }

    /// Breekt als het traject langer dan een maand gesloten is.
    func binnenMaandNaEinde(bij feit: Feit, _ code: String) -> [Schending] {
        guard let sluiting = sluiting(van: feit.traject) else { return [] }
        let uiterlijk = sluiting.dag.plus(maanden: 1)
        guard feit.dag > uiterlijk else { return [] }
        return [
            feit.schending(
                code,
                "Een nazorgafspraak kan tot en met een maand na de afsluiting worden gemaakt.",
                "Kies een dag tot en met \(uiterlijk), of meld het gezin opnieuw aan.",
                botstMet: sluiting
            )
        ]
    }

    /// Breekt als de overdracht al aanvaard of geweigerd is.
    func overdrachtOpen(_ overdracht: OverdrachtId, bij feit: Feit, _ code: String) -> [Schending] {
        nogNiet(
            [.overdrachtAanvaard, .overdrachtGeweigerd],
            over: overdracht,
            bij: feit,
            code,
            "Op deze overdracht is al geantwoord.",
            "Leg een nieuwe HulpOvergedragen vast, of trek het eerdere antwoord in als dat niet klopt."
        )
    }
}

extension Feit {
    /// Of dit feit een traject onder dit profiel een start geeft (INDICATORS §1.3, "start").
    fileprivate func isStart(_ profiel: Aanpakprofiel) -> Bool {
        switch gegevens {
        case is AanpakGestart: true
        case let besluit as GezinGeprioriteerd: profiel.prioritering && besluit.definitief
        case is ProcesmanagerToegewezen, is CasemanagerBenoemd: !profiel.prioritering
        default: false
        }
    }
}
