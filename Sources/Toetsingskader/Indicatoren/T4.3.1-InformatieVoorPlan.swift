import CivilTime
import Gezinstraject

// T4.3.1 De beschikbare informatie over het gezin is toereikend om: - Een probleemanalyse te maken
// - Doelen te bepalen - De aanpak te bepalen
//
// Bron: MAA Bijlage 1 Samenwerking. In alle casussen was er een ondertekende toestemmingsverklaring; de uitwisseling
// verliep "op een enkele uitzondering na, eenvoudig". Zonder oordeel voldoet een casus bij benadering als er een
// analyse is en geen open knelpunt: daar ging de inspectie ook op af. Een andere grondslag dan toestemming steunt dat
// evengoed (INDICATORS §1.8, 16). Zonder aanmelding telt elke toestemming. INDICATORS §1.4, T4.3.1.
extension Indicator {
    static let t431 = Indicator(
        nummer: .t431,
        titel: """
            De beschikbare informatie over het gezin is toereikend om: - Een probleemanalyse te maken \
            - Doelen te bepalen - De aanpak te bepalen
            """,
        bron: "MAA Bijlage 1 Samenwerking",
        norm: """
            Er is toestemming van iemand met gezag of een andere grondslag, uiterlijk op de plantermijn, en de \
            informatie is genoeg voor analyse, doelen en aanpak.
            """,
        regel: """
            X als de informatie voor een van de drie ontoereikend is genoemd, of als er na de plantermijn geen \
            toestemming of andere grondslag is. ✓ als alle drie toereikend of grotendeels toereikend zijn genoemd, en \
            bij benadering als er een analyse is en geen open knelpunt. – anders.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .ontoereikend, .geenGrondslag, .benadering, .oordeelOntbreekt],
        kanttekeningen: [
            .informatieknelpunt, .toestemmingNietVanAllen, .toestemmingGedeeltelijk, .toestemmingVerloopt,
            .gezinNietGeinformeerd, .geenGezagsdrager, .toestemmingVerlopen,
        ]
    ) { casus in
        guard let start = casus.start else { return Bevinding.nogNiet.met(casus.toestemmingskanttekeningen) }
        return casus.informatieVoorPlan
            .bewezen(door: [start.feit.id])
            .met(.informatieknelpunt, als: casus.heeft(.informatieknelpuntGemeld))
            .met(casus.toestemmingskanttekeningen)
    }
}

extension Casus {
    fileprivate var informatieVoorPlan: Bevinding {
        let doelen: [Informatiedoel] = [.analyse, .doelen, .aanpak]
        let oordelen = alle(InformatieToereikendBeoordeeld.self).laatste(per: \.doel).filter {
            doelen.contains($0.doel)
        }
        let ontoereikend = oordelen.filter { $0.oordeel == .nee }
        if !ontoereikend.isEmpty { return Bevinding.verbeterpunt(.ontoereikend).bewezen(door: ontoereikend) }
        if !heeftGrondslag {
            guard planVerstreken else { return .nogNiet }
            let feiten = grondslagfeiten
            return Bevinding.verbeterpunt(.geenGrondslag, feit: !feiten.isEmpty, plantermijn: true)
                .bewezen(door: feiten.map { $0.feit.id })
        }
        if oordelen.count == doelen.count { return Bevinding.voldoet().bewezen(door: oordelen) }
        let analyses = alle(ProbleemanalyseVastgesteld.self)
        guard !analyses.isEmpty, !heeftOpenKnelpunt else {
            return Bevinding.nietVastgesteld(.oordeelOntbreekt).bewezen(door: oordelen)
        }
        return Bevinding.voldoet(.benadering)
            .bewezen(door: analyses)
            .bewezen(door: geldigeToestemmingen.map { $0.feit.feit.id })
            .bewezen(door: andereGrondslagen)
    }

    /// Wat in dit traject over toestemming of een andere grondslag is vastgelegd, niet na `tot`.
    private var grondslagfeiten: [Feitplaats] {
        let typen: [Feittype] = [
            .toestemmingVerleend, .toestemmingGeweigerd, .toestemmingIngetrokken, .grondslagVastgelegd,
        ]
        return feiten(van: typen).filter { feit in
            feit.dag <= tot && (aanmelding.map { feit.dag >= $0.dag } ?? true)
        }
    }

    fileprivate var toestemmingskanttekeningen: Set<LetOp> {
        let geldig = geldigeToestemmingen
        guard !geldig.isEmpty else { return [] }
        let leden = Set(geldig.map { $0.lid })
        let verleend = geldig.compactMap { $0.verleend }
        let laatsteDagen = verleend.compactMap { $0.geldigTot }
        var kanttekeningen: Set<LetOp> = []
        if !moetenToestemmen.isSubset(of: leden) { kanttekeningen.insert(.toestemmingNietVanAllen) }
        if leden.isDisjoint(with: gezagsdragers) { kanttekeningen.insert(.geenGezagsdrager) }
        if verleend.contains(where: { $0.isGedeeltelijk }) { kanttekeningen.insert(.toestemmingGedeeltelijk) }
        if laatsteDagen.contains(where: { $0 < tot }) { kanttekeningen.insert(.toestemmingVerlopen) }
        let vooruit = tot.nu + normen.toestemmingVooruitzicht
        if !isGesloten, laatsteDagen.contains(where: { tot <= $0 && $0 <= vooruit }) {
            kanttekeningen.insert(.toestemmingVerloopt)
        }
        if !heeft(.gezinGeinformeerd) { kanttekeningen.insert(.gezinNietGeinformeerd) }
        return kanttekeningen
    }

    /// Van wie toestemming verwacht wordt: ouders van wie niet is vastgelegd dat zij geen gezag hebben, en wie er ooit
    /// op antwoordde, ook als hij vertrok.
    private var moetenToestemmen: Set<GezinslidId> {
        let ouders = huidigeLeden.filter { $0.rol == .ouder && $0.gezagsdrager != false }.map { $0.id }
        return Set(ouders)
            .union(alle(ToestemmingVerleend.self).map { $0.door })
            .union(alle(ToestemmingGeweigerd.self).map { $0.door })
            .union(alle(ToestemmingIngetrokken.self).map { $0.door })
    }
}

extension ToestemmingVerleend {
    /// Beperkt tot genoemde partijen of leefgebieden.
    fileprivate var isGedeeltelijk: Bool {
        if case .lijst = partijen { return true }
        if case .lijst = leefgebieden { return true }
        return false
    }
}
