/// Nazorgcontact gelegd (groep K, afsluiting en nazorg).
///
/// Bron: MAA §4.4; ZWO-BJ Continu.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NazorgcontactGelegd: Gegevens {
    public var vorm: Nazorgvorm?
    public var uitkomst: Uitkomst?

    public init() {}

    public static let type = Feittype.nazorgcontactGelegd
    public static let naam = "NazorgcontactGelegd"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pro, .pm, .cm],
        naAfsluiting: true,
        voedt: ["T5.3.1"],
        bron: "MAA §4.4; ZWO-BJ Continu"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("vorm", &vorm, "Vorm")
        bezoeker.optioneel("uitkomst", &uitkomst, "Uitkomst")
    }

    /// Het traject is gesloten.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.gesloten(bij: feit, "I-K11-GESLOTEN")
    }

    /// Uitkomst.
    public enum Uitkomst: String, Opsomming {
        case stabiel
        case zorgen
        case terugval
    }
}
