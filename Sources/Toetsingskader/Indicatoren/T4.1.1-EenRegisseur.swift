import CivilTime
import Gezinstraject

// T4.1.1 Er is één centrale persoon voor het gezin die de zorg en ondersteuning aan het gezin op elkaar afstemt (de
// regisseur)
//
// Bron: MAA Bijlage 1 Samenwerking; MAA §4.2. Overal een procesmanager, maar slechts in een gezin een casemanager;
// aangewezen professionals "zien zichzelf niet in die rol", en een aanspreekpunt is een spreekbuis. Met een casemanager
// noemde iedereen dezelfde persoon. Dat de procesmanager als regisseur geldt (MAA, voetnoot 2) redt deze indicator niet.
// Onder enkeleRegisseur is de toewijzing de aanvaarding (INDICATORS §1.8, 12). INDICATORS §1.4, T4.1.1.
extension Indicator {
    static let t411 = Indicator(
        nummer: .t411,
        titel: """
            Er is één centrale persoon voor het gezin die de zorg en ondersteuning aan het gezin op elkaar afstemt \
            (de regisseur)
            """,
        bron: "MAA Bijlage 1 Samenwerking; MAA §4.2",
        norm: """
            Vanaf de plantermijn is er een casemanager die de rol aanvaardde: nu, en op minstens 80 % van de dagen van \
            het laatste jaar. De meeste ondervraagden noemen dezelfde regisseur.
            """,
        regel: """
            X als na de plantermijn de laatste dag met een aanvaarde casemanager meer dan veertien dagen terug ligt, of \
            als die er op minder dan 80 % van de dagen was (van de plantermijn of het laatste jaar tot nu). X als \
            gevraagd is wie de regisseur is en niemand door meer dan de helft genoemd wordt, of de meesten niemand \
            noemen of iemand die deze rol nooit had. Anders ✓. – zolang de plantermijn loopt. Van elke ondervraagde \
            telt het laatste antwoord sinds de laatste regisseur begon.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: true,
        redenen: [
            .nogNiet, .nvt, .geenGegevens, .alleenAanspreekpunt, .benoemdNietAanvaard, .geweigerd, .geenCasemanager,
            .nietHerkend,
        ],
        kanttekeningen: [
            .herkenningNietBevraagd, .anderePartijClaimtRegie, .casemanagerVeelRollen, .nietEenstemmig,
            .gezinNoemtAnder, .procesmanagerContact, .rondetafelOverInhoud,
        ]
    ) { casus in
        guard let planDeadline = casus.planDeadline, casus.planVerstreken else { return .nogNiet }
        let perioden = casus.regisseursperioden
        let bevinding =
            casus.isGedekt(perioden, vanaf: planDeadline) ? casus.herkenning(perioden) : casus.zonderRegisseur
        return
            bevinding
            .met(.procesmanagerContact, als: casus.hadProcesmanagerContact(buiten: perioden))
            .met(.rondetafelOverInhoud, als: casus.gaanRondetafelsOverInhoud)
    }
}

extension Casus {
    /// Er is nu een regisseur, en hij was er de meeste dagen van het laatste jaar.
    fileprivate func isGedekt(_ perioden: [Regieperiode], vanaf planDeadline: Dag) -> Bool {
        guard let laatste = perioden.map({ $0.totEnMet }).max(), !isVerstreken(laatste, normen.regiegatMax) else {
            return false
        }
        let gedekt = gedekteDagen(perioden, van: planDeadline, totEnMet: tot)
        return tot.volg { nu in
            let jaarGeleden = nu.plus(maanden: -normen.casemanagerVenster.maanden)
            let venster = min(max(planDeadline, jaarGeleden, dossierVanaf ?? planDeadline), nu)
            let dagen = gedekt.reduce(0) { dagen, stuk in
                dagen + max(0, stuk.upperBound.op(nu).dagen(sinds: max(stuk.lowerBound.nu, venster)) + 1)
            }
            return 100 * dagen >= normen.casemanagerDekking * (nu.dagen(sinds: venster) + 1)
        }
    }

    /// X: wat er in plaats van een regisseur was.
    fileprivate var zonderRegisseur: Bevinding {
        if let aanspreekpunt = laatste(AanspreekpuntAangewezen.self) {
            return Bevinding.verbeterpunt(.alleenAanspreekpunt, plantermijn: true).bewezen(door: aanspreekpunt)
        }
        if let benoemd = laatste(CasemanagerBenoemd.self) {
            return Bevinding.verbeterpunt(.benoemdNietAanvaard, plantermijn: true)
                .bewezen(door: benoemd)
                .bewezen(door: alle(CasemanagerrolBeeindigd.self))
        }
        if let geweigerd = laatste(CasemanagerrolGeweigerd.self) {
            return Bevinding.verbeterpunt(.geweigerd, plantermijn: true).bewezen(door: geweigerd)
        }
        return .verbeterpunt(.geenCasemanager, plantermijn: true)
    }

    /// Of wie ernaar gevraagd is dezelfde regisseur noemt.
    fileprivate func herkenning(_ perioden: [Regieperiode]) -> Bevinding {
        let antwoorden = laatsteAntwoorden(vanaf: laatstBegonnen(perioden)?.van)
        guard !antwoorden.isEmpty else {
            return voldoende(perioden).met(.herkenningNietBevraagd)
        }
        let stemmen = Dictionary(antwoorden.map { ($0.genoemde, 1) }, uniquingKeysWith: +)
        let meerderheid = stemmen.first { 2 * $0.value > antwoorden.count }.flatMap { $0.key }
        guard let meerderheid, perioden.contains(where: { $0.wie == meerderheid }) else {
            return Bevinding.verbeterpunt(.nietHerkend).bewezen(door: antwoorden)
        }
        return voldoende(perioden)
            .bewezen(door: antwoorden)
            .met(.nietEenstemmig, als: stemmen.count > 1)
            .met(
                .gezinNoemtAnder,
                als: antwoorden.contains { $0.doorGezinslid != nil && $0.genoemde != meerderheid }
            )
    }

    private func voldoende(_ perioden: [Regieperiode]) -> Bevinding {
        let andereRollen = laatste(CasemanagerrolAanvaard.self)?.andereRollen ?? []
        return Bevinding.voldoet()
            .bewezen(door: perioden.map { $0.bron })
            .met(.anderePartijClaimtRegie, als: heeft(.regieclaimGemeld))
            .met(.casemanagerVeelRollen, als: Set(andereRollen).count >= normen.veelRollen)
    }

    /// Van elk gezinslid en elke partij het laatste antwoord op of na een dag.
    private func laatsteAntwoorden(vanaf dag: Dag?) -> [FeitVan<RegisseurGenoemd>] {
        var laatste: [Ondervraagde: FeitVan<RegisseurGenoemd>] = [:]
        for antwoord in alle(RegisseurGenoemd.self) where dag.map({ antwoord.dag >= $0 }) ?? true {
            laatste[Ondervraagde(gezinslid: antwoord.doorGezinslid, partij: antwoord.doorPartij)] = antwoord
        }
        return laatste.values.sorted { $0.plaats < $1.plaats }
    }

    /// De procesmanager had zelf contact op een dag zonder casemanager; onder enkeleRegisseur is dat dezelfde persoon.
    fileprivate func hadProcesmanagerContact(buiten perioden: [Regieperiode]) -> Bool {
        guard !profiel.enkeleRegisseur else { return false }
        return alle(ContactMetGezinGelegd.self).contains { contact in
            contact.feit.rol == .pm && !perioden.contains { $0.van <= contact.dag && contact.dag <= $0.totEnMet }
        }
    }

    /// Minstens de helft van de rondetafels van het laatste jaar ging over de inhoud.
    fileprivate var gaanRondetafelsOverInhoud: Bool {
        let recent = alle(RondetafelbesprekingGehouden.self).filter {
            !isVerstreken($0.dag, normen.rondetafelInhoudVenster)
        }
        let overInhoud = recent.count { $0.onderwerpen?.contains(.inhoud) ?? false }
        return !recent.isEmpty && 2 * overInhoud >= recent.count
    }
}

/// Wie gevraagd is wie de regisseur is: een gezinslid of een partij.
private struct Ondervraagde: Hashable {
    let gezinslid: GezinslidId?
    let partij: Partij?
}

extension FeitVan<RegisseurGenoemd> {
    /// Wie genoemd is; nil als het antwoord niemand was.
    fileprivate var genoemde: Actor? { gegevens.antwoord == .persoon ? gegevens.genoemd : nil }
}
