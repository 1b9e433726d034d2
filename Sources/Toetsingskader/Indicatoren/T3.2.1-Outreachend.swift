import CivilTime
import Gezinstraject
import WireValues

// T3.2.1 De netwerkpartners werken outreachend
//
// Bron: MAA Bijlage 1 Aanpak; MAA §3.1; SPI Aanpak. Er wordt "naar de gezinnen toe gegaan waar dat nodig is"; wie er met
// veel moeite binnenkomt, wint vertrouwen. Een dichte deur is ook outreach: de poging telt. Wie het bezoek bracht maakt
// niet uit, ook een bezoek van de procesmanager telt. INDICATORS §1.4, T3.2.1.
extension Indicator {
    static let t321 = Indicator(
        nummer: .t321,
        titel: "De netwerkpartners werken outreachend",
        bron: "MAA Bijlage 1 Aanpak; MAA §3.1; SPI Aanpak",
        norm: "Binnen twee maanden na de start, en daarna elk half jaar, gaat een professional naar het gezin toe.",
        regel: """
            ✓ als een professional het laatste half jaar uit zichzelf thuis of op een vindplaats contact zocht, ook als \
            de deur dicht bleef; of als het gezin bereid is en er op een andere manier contact was. X als twee maanden \
            na de start niemand naar het gezin toe ging, of het daarna langer dan een half jaar niet meer gebeurde. \
            – zolang die twee maanden lopen.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: true,
        hoortBijPlan: true,
        redenen: [.nogNiet, .nvt, .geenGegevens, .geenOutreach, .outreachGestopt],
        kanttekeningen: [.meestePogingenMislukt, .eenPartijOutreachend, .vooralOpKantoor, .contactElders]
    ) { casus in
        guard let start = casus.start else { return .nogNiet }
        let contacten = casus.alle(ContactMetGezinGelegd.self)
        let toenaderingen =
            contacten.map(Toenadering.init) + casus.alle(ContactpogingMislukt.self).map(Toenadering.init)
        let outreach = toenaderingen.filter { $0.isOutreach }
        guard let laatste = outreach.map({ $0.dag }).max() else {
            return casus.isVerstreken(start.dag, casus.normen.outreachStart)
                ? Bevinding.verbeterpunt(.geenOutreach).bewezen(door: [start.feit.id]) : .nogNiet
        }
        let isGestopt = casus.isVerstreken(laatste, casus.normen.outreachVenster)
        if isGestopt, !casus.isOutreachNietMeerNodig(contacten) {
            return Bevinding.verbeterpunt(.outreachGestopt)
                .bewezen(door: outreach.filter { $0.dag == laatste }.map { $0.bron })
        }
        let partijen = outreach.compactMap { $0.partij }
        return Bevinding.voldoet()
            .bewezen(door: outreach.map { $0.bron })
            .met(.contactElders, als: isGestopt)
            .met(.meestePogingenMislukt, als: 2 * outreach.count(where: { $0.isMislukt }) > outreach.count)
            .met(.eenPartijOutreachend, als: partijen.count >= 2 && Set(partijen).count == 1)
            .met(.vooralOpKantoor, als: toenaderingen.count - outreach.count > outreach.count)
    }
}

extension Casus {
    /// Het gezin is bereid en er was nog contact: erheen gaan is niet meer nodig.
    fileprivate func isOutreachNietMeerNodig(_ contacten: [FeitVan<ContactMetGezinGelegd>]) -> Bool {
        guard laatste(MedewerkingGezinGewijzigd.self)?.naar == .bereid, let contact = contacten.last else {
            return false
        }
        return !isVerstreken(contact.dag, normen.outreachVenster)
    }
}

/// Een contact met het gezin, of een mislukte poging daartoe.
private struct Toenadering {
    let bron: UUID
    let dag: Dag
    let partij: Partij?
    /// Een professional ging uit zichzelf naar het gezin toe.
    let isOutreach: Bool
    let isMislukt: Bool

    init(_ contact: FeitVan<ContactMetGezinGelegd>) {
        bron = contact.bron
        dag = contact.dag
        partij = contact.partij
        isOutreach = Toenadering.isOutreach(contact.initiatief, contact.gegevens.plaats)
        isMislukt = false
    }

    init(_ poging: FeitVan<ContactpogingMislukt>) {
        bron = poging.bron
        dag = poging.dag
        partij = poging.partij
        isOutreach = Toenadering.isOutreach(poging.initiatief, poging.gegevens.plaats)
        isMislukt = true
    }

    private static func isOutreach(_ initiatief: Initiatief, _ plaats: Contactplaats) -> Bool {
        initiatief == .professional && (plaats == .thuis || plaats == .vindplaats)
    }
}
