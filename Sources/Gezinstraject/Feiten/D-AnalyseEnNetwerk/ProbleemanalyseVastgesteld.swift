/// Probleemanalyse vastgesteld (groep D, analyse en netwerk).
///
/// Bron: MAA §3.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ProbleemanalyseVastgesteld: Gegevens {
    public var gezin = Gezin.leeg
    public var leefgebieden = AlleOf<Leefgebied>.leeg
    public var gezinsleden = AlleOf<GezinslidId>.leeg
    public var deelnemers: [GezinslidId]?
    public var onderbelicht: [Leefgebied]?
    public var professionals: [Actor]?

    public init() {}

    public static let type = Feittype.probleemanalyseVastgesteld
    public static let naam = "ProbleemanalyseVastgesteld"
    public static let kenmerken = Typekenmerken(
        groep: .d,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T1.1.1", "T1.1.3", "T2.1.1", "T3.1.1", "T3.1.4", "T4.3.1"],
        bron: "MAA §3.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("gezin", &gezin, "Betrokkenheid van het gezin")
        bezoeker.verplicht(
            "leefgebieden",
            &leefgebieden,
            "Beoordeelde leefgebieden van de aanpak; ook 'geen probleem' telt"
        )
        bezoeker.verplicht("gezinsleden", &gezinsleden, "Bezien gezinsleden; alle = wie dan lid is")
        bezoeker.optioneel("deelnemers", &deelnemers, "Gezinsleden die meededen")
        bezoeker.optioneel("onderbelicht", &onderbelicht, "Leefgebieden die minder aandacht kregen")
        bezoeker.optioneel("professionals", &professionals, "Betrokken professionals")
    }

    /// Wie de analyse met het gezin maakte heeft het gezin daarvoor gesproken.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard gezin == .gezamenlijk, let traject = feit.traject else { return [] }
        let contact = geschiedenis.laatste(
            van: [.contactMetGezinGelegd, .mdoGehouden, .rondetafelbesprekingGehouden],
            in: traject,
            mits: Self.isContactMetGezin
        )
        guard contact == nil else { return [] }
        return [
            feit.schending(
                "I-D4-CONTACT_VOORAF",
                "Er is dan nog geen contact met het gezin of overleg met het hele gezin geweest.",
                "Leg eerst ContactMetGezinGelegd vast, of een overleg met het hele gezin; of kies bij gezin een andere "
                    + "waarde dan gezamenlijk.",
                vereist: Vereiste { $0.traject == traject && Self.isContactMetGezin($0) }
            )
        ]
    }

    private static func isContactMetGezin(_ feit: Feit) -> Bool {
        switch feit.gegevens {
        case is ContactMetGezinGelegd: true
        case let mdo as MdoGehouden: mdo.gezin == .geheel
        case let rondetafel as RondetafelbesprekingGehouden: rondetafel.gezin == .geheel
        default: false
        }
    }

    /// Betrokkenheid van het gezin.
    public enum Gezin: String, Opsomming {
        case gezamenlijk
        case deels
        case sluitDaarnaAan = "sluit_daarna_aan"
        case achterafGeinformeerd = "achteraf_geinformeerd"
        case niet
    }
}
