import CivilTime
import Gezinstraject

/// Onthoudt wanneer een regel, als er niets meer gebeurt, op zijn vroegst anders kan oordelen.
///
/// Een regel vergelijkt dagen met een dag die met de peildag meeloopt (`Klokdag`), en elke vergelijking meldt hier de
/// eerste dag waarop zij anders uitvalt. Tot de vroegste daarvan gaat de regel precies dezelfde weg; haar oordeel kan
/// dan niet anders zijn. Zo is de omslagdag exact zonder elke dag te proberen (INDICATORS §1.2, omslagdag).
final class Klok {
    /// De laatste dag die van belang is.
    let horizon: Dag
    /// De vroegste dag die gemeld is.
    private(set) var drempel: Dag?
    /// De typen waarvan de regel feiten las: komt er een ander type bij, dan gaat zij dezelfde weg.
    private(set) var gelezen = Feittypen()
    private let nu: Dag

    /// Een klok op een peildag, die tot en met een horizon meeloopt.
    init(_ nu: Dag, horizon: Dag) {
        self.nu = nu
        self.horizon = horizon
    }

    /// Onthoudt dat er feiten van een type gelezen zijn, ook als die er niet waren.
    func lees(_ type: Feittype) { gelezen.voegToe(type) }

    /// Onthoudt dat er feiten van alle typen gelezen zijn.
    func leesAlles() { gelezen = .alle }

    /// Meldt de dag waarop een vergelijking anders uitvalt.
    func meld(_ dag: Dag) {
        guard nu < dag, dag <= horizon, drempel.map({ dag < $0 }) ?? true else { return }
        drempel = dag
    }
}

/// Een dag die vaststaat of met de peildag meeloopt.
///
/// Het type dwingt af dat elke vergelijking met de peildag langs de klok gaat; zonder klok staat de dag vast.
struct Klokdag {
    /// De dag zelf.
    ///
    /// Wie haar rechtstreeks leest meldt niets: alleen voor bewijs, voor kanttekeningen en buiten de regels.
    let nu: Dag
    private let klok: Klok?

    /// Een dag die vaststaat, of met een klok de dag waarop zij staat.
    init(_ dag: Dag, _ klok: Klok? = nil) {
        nu = dag
        self.klok = klok
    }

    /// De dag verschuift met de peildag.
    var looptMee: Bool { klok != nil }

    /// De dag als de klok op een andere dag staat.
    func op(_ peildag: Dag) -> Dag { klok == nil ? nu : peildag }

    /// Of een voorwaarde nu geldt, waarvan niet met een vergelijking te zeggen is wanneer zij omslaat.
    ///
    /// De klok probeert elke dag van een kwartaal; daarna kijkt de regel opnieuw. Zo kost zij niet elke keer de hele
    /// horizon.
    func volg(_ voorwaarde: (Dag) -> Bool) -> Bool {
        let geldt = voorwaarde(nu)
        guard let klok else { return geldt }
        let laatste = min(klok.drempel ?? klok.horizon, nu.plus(dagen: 92))
        var dag = nu.plus(dagen: 1)
        while dag < laatste, voorwaarde(dag) == geldt { dag = dag.plus(dagen: 1) }
        klok.meld(dag)
        return geldt
    }
}

extension Klokdag: Comparable {
    static func < (links: Klokdag, rechts: Klokdag) -> Bool {
        let isEerder = links.nu < rechts.nu
        switch (links.klok, rechts.klok) {
        case (let klok?, nil) where isEerder: klok.meld(rechts.nu)
        case (nil, let klok?) where !isEerder: klok.meld(links.nu.plus(dagen: 1))
        default: break
        }
        return isEerder
    }

    static func == (links: Klokdag, rechts: Klokdag) -> Bool {
        !(links < rechts) && !(rechts < links)
    }
}

extension Klokdag {
    static func < (links: Dag, rechts: Klokdag) -> Bool { Klokdag(links) < rechts }
    static func < (links: Klokdag, rechts: Dag) -> Bool { links < Klokdag(rechts) }
    static func <= (links: Dag, rechts: Klokdag) -> Bool { Klokdag(links) <= rechts }
    static func <= (links: Klokdag, rechts: Dag) -> Bool { links <= Klokdag(rechts) }
    static func > (links: Klokdag, rechts: Dag) -> Bool { links > Klokdag(rechts) }
    static func >= (links: Dag, rechts: Klokdag) -> Bool { Klokdag(links) >= rechts }
}
