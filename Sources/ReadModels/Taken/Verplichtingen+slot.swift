import CivilTime
import Gezinstraject
import Toetsingskader

extension Trajectklok {
    /// Wat er voor en kort na de afsluiting geregeld wordt.
    var afronding: [Verplichting] {
        guard let start = starten.first else { return overdrachten }
        let begonnen = feiten.alle(AfrondingGestart.self).map { begin in
            (
                feit: begin.feit,
                terug: feiten.eerste([.planBijgesteld, .probleemGeconstateerd, .afrondingGestart], na: begin.plaats)
            )
        }
        let restzorg = feiten.alle(RestzorgBepaald.self).first?.feit
        let afspraak = feiten.alle(NazorgAfspraakGemaakt.self).first { $0.heropschaling != nil }?.feit
        let tijdens = begonnen.flatMap { begin in
            [
                Verplichting(
                    soort: .restzorgBepalen,
                    aanleiding: begin.feit,
                    vanaf: start.dag,
                    einde: eerste(restzorg, begin.terug)
                ) { _ in nil },
                Verplichting(
                    soort: .nazorgAfspreken,
                    aanleiding: begin.feit,
                    vanaf: start.dag,
                    einde: eerste(afspraak, begin.terug)
                ) { _ in nil },
                Verplichting(
                    soort: .eindevaluatie,
                    aanleiding: begin.feit,
                    vanaf: start.dag,
                    einde: eerste(eindevaluatie(na: begin.feit), begin.terug)
                ) { _ in nil },
            ]
        }
        return tijdens + erna(afspraak) + overdrachten
    }

    private func eerste(_ feiten: Feit?...) -> Feit? {
        feiten.compactMap { $0 }.min { ($0.dag, $0.versie) < ($1.dag, $1.versie) }
    }

    /// De eerste eindevaluatie, ook een eerdere; of dat er na een feit van is afgezien.
    private func eindevaluatie(na feit: Feit) -> Feit? {
        let gehouden = feiten.alle(EvaluatieGehouden.self).first { $0.soort == .eind }?.feit
        let afgezien = feiten.alle(EvaluatieAfgezien.self).first {
            ($0.dag, $0.feit.versie) > (feit.dag, feit.versie)
        }
        return eerste(gehouden, afgezien?.feit)
    }

    /// Na elke afsluiting: de eindevaluatie en de afspraak over weer inschakelen.
    private func erna(_ afspraak: Feit?) -> [Verplichting] {
        sluitingen.flatMap { sluiting in
            let respijt: (Stand) -> Dag? = { sluiting.feit.dag + $0.normen.evaluatieRespijt }
            let evalueren = Verplichting(
                soort: .eindevaluatie,
                aanleiding: sluiting.feit.feit,
                einde: eerste(eindevaluatie(na: sluiting.feit.feit), sluiting.einde),
                fase: .gesloten,
                uiterlijk: respijt
            )
            guard !isAfspraakOverbodig(bij: sluiting) else { return [evalueren] }
            let afspreken = Verplichting(
                soort: .nazorgAfspreken,
                aanleiding: sluiting.feit.feit,
                einde: eerste(afspraak, sluiting.einde, eindeNazorg),
                fase: .gesloten,
                uiterlijk: respijt
            )
            return [evalueren, afspreken]
        }
    }

    /// Niets meer nodig, niets meer open en geen zorgmijder; of verhuisd met een aanvaarde overdracht (T5.3.1).
    private func isAfspraakOverbodig(bij sluiting: Sluiting) -> Bool {
        let tot = sluiting.feit.plaats
        if sluiting.feit.reden == .verhuisd, !feiten.alle(OverdrachtAanvaard.self).isEmpty { return true }
        let restzorg = feiten.alle(RestzorgBepaald.self).last { $0.plaats < tot }
        let definitie = feiten.alle(DefinitieGetoetst.self).last { $0.plaats < tot }
        let statussen = Dictionary(
            feiten.alle(ProbleemStatusGewijzigd.self).filter { $0.plaats < tot }.map { ($0.probleem, $0.status) },
            uniquingKeysWith: { _, laatste in laatste }
        )
        let isOpgelost = feiten.alle(ProbleemGeconstateerd.self).filter { $0.plaats < tot }
            .allSatisfy { statussen[$0.gegevens.id] == .opgelost }
        return restzorg?.restzorg.isEmpty == true && definitie?.zorgmijdend != true && isOpgelost
    }

    private var overdrachten: [Verplichting] {
        feiten.alle(HulpOvergedragen.self).map { overdracht in
            let id = overdracht.gegevens.id
            let antwoord = feiten.eerste([.overdrachtAanvaard, .overdrachtGeweigerd], na: overdracht.plaats) { feit in
                feit.als(OverdrachtAanvaard.self)?.overdracht == id
                    || feit.als(OverdrachtGeweigerd.self)?.overdracht == id
            }
            return Verplichting(
                soort: .overdrachtAanvaarden,
                sleutel: id.tekst,
                aanleiding: overdracht.feit,
                einde: antwoord,
                fase: .altijd,
                partij: overdracht.naar
            ) { stand in stand.gesloten.map { $0 + stand.normen.evaluatieRespijt } }
        }
    }

    /// Het feit waarmee de nazorg ophield.
    private var eindeNazorg: Feit? { feiten.feiten(van: [.nazorgBeeindigd, .heraanmeldingOntvangen]).first?.feit }

    /// Het afgesproken contact na de afsluiting, en wat er op een terugval moet volgen.
    var nazorg: [Verplichting] {
        sluitingen.flatMap { waakvlam($0) } + terugvallen
    }

    /// Van de afsluiting of een contact tot het volgende; een afspraak met een ander interval verzet de dag.
    private func waakvlam(_ sluiting: Sluiting) -> [Verplichting] {
        var interval = feiten.alle(NazorgAfspraakGemaakt.self).last {
            $0.plaats < sluiting.feit.plaats && $0.intervalMaanden != nil
        }?.intervalMaanden
        var duur = feiten.alle(NazorgAfspraakGemaakt.self).last {
            $0.plaats < sluiting.feit.plaats && $0.duurMaanden != nil
        }?.duurMaanden
        var sinds = sluiting.feit.dag
        var open: (aanleiding: Feit, uiterlijk: Dag, verloopt: Dag?)?
        var verplichtingen: [Verplichting] = []
        func sluit(_ feit: Feit?) {
            guard let taak = open else { return }
            verplichtingen.append(
                Verplichting(
                    soort: .nazorgcontact,
                    aanleiding: taak.aanleiding,
                    einde: feit,
                    verloopt: taak.verloopt,
                    fase: .gesloten
                ) { _ in taak.uiterlijk }
            )
            open = nil
        }
        func begin(_ feit: Feit) {
            guard let interval else { return }
            let laatste = duur.map { sluiting.feit.dag.plus(maanden: min($0, 12 * 9999)) }
            let uiterlijk = sinds.plus(maanden: min(interval, 12 * 9999))
            if let laatste, uiterlijk > laatste { return }
            open = (feit, uiterlijk, laatste?.plus(dagen: 1))
        }
        begin(sluiting.feit.feit)
        let typen: [Feittype] = [.nazorgAfspraakGemaakt, .nazorgcontactGelegd]
        for (plaats, feit) in feiten.feiten(van: typen) where plaats > sluiting.feit.plaats {
            if let einde = sluiting.einde, (einde.dag, einde.versie) < (feit.dag, feit.versie) { break }
            if let eindeNazorg, (eindeNazorg.dag, eindeNazorg.versie) < (feit.dag, feit.versie) { break }
            if let afspraak = feit.als(NazorgAfspraakGemaakt.self) {
                guard afspraak.intervalMaanden != nil || afspraak.duurMaanden != nil else { continue }
                interval = afspraak.intervalMaanden ?? interval
                duur = afspraak.duurMaanden ?? duur
            } else {
                sinds = feit.dag
            }
            sluit(feit)
            begin(feit)
        }
        sluit(eindeNazorg)
        return verplichtingen
    }

    private var terugvallen: [Verplichting] {
        let reacties: [Feittype] = [.heraanmeldingOntvangen, .opgeschaald, .veiligheidsmeldingGedaan]
        return feiten.alle(TerugvalGesignaleerd.self).filter { terugval in
            // A reaction of the same day counts, also when it was written down first.
            !feiten.feiten(van: reacties).contains { $0.feit.dag == terugval.dag && $0.plaats < terugval.plaats }
        }
        .map { terugval in
            let reactie = feiten.eerste(reacties + [.nazorgBeeindigd], na: terugval.plaats)
            let stabiel = feiten.eerste([.nazorgcontactGelegd], na: terugval.plaats) { feit in
                feit.als(NazorgcontactGelegd.self)?.uitkomst == .stabiel
            }
            return Verplichting(
                soort: .terugvalOppakken,
                aanleiding: terugval.feit,
                einde: eerste(reactie, terugval.ernst == .ernstig ? nil : stabiel),
                fase: .gesloten
            ) { terugval.dag + $0.normen.terugvalRespijt }
        }
    }
}
