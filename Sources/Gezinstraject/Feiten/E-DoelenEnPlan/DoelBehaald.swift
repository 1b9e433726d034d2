/// Doel behaald (groep E, doelen en plan).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DoelBehaald: Gegevens {
    public var doel = DoelId.leeg
    public var resultaat: String?

    public init() {}

    public static let type = Feittype.doelBehaald
    public static let naam = "DoelBehaald"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T3.1.5", "P3.1.4"],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("doel", &doel, "Welk doel")
        bezoeker.optioneel("resultaat", &resultaat, privacy: .vrijeTekst, "Resultaat")
    }

    /// Het doel is niet behaald of vervallen.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.doelIsOpen(doel, bij: feit, "I-E3-DOEL_OPEN")
    }
}
