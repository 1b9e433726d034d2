/// Afsluiting herroepen (groep K, afsluiting en nazorg).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct AfsluitingHerroepen: Gegevens {
    public var reden: String?

    public init() {}

    public static let type = Feittype.afsluitingHerroepen
    public static let naam = "AfsluitingHerroepen"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.tpm],
        naAfsluiting: true,
        voedt: ["T5.1.1"],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// Het traject is gesloten en het laatste.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.gesloten(bij: feit, "I-K10-GESLOTEN") + geschiedenis.laatsteTraject(bij: feit, "I-K10-GESLOTEN")
    }
}
