/// Werkafspraak niet nagekomen (groep G, overleg en afspraken).
///
/// Bron: MAA B1 Samenwerking.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct WerkafspraakNietNagekomen: Gegevens {
    public var werkafspraak = WerkafspraakId.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.werkafspraakNietNagekomen
    public static let naam = "WerkafspraakNietNagekomen"
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
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// Wat er van de afspraak kwam is nog niet vastgelegd.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.afspraakOpen(werkafspraak, bij: feit, "I-G8-AFSPRAAK_OPEN")
    }
}
