import CivilTime
import Gezinstraject

// T3.1.4 De aanpak heeft betrekking op de problemen van alle gezinsleden en op alle leefgebieden
//
// Bron: MAA Bijlage 1 Aanpak; MAA §3.2. Er is aandacht voor alle problemen, alle gezinsleden en alle leefgebieden, "maar
// daarbij heeft het ene meer aandacht gekregen dan het andere". Bouwt op T3.1.1 en T3.1.2, gelezen zonder het begin van
// het dossier. Een uit huis geplaatst kind blijft gezinslid. INDICATORS §1.4, T3.1.4.
extension Indicator {
    static let t314 = Indicator(
        nummer: .t314,
        titel: "De aanpak heeft betrekking op de problemen van alle gezinsleden en op alle leefgebieden",
        bron: "MAA Bijlage 1 Aanpak; MAA §3.2",
        norm: """
            De analyse beoordeelt elk leefgebied, elk gezinslid is bezien binnen twee maanden nadat het erbij kwam, en \
            elk probleem heeft een doel of afspraak.
            """,
        regel: """
            X als er op de plantermijn geen analyse is, als de analyse leefgebieden overslaat (T3.1.1), als een huidig \
            gezinslid na twee maanden en na de plantermijn niet bezien is, of als een probleem geen doel heeft \
            (T3.1.2). – zolang de termijn van analyse of doelen loopt. Anders ✓. Bezien is wie in een analyse staat, \
            of bij een probleem genoemd is.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: true,
        redenen: [
            .nogNiet, .nvt, .geenGegevens, .afgeleid, .leefgebiedenOnvolledig, .gezinslidNietBezien,
            .probleemZonderDoel,
        ],
        kanttekeningen: [.leefgebiedStil, .alleDoelenLang]
    ) { casus in
        guard let planDeadline = casus.planDeadline else { return .nogNiet }
        let analyses = casus.alle(ProbleemanalyseVastgesteld.self)
        guard !analyses.isEmpty else {
            return casus.planVerstreken ? .verbeterpunt(.afgeleid, plantermijn: true) : .nogNiet
        }
        let analyse = Indicator.t311.beoordeel(casus)
        if analyse.reden == .leefgebiedenOnvolledig { return analyse }
        let problemen = casus.problemen
        let nietBezien = casus.nietBezienLeden(analyses, problemen, planDeadline)
        guard nietBezien.isEmpty else {
            return Bevinding.verbeterpunt(.gezinslidNietBezien)
                .bewezen(door: casus.alle(GezinslidToegevoegd.self).filter { nietBezien.contains($0.id) })
        }
        let doelen = Indicator.t312.beoordeel(casus)
        switch doelen.uitkomst {
        case .verbeterpunt: return doelen
        case .nietVastgesteld: return .nogNiet
        case .voldoet:
            return Bevinding.voldoet()
                .bewezen(door: analyses)
                .bewezen(door: doelen.bewijs)
                .met(.leefgebiedStil, als: casus.isLeefgebiedStil(problemen))
                .met(.alleDoelenLang, als: casus.zijnAlleDoelenLang)
        }
    }
}

extension Casus {
    /// De huidige leden die na hun termijn in geen analyse en bij geen probleem genoemd zijn.
    fileprivate func nietBezienLeden(
        _ analyses: [FeitVan<ProbleemanalyseVastgesteld>],
        _ problemen: [Probleem],
        _ planDeadline: Dag
    ) -> [GezinslidId] {
        let bijProbleem = Set(problemen.flatMap { $0.feit.personen ?? [] })
        let nietBezien = huidigeLeden.filter { lid in
            max(lid.toegevoegd + normen.planActualisatie, planDeadline) < tot && !bijProbleem.contains(lid.id)
                && !analyses.contains { $0.beziet(lid) }
        }
        return nietBezien.map { $0.id }
    }

    /// Er zijn doelen, en alle zijn voor de lange termijn; ook een vervallen doel is gesteld.
    fileprivate var zijnAlleDoelenLang: Bool {
        let doelen = alle(DoelGesteld.self)
        return !doelen.isEmpty && doelen.allSatisfy { $0.termijn == .lang }
    }

    /// Op een leefgebied met een open probleem is lang niets gebeurd aan enig probleem van dat leefgebied.
    fileprivate func isLeefgebiedStil(_ problemen: [Probleem]) -> Bool {
        let open = Set(problemen.filter { $0.isOpen }.map { $0.feit.stj })
        guard !open.isEmpty else { return false }
        let activiteit = laatsteActiviteit(problemen)
        return open.contains { leefgebied in
            activiteit[leefgebied].map { isVerstreken($0, normen.leefgebiedStil) } ?? false
        }
    }

    /// Per leefgebied de laatste dag tot en met `tot` waarop iets aan een van zijn problemen gebeurde.
    private func laatsteActiviteit(_ problemen: [Probleem]) -> [StjLeefgebied: Dag] {
        let leefgebieden = Dictionary(problemen.map { ($0.id, $0.feit.stj) }, uniquingKeysWith: { eerste, _ in eerste })
        var laatste: [StjLeefgebied: Dag] = [:]
        for (dag, genoemd) in activiteiten(problemen) where dag <= tot {
            for leefgebied in genoemd.compactMap({ leefgebieden[$0] }) {
                laatste[leefgebied] = max(laatste[leefgebied] ?? dag, dag)
            }
        }
        return laatste
    }

    /// Wat er aan problemen gebeurde: de dag, en de problemen die erbij genoemd zijn.
    private func activiteiten(_ problemen: [Probleem]) -> [(dag: Dag, problemen: [ProbleemId])] {
        let aanvragen = alle(ZorgAangevraagd.self)
        let lopend = alle(LopendeZorgVastgelegd.self)
        let zorg = Dictionary(
            aanvragen.map { ($0.id, $0.problemen) } + lopend.map { ($0.id, $0.problemen) },
            uniquingKeysWith: { eerste, _ in eerste }
        )
        var activiteiten: [(dag: Dag, problemen: [ProbleemId])] = []
        activiteiten += problemen.flatMap { probleem in
            [(probleem.geconstateerd, [probleem.id])] + probleem.wijzigingen.map { ($0.dag, [probleem.id]) }
        }
        activiteiten += alle(EigenKrachtVerkend.self).map { ($0.dag, [$0.probleem]) }
        activiteiten += alle(DoelGesteld.self).map { ($0.dag, $0.problemen) }
        activiteiten += alle(WerkafspraakGemaakt.self).map { ($0.dag, $0.problemen ?? []) }
        activiteiten += alle(PraktischeHulpGeregeld.self).map { ($0.dag, $0.problemen) }
        activiteiten += aanvragen.map { ($0.dag, $0.problemen) }
        activiteiten += lopend.map { ($0.dag, $0.problemen) }
        activiteiten += alle(ZorgGestart.self).map { ($0.dag, zorg[$0.zorg] ?? []) }
        activiteiten += alle(OverbruggingGeregeld.self).map { ($0.dag, zorg[$0.zorg] ?? []) }
        return activiteiten
    }
}

extension FeitVan<ProbleemanalyseVastgesteld> {
    /// Of het lid in de analyse staat; "alle" is wie dan lid is.
    fileprivate func beziet(_ lid: Gezinslid) -> Bool {
        switch gegevens.gezinsleden {
        case .alle: lid.toegevoegd <= dag
        case .lijst(let leden): leden.contains(lid.id)
        }
    }
}
