/// Werkafspraak nagekomen (groep G, overleg en afspraken).
///
/// Bron: MAA B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct WerkafspraakNagekomen: Gegevens {
    public var werkafspraak = WerkafspraakId.leeg

    public init() {}

    public static let type = Feittype.werkafspraakNagekomen
    public static let naam = "WerkafspraakNagekomen"
    public static let kenmerken = Typekenmerken(
        groep: .g,
        stroom: .gezin,
        bereik: .traject,
        logt: [.cm, .pm],
        naAfsluiting: false,
        voedt: ["T4.2.2"],
        bron: "MAA B1 Samenwerking"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("werkafspraak", &werkafspraak, "Welke afspraak")
    }

    /// Wat er van de afspraak kwam is nog niet vastgelegd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.afspraakOpen(werkafspraak, bij: feit, "I-G7-AFSPRAAK_OPEN")
    }
}
