import CivilTime
import Gezinstraject

// T5.1.1 De aanpak loopt door totdat de problemen zijn opgelost of beheersbaar zijn
//
// Bron: MAA Bijlage 1 Continu; MAA §3.1, §6.2. De duur is flexibel, er is geen vaste termijn en bij het gewenste
// resultaat vervalt de prioritering. De gesloten casus ging met open problemen naar 'Moeilijk Plaatsbaren': dat voldoet
// als een ander ze aanvaardde, ook na de afsluiting. Een lange duur is geen tekort. INDICATORS §1.4, T5.1.1.
extension Indicator {
    static let t511 = Indicator(
        nummer: .t511,
        titel: "De aanpak loopt door totdat de problemen zijn opgelost of beheersbaar zijn",
        bron: "MAA Bijlage 1 Continu; MAA §3.1, §6.2",
        norm: "Geen vaste einddatum; bij afsluiting is geen probleem open dat niemand overnam.",
        regel: """
            Open: X als er een vaste einddatum geldt, anders voorlopig ✓. Gesloten: ✓ als elk probleem is opgelost of \
            beheersbaar, als elk open probleem is overgedragen en aanvaard, of als partijen goed genoeg vaststelden; \
            anders X. – als het gezin door overlijden wegviel of er geen probleem is vastgelegd.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: false,
        redenen: [.nogNiet, .nvt, .geenGegevens, .vasteEinddatum, .geslotenMetOpenProblemen],
        kanttekeningen: [
            .openProblemenOvergedragen, .goedGenoegNietVastgesteld, .goedGenoegMetOpenProblemen,
            .deelafsluitingMetOpenProbleem, .calamiteit,
        ]
    ) { casus in
        guard let start = casus.start else { return .nogNiet }
        let problemen = casus.problemen
        let overgedragen = casus.overgedragenProblemen
        let bevinding = casus.einde.map { casus.duur($0, problemen, overgedragen) } ?? casus.duurZolangOpen
        let losOpen = problemen.filter { $0.isOpen && !overgedragen.contains($0.id) }
        return
            bevinding
            .bewezen(door: [start.feit.id])
            .met(.deelafsluitingMetOpenProbleem, als: casus.isDeelAfgesloten(met: losOpen))
            .met(.calamiteit, als: casus.heeft(.calamiteitGemeld))
    }
}

extension Casus {
    fileprivate var duurZolangOpen: Bevinding {
        guard let vast = laatste(VasteEinddatumVastgelegd.self) else { return .voldoet(voorlopig: true) }
        if let vervallen = laatste(VasteEinddatumVervallen.self), vervallen.plaats > vast.plaats {
            return Bevinding.voldoet(voorlopig: true).bewezen(door: vast).bewezen(door: vervallen)
        }
        return Bevinding.verbeterpunt(.vasteEinddatum).bewezen(door: vast)
    }

    fileprivate func duur(
        _ einde: FeitVan<AanpakAfgesloten>,
        _ problemen: [Probleem],
        _ overgedragen: Set<ProbleemId>
    ) -> Bevinding {
        if einde.reden == .overleden { return Bevinding.nietVastgesteld(.nvt).bewezen(door: einde) }
        if problemen.isEmpty { return Bevinding.nietVastgesteld(.geenGegevens).bewezen(door: einde) }
        let goedGenoeg = alle(GoedGenoegVastgesteld.self)
        return sluiting(einde.reden, problemen.filter { $0.isOpen }, overgedragen, isVastgesteld: !goedGenoeg.isEmpty)
            .met(.goedGenoegNietVastgesteld, als: einde.reden == .goedGenoeg && goedGenoeg.isEmpty)
            .bewezen(door: einde)
            .bewezen(door: problemen.flatMap { [$0.feit.bron] + $0.wijzigingen.suffix(1).map { $0.bron } })
            .bewezen(door: goedGenoeg)
    }

    private func sluiting(
        _ reden: AanpakAfgesloten.Reden,
        _ open: [Probleem],
        _ overgedragen: Set<ProbleemId>,
        isVastgesteld: Bool
    ) -> Bevinding {
        if open.isEmpty { return .voldoet() }
        if reden.isOvernameMogelijk, open.allSatisfy({ overgedragen.contains($0.id) }) {
            return Bevinding.voldoet()
                .met(.openProblemenOvergedragen)
                .bewezen(door: alle(HulpOvergedragen.self))
                .bewezen(door: alle(OverdrachtAanvaard.self))
        }
        if reden == .goedGenoeg, isVastgesteld { return Bevinding.voldoet().met(.goedGenoegMetOpenProblemen) }
        return .verbeterpunt(.geslotenMetOpenProblemen)
    }

    /// De problemen in een overdracht die is aanvaard, ook als dat na de afsluiting was.
    fileprivate var overgedragenProblemen: Set<ProbleemId> {
        let aanvaard = Set(alle(OverdrachtAanvaard.self).map { $0.overdracht })
        return Set(alle(HulpOvergedragen.self).filter { aanvaard.contains($0.gegevens.id) }.flatMap { $0.problemen })
    }

    /// Een deelafsluiting van een doel bij, of het leefgebied van, een van deze problemen die er toen al waren.
    fileprivate func isDeelAfgesloten(met problemen: [Probleem]) -> Bool {
        let deelafsluitingen = alle(DeelafsluitingVastgelegd.self)
        guard !deelafsluitingen.isEmpty, !problemen.isEmpty else { return false }
        let bijDoel = Dictionary(alle(DoelGesteld.self).map { ($0.gegevens.id, $0.problemen) }) { eerste, _ in eerste }
        return deelafsluitingen.contains { deel in
            let vanDoel = deel.doel.flatMap { bijDoel[$0] } ?? []
            return problemen.contains { probleem in
                probleem.feit.plaats < deel.plaats
                    && (probleem.feit.stj == deel.leefgebied || vanDoel.contains(probleem.id))
            }
        }
    }
}

extension AanpakAfgesloten.Reden {
    /// Bij deze reden kan een ander open problemen overnemen.
    fileprivate var isOvernameMogelijk: Bool {
        switch self {
        case .resultaatBereikt, .regieNietMeerNodig, .verhuisd, .eldersBelegd: true
        case .goedGenoeg, .gezinWerktNietMee, .gezinOnbereikbaar, .overleden, .termijnVerstreken, .capaciteit: false
        }
    }
}
