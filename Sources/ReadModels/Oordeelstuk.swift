public import CivilTime
public import Gezinstraject
public import Toetsingskader

/// Een deel van een `Oordeelperiode` waarin het oordeel bij dezelfde aanpak meetelt, of nergens.
///
/// Een telling over een aanpak heeft zo aan de oordelen genoeg en hoeft er geen trajecten naast te leggen.
public struct Oordeelstuk: Hashable, Sendable, Tijdvak {
    /// Waarin een oordeel meetelt.
    public enum Telling: Hashable, Sendable {
        /// Nergens: van het gezin telt een ander traject (INDICATORS §1.5).
        case geen
        /// Bij een aanpak; nil zolang het traject er geen heeft.
        case aanpak(Aanpakcode?)
    }

    /// Het nummer van het traject.
    public let traject: Int
    /// De indicator.
    public let indicator: Indicatorcode
    /// De eerste dag.
    public let van: Dag
    /// De dag waarop het oordeel omslaat of anders gaat tellen.
    public let tot: Dag?
    /// Uitkomst en reden.
    public let oordeel: Oordeelkern
    /// Waardoor het op de eerste dag omsloeg; nil als alleen de telling anders is.
    public let oorzaak: Oorzaak?
    /// Waarin het meetelt.
    public let telling: Telling
}

extension Gezinsstand {
    /// De oordelen, gesplitst waar zij anders gaan tellen.
    public var oordeelstukken: [Oordeelstuk] {
        let tellingen = Dictionary(grouping: trajectperioden, by: \.traject).mapValues { $0.tellingen }
        return oordeelperioden.flatMap { $0.stukken(tellingen[$0.traject] ?? []) }
    }
}

extension [Trajectperiode] {
    /// Vanaf welke dag een traject waarin meetelt, op volgorde.
    fileprivate var tellingen: [(van: Dag, telling: Oordeelstuk.Telling)] {
        var tellingen: [(van: Dag, telling: Oordeelstuk.Telling)] = []
        for periode in self {
            let telling: Oordeelstuk.Telling = periode.telt ? .aanpak(periode.beeld.aanpak) : .geen
            if tellingen.last?.telling != telling { tellingen.append((periode.van, telling)) }
        }
        return tellingen
    }
}

extension Oordeelperiode {
    fileprivate func stukken(_ tellingen: [(van: Dag, telling: Oordeelstuk.Telling)]) -> [Oordeelstuk] {
        let begin = tellingen.last { $0.van <= van }?.telling ?? .geen
        let grenzen = [(van: van, telling: begin)] + tellingen.filter { $0.van > van && geldt(op: $0.van) }
        return grenzen.enumerated().map { plaats, grens in
            Oordeelstuk(
                traject: traject,
                indicator: indicator,
                van: grens.van,
                tot: plaats + 1 < grenzen.count ? grenzen[plaats + 1].van : tot,
                oordeel: oordeel,
                oorzaak: plaats == 0 ? oorzaak : nil,
                telling: grens.telling
            )
        }
    }
}
