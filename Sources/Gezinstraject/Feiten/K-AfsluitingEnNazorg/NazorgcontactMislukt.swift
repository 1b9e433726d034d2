/// Nazorgcontact mislukt (groep K, afsluiting en nazorg).
///
/// Bron: MAA §4.4.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct NazorgcontactMislukt: Gegevens {
    public var vorm: Nazorgvorm?

    public init() {}

    public static let type = Feittype.nazorgcontactMislukt
    public static let naam = "NazorgcontactMislukt"
    public static let kenmerken = Typekenmerken(
        groep: .k,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pro, .pm, .cm],
        naAfsluiting: true,
        voedt: ["T5.3.1"],
        bron: "MAA §4.4"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.optioneel("vorm", &vorm, "Vorm")
    }

    /// Het traject is gesloten.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.gesloten(bij: feit, "I-K12-GESLOTEN")
    }
}
