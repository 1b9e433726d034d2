import CivilTime
import Gezinstraject

// T5.2.2 De regisseur slaagt erin om tijdens de aanpak de benodigde zorg en ondersteuning in te schakelen
//
// Bron: MAA Bijlage 1 Continu; MAA §3.3. Dat lukte: het aantal hulpverleners nam toe of af, het was maatwerk. Laat is
// niet hetzelfde als niet ingeschakeld: dat is T5.2.3. Een weigering door het gezin telt niet mee. Zorg die bij de start
// al liep is niet aangevraagd (INDICATORS §1.8, 17). INDICATORS §1.4, T5.2.2.
extension Indicator {
    static let t522 = Indicator(
        nummer: .t522,
        titel: "De regisseur slaagt erin om tijdens de aanpak de benodigde zorg en ondersteuning in te schakelen",
        bron: "MAA Bijlage 1 Continu; MAA §3.3",
        norm: "Van de gevraagde zorg lukt meer dan er mislukt; een aanvraag die een half jaar loopt is mislukt.",
        regel: """
            Een aanvraag mislukt als een partij weigert of als zij na een half jaar niet gestart is, tenzij een andere \
            zorg haar opving. X als er minstens zoveel mislukten als lukten, ✓ als er meer lukten. – zolang niets is \
            gevraagd, gelukt of mislukt.
            """,
        hangtAfVanTijd: true,
        vraagtOordeel: false,
        hoortBijPlan: false,
        redenen: [.nogNiet, .geenGegevens, .nietIngeschakeld],
        kanttekeningen: [.aanvragenMislukt, .alternatiefGebruikt]
    ) { casus in
        guard casus.start != nil else { return .nogNiet }
        let aanvragen = casus.zorgaanvragen
        let gelukt = aanvragen.filter { $0.gestart != nil }
        let gefaald = aanvragen.filter(casus.isGefaald)
        let vangnet = Vangnet(gelukt)
        let mislukt = gefaald.filter { !vangnet.vangtOp($0) }
        let bewijs = (gelukt + gefaald).flatMap { $0.bewijs }
        if !mislukt.isEmpty, mislukt.count >= gelukt.count {
            return Bevinding.verbeterpunt(.nietIngeschakeld, feit: mislukt.contains { $0.geweigerd != nil })
                .bewezen(door: bewijs)
        }
        guard !gelukt.isEmpty else { return Bevinding.nogNiet.bewezen(door: bewijs) }
        return Bevinding.voldoet()
            .bewezen(door: bewijs)
            .met(.aanvragenMislukt, als: !mislukt.isEmpty)
            .met(.alternatiefGebruikt, als: mislukt.count < gefaald.count)
    }
}

extension Casus {
    /// Niet gestart, en door een partij geweigerd of zonder weigering te lang onderweg.
    fileprivate func isGefaald(_ aanvraag: Zorgaanvraag) -> Bool {
        guard aanvraag.gestart == nil else { return false }
        switch aanvraag.geweigerd?.door {
        case .partij: return true
        case .gezin: return false
        case nil: return isVerstreken(aanvraag.feit.dag, normen.inschakelTermijn)
        }
    }
}

/// De zorg die startte, om te zien of zij een andere aanvraag opving.
private struct Vangnet {
    private let alternatiefVoor: Set<ZorgId>
    /// Per probleem de laatste dag waarop er zorg voor startte.
    private let laatsteStart: [ProbleemId: Dag]

    init(_ gelukt: [Zorgaanvraag]) {
        alternatiefVoor = Set(gelukt.compactMap { $0.feit.alternatiefVoor })
        let starts = gelukt.flatMap { aanvraag in
            aanvraag.gestart.map { start in aanvraag.feit.problemen.map { ($0, start.dag) } } ?? []
        }
        laatsteStart = Dictionary(starts, uniquingKeysWith: max)
    }

    /// Een gelukte zorg verving haar, of voor elk van haar problemen startte zorg op of na de dag van de aanvraag.
    func vangtOp(_ aanvraag: Zorgaanvraag) -> Bool {
        alternatiefVoor.contains(aanvraag.id)
            || aanvraag.feit.problemen.allSatisfy { probleem in
                laatsteStart[probleem].map { $0 >= aanvraag.feit.dag } ?? false
            }
    }
}
