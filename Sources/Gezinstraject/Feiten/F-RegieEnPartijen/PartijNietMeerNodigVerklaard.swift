/// Partij niet meer nodig verklaard (groep F, regie en partijen).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PartijNietMeerNodigVerklaard: Gegevens {
    public var partij = Partij.leeg
    public var reden: String?

    public init() {}

    public static let type = Feittype.partijNietMeerNodigVerklaard
    public static let naam = "PartijNietMeerNodigVerklaard"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T4.2.1"],
        bron: "MAA §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Welke partij niet meer nodig is")
        bezoeker.optioneel("reden", &reden, privacy: .vrijeTekst, "Waarom")
    }

    /// De partij is eerder nodig verklaard.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.vereist(
            PartijBenodigdVerklaard.self,
            in: feit.traject,
            bij: feit,
            "I-F19-WAS_NODIG",
            "De partij \(partij.rawValue) is in dit traject niet eerder nodig verklaard.",
            "Leg eerst PartijBenodigdVerklaard vast voor deze partij, op dezelfde of een eerdere dag."
        ) { [partij] in $0.partij == partij }
    }
}
