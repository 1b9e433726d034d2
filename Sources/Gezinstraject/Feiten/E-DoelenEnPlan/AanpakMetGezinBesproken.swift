/// Aanpak met gezin besproken (groep E, doelen en plan).
///
/// Bron: MAA B1 Gezin Centraal.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct AanpakMetGezinBesproken: Gegevens {
    public var uitkomst = Uitkomst.leeg
    public var keuzes: [String]?
    public var deelnemers: [GezinslidId]?

    public init() {}

    public static let type = Feittype.aanpakMetGezinBesproken
    public static let naam = "AanpakMetGezinBesproken"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T2.1.3", "T3.2.2"],
        bron: "MAA B1 Gezin Centraal"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("uitkomst", &uitkomst, "Wat er met de keuzes van het gezin gebeurde")
        bezoeker.optioneel("keuzes", &keuzes, privacy: .vrijeTekst, "Keuzes die het gezin maakte")
        bezoeker.optioneel("deelnemers", &deelnemers, "Aanwezige gezinsleden")
    }

    /// Wat er met de keuzes van het gezin gebeurde.
    public enum Uitkomst: String, Opsomming {
        case gezamenlijkBepaald = "gezamenlijk_bepaald"
        case overgenomen
        case deelsOvergenomen = "deels_overgenomen"
        case nietOvergenomen = "niet_overgenomen"
        case gezinWeigert = "gezin_weigert"
    }
}
