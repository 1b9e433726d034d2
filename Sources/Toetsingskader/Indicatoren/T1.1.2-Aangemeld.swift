import CivilTime
import Gezinstraject

// T1.1.2 Het gezin wordt aangemeld voor de aanpak
//
// Bron: MAA Bijlage 1 Toeleiding; MAA §2.1, §4.4. De gezinnen zijn bij het Veiligheidshuis aangemeld op ernst en
// criteria voor prioritering. Alleen een formele aanmelding telt: een signaal of een consult (MAA §6.1) is er geen. De
// geschiedenis eist geen aanmelding, zodat werk zonder aanmelding te vinden is (INDICATORS §1.8, 2). INDICATORS §1.4,
// T1.1.2.
extension Indicator {
    static let t112 = Indicator(
        nummer: .t112,
        titel: "Het gezin wordt aangemeld voor de aanpak",
        bron: "MAA Bijlage 1 Toeleiding; MAA §2.1, §4.4",
        norm: "Er wordt niet met het gezin gewerkt zonder formele aanmelding.",
        regel: """
            ✓ als het gezin is aangemeld. X als er zonder aanmelding een procesmanager is toegewezen, de aanpak is \
            gestart of een MDO is gehouden. – als er geen aanmelding is en niemand werkt, of als de aanmelding voor de \
            start is ingetrokken.
            """,
        hangtAfVanTijd: false,
        vraagtOordeel: false,
        hoortBijPlan: false,
        redenen: [.nogNiet, .nvt, .aanpakZonderAanmelding],
        kanttekeningen: [.signaalLangVoorAanmelding, .geenPrioriteringsgrond, .aanmeldingNaStart]
    ) { casus in
        guard let aanmelding = casus.aanmelding else {
            let werk = casus.feiten(van: [.procesmanagerToegewezen, .aanpakGestart, .mdoGehouden])
            return werk.isEmpty
                ? .nogNiet
                : Bevinding.verbeterpunt(.aanpakZonderAanmelding).bewezen(door: werk.map { $0.feit.id })
        }
        if let intrekking = casus.laatste(AanmeldingIngetrokken.self), casus.start == nil {
            return Bevinding.nietVastgesteld(.nvt).bewezen(door: intrekking)
        }
        return Bevinding.voldoet()
            .bewezen(door: aanmelding)
            .met(.signaalLangVoorAanmelding, als: casus.heeftSignaalLangVoor(aanmelding))
            .met(.geenPrioriteringsgrond, als: (aanmelding.gronden ?? []).allSatisfy { $0 == .overig })
            .met(.aanmeldingNaStart, als: casus.start.map { $0.dag < aanmelding.dag } ?? false)
    }
}

extension Casus {
    /// Of het eerste signaal van dit traject langer dan signaalTermijn voor de aanmelding kwam.
    fileprivate func heeftSignaalLangVoor(_ aanmelding: FeitVan<GezinAangemeld>) -> Bool {
        let signalen = alle(SignaalOntvangen.self)
        guard !signalen.isEmpty else { return false }
        let vorige = plaatsVanVorigSlot
        guard let eerste = signalen.first(where: { $0.plaats > vorige }) else { return false }
        return isVerstreken(eerste.dag, normen.signaalTermijn, op: aanmelding.dag)
    }

    /// De plaats waarop het vorige traject gesloten werd, of door intrekking of afwijzing eindigde: een signaal telt
    /// voor het traject dat erop volgt (DOMAIN §4.1).
    private var plaatsVanVorigSlot: Int {
        guard traject > 1 else { return -1 }
        let slot: Set<Feittype> = [.aanpakAfgesloten, .aanmeldingIngetrokken, .prioriteringAfgewezen]
        return geschiedenis.last { $0.feit.traject == traject - 1 && slot.contains($0.type) }?.plaats ?? -1
    }
}
