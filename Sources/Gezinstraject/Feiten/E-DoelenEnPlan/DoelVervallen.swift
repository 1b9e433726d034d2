/// Doel vervallen (groep E, doelen en plan).
///
/// Bron: MAA §4.1.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct DoelVervallen: Gegevens {
    public var doel = DoelId.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.doelVervallen
    public static let naam = "DoelVervallen"
    public static let kenmerken = Typekenmerken(
        groep: .e,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T2.1.2", "T3.1.2", "T3.1.4", "T3.1.5"],
        bron: "MAA §4.1"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("doel", &doel, "Welk doel")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// Het doel is niet behaald of vervallen.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.doelIsOpen(doel, bij: feit, "I-E4-DOEL_OPEN")
    }
}
