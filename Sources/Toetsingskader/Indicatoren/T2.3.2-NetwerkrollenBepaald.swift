import CivilTime
import Gezinstraject

// T2.3.2 Er is bepaald welke personen in het sociale netwerk een rol kunnen spelen bij de aanpak
//
// Bron: MAA Bijlage 1 Gezin Centraal; MAA §4.3, §5.2. Twee gezinnen kregen hulp van hun netwerk waarvan de
// professionals niet wisten. Een bekende vriendin zonder besluit over haar rol is X. Dat niemand geschikt is, kunnen
// professionals niet alleen bepalen: het netwerk moet eerst met het gezin in kaart zijn (INDICATORS §1.8, 6).
// INDICATORS §1.4, T2.3.2.
extension Indicator {
    static let t232 = Indicator(
        nummer: .t232,
        titel: "Er is bepaald welke personen in het sociale netwerk een rol kunnen spelen bij de aanpak",
        bron: "MAA Bijlage 1 Gezin Centraal; MAA §4.3, §5.2",
        norm: """
            Binnen de plantermijn is met iemand uit het netwerk een rol afgesproken, of bepaald dat niemand een rol \
            kan spelen.
            """,
        regel: """
            ✓ als een rol is afgesproken; of, met een kanttekening, als na een kaart met het gezin is bepaald dat \
            niemand geschikt is en steun die daarna gemeld is een antwoord kreeg. X als dat op de plantermijn niet \
            gebeurd is. – zolang de termijn loopt, of als het gezin herhaald weigert.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .gezinWeigert, .nietBepaald],
        kanttekeningen: [
            .gezinWeigerde, .steunNietGekoppeld, .geenGeschiktePersonen, .laatVastgelegd, .datumOnzeker,
            .alleRollenBeeindigd,
        ]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        return casus.bevindingOverNetwerkrollen.met(.steunNietGekoppeld, als: casus.heeftNietGekoppeldeSteun)
    }
}

extension Casus {
    fileprivate var bevindingOverNetwerkrollen: Bevinding {
        let afgesproken = alle(NetwerkrolAfgesproken.self)
        if let eerste = afgesproken.first {
            return Bevinding.voldoet()
                .bewezen(door: afgesproken)
                .met(.alleRollenBeeindigd, als: zijnAllemaalBeeindigd(afgesproken))
                .met(vastleggingskanttekeningen(eerste.feit, deadline: planDeadline))
        }
        let niemandGeschikt = alle(NetwerkrolVerkend.self).last { $0.uitkomst == .geenGeschiktePersonen }
        if let niemandGeschikt, let kaart = kaartMetGezin(voor: niemandGeschikt.plaats),
            isAlleSteunBeantwoord(na: niemandGeschikt.plaats)
        {
            return Bevinding.voldoet()
                .bewezen(door: kaart)
                .bewezen(door: niemandGeschikt)
                .met(.geenGeschiktePersonen)
                .met(vastleggingskanttekeningen(niemandGeschikt.feit, deadline: planDeadline))
        }
        if let weigering = weigering(.netwerk) { return weigering }
        guard planVerstreken else { return .nogNiet }
        return Bevinding.verbeterpunt(.nietBepaald, feit: niemandGeschikt != nil, plantermijn: true)
            .bewezen(door: niemandGeschikt)
    }

    /// Of van iedereen met een afgesproken rol de laatste afspraak is beeindigd.
    private func zijnAllemaalBeeindigd(_ afgesproken: [FeitVan<NetwerkrolAfgesproken>]) -> Bool {
        let beeindigd = Dictionary(
            alle(NetwerkrolBeeindigd.self).map { ($0.persoon, $0.plaats) },
            uniquingKeysWith: max
        )
        return afgesproken.allSatisfy { afspraak in beeindigd[afspraak.persoon].map { $0 > afspraak.plaats } ?? false }
    }

    private func kaartMetGezin(voor plaats: Int) -> FeitVan<NetwerkInKaartGebracht>? {
        alle(NetwerkInKaartGebracht.self).first { $0.metGezin && $0.plaats < plaats }
    }

    /// Wat er over een rol besloten werd: waar in de geschiedenis, en over wie (nil: over niemand in het bijzonder).
    private var rolbesluiten: [(plaats: Int, persoon: NetwerkpersoonId?)] {
        alle(NetwerkrolVerkend.self).map { ($0.plaats, $0.persoon) }
            + alle(NetwerkrolAfgesproken.self).map { ($0.plaats, $0.persoon) }
            + alle(NetwerkrolGeweigerd.self).map { ($0.plaats, $0.persoon) }
    }

    /// Of op elke melding van steun na een plaats een besluit volgde over iemand die zij noemt, of over wie dan ook als
    /// zij niemand noemt.
    private func isAlleSteunBeantwoord(na plaats: Int) -> Bool {
        let besluiten = rolbesluiten
        return alle(NetwerksteunGemeld.self).allSatisfy { melding in
            guard melding.plaats > plaats else { return true }
            let genoemd = melding.gegevens.genoemd
            return besluiten.contains { besluit in
                besluit.plaats > melding.plaats
                    && (genoemd.isEmpty || besluit.persoon.map(genoemd.contains) ?? false)
            }
        }
    }

    /// Of er steun is gemeld van niemand bij naam, of van iemand over wiens rol nooit is besloten.
    fileprivate var heeftNietGekoppeldeSteun: Bool {
        let meldingen = alle(NetwerksteunGemeld.self)
        guard !meldingen.isEmpty else { return false }
        let besproken = Set(rolbesluiten.compactMap { $0.persoon })
        return meldingen.contains { melding in
            let genoemd = melding.gegevens.genoemd
            return genoemd.isEmpty || !besproken.isSuperset(of: genoemd)
        }
    }
}

extension NetwerksteunGemeld {
    /// Wie de melding noemt, nieuw of al bekend.
    fileprivate var genoemd: [NetwerkpersoonId] { (personen ?? []).map { $0.id } + (bekend ?? []) }
}
