import CivilTime
import Gezinstraject

// T4.1.3 De netwerkpartners erkennen de rol van de regisseur
//
// Bron: MAA Bijlage 1 Samenwerking; MAA §1.3. De professionals erkenden de rol van de procesmanager: regie op het
// proces, de start, signaleren en opheffen van stagnering. Aanwezig zijn bij een overleg is geen erkenning.
// Onder een profiel met een regisseur gaat de vraag over beide aspecten; wie er een beantwoordt, antwoordt daarmee.
// INDICATORS §1.4, T4.1.3.
extension Indicator {
    static let t413 = Indicator(
        nummer: .t413,
        titel: "De netwerkpartners erkennen de rol van de regisseur",
        bron: "MAA Bijlage 1 Samenwerking; MAA §1.3",
        norm: "Van de bevraagde partijen erkent meer dan de helft de regisseur, geheel of deels.",
        regel: """
            Telt het laatste antwoord van elke partij die in beeld is of was sinds de huidige regisseur begon. \
            ✓ als minder dan de helft nee zegt, X als minstens de helft nee zegt. – als er te weinig partijen zijn \
            bevraagd: minstens drie, of alle van de binnenschil als dat er minder zijn, en altijd een.
            """,
        hangtAfVanTijd: false,
        vraagtOordeel: true,
        hoortBijPlan: false,
        redenen: [.nogNiet, .oordeelOntbreekt, .nietErkend],
        kanttekeningen: [.inhoudNietErkend, .deelsErkend]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let erkenningen = casus.erkenningen
        let antwoorden = erkenningen.perPartij(casus.profiel)
        let binnenschil = casus.betrokkenPartijen.values.count { $0.schil == .binnen }
        guard antwoorden.count >= max(1, min(casus.normen.erkenningPartijen, binnenschil)) else {
            return Bevinding.nietVastgesteld(.oordeelOntbreekt).bewezen(door: erkenningen.alle)
        }
        let nee = antwoorden.values.count { $0 == .nee }
        guard 2 * nee < antwoorden.count else {
            return Bevinding.verbeterpunt(.nietErkend).bewezen(door: erkenningen.alle)
        }
        let isInhoudAnders = !casus.profiel.enkeleRegisseur && erkenningen.inhoud.contains { $0.erkent != .ja }
        return Bevinding.voldoet()
            .bewezen(door: erkenningen.alle)
            .met(.deelsErkend, als: antwoorden.values.contains(.deels))
            .met(.inhoudNietErkend, als: isInhoudAnders)
    }
}

/// De laatste antwoorden van elke partij over de huidige regisseur.
private struct Erkenningen {
    let proces: [FeitVan<RegisseurErkenningVastgelegd>]
    let inhoud: [FeitVan<RegisseurErkenningVastgelegd>]

    var alle: [FeitVan<RegisseurErkenningVastgelegd>] { proces + inhoud }

    /// Per partij het antwoord dat telt: over het proces, of onder een regisseur het slechtste van beide.
    func perPartij(_ profiel: Aanpakprofiel) -> [Partij: RegisseurErkenningVastgelegd.Erkent] {
        let tellend = profiel.enkeleRegisseur ? alle : proces
        return Dictionary(tellend.map { ($0.partij, $0.erkent) }) { een, ander in een.slechtste(ander) }
    }
}

extension Casus {
    /// De antwoorden sinds de huidige regisseur begon, van partijen die daarbij of daarna in beeld waren.
    fileprivate var erkenningen: Erkenningen {
        let sinds = laatstBegonnen(profiel.enkeleRegisseur ? regisseursperioden : procesmanagerperioden)?.van
        let inBeeld = eersteDagInBeeld(vanaf: sinds)
        let tellend = alle(RegisseurErkenningVastgelegd.self).filter { antwoord in
            let isVanNu = sinds.map { antwoord.dag >= $0 } ?? true
            return isVanNu && (inBeeld[antwoord.partij].map { $0 <= antwoord.dag } ?? false)
        }
        return Erkenningen(
            proces: tellend.filter { $0.aspect == .proces }.laatste(per: \.partij),
            inhoud: tellend.filter { $0.aspect == .inhoud }.laatste(per: \.partij)
        )
    }
}

extension RegisseurErkenningVastgelegd.Erkent {
    fileprivate func slechtste(_ ander: Self) -> Self {
        let vanSlechtNaarGoed: [Self] = [.nee, .deels, .ja]
        return vanSlechtNaarGoed.first { $0 == self || $0 == ander } ?? self
    }
}
