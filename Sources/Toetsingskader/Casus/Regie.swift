import CivilTime
import Gezinstraject
import WireValues

/// Een tijdvak waarin iemand een rol had; beide dagen tellen mee.
struct Regieperiode {
    /// Wie.
    let wie: Actor
    /// De eerste dag.
    let van: Dag
    /// De laatste dag; `tot` als de rol niet eindigde.
    let totEnMet: Klokdag
    /// De plaats in de geschiedenis waar de rol begon.
    let plaats: Int
    /// Het feit waarmee de rol begon.
    let bron: UUID
}

extension Casus {
    /// De tijdvakken met een procesmanager: van toewijzing of overname tot vrijstelling of overdracht.
    var procesmanagerperioden: [Regieperiode] { procesrollen.map { periode($0.begin, einde: $0.einde) } }

    /// De tijdvakken met een regisseur: van aanvaarding tot beeindiging.
    ///
    /// Onder enkeleRegisseur telt de toewijzing als aanvaarding, tenzij die persoon de rol weigert.
    var regisseursperioden: [Regieperiode] {
        let perioden = aanvaardeRollen + (profiel.enkeleRegisseur ? toegewezenRollen : [])
        return perioden.sorted { $0.plaats < $1.plaats }
    }

    /// Het tijdvak dat het laatst begon.
    func laatstBegonnen(_ perioden: [Regieperiode]) -> Regieperiode? {
        perioden.max { $0.plaats < $1.plaats }
    }

    /// De dagen van een tijdvak die door een van de perioden gedekt zijn: aaneengesloten stukken, op volgorde.
    func gedekteDagen(_ perioden: [Regieperiode], van: Dag, totEnMet: Klokdag) -> [ClosedRange<Klokdag>] {
        var stukken: [ClosedRange<Klokdag>] = []
        for periode in perioden.sorted(by: { $0.van < $1.van }) {
            let eerste = Klokdag(max(periode.van, van))
            let laatste = min(periode.totEnMet, totEnMet)
            guard eerste <= laatste else { continue }
            if let vorig = stukken.last, eerste <= vorig.upperBound {
                stukken[stukken.count - 1] = vorig.lowerBound...max(vorig.upperBound, laatste)
            } else {
                stukken.append(eerste...laatste)
            }
        }
        return stukken
    }

    /// Een feit over de rol van iemand.
    private struct Rolfeit {
        let wie: Actor
        let feit: Feitplaats

        init<G>(_ wie: Actor, _ feit: FeitVan<G>) {
            self.wie = wie
            self.feit = Feitplaats(feit: feit.feit, plaats: feit.plaats)
        }

        func volgtOp(_ begin: Rolfeit) -> Bool {
            wie == begin.wie && feit.plaats > begin.feit.plaats
        }
    }

    private func periode(_ begin: Rolfeit, einde: Feitplaats?) -> Regieperiode {
        Regieperiode(
            wie: begin.wie,
            van: begin.feit.dag,
            totEnMet: max(Klokdag(begin.feit.dag), einde.map { min(Klokdag($0.dag), tot) } ?? tot),
            plaats: begin.feit.plaats,
            bron: begin.feit.feit.id
        )
    }

    /// De rol eindigt met het eerste van deze feiten.
    private func periode(_ begin: Rolfeit, eerste einden: [Feitplaats?]) -> Regieperiode {
        periode(begin, einde: einden.compactMap { $0 }.min { $0.plaats < $1.plaats })
    }

    private var procesrollen: [(begin: Rolfeit, einde: Feitplaats?)] {
        let overdrachten = alle(ProcesmanagerOvergedragen.self)
        let begin =
            alle(ProcesmanagerToegewezen.self).map { Rolfeit($0.wie, $0) } + overdrachten.map { Rolfeit($0.naar, $0) }
        let einde =
            alle(ProcesmanagerVrijgesteld.self).map { Rolfeit($0.wie, $0) } + overdrachten.map { Rolfeit($0.van, $0) }
        let eindeOpVolgorde = einde.sorted { $0.feit.plaats < $1.feit.plaats }
        return begin.sorted { $0.feit.plaats < $1.feit.plaats }.map { rol in
            (rol, eindeOpVolgorde.first { $0.volgtOp(rol) }?.feit)
        }
    }

    private var aanvaardeRollen: [Regieperiode] {
        let beeindigingen = beeindigingen
        return alle(CasemanagerrolAanvaard.self).map { feit in
            let begin = Rolfeit(feit.wie, feit)
            return periode(begin, einde: beeindigingen.first { $0.volgtOp(begin) }?.feit)
        }
    }

    private var toegewezenRollen: [Regieperiode] {
        let weigeringen = alle(CasemanagerrolGeweigerd.self).map { Rolfeit($0.wie, $0) }
        let beeindigingen = beeindigingen
        let benoemingen = alle(CasemanagerBenoemd.self).map { Rolfeit($0.wie, $0) }
        let alsProcesmanager = procesrollen.map { rol in
            periode(rol.begin, eerste: [rol.einde, weigeringen.first { $0.volgtOp(rol.begin) }?.feit])
        }
        let alsCasemanager = benoemingen.map { begin in
            let ander = benoemingen.first { $0.wie != begin.wie && $0.feit.plaats > begin.feit.plaats }
            return periode(
                begin,
                eerste: [
                    weigeringen.first { $0.volgtOp(begin) }?.feit,
                    beeindigingen.first { $0.volgtOp(begin) }?.feit,
                    ander?.feit,
                ]
            )
        }
        return alsProcesmanager + alsCasemanager
    }

    private var beeindigingen: [Rolfeit] {
        alle(CasemanagerrolBeeindigd.self).map { Rolfeit($0.wie, $0) }
    }
}
