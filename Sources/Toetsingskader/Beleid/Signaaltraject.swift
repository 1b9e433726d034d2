import CivilTime
import Gezinstraject

/// Een traject van de populatie: wat er gebeurde, en de oordelen daarover.
struct Signaaltraject {
    let casus: Casus
    let toetsing: Toetsing

    var isOpen: Bool { casus.start != nil && !casus.isGesloten }

    func oordeel(_ indicator: Indicatorcode) -> Oordeel? {
        toetsing.oordelen.first { $0.indicator == indicator }
    }
}

// MARK: - Toeleiding

extension Casus {
    var melder: String { aanmelding?.melder?.rawValue ?? "onbekend" }

    var gemeldeGronden: [String] {
        (aanmelding?.gronden ?? []).map { "\(melder): \($0.rawValue)" }
    }

    /// De wijk waar het gezin nu woont.
    var wijk: String {
        let laatste = feiten(van: [.gezinGeregistreerd, .gezinVerhuisd]).last?.feit
        let wijk = laatste?.als(GezinVerhuisd.self)?.wijk ?? laatste?.als(GezinGeregistreerd.self)?.wijk
        return wijk ?? "onbekend"
    }

    /// De aanmelding is afgewezen, en daarna niet alsnog geprioriteerd.
    var isAfgewezen: Bool {
        feiten(van: [.prioriteringAfgewezen, .gezinGeprioriteerd]).last?.type == .prioriteringAfgewezen
    }
}

// MARK: - Doelen en plan

extension Casus {
    /// De doelen, met of er een resultaat bij staat: behaald, vervallen, of beoordeeld in een evaluatie.
    var beoordeeldeDoelen: (aantal: Int, van: Int) {
        let doelen = Set(alle(DoelGesteld.self).map { $0.gegevens.id })
        let beoordeeld = alle(EvaluatieGehouden.self).flatMap { $0.doelen ?? [] }
            .filter { $0.resultaat != .onbekend }.map { $0.doel }
        let afgerond = alle(DoelBehaald.self).map { $0.doel } + alle(DoelVervallen.self).map { $0.doel }
        return (doelen.intersection(beoordeeld + afgerond).count, doelen.count)
    }

    /// De leefgebieden van de problemen waar doelen bij horen.
    var leefgebiedenVanDoelen: [String] {
        let bijDoel = Set(alle(DoelGesteld.self).flatMap { $0.gegevens.problemen })
        return alle(ProbleemGeconstateerd.self).filter { bijDoel.contains($0.gegevens.id) }.map { $0.stj.rawValue }
    }

    var behoeftenMetDoel: (aantal: Int, van: Int) {
        let behoeften = alle(BehoefteGezinVastgelegd.self)
        return (behoeften.count { $0.doel != nil }, behoeften.count)
    }

    var afsprakenMetDoel: (aantal: Int, van: Int) {
        let afspraken = alle(WerkafspraakGemaakt.self)
        return (afspraken.count { $0.doel != nil }, afspraken.count)
    }

    /// De leefgebieden die in de laatste probleemanalyse zijn beoordeeld.
    var geanalyseerdeLeefgebieden: [String] {
        guard let analyse = laatste(ProbleemanalyseVastgesteld.self) else { return [] }
        return switch analyse.leefgebieden {
        case .alle: profiel.leefgebieden.map { $0.rawValue }
        case .lijst(let leefgebieden): leefgebieden.map { $0.rawValue }
        }
    }
}

// MARK: - Regie, drang en stagnatie

extension Casus {
    /// Wie nu regisseur is; zonder, wie de regie op het proces heeft.
    var regisseurNu: Actor? {
        let nu = { (perioden: [Regieperiode]) in laatstBegonnen(perioden.filter { $0.totEnMet >= tot }) }
        return (nu(regisseursperioden) ?? nu(procesmanagerperioden))?.wie
    }

    /// Of er drang of dwang volgde nadat het gezin niet wilde meewerken; nil als het meewerkte.
    var drangNaWeigering: Bool? {
        let weigering = alle(MedewerkingGezinGewijzigd.self).first { $0.naar == .weigert }
        guard let weigering else { return nil }
        return feiten(van: [.drangIngezet, .dwangmaatregelOpgelegd]).contains { $0.plaats > weigering.plaats }
    }

    /// De opschalingen van een stagnatie, met of er een besluit op volgde.
    var opschalingenMetBesluit: (aantal: Int, van: Int) {
        let behandeld = alle(OpschalingBehandeld.self)
        let opschalingen = opschalingen
        let metBesluit = opschalingen.count { opschaling in
            behandeld.contains { $0.stagnatie == opschaling.stagnatie && $0.plaats > opschaling.plaats }
        }
        return (metBesluit, opschalingen.count)
    }

    /// De opschalingen van een stagnatie, met of het bij professionals stokte.
    var opschalingenBijProfessionals: (aantal: Int, van: Int) {
        let bron = Dictionary(
            alle(StagnatieGemeld.self).map { ($0.gegevens.id, $0.gegevens.bron) },
            uniquingKeysWith: { eerste, _ in eerste }
        )
        let opschalingen = opschalingen
        return (opschalingen.count { $0.stagnatie.flatMap { bron[$0] } == .professionals }, opschalingen.count)
    }

    var opgeschaaldeStagnaties: (aantal: Int, van: Int) {
        let opgeschaald = Set(opschalingen.compactMap { $0.gegevens.stagnatie })
        let stagnaties = alle(StagnatieGemeld.self)
        return (stagnaties.count { opgeschaald.contains($0.gegevens.id) }, stagnaties.count)
    }

    /// De dagen die elke opgeheven stagnatie duurde.
    var stagnatiedagen: [Int] {
        let opgeheven = Dictionary(grouping: alle(StagnatieOpgeheven.self), by: { $0.stagnatie })
        return alle(StagnatieGemeld.self).compactMap { stagnatie in
            opgeheven[stagnatie.gegevens.id]?.first?.dag.dagen(sinds: stagnatie.dag)
        }
    }

    private var opschalingen: [FeitVan<Opgeschaald>] { alle(Opgeschaald.self).filter { $0.stagnatie != nil } }
}

// MARK: - Partijen, zorg en vervolg

extension Casus {
    var partijenOoitInBeeld: Set<Partij> { Set(eersteDagInBeeld(vanaf: nil).keys) }

    /// De partijen die nodig waren, met of zij in beeld kwamen.
    var benodigdePartijenInBeeld: (aantal: Int, van: Int) {
        let benodigd = Set(alle(PartijBenodigdVerklaard.self).map { $0.partij })
        return (benodigd.intersection(partijenOoitInBeeld).count, benodigd.count)
    }

    var leefgebiedenMetPartij: [String] {
        alle(PartijBetrokken.self).flatMap { $0.leefgebieden ?? [] }.map { $0.rawValue }
    }

    /// De dagen tussen aanvraag en start van zorg van een soort.
    func wachtdagen(_ soort: Zorgsoort) -> [Int] {
        zorgaanvragen.filter { $0.feit.soort == soort }.compactMap { aanvraag in
            aanvraag.gestart?.dag.dagen(sinds: aanvraag.feit.dag)
        }
    }

    /// De zorg waarvoor gewacht werd, met of er een overbrugging was.
    var overbrugging: (aantal: Int, van: Int) {
        let gewacht = Set(alle(WachtlijstGeplaatst.self).map { $0.zorg })
        return (gewacht.intersection(alle(OverbruggingGeregeld.self).map { $0.zorg }).count, gewacht.count)
    }

    /// Of dit gebeurde nadat een traject van het gezin gesloten was; nil als er geen gesloten is.
    func gebeurdeNaAfsluiting(_ type: Feittype) -> Bool? {
        let geschiedenis = geschiedenis
        guard let sluiting = geschiedenis.first(where: { $0.type == .aanpakAfgesloten }) else { return nil }
        return geschiedenis.contains { $0.type == type && $0.plaats > sluiting.plaats }
    }
}
