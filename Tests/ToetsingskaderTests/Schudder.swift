import CivilTime
import Gezinstraject
import WireValues

/// Maakt van een geschiedenis een andere: sommige gebeurtenissen vallen weg, andere op een andere dag.
///
/// Wat eruit komt hoeft niet geldig te zijn; over elke geschiedenis is te oordelen.
struct Schudder: RandomNumberGenerator {
    private var toestand: UInt64

    init(zaad: UInt64) { toestand = zaad }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        toestand &+= 0x9E37_79B9_7F4A_7C15
        var waarde = toestand
        waarde = (waarde ^ (waarde >> 30)) &* 0xBF58_476D_1CE4_E5B9
        waarde = (waarde ^ (waarde >> 27)) &* 0x94D0_49BB_1331_11EB
        return waarde ^ (waarde >> 31)
    }

    mutating func schud(_ registraties: [Registratie]) throws -> Dossier {
        var dossier = Dossier()
        for registratie in registraties where Int.random(in: 0..<10, using: &self) > 0 {
            let dagen = Bool.random(using: &self) ? 0 : Int.random(in: -60...200, using: &self)
            let geschud = Registratie(
                id: registratie.id,
                versie: dossier.versie + 1,
                gegevens: registratie.gegevens,
                gebeurdOp: registratie.gebeurdOp.plus(dagen: dagen),
                traject: registratie.traject,
                precisie: registratie.precisie,
                vastgelegdOp: registratie.vastgelegdOp,
                rol: registratie.rol
            )
            try dossier.voegToe(geschud)
        }
        return dossier
    }
}
