import Gezinstraject

// T1 Toeleiding

extension Herstel {
    /// De aantallen zijn die van de leden; zonder ouder of kind in het dossier moeten die er eerst bij.
    var definitieGetoetst: [Alternatief] {
        let leden = casus.huidigeLeden
        let ouders = leden.count { [.ouder, .stiefouder].contains($0.rol) }
        let kinderen = leden.count { $0.rol == .kind }
        var nieuweLeden: Alternatief = []
        if ouders == 0 { nieuweLeden.append(lid(.ouder, nummer: 1)) }
        if kinderen == 0 { nieuweLeden.append(lid(.kind, nummer: nieuweLeden.count + 1)) }
        let toets = gebeurtenis(DefinitieGetoetst.self) {
            $0.stj = genoegLeefgebieden
            $0.chronisch = true
            $0.oudersKunnenZelf = false
            $0.ouders = max(1, ouders)
            $0.kinderen = max(1, kinderen)
        }
        return [registratie + heropening + aanmelding, registratie + heropening + aanmelding + nieuweLeden + [toets]]
    }

    func lid(_ rol: Gezinsrol, nummer: Int = 1) -> any Gegevens {
        gebeurtenis(GezinslidToegevoegd.self) {
            $0.id = nieuw(GezinslidId.self, nummer: nummer)
            $0.rol = rol
        }
    }

    /// De leefgebieden van de problemen, aangevuld tot het er genoeg zijn voor de definitie.
    private var genoegLeefgebieden: [StjLeefgebied] {
        let gevonden = Set(casus.problemen.map { $0.feit.stj })
        let bekend = StjLeefgebied.allCases.filter(gevonden.contains)
        let tekort = max(0, casus.normen.ggsrMinLeefgebieden - bekend.count)
        return bekend + StjLeefgebied.allCases.filter { !gevonden.contains($0) }.prefix(tekort)
    }

    var aangemeld: [Alternatief] { [registratie + heropening + aanmelding] }

    var opTijdGestart: [Alternatief] { [registratie + heropening + aanmelding + start] }
}
