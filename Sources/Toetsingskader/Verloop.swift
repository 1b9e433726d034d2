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
        let dagen = geschiedenis.tot(peildag).dagen
        guard let eerste = dagen.first else { return [] }
        var verloop = Verloop(self, geschiedenis, traject, begin: eerste)
        for dag in dagen { verloop.volg(dag) }
        verloop.loopDoor(tot: peildag)
        return verloop.omslagen
    }
}

extension Geschiedenis {
    /// De dagen waarop iets gebeurde, oplopend en zonder dubbele.
    fileprivate var dagen: [Dag] {
        feiten.map { $0.dag }.reduce(into: []) { dagen, dag in
            if dagen.last != dag { dagen.append(dag) }
        }
    }
}

/// Loopt een geschiedenis na: van dag met gebeurtenissen naar dag met gebeurtenissen, met de omslagen ertussen.
private struct Verloop {
    private let kader: Toetsingskader
    private let geschiedenis: Geschiedenis
    private let traject: Int?
    /// Met alles tot en met de laatste dag die verwerkt is.
    private var casus: Casus
    private var kernen: [Oordeelkern]
    private(set) var omslagen: [Omslag] = []

    init(_ kader: Toetsingskader, _ geschiedenis: Geschiedenis, _ traject: Int?, begin: Dag) {
        let casus = kader.casus(geschiedenis, peildag: begin.plus(dagen: -1), traject: traject)
        self.kader = kader
        self.geschiedenis = geschiedenis
        self.traject = traject
        self.casus = casus
        kernen = Indicator.alle.map { kader.bevinding($0, casus).kern }
    }

    /// De omslagen tot en met een dag waarop iets gebeurde.
    mutating func volg(_ dag: Dag) {
        var zonder: [Oordeelkern] = []
        var vanzelf: [Omslag] = []
        for (nummer, indicator) in Indicator.alle.enumerated() {
            let omslagen = omslagenVanzelf(nummer, indicator, tot: dag)
            zonder.append(omslagen.last?.naar ?? kernen[nummer])
            // What turns on the day itself is for the events of that day to confirm.
            let eerder = omslagen.filter { $0.dag < dag }
            kernen[nummer] = eerder.last?.naar ?? kernen[nummer]
            vanzelf += eerder
        }
        neemOp(vanzelf)
        casus = kader.casus(geschiedenis, peildag: dag, traject: traject)
        lazy var stappen = stappen(op: dag)
        for (nummer, indicator) in Indicator.alle.enumerated() {
            let bevinding = kader.bevinding(indicator, casus)
            guard bevinding.kern != kernen[nummer] else { continue }
            let oorzaak: Oorzaak =
                bevinding.kern == zonder[nummer]
                ? .termijn : .gebeurtenissen(omslaand(indicator, stappen, zonder[nummer]))
            omslagen.append(omslag(indicator, dag, van: kernen[nummer], naar: bevinding, oorzaak))
            kernen[nummer] = bevinding.kern
        }
    }

    /// De omslagen na de laatste gebeurtenis, tot en met een dag.
    mutating func loopDoor(tot dag: Dag) {
        neemOp(
            Indicator.alle.enumerated().flatMap { nummer, indicator in
                omslagenVanzelf(nummer, indicator, tot: dag)
            }
        )
    }

    private mutating func neemOp(_ nieuw: [Omslag]) {
        let opVolgorde = nieuw.enumerated().sorted {
            ($0.element.dag, $0.offset) < ($1.element.dag, $1.offset)
        }
        omslagen += opVolgorde.map { $0.element }
    }

    /// De omslagen van een indicator tot en met een dag, als er niets meer gebeurt.
    private func omslagenVanzelf(_ nummer: Int, _ indicator: Indicator, tot dag: Dag) -> [Omslag] {
        var omslagen: [Omslag] = []
        var (op, kern) = (casus.peildag.nu, kernen[nummer])
        while let volgende = kader.omslag(indicator, casus, op: op, kern, tot: dag) {
            omslagen.append(omslag(indicator, volgende.dag, van: kern, naar: volgende.bevinding, .termijn))
            (op, kern) = (volgende.dag, volgende.bevinding.kern)
        }
        return omslagen
    }

    /// De gebeurtenissen van een dag, elk met de casus zoals die er meteen na was.
    private func stappen(op dag: Dag) -> [(id: UUID, casus: Casus)] {
        geschiedenis.feiten.enumerated().filter { $0.element.dag == dag }.map { plaats, feit in
            let totEnMet = geschiedenis.eerste(plaats + 1)
            return (feit.id, kader.casus(totEnMet, peildag: dag, traject: traject))
        }
    }

    /// De stappen waarbij een oordeel omsloeg, vanaf de laatste keer dat het nog was als zonder die dag.
    private func omslaand(
        _ indicator: Indicator,
        _ stappen: [(id: UUID, casus: Casus)],
        _ zonder: Oordeelkern
    ) -> [UUID] {
        var vorige = zonder
        var ids: [UUID] = []
        for stap in stappen {
            let kern = kader.bevinding(indicator, stap.casus).kern
            if kern == zonder {
                ids = []
            } else if kern != vorige {
                ids.append(stap.id)
            }
            vorige = kern
        }
        return ids
    }

    private func omslag(
        _ indicator: Indicator,
        _ dag: Dag,
        van: Oordeelkern,
        naar: Bevinding,
        _ oorzaak: Oorzaak
    ) -> Omslag {
        Omslag(
            dag: dag,
            indicator: indicator.nummer,
            traject: casus.traject,
            van: van,
            naar: naar.kern,
            zin: kader.zin(naar, casus.op(dag, kader)),
            oorzaak: oorzaak
        )
    }
}
