public import CivilTime
public import Gezinstraject
public import WireValues

/// Een oordeel dat van de ene op de andere dag een andere uitkomst of reden kreeg.
public struct Omslag: Hashable, Sendable {
    /// De dag waarop het nieuwe oordeel voor het eerst geldt.
    public let dag: Dag
    /// De indicator.
    public let indicator: Indicatorcode
    /// Het traject waarover het nieuwe oordeel gaat.
    public let traject: Int
    /// Het oordeel op de dag ervoor.
    public let van: Oordeelkern
    /// Het oordeel op de dag zelf.
    public let naar: Oordeelkern
    /// De nieuwe reden in een zin.
    public let zin: String?
    /// Waardoor.
    public let oorzaak: Oorzaak
}

/// Waardoor een oordeel anders werd.
public enum Oorzaak: Hashable, Sendable {
    /// Er verstreek een termijn: ook zonder nieuwe gebeurtenissen was het oordeel zo veranderd.
    case termijn
    /// Er geldt een andere versie van de aanpak: zij ging in, of werd bekend. Alleen tussen twee peilingen; in een verloop
    /// is een versie die ingaat een termijn.
    case aanpakversie
    /// Door deze gebeurtenissen, in de volgorde van de geschiedenis.
    case gebeurtenissen([UUID])
}

extension Toetsingskader {
    /// Elke omslag van elke indicator, vanaf de eerste gebeurtenis tot en met een dag.
    ///
    /// Voor de eerste gebeurtenis geldt wat over een lege geschiedenis te oordelen is. De oorzaak is de termijn als het
    /// oordeel zonder de gebeurtenissen van die dag net zo was omgeslagen. Anders zijn het de gebeurtenissen waarbij het
    /// omsloeg voor wie de dag gebeurtenis voor gebeurtenis naspeelt, gerekend vanaf de laatste keer dat het nog was als
    /// zonder die dag.
    ///
    /// - Parameters:
    ///   - geschiedenis: De effectieve geschiedenis, zoals bekend op het gewenste moment (`Dossier.geschiedenis`).
    ///   - peildag: De laatste dag.
    ///   - traject: Het nummer van het traject; nil volgt op elke dag het laatste.
    /// - Returns: De omslagen op dag, en op een dag in de volgorde van het kader.
    public func verloop(_ geschiedenis: Geschiedenis, tot peildag: Dag, traject: Int? = nil) -> [Omslag] {
        guard let eerste = geschiedenis.feiten.first?.dag, eerste <= peildag else { return [] }
        var verloop = Verloop(self, geschiedenis, traject, vanaf: eerste, tot: peildag)
        verloop.loop()
        return verloop.stappen.enumerated().flatMap { nummer, stappen in
            zip([verloop.aanvang[nummer]] + stappen.map { $0.bevinding.kern }, stappen).map { van, stap in
                (dag: stap.dag, nummer: nummer, omslag: omslag(Indicator.alle[nummer], stap, van: van))
            }
        }
        .sorted { ($0.dag, $0.nummer) < ($1.dag, $1.nummer) }.map { $0.omslag }
    }

    private func omslag(_ indicator: Indicator, _ stap: Verloop.Stap, van: Oordeelkern) -> Omslag {
        Omslag(
            dag: stap.dag,
            indicator: indicator.nummer,
            traject: stap.casus.traject,
            van: van,
            naar: stap.bevinding.kern,
            zin: zin(stap.bevinding, stap.casus.op(stap.dag, self)),
            oorzaak: stap.oorzaak
        )
    }
}

/// Hoe de oordelen over een traject vanaf een dag lopen, zonder zinnen.
public struct Kernverloop: Sendable {
    /// Van elke indicator, in de volgorde van het kader, het oordeel op de dag voor de eerste.
    public let aanvang: [Oordeelkern]
    /// Van elke indicator de omslagen, op dag.
    public let omslagen: [[Kernomslag]]
}

/// Een omslag van een oordeel, zonder zin.
public struct Kernomslag: Hashable, Sendable {
    /// De dag waarop het nieuwe oordeel voor het eerst geldt.
    public let dag: Dag
    /// Het oordeel op die dag.
    public let naar: Oordeelkern
    /// Waardoor.
    public let oorzaak: Oorzaak
}

extension Toetsingskader {
    /// De omslagen van een traject vanaf een dag.
    ///
    /// Wat voor die dag gebeurde telt mee, de omslagen van ervoor staan er niet in. Zij blijven dezelfde zolang er alleen
    /// op of na die dag iets bij komt, afgaat of verandert.
    ///
    /// - Parameters:
    ///   - geschiedenis: De effectieve geschiedenis.
    ///   - traject: Het nummer van het traject.
    ///   - eerste: De eerste dag.
    ///   - laatste: De laatste dag.
    /// - Returns: Het verloop.
    public func kernverloop(
        _ geschiedenis: Geschiedenis,
        traject: Int,
        vanaf eerste: Dag,
        tot laatste: Dag
    ) -> Kernverloop {
        var verloop = Verloop(self, geschiedenis, traject, vanaf: eerste, tot: laatste)
        verloop.loop()
        return Kernverloop(
            aanvang: verloop.aanvang,
            omslagen: verloop.stappen.map { stappen in
                stappen.map { Kernomslag(dag: $0.dag, naar: $0.bevinding.kern, oorzaak: $0.oorzaak) }
            }
        )
    }
}

/// Loopt een geschiedenis na: van dag met gebeurtenissen naar dag met gebeurtenissen, met de omslagen ertussen.
///
/// Een regel wordt pas opnieuw gevraagd als er een feit bij komt van een type dat zij las, of als de dag er is waarop zij
/// op zijn vroegst anders oordeelt (`Klok`). In alle andere gevallen gaat zij precies dezelfde weg.
private struct Verloop {
    private let kader: Toetsingskader
    private let feiten: [Feit]
    /// Het nummer van het traject; nil volgt op elke dag het laatste.
    private let traject: Int?
    private let laatste: Dag
    /// Met alles tot en met de laatste dag die verwerkt is.
    private var casus: Casus
    /// Zoveel feiten zijn verwerkt.
    private var aantal: Int
    private var standen: [Stand]
    /// Van elke indicator het oordeel op de dag voor de eerste.
    let aanvang: [Oordeelkern]
    /// Van elke indicator de omslagen, op dag.
    private(set) var stappen: [[Stap]]

    /// Een omslag met de casus waarin.
    struct Stap {
        let dag: Dag
        let bevinding: Bevinding
        /// Van deze dag of eerder.
        let casus: Casus
        let oorzaak: Oorzaak
    }

    /// Een oordeel, en wanneer het anders kan worden.
    private struct Stand {
        let bevinding: Bevinding
        /// Van deze dag of eerder.
        let casus: Casus
        /// De dag waarop het zonder nieuwe feiten op zijn vroegst anders is.
        let drempel: Dag?
        let gelezen: Feittypen
    }

    init(_ kader: Toetsingskader, _ geschiedenis: Geschiedenis, _ traject: Int?, vanaf eerste: Dag, tot laatste: Dag) {
        let begin = eerste.plus(dagen: -1)
        let nummer = traject ?? geschiedenis.laatsteTraject(op: begin)
        let register = Feitenregister(geschiedenis.feiten, traject: nummer, peildag: begin, metBewijs: false)
        let casus = Casus(register, traject: nummer, peildag: begin, kader.profielen, kader.normen)
        self.kader = kader
        self.traject = traject
        self.laatste = laatste
        self.casus = casus
        feiten = geschiedenis.feiten
        aantal = register.geschiedenis.count
        standen = Indicator.alle.map { Verloop.stand($0, casus, op: begin, kader, tot: laatste) }
        aanvang = standen.map { $0.bevinding.kern }
        stappen = standen.map { _ in [] }
    }

    mutating func loop() {
        while aantal < feiten.count, feiten[aantal].dag <= laatste {
            let dag = feiten[aantal].dag
            let einde = feiten[aantal...].firstIndex { $0.dag != dag } ?? feiten.count
            volg(aantal..<einde, dag)
        }
        for nummer in standen.indices { verloop(nummer, tot: laatste.plus(dagen: 1)) }
    }

    /// De feiten van een dag.
    private mutating func volg(_ plaatsen: Range<Int>, _ dag: Dag) {
        let voordien = standen.indices.map { nummer in
            verloop(nummer, tot: dag)
            return standen[nummer].bevinding.kern
        }
        // What the day would have brought without its events.
        for nummer in standen.indices where standen[nummer].drempel == dag { standen[nummer] = stand(nummer, op: dag) }
        let typen = neemOp(plaatsen, dag)
        let raaktAlles = typen.deelt(Casus.grondtypen)
        lazy var dagstappen = dagstappen(plaatsen)
        for nummer in standen.indices {
            let zonder = standen[nummer]
            var oorzaak = Oorzaak.termijn
            if raaktAlles || zonder.gelezen.deelt(typen) {
                standen[nummer] = stand(nummer, op: dag)
                let kern = standen[nummer].bevinding.kern
                if kern != voordien[nummer], kern != zonder.bevinding.kern {
                    oorzaak = .gebeurtenissen(omslaand(nummer, dagstappen, zonder.bevinding.kern))
                }
            }
            if standen[nummer].bevinding.kern != voordien[nummer] { onthoud(nummer, dag, oorzaak) }
        }
    }

    /// De omslagen zonder nieuwe feiten, tot een dag.
    private mutating func verloop(_ nummer: Int, tot dag: Dag) {
        while let drempel = standen[nummer].drempel, drempel < dag {
            let kern = standen[nummer].bevinding.kern
            standen[nummer] = stand(nummer, op: drempel)
            if standen[nummer].bevinding.kern != kern { onthoud(nummer, drempel, .termijn) }
        }
    }

    private mutating func onthoud(_ nummer: Int, _ dag: Dag, _ oorzaak: Oorzaak) {
        let stand = standen[nummer]
        stappen[nummer].append(
            Stap(dag: dag, bevinding: stand.bevinding, casus: stand.casus, oorzaak: oorzaak)
        )
    }

    private func stand(_ nummer: Int, op dag: Dag) -> Stand {
        Verloop.stand(Indicator.alle[nummer], casus, op: dag, kader, tot: laatste)
    }

    private static func stand(
        _ indicator: Indicator,
        _ casus: Casus,
        op dag: Dag,
        _ kader: Toetsingskader,
        tot laatste: Dag
    ) -> Stand {
        let klok = Klok(dag, horizon: laatste)
        let bevinding = kader.bevinding(indicator, casus.op(dag, kader, klok))
        return Stand(
            bevinding: bevinding,
            casus: casus,
            drempel: klok.drempel,
            gelezen: klok.gelezen
        )
    }

    /// Neemt de feiten van een dag op; zegt van welke typen de regels er zien.
    private mutating func neemOp(_ plaatsen: Range<Int>, _ dag: Dag) -> Feittypen {
        defer { aantal = plaatsen.upperBound }
        let aanmeldingen = feiten[plaatsen].count { $0.type == .gezinAangemeld }
        guard traject == nil, aanmeldingen > 0 else { return casus.neemOp(tot: plaatsen.upperBound, op: dag, kader) }
        let nummer = max(1, feiten[..<plaatsen.upperBound].count { $0.type == .gezinAangemeld })
        let register = Feitenregister(feiten, traject: nummer, peildag: dag, metBewijs: false)
        casus = Casus(register, traject: nummer, peildag: dag, kader.profielen, kader.normen)
        return Casus.grondtypen
    }

    /// De feiten van een dag, elk met de casus zoals die er meteen na was.
    private func dagstappen(_ plaatsen: Range<Int>) -> [(feit: Feit, casus: Casus)] {
        plaatsen.map { plaats in
            let totEnMet = Array(feiten[...plaats])
            let nummer = traject ?? max(1, totEnMet.count { $0.type == .gezinAangemeld })
            let register = Feitenregister(totEnMet, traject: nummer, peildag: feiten[plaats].dag, metBewijs: false)
            return (
                feiten[plaats],
                Casus(register, traject: nummer, peildag: feiten[plaats].dag, kader.profielen, kader.normen)
            )
        }
    }

    /// De stappen waarbij een oordeel omsloeg, vanaf de laatste keer dat het nog was als zonder die dag.
    private func omslaand(_ nummer: Int, _ stappen: [(feit: Feit, casus: Casus)], _ zonder: Oordeelkern) -> [UUID] {
        // Of one event it is that one.
        if stappen.count == 1 { return stappen.map { $0.feit.id } }
        var vorige = zonder
        var ids: [UUID] = []
        for stap in stappen {
            let kern = kader.bevinding(Indicator.alle[nummer], stap.casus).kern
            if kern == zonder {
                ids = []
            } else if kern != vorige {
                ids.append(stap.feit.id)
            }
            vorige = kern
        }
        return ids
    }
}
