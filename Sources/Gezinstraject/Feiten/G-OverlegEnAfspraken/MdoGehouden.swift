/// Mdo gehouden (groep G, overleg en afspraken).
///
/// Bron: MAA §2.6, §3.2.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct MdoGehouden: Gegevens {
    public var partijen: [Partij] = []
    public var afwezig: [Partij]?
    public var gezin: Overlegaanwezigheid?
    public var onderwerpen: [Regieaspect]?

    public init() {}

    public static let type = Feittype.mdoGehouden
    public static let naam = "MdoGehouden"
    public static let kenmerken = Typekenmerken(
        groep: .g,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm],
        naAfsluiting: false,
        voedt: ["T1.1.2", "T1.1.3", "T3.1.3", "T3.1.5", "T3.2.2", "T4.1.3"],
        bron: "MAA §2.6, §3.2"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partijen", &partijen, minimum: 1, "Aanwezige partijen")
        bezoeker.optioneel("afwezig", &afwezig, "Uitgenodigd maar afwezig")
        bezoeker.optioneel("gezin", &gezin, "Aanwezigheid van het gezin; ontbreekt = niet")
        bezoeker.optioneel("onderwerpen", &onderwerpen, "Onderwerpen")
    }

    /// Onder een aanpak met prioritering zijn er minstens twee partijen.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.tweePartijen(partijen, bij: feit, "I-G1-TWEE_PARTIJEN")
    }
}
