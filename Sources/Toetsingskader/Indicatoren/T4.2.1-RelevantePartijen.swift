import CivilTime
import Gezinstraject
import WireValues

// T4.2.1 De partijen die relevant zijn, maken deel uit van de aanpak
//
// Bron: MAA Bijlage 1 Samenwerking; MAA §2.5, §3.3. Alle relevante partijen deden mee; dat "de rol cq. betrokkenheid
// van onderwijs … beter had gekund" kostte de ✓ niet. Welke partij nodig is, is een oordeel. Wie vervangen wordt of
// niet meer nodig is, vertrok terecht; wordt hij opnieuw nodig verklaard, dan begint de termijn opnieuw. Binnen- en
// buitenschil maken beide deel uit van de aanpak. INDICATORS §1.4, T4.2.1.
extension Indicator {
    static let t421 = Indicator(
        nummer: .t421,
        titel: "De partijen die relevant zijn, maken deel uit van de aanpak",
        bron: "MAA Bijlage 1 Samenwerking; MAA §2.5, §3.3",
        norm: "Een partij die nodig is ontbreekt niet langer dan twee maanden.",
        regel: """
            X als een benodigde partij langer dan twee maanden ontbreekt: niet betrokken, teruggetrokken of weigerend. \
            Anders ✓ als is vastgelegd wie nodig is. – als niemand dat heeft vastgelegd.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .oordeelOntbreekt, .partijOntbreekt],
        kanttekeningen: [.onderwijsNietBetrokken, .betrokkenheidBeperkt, .alleenBuitenschil, .leefgebiedZonderPartij]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let benodigd = casus.alle(PartijBenodigdVerklaard.self)
        guard !benodigd.isEmpty else {
            return casus.planVerstreken ? .nietVastgesteld(.oordeelOntbreekt) : .nogNiet
        }
        let ontbrekend = casus.partijstanden.values.filter { stand in
            stand.ontbreektSinds.map { casus.isVerstreken($0, casus.normen.partijTermijn) } ?? false
        }
        guard ontbrekend.isEmpty else {
            return Bevinding.verbeterpunt(.partijOntbreekt, feit: ontbrekend.contains(where: { $0.haakteAf }))
                .bewezen(door: ontbrekend.flatMap { $0.bewijs })
        }
        let betrokken = casus.betrokkenPartijen
        return Bevinding.voldoet()
            .bewezen(door: benodigd)
            .bewezen(door: casus.alle(PartijBetrokken.self))
            .met(.onderwijsNietBetrokken, als: casus.mistOnderwijs)
            .met(.betrokkenheidBeperkt, als: casus.isBetrokkenheidBeperkt)
            .met(.alleenBuitenschil, als: benodigd.contains { betrokken[$0.partij]?.schil == .buiten })
            .met(.leefgebiedZonderPartij, als: casus.heeftLeefgebiedZonder(betrokken))
    }
}

/// Hoe het met een partij staat.
private struct Partijstand {
    private(set) var isNodig = false
    private(set) var isBetrokken = false
    /// De dag waarop zij ging ontbreken; zolang zij ontbreekt blijft de eerste staan.
    private(set) var ontbreektSinds: Dag?
    /// Zij trok zich terug of weigerde toen zij ging ontbreken, of terwijl zij ontbrak.
    private(set) var haakteAf = false
    private(set) var bewijs: [UUID] = []

    mutating func volg(_ verandering: Partijverandering, op dag: Dag, _ bron: UUID) {
        bewijs.append(bron)
        switch verandering {
        case .nodigVerklaard:
            isNodig = true
            if !isBetrokken { ontbreekt(vanaf: dag) }
        case .betrokken:
            isBetrokken = true
            ontbreektNiet()
        case .beeindigd(.trektZichTerug):
            isBetrokken = false
            haaktAf(op: dag)
        case .beeindigd(.nietMeerNodig), .beeindigd(.vervangen):
            isBetrokken = false
            isNietNodig()
        case .weigert: haaktAf(op: dag)
        case .beoordeeld(.voldoende): if isBetrokken { ontbreektNiet() }
        case .beoordeeld(.beperkt): break
        case .nietMeerNodigVerklaard: isNietNodig()
        }
    }

    private mutating func ontbreekt(vanaf dag: Dag) {
        ontbreektSinds = ontbreektSinds ?? dag
    }

    private mutating func haaktAf(op dag: Dag) {
        guard isNodig else { return }
        ontbreekt(vanaf: dag)
        haakteAf = true
    }

    private mutating func ontbreektNiet() {
        ontbreektSinds = nil
        haakteAf = false
    }

    private mutating func isNietNodig() {
        isNodig = false
        ontbreektNiet()
    }
}

extension Casus {
    fileprivate var partijstanden: [Partij: Partijstand] {
        let typen: [Feittype] = [
            .partijBenodigdVerklaard, .partijBetrokken, .partijBetrokkenheidBeeindigd, .partijMedewerkingGeweigerd,
            .partijBetrokkenheidBeoordeeld, .partijNietMeerNodigVerklaard,
        ]
        var standen: [Partij: Partijstand] = [:]
        for plaats in feiten(van: typen) {
            guard let (partij, verandering) = plaats.feit.partijverandering else { continue }
            standen[partij, default: Partijstand()].volg(verandering, op: plaats.dag, plaats.feit.id)
        }
        return standen
    }

    /// Een kind van schoolleeftijd, en het onderwijs is nooit betrokken.
    fileprivate var mistOnderwijs: Bool {
        let heeftOnderwijs = alle(PartijBetrokken.self).contains { $0.partij == .onderwijs }
        return !heeftOnderwijs
            && huidigeLeden.contains { lid in
                guard lid.rol == .kind, let geboren = lid.geboren else { return false }
                return geboren + normen.schoolVanaf <= tot && tot < geboren + normen.schoolTot
            }
    }

    fileprivate var isBetrokkenheidBeperkt: Bool {
        alle(PartijBetrokkenheidBeoordeeld.self).laatste(per: \.partij).contains { $0.oordeel == .beperkt }
    }

    /// Van elke betrokken partij is bekend waarop zij meewerkt, en een open probleem valt daarbuiten.
    fileprivate func heeftLeefgebiedZonder(_ betrokken: [Partij: BetrokkenPartij]) -> Bool {
        let leefgebieden = betrokken.values.map { $0.betrokken.leefgebieden }
        guard !leefgebieden.isEmpty, leefgebieden.allSatisfy({ $0 != nil }) else { return false }
        let bestreken = Set(leefgebieden.flatMap { $0 ?? [] })
        return problemen.contains { $0.isOpen && !bestreken.contains($0.feit.stj) }
    }
}

/// Wat er met een partij gebeurt.
private enum Partijverandering {
    case nodigVerklaard
    case betrokken
    case beeindigd(PartijBetrokkenheidBeeindigd.Reden)
    case weigert
    case beoordeeld(PartijBetrokkenheidBeoordeeld.Oordeel)
    case nietMeerNodigVerklaard
}

extension Feit {
    fileprivate var partijverandering: (partij: Partij, verandering: Partijverandering)? {
        switch gegevens {
        case let feit as PartijBenodigdVerklaard: (feit.partij, .nodigVerklaard)
        case let feit as PartijBetrokken: (feit.partij, .betrokken)
        case let feit as PartijBetrokkenheidBeeindigd: (feit.partij, .beeindigd(feit.reden))
        case let feit as PartijMedewerkingGeweigerd: (feit.partij, .weigert)
        case let feit as PartijBetrokkenheidBeoordeeld: (feit.partij, .beoordeeld(feit.oordeel))
        case let feit as PartijNietMeerNodigVerklaard: (feit.partij, .nietMeerNodigVerklaard)
        default: nil
        }
    }
}
