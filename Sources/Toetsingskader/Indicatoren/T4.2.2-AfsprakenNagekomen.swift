import CivilTime
import Gezinstraject
import WireValues

// T4.2.2 De netwerkpartners houden zich aan de gemaakte afspraken voor het gezin
//
// Bron: MAA Bijlage 1 Samenwerking. De partners hielden zich aan de afspraken; de procesmanager mailt ze na iedere
// rondetafel, niet aan het gezin, en zij zijn niet te herleiden tot het trajectplan. Afspraken die het gezin zelf
// uitvoert tellen niet, en ook niet wat vervallen is of pas na `tot` af moet zijn. INDICATORS §1.4, T4.2.2.
extension Indicator {
    static let t422 = Indicator(
        nummer: .t422,
        titel: "De netwerkpartners houden zich aan de gemaakte afspraken voor het gezin",
        bron: "MAA Bijlage 1 Samenwerking",
        norm: "Van de afspraken waarvan de uiterste dag voorbij is en de afloop bekend, is minstens 80 % nagekomen.",
        regel: """
            ✓ als minstens 80 % van de afspraken met bekende afloop is nagekomen, over het hele traject, en ook over \
            het laatste jaar als daarvan minstens drie een bekende afloop hebben. Anders X. – als er nog geen afspraak \
            af moest zijn, of als van minder dan de helft de afloop bekend is.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: false,
        redenen: [.nogNiet, .geenGegevens, .nietNagekomen],
        kanttekeningen: [
            .afspraakZonderStatus, .nietHerleidbaarTotPlan, .verslagNietNaarGezin, .nietAangesproken,
            .teLaatNagekomen,
        ]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let partnerafspraken = casus.alle(WerkafspraakGemaakt.self).filter { $0.gezinslid == nil }
        let afspraken = casus.metAfloop(partnerafspraken.filter { $0.uiterlijk <= casus.tot })
        guard !afspraken.isEmpty else { return .nogNiet }
        let bekend = afspraken.filter { $0.isBekend }
        let zonderStatus = bekend.count < afspraken.count
        guard 100 * bekend.count >= casus.normen.statusDekking * afspraken.count else {
            return Bevinding.nietVastgesteld(.geenGegevens)
                .met(.afspraakZonderStatus, als: zonderStatus)
                .bewezen(door: afspraken.flatMap { $0.bewijs })
        }
        let recent = bekend.filter { !casus.isVerstreken($0.gemaakt.uiterlijk, casus.normen.afspraakVenster) }
        let isRecentGenoeg = recent.count < casus.normen.afspraakMinimum || casus.isGenoegNagekomen(recent)
        let bevinding: Bevinding =
            casus.isGenoegNagekomen(bekend) && isRecentGenoeg ? .voldoet() : .verbeterpunt(.nietNagekomen)
        let zonderDoel = partnerafspraken.count { $0.doel == nil }
        return
            bevinding
            .bewezen(door: bekend.flatMap { $0.bewijs })
            .met(.afspraakZonderStatus, als: zonderStatus)
            .met(.nietHerleidbaarTotPlan, als: 2 * zonderDoel > partnerafspraken.count)
            .met(.verslagNietNaarGezin, als: casus.laatste(VerslagVerzonden.self)?.naarGezin == false)
            .met(.nietAangesproken, als: casus.isNietAangesproken(bekend))
            .met(.teLaatNagekomen, als: bekend.contains(where: { $0.isTeLaat }))
    }
}

/// Een afspraak waarvan de uiterste dag voorbij is, met haar afloop.
private struct Afspraak {
    let gemaakt: FeitVan<WerkafspraakGemaakt>
    let nagekomen: FeitVan<WerkafspraakNagekomen>?
    let nietNagekomen: FeitVan<WerkafspraakNietNagekomen>?

    var isBekend: Bool { nagekomen != nil || nietNagekomen != nil }
    var isTeLaat: Bool { nagekomen.map { $0.dag > gemaakt.uiterlijk } ?? false }
    var bewijs: [UUID] { [gemaakt.bron, nagekomen?.bron, nietNagekomen?.bron].compactMap { $0 } }
}

extension Casus {
    /// De afspraken die niet vervallen zijn, met hun afloop.
    fileprivate func metAfloop(_ afspraken: [FeitVan<WerkafspraakGemaakt>]) -> [Afspraak] {
        let vervallen = Set(alle(WerkafspraakVervallen.self).map { $0.werkafspraak })
        let nagekomen = Dictionary(grouping: alle(WerkafspraakNagekomen.self), by: { $0.werkafspraak })
        let nietNagekomen = Dictionary(grouping: alle(WerkafspraakNietNagekomen.self), by: { $0.werkafspraak })
        return afspraken.filter { !vervallen.contains($0.gegevens.id) }.map { gemaakt in
            Afspraak(
                gemaakt: gemaakt,
                nagekomen: nagekomen[gemaakt.gegevens.id]?.first,
                nietNagekomen: nietNagekomen[gemaakt.gegevens.id]?.first
            )
        }
    }

    /// Van deze afspraken met bekende afloop zijn er genoeg nagekomen.
    fileprivate func isGenoegNagekomen(_ bekend: [Afspraak]) -> Bool {
        100 * bekend.count { $0.nagekomen != nil } >= normen.afspraakNorm * bekend.count
    }

    /// Op een niet nagekomen afspraak is de partij niet aangesproken.
    fileprivate func isNietAangesproken(_ afspraken: [Afspraak]) -> Bool {
        let aangesproken = Set(alle(PartijAangesproken.self).map { $0.werkafspraak })
        return afspraken.contains { $0.nietNagekomen != nil && !aangesproken.contains($0.gemaakt.gegevens.id) }
    }
}
