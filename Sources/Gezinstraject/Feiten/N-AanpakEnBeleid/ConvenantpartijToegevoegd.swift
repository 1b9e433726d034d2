public import CivilTime

/// Convenantpartij toegevoegd (groep N, aanpak en beleid).
///
/// Bron: MAA §3.3.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public struct ConvenantpartijToegevoegd: Gegevens {
    public var partij = Partij.leeg
    public var geldigVanaf = Dag.leeg

    public init() {}

    public static let type = Feittype.convenantpartijToegevoegd
    public static let naam = "ConvenantpartijToegevoegd"
    public static let kenmerken = Typekenmerken(
        groep: .n,
        stroom: .aanpak,
        bereik: .aanpak,
        logt: [.bel],
        naAfsluiting: false,
        voedt: ["P4.2.1"],
        bron: "MAA §3.3"
    )

    public mutating func velden(_ bezoeker: inout some Veldbezoeker) {
        bezoeker.verplicht("partij", &partij, "Welke partij")
        bezoeker.verplicht("geldigVanaf", &geldigVanaf, "Eerste dag")
    }
}
