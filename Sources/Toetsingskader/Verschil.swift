import CivilTime
public import Gezinstraject
import WireValues

/// Wat er tussen twee peilingen van een gezin anders werd: in de geschiedenis en in de oordelen.
public struct Verschil: Sendable {
    /// Het eerste punt.
    public let van: Punt
    /// Het tweede punt.
    public let tot: Punt
    /// De gebeurtenissen die kwamen, vervielen of anders werden.
    public let gebeurtenissen: [Geschiedenisverschil.Verandering]
    /// De oordelen die verschillen, in de volgorde van het kader.
    public let oordelen: [Oordeelverschil]

    /// Een van de twee punten.
    public struct Punt: Hashable, Sendable {
        /// De dag en de kennis.
        public let peiling: Peiling
        /// Het traject waarover is geoordeeld.
        public let traject: Int
    }
}

/// Een oordeel dat op twee punten verschilt in uitkomst, reden, grond, voorlopig of kanttekeningen.
public struct Oordeelverschil: Sendable {
    /// Het oordeel op het eerste punt.
    public let van: Oordeel
    /// Het oordeel op het tweede punt.
    public let naar: Oordeel
    /// Waardoor het verschilt.
    public let oorzaak: Oorzaak
    /// Of het nieuwe oordeel ook op een andere versie van de aanpak rust: zonder die was het er niet, met dezelfde
    /// gebeurtenissen en op dezelfde dag.
    public let doorAanpakversie: Bool
    /// De normen die dan op het tweede punt anders zijn, in de volgorde van het kader; leeg als alleen iets anders aan de
    /// aanpak wijzigde, of niets.
    public let normen: [Normnaam]

    /// De indicator.
    public var indicator: Indicatorcode { naar.indicator }
}

extension Toetsingskader {
    /// Het verschil tussen twee peilingen van een dossier.
    ///
    /// Elk punt wordt beoordeeld onder de aanpak zoals dat punt haar kent: dit kader is dat van het tweede punt.
    ///
    /// Een oordeel verschilt als uitkomst, reden, grond, voorlopig of een kanttekening verschilt. Zijn oorzaak is de
    /// termijn als de oude geschiedenis op de nieuwe dag al het nieuwe oordeel geeft onder de versie van de aanpak die op
    /// het eerste punt gold, en de aanpakversie als zij dat pas onder die van het tweede punt doet. Anders zijn het
    /// gebeurtenissen die kwamen, vervielen of anders werden: een kleinste groep daaruit die, aan de oude geschiedenis
    /// toegevoegd, op de nieuwe dag het nieuwe oordeel geeft. Zonder een van hen geeft de groep dat niet. Zijn er meer
    /// zulke groepen, dan is het er een waarvan de gebeurtenissen laat in de geschiedenis staan. Of er ook een termijn
    /// verstreek blijft dan in het midden; of er ook een andere versie van de aanpak voor nodig was zegt
    /// `doorAanpakversie`.
    ///
    /// - Parameters:
    ///   - dossier: Alles wat over het gezin is vastgelegd.
    ///   - eerder: Het kader zoals het eerste punt het kent; nil als dat hetzelfde is.
    ///   - van: Het eerste punt.
    ///   - tot: Het tweede punt; de dag is niet eerder dan die van het eerste.
    ///   - traject: Het nummer van het traject; nil voor op elk punt het laatste.
    /// - Returns: De gebeurtenissen en de oordelen die verschillen.
    public func verschil(
        _ dossier: Dossier,
        _ eerder: Toetsingskader? = nil,
        van: Peiling,
        tot: Peiling,
        traject: Int? = nil
    ) -> Verschil {
        let eerder = eerder ?? self
        let (oud, nieuw) = (dossier.geschiedenis(van), dossier.geschiedenis(tot))
        let oude = eerder.beoordeel(oud, peildag: van.peildag, traject: traject)
        let nieuwe = beoordeel(nieuw, peildag: tot.peildag, traject: traject)
        let verschil = Geschiedenisverschil(van: oud, naar: nieuw)
        let vergelijking = Vergelijking(
            verschil: verschil,
            toen: eerder.zonderWijzigingen(na: van.peildag),
            nu: self,
            peildag: tot.peildag,
            traject: traject
        )
        return Verschil(
            van: Verschil.Punt(peiling: van, traject: oude.traject),
            tot: Verschil.Punt(peiling: tot, traject: nieuwe.traject),
            gebeurtenissen: verschil.veranderingen,
            oordelen: zip(Indicator.alle, zip(oude.oordelen, nieuwe.oordelen)).compactMap { indicator, oordelen in
                let (van, naar) = oordelen
                return van.stand == naar.stand ? nil : vergelijking.oordeelverschil(indicator, van: van, naar: naar)
            }
        )
    }

    /// Het kader waarin na een dag geen andere versie van een aanpak of norm ingaat.
    private func zonderWijzigingen(na dag: Dag) -> Toetsingskader {
        Toetsingskader(profielen.zonderWijzigingen(na: dag), GedateerdeNormen(vanafHetBegin: normen.op(dag)))
    }
}

/// Zoekt waardoor een oordeel op het tweede punt anders is.
private struct Vergelijking {
    let verschil: Geschiedenisverschil
    /// Het kader dat op het eerste punt gold, zonder wat daarna inging.
    let toen: Toetsingskader
    let nu: Toetsingskader
    let peildag: Dag
    let traject: Int?

    func oordeelverschil(_ indicator: Indicator, van: Oordeel, naar: Oordeel) -> Oordeelverschil {
        func geeftNieuw(_ kader: Toetsingskader, _ veranderingen: [Geschiedenisverschil.Verandering]) -> Bool {
            let geschiedenis = verschil.toegepast(veranderingen)
            let casus = kader.casus(geschiedenis, peildag: peildag, traject: traject)
            return Oordeelstand(kader.bevinding(indicator, casus)) == naar.stand
        }
        let isTermijn = geeftNieuw(toen, [])
        let nodig = isTermijn ? [] : kleinste(verschil.veranderingen) { geeftNieuw(nu, $0) }
        let doorAanpakversie = !isTermijn && !geeftNieuw(toen, nodig)
        let oorzaak: Oorzaak =
            if isTermijn { .termijn } else if nodig.isEmpty { .aanpakversie } else {
                .gebeurtenissen(nodig.map { $0.id })
            }
        return Oordeelverschil(
            van: van,
            naar: naar,
            oorzaak: oorzaak,
            doorAanpakversie: doorAanpakversie,
            normen: doorAanpakversie
                ? Normnaam.allCases.filter { van.normen.waarde($0) != naar.normen.waarde($0) } : []
        )
    }

    /// Een deel van een rij dat nog voldoet, en waaruit niets weg kan; de hele rij voldoet.
    ///
    /// Laat steeds kleinere stukken weg zolang wat overblijft voldoet: de meeste gebeurtenissen doen er niet toe.
    private func kleinste<Element>(_ rij: [Element], _ voldoet: ([Element]) -> Bool) -> [Element] {
        if voldoet([]) { return [] }
        var over = rij
        var lengte = max(1, rij.count / 2)
        while true {
            let ervoor = over.count
            var plaats = 0
            while plaats < over.count {
                let zonder = Array(over[..<plaats] + over[min(plaats + lengte, over.count)...])
                if voldoet(zonder) { over = zonder } else { plaats += lengte }
            }
            // A piece of one may go only once another has gone: again, until nothing goes any more.
            if lengte == 1, over.count == ervoor { return over }
            lengte = max(1, lengte / 2)
        }
    }
}

/// Wat aan een oordeel kan verschillen.
private struct Oordeelstand: Equatable {
    let kern: Oordeelkern
    let grond: Grond?
    let voorlopig: Bool
    let letOp: Set<LetOp>

    init(_ bevinding: Bevinding) {
        kern = bevinding.kern
        grond = bevinding.grond
        voorlopig = bevinding.voorlopig
        letOp = bevinding.letOp
    }

    init(_ oordeel: Oordeel) {
        kern = oordeel.kern
        grond = oordeel.grond
        voorlopig = oordeel.voorlopig
        letOp = Set(oordeel.letOp)
    }
}

extension Oordeel {
    fileprivate var stand: Oordeelstand { Oordeelstand(self) }
}
