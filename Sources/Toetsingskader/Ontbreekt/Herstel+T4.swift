import Gezinstraject

// T4 Samenwerking

extension Herstel {
    /// Wie anders antwoordde noemt nu dezelfde regisseur; zonder regisseur aanvaardt iemand eerst de rol.
    var eenRegisseur: [Alternatief] {
        let genoemd = casus.laatstBegonnen(casus.regisseursperioden).map { aanloop + regisseurGenoemd($0.wie) }
        let isErNu = casus.regisseursperioden.contains { $0.totEnMet == casus.tot }
        guard !isErNu else { return [genoemd ?? []] }
        let wie = casus.laatste(CasemanagerBenoemd.self)?.wie ?? iemand
        let benoemd = gebeurtenis(CasemanagerBenoemd.self) { $0.wie = wie }
        let aanvaard = gebeurtenis(CasemanagerrolAanvaard.self) { $0.wie = wie }
        let enkele = casus.profiel.enkeleRegisseur ? [aanloop + toewijzing] : []
        return [genoemd ?? []] + enkele + [aanloop + [benoemd, aanvaard]]
    }

    /// Iedereen die eerder antwoordde noemt deze regisseur; wie dat nog niet deed voorop.
    private func regisseurGenoemd(_ wie: Actor) -> Alternatief {
        let antwoorden = casus.alle(RegisseurGenoemd.self).laatste { Ondervraagde($0.doorGezinslid, $0.doorPartij) }
        let anders = antwoorden.filter { $0.genoemd != wie }
        return (anders + antwoorden.filter { $0.genoemd == wie }).map { antwoord in
            gebeurtenis(RegisseurGenoemd.self) {
                $0.doorGezinslid = antwoord.doorGezinslid
                $0.doorPartij = antwoord.doorPartij
                $0.antwoord = .persoon
                $0.genoemd = wie
            }
        }
    }

    /// De partijen die in beeld zijn erkennen de regisseur; wie nee zei voorop.
    var regisseurErkend: [Alternatief] {
        let inBeeld = partijenOmTeVragen
        guard !inBeeld.isEmpty else {
            let partij = tweePartijen.first ?? .overig
            let betrokken = gebeurtenis(PartijBetrokken.self) { $0.partij = partij }
            return [aanloop + [betrokken, erkenning(partij, .proces)]]
        }
        let laatste = casus.alle(RegisseurErkenningVastgelegd.self).laatste { Vraag($0.partij, $0.aspect) }
        let nee = laatste.filter { antwoord in
            antwoord.erkent == .nee && inBeeld.contains(antwoord.partij)
                && (casus.profiel.enkeleRegisseur || antwoord.aspect == .proces)
        }
        let opnieuw = nee.map { erkenning($0.partij, $0.aspect) }
        let anderen = inBeeld.filter { partij in !nee.contains { $0.partij == partij } }
        return [registratie + start + opnieuw + anderen.map { erkenning($0, .proces) }]
    }

    private var partijenOmTeVragen: [Partij] {
        let perioden = casus.profiel.enkeleRegisseur ? casus.regisseursperioden : casus.procesmanagerperioden
        let sinds = casus.start == nil ? casus.peildag.nu : casus.laatstBegonnen(perioden)?.van
        let inBeeld = casus.eersteDagInBeeld(vanaf: sinds)
        return Partij.allCases.filter { inBeeld[$0] != nil }
    }

    private func erkenning(_ partij: Partij, _ aspect: Regieaspect) -> any Gegevens {
        gebeurtenis(RegisseurErkenningVastgelegd.self) {
            $0.partij = partij
            $0.aspect = aspect
            $0.erkent = .ja
        }
    }

    /// Gezinsleden zeggen dat zij de regisseur vertrouwen; wie dat niet deed voorop.
    var regisseurVertrouwd: [Alternatief] {
        let heeftCasemanager = !casus.regisseursperioden.isEmpty
        let heeftIemand = heeftCasemanager || !casus.procesmanagerperioden.isEmpty
        // The start may itself bring the procesmanager.
        let isToegewezenBijStart = casus.start == nil && !casus.aanvangsprofiel.prioritering
        let regisseur = heeftIemand || isToegewezenBijStart ? [] : heropening + toewijzing
        let leden = casus.huidigeLeden.map { $0.id }
        let uitspraken = casus.alle(VertrouwenGezinVastgelegd.self)
        let wantrouwend = Set(uitspraken.filter { $0.oordeel == .wantrouwt }.map { $0.gezinslid })
        let sprekers =
            uitspraken.laatste(per: \.gezinslid).map { $0.gezinslid }.filter(wantrouwend.contains)
            + leden.filter { !wantrouwend.contains($0) }
        let nieuwLid = sprekers.isEmpty ? [lid(.ouder)] : []
        let uitgesproken = (sprekers.isEmpty ? [nieuw(GezinslidId.self)] : sprekers).map { lid in
            gebeurtenis(VertrouwenGezinVastgelegd.self) {
                $0.gezinslid = lid
                $0.oordeel = .vertrouwt
                $0.inRol = heeftCasemanager ? .casemanager : .procesmanager
            }
        }
        return [registratie + start + regisseur + nieuwLid + uitgesproken]
    }

    /// Wat te lang open staat opschalen, of opheffen als dat al gebeurd is.
    var stagnatiesOpgeheven: [Alternatief] {
        let opgeheven = Set(casus.alle(StagnatieOpgeheven.self).map { $0.stagnatie })
        let opgeschaald = Set(casus.alle(Opgeschaald.self).compactMap { $0.stagnatie })
        let open = casus.alle(StagnatieGemeld.self).map { $0.gegevens.id }.filter { !opgeheven.contains($0) }
        func opschaling(_ id: StagnatieId) -> any Gegevens { gebeurtenis(Opgeschaald.self) { $0.stagnatie = id } }
        func opheffing(_ id: StagnatieId) -> any Gegevens {
            gebeurtenis(StagnatieOpgeheven.self) {
                $0.stagnatie = id
                $0.uitkomst = .opgeheven
            }
        }
        let passend = open.map { opgeschaald.contains($0) ? opheffing($0) : opschaling($0) }
        return [open.map(opschaling), aanloop + passend].reversed()
    }

    /// Zeggen wie nodig is; wie nodig is en niet meedoet betrekken, of vaststellen dat zij weer voldoende meedoet.
    var partijenBetrokken: [Alternatief] {
        let benodigd = Set(casus.alle(PartijBenodigdVerklaard.self).map { $0.partij })
        guard !benodigd.isEmpty else {
            let partij = tweePartijen.first ?? .overig
            return [aanloop + [gebeurtenis(PartijBenodigdVerklaard.self) { $0.partij = partij }]]
        }
        let betrokken = casus.betrokkenPartijen
        let stappen = Partij.allCases.filter(benodigd.contains).map { partij in
            betrokken[partij] == nil
                ? gebeurtenis(PartijBetrokken.self) { $0.partij = partij }
                : gebeurtenis(PartijBetrokkenheidBeoordeeld.self) {
                    $0.partij = partij
                    $0.oordeel = .voldoende
                }
        }
        return [aanloop + stappen]
    }

    /// Afspraken waarvan de dag voorbij is nakomen, en anders enkele nieuwe maken en nakomen.
    var afsprakenNagekomen: [Alternatief] {
        let afgerond = Set(casus.alle(WerkafspraakNagekomen.self).map { $0.werkafspraak })
            .union(casus.alle(WerkafspraakNietNagekomen.self).map { $0.werkafspraak })
            .union(casus.alle(WerkafspraakVervallen.self).map { $0.werkafspraak })
        let open = casus.alle(WerkafspraakGemaakt.self).filter { afspraak in
            afspraak.gezinslid == nil && afspraak.uiterlijk <= casus.peildag.nu
                && !afgerond.contains(afspraak.gegevens.id)
        }
        let nagekomen = open.map { nakoming($0.gegevens.id) }
        return (0...3).map { aantal in
            aanloop + nagekomen + (0..<aantal).flatMap { nieuweAfspraak(nummer: $0 + 1) }
        }
    }

    private func nakoming(_ afspraak: WerkafspraakId) -> any Gegevens {
        gebeurtenis(WerkafspraakNagekomen.self) { $0.werkafspraak = afspraak }
    }

    private func nieuweAfspraak(nummer: Int) -> Alternatief {
        let id = nieuw(WerkafspraakId.self, nummer: nummer)
        let problemen = casus.problemen.filter { $0.isOpen }.prefix(1).map { $0.id }
        let afspraak = gebeurtenis(WerkafspraakGemaakt.self) {
            $0.id = id
            $0.uiterlijk = casus.peildag.nu
            $0.partij = tweePartijen.first
            if problemen.isEmpty { $0.los = true } else { $0.problemen = problemen }
        }
        return [afspraak, nakoming(id)]
    }

    /// Een grondslag, en oordelen dat de informatie toereikend is of wat de inspectie daarvoor in de plaats nam.
    var informatieVoorPlan: [Alternatief] {
        let laatste = casus.alle(InformatieToereikendBeoordeeld.self).laatste(per: \.doel)
        let doelen: [Informatiedoel] = [.analyse, .doelen, .aanpak]
        let nee = doelen.filter { doel in laatste.contains { $0.doel == doel && $0.oordeel == .nee } }
        let opgelost = Set(casus.alle(InformatieknelpuntOpgelost.self).map { $0.knelpunt })
        let knelpunten = casus.alle(InformatieknelpuntGemeld.self).map { $0.gegevens.id }.filter {
            !opgelost.contains($0)
        }
        let oplossingen = knelpunten.map { id in gebeurtenis(InformatieknelpuntOpgelost.self) { $0.knelpunt = id } }
        let bijna = casus.heeft(.probleemanalyseVastgesteld) ? [] : [analyse]
        return [
            aanloop + [grondslag] + doelen.map(informatieToereikend),
            aanloop + [grondslag] + nee.map(informatieToereikend) + bijna + oplossingen,
        ]
    }

    private var grondslag: any Gegevens {
        guard let gezag = casus.gezagsdragers.first else {
            return gebeurtenis(GrondslagVastgelegd.self) {
                $0.grondslag = .wettelijkeTaak
                $0.motivering = tekst
            }
        }
        return gebeurtenis(ToestemmingVerleend.self) { $0.door = gezag }
    }

    func informatieToereikend(_ doel: Informatiedoel) -> any Gegevens {
        gebeurtenis(InformatieToereikendBeoordeeld.self) {
            $0.doel = doel
            $0.oordeel = .ja
        }
    }
}

private struct Ondervraagde: Hashable {
    let gezinslid: GezinslidId?
    let partij: Partij?

    init(_ gezinslid: GezinslidId?, _ partij: Partij?) {
        self.gezinslid = gezinslid
        self.partij = partij
    }
}

private struct Vraag: Hashable {
    let partij: Partij
    let aspect: Regieaspect

    init(_ partij: Partij, _ aspect: Regieaspect) {
        self.partij = partij
        self.aspect = aspect
    }
}
