import CivilTime
import Gezinstraject
import Toetsingskader
import WireValues

extension Taak {
    /// De taken van een traject.
    ///
    /// Zonder aanmelding zijn er geen: dan is er nog geen traject.
    static func alle(
        _ feiten: Trajectfeiten,
        _ perioden: [Trajectperiode],
        _ kader: Toetsingskader,
        horizon: Dag
    ) -> [Taak] {
        let klok = Trajectklok(feiten, kader)
        guard klok.aanmelding != nil else { return [] }
        let betrokkenen = Betrokkenen.alle(perioden)
        return klok.verplichtingen.flatMap { $0.taken(klok, betrokkenen, horizon: horizon) }
    }
}

extension Trajectklok {
    /// Alles wat er in het traject moest of moet gebeuren.
    fileprivate var verplichtingen: [Verplichting] {
        toeleiding + regie + plan + evaluatie + samenwerking + stagnaties + informatie + zorg + contact + afronding
            + nazorg
    }
}

/// Wie er in een tijdvak over een traject gaat.
struct Betrokkenen: Equatable {
    let procesmanager: Actor?
    let casemanager: Actor?
    let aanpak: Aanpakcode?
    let wijk: String?

    /// Per dag waarop er iets verandert hoe het dan wordt, oplopend.
    static func alle(_ perioden: [Trajectperiode]) -> [(vanaf: Dag, wie: Betrokkenen)] {
        var alle: [(vanaf: Dag, wie: Betrokkenen)] = []
        for periode in perioden {
            let wie = Betrokkenen(
                procesmanager: periode.beeld.procesmanager,
                casemanager: periode.beeld.casemanager,
                aanpak: periode.beeld.aanpak,
                wijk: periode.beeld.wijk
            )
            if alle.last?.wie != wie { alle.append((periode.van, wie)) }
        }
        return alle
    }
}

extension Verplichting {
    /// De stukken waarin zij open staat.
    fileprivate func taken(
        _ klok: Trajectklok,
        _ betrokkenen: [(vanaf: Dag, wie: Betrokkenen)],
        horizon: Dag
    ) -> [Taak] {
        let begin = max(vanaf ?? aanleiding.dag, aanleiding.dag)
        var taken: [Taak] = []
        for tijdvak in klok.tijdvakken(fase) {
            let van = max(begin, tijdvak.van)
            let slot = [einde, tijdvak.tot].compactMap { $0 }.min { ($0.dag, $0.versie) < ($1.dag, $1.versie) }
            var (tot, door) = (slot?.dag, slot?.id)
            if let verloopt, tot.map({ verloopt < $0 }) ?? true { (tot, door) = (verloopt, nil) }
            guard van <= horizon, tot.map({ van < $0 }) ?? true else { continue }
            let stukken = stukken(van, tot ?? horizon.plus(dagen: 1), klok, betrokkenen)
            for (nummer, stuk) in stukken.enumerated() {
                let isLaatste = nummer == stukken.count - 1
                taken.append(
                    Taak(
                        traject: klok.feiten.traject,
                        soort: soort,
                        sleutel: sleutel,
                        sinds: begin,
                        van: stuk.van,
                        tot: isLaatste ? tot : stukken[nummer + 1].van,
                        uiterlijk: stuk.uiterlijk,
                        trede: trede,
                        partij: partij,
                        procesmanager: stuk.wie?.procesmanager,
                        casemanager: stuk.wie?.casemanager,
                        aanpak: stuk.wie?.aanpak,
                        wijk: stuk.wie?.wijk,
                        aanleiding: aanleiding.id,
                        afgehandeldDoor: isLaatste ? door : nil
                    )
                )
            }
        }
        return taken
    }

    private struct Stuk {
        let van: Dag
        let uiterlijk: Dag?
        let wie: Betrokkenen?
    }

    /// De stukken van een tijdvak waarin uiterste dag en betrokkenen gelijk blijven.
    private func stukken(
        _ van: Dag,
        _ tot: Dag,
        _ klok: Trajectklok,
        _ betrokkenen: [(vanaf: Dag, wie: Betrokkenen)]
    ) -> [Stuk] {
        let wissels = betrokkenen.map { $0.vanaf }.filter { van < $0 && $0 < tot }
        let dagen = [van] + Set(wissels + klok.wijzigingen(na: van, tot: tot)).sorted()
        var stukken: [Stuk] = []
        for dag in dagen {
            let wie = betrokkenen.last { $0.vanaf <= dag }?.wie
            let stuk = Stuk(van: dag, uiterlijk: uiterlijk(klok.stand(op: dag)), wie: wie)
            if let vorig = stukken.last, vorig.uiterlijk == stuk.uiterlijk, vorig.wie == stuk.wie { continue }
            stukken.append(stuk)
        }
        return stukken
    }
}
