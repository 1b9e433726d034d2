import CivilTime
import Gezinstraject
import Toetsingskader
import WireValues

extension Trajectklok {
    /// Overleg, verslagen, werkafspraken en partijen.
    var samenwerking: [Verplichting] { overleggen + verslagen + werkafspraken + partijen }

    /// Elk gepland overleg, tot het gehouden of afgelast is.
    private var overleggen: [Verplichting] {
        var open: [(feit: Feit, soort: Overlegsoort, op: Dag)] = []
        var klaar: [Verplichting] = []
        func sluit(_ welke: ((soort: Overlegsoort, op: Dag)) -> Bool, door feit: Feit) {
            for gepland in open where welke((gepland.soort, gepland.op)) { klaar.append(overleg(gepland, feit)) }
            open.removeAll { welke(($0.soort, $0.op)) }
        }
        for feit in feiten.feiten {
            if let plan = feit.als(OverlegGepland.self) {
                open.append((feit, plan.soort, plan.op))
            } else if let plan = feit.als(EvaluatieGepland.self) {
                open.append((feit, .evaluatie, plan.op))
            } else if let afgelast = feit.als(OverlegAfgelast.self) {
                sluit({ $0 == (afgelast.soort, afgelast.op) }, door: feit)
            } else if let soort = Overlegsoort(gehouden: feit.type) {
                // Held early it is the first that was planned.
                let eerste = open.filter { $0.soort == soort }.map { $0.op }.min()
                let totEnMet = max(feit.dag, eerste ?? feit.dag)
                sluit({ $0.soort == soort && $0.op <= totEnMet }, door: feit)
            }
        }
        return klaar + open.map { overleg($0, nil) }
    }

    private func overleg(_ gepland: (feit: Feit, soort: Overlegsoort, op: Dag), _ einde: Feit?) -> Verplichting {
        Verplichting(
            soort: .overleg,
            sleutel: gepland.soort.rawValue,
            aanleiding: gepland.feit,
            einde: einde,
            // Nothing tells that another meeting was held.
            verloopt: gepland.soort == .overig ? gepland.op.plus(dagen: 1) : nil,
            fase: gepland.soort == .evaluatie ? .altijd : .open
        ) { _ in gepland.op }
    }

    private var verslagen: [Verplichting] {
        feiten.feiten(van: [.mdoGehouden, .rondetafelbesprekingGehouden]).map { overleg in
            Verplichting(
                soort: .verslagVerzenden,
                aanleiding: overleg.feit,
                einde: feiten.eerste([.verslagVerzonden], na: overleg.plaats)
            ) { _ in nil }
        }
    }

    private var werkafspraken: [Verplichting] {
        let typen: [Feittype] = [.werkafspraakNagekomen, .werkafspraakNietNagekomen, .werkafspraakVervallen]
        return feiten.alle(WerkafspraakGemaakt.self).flatMap { afspraak in
            let id = afspraak.gegevens.id
            let afloop = feiten.eerste(typen, na: afspraak.plaats) { $0.werkafspraak == id }
            let nakomen = Verplichting(
                soort: .werkafspraak,
                sleutel: id.tekst,
                aanleiding: afspraak.feit,
                einde: afloop,
                partij: afspraak.partij
            ) { _ in afspraak.uiterlijk }
            guard let afloop, afloop.type == .werkafspraakNietNagekomen, afspraak.gezinslid == nil else {
                return [nakomen]
            }
            let aanspreken = Verplichting(
                soort: .partijAanspreken,
                sleutel: id.tekst,
                aanleiding: afloop,
                einde: feiten.eerste([.partijAangesproken], na: afspraak.plaats) { $0.werkafspraak == id },
                partij: afspraak.partij
            ) { _ in nil }
            return [nakomen, aanspreken]
        }
    }

    /// Elke benodigde partij die ontbreekt, tot zij er is of niet meer nodig is.
    private var partijen: [Verplichting] {
        var standen: [Partij: Trajectbeeld.Partijstand] = [:]
        var open: [Partij: Feit] = [:]
        var klaar: [Verplichting] = []
        for feit in feiten.feiten {
            guard let partij = Trajectbeeld.Partijstand.volg(feit, &standen) else { continue }
            let ontbreekt = standen[partij]?.ontbreekt ?? false
            if ontbreekt, open[partij] == nil {
                open[partij] = feit
            } else if !ontbreekt, let begin = open.removeValue(forKey: partij) {
                klaar.append(betrekken(partij, begin, feit))
            }
        }
        return klaar + open.sorted { $0.key.rawValue < $1.key.rawValue }.map { betrekken($0.key, $0.value, nil) }
    }

    private func betrekken(_ partij: Partij, _ begin: Feit, _ einde: Feit?) -> Verplichting {
        Verplichting(
            soort: .partijBetrekken,
            sleutel: partij.rawValue,
            aanleiding: begin,
            einde: einde,
            partij: partij
        ) { begin.dag + $0.normen.partijTermijn }
    }

    /// Stagnaties met de klok van hun laatste trede, en conflicten.
    var stagnaties: [Verplichting] {
        let opschalingen = Dictionary(grouping: feiten.alle(Opgeschaald.self), by: { $0.stagnatie })
        let stagnaties = feiten.alle(StagnatieGemeld.self).flatMap { gemeld -> [Verplichting] in
            let id = gemeld.gegevens.id
            let opgeheven = feiten.eerste([.stagnatieOpgeheven], na: gemeld.plaats) { feit in
                feit.als(StagnatieOpgeheven.self)?.stagnatie == id
            }
            let treden = opschalingen[id] ?? []
            let eerste = Verplichting(
                soort: .stagnatieOpheffen,
                sleutel: id.tekst,
                aanleiding: gemeld.feit,
                einde: treden.first?.feit ?? opgeheven
            ) { gemeld.dag + $0.normen.stagnatieTermijn }
            return [eerste]
                + treden.enumerated().map { nummer, trede in
                    Verplichting(
                        soort: .opschalingOpvolgen,
                        sleutel: id.tekst,
                        aanleiding: trede.feit,
                        einde: treden.dropFirst(nummer + 1).first?.feit ?? opgeheven,
                        trede: trede.niveau
                    ) { trede.dag + $0.normen.stagnatieTermijn }
                }
        }
        let conflicten = feiten.alle(BelangenconflictGemeld.self).map { gemeld in
            let id = gemeld.gegevens.id
            let opgelost = feiten.alle(BelangenconflictOpgelost.self).first { $0.conflict == id }
            return Verplichting(
                soort: .conflictOplossen,
                sleutel: id.tekst,
                aanleiding: gemeld.feit,
                einde: opgelost?.feit
            ) { gemeld.dag + $0.normen.stagnatieTermijn }
        }
        return stagnaties + conflicten
    }

    /// Knelpunten, opgevraagde informatie en toestemmingen die aflopen.
    var informatie: [Verplichting] {
        let knelpunten = feiten.alle(InformatieknelpuntGemeld.self).map { gemeld in
            let id = gemeld.gegevens.id
            let opgelost = feiten.alle(InformatieknelpuntOpgelost.self).first { $0.knelpunt == id }
            return Verplichting(
                soort: .knelpuntOplossen,
                sleutel: id.tekst,
                aanleiding: gemeld.feit,
                einde: opgelost?.feit,
                partij: gemeld.partij
            ) { _ in nil }
        }
        let vragen = feiten.alle(InformatieOpgevraagd.self).map { vraag in
            let antwoord = feiten.eerste([.informatieOntvangen, .informatieGeweigerd], na: vraag.plaats) { feit in
                feit.als(InformatieOntvangen.self)?.partij == vraag.partij
                    || feit.als(InformatieGeweigerd.self)?.partij == vraag.partij
            }
            return Verplichting(
                soort: .informatieAfwachten,
                sleutel: vraag.partij.rawValue,
                aanleiding: vraag.feit,
                einde: antwoord,
                partij: vraag.partij
            ) { _ in nil }
        }
        return knelpunten + vragen + toestemmingen
    }

    /// Elke toestemming van dit traject met een laatste dag, vanaf kort ervoor tot het lid opnieuw antwoordt of vertrekt.
    private var toestemmingen: [Verplichting] {
        let typen: [Feittype] = [
            .toestemmingVerleend, .toestemmingGeweigerd, .toestemmingIngetrokken, .gezinslidVertrokken,
        ]
        return feiten.alle(ToestemmingVerleend.self).compactMap { verleend in
            guard let laatste = verleend.geldigTot, verleend.dag >= aanmelding?.dag ?? .eerste else { return nil }
            let vooruitzicht = stand(op: verleend.dag).normen.toestemmingVooruitzicht
            return Verplichting(
                soort: .toestemmingVerlengen,
                sleutel: verleend.door.tekst,
                aanleiding: verleend.feit,
                vanaf: laatste.eersteDag(binnen: vooruitzicht),
                einde: feiten.eerste(typen, na: verleend.plaats) { $0.antwoordtOfVertrekt(verleend.door) }
            ) { _ in laatste }
        }
    }
}

extension Dag {
    /// De eerste dag vanaf waar deze dag binnen een termijn ligt.
    fileprivate func eersteDag(binnen termijn: Termijn) -> Dag {
        var dag = plus(maanden: -termijn.maanden).plus(dagen: -termijn.dagen - 4)
        while dag + termijn < self { dag = dag.plus(dagen: 1) }
        return dag
    }
}

extension Overlegsoort {
    /// Het soort overleg dat met dit type gehouden is.
    fileprivate init?(gehouden type: Feittype) {
        switch type {
        case .mdoGehouden: self = .mdo
        case .rondetafelbesprekingGehouden: self = .rondetafel
        case .evaluatieGehouden: self = .evaluatie
        default: return nil
        }
    }
}

extension Feit {
    /// De werkafspraak waar het over gaat.
    fileprivate var werkafspraak: WerkafspraakId? {
        switch gegevens {
        case let nagekomen as WerkafspraakNagekomen: nagekomen.werkafspraak
        case let gemist as WerkafspraakNietNagekomen: gemist.werkafspraak
        case let vervallen as WerkafspraakVervallen: vervallen.werkafspraak
        case let aangesproken as PartijAangesproken: aangesproken.werkafspraak
        default: nil
        }
    }

    fileprivate func antwoordtOfVertrekt(_ lid: GezinslidId) -> Bool {
        switch gegevens {
        case let verleend as ToestemmingVerleend: verleend.door == lid
        case let geweigerd as ToestemmingGeweigerd: geweigerd.door == lid
        case let ingetrokken as ToestemmingIngetrokken: ingetrokken.door == lid
        case let vertrek as GezinslidVertrokken: vertrek.gezinslid == lid && vertrek.reden != .uithuisgeplaatst
        default: false
        }
    }
}
