import CivilTime
import Gezinstraject

// T5.3.1 De regisseur bekijkt aan het einde van de aanpak wat nog aan zorg en ondersteuning nodig is en regelt
// dat op maat
//
// Bron: MAA Bijlage 1 Continu; MAA §4.4. Niet vastgesteld: van de drie casussen was er een gesloten. Overdracht naar
// reguliere hulp kon, maar over weer inschakelen zijn "geen afspraken gemaakt. Er wordt … geen vinger aan de pols
// gehouden". Een mislukte poging houdt de waakvlam aan, maar is geen contact; wat na het einde van de nazorg gebeurde is
// een nieuw signaal (INDICATORS §1.8, 18). Nazorg gaat na de afsluiting door: de peildag telt, niet `tot`.
// INDICATORS §1.4, T5.3.1.
extension Indicator {
    static let t531 = Indicator(
        nummer: .t531,
        titel: """
            De regisseur bekijkt aan het einde van de aanpak wat nog aan zorg en ondersteuning nodig is \
            en regelt dat op maat
            """,
        bron: "MAA Bijlage 1 Continu; MAA §4.4",
        norm: """
            Bij de afsluiting is bepaald wat nog nodig is. Binnen een maand erna is een overdracht aanvaard en is \
            afgesproken wanneer wie weer wordt ingeschakeld. Een terugval wordt binnen een maand opgepakt en het \
            afgesproken contact blijft niet langer dan twee keer het interval uit.
            """,
        regel: """
            – zolang de aanpak niet gesloten is. X als de restzorg niet is bepaald, als een nodige overdracht of de \
            afspraak over weer inschakelen een maand na de afsluiting ontbreekt, als een terugval na een maand niet is \
            opgepakt, of als het afgesproken contact uitbleef. Anders ✓. De afspraak mag ontbreken als alles is \
            opgelost, niets meer nodig is en het gezin geen zorg mijdt, of bij een verhuizing met aanvaarde overdracht.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: false,
        redenen: [
            .nogNiet, .geenGegevens, .restzorgNietBepaald, .overdrachtNietAanvaard, .geenHeropschalingsafspraak,
            .terugvalNietOpgepakt, .waakvlamGedoofd,
        ],
        kanttekeningen: [
            .nazorgcontactAchterstallig, .gezinZoektGeenContact, .zorgmijdendZonderWaakvlam, .calamiteit,
            .overdrachtDeelsAanvaard, .nazorgZonderVerwachting, .nazorgZonderCoordinatie, .deurBlijftDicht,
        ]
    ) { casus in
        guard let einde = casus.einde else { return .nogNiet }
        return casus.vervolg(casus.nazorg(einde)).met(.calamiteit, als: casus.heeft(.calamiteitGemeld))
    }
}

/// De afsluiting en wat daarna is afgesproken en gedaan.
private struct Nazorg {
    let einde: FeitVan<AanpakAfgesloten>
    let afspraken: [FeitVan<NazorgAfspraakGemaakt>]
    let contacten: [FeitVan<NazorgcontactGelegd>]
    let pogingen: [FeitVan<NazorgcontactMislukt>]
    /// De dag waarop de nazorg eindigt, als dat bekend is.
    let laatsteDag: Dag?
    /// Het gezin mijdt zorg.
    let isZorgmijdend: Bool

    /// Elke zoveel maanden contact, volgens de laatste afspraak daarover.
    var interval: Int? { afspraken.last { $0.intervalMaanden != nil }?.intervalMaanden }

    /// De laatste twee keren mislukte het contact.
    var isDeurDicht: Bool {
        guard let laatste = pogingen.dropLast().last else { return false }
        return contacten.last.map { $0.plaats < laatste.plaats } ?? true
    }

    /// Van een partij in de nazorg staat in geen afspraak wat zij doet.
    var mistVerwachting: Bool {
        let metVerwachting = Set(afspraken.flatMap { $0.verwachtingen ?? [] }.map { $0.partij })
        return !afspraken.allSatisfy { metVerwachting.isSuperset(of: $0.met ?? []) }
    }
}

extension Casus {
    fileprivate func nazorg(_ einde: FeitVan<AanpakAfgesloten>) -> Nazorg {
        let afspraken = alle(NazorgAfspraakGemaakt.self)
        let duur = afspraken.last { $0.duurMaanden != nil }?.duurMaanden
        let einden = [
            eerste(NazorgBeeindigd.self)?.dag,
            eerste(HeraanmeldingOntvangen.self)?.dag,
            duur.map { einde.dag + .maandenBegrensd($0) },
        ]
        return Nazorg(
            einde: einde,
            afspraken: afspraken,
            contacten: alle(NazorgcontactGelegd.self),
            pogingen: alle(NazorgcontactMislukt.self),
            laatsteDag: einden.compactMap { $0 }.min(),
            isZorgmijdend: laatste(DefinitieGetoetst.self)?.zorgmijdend == true
        )
    }

    fileprivate func vervolg(_ nazorg: Nazorg) -> Bevinding {
        guard let restzorg = laatste(RestzorgBepaald.self) else {
            return Bevinding.verbeterpunt(.restzorgNietBepaald).bewezen(door: nazorg.einde)
        }
        let aanvaard = alle(OverdrachtAanvaard.self)
        let basis = [nazorg.einde.bron, restzorg.bron] + aanvaard.map { $0.bron }
        // Right after the closing what is missing may still come.
        let isRespijtVoorbij = isVerstreken(nazorg.einde.dag, normen.evaluatieRespijt, op: peildag)
        func ontbreekt(_ reden: Reden) -> Bevinding {
            (isRespijtVoorbij ? Bevinding.verbeterpunt(reden) : .nogNiet).bewezen(door: basis)
        }
        if !restzorg.restzorg.isEmpty, aanvaard.isEmpty { return ontbreekt(.overdrachtNietAanvaard) }
        let isHeropschalingOverbodig =
            restzorg.restzorg.isEmpty && !nazorg.isZorgmijdend && problemen.allSatisfy { $0.status == .opgelost }
            || nazorg.einde.reden == .verhuisd && !aanvaard.isEmpty
        if !isHeropschalingOverbodig, !nazorg.afspraken.contains(where: { $0.heropschaling != nil }) {
            return ontbreekt(.geenHeropschalingsafspraak)
        }
        if let terugval = nietOpgepakteTerugval(nazorg) {
            return Bevinding.verbeterpunt(.terugvalNietOpgepakt).bewezen(door: terugval)
        }
        if isWaakvlamGedoofd(nazorg) {
            return Bevinding.verbeterpunt(.waakvlamGedoofd)
                .bewezen(door: nazorg.afspraken)
                .bewezen(door: [nazorg.contacten.last?.bron, nazorg.pogingen.last?.bron].compactMap { $0 })
        }
        return Bevinding.voldoet()
            .bewezen(door: basis)
            .bewezen(door: nazorg.afspraken)
            .met(nazorgkanttekeningen(nazorg, aanvaard))
    }

    /// De laatste terugval in de nazorg, als die te lang geleden en niet opgepakt is.
    private func nietOpgepakteTerugval(_ nazorg: Nazorg) -> FeitVan<TerugvalGesignaleerd>? {
        let inNazorg = alle(TerugvalGesignaleerd.self).last { terugval in
            nazorg.laatsteDag.map { terugval.dag <= $0 } ?? true
        }
        guard let terugval = inNazorg, isVerstreken(terugval.dag, normen.terugvalRespijt, op: peildag) else {
            return nil
        }
        let reacties = feiten(van: [.heraanmeldingOntvangen, .opgeschaald, .veiligheidsmeldingGedaan])
        if let laatste = reacties.last, laatste.dag >= terugval.dag { return nil }
        let isStabiel = nazorg.contacten.contains { $0.uitkomst == .stabiel && $0.plaats > terugval.plaats }
        return terugval.ernst != .ernstig && isStabiel ? nil : terugval
    }

    /// Ook een mislukte poging houdt de waakvlam aan.
    private func isWaakvlamGedoofd(_ nazorg: Nazorg) -> Bool {
        let laatste = [nazorg.contacten.last?.dag, nazorg.pogingen.last?.dag].compactMap { $0 }.max()
        return isStil(sinds: laatste, intervallen: normen.waakvlamIntervallen, nazorg)
    }

    /// Er geldt een interval, en zoveel keer zo lang voor het einde van de nazorg was er niets meer.
    private func isStil(sinds laatste: Dag?, intervallen: Int, _ nazorg: Nazorg) -> Bool {
        guard let interval = nazorg.interval else { return false }
        let sinds = max(nazorg.einde.dag, laatste ?? nazorg.einde.dag)
        let nu = nazorg.laatsteDag.map { min(Klokdag($0), peildag) } ?? peildag
        return isVerstreken(sinds, .maandenBegrensd(interval, keer: intervallen), op: nu)
    }

    private func nazorgkanttekeningen(_ nazorg: Nazorg, _ aanvaard: [FeitVan<OverdrachtAanvaard>]) -> Set<LetOp> {
        let overgenomen = Set(aanvaard.map { $0.overdracht })
        let isDeelsAanvaard = alle(HulpOvergedragen.self).contains { !overgenomen.contains($0.gegevens.id) }
        let zonderCoordinatie = !nazorg.afspraken.isEmpty && nazorg.afspraken.allSatisfy { $0.coordinatie == nil }
        let kanttekeningen: [(LetOp, Bool)] = [
            (.nazorgcontactAchterstallig, isStil(sinds: nazorg.contacten.last?.dag, intervallen: 1, nazorg)),
            (.deurBlijftDicht, nazorg.isDeurDicht),
            (.gezinZoektGeenContact, nazorg.afspraken.contains { $0.gezinZoektContact == false }),
            (.zorgmijdendZonderWaakvlam, nazorg.isZorgmijdend && nazorg.interval == nil),
            (.overdrachtDeelsAanvaard, isDeelsAanvaard),
            (.nazorgZonderVerwachting, nazorg.mistVerwachting),
            (.nazorgZonderCoordinatie, zonderCoordinatie),
        ]
        return Set(kanttekeningen.filter(\.1).map(\.0))
    }
}

extension Termijn {
    /// Een vastgelegd aantal maanden, dat zo groot kan zijn als iemand invult: niet verder dan de kalender reikt.
    fileprivate static func maandenBegrensd(_ aantal: Int, keer: Int = 1) -> Termijn {
        .maanden(min(aantal, 12 * 9999) * keer)
    }
}
