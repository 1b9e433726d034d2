import CivilTime
import Gezinstraject
import WireValues

/// Zoekt de kleinste verzameling gebeurtenissen die een indicator op de peildag laat voldoen.
///
/// Wat een indicator nodig heeft staat in `Herstel`; of het helpt zegt de regel zelf, over de geschiedenis met de
/// gebeurtenissen erachter, en of het kan zegt `Geldigheid`. Een antwoord is daarom altijd waar; `Herstel` bepaalt
/// alleen hoe goed er gezocht wordt.
struct Herstelzoeker {
    private let kader: Toetsingskader
    private let geschiedenis: Geschiedenis
    private let verloop: Voorgeschiedenis
    private let casus: Casus
    private let laatsteVersie: Int
    let herstel: Herstel

    /// Van een langere lijst wordt niet elk deel geprobeerd, maar alleen weggelaten wat gemist kan worden.
    private static let meesteDelen = 6

    /// Een zoeker voor een casus, met de geschiedenis waaruit hij komt: tot en met de peildag.
    init(_ kader: Toetsingskader, _ geschiedenis: Geschiedenis, _ casus: Casus) {
        self.kader = kader
        self.geschiedenis = geschiedenis
        self.casus = casus
        var verloop = Voorgeschiedenis(kader.profielen)
        for feit in geschiedenis.feiten { verloop.volg(feit) }
        self.verloop = verloop
        laatsteVersie = geschiedenis.feiten.map { $0.versie }.max() ?? 0
        herstel = Herstel(casus, verloop, kader.profielen)
    }

    /// Wat er ontbreekt aan een indicator met deze uitkomst en reden.
    func ontbreekt(_ indicator: Indicator, _ oordeel: Oordeel) -> Ontbreekt {
        if oordeel.uitkomst == .voldoet { return .gebeurtenissen([]) }
        if let beletsel = herstel.beletselVooraf(indicator.nummer, oordeel.reden) { return .niets(beletsel) }
        if let kleinste = kleinste(indicator) { return .gebeurtenissen(kleinste.map(Ontbrekend.init)) }
        return .niets(beletsel(indicator.nummer))
    }

    /// Waarom niets helpt: gezien vanuit het traject zoals het na heropenen en starten zou zijn, als dat kan.
    private func beletsel(_ indicator: Indicatorcode) -> Beletsel {
        guard isMogelijk(herstel.aanloop) else { return herstel.beletselVoorbij }
        let vervolg = geschiedenis.gevolgd(door: registraties(herstel.aanloop))
        return herstel.beletsel(indicator, kader.casus(vervolg, peildag: casus.peildag.nu, traject: casus.traject))
    }

    /// De kleinste die helpt, en bij gelijke grootte de eerste.
    private func kleinste(_ indicator: Indicator) -> [any Gegevens]? {
        var kleinste: [any Gegevens]?
        for alternatief in herstel.alternatieven(indicator.nummer)
        where !alternatief.isEmpty && helpt(alternatief, indicator) {
            let deel = kleinsteDeel(alternatief, indicator)
            if kleinste.map({ deel.count < $0.count }) ?? true { kleinste = deel }
            if kleinste?.count == 1 { break }
        }
        return kleinste
    }

    /// Het kleinste deel van een alternatief dat ook helpt.
    private func kleinsteDeel(_ alternatief: [any Gegevens], _ indicator: Indicator) -> [any Gegevens] {
        guard alternatief.count <= Herstelzoeker.meesteDelen else { return uitgedund(alternatief, indicator) }
        let delen = (1..<(1 << alternatief.count) - 1).sorted { $0.nonzeroBitCount < $1.nonzeroBitCount }
        for deel in delen {
            let gekozen = alternatief.indices.filter { deel & (1 << $0) != 0 }.map { alternatief[$0] }
            if helpt(gekozen, indicator) { return gekozen }
        }
        return alternatief
    }

    /// Het alternatief zonder wat gemist kan worden; van achteren af, omdat wat volgt op het eerdere rust.
    private func uitgedund(_ alternatief: [any Gegevens], _ indicator: Indicator) -> [any Gegevens] {
        var over = alternatief
        var aantal = 0
        repeat {
            aantal = over.count
            for plaats in over.indices.reversed() where over.count > 1 {
                var zonder = over
                zonder.remove(at: plaats)
                if helpt(zonder, indicator) { over = zonder }
            }
        } while over.count < aantal
        return over
    }

    /// Of de indicator voldoet als dit vandaag gebeurt, en of dat kan.
    func helpt(_ gegevens: [any Gegevens], _ indicator: Indicator) -> Bool {
        let vervolg = geschiedenis.gevolgd(door: registraties(gegevens))
        guard isGeldig(vervolg.feiten.suffix(gegevens.count)) else { return false }
        let casus = kader.casus(vervolg, peildag: casus.peildag.nu, traject: casus.traject)
        return kader.bevinding(indicator, casus).uitkomst == .voldoet
    }

    private func isMogelijk(_ gegevens: [any Gegevens]) -> Bool {
        isGeldig(geschiedenis.gevolgd(door: registraties(gegevens)).feiten.suffix(gegevens.count))
    }

    private func isGeldig(_ nieuw: ArraySlice<Feit>) -> Bool {
        var verloop = verloop
        for feit in nieuw {
            guard Geldigheid.schendingen(van: feit, na: verloop).isEmpty else { return false }
            verloop.volg(feit)
        }
        return true
    }

    private func registraties(_ gegevens: [any Gegevens]) -> [Registratie] {
        gegevens.enumerated().map { nummer, gegevens in
            Registratie(
                // No rule and no invariant reads the id of an event that does not exist.
                id: UUID(high: .max, low: UInt64(nummer)),
                versie: laatsteVersie + 1 + nummer,
                gegevens: gegevens,
                gebeurdOp: casus.peildag.nu,
                traject: type(of: gegevens).kenmerken.bereik == .traject ? casus.traject : nil,
                vastgelegdOp: Moment(beginVan: casus.peildag.nu)
            )
        }
    }
}
