/// Partij betrokken (groep F, regie en partijen).
///
/// Bron: MAA §2.5, §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PartijBetrokken: Gegevens {
    public var partij = Partij.leeg
    public var schil: Schil?
    public var leefgebieden: [StjLeefgebied]?
    public var omschrijving: String?

    public init() {}

    public static let type = Feittype.partijBetrokken
    public static let naam = "PartijBetrokken"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T3.1.3", "T3.1.5", "T4.1.3", "T4.2.1", "P4.2.1"],
        bron: "MAA §2.5, §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Welke partij")
        bezoeker.optioneel("schil", &schil, "Binnen- of buitenschil; ontbreekt = binnen")
        bezoeker.optioneel(
            "leefgebieden",
            &leefgebieden,
            "Leefgebieden waarop de partij meewerkt; ontbreekt = onbekend"
        )
        bezoeker.optioneel("omschrijving", &omschrijving, privacy: .vrijeTekst, "Welke organisatie, bij overig")
    }

    /// De partij is niet al betrokken.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.nietBetrokken(partij, bij: feit, "I-F14-NIET_AL_BETROKKEN")
    }
}
