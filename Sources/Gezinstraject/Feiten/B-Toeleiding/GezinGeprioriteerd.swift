/// Gezin geprioriteerd (groep B, toeleiding).
///
/// Bron: MAA §1.2, §2.6.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct GezinGeprioriteerd: Gegevens {
    public var definitief = false
    public var gronden: [Prioriteringsgrond]?
    public var variant: Variant?

    public init() {}

    public static let type = Feittype.gezinGeprioriteerd
    public static let naam = "GezinGeprioriteerd"
    public static let kenmerken = Typekenmerken(
        groep: .b,
        stroom: .gezin,
        bereik: .traject,
        logt: [.tpm],
        naAfsluiting: false,
        voedt: ["T1.1.1", "T1.1.3"],
        bron: "MAA §1.2, §2.6"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("definitief", &definitief, "Definitief besluit (false = voorlopig)")
        bezoeker.optioneel("gronden", &gronden, "Gronden van het besluit")
        bezoeker.optioneel("variant", &variant, "Variant van de aanpak")
    }

    /// Er is nog geen definitief besluit, en de aanpak startte niet voor dit besluit.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nogNiet(
            GezinGeprioriteerd.self,
            bij: feit,
            "I-B10-EENMAAL",
            "Over dit traject is dan al definitief besloten.",
            "Corrigeer het definitieve besluit als het niet klopt, of kies voor een voorlopig besluit een dag daarvoor.",
            mits: \.definitief
        ) + nietNaStart(bij: feit, geschiedenis)
    }

    /// Het bezwaar is er een van AanpakGestart; het blijkt pas bij het besluit dat daarop volgt.
    private func nietNaStart(bij feit: Feit, _ geschiedenis: Voorgeschiedenis) -> [Schending] {
        guard definitief else { return [] }
        return geschiedenis.nogNiet(
            AanpakGestart.self,
            bij: feit,
            "I-B13-NIET_VOOR_PRIORITERING",
            "De aanpak zou dan gestart zijn voor de dag van het definitieve besluit.",
            "Laat AanpakGestart vallen op de dag van het definitieve besluit of later.",
            mits: { $0.dag < feit.dag }
        )
    }

    /// Variant van de aanpak.
    public enum Variant: String, Opsomming {
        case systeemgericht
        case persoonsgericht
    }
}
