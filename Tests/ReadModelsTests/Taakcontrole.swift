import CivilTime
import Gezinstraject
import ReadModels
import Toetsingskader

/// Wat er op de laatste dag van een geschiedenis te doen stond, rechtstreeks nagegaan.
struct Taakcontrole {
    struct Open: Comparable {
        let sleutel: String
        let uiterlijk: Dag?

        init(_ sleutel: String, _ uiterlijk: Dag?) {
            self.sleutel = sleutel
            self.uiterlijk = uiterlijk
        }

        static func < (links: Open, rechts: Open) -> Bool {
            (links.sleutel, links.uiterlijk ?? .laatste) < (rechts.sleutel, rechts.uiterlijk ?? .laatste)
        }
    }

    static let gecontroleerd: [Taaksoort] = [
        .prioriteren, .starten, .procesmanagerToewijzen, .casemanagerVinden, .analyseVaststellen, .planVaststellen,
        .planBijwerken, .planBijhouden, .evalueren, .werkafspraak, .stagnatieOpheffen, .opschalingOpvolgen,
        .knelpuntOplossen, .conflictOplossen, .zorgRegelen, .partijBetrekken, .contactLeggen, .weigeringBeantwoorden,
        .opnieuwUitnodigen, .vasteEinddatum, .overdrachtAanvaarden, .eindevaluatie, .nazorgcontact,
        .toestemmingVerlengen, .verslagVerzenden,
    ]

    private(set) var open: [Taaksoort: [Open]] = [:]
    private let feiten: [Feit]
    private let beeld: Trajectbeeld
    private let normen: Normen
    private let aanvangsnormen: Normen
    private let aanvangsprofiel: Aanpakprofiel
    private let dag: Dag

    init(_ geschiedenis: Geschiedenis, _ traject: Int, _ kader: Toetsingskader, _ dag: Dag) {
        self.dag = dag
        feiten = geschiedenis.feiten.filter { $0.traject == nil || $0.traject == traject }
        beeld = Trajectbeeld(geschiedenis, traject: traject, kader.profielen)
        let aangemeldOp = beeld.aangemeldOp ?? dag
        normen = kader.normen(van: beeld.aanpak, op: beeld.geslotenOp ?? dag)
        aanvangsnormen = kader.normen(van: beeld.aanpak, op: aangemeldOp)
        aanvangsprofiel = kader.profielen.profiel(van: beeld.aanpak, op: aangemeldOp)
        guard beeld.aangemeldOp != nil else { return }
        let isAfgebroken = feiten.contains { [.aanmeldingIngetrokken, .prioriteringAfgewezen].contains($0.type) }
        let isOpgevolgd = geschiedenis.laatsteTraject > traject
        if beeld.geslotenOp == nil, !isAfgebroken { zoekOpen() }
        if let gesloten = beeld.geslotenOp, !isOpgevolgd { zoekNa(gesloten) }
        if !isAfgebroken, !isOpgevolgd { zoekAltijd() }
    }

    private func alle<G: Gegevens>(_ type: G.Type) -> [FeitVan<G>] {
        feiten.enumerated().compactMap { plaats, feit in
            feit.als(type).map { FeitVan(feit: feit, gegevens: $0, plaats: plaats) }
        }
    }

    private func isEr(_ typen: Feittype..., na plaats: Int = -1) -> Bool {
        feiten.dropFirst(plaats + 1).contains { typen.contains($0.type) }
    }

    private mutating func zet(_ soort: Taaksoort, _ uiterlijk: Dag?) { zet(soort, "", uiterlijk) }

    private mutating func zet(_ soort: Taaksoort, _ sleutel: String, _ uiterlijk: Dag?) {
        open[soort, default: []].append(Open(sleutel, uiterlijk))
    }

    private var planDeadline: Dag? {
        beeld.gestartOp.map { max($0, aanvangsprofiel.planNormVanaf ?? $0) + aanvangsnormen.planTermijn }
    }
}

// MARK: - Zolang het open is

extension Taakcontrole {
    private mutating func zoekOpen() {
        guard let aangemeldOp = beeld.aangemeldOp else { return }
        if let gestartOp = beeld.gestartOp {
            zoekGestart(gestartOp)
        } else {
            let soort = aanvangsprofiel.prioritering ? Taaksoort.prioriteren : .starten
            zet(soort, aangemeldOp + aanvangsnormen.startTermijn)
        }
        for afspraak in beeld.werkafspraken where afspraak.status == .open {
            zet(.werkafspraak, afspraak.id.tekst, afspraak.uiterlijk)
        }
        for stagnatie in beeld.openStagnaties {
            let treden = alle(Opgeschaald.self).filter { $0.stagnatie == stagnatie.id }
            let soort = treden.isEmpty ? Taaksoort.stagnatieOpheffen : .opschalingOpvolgen
            zet(soort, stagnatie.id.tekst, (treden.last?.dag ?? stagnatie.sinds) + normen.stagnatieTermijn)
        }
        for knelpunt in beeld.openKnelpunten { zet(.knelpuntOplossen, knelpunt.id.tekst, nil) }
        let opgelost = Set(alle(BelangenconflictOpgelost.self).map(\.conflict))
        for conflict in alle(BelangenconflictGemeld.self) where !opgelost.contains(conflict.gegevens.id) {
            zet(.conflictOplossen, conflict.gegevens.id.tekst, conflict.dag + normen.stagnatieTermijn)
        }
        for zorg in beeld.zorg where zorg.status == .aangevraagd || zorg.status == .wachtlijst {
            guard let vraag = alle(ZorgAangevraagd.self).first(where: { $0.gegevens.id == zorg.id }) else { continue }
            zet(.zorgRegelen, zorg.id.tekst, max(vraag.dag, vraag.gewenstVanaf ?? vraag.dag) + normen.wachttijdNorm)
        }
        for partij in beeld.partijen {
            guard let sinds = partij.ontbreektSinds else { continue }
            zet(.partijBetrekken, partij.partij.rawValue, sinds + normen.partijTermijn)
        }
        zoekGezin(aangemeldOp)
        let overleg = feiten.indices.filter {
            [.mdoGehouden, .rondetafelbesprekingGehouden].contains(feiten[$0].type)
        }
        for plaats in overleg where !isEr(.verslagVerzonden, na: plaats) { zet(.verslagVerzenden, nil) }
    }

    private mutating func zoekGezin(_ aangemeldOp: Dag) {
        for weigering in alle(MedewerkingGezinGewijzigd.self) where weigering.naar == .weigert {
            let isBeantwoord = isEr(
                .contactMetGezinGelegd,
                .contactpogingMislukt,
                .aanpakMetGezinBesproken,
                .zorgGestart,
                .succesGevierd,
                .drangIngezet,
                .dwangmaatregelOpgelegd,
                .mdoGehouden,
                .rondetafelbesprekingGehouden,
                .evaluatieGehouden,
                .dwangmaatregelGeadviseerd,
                .opgeschaald,
                .praktischeHulpGeregeld,
                .veiligheidsmeldingGedaan,
                na: weigering.plaats
            )
            if !isBeantwoord { zet(.weigeringBeantwoorden, weigering.dag + normen.weigeringReactie) }
        }
        for gelegenheid in Gelegenheid.allCases {
            let weigering = alle(GezinDeelnameGeweigerd.self).last { $0.voor == gelegenheid }
            let uitnodiging = alle(GezinUitgenodigd.self).last { $0.voor == gelegenheid }
            guard let weigering, uitnodiging.map({ $0.plaats < weigering.plaats }) ?? true else { continue }
            zet(.opnieuwUitnodigen, gelegenheid.rawValue, weigering.dag + normen.heraanbodTermijn)
        }
        if let datum = alle(VasteEinddatumVastgelegd.self).last,
            !isEr(.vasteEinddatumVervallen, na: datum.plaats)
        {
            zet(.vasteEinddatum, datum.datum)
        }
        for toestemming in beeld.toestemmingen where toestemming.antwoord == .verleend {
            let lid = beeld.gezinsleden.first { $0.id == toestemming.gezinslid }
            guard let geldigTot = toestemming.geldigTot, lid?.status != .vertrokken, toestemming.op >= aangemeldOp,
                dag + normen.toestemmingVooruitzicht >= geldigTot
            else { continue }
            zet(.toestemmingVerlengen, toestemming.gezinslid.tekst, geldigTot)
        }
    }

    private mutating func zoekGestart(_ gestartOp: Dag) {
        if !isEr(.probleemanalyseVastgesteld) { zet(.analyseVaststellen, planDeadline) }
        if let plan = alle(PlanVastgesteld.self).first {
            zoekPlan(plan)
        } else {
            zet(.planVaststellen, planDeadline)
        }
        let evaluaties = alle(EvaluatieGehouden.self)
        zet(.evalueren, (evaluaties.last?.dag ?? gestartOp) + normen.evaluatieInterval)
        let vanaf = alle(DossieropbouwGestart.self).first?.vanaf
        let begin = max(gestartOp, vanaf ?? gestartOp)
        let bereikt = feiten.last { $0.bereiktGezin && $0.dag >= gestartOp }?.dag
        zet(.contactLeggen, max(begin, bereikt ?? begin) + normen.stilteTermijn)
        zoekRegie(gestartOp)
        guard !aanvangsprofiel.enkeleRegisseur, beeld.casemanager == nil else { return }
        let einden = alle(CasemanagerrolBeeindigd.self).filter { $0.dag >= gestartOp }
        let naVorige = einden.last(where: { isErAanvaardeRol(voor: $0) }).map { $0.dag + normen.regiegatMax }
        zet(.casemanagerVinden, [naVorige, planDeadline].compactMap { $0 }.max())
    }

    private func isErAanvaardeRol(voor einde: FeitVan<CasemanagerrolBeeindigd>) -> Bool {
        alle(CasemanagerrolAanvaard.self).contains { $0.wie == einde.wie && $0.plaats < einde.plaats }
    }

    private mutating func zoekPlan(_ eerste: FeitVan<PlanVastgesteld>) {
        let versies = feiten.filter { [.planVastgesteld, .planBijgesteld].contains($0.type) }.map(\.dag)
        let doorgaan = alle(EvaluatieGehouden.self).filter { $0.conclusie == .doorgaan && $0.plaats > eerste.plaats }
        let bijgehouden = (versies + doorgaan.map(\.dag)).max() ?? eerste.dag
        zet(.planBijhouden, bijgehouden + normen.evaluatieInterval)
        for probleem in beeld.problemen where probleem.status != .opgelost && probleem.status != .beheersbaar {
            guard probleem.geconstateerdOp > eerste.dag, versies.allSatisfy({ $0 < probleem.geconstateerdOp }) else {
                continue
            }
            zet(.planBijwerken, probleem.id.tekst, probleem.geconstateerdOp + normen.planActualisatie)
        }
    }

    private mutating func zoekRegie(_ gestartOp: Dag) {
        guard beeld.procesmanager == nil else { return }
        let vrijgesteld = alle(ProcesmanagerVrijgesteld.self).last?.dag ?? gestartOp
        zet(.procesmanagerToewijzen, max(vrijgesteld, gestartOp) + normen.regiegatMax)
    }
}

// MARK: - Na de afsluiting

extension Taakcontrole {
    private mutating func zoekNa(_ gesloten: Dag) {
        guard let sluiting = alle(AanpakAfgesloten.self).last else { return }
        let isGeevalueerd = alle(EvaluatieGehouden.self).contains { $0.soort == .eind }
        let isAfgezien = isEr(.evaluatieAfgezien, na: sluiting.plaats)
        if beeld.gestartOp != nil, !isGeevalueerd, !isAfgezien {
            zet(.eindevaluatie, gesloten + normen.evaluatieRespijt)
        }
        if isEr(.nazorgBeeindigd, .heraanmeldingOntvangen) { return }
        let interval = alle(NazorgAfspraakGemaakt.self).last { $0.intervalMaanden != nil }?.intervalMaanden
        let duur = alle(NazorgAfspraakGemaakt.self).last { $0.duurMaanden != nil }?.duurMaanden
        guard let interval else { return }
        let contact = alle(NazorgcontactGelegd.self).last { $0.plaats > sluiting.plaats }?.dag ?? gesloten
        let uiterlijk = contact.plus(maanden: interval)
        if let duur, dag > gesloten.plus(maanden: duur) || uiterlijk > gesloten.plus(maanden: duur) { return }
        zet(.nazorgcontact, uiterlijk)
    }

    private mutating func zoekAltijd() {
        let beantwoord = Set(
            alle(OverdrachtAanvaard.self).map(\.overdracht) + alle(OverdrachtGeweigerd.self).map(\.overdracht)
        )
        for overdracht in alle(HulpOvergedragen.self) where !beantwoord.contains(overdracht.gegevens.id) {
            zet(
                .overdrachtAanvaarden,
                overdracht.gegevens.id.tekst,
                beeld.geslotenOp.map { $0 + normen.evaluatieRespijt }
            )
        }
        if beeld.geslotenOp == nil { zoekAfronding() }
    }

    /// Tijdens de afronding staat de eindevaluatie open, nog zonder uiterste dag.
    private mutating func zoekAfronding() {
        guard beeld.gestartOp != nil, let begin = alle(AfrondingGestart.self).last,
            !isEr(.planBijgesteld, .probleemGeconstateerd, na: begin.plaats)
        else { return }
        let isGeevalueerd = alle(EvaluatieGehouden.self).contains { $0.soort == .eind }
        if !isGeevalueerd, !isEr(.evaluatieAfgezien, na: begin.plaats) { zet(.eindevaluatie, nil) }
    }
}
