public import CivilTime

/// Zorg aangevraagd (groep H, contact en zorg).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ZorgAangevraagd: Gegevens {
    public var id = ZorgId.leeg
    public var soort = Zorgsoort.leeg
    public var partij: Partij?
    public var problemen: [ProbleemId] = []
    public var gezinWenst: Bool?
    public var gewenstVanaf: Dag?
    public var alternatiefVoor: ZorgId?

    public init() {}

    public static let type = Feittype.zorgAangevraagd
    public static let naam = "ZorgAangevraagd"
    public static let kenmerken = Typekenmerken(
        groep: .h,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T2.2.2", "T3.1.4", "T5.2.2", "T5.2.3"],
        bron: "MAA §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.nieuw("id", &id, "Nieuwe lokale id van de zorg")
        bezoeker.verplicht("soort", &soort, "Soort zorg")
        bezoeker.optioneel("partij", &partij, "Bij wie")
        bezoeker.verplicht("problemen", &problemen, minimum: 1, "Bij welke problemen")
        bezoeker.optioneel("gezinWenst", &gezinWenst, "Het gezin wil deze zorg; ontbreekt = onbekend")
        bezoeker.optioneel(
            "gewenstVanaf",
            &gewenstVanaf,
            "Eerste dag waarop de zorg gewenst is, mag in de toekomst liggen; ontbreekt = meteen"
        )
        bezoeker.optioneel("alternatiefVoor", &alternatiefVoor, "Vervangt deze eerdere aanvraag")
    }
}
