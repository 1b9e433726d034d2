public import CivilTime
public import Gezinstraject

/// De signalen uit de trajecten van een aanpak op een dag: van elk gezin een traject, als in een toetsing van de aanpak.
public struct Beleidssignalen {
    private let trajecten: [Signaaltraject]

    /// De signalen van de gezinnen die voor deze aanpak zijn aangemeld.
    ///
    /// - Parameters:
    ///   - geschiedenissen: Een effectieve geschiedenis per gezin.
    ///   - aanpak: De aanpak.
    ///   - peildag: De dag; wat daarna gebeurde telt niet mee.
    ///   - kader: Het kader.
    public init(_ geschiedenissen: [Geschiedenis], aanpak: Aanpakcode, peildag: Dag, _ kader: Toetsingskader) {
        trajecten = geschiedenissen.compactMap { geschiedenis in
            let toetsing = kader.beoordeelVoorSelectie(geschiedenis, peildag: peildag)
            guard toetsing.aanpak == aanpak else { return nil }
            let casus = Casus(
                geschiedenis.tot(peildag),
                traject: toetsing.traject,
                peildag: peildag,
                kader.profielen,
                kader.normen
            )
            return Signaaltraject(casus: casus, toetsing: toetsing)
        }
    }

    /// Het signaal bij een indicator; nil als casussen er niets over zeggen (klasse C).
    public func signaal(_ indicator: Beleidsindicator) -> Signaal? {
        cijfers(indicator).map { Signaal(indicator: indicator, cijfers: $0) }
    }

    private func cijfers(_ indicator: Beleidsindicator) -> [Signaalcijfer]? {
        switch indicator.criterium.thema {
        case .p1: toeleiding(indicator)
        case .p2: gezinCentraal(indicator)
        case .p3: aanpak(indicator)
        case .p4: samenwerking(indicator)
        case .p5: continu(indicator)
        }
    }

    private func toeleiding(_ indicator: Beleidsindicator) -> [Signaalcijfer]? {
        switch indicator {
        case .p111: [verdeling("gronden van aanmelding per melder", \.casus.gemeldeGronden)]
        case .p112:
            [
                verdeling("gezinnen die aan de definitie voldoen, per wijk") {
                    $0.oordeel(.t111)?.uitkomst == .voldoet ? [$0.casus.wijk] : []
                }
            ]
        case .p121:
            [
                verdeling("aanmeldingen per route") { [$0.casus.aanmelding?.route?.rawValue ?? "onbekend"] },
                deel("trajecten waarvan de aanmelding is afgewezen", \.casus.isAfgewezen),
            ]
        case .p122:
            [
                verdeling("aanmeldingen per melder") { [$0.casus.melder] },
                verdeling("partijen in beeld die zelf geen van deze gezinnen aanmeldden", partijenZonderMelding),
            ]
        default: nil
        }
    }

    private func gezinCentraal(_ indicator: Beleidsindicator) -> [Signaalcijfer]? {
        switch indicator {
        case .p211: [oordelen(.t221)]
        case .p212:
            [.t231, .t232, .t233].map(oordelen) + [
                deel("trajecten met een Eigen Kracht-conferentie") { traject in
                    traject.casus.alle(NetwerkopbouwActiviteitUitgevoerd.self)
                        .contains { $0.soort == .eigenKrachtConferentie }
                }
            ]
        case .p213:
            [
                oordelen(.t212), oordelen(.t213),
                aandeel("behoeften van het gezin waar een doel bij hoort", \.casus.behoeftenMetDoel),
            ]
        default: nil
        }
    }

    private func aanpak(_ indicator: Beleidsindicator) -> [Signaalcijfer]? {
        switch indicator {
        case .p313: [verdeling("leefgebieden waarover doelen gaan", \.casus.leefgebiedenVanDoelen)]
        case .p314: [aandeel("doelen waarvan het resultaat is vastgelegd", \.casus.beoordeeldeDoelen)]
        case .p321: [oordelen(.t411)]
        case .p322:
            [
                aandeel("opschalingen waarop een besluit volgde", \.casus.opschalingenMetBesluit),
                deel("trajecten waarin doorzettingsmacht is gebruikt") {
                    $0.casus.heeft(.doorzettingsmachtGebruikt)
                },
            ]
        case .p323: [caseload]
        case .p331:
            [oordelen(.t313), aandeel("werkafspraken die bij een doel horen", \.casus.afsprakenMetDoel)]
        case .p332:
            [oordelen(.t314), verdeling("leefgebieden in de laatste analyse", \.casus.geanalyseerdeLeefgebieden)]
        case .p341: [oordelen(.t321)]
        case .p342:
            [
                oordelen(.t322),
                deel("gezinnen die niet meewerkten, met daarna drang of dwang", \.casus.drangNaWeigering),
            ]
        default: nil
        }
    }

    private func samenwerking(_ indicator: Beleidsindicator) -> [Signaalcijfer]? {
        switch indicator {
        case .p412:
            [
                aandeel("stagnaties die zijn opgeschaald", \.casus.opgeschaaldeStagnaties),
                mediaan("dagen tot een stagnatie was opgeheven", \.casus.stagnatiedagen),
            ]
        case .p421:
            [
                verdeling("leefgebieden waarop een partij betrokken was", \.casus.leefgebiedenMetPartij),
                aandeel("benodigde partijen die in beeld kwamen", \.casus.benodigdePartijenInBeeld),
            ]
        case .p423:
            [
                aandeel(
                    "opschalingen van een stagnatie bij professionals",
                    \.casus.opschalingenBijProfessionals
                )
            ]
        case .p431:
            [
                deel("trajecten met een informatieknelpunt") { $0.casus.heeft(.informatieknelpuntGemeld) },
                verdeling("partijen waarmee een informatieknelpunt was") { traject in
                    traject.casus.alle(InformatieknelpuntGemeld.self).map { $0.partij?.rawValue ?? "onbekend" }
                },
            ]
        default: nil
        }
    }

    private func continu(_ indicator: Beleidsindicator) -> [Signaalcijfer]? {
        switch indicator {
        case .p511:
            [
                oordelen(.t511),
                verdeling("redenen van afsluiting") { $0.casus.einde.map { [$0.reden.rawValue] } ?? [] },
            ]
        case .p521:
            aangevraagdeSoorten.map { soort in
                mediaan("dagen tussen aanvraag en start, \(soort.rawValue)") { $0.casus.wachtdagen(soort) }
            } + [aandeel("zorg met een wachtlijst waarvoor een overbrugging was", \.casus.overbrugging)]
        case .p531:
            [
                oordelen(.t531),
                deel("gezinnen met een gesloten traject, met daarna terugval") {
                    $0.casus.gebeurdeNaAfsluiting(.terugvalGesignaleerd)
                },
                deel("gezinnen met een gesloten traject, met daarna een heraanmelding") {
                    $0.casus.gebeurdeNaAfsluiting(.heraanmeldingOntvangen)
                },
            ]
        default: nil
        }
    }
}

// MARK: - Tellen

extension Beleidssignalen {
    /// De trajecten die aan een indicator voldoen, van die waarop zij van toepassing is.
    private func oordelen(_ indicator: Indicatorcode) -> Signaalcijfer {
        deel("trajecten die voldoen aan \(indicator.rawValue)") { traject in
            traject.oordeel(indicator).flatMap { $0.reden == .nvt ? nil : $0.uitkomst == .voldoet }
        }
    }

    /// Het deel van de trajecten waarvoor iets geldt; nil telt niet mee.
    private func deel(_ onderwerp: String, _ geldt: (Signaaltraject) -> Bool?) -> Signaalcijfer {
        aandeel(onderwerp) { traject in geldt(traject).map { ($0 ? 1 : 0, 1) } ?? (0, 0) }
    }

    /// Zoveel van zoveel, opgeteld over de trajecten waarin er iets te tellen is.
    private func aandeel(
        _ onderwerp: String,
        _ telling: (Signaaltraject) -> (aantal: Int, van: Int)
    ) -> Signaalcijfer {
        let tellingen = trajecten.map(telling).filter { $0.van > 0 }
        let aantal = tellingen.reduce(0) { $0 + $1.aantal }
        let van = tellingen.reduce(0) { $0 + $1.van }
        return Signaalcijfer(onderwerp: onderwerp, waarde: .aandeel(aantal, van: van, trajecten: tellingen.count))
    }

    private func mediaan(_ onderwerp: String, _ waarden: (Signaaltraject) -> [Int]) -> Signaalcijfer {
        let perTraject = trajecten.map(waarden).filter { !$0.isEmpty }
        return mediaan(onderwerp, perTraject.flatMap { $0 }, trajecten: perTraject.count)
    }

    /// De middelste waarde; van een even aantal het gemiddelde van de middelste twee, naar beneden afgerond.
    private func mediaan(_ onderwerp: String, _ waarden: [Int], trajecten: Int) -> Signaalcijfer {
        let oplopend = waarden.sorted()
        let midden: Int? =
            oplopend.isEmpty ? nil : (oplopend[(oplopend.count - 1) / 2] + oplopend[oplopend.count / 2]) / 2
        return Signaalcijfer(onderwerp: onderwerp, waarde: .mediaan(midden, trajecten: trajecten))
    }

    private func verdeling(_ onderwerp: String, _ namen: (Signaaltraject) -> [String]) -> Signaalcijfer {
        let perTraject = trajecten.map { Set(namen($0)) }.filter { !$0.isEmpty }
        let delen = Dictionary(grouping: perTraject.flatMap { $0 }, by: { $0 })
            .map { Signaalcijfer.Deel(naam: $0.key, trajecten: $0.value.count) }
            .sorted { ($1.trajecten, $0.naam) < ($0.trajecten, $1.naam) }
        return Signaalcijfer(
            onderwerp: onderwerp,
            waarde: .verdeling(delen, verzwegen: 0, trajecten: perTraject.count)
        )
    }

    /// De open trajecten per regisseur.
    private var caseload: Signaalcijfer {
        let regisseurs = trajecten.filter { $0.isOpen }.compactMap { $0.casus.regisseurNu }
        let perRegisseur = Dictionary(grouping: regisseurs, by: { $0 }).values.map { $0.count }
        return mediaan("open trajecten per regisseur", perRegisseur, trajecten: regisseurs.count)
    }

    private func partijenZonderMelding(_ traject: Signaaltraject) -> [String] {
        let melders = Set(trajecten.compactMap { $0.casus.aanmelding?.melder })
        return traject.casus.partijenOoitInBeeld.subtracting(melders).map { $0.rawValue }
    }

    private var aangevraagdeSoorten: [Zorgsoort] {
        let soorten = Set(trajecten.flatMap { $0.casus.zorgaanvragen.map { $0.feit.soort } })
        return Zorgsoort.allCases.filter(soorten.contains)
    }
}
