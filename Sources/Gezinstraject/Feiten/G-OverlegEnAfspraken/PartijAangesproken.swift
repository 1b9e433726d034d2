/// Partij aangesproken (groep G, overleg en afspraken).
///
/// Bron: MAA §4.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PartijAangesproken: Gegevens {
    public var werkafspraak = WerkafspraakId.leeg

    public init() {}

    public static let type = Feittype.partijAangesproken
    public static let naam = "PartijAangesproken"
    public static let kenmerken = Typekenmerken(
        groep: .g,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T4.2.2"],
        bron: "MAA §4.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("werkafspraak", &werkafspraak, "Over welke afspraak")
    }

    /// De afspraak is niet nagekomen.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nietNagekomen(werkafspraak, bij: feit, "I-G10-NIET_NAGEKOMEN")
    }
}
