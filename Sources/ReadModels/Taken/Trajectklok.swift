import CivilTime
import Gezinstraject
import Toetsingskader

/// De loop van een traject voor taken: start, sluiten en heropenen, en de normen die op een dag gelden.
struct Trajectklok {
    let feiten: Trajectfeiten
    let aanmelding: FeitVan<GezinAangemeld>?
    /// Het profiel op de dag van de aanmelding.
    let aanvangsprofiel: Aanpakprofiel
    /// De feiten die de start geven; een tweede als AanpakGestart na de prioritering of toewijzing komt.
    let starten: [Feit]
    /// De tijdvakken waarin het traject gesloten is.
    let sluitingen: [Sluiting]
    /// Waarmee de aanmelding eindigde zonder start.
    let afgebroken: Feit?
    private let kader: Toetsingskader
    private let aanvangsnormen: Normen

    struct Sluiting {
        let feit: FeitVan<AanpakAfgesloten>
        /// Het herroepen ervan, of de aanmelding voor een volgend traject.
        let einde: Feit?

        func bevat(_ dag: Dag) -> Bool { feit.dag <= dag && (einde.map { dag < $0.dag } ?? true) }
    }

    /// Hoe het traject er op een dag voor staat.
    struct Stand {
        let normen: Normen
        let planDeadline: Dag?
        let start: Dag?
        /// De laatste van start en het begin van het dossier.
        let begin: Dag?
        /// De dag van de afsluiting, als het dan gesloten is.
        let gesloten: Dag?
    }

    init(_ feiten: Trajectfeiten, _ kader: Toetsingskader) {
        self.feiten = feiten
        self.kader = kader
        let aanmelding = feiten.alle(GezinAangemeld.self).first
        let aanvang = aanmelding?.dag ?? feiten.feiten.first?.dag ?? .eerste
        self.aanmelding = aanmelding
        aanvangsprofiel = kader.profielen.profiel(van: aanmelding?.aanpak, op: aanvang)
        aanvangsnormen = kader.normen(van: aanmelding?.aanpak, op: aanvang)
        starten = Trajectklok.starten(feiten, aanvangsprofiel)
        let herroepingen = feiten.alle(AfsluitingHerroepen.self)
        sluitingen = feiten.alle(AanpakAfgesloten.self).map { sluiting in
            let herroepen = herroepingen.first { $0.plaats > sluiting.plaats }?.feit
            return Sluiting(feit: sluiting, einde: herroepen ?? feiten.volgendeAanmelding)
        }
        afgebroken = feiten.feiten(van: [.aanmeldingIngetrokken, .prioriteringAfgewezen]).first?.feit
    }

    private static func starten(_ feiten: Trajectfeiten, _ profiel: Aanpakprofiel) -> [Feit] {
        let besluit =
            profiel.prioritering
            ? feiten.alle(GezinGeprioriteerd.self).first { $0.definitief }?.feit
            : feiten.feiten(van: [.procesmanagerToegewezen, .casemanagerBenoemd]).first?.feit
        let gestart = feiten.alle(AanpakGestart.self).first?.feit
        guard let besluit, let gestart else { return [besluit, gestart].compactMap { $0 } }
        let isBesluitEerder = (besluit.dag, besluit.versie) < (gestart.dag, gestart.versie)
        return isBesluitEerder ? [besluit, gestart] : [gestart]
    }

    /// Hoe het traject er op een dag voor staat; na het sluiten blijven de normen die van de sluiting.
    func stand(op dag: Dag) -> Stand {
        let gesloten = sluitingen.last { $0.bevat(dag) }?.feit.dag
        let start = starten.last { $0.dag <= dag }?.dag
        let vanaf = feiten.alle(DossieropbouwGestart.self).first { $0.dag <= dag }?.vanaf
        return Stand(
            normen: kader.normen(van: aanmelding?.aanpak, op: gesloten ?? dag),
            planDeadline: start.map { max($0, aanvangsprofiel.planNormVanaf ?? $0) + aanvangsnormen.planTermijn },
            start: start,
            begin: start.map { max($0, vanaf ?? $0) },
            gesloten: gesloten
        )
    }

    /// De uiterste dag van de start.
    var startDeadline: Dag? { aanmelding.map { $0.dag + aanvangsnormen.startTermijn } }

    /// De dagen waarop `stand` anders wordt, na een dag en tot een andere.
    func wijzigingen(na eerste: Dag, tot laatste: Dag) -> [Dag] {
        var dagen = starten.map { $0.dag } + feiten.alle(DossieropbouwGestart.self).map { $0.dag }
        dagen += sluitingen.map { $0.feit.dag } + sluitingen.compactMap { $0.einde?.dag }
        var dag = eerste
        while let wijziging = kader.normwijziging(van: aanmelding?.aanpak, na: dag), wijziging < laatste {
            dagen.append(wijziging)
            dag = wijziging
        }
        return Set(dagen.filter { eerste < $0 && $0 < laatste }).sorted()
    }

    /// De tijdvakken waarin een verplichting van een fase te doen staat, elk met het feit dat er een eind aan maakt.
    func tijdvakken(_ fase: Verplichting.Fase) -> [(van: Dag, tot: Feit?)] {
        switch fase {
        case .gesloten: sluitingen.map { ($0.feit.dag, $0.einde) }
        case .open: openTijdvakken
        case .altijd: [(aanmelding?.dag ?? .eerste, afgebroken ?? feiten.volgendeAanmelding)]
        }
    }

    private var openTijdvakken: [(van: Dag, tot: Feit?)] {
        var tijdvakken: [(van: Dag, tot: Feit?)] = []
        var van: Dag? = aanmelding?.dag ?? .eerste
        for sluiting in sluitingen {
            if let begin = van { tijdvakken.append((begin, sluiting.feit.feit)) }
            // Only a revocation opens it again; a new aanmelding opens another traject.
            van = sluiting.einde.flatMap { $0.type == .afsluitingHerroepen ? $0.dag : nil }
        }
        if let van { tijdvakken.append((van, afgebroken)) }
        return tijdvakken
    }
}
