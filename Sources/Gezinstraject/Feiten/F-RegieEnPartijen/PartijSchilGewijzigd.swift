/// Partij schil gewijzigd (groep F, regie en partijen).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct PartijSchilGewijzigd: Gegevens {
    public var partij = Partij.leeg
    public var schil = Schil.leeg

    public init() {}

    public static let type = Feittype.partijSchilGewijzigd
    public static let naam = "PartijSchilGewijzigd"
    public static let kenmerken = Typekenmerken(
        groep: .f,
        stroom: .gezin,
        bereik: .traject,
        logt: [.pm, .cm],
        naAfsluiting: false,
        voedt: ["T4.1.3", "T4.2.1"],
        bron: "MAA §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Welke partij")
        bezoeker.verplicht("schil", &schil, "Nieuwe schil")
    }

    /// De partij is betrokken.
    public func schendingen(van feit: Feit, na geschiedenis: Voorgeschiedenis) -> [Schending] {
        geschiedenis.betrokken(partij, bij: feit, "I-F15-BETROKKEN")
    }
}
