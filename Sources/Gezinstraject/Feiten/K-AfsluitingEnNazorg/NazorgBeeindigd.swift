/// Nazorg beeindigd (groep K, afsluiting en nazorg).
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NazorgBeeindigd: Gegevens {
    public var reden: String?

    public init() {}

    public static let type = Feittype.nazorgBeeindigd
    public static let naam = "NazorgBeeindigd"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: true,
        voedt: ["T5.3.1"],
        bron: ""
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// Het traject is gesloten.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.gesloten(bij: feit, "I-K15-GESLOTEN")
    }
}
