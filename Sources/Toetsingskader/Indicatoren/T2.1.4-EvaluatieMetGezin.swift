import CivilTime
import Gezinstraject

// T2.1.4 De evaluatie vindt samen met het gezin plaats
//
// Bron: MAA Bijlage 1 Gezin Centraal; MAA §4.1, §4.2. "Vanuit het Veiligheidshuis vindt geen een evaluatie plaats … en
// dus ook niet met het gezin." Een rondetafel over de voortgang is geen evaluatie, en wie alleen het laatste deel
// bijwoont was er niet bij. Elke evaluatie van het tijdvak kan voldoen, niet alleen de laatste (INDICATORS §1.8, 9).
// INDICATORS §1.4, T2.1.4.
extension Indicator {
    static let t214 = Indicator(
        nummer: .t214,
        titel: "De evaluatie vindt samen met het gezin plaats",
        bron: "MAA Bijlage 1 Gezin Centraal; MAA §4.1, §4.2",
        norm: """
            Minstens elk jaar is er een evaluatie met het gezin of een deel ervan, en een eindevaluatie binnen een \
            maand na de afsluiting.
            """,
        regel: """
            ✓ als het gezin of een deel ervan bij een evaluatie van het laatste jaar (gesloten: een eindevaluatie) \
            was. X als er niet op tijd is geevalueerd, of zonder het gezin. – zolang de termijn loopt, of als het \
            gezin herhaald weigert.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .gezinWeigert, .afgeleid, .zonderGezin],
        kanttekeningen: [.jongerenNietGehoord, .gezinWeigerde, .gezinDeelsAanwezig, .evaluatieTeLaat]
    ) { casus in
        guard let start = casus.start else { return .nogNiet }
        switch casus.evaluatiestatus(start) {
        case .nogNiet:
            return .nogNiet
        case .gemist:
            return Bevinding.verbeterpunt(.afgeleid)
                .bewezen(door: [casus.laatste(EvaluatieGehouden.self)?.bron ?? start.feit.id])
                .bewezen(door: casus.einde)
        case .gehouden(let evaluaties):
            let metGezin = evaluaties.filter { $0.gezin.isAanwezig }
            if let laatste = metGezin.last {
                return Bevinding.voldoet()
                    .bewezen(door: metGezin)
                    .met(.gezinDeelsAanwezig, als: metGezin.allSatisfy { $0.gezin != .geheel })
                    .met(.jongerenNietGehoord, als: casus.mistJongeren(laatste.deelnemers, op: laatste.dag))
                    .met(.evaluatieTeLaat, als: casus.isEvaluatieTeLaat(metGezin))
            }
            let bevinding = casus.weigering(.evaluatie) ?? .verbeterpunt(.zonderGezin)
            return bevinding.bewezen(door: evaluaties)
        }
    }
}

extension EvaluatieGehouden.Gezin {
    /// Het gezin of een deel ervan was erbij; alleen het laatste deel is niet erbij.
    fileprivate var isAanwezig: Bool {
        switch self {
        case .geheel, .deelVanGezin: true
        case .laatsteDeel, .niet: false
        }
    }
}
