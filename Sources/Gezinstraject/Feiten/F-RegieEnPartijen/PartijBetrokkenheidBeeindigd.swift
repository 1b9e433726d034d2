/// Partij betrokkenheid beeindigd (groep F, regie en partijen).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PartijBetrokkenheidBeeindigd: Gegevens {
    public var partij = Partij.leeg
    public var reden = Reden.leeg
    public var toelichting: String?

    public init() {}

    public static let type = Feittype.partijBetrokkenheidBeeindigd
    public static let naam = "PartijBetrokkenheidBeeindigd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T3.1.3", "T3.1.5", "T4.1.3", "T4.2.1"],
        bron: "MAA §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Welke partij")
        bezoeker.verplicht("reden", &reden, "Reden")
        bezoeker.optioneel("toelichting", &toelichting, privacy: .vrijeTekst, "Toelichting")
    }

    /// De partij is betrokken.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.betrokken(partij, bij: feit, "I-F18-BETROKKEN")
    }

    /// Reden.
    public enum Reden: String, Opsomming {
        case nietMeerNodig = "niet_meer_nodig"
        case trektZichTerug = "trekt_zich_terug"
        case vervangen
    }
}
