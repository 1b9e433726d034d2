public import CivilTime
public import Gezinstraject
import Toetsingskader

/// Hoe een traject er in een tijdvak voor staat.
public struct Trajectperiode: Hashable, Sendable, Tijdvak {
    /// Het nummer van het traject.
    public let traject: Int
    /// De eerste dag.
    public let van: Dag
    /// De eerste dag waarop het anders is.
    public fileprivate(set) var tot: Dag?
    /// Hoe het ervoor staat.
    public let beeld: Trajectregel
    /// Of dit het traject is dat in een selectie telt (INDICATORS §1.5).
    public let telt: Bool
}

/// Wat een lijst van trajecten van een traject toont.
public struct Trajectregel: Hashable, Sendable {
    /// De aanpak waarvoor is aangemeld.
    public let aanpak: Aanpakcode?
    /// De fase.
    public let fase: Fase
    /// De variant van de aanpak.
    public let variant: GezinGeprioriteerd.Variant?
    /// De procesmanager, of de ene regisseur van de aanpak.
    public let procesmanager: Actor?
    /// De casemanager die de rol aanvaard heeft.
    public let casemanager: Actor?
    /// Het aanspreekpunt van het gezin.
    public let aanspreekpunt: Actor?
    /// De dag van de aanmelding.
    public let aangemeldOp: Dag?
    /// De start.
    public let gestartOp: Dag?
    /// De dag van de afsluiting, zolang die niet herroepen is.
    public let geslotenOp: Dag?
    /// Waarom er is afgesloten.
    public let sluitingsreden: AanpakAfgesloten.Reden?
    /// Langs welke weg is aangemeld.
    public let route: Route?
    /// Wie aanmeldde.
    public let melder: Partij?
    /// De wijk waar het gezin woont.
    public let wijk: String?
    /// De dag van het laatste contact met het gezin.
    public let laatsteContactOp: Dag?
    /// De dag van de laatste poging tot contact die mislukte.
    public let laatstePogingOp: Dag?
    /// De dag van het laatste MDO of de laatste rondetafelbespreking.
    public let laatsteOverlegOp: Dag?
    /// De dag van de laatste gebeurtenis van welke soort ook.
    public let laatsteGebeurtenisOp: Dag?

    init(_ loop: Trajectverloop) {
        aanpak = loop.toestand.aanpak
        fase = loop.toestand.fase
        variant = loop.variant
        procesmanager = loop.procesmanager
        casemanager = loop.casemanager
        aanspreekpunt = loop.aanspreekpunt
        aangemeldOp = loop.toestand.aangemeldOp
        gestartOp = loop.gestartOp
        geslotenOp = loop.toestand.geslotenOp
        sluitingsreden = loop.sluitingsreden
        route = loop.route
        melder = loop.melder
        wijk = loop.wijk
        laatsteContactOp = loop.laatsteContactOp
        laatstePogingOp = loop.laatstePogingOp
        laatsteOverlegOp = loop.laatsteOverlegOp
        laatsteGebeurtenisOp = loop.laatsteGebeurtenisOp
    }
}

extension Trajectperiode {
    /// De tijdvakken van alle trajecten, per traject op volgorde en zonder gaten.
    ///
    /// Traject 1 begint met de eerste gebeurtenis van het gezin, een later traject met zijn aanmelding.
    static func alle(_ geschiedenis: Geschiedenis, _ kader: Toetsingskader) -> [Trajectperiode] {
        var lopen: [Trajectverloop] = []
        var perTraject: [[Trajectperiode]] = []
        for (dag, feiten) in geschiedenis.feiten.perDag {
            for feit in feiten {
                for nummer in lopen.indices { lopen[nummer].volg(feit) }
                // A new traject has seen what concerns the whole family.
                while lopen.count < max(1, feit.traject ?? 1) {
                    lopen.append(loop(lopen.count + 1, geschiedenis, totEnMet: feit, kader.profielen))
                    perTraject.append([])
                }
            }
            let telt = (lopen.lastIndex { $0.gestartOp != nil } ?? lopen.count - 1) + 1
            for (plaats, loop) in lopen.enumerated() {
                let nieuw = Trajectperiode(
                    traject: loop.traject,
                    van: dag,
                    tot: nil,
                    beeld: Trajectregel(loop),
                    telt: loop.traject == telt
                )
                perTraject[plaats].vervolg(met: nieuw)
            }
        }
        return perTraject.flatMap { $0 }
    }

    private static func loop(
        _ traject: Int,
        _ geschiedenis: Geschiedenis,
        totEnMet laatste: Feit,
        _ profielen: Aanpakprofielen
    ) -> Trajectverloop {
        var loop = Trajectverloop(traject: traject, profielen)
        for feit in geschiedenis.feiten {
            loop.volg(feit)
            if feit.id == laatste.id { break }
        }
        return loop
    }
}

extension [Trajectperiode] {
    /// Sluit het laatste tijdvak en begint een nieuw, als er iets anders is.
    fileprivate mutating func vervolg(met nieuw: Trajectperiode) {
        if let vorig = last {
            guard vorig.beeld != nieuw.beeld || vorig.telt != nieuw.telt else { return }
            self[count - 1].tot = nieuw.van
        }
        append(nieuw)
    }
}
