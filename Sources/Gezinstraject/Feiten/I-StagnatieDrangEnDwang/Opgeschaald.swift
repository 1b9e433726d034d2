/// Opgeschaald (groep I, stagnatie, opschaling, drang en dwang).
///
/// Bron: LEL Samenwerking; ZWO-BD Aanpak.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct Opgeschaald: Gegevens {
    public var stagnatie: StagnatieId?
    public var niveau: Int?
    public var aan: String?
    public var motiveringSprong: String?

    public init() {}

    public static let type = Feittype.opgeschaald
    public static let naam = "Opgeschaald"
    public static let kenmerken = Typekenmerken(
        groep: .i,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T3.2.2", "T4.1.5", "T5.3.1", "P3.2.2", "P4.1.2"],
        bron: "LEL Samenwerking; ZWO-BD Aanpak"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("stagnatie", &stagnatie, "Om welke stagnatie; ontbreekt bij terugval na afsluiting")
        bezoeker.optioneel("niveau", &niveau, minimum: 1, "Trede van de opschalingsladder van de aanpak")
        bezoeker.optioneel("aan", &aan, "Functie naar wie opgeschaald is")
        bezoeker.optioneel(
            "motiveringSprong",
            &motiveringSprong,
            privacy: .vrijeTekst,
            "Waarom treden zijn overgeslagen"
        )
    }

    /// Trede voor trede, bij een open stagnatie; op een gesloten traject na een terugval.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.tredeVoorTrede(self, bij: feit, "I-I2-NIVEAU_SPRONG")
            + (stagnatie.map { geschiedenis.stagnatieOpen($0, bij: feit, "I-I2-STAGNATIE_OPEN") } ?? [])
            + geschiedenis.naTerugvalAlsGesloten(bij: feit, "I-I2-NA_TERUGVAL")
    }
}
