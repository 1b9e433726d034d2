public import CivilTime
public import Gezinstraject

/// Hoe een partij er in een tijdvak voor staat: nodig, betrokken, in welke schil.
public struct Partijperiode: Hashable, Sendable, Tijdvak {
    /// Het nummer van het traject.
    public let traject: Int
    /// De eerste dag.
    public let van: Dag
    /// De eerste dag waarop het anders is.
    public fileprivate(set) var tot: Dag?
    /// Hoe zij ervoor staat.
    public let stand: Trajectbeeld.Partijstand

    /// De partij.
    public var partij: Partij { stand.partij }

    static func alle(_ traject: Trajectfeiten) -> [Partijperiode] {
        var standen: [Partij: Trajectbeeld.Partijstand] = [:]
        var lopend: [Partij: Int] = [:]
        var perioden: [Partijperiode] = []
        for (dag, feiten) in traject.feiten.perDag {
            var geraakt: [Partij] = []
            for feit in feiten {
                guard let partij = Trajectbeeld.Partijstand.volg(feit, &standen) else { continue }
                if !geraakt.contains(partij) { geraakt.append(partij) }
            }
            for partij in geraakt {
                guard let stand = standen[partij] else { continue }
                if let plaats = lopend[partij] {
                    if perioden[plaats].stand == stand { continue }
                    perioden[plaats].tot = dag
                }
                lopend[partij] = perioden.count
                perioden.append(Partijperiode(traject: traject.traject, van: dag, tot: nil, stand: stand))
            }
        }
        return perioden
    }
}

/// Hoe een probleem er in een tijdvak voor staat.
public struct Probleemperiode: Hashable, Sendable, Tijdvak {
    /// Het nummer van het traject.
    public let traject: Int
    /// Het probleem.
    public let probleem: ProbleemId
    /// De eerste dag.
    public let van: Dag
    /// De eerste dag waarop het anders is.
    public fileprivate(set) var tot: Dag?
    /// Het leefgebied van de definitie.
    public let stj: StjLeefgebied
    /// De dag van constatering.
    public let geconstateerdOp: Dag
    /// De status.
    public let status: ProbleemStatusGewijzigd.Status
    /// Of er een doel bij gesteld is dat niet verviel.
    public let metDoel: Bool
    /// Of er een werkafspraak over gemaakt is.
    public let metAfspraak: Bool

    /// Of het niet is opgelost en niet beheersbaar.
    public var isOpen: Bool { status != .opgelost && status != .beheersbaar }

    static func alle(_ traject: Trajectfeiten) -> [Probleemperiode] {
        var loop = Probleemloop()
        var lopend: [ProbleemId: Int] = [:]
        var perioden: [Probleemperiode] = []
        for (dag, feiten) in traject.feiten.perDag {
            for feit in feiten { loop.volg(feit) }
            for id in loop.neemGeraakt() {
                guard let stand = loop.standen[id] else { continue }
                let nieuw = Probleemperiode(traject.traject, id, dag, stand, loop)
                if let plaats = lopend[id] {
                    if perioden[plaats].isGelijk(aan: nieuw) { continue }
                    perioden[plaats].tot = dag
                }
                lopend[id] = perioden.count
                perioden.append(nieuw)
            }
        }
        return perioden
    }

    private init(_ traject: Int, _ id: ProbleemId, _ dag: Dag, _ stand: Probleemloop.Stand, _ loop: Probleemloop) {
        self.traject = traject
        probleem = id
        van = dag
        tot = nil
        stj = stand.stj
        geconstateerdOp = stand.geconstateerdOp
        status = stand.status
        metDoel = stand.doelen.contains { !loop.vervallen.contains($0) }
        metAfspraak = stand.metAfspraak
    }

    private func isGelijk(aan ander: Probleemperiode) -> Bool {
        status == ander.status && metDoel == ander.metDoel && metAfspraak == ander.metAfspraak
    }
}

/// Wat er feit voor feit over problemen bekend is.
private struct Probleemloop {
    struct Stand {
        let stj: StjLeefgebied
        let geconstateerdOp: Dag
        var status = ProbleemStatusGewijzigd.Status.open
        var doelen: [DoelId] = []
        var metAfspraak = false
    }

    private(set) var standen: [ProbleemId: Stand] = [:]
    private(set) var vervallen: Set<DoelId> = []
    private var geraakt: [ProbleemId] = []

    /// De problemen waar sinds de vorige vraag een feit over ging, op volgorde.
    mutating func neemGeraakt() -> [ProbleemId] {
        defer { geraakt = [] }
        return geraakt
    }

    mutating func volg(_ feit: Feit) {
        switch feit.gegevens {
        case let probleem as ProbleemGeconstateerd:
            standen[probleem.id] = Stand(stj: probleem.stj, geconstateerdOp: feit.dag)
            raak([probleem.id])
        case let wijziging as ProbleemStatusGewijzigd:
            standen[wijziging.probleem]?.status = wijziging.status
            raak([wijziging.probleem])
        case let doel as DoelGesteld:
            for id in doel.problemen { standen[id]?.doelen.append(doel.id) }
            raak(doel.problemen)
        case let einde as DoelVervallen:
            vervallen.insert(einde.doel)
            raak(standen.filter { $0.value.doelen.contains(einde.doel) }.keys.sorted { $0.tekst < $1.tekst })
        case let afspraak as WerkafspraakGemaakt:
            for id in afspraak.problemen ?? [] { standen[id]?.metAfspraak = true }
            raak(afspraak.problemen ?? [])
        default: break
        }
    }

    private mutating func raak(_ ids: [ProbleemId]) {
        for id in ids where !geraakt.contains(id) { geraakt.append(id) }
    }
}
